"""Check that the text contains every key figure that is not marked as additional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Mismatch
from brief.editorial.models.key_figures import Range
from brief.editorial.models.structure_checks import FACTS
from brief.findings import Related, warning
from brief.findings.suggest import join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from brief.editorial.agreement.aligned_texts import AlignedBriefing
    from brief.editorial.models.key_figures import KeyFigure
    from brief.editorial.numbers import Quantity


CODE = "figure-not-in-text"


def check_figures_in_text(briefing: AlignedBriefing) -> Iterator[Mismatch]:
    """Yield each key figure whose value is missing in the text of a language."""
    figures = briefing.facts.key_figures
    if all(figure.additional == "yes" for figure in figures):
        return
    said = {tag: _find_quantities(briefing, tag) for tag in briefing.editions}
    for number, figure in enumerate(figures):
        lacking = [tag for tag in said if not _is_in_text(figure, said[tag])]
        lacking = [tag for tag in lacking if not _matches_as_printed(figure, briefing, tag)]
        if figure.additional == "yes" or not lacking:
            continue
        everywhere = len(lacking) == len(said) > 1
        where = "in no text" if everywhere else f"not in the text of {join_words(lacking, 'and')}"
        written = _format_value(figure)
        places = briefing.places
        found = warning(
            CODE,
            f"the key figure `{figure.id}` ({written}) is {where}",
            _percent_remedy(figure, (said[tag] for tag in lacking))
            or "correct it here or in the text, or add `additional: yes` to it if it belongs in "
            "the sidebar only",
            places.value_place(FACTS, "key_figures", number, "value"),
            tuple(
                Related(f"its label in `{tag}`", places.value_place(tag, "key_figures", figure.id))
                for tag in lacking
            ),
        )
        yield Mismatch(found, frozenset(lacking), (figure.id, written))


def _percent_remedy(figure: KeyFigure, said: Iterable[list[Quantity]]) -> str:
    """Return the remedy for a share that was written as a fraction, as 0.375 for 37.5 %, or ""."""
    value = figure.value
    if figure.unit != "percent" or isinstance(value, Range) or abs(value) > 1:
        return ""
    hundredfold = figure.model_copy(update={"value": value * 100})
    if not any(_is_in_text(hundredfold, quantities) for quantities in said):
        return ""
    shown = f"{(value * 100).normalize():f}"
    return (
        f"write {shown}, as in the text: with `unit: percent`, {value:f} is printed as {value:f} %"
    )


def drop_repeated_figures(mismatches: Iterable[Mismatch]) -> list[Mismatch]:
    """Return the mismatches without key figures whose cause is reported already.

    A language whose number differs from the other languages also differs from the key figure.
    """
    kept = list(mismatches)
    numbers = [one for one in kept if one.finding.code.startswith("number-")]
    for one in [each for each in kept if each.finding.code == CODE]:
        value = one.about[1].split()[0]
        reported = {tag for number in numbers if value in number.about for tag in number.tags}
        if one.tags <= reported:
            kept.remove(one)
    return kept


def _find_quantities(briefing: AlignedBriefing, tag: str) -> list[Quantity]:
    from brief.editorial.numbers import find_quantities

    texts = _list_body_texts(briefing, tag)
    return [quantity for text in texts for quantity in find_quantities(text, tag)]


def _is_in_text(figure: KeyFigure, quantities: Iterable[Quantity]) -> bool:
    """Return whether the quantities include the value; a range as a range, or by its two ends."""
    fitting = [quantity for quantity in quantities if can_have_unit(figure.unit, quantity)]
    if not isinstance(figure.value, Range):
        return any(figure.value in list_values(quantity, figure.unit) for quantity in fitting)
    ends = [end for quantity in fitting for end in list_values(quantity, figure.unit)]
    return figure.value.low in ends and figure.value.high in ends


def _matches_as_printed(figure: KeyFigure, briefing: AlignedBriefing, tag: str) -> bool:
    """Return whether the text matches the printed figure by the rules for translations."""
    from brief.editorial.key_figures import format_key_figure
    from brief.editorial.locale.page_strings import page_strings
    from brief.editorial.numbers import compare_numbers, find_quantities

    printed = format_key_figure(figure, tag, page_strings(tag)).text
    if not find_quantities(printed, tag):
        return False
    found = compare_numbers(printed, tag, " ".join(_list_body_texts(briefing, tag)), tag)
    return not any(each.left and each.code != "number-approximate" for each in found)


def _list_body_texts(briefing: AlignedBriefing, tag: str) -> Iterator[str]:
    for text in briefing.texts:
        if text.in_body and tag in text.versions:
            yield text.versions[tag].text


def list_values(quantity: Quantity, unit: str | None) -> tuple[Decimal | int | None, ...]:
    """Return the values of a quantity as a key figure with that unit has them."""
    if quantity.low is None:
        return (quantity.date.year,) if quantity.date and unit == "year" else ()
    if unit == "percent" and quantity.kind not in {"percent", "money"}:
        return quantity.low * 100, (quantity.high or quantity.low) * 100  # “half” is 50 percent
    return quantity.low, quantity.high


def can_have_unit(unit: str | None, quantity: Quantity) -> bool:
    """Return whether a quantity may have that unit; one without a unit may have several."""
    if unit is None:
        return quantity.kind not in {"percent", "money"}
    if unit in {"percent", "multiple"}:
        return quantity.kind not in {"money", "measure"} and quantity.unit != "percentage-point"
    if unit == "year":
        return quantity.kind not in {"money", "percent", "measure"} or quantity.unit == "year"
    return quantity.unit in {"", unit} or quantity.unit.startswith("?")


def _format_value(figure: KeyFigure) -> str:
    value = figure.value
    shown = f"{value.low:f}–{value.high:f}" if isinstance(value, Range) else f"{value:f}"
    return f"{shown} {figure.unit}" if figure.unit else shown
