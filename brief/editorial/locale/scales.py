"""Compact notation: a number with its scale word, such as `Mrd.`, `million` or `万`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.editorial.locale.numerals import plain_digits, plural_form, round_half_up, shift_point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale
    from babel.numbers import NumberPattern

# CLDR has a short and a long form. The short form is the abbreviation of newspapers (Mio., Mld,
# млрд): it is the same in every grammatical case ("over 4 миллиарда" would be wrong in Russian) and
# needs no preposition before the currency ("4 miliardi *di* …"). In these languages the short form
# is only a letter or is uncommon (4B, 4 T, 4 Mr) and the word is never inflected: it is printed.
_SPELLED_OUT = {
    *("ar", "da", "en", "ga", "he", "hi", "hu", "nb"),
    *("nl", "nn", "no", "sv", "th", "tr", "ur", "vi"),
}

# CLDR 47 has only SI letters for Maltese ("4G" for 4 billion), and only letters for the lakh and
# crore of Indian English ("25Cr"); newspapers print these words.
_WORDS = {
    "mt": {6: "miljun", 9: "biljun", 12: "triljun"},
    "en_IN": {5: "lakh", 7: "crore", 12: "lakh crore"},
}


@dataclass(frozen=True, slots=True)
class Scale:
    """A power of ten, and the texts around a number that is counted in it."""

    exponent: int
    before: str
    after: str


def scale_number(
    value: Decimal, locale: Locale, digits: int | None
) -> tuple[Decimal, Scale | None]:
    """Return the value counted in the scale that CLDR picks for it, and that scale.

    The scale is None if the language prints such a number in full (German 45.000). If rounding to
    `digits` reaches the next scale, that one is used: 999.96 million becomes 1.0 billion.
    """
    exponent = _find_exponent(value, locale)
    if digits is not None:
        rounded = round_half_up(shift_point(value, -exponent), digits)
        exponent = _find_exponent(rounded, locale, exponent)
    return scale_to_exponent(value, locale, exponent, digits)


def scale_to_exponent(
    value: Decimal, locale: Locale, exponent: int, digits: int | None
) -> tuple[Decimal, Scale | None]:
    """Return the value counted in 10^exponent, and the scale with its word in the plural form."""
    if not exponent:
        return (value if digits is None else round_half_up(value, digits)), None
    number = shift_point(value, -exponent)
    if digits is None:  # the zeros of 3.900000000 (from 3900000000) were not typed as decimals
        whole, _, fraction = plain_digits(number).partition(".")
        number = Decimal(f"{whole}.{fraction.rstrip('0')}".rstrip(".")).copy_sign(number)
    else:
        number = round_half_up(number, digits)
    before, after = _scale_affixes(number, locale, exponent)
    return number, Scale(exponent, before, after)


def _find_exponent(number: Decimal, locale: Locale, counted_in: int = 0) -> int:
    """Return the exponent of the scale for `number` × 10^counted_in, or 0."""
    if not number:
        return counted_in
    magnitude = number.adjusted() + counted_in
    steps = _scale_exponents(locale)
    return steps[min(magnitude, max(steps))] if magnitude >= min(steps) else 0


@lru_cache(maxsize=64)
def _scale_exponents(locale: Locale) -> dict[int, int]:
    """Return the exponent of the scale for each magnitude in powers of ten.

    The two zeros of the pattern `00 million` for 10^7 mean that it is counted in 10^6 (UTS 35,
    part 3, 2.3). A pattern without an affix, or without a digit (French `mille`), means that such
    a number is printed in full.
    """
    if words := _WORDS.get(str(locale)):
        return {n: max((e for e in words if e <= n), default=0) for n in range(3, 15)}
    steps = {}
    for magnitude, pattern in _compact_patterns(locale)["other"].items():
        power = len(magnitude) - 1
        zeros = pattern.pattern.count("0")
        worded = zeros and (pattern.prefix[0] or pattern.suffix[0])
        steps[power] = power - zeros + 1 if worded else 0
    return steps


def _scale_affixes(number: Decimal, locale: Locale, exponent: int) -> tuple[str, str]:
    """Return the texts before and after `number`, in its plural form."""
    if words := _WORDS.get(str(locale)):
        return "", f" {words[exponent]}"
    powers = [power for power, scale in _scale_exponents(locale).items() if scale == exponent]
    power = max(min(powers), min(max(powers), number.adjusted() + exponent))
    magnitude = "1" + "0" * power
    for form in (plural_form(number, locale), "other"):
        pattern = _compact_patterns(locale).get(form, {}).get(magnitude)
        # The form "one" may be a word without a digit (Italian `mille`): the digit would be lost.
        if pattern is not None and "0" in pattern.pattern:
            return pattern.prefix[0].replace("'", ""), pattern.suffix[0].replace("'", "")
    msg = f"CLDR has no word for 10^{exponent} in {locale}"
    raise LookupError(msg)


def _compact_patterns(locale: Locale) -> Mapping[str, Mapping[str, NumberPattern]]:
    """Return CLDR's compact patterns by plural form and magnitude (`1000000`)."""
    forms = locale.compact_decimal_formats
    # Brazil has "US$ 4 bilhões", Portugal "4 mM US$".
    is_brazilian = locale.language == "pt" and locale.territory in {None, "BR"}
    spelled_out = locale.language in _SPELLED_OUT or is_brazilian
    patterns: Mapping[str, Mapping[str, NumberPattern]]
    patterns = (forms.get("long") if spelled_out else None) or forms["short"]
    return patterns
