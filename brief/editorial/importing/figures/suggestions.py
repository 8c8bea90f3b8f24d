"""Key figures proposed from the numbers that the languages of a briefing agree on."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import read_unit, slugify
from brief.editorial.importing.figures.mention import Mention
from brief.editorial.importing.formats.to_markdown import escape_markdown
from brief.editorial.models.content import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from brief.editorial.models.content import KeyFigure
    from brief.editorial.numbers import Quantity

PLACEHOLDER = "<label>"
"""The label of a figure that no noun names; no build prints a text in angle brackets."""
MAX_FIGURES = 7
MAX_YEARS = 2
MIN_COUNT = 20
MAX_ID = 32
_RANKS = {"money": 0, "percent": 1, "measure": 2, "number": 2, "multiple": 3, "year": 4}
# The currency that is meant where a text says no more.
_FAMILIES = {"?dollar": "USD", "?pound": "GBP", "?franc": "CHF", "?yen": "JPY", "?euro": "EUR"}
# CLDR writes basis points as U+2031, which hardly any font of a brand contains: `25 ‱`.
_RARE_SIGNS = frozenset({"permyriad"})
_QUALIFIERS = frozenset({"almost", "about", "over", "under"})


class FigureValue(NamedTuple):
    """Kind, value and unit; two mentions with the same are of one figure."""

    kind: str
    low: Decimal
    high: Decimal
    unit: str


@dataclass(slots=True)
class FigureProposal:
    """A key figure that might be shown, and its label in each language."""

    amount: FigureValue
    id: str = ""
    compact: bool = False
    qualifier: str = ""
    trend: Literal["up", "down", ""] = ""
    labels: dict[str, str] = field(default_factory=dict)


def propose_figures(texts: Mapping[str, Sequence[str]]) -> tuple[FigureProposal, ...]:
    """Return the figures worth showing that all languages name, the weightiest first.

    `texts` are the texts of each language. Money, shares and counts come before years, of which
    only those of a foundation or a listing count; days, ages and ranks do not. The label is the
    noun directly beside the number, else `<label>`.
    """
    found = {tag: _find_mentions(tag, own) for tag, own in texts.items()}
    merged = {tag: _with_currencies(mentions, found) for tag, mentions in found.items()}
    chosen = _rank_values(merged)
    labels = {tag: _choose_labels([own[value] for value in chosen]) for tag, own in merged.items()}
    proposals: list[FigureProposal] = []
    ids: set[str] = set()
    for number, value in enumerate(chosen):
        named = {tag: own[number] for tag, own in labels.items()}
        mentions = {tag: own[value] for tag, own in merged.items()}
        name = _make_id(named, mentions, value, ids)
        ids.add(name)
        proposals.append(_make_proposal(value, name, mentions, named))
    return tuple(proposals[:MAX_FIGURES])


def label_figures(figures: Iterable[KeyFigure], tag: str, texts: Sequence[str]) -> dict[str, str]:
    """Return labels in a further language, by id, for the key figures that its text names."""
    found = _find_mentions(tag, texts)
    matched: dict[str, list[Mention]] = {}
    for figure in figures:
        for value, mentions in found.items():
            if _is_same(figure, value):
                matched.setdefault(figure.id, []).extend(mentions)
    return dict(zip(matched, _choose_labels(list(matched.values())), strict=True))


def _choose_labels(figures: Sequence[Sequence[Mention]]) -> list[str]:
    """Return a label per figure, from its mentions; a noun is the label of one figure only."""
    chosen: list[str] = []
    for mentions in figures:
        labels = (escape_markdown(mention.find_label()) for mention in mentions)
        taken = {label.casefold() for label in chosen}
        own = (label for label in labels if label and label.casefold() not in taken)
        chosen.append(next(own, PLACEHOLDER))
    return chosen


def _find_mentions(tag: str, texts: Sequence[str]) -> dict[FigureValue, list[Mention]]:
    """Return the numbers that a language names, in order of appearance, and where."""
    from brief.editorial.numbers import find_quantities

    found: dict[FigureValue, list[Mention]] = {}
    for text in texts:
        for quantity in find_quantities(text, tag):
            mention = Mention(tag, text, quantity)
            value = None if _is_incidental(text, quantity) else _figure_value(quantity)
            if value and (value.kind != "year" or mention.is_founding_year()):
                found.setdefault(value, []).append(mention)
    return found


def _is_incidental(text: str, quantity: Quantity) -> bool:
    """Return whether it is a bare number in brackets (an age, a note) or a part of a name."""
    if text[quantity.start - 1 : quantity.start].isalnum():
        return True
    before, after = text[: quantity.start].rstrip(), text[quantity.end :].lstrip()
    return quantity.kind == "number" and before.endswith("(") and after.startswith(")")


def _figure_value(quantity: Quantity) -> FigureValue | None:
    """Return the value of a quantity, or None if it is of a kind that no key figure shows."""
    if quantity.kind in {"year", "date"}:
        day = quantity.date
        if day is None or day.month or not day.year:
            return None
        year = Decimal(day.year)
        return FigureValue("year", year, year, "year")
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if quantity.kind not in _RANKS or low is None or high is None:
        return None
    small = abs(low) < MIN_COUNT and low == low.to_integral_value()
    if quantity.kind == "multiple":
        unit = "multiple"
    is_bare = quantity.kind == "number" and (unit or small or quantity.weight != "figure")
    if is_bare or unit == "year" or unit in _RARE_SIGNS:
        return None
    if unit and not unit.startswith("?"):
        try:
            read_unit(unit)
        except InvalidValue:
            return None
    return FigureValue(quantity.kind, low, high, unit)


def _with_currencies(
    mentions: Mapping[FigureValue, list[Mention]],
    found: Mapping[str, Mapping[FigureValue, list[Mention]]],
) -> dict[FigureValue, list[Mention]]:
    """Return mentions in which `dollari` is the currency that another language names: USD."""
    known = {
        (value.low, value.high): value.unit
        for own in found.values()
        for value in own
        if value.kind == "money" and not value.unit.startswith("?")
    }
    merged: dict[FigureValue, list[Mention]] = {}
    for value, own in mentions.items():
        unit = value.unit
        if unit.startswith("?"):
            unit = known.get((value.low, value.high)) or _FAMILIES.get(unit, "")
        if unit or not value.unit:
            merged.setdefault(value._replace(unit=unit), []).extend(own)
    return merged


def _rank_values(found: Mapping[str, Mapping[FigureValue, list[Mention]]]) -> list[FigureValue]:
    """Return the values that all languages name, by kind, then by how often and how early."""
    first, *rest = found.values()
    common = [value for value in first if all(value in other for other in rest)]
    order = {value: number for number, value in enumerate(common)}
    ranked = sorted(
        common, key=lambda each: (_RANKS[each.kind], -min(2, len(first[each])), order[each])
    )
    years = [value for value in ranked if value.kind == "year"]
    others = [value for value in ranked if value.kind != "year"]
    return [*others[:MAX_FIGURES], *years[:MAX_YEARS]]


def _make_proposal(
    value: FigureValue, name: str, mentions: Mapping[str, list[Mention]], labels: dict[str, str]
) -> FigureProposal:
    written = [mention.quantity.text for own in mentions.values() for mention in own]
    digits = len(f"{abs(value.low):.0f}")
    scaled = any(sum(sign.isdigit() for sign in text) < digits for text in written)
    trend: Literal["up", "down", ""] = ""
    if value.kind == "multiple" and not any(sign.isdigit() for text in written for sign in text):
        trend = "up" if value.low > 1 else "down"
    return FigureProposal(
        value,
        name,
        scaled and digits > len("9999") and value.kind != "year",
        _common_qualifier(mentions),
        trend,
        labels,
    )


def _common_qualifier(mentions: Mapping[str, list[Mention]]) -> str:
    """Return the qualifier that all languages give a number; "" where they differ."""
    common: set[str] = set(_QUALIFIERS)
    for own in mentions.values():
        common &= {mention.quantity.qualifier for mention in own}
    if len(common) == 1:
        return common.pop()
    planned = all(mention.is_planned() for own in mentions.values() for mention in own)
    return "planned" if planned and not common else ""


def _is_same(figure: KeyFigure, value: FigureValue) -> bool:
    shown = figure.value
    low, high = (shown.low, shown.high) if isinstance(shown, Range) else (shown, shown)
    if (low, high) != (value.low, value.high):
        return False
    unit = figure.unit or ""
    return unit == value.unit or (value.kind == "money" and value.unit.startswith("?"))


def _make_id(
    labels: Mapping[str, str],
    mentions: Mapping[str, list[Mention]],
    value: FigureValue,
    taken: set[str],
) -> str:
    """Return a short name for a figure that no other has: from its label, else from its value."""
    tag = "en" if "en" in labels else next(iter(labels))
    label = next((labels[key] for key in (tag, *labels) if labels[key] != PLACEHOLDER), "")
    words = slugify(label) or slugify(f"{value.kind} {mentions[tag][0].quantity.text}")
    words = words[:MAX_ID].strip("-")
    name, number = words, 2
    while name in taken:
        name, number = f"{words[: MAX_ID - 3].strip('-')}-{number}", number + 1
    return name
