"""Every unit is set in every language; money, ranges and values beside a figure have their form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from brief.editorial.key_figures import format_key_figure, format_values
from brief.editorial.locale.page_strings import list_catalogues, page_strings
from brief.editorial.locale.units import known_units
from brief.editorial.models.key_figures import KeyFigure


def text(tag: str, **facts: Any) -> str:  # noqa: ANN401 - what YAML says, of any shape
    """Return the figure with its hard spaces visible: `~` is U+00A0 and `^` is U+202F."""
    made = KeyFigure(id="x", **facts)
    shown = format_key_figure(made, tag, page_strings(tag)).text
    return shown.replace("\u00a0", "~").replace("\u202f", "^")


def test_every_unit_can_be_set_in_every_language() -> None:
    assert len(known_units()) > 200
    for tag in list_catalogues():
        strings = page_strings(tag)
        for unit in known_units():
            made = KeyFigure.model_construct(id="x", value=Decimal(8), unit=unit)
            assert any(c.isdigit() for c in format_key_figure(made, tag, strings).text), (tag, unit)


@pytest.mark.parametrize(
    ("tag", "unit", "shown"),
    [
        ("de", "year-person", "8~Jahre"),
        ("it", "year-person", "8~anni"),
        ("en", "year-person", "8~years"),
        ("pl", "year-person", "8~lat"),
        ("de", "megacalorie", "8~Mcal"),
        ("fr", "gigagram", "8^Gg"),
        ("ru", "petabit", "8~Пбит"),
        ("mt", "dot", "8~dots"),
    ],
)
def test_units_that_cldr_has_only_in_part(tag: str, unit: str, shown: str) -> None:
    assert text(tag, value="8", unit=unit) == shown


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"value": "43.5", "unit": "EUR"}, "43,50~€"),
        ({"value": ["43.5", "60"], "unit": "EUR"}, "43,50–60,00~€"),
        ({"value": "43", "unit": "EUR"}, "43~€"),
        ({"value": "43.505", "unit": "EUR"}, "43,505~€"),
        ({"value": "43.5", "unit": "EUR", "digits": "1"}, "43,5~€"),
        ({"value": "6.3e6", "unit": "EUR", "notation": "compact"}, "6,3~Mio.~€"),
        ({"value": "43.5", "unit": "EUR", "notation": "compact"}, "43,50~€"),
        ({"value": "1.5", "unit": "KWD"}, "1,500~KWD"),
        ({"value": "43.5", "unit": "kilometer"}, "43,5~km"),
    ],
)
def test_money_with_a_fraction_has_all_digits_of_its_currency(
    facts: dict[str, Any], shown: str
) -> None:
    assert text("de", **facts) == shown


def test_a_range_has_an_en_dash_unless_the_language_has_another_rule() -> None:
    others = {"bg": "16~–~29", "hr": "16~–~29", "sk": "16~–~29", "ja": "16～29", "ko": "16~29"}
    for tag in (*list_catalogues(), "pt-PT", "de-CH"):
        shown = text(tag, value=["16", "29"])
        if any("0" <= digit <= "9" for digit in shown):
            assert shown == others.get(tag, "16–29"), tag


def test_values_beside_a_figure_have_its_scale_and_equally_many_decimals() -> None:
    made = KeyFigure(id="x", value=Decimal("1.48e6"), notation="compact")
    values = [Decimal(600_000), Decimal(1_480_000)]
    assert format_values(made, values, "de") == ("0,60", "1,48")
    assert format_values(made, values, "ja") == ("60", "148")
    money = KeyFigure(id="x", value=Decimal(12), unit="EUR")
    assert format_values(money, [Decimal("10.5"), Decimal(12)], "de") == ("10,50", "12,00")
    year = KeyFigure(id="x", value=Decimal(2025), unit="year")
    assert format_values(year, [Decimal(2025)], "de") == ("2025",)
