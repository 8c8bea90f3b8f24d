"""Prose with inline Markdown as text with codes, and back."""

from __future__ import annotations

import re
from itertools import groupby, product
from typing import TYPE_CHECKING

from brief.editorial.prose import TextSpan, join_spans, parse_prose
from brief.translation.unit import Close, Code, Open, Part, Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_SPECIAL = re.compile(r"[*_\[\]]")


def read_prose(markdown: str, like: Parts = ()) -> Parts:
    """Return prose as text with codes, numbered from 1.

    The codes get the ids of those in `like`, the source of a translation: the same kind, and the
    same link if there is one. Codes without a counterpart get ids of their own (`x1`).
    """
    return wrap_spans(parse_prose(markdown), like)


def wrap_spans(spans: Sequence[TextSpan], like: Parts = ()) -> Parts:
    """Return spans as text with codes, which get ids as in `read_prose`."""
    codes = _Ids([part.code for part in like if isinstance(part, Open)])
    return tuple(_merge_texts(_wrap(spans, ("link", "strong", "emphasis"), codes)))


def _wrap(spans: Sequence[TextSpan], kinds: Sequence[str], codes: _Ids) -> Iterable[Part]:
    """Yield the spans' texts with codes of these kinds, the first outermost."""
    if not kinds:
        yield from (span.text for span in spans)
        return
    kind, *inner = kinds
    for value, group in groupby(spans, lambda span: _style(span, kind)):
        inside = tuple(group)
        if not value:
            yield from _wrap(inside, inner, codes)
            continue
        code = codes.make(kind, value if isinstance(value, str) else "")
        yield Open(code)
        yield from _wrap(inside, inner, codes)
        yield Close(code)


def _style(span: TextSpan, kind: str) -> str | bool:
    return (span.href or "") if kind == "link" else bool(getattr(span, kind))


class _Ids:
    """Gives codes their ids."""

    def __init__(self, known: list[Code]) -> None:
        self._known = known
        self._has_source = bool(known)
        self._count = 0

    def make(self, kind: str, href: str) -> Code:
        """Return a new code."""
        alike = [code for code in self._known if code.kind == kind]
        if alike:
            best = next((code for code in alike if code.href == href), alike[0])
            self._known.remove(best)
            return Code(best.id, kind, href)
        self._count += 1
        return Code(f"x{self._count}" if self._has_source else str(self._count), kind, href)


def _merge_texts(parts: Iterable[Part]) -> Iterable[Part]:
    for is_text, group in groupby(parts, lambda part: isinstance(part, str)):
        if is_text:
            yield "".join(str(part) for part in group)
        else:
            yield from group


def write_prose(parts: Parts) -> str:
    """Return text with codes as prose; raises ValueError if Markdown cannot say it.

    What is returned is read back with the same texts, emphasis and links: `_` is used where `*`
    would not be understood, and signs of Markdown are escaped only where they would be understood.
    """
    parts = _move_spaces_out(parts)
    wanted = join_spans(_spans(parts))
    styles = [{"strong": one, "emphasis": other} for one, other in product("*_", "*_")]
    for escape, style in product((False, True), styles):
        marks = {"strong": 2 * style["strong"], "emphasis": style["emphasis"]}
        written = "".join(_write_part(part, marks, escape=escape) for part in parts)
        if join_spans(parse_prose(written)) == wanted:
            return written
    msg = "emphasis or a link begins or ends where Markdown cannot have it"
    raise ValueError(msg)


def _move_spaces_out(parts: Parts) -> Parts:
    """Return the parts without spaces at the inner edges of codes, where Markdown has none."""
    ends = _move_spaces(parts, Close, str.rstrip)
    return tuple(reversed(_move_spaces(reversed(ends), Open, str.lstrip)))


def _move_spaces(
    parts: Iterable[Part], edge: type[Open | Close], strip: Callable[[str], str]
) -> list[Part]:
    moved: list[Part] = []
    for part in parts:
        before = moved[-1] if moved else None
        if isinstance(part, edge) and isinstance(before, str) and strip(before) != before:
            kept = strip(before)
            moved[-1:] = [kept] if kept else []
            moved += [part, " "]
        else:
            moved.append(part)
    return moved


def _write_part(part: Part, marks: Mapping[str, str], *, escape: bool) -> str:
    if isinstance(part, str):
        return _SPECIAL.sub(r"\\\g<0>", part) if escape else part
    if part.code.kind == "link":
        return "[" if isinstance(part, Open) else f"]({_write_target(part.code.href)})"
    return marks[part.code.kind]


def _write_target(href: str) -> str:
    balanced = href.count("(") == href.count(")") and "(" not in href.partition(")")[2]
    return href if balanced and not re.search(r"[\s<>]", href) else f"<{href}>"


def _spans(parts: Parts) -> Iterable[TextSpan]:
    """Yield the text of the parts with its styles."""
    styles: list[Code] = []
    for part in parts:
        if isinstance(part, Open):
            styles.append(part.code)
        elif isinstance(part, Close):
            if part.code not in styles:
                msg = f"the code {part.code.id} ends before it begins"
                raise ValueError(msg)
            styles.remove(part.code)
        else:
            kinds = {code.kind for code in styles}
            href = next((code.href for code in styles if code.kind == "link"), None)
            yield TextSpan(part, "emphasis" in kinds, "strong" in kinds, href)
