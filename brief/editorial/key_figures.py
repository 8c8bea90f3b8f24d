"""Format key figures in a language: number, unit, scale and qualifier in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from brief.editorial.locale.currencies import (
    currency_affixes,
    currency_digits,
    known_currencies,
)
from brief.editorial.locale.dates import year_affixes
from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import (
    NBSP,
    format_digits,
    minus_sign,
    numbering_system,
    plain_digits,
    round_half_up,
)
from brief.editorial.locale.scales import Scale, scale_number, scale_to_exponent
from brief.editorial.locale.units import unit_affixes
from brief.editorial.models.key_figures import Range

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from babel import Locale

    from brief.editorial.locale.page_strings import PageStrings
    from brief.editorial.models.key_figures import KeyFigure

# CLDR 47, <miscPatterns>, type "range", which Babel does not include; elsewhere it is {0}–{1}.
# Where CLDR has a hyphen (ca, es, it, nl, …) or a figure dash (et, sv), print has an en dash.
_RANGES = {**dict.fromkeys(("bg", "bs", "hr", "sk"), " – "), "ja": "～", "ko": "~"}
_THIN = str.maketrans({" ": NBSP, "\u2009": "\u202f"})


@dataclass(frozen=True, slots=True)
class FormattedFigure:
    """A key figure as printed, whole and in the parts that a sidebar sets in different sizes.

    `text` is the whole, for running text and screen readers: `fast 4 Mrd. CNY`. `number` is set in
    large type (`4`), `before` and `after` in small type (`fast`, `Mrd. CNY`, perhaps empty);
    `gap_before` and `gap_after` are the spaces between them, if any, so that
    `before + gap_before + number + gap_after + after == text`. A sign without a space, such as the
    `$` of `$560 million` or the `%` of `29%`, belongs to `number`. All spaces are no-break spaces.
    """

    text: str
    before: str
    gap_before: str
    number: str
    gap_after: str
    after: str


@dataclass(frozen=True, slots=True)
class _FormattedAmount:
    """The digits of a figure, the value that determines plural forms, and the scale."""

    text: str
    value: Decimal
    negative: bool
    scale: Scale | None


def format_key_figure(figure: KeyFigure, tag: str, strings: PageStrings) -> FormattedFigure:
    """Return the key figure in the language `tag`.

    Every digit of the value is kept unless `digits` is set. `notation: compact` uses the scale
    words of the language (UTS 35, part 3, 2.3). Raises ValueError for an unknown unit.
    """
    locale = parse_locale(tag)
    if figure.unit == "year":
        before, number, after = _format_year_parts(figure, locale)
    else:
        amount = _format_amount(figure, locale)
        before, after = _amount_affixes(figure.unit, amount, locale, strings)
        number = amount.text
    before, number, after = _attach_signs(
        _bind_spaces(before), _bind_spaces(number), _bind_spaces(after)
    )
    if figure.qualifier:
        lead, _, rest = _bind_spaces(getattr(strings, figure.qualifier)).partition("{value}")
        before, after = lead + before, after + rest
    return _split_gaps(before, number, after)


def format_values(figure: KeyFigure, values: Sequence[Decimal], tag: str) -> tuple[str, ...]:
    """Return values beside a figure without unit, in its scale, with equally many decimals.

    They are the labels of its series: `0,60` and `1,48` beside `1,48 Mio.`
    """
    locale = parse_locale(tag)
    if figure.unit == "year":
        return tuple(_plain_year(value, locale) for value in values)
    own = figure.value.high if isinstance(figure.value, Range) else figure.value
    _, scale = _scale_value(figure, own, locale)
    exponent, scales = scale.exponent if scale else 0, _scale_locale(figure, locale)
    counted = [scale_to_exponent(value, scales, exponent, figure.digits)[0] for value in values]
    digits = max(map(_count_decimals, counted), default=0)
    if digits and not scale and figure.digits is None and figure.unit in known_currencies():
        digits = max(digits, currency_digits(figure.unit))
    return tuple(_format_signed(round_half_up(value, digits), locale) for value in counted)


def _format_amount(figure: KeyFigure, locale: Locale) -> _FormattedAmount:
    """Format the value in its scale; a range in a single one, so that the unit appears once."""
    if not isinstance(figure.value, Range):
        value, scale = _scale_value(figure, figure.value, locale)
        value = _complete_cents(figure, value, scale)
        negative = value.is_signed() and bool(value)
        return _FormattedAmount(format_digits(plain_digits(value), locale), value, negative, scale)
    low, high = figure.value.low, figure.value.high
    # The lower end determines the scale: 560–1.200 Mio., not 0,56–1,2 Mrd.
    _, scale = _scale_value(figure, low or high, locale)
    exponent = scale.exponent if scale else 0
    scales = _scale_locale(figure, locale)
    low, _ = scale_to_exponent(low, scales, exponent, figure.digits)
    high, scale = scale_to_exponent(high, scales, exponent, figure.digits)
    low, high = (_complete_cents(figure, end, scale, (low, high)) for end in (low, high))
    text = _join_range(_format_signed(low, locale), _format_signed(high, locale), locale)
    return _FormattedAmount(text, high, negative=False, scale=scale)


def _scale_value(figure: KeyFigure, value: Decimal, locale: Locale) -> tuple[Decimal, Scale | None]:
    if figure.notation == "compact":
        return scale_number(value, _scale_locale(figure, locale), figure.digits)
    return (value if figure.digits is None else round_half_up(value, figure.digits)), None


def _complete_cents(
    figure: KeyFigure, value: Decimal, scale: Scale | None, beside: tuple[Decimal, ...] = ()
) -> Decimal:
    """Return an amount of money with all digits of its currency if it has a fraction: 43,50 €.

    The number of digits is CLDR's (<currencyData>); an amount `beside` it in a range counts too.
    """
    if scale is not None or figure.digits is not None or figure.unit not in known_currencies():
        return value
    if not any(map(_count_decimals, (value, *beside))):
        return value
    return round_half_up(value, max(currency_digits(figure.unit), _count_decimals(value)))


def _count_decimals(value: Decimal) -> int:
    return len(plain_digits(value).partition(".")[2])


def _scale_locale(figure: KeyFigure, locale: Locale) -> Locale:
    """Return the locale of the scale words: India counts only rupees among currencies in crores."""
    if str(locale) == "en_IN" and figure.unit in known_currencies() - {"INR"}:
        return parse_locale("en")
    return locale


def _amount_affixes(
    unit: str | None, amount: _FormattedAmount, locale: Locale, strings: PageStrings
) -> tuple[str, str]:
    """Return the texts before and after the digits: minus sign, scale and unit."""
    before, after = (amount.scale.before, amount.scale.after) if amount.scale else ("", "")
    if unit == "percent":
        lead, rest = _percent_affixes(amount, locale)
    elif unit in known_currencies():
        lead, rest = currency_affixes(unit, amount.value, locale, negative=amount.negative)
    else:
        before += minus_sign(locale) if amount.negative else ""
        lead, rest = "", ""
        if unit == "multiple":
            lead, _, rest = strings.multiple.partition("{value}")
        elif unit:
            lead, rest = unit_affixes(unit, amount.value, locale)
    return lead + before, after + rest


def _percent_affixes(amount: _FormattedAmount, locale: Locale) -> tuple[str, str]:
    """Return the texts around a percentage: `29 %`, `29%`, `%29`, `٢٩٪` (CLDR's pattern)."""
    pattern = locale.percent_formats[None]
    sign = locale.number_symbols[numbering_system(locale)].get("percentSign", "%")
    before, after = pattern.prefix[amount.negative], pattern.suffix[amount.negative]
    before = before.replace("-", minus_sign(locale))
    return before.replace("%", sign), after.replace("%", sign)


def _format_year_parts(figure: KeyFigure, locale: Locale) -> tuple[str, str, str]:
    """Format a year or a range of years, without grouping: `2025`, `2025年`, `2016–2020`."""
    before, after = year_affixes(locale)
    if not isinstance(figure.value, Range):
        return before, _plain_year(figure.value, locale), after
    low, high = (_plain_year(end, locale) for end in (figure.value.low, figure.value.high))
    parts = locale.interval_formats.get("y", {}).get("y", ("y–", "y"))
    first, second = (part.replace("'", "").partition("y") for part in parts)
    return first[0], low + first[2] + second[0] + high, second[2]


def _plain_year(value: Decimal, locale: Locale) -> str:
    minus = minus_sign(locale) if value.is_signed() else ""
    return minus + format_digits(plain_digits(value), locale, grouped=False)


def _format_signed(value: Decimal, locale: Locale) -> str:
    minus = minus_sign(locale) if value.is_signed() and value else ""
    return minus + format_digits(plain_digits(value), locale)


def _join_range(low: str, high: str, locale: Locale) -> str:
    """Join the ends of a range, with spaces around the dash if one has a minus sign."""
    dash = _RANGES.get(locale.language, "–")
    if minus_sign(locale) in low + high:
        dash = f" {dash.strip()} "
    return low + dash + high


def _attach_signs(before: str, number: str, after: str) -> tuple[str, str, str]:
    """Move signs without a space to the number, so that they are set in its size."""
    lead, rest = re.search(r"\S*$", before), re.match(r"\S*", after)
    if lead and _is_sign(lead.group()):
        before, number = before[: lead.start()], lead.group() + number
    if rest and _is_sign(rest.group()):
        number, after = number + rest.group(), after[rest.end() :]
    return before, number, after


def _is_sign(text: str) -> bool:
    """Return whether the text is a sign (`$`, `US$`, `%`, `×`, `−`), not a word or a code."""
    kinds = {category(character) for character in text}
    return "Sc" in kinds or not any(kind.startswith("L") for kind in kinds)


def _split_gaps(before: str, number: str, after: str) -> FormattedFigure:
    """Separate the texts from the spaces between them and the number."""
    small_before, small_after = before.rstrip(), after.lstrip()
    return FormattedFigure(
        text=before + number + after,
        before=small_before,
        gap_before=before[len(small_before) :],
        number=number,
        gap_after=after[: len(after) - len(small_after)],
        after=small_after,
    )


def _bind_spaces(text: str) -> str:
    """Return the text with no-break spaces; thin spaces become narrow no-break spaces."""
    return text.translate(_THIN)
