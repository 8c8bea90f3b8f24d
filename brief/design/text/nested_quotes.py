"""Quotation marks around a text that has quotation marks of its own: these become inner ones."""

from __future__ import annotations

from brief.design.text.single_quotes import APOSTROPHE, resolve_single_quotes
from brief.editorial.locale.locales import get_quotation_marks
from brief.editorial.locale.numerals import NBSP

# What opens and closes quotations in the languages of the sources.
_PAIRS = [
    "„“",
    "„”",
    "„„",
    "“”",
    "””",
    '""',
    "«»",
    "»«",
    "»»",
    "‚‘",
    "‚’",
    "‘’",
    "‹›",
    "›‹",
    "››",
    "「」",
    "『』",
    "《》",
    "〈〉",
]
# Inner marks where CLDR gives the outer ones again, or reversed ones (French of Canada).
_INNER = {
    **dict.fromkeys(("fr", "nl", "hy"), ("“", "”")),
    **dict.fromkeys(("bg", "lt"), ("‚", "‘")),
}
_OPENING = {pair[0] for pair in _PAIRS}
_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def enclose_in_quotes(text: str, tag: str) -> str:
    """Return the text in the quotation marks of the language; quotations in it get the inner marks.

    Marks around the whole text are not doubled, and marks without a counterpart stay as they are.
    """
    text = _mark_single_quotes(text.strip())
    pairs = _find_pairs(text)
    if 0 in pairs and pairs[0][0] == len(text) - 1:
        text = text[1:-1].strip(_SPACES)
        pairs = _find_pairs(text)
    opening, closing, inner_opening, inner_closing = get_quotation_marks(tag)
    if opening == inner_opening or (inner_opening, inner_closing) == ("”", "“"):
        inner_opening, inner_closing = _INNER.get(
            tag.partition("-")[0], (inner_opening, inner_closing)
        )
    space = NBSP if opening == "«" and tag.partition("-")[0] == "fr" else ""
    outer = (opening + space, space + closing)
    space = space if inner_opening in "«‹" else ""
    inner = (inner_opening + space, space + inner_closing)
    signs = list(text)
    for start, (end, depth) in pairs.items():
        signs[start], signs[end] = (inner, outer)[depth % 2]
        for beside in (start + 1, end - 1):
            if signs[beside] in _SPACES:
                signs[beside] = ""
    return outer[0] + "".join(signs) + outer[1]


def _mark_single_quotes(text: str) -> str:
    """Return the text with straight single quotes as apostrophes, or as marks ‘ and ’ in pairs."""
    resolved = resolve_single_quotes(text, "en")
    return "".join(resolved.get(at, sign) for at, sign in enumerate(text))


def _find_pairs(text: str) -> dict[int, tuple[int, int]]:
    """Return the offset of each opening mark, with that of its closing mark and the depth.

    A quotation that another encloses is one level deeper.
    """
    open_marks: list[int] = []
    pairs: dict[int, tuple[int, int]] = {}
    for at, sign in enumerate(text):
        is_mark = not _is_apostrophe(text, at)
        if open_marks and text[open_marks[-1]] + sign in _PAIRS and is_mark:
            start = open_marks.pop()
            pairs[start] = (at, len(open_marks))
        elif sign in _OPENING and (sign == "«" or text[at + 1 : at + 2].strip()):
            open_marks.append(at)
    enclosing = sorted(open_marks)  # marks without a counterpart enclose nothing
    return {
        start: (end, depth - sum(each < start for each in enclosing))
        for start, (end, depth) in sorted(pairs.items())
    }


def _is_apostrophe(text: str, at: int) -> bool:
    return (
        text[at] == APOSTROPHE and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    )
