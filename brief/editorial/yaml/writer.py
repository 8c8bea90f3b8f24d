"""YAML as a person would write it: prose in folded blocks, quotes only where they are needed.

What is written reads back to the same, by any parser of YAML 1.1 or 1.2: it is read again before
it is handed out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from brief.editorial.locale.partial_date import PartialDate

WIDTH = 100
STEP = "  "
LEAST_SHORTENED, MOST_SHORTENED = 6, 12  # powers of ten: people read 4e9, and not 1e18
MOST_SIGNIFICANT = 5

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# What YAML 1.1 (5.1) refuses or takes for a line end, and what no editor shows: these are escaped.
_ESCAPED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
# What other parsers take for a number, a date, a truth value or nothing (YAML 1.1 and 1.2).
_TYPED = re.compile(
    r"(?i)(?:y|n|yes|no|on|off|true|false|null|~|[-+]?\.(?:inf|nan)|[-+]?[0-9][0-9a-fox_.,:eE+-]*"
    r"|[0-9]{4}-[0-9-]+(?:[Tt ].*)?)"
)
_OPENING = frozenset("©„“”«»‘’(€£$§¿¡…–—•")


class Prose(str):
    """A text for readers, written in a folded block whatever its length."""

    __slots__ = ()


class Plain(str):
    """A number or date as a person types it (`560e6`), written without quotes."""

    __slots__ = ()


class Flow:
    """A mapping or list to be written on one line, in braces or brackets, if it fits."""

    __slots__ = ("inside",)

    def __init__(self, inside: Mapping[str, object] | Sequence[object]) -> None:
        self.inside = inside


def dump_yaml(
    data: Mapping[str, object],
    *,
    header: str = "",
    comments: Mapping[str, str] | None = None,
    width: int = WIDTH,
) -> str:
    """Return `data` as a YAML file, keys in their order, lines of about `width` characters.

    Values are texts, numbers, dates, None (a key with nothing after it), mappings and sequences,
    and `Prose`, `Plain` and `Flow` where the form matters. Lines of `header` open the file as
    comments, and `comments` puts some above keys of the top level.

    Raises ValueError if a text cannot stand in YAML at all (half of a surrogate pair).
    """
    comments = comments or {}
    lines = _commented(header)
    for key, value in data.items():
        lines += _commented(comments.get(key, ""))
        lines += _Writer(width).entry(key, value, "")
    text = "".join(f"{line}\n" for line in lines)
    if _read(text) != (_as_read(data) if data else None):
        msg = "a text cannot be written as YAML"
        raise ValueError(msg)
    return text


def typed_number(value: Decimal) -> Plain:
    """Return a number as a person types it: `560e6` for 560 million, and `45000` as it is."""
    exponent = min(value.adjusted() // 3 * 3, MOST_SHORTENED) if value else 0
    mantissa = value.scaleb(-exponent).normalize()
    if exponent < LEAST_SHORTENED or len(mantissa.as_tuple().digits) > MOST_SIGNIFICANT:
        return Plain(f"{value:f}")
    return Plain(f"{mantissa:f}e{exponent}")


class _Writer:
    """Writes entries of a mapping and items of a list, for a width."""

    def __init__(self, width: int) -> None:
        self.width = width

    def entry(self, key: str, value: object, indent: str) -> list[str]:
        """Return the lines of `key: value`."""
        return self._after(f"{indent}{_name(key)}:", value, indent)

    def _item(self, value: object, indent: str, *, folded: bool) -> list[str]:
        """Return the lines of `- value`; a mapping's first key stands beside the dash."""
        if isinstance(value, Flow):
            line = f"{indent}- {self._flow(value.inside)}"
            if len(line) <= self.width:
                return [line]
            value = value.inside
        if isinstance(value, Mapping) and value:
            inner = indent + STEP
            lines = [line for key in value for line in self.entry(key, value[key], inner)]
            return [f"{indent}- {lines[0][len(inner) :]}", *lines[1:]]
        if folded and isinstance(value, str):
            value = Prose(value)
        return self._after(f"{indent}-", value, indent)

    def _after(self, head: str, value: object, indent: str) -> list[str]:
        """Return the lines of a value that follows a key or a dash."""
        if isinstance(value, Flow):
            line = f"{head} {self._flow(value.inside)}"
            if len(line) <= self.width:
                return [line]
            value = value.inside
        if isinstance(value, str):
            return self._text(head, value, indent + STEP)
        if isinstance(value, Mapping):
            inner = indent + STEP
            lines = [line for key in value for line in self.entry(key, value[key], inner)]
            return [head, *lines] if lines else [f"{head} {{}}"]
        if isinstance(value, Sequence):
            inner = indent + STEP
            folded = any(self._is_long(item, inner) for item in value)
            lines = [line for item in value for line in self._item(item, inner, folded=folded)]
            return [head, *lines] if lines else [f"{head} []"]
        return [f"{head} {_typed(value)}".rstrip()]

    def _is_long(self, item: object, indent: str) -> bool:
        """Say whether an item of a list is prose or too long for a line."""
        is_text = isinstance(item, str) and not isinstance(item, Plain)
        return is_text and (isinstance(item, Prose) or len(f"{indent}- {item}") > self.width)

    def _text(self, head: str, text: str, indent: str) -> list[str]:
        """Return a text in the plainest form that reads back to the same."""
        if isinstance(text, Plain):
            return [f"{head} {text}"]
        line = f"{head} {_inline(text)}"
        short = len(line) <= self.width and not isinstance(text, Prose)
        block = [] if short and not _is_awkward(text) else self._block(head, text, indent)
        if block and _reads_back(block, text):
            return block
        return [line if _reads_back([line], text) else f"{head} {_quoted(text)}"]

    def _block(self, head: str, text: str, indent: str) -> list[str]:
        """Return the text as a block: folded, or literal where it has line breaks of its own."""
        if not text or _ESCAPED.search(text) or text != text.strip():
            return []
        if "\n" in text:
            body = [f"{indent}{line}" if line else "" for line in text.split("\n")]
            return [f"{head} |-", *body]
        return [f"{head} >-", *(indent + line for line in _wrapped(text, self.width - len(indent)))]

    def _flow(self, value: object) -> str:
        if isinstance(value, Flow):
            value = value.inside
        if isinstance(value, Plain):
            return str(value)
        if isinstance(value, str):
            return _inline(value, flow=True)
        if isinstance(value, Mapping):
            entries = (f"{_name(key)}: {self._flow(inner)}" for key, inner in value.items())
            return "{" + ", ".join(entries) + "}"
        if isinstance(value, Sequence):
            return "[" + ", ".join(self._flow(inner) for inner in value) + "]"
        return _typed(value) or '""'


def _wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines; folding a block makes each line end the one space it was.

    A line ends only at a single space: spaces in a row, or a line that opens with one, would be
    read as something else.
    """
    lines = [""]
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _inline(text: str, *, flow: bool = False) -> str:
    """Return the text on one line: without quotes if nothing in it means anything to YAML."""
    if _is_plain(text, flow=flow):
        return text
    if '"' in text and "'" not in text and not _ESCAPED.search(text) and "\n" not in text:
        return f"'{text}'"
    return _quoted(text)


def _is_plain(text: str, *, flow: bool) -> bool:
    """Say whether the text needs no quotes, by rules that are stricter than YAML's own."""
    if not text or text != text.strip() or "\n" in text or _ESCAPED.search(text):
        return False
    if not (text[0].isalnum() or text[0] in _OPENING) or _TYPED.fullmatch(text):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and re.search(r"[\[\]{},:?]", text))


def _is_awkward(text: str) -> bool:
    """Say whether quotes would need escapes, or a person would stumble over them."""
    return "\n" in text or (not _is_plain(text, flow=False) and ('"' in text or "\\" in text))


def _quoted(text: str) -> str:
    def escaped(found: re.Match[str]) -> str:
        character = found[0]
        return _ESCAPES.get(character) or (
            f"\\x{ord(character):02X}" if ord(character) <= 0xFF else f"\\u{ord(character):04X}"  # noqa: PLR2004 - a byte
        )

    return '"' + re.sub(rf'["\\\n]|{_ESCAPED.pattern}', escaped, text) + '"'


def _name(key: str) -> str:
    return key if _IDENTIFIER.fullmatch(key) and not _TYPED.fullmatch(key) else _quoted(key)


def _typed(value: object) -> str:
    """Return a value that is no text as it stands in YAML; raises TypeError for others."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | PartialDate):
        return str(value)
    msg = f"{type(value).__name__} has no form in a briefing"
    raise TypeError(msg)


def _commented(comment: str) -> list[str]:
    return [f"# {line}".rstrip() for line in comment.splitlines()]


def _as_read(value: object) -> object:
    """Return what reading gives, where every scalar is a text."""
    if isinstance(value, Flow):
        return _as_read(value.inside)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _as_read(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_as_read(inner) for inner in value]
    return _typed(value)


def _read(text: str) -> Any:  # noqa: ANN401 - a file is anything
    """Return what a file holds, scalars as texts."""
    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - makes texts, lists and dicts only
    except (yaml.YAMLError, UnicodeError):
        return None


def _reads_back(lines: list[str], text: str) -> bool:
    """Say whether lines of one entry or item, however deep, hold the text and nothing else."""
    depth = len(lines[0]) - len(lines[0].lstrip(" "))
    read = _read("".join(f"{line[depth:]}\n" for line in lines))
    inside = list(read.values()) if isinstance(read, dict) else read
    return bool(inside == [text])
