"""Key figures proposed from the numbers that the languages of a briefing agree on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import read_unit, slugify
from brief.editorial.importing.figures.label_choice import Sight, choose_labels
from brief.editorial.importing.figures.vocabulary import shortened_name, tokens_of, vocabulary
from brief.editorial.models.content import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from brief.editorial.models.content import KeyFigure
    from brief.editorial.numbers import Quantity

MOST_FIGURES = 7
MOST_YEARS = 2
LEAST_COUNT = 20
LONGEST_ID = 32
_RANKS = {"money": 0, "percent": 1, "measure": 2, "number": 2, "multiple": 3, "year": 4}
# The currency that is meant where a text says no more; told as a proposal.
_FAMILIES = {"?dollar": "USD", "?pound": "GBP", "?franc": "CHF", "?yen": "JPY", "?euro": "EUR"}
# CLDR writes basis points as U+2031, which hardly any font of a brand has: `25 ‱`.
_SELDOM_SET = frozenset({"permyriad"})
_QUALIFIERS = frozenset({"almost", "about", "over", "under"})


class Amount(NamedTuple):
    """What makes two mentions the same: kind, value and unit."""

    kind: str
    low: Decimal
    high: Decimal
    unit: str


@dataclass(slots=True)
class Proposal:
    """A key figure that might be shown, and its label in each language."""

    amount: Amount
    id: str = ""
    compact: bool = False
    qualifier: str = ""
    trend: Literal["up", "down", ""] = ""
    labels: dict[str, str] = field(default_factory=dict)


def propose_figures(
    texts: Mapping[str, Sequence[str]], others: Mapping[str, Sequence[str]] | None = None
) -> tuple[Proposal, ...]:
    """Return the figures worth showing that all languages name, the weightiest first.

    `texts` are the texts of each language. Money, shares and counts come before years, of which
    only those of a foundation or a listing count; days, ages and ranks do not.
    """
    seen = {tag: _sights(tag, said) for tag, said in texts.items()}
    shared = shared_names({**texts, **(others or {})})
    merged = {tag: _with_families(sights, seen) for tag, sights in seen.items()}
    chosen = _ranked(merged)
    units = [amount.unit for amount in chosen]
    labels = {
        tag: choose_labels([sights[amount] for amount in chosen], units, tag, shared)
        for tag, sights in merged.items()
    }
    proposals: list[Proposal] = []
    ids: set[str] = set()
    for number, amount in enumerate(chosen):
        named = {tag: found[number] for tag, found in labels.items()}
        if not all(named.values()):
            continue
        tag = "en" if "en" in named else next(iter(named))
        name = _identifier(named[tag], tag, amount, ids)
        ids.add(name)
        sights = {tag: said[amount] for tag, said in merged.items()}
        proposals.append(_proposal(amount, name, sights, named))
    return tuple(proposals[:MOST_FIGURES])


def label_figures(
    figures: Iterable[KeyFigure],
    tag: str,
    texts: Sequence[str],
    others: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """Return labels in a further language for key figures that its text names; others are left."""
    found = _sights(tag, texts)
    matched: dict[str, list[Sight]] = {}
    units: dict[str, str] = {}
    for figure in figures:
        for amount, sights in found.items():
            if _is_same(figure, amount):
                matched.setdefault(figure.id, []).extend(sights)
                units[figure.id] = figure.unit or ""
    shared = shared_names({tag: texts, **others})
    labels = choose_labels(list(matched.values()), list(units.values()), tag, shared)
    return {name: label for name, label in zip(matched, labels, strict=True) if label}


def shared_names(texts: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the words that seem to be names, by their capitals.

    Those are words that two languages have in common, and those with a capital within a sentence
    of a language that does not give one to every noun.
    """
    counted: Counter[str] = Counter()
    names: set[str] = set()
    for tag, said in texts.items():
        capitals: set[str] = set()
        for text in said:
            opens = True
            for token in tokens_of(text, tag, ()):
                if token.role == "content" and token.text[0].isupper() and len(token.text) > 2:  # noqa: PLR2004 - no initials
                    capitals.add(token.text)
                    if not opens and _has_small_nouns(tag):
                        names.add(token.text)
                opens = token.role == "end"
        counted.update(capitals)
    return frozenset(names.union(word for word, languages in counted.items() if languages > 1))


def _has_small_nouns(tag: str) -> bool:
    words = vocabulary(tag)
    return bool(words.outside) and not words.capitals


def _sights(tag: str, texts: Sequence[str]) -> dict[Amount, list[Sight]]:
    """Return what numbers a language names, in the order in which it first does, and where."""
    from brief.editorial.numbers import find_quantities

    found: dict[Amount, list[Sight]] = {}
    for number, text in enumerate(texts):
        quantities = find_quantities(text, tag)
        tokens = tokens_of(text, tag, quantities)
        for quantity in quantities:
            sight = Sight(number, text, tokens, quantity)
            amount = None if _stands_aside(text, quantity) else _amount(quantity)
            if amount and (amount.kind != "year" or sight.is_year_of_note()):
                found.setdefault(amount, []).append(sight)
    return found


def _stands_aside(text: str, quantity: Quantity) -> bool:
    """Say whether it is a bare number in brackets, an age or a note's, or a part of a name."""
    before, after = text[: quantity.start].rstrip(), text[quantity.end :].lstrip()
    if text[quantity.start - 1 : quantity.start].isalnum():
        return True
    return quantity.kind == "number" and before.endswith("(") and after.startswith(")")


def _amount(quantity: Quantity) -> Amount | None:
    """Return what a quantity amounts to, if it is of a kind that a key figure can show."""
    if quantity.kind in {"year", "date"}:
        day = quantity.date
        if day is None or day.month or not day.year:
            return None
        year = Decimal(day.year)
        return Amount("year", year, year, "year")
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if quantity.kind not in _RANKS or low is None or high is None:
        return None
    small = abs(low) < LEAST_COUNT and low == low.to_integral_value()
    if quantity.kind == "number" and (unit or small or quantity.weight != "figure"):
        return None
    if quantity.kind == "multiple":
        unit = "multiple"
    if (
        not unit.startswith("?")
        and unit
        and (unit == "year" or unit in _SELDOM_SET or not _is_unit(unit))
    ):
        return None
    return Amount(quantity.kind, low, high, unit)


def _is_unit(unit: str) -> bool:
    try:
        read_unit(unit)
    except InvalidValue:
        return False
    return True


def _with_families(
    sights: Mapping[Amount, list[Sight]], seen: Mapping[str, Mapping[Amount, list[Sight]]]
) -> dict[Amount, list[Sight]]:
    """Return sights with `dollari` counted as what another language calls that amount: USD."""
    known = {
        (amount.low, amount.high): amount.unit
        for said in seen.values()
        for amount in said
        if amount.kind == "money" and not amount.unit.startswith("?")
    }
    merged: dict[Amount, list[Sight]] = {}
    for amount, said in sights.items():
        unit = amount.unit
        if unit.startswith("?"):
            unit = known.get((amount.low, amount.high)) or _FAMILIES.get(unit, "")
        if unit or not amount.unit:
            merged.setdefault(amount._replace(unit=unit), []).extend(said)
    return merged


def _ranked(seen: Mapping[str, Mapping[Amount, list[Sight]]]) -> list[Amount]:
    """Return the amounts that all languages name, by kind, then by how often and how early."""
    first, *rest = seen.values()
    common = [amount for amount in first if all(amount in other for other in rest)]
    order = {amount: number for number, amount in enumerate(common)}
    ranked = sorted(
        common, key=lambda each: (_RANKS[each.kind], -min(2, len(first[each])), order[each])
    )
    years = [amount for amount in ranked if amount.kind == "year"]
    kept = [amount for amount in ranked if amount.kind != "year"][:MOST_FIGURES]
    # Some more than are shown: one for which no words are found gives way.
    return [*kept, *years[:MOST_YEARS]]


def _proposal(
    amount: Amount, name: str, sights: Mapping[str, list[Sight]], labels: dict[str, str]
) -> Proposal:
    written = [sight.quantity.text for said in sights.values() for sight in said]
    digits = len(f"{abs(amount.low):.0f}")
    scaled = any(sum(sign.isdigit() for sign in text) < digits for text in written)
    trend: Literal["up", "down", ""] = ""
    if amount.kind == "multiple" and not any(sign.isdigit() for text in written for sign in text):
        trend = "up" if amount.low > 1 else "down"
    return Proposal(
        amount,
        name,
        scaled and digits > len("9999") and amount.kind != "year",
        _qualifier(sights),
        trend,
        labels,
    )


def _qualifier(sights: Mapping[str, list[Sight]]) -> str:
    """Return how firmly all languages say an amount; "" where they differ."""
    common: set[str] = set(_QUALIFIERS)
    for said in sights.values():
        common &= {sight.quantity.qualifier for sight in said}
    if len(common) == 1:
        return common.pop()
    planned = all(
        sight.speaks_of(vocabulary(tag).planned) for tag, said in sights.items() for sight in said
    )
    return "planned" if planned and not common else ""


def _is_same(figure: KeyFigure, amount: Amount) -> bool:
    value = figure.value
    low, high = (value.low, value.high) if isinstance(value, Range) else (value, value)
    if (low, high) != (amount.low, amount.high):
        return False
    unit = figure.unit or ""
    return unit == amount.unit or (amount.kind == "money" and amount.unit.startswith("?"))


def _identifier(label: str, tag: str, amount: Amount, taken: set[str]) -> str:
    """Return a short name for a figure, from its label, that none has yet."""
    words = shortened_name(slugify(label) or amount.kind, LONGEST_ID, tag)
    name, number = words, 2
    while name in taken:
        name, number = f"{words[: LONGEST_ID - 3].strip('-')}-{number}", number + 1
    return name
