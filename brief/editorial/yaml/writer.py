"""Write YAML as a person would: prose in folded blocks, quotes only where they are needed.

Any parser of YAML 1.1 or 1.2 reads the same data back; `dump_yaml` checks this by reading its
output again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.yaml.wide_lines import WIDE

LINE_WIDTH = 100
INDENT = "  "
MIN_EXPONENT, MAX_EXPONENT = 6, 12  # powers of ten; people read 4e9, but not 1e18
MAX_MANTISSA_DIGITS = 5

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# Escaped: characters that YAML 1.1 (5.1) forbids or reads as line ends, and invisible ones.
_ESCAPED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
# Texts that other parsers read as a number, date, boolean or null (YAML 1.1 and 1.2).
_TYPED_BY_OTHERS = re.compile(
    r"(?i)(?:y|n|yes|no|on|off|true|false|null|~|[-+]?\.(?:inf|nan)|[-+]?[0-9][0-9a-fox_.,:eE+-]*"
    r"|[0-9]{4}-[0-9-]+(?:[Tt ].*)?)"
)
_SAFE_FIRST_CHARACTERS = frozenset("©„“”«»‘’(€£$§¿¡…–—•")


class FoldedText(str):
    """A text that is written as a folded block, whatever its length."""

    __slots__ = ()


class PlainScalar(str):
    """A number or date as a person types it (`560e6`), written without quotes."""

    __slots__ = ()


class FlowValue:
    """A mapping or list that is written on one line, in braces or brackets, if it fits."""

    __slots__ = ("content",)

    def __init__(self, content: Mapping[str, object] | Sequence[object]) -> None:
        self.content = content


def dump_yaml(
    data: Mapping[str, object], *, header: str = "", comments: Mapping[str, str] | None = None
) -> str:
    """Return `data` as a YAML file, keys in their order, lines of about 100 characters.

    Values are texts, numbers, dates, None (a key without a value), mappings and sequences, and
    `FoldedText`, `PlainScalar` and `FlowValue` where the form matters. `header` is a comment at the
    top of the file, `comments` has comments to print above top-level keys.

    Raises ValueError if a text cannot be written in YAML (half of a surrogate pair).
    """
    comments = comments or {}
    lines = _format_comment(header)
    for key, value in data.items():
        lines += _format_comment(comments.get(key, ""))
        lines += _write_entry(key, value, "")
    text = "".join(f"{line}\n" for line in lines)
    if _load_as_texts(text) != (_expected_data(data) if data else None):
        msg = "a text cannot be written as YAML"
        raise ValueError(msg)
    return text


def format_plain_number(value: Decimal) -> PlainScalar:
    """Return a number as a person types it: `560e6` for 560 million, but `45000`."""
    exponent = min(value.adjusted() // 3 * 3, MAX_EXPONENT) if value else 0
    mantissa = value.scaleb(-exponent).normalize()
    if exponent < MIN_EXPONENT or len(mantissa.as_tuple().digits) > MAX_MANTISSA_DIGITS:
        return PlainScalar(f"{value:f}")
    return PlainScalar(f"{mantissa:f}e{exponent}")


def _write_entry(key: str, value: object, indent: str) -> list[str]:
    """Return the lines of `key: value`."""
    return _write_value(f"{indent}{_format_key(key)}:", value, indent)


def _write_item(value: object, indent: str, *, folded: bool) -> list[str]:
    """Return the lines of `- value`; the first key of a mapping follows the dash."""
    if isinstance(value, FlowValue):
        line = f"{indent}- {_format_flow(value.content)}"
        if len(line) <= LINE_WIDTH:
            return [line]
        value = value.content
    if isinstance(value, Mapping) and value:
        inner = indent + INDENT
        lines = [line for key in value for line in _write_entry(key, value[key], inner)]
        return [f"{indent}- {lines[0][len(inner) :]}", *lines[1:]]
    if folded and isinstance(value, str):
        value = FoldedText(value)
    return _write_value(f"{indent}-", value, indent)


def _write_value(head: str, value: object, indent: str) -> list[str]:
    if isinstance(value, FlowValue):
        line = f"{head} {_format_flow(value.content)}"
        if len(line) <= LINE_WIDTH:
            return [line]
        value = value.content
    if isinstance(value, str):
        return _write_text(head, value, indent + INDENT)
    if isinstance(value, Mapping):
        inner = indent + INDENT
        lines = [line for key in value for line in _write_entry(key, value[key], inner)]
        return [head, *lines] if lines else [f"{head} {{}}"]
    if isinstance(value, Sequence):
        inner = indent + INDENT
        folded = any(_is_long(item, inner) for item in value)
        items = [_write_item(item, inner, folded=folded) for item in value]
        lines = [line for item in items for line in item]
        return [head, *lines] if lines else [f"{head} []"]
    return [f"{head} {_format_scalar(value)}".rstrip()]


def _is_long(item: object, indent: str) -> bool:
    is_text = isinstance(item, str) and not isinstance(item, PlainScalar)
    return is_text and (isinstance(item, FoldedText) or len(f"{indent}- {item}") > LINE_WIDTH)


def _write_text(head: str, text: str, indent: str) -> list[str]:
    """Return a text in the simplest form from which the same text is read."""
    if isinstance(text, PlainScalar):
        return [f"{head} {text}"]
    line = f"{head} {_format_inline(text)}"
    short = len(line) <= LINE_WIDTH and not isinstance(text, FoldedText)
    block = [] if short and not _is_awkward(text) else _write_block(head, text, indent)
    if block and _reads_back(block, text):
        return block
    return [line if _reads_back([line], text) else f"{head} {_quote_text(text)}"]


def _write_block(head: str, text: str, indent: str) -> list[str]:
    """Return the text as a folded block, or as a literal one if it has line breaks."""
    if not text or _ESCAPED.search(text) or text != text.strip():
        return []
    if "\n" in text:
        body = [f"{indent}{line}" if line else "" for line in text.split("\n")]
        return [f"{head} |-", *body]
    body = [indent + line for line in _wrap_text(text, LINE_WIDTH - len(indent))]
    return [f"{head} >-", *body]


def _format_flow(value: object) -> str:
    if isinstance(value, FlowValue):
        value = value.content
    if isinstance(value, PlainScalar):
        return str(value)
    if isinstance(value, str):
        return _format_inline(value, flow=True)
    if isinstance(value, Mapping):
        entries = [f"{_format_key(key)}: {_format_flow(value[key])}" for key in value]
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(_format_flow(inner) for inner in value) + "]"
    return _format_scalar(value) or '""'


def _wrap_text(text: str, width: int) -> list[str]:
    """Return the text in lines for a folded block, in which each line end means one space.

    Lines are broken only at single spaces: several spaces in a row would not be read back, nor
    would one between two Chinese characters.
    """
    lines = [""]
    for word in re.split(rf"(?<=[^ ]) (?=[^ ])(?!(?<=[{WIDE}] )[{WIDE}])", text):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _format_inline(text: str, *, flow: bool = False) -> str:
    """Return the text on one line, without quotes if it has no special meaning in YAML."""
    if _is_plain(text, flow=flow):
        return text
    if '"' in text and "'" not in text and not _ESCAPED.search(text) and "\n" not in text:
        return f"'{text}'"
    return _quote_text(text)


def _is_plain(text: str, *, flow: bool) -> bool:
    """Return whether the text needs no quotes, by stricter rules than those of YAML."""
    if not text or text != text.strip() or "\n" in text or _ESCAPED.search(text):
        return False
    begins_safely = text[0].isalnum() or text[0] in _SAFE_FIRST_CHARACTERS
    if not begins_safely or _TYPED_BY_OTHERS.fullmatch(text):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and re.search(r"[\[\]{},:?]", text))


def _is_awkward(text: str) -> bool:
    """Return whether the text in quotes would need escapes or would be hard to read."""
    return "\n" in text or (not _is_plain(text, flow=False) and ('"' in text or "\\" in text))


def _quote_text(text: str) -> str:
    def escape_match(found: re.Match[str]) -> str:
        character = found[0]
        return _ESCAPES.get(character) or (
            f"\\x{ord(character):02X}" if ord(character) <= 0xFF else f"\\u{ord(character):04X}"  # noqa: PLR2004 - a byte
        )

    return '"' + re.sub(rf'["\\\n]|{_ESCAPED.pattern}', escape_match, text) + '"'


def _format_key(key: str) -> str:
    """Return a key, in quotes if it could be read as something else than a text."""
    if isinstance(key, PlainScalar):
        return str(key)
    is_plain = _IDENTIFIER.fullmatch(key) and not _TYPED_BY_OTHERS.fullmatch(key)
    return key if is_plain else _quote_text(key)


def _format_scalar(value: object) -> str:
    """Return a number, date, boolean or None in YAML; raises TypeError for other types."""
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
    msg = f"{type(value).__name__} cannot be written in a briefing"
    raise TypeError(msg)


def _format_comment(comment: str) -> list[str]:
    return [f"# {line}".rstrip() for line in comment.splitlines()]


def _expected_data(value: object) -> object:
    """Return the data that reading the written value gives, where every scalar is a text."""
    if isinstance(value, FlowValue):
        return _expected_data(value.content)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _expected_data(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_expected_data(inner) for inner in value]
    return _format_scalar(value)


def _load_as_texts(text: str) -> Any:  # noqa: ANN401 - a file is anything
    """Return the data of a YAML text, scalars as texts; None if it is not valid."""
    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - makes texts, lists and dicts only
    except (yaml.YAMLError, UnicodeError):
        return None


def _reads_back(lines: list[str], text: str) -> bool:
    """Return whether the lines of one entry or item, at any depth, contain exactly this text."""
    depth = len(lines[0]) - len(lines[0].lstrip(" "))
    read = _load_as_texts("".join(f"{line[depth:]}\n" for line in lines))
    inside = list(read.values()) if isinstance(read, dict) else read
    return bool(inside == [text])
