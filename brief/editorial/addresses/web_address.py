"""Web addresses in the ASCII form of links and QR codes, and in the form that readers read."""

from __future__ import annotations

import re
import unicodedata

from brief.editorial.locale.locales import get_script
from brief.editorial.prose import map_host

# First words of the Unicode names of letters, by script (ISO 15924); all pages can show Latin ones.
_LETTERS = {
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Arab": "ARABIC",
    "Hebr": "HEBREW",
    "Armn": "ARMENIAN",
    "Geor": "GEORGIAN",
    "Deva": "DEVANAGARI",
    "Thai": "THAI",
    "Kore": "HANGUL",
    "Hans": "CJK",
    "Hant": "CJK",
    "Jpan": "CJK HIRAGANA KATAKANA",
}


def encode_address(url: str) -> str:
    """Return a web address in ASCII: the host as IDNA labels, all else percent-encoded as UTF-8.

    That is the mapping of RFC 3987, 3.1; links in prose have it too.
    """
    if url.isascii():
        return url
    from markdown_it.common.normalize_url import normalizeLink

    return normalizeLink(map_host(url))


def show_address(url: str, tag: str) -> str:
    """Return an address as a page in the language `tag` prints it: without scheme and query.

    Encoded letters of Latin and of the language's script are decoded. Others stay encoded, since
    the page's fonts may not have them.
    """
    url = re.split("[?#]", url, maxsplit=1)[0]
    shown = url.split("://", 1)[-1].removesuffix("/")
    if "%" not in shown and "xn--" not in shown:
        return shown
    from markdown_it.common.normalize_url import normalizeLinkText

    decoded = normalizeLinkText(url).split("://", 1)[-1].removesuffix("/")
    known = {"LATIN", *_LETTERS.get(get_script(tag), "").split()}
    foreign = [sign for sign in decoded if not sign.isascii() and not _is_letter_of(sign, known)]
    return shown if foreign or " " in decoded else decoded


def _is_letter_of(sign: str, scripts: set[str]) -> bool:
    first_word = unicodedata.name(sign, "").partition(" ")[0]
    return unicodedata.category(sign)[0] in "LM" and first_word in scripts
