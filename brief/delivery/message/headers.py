"""Write the headers of a message (RFC 5322, RFC 2047): names, values, line ends, folding."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from typing import TYPE_CHECKING

from brief.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINE = 76
ENCODED_BYTES = 39  # of UTF-8 in an encoded word: 52 characters in base64, 64 with its frame
JOINERS = {"\N{ZERO WIDTH NON-JOINER}", "\N{ZERO WIDTH JOINER}"}
"""Format characters that Persian, Hindi and other languages need inside words."""

_ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[bq]\?", re.IGNORECASE)
_ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~ -]*", re.ASCII)
_ADDRESS = re.compile(r"[^\s\x00-\x20\x7f<>()\[\],;:\\\"@]{1,64}@[A-Za-z0-9.-]{1,253}")
_TOKEN = re.compile(r"[A-Za-z0-9._~-]{1,190}")
MAX_NAME = 200


def check_name(name: str) -> str:
    """Return the name of a person in one line.

    Raises UsageError if it contains an encoded word (CVE-2024-6923), or control or format
    characters: they could add headers, or show another name than the one that is written.
    """
    if _ENCODED_WORD.search(name) or not all(map(_is_allowed, name)) or len(name) > MAX_NAME:
        msg = "the name of a recipient contains characters that a mail header must not have"
        raise UsageError(msg, "correct it with `brief subscribers import`", "unsafe-name")
    return " ".join(name.split())


def check_address(address: str) -> str:
    """Return the address; raises UsageError if it is not a plain mail address.

    An encoded word before the @ is refused too: Python 3.11 decodes it to another address.
    """
    is_plain = _ADDRESS.fullmatch(address) and all(map(_is_allowed, address))
    if is_plain and "=?" not in address:
        return address
    msg = "the address of a recipient is not a plain mail address"
    raise UsageError(msg, "correct it with `brief subscribers import`", "unsafe-address")


def check_token(token: str) -> str:
    """Return a token or an identifier; raises ValueError if it could not be part of an address."""
    if not _TOKEN.fullmatch(token):
        msg = "a token contains characters that it must not have"
        raise ValueError(msg)
    return token


def clean_line(text: str) -> str:
    """Return a text in one line, without control and format characters other than joiners."""
    spaced = "".join(" " if character.isspace() else character for character in text)
    return " ".join("".join(filter(_is_allowed, spaced)).split(" ")).strip()


def encode_text(name: str, text: str) -> str:
    """Return a header of unstructured text, folded, with its line end."""
    if text.isascii() and "=?" not in text:
        return fold_words(name, text.split(" "))
    return fold_words(name, _encode_words(text))


def encode_mailbox(name: str, shown: str, address: str) -> str:
    """Return a header with a mail address and the name shown for it, folded."""
    if not shown:
        return fold_words(name, [address])
    if shown.isascii() and "=?" not in shown:
        quoted = re.sub(r'(["\\])', r"\\\1", shown)
        words = shown.split(" ") if _ATOMS.fullmatch(shown) else f'"{quoted}"'.split(" ")
    else:
        words = list(_encode_words(shown))
    return fold_words(name, [*words, f"<{address}>"])


def fold_words(name: str, words: Iterable[str]) -> str:
    """Return a header of words, with a new line before a word that would make one too long."""
    lines: list[str] = []
    line = f"{name}:"
    for word in words:
        # a line with nothing but the name is unusual, and some servers refuse it
        if len(line) + 1 + len(word) > LINE and line not in {"", f"{name}:"}:
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line]) + "\r\n"


def _encode_words(text: str) -> Iterator[str]:
    """Yield the text as encoded words (RFC 2047, 2): UTF-8 in base64, characters kept whole."""
    part, size = "", 0
    for character in text:
        length = len(character.encode("utf-8"))
        if size + length > ENCODED_BYTES:
            yield _encode_word(part)
            part, size = "", 0
        part, size = part + character, size + length
    yield _encode_word(part)


def _encode_word(text: str) -> str:
    return f"=?utf-8?b?{b64encode(text.encode('utf-8')).decode('ascii')}?="


def _is_allowed(character: str) -> bool:
    """Return whether a character may be in a header: no control, format, line or private one."""
    category = unicodedata.category(character)
    return character in JOINERS or (category[0] != "C" and category not in {"Zl", "Zp"})
