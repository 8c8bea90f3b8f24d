"""Write raised and lowered text with the signs that Unicode has for it: 10⁶, m³, CO₂.

What is raised means four things: an exponent or index, an ordinal ("2nd", "1er"), the mark of a
note, and signs such as ™. The text before it decides which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from brief.findings import Place, warning

if TYPE_CHECKING:
    from brief.findings import Finding

Meaning = Literal["text", "mark", "unclear"]

MAX_SIGNS = 12

# Figures, signs, and the letters that most fonts have; a stop or comma in a number is kept.
_RAISED = dict(zip("0123456789+-−–=()ni.,", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ.,", strict=True))
_LOWERED = dict(zip("0123456789+-−–=().,", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎.,", strict=True))
_AFTER_BASE = frozenset({")", "⁾", *_LOWERED.values()})
_TRADE = {"tm": "™", "™": "™", "®": "®", "(r)": "®", "sm": "℠", "℠": "℠", "©": "©"}
_FRACTIONS = {
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖",
    "3/5": "⅗", "4/5": "⅘", "1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
}  # fmt: skip
# A number, perhaps with a sign before it, or that of an ion after it.
_POWER = re.compile(r"[+−–-][0-9]+|[0-9]*[+−–-]|[ni]")
_NUMBER = re.compile(r"[0-9]{1,3}")
_MARK = re.compile(
    r"[\[(]?(?:[0-9]{1,3}|[a-z]|[ivx]{1,5}|[*†‡§¶#]{1,3})[\])]?"
    r"(?:\s*[,;–-]\s*[\[(]?(?:[0-9]{1,3}|[a-z])[\])]?)*"
)
_BRACKETED = re.compile(r"\[[^\[\]]{1,60}\]")
_WORD = re.compile(r"[^\W\d_]+$")
_DIGITS = re.compile(r"(?<![0-9.,])[0-9]+$")
_SPACED_POWER = re.compile(r"(?<![0-9.,])10\s$")
_WITH_LETTERS = re.compile(r"([0-9]+)([A-Za-z]{1,2})")  # CO₂e
_FORMULA = re.compile(r"[=+*/·×−]\s?[^\W\d_]{1,2}$")
_ROMAN = re.compile(r"[IVXLCDM]+$")
_NUMERO = re.compile(r"(?:[NnMCDS]|[Vv])$")
# Units of length, time and weight, and variables, that have exponents.
_UNITS = frozenset(
    "km hm dm cm mm nm µm μm ft yd in mi px kg mg sec min км м см мм дм".split()  # noqa: SIM905 - words
)


@dataclass(frozen=True, slots=True)
class Raised:
    """A raised or lowered text as it is written on one line.

    The text of a "mark" belongs to a note and is left out; "unclear" is text that cannot be
    raised, so that it may mean something else on one line.
    """

    text: str
    meaning: Meaning = "text"


def raise_text(text: str, before: str, after: str = "") -> Raised:
    """Return a raised text (HTML's `sup`), as the text before and after it demands."""
    bare = text.strip()
    if not bare:
        return Raised(text)
    if trade := _TRADE.get(bare.lower()):
        return Raised(trade)
    if _BRACKETED.fullmatch(bare):
        return Raised(bare, "mark")
    if _NUMBER.fullmatch(bare):
        return _raise_number(bare, before, after)
    return _raise_letters(bare, before) or Raised(text, "unclear")


def _raise_letters(bare: str, before: str) -> Raised | None:
    """Return an ordinal, an exponent with letters or a sign, or the mark of a note, else None."""
    last = before[-1:]
    if bare.isalpha() and (ordinal := _write_ordinal(bare, before)):
        return Raised(ordinal)
    has_base = last.isalnum() or last in _AFTER_BASE
    if has_base and _POWER.fullmatch(bare):
        return Raised(_translate(bare, _RAISED))
    if _MARK.fullmatch(bare) and not (last.isdigit() and bare.isalpha()):
        return Raised(bare, "mark")
    raised = "" if bare.isalpha() or not last.isalnum() else _translate(bare, _RAISED)
    return Raised(raised) if raised else None


def lower_text(text: str) -> Raised:
    """Return a lowered text (HTML's `sub`)."""
    bare = text.strip()
    lowered = _translate(bare, _LOWERED) if any(sign.isdigit() for sign in bare) else ""
    if mixed := _WITH_LETTERS.fullmatch(bare):
        lowered = _translate(mixed[1], _LOWERED) + mixed[2]
    return Raised(lowered or text, "text" if lowered or not bare else "unclear")


def warn_of_raised(raised: Raised, before: str, tag: str, shown: str) -> Finding:
    """Return a warning about text that could not be raised (`tag` sup) or lowered (sub)."""
    place = "raised" if tag == "sup" else "lowered"
    text = raised.text.strip()
    message = f"“{text}” is {place} in the file, and written “{before[-20:].lstrip()}{text}” here"
    remedy = "write it so that it cannot be misread, as in 10⁶, m³ or CO₂"
    return warning("raised-text", message, remedy, Place(shown))


def write_fraction(numerator: str, denominator: str) -> str:
    """Return a fraction as one sign, or on one line: "½", "7/12"."""
    written = f"{numerator.strip()}/{denominator.strip()}"
    return _FRACTIONS.get(written, written)


def _raise_number(number: str, before: str, after: str) -> Raised:
    """Return an exponent, the mass of an isotope, or the mark of a note."""
    raised = Raised(_translate(number, _RAISED))
    mark = Raised(number, "mark")
    last = before[-1:]
    if _SPACED_POWER.search(before):
        return raised
    if not last or last.isspace():
        return raised if not before.strip() or after[:1].isupper() else mark
    if digits := _DIGITS.search(before):
        base = digits[0]
        is_power = base == "10" or (len(base) == 1 and number != "1")
        return raised if is_power else mark
    if word := _WORD.search(before):
        is_unit = word[0] in _UNITS or len(word[0]) == 1 or bool(_FORMULA.search(before))
        return raised if is_unit and number != "1" else mark
    if last == ")" and re.search(r"\([^()]{1,30}[+−–-][^()]{1,30}\)$", before[-64:]):
        return raised
    return mark


def _write_ordinal(letters: str, before: str) -> str:
    """Return the raised letters of an ordinal or abbreviation; "" if they are something else."""
    word = _WORD.search(before)
    sign = {"o": "º", "º": "º", "a": "ª", "ª": "ª"}.get(letters, letters)
    if before[-1:].isdigit():
        # 10ⁿ is a power, 2nd an ordinal.
        return "" if letters in {"n", "k", "m", "x", "i", "j"} else sign
    if not word:
        return ""
    if _NUMERO.fullmatch(word[0]):
        return sign
    if _ROMAN.fullmatch(word[0]) or (word[0].isupper() and len(word[0]) == 1):
        return letters
    return "" if len(letters) == 1 else letters


def _translate(text: str, signs: dict[str, str]) -> str:
    """Return the text in raised or lowered signs, or "" if one of them does not exist."""
    if len(text) > MAX_SIGNS or not all(sign in signs for sign in text):
        return ""
    return "".join(signs[sign] for sign in text)
