"""Key figures proposed from the numbers that the languages of a briefing agree on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.editorial.fields.texts import slugify
from brief.editorial.importing.figures.currencies import is_unresolved, resolve_currencies
from brief.editorial.importing.figures.rounding import join_rounded
from brief.editorial.importing.figures.values import RANKS, FigureValue, find_mentions
from brief.editorial.importing.formats.to_markdown import escape_markdown
from brief.editorial.models.key_figures import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from brief.editorial.importing.figures.mention import Course, Mention
    from brief.editorial.importing.figures.motion import Trend
    from brief.editorial.models.key_figures import KeyFigure

PLACEHOLDER = "<label>"
"""The label of a figure that no noun names; no build prints a text in angle brackets."""
MAX_FIGURES = 7
MAX_YEARS = 1
MIN_FIGURES = 3
"""Figures beside which none without a noun, and no year of a foundation, is proposed."""
MIN_NOTABLE = 100
"""Below it, a count is only for a text with few figures."""
MAX_ID = 32
_QUALIFIERS = frozenset({"almost", "about", "over", "under"})


@dataclass(slots=True)
class FigureProposal:
    """A key figure that might be shown, and its label in each language."""

    amount: FigureValue
    id: str = ""
    compact: bool = False
    qualifier: str = ""
    trend: Trend = ""
    course: Course = ()
    labels: dict[str, str] = field(default_factory=dict)


def propose_figures(
    texts: Mapping[str, Sequence[str]], leads: Mapping[str, Sequence[str]] | None = None
) -> tuple[FigureProposal, ...]:
    """Return the figures worth showing that all languages name, the weightiest first.

    `texts` are the texts of each language; `leads` are headline, standfirst and summary, whose
    figures come first. Money, shares and counts come before years, of which
    only those of a foundation or a listing count; days, ages and ranks do not. The label is the
    noun directly beside the number, else `<label>`.
    """
    leads = leads or {}
    tag = next(iter(texts))
    found = {tag: find_mentions(tag, own, leads.get(tag, ())) for tag, own in texts.items()}
    said = [text for part in (leads, texts) for own in part.values() for text in own]
    merged = {tag: resolve_currencies(mentions, found, said) for tag, mentions in found.items()}
    merged = join_rounded(merged)
    ranked = _rank_values(merged)
    labels = {tag: _choose_labels([own[value] for value in ranked]) for tag, own in merged.items()}
    for own in labels.values():
        for number, value in enumerate(ranked):
            own[number] = PLACEHOLDER if is_unresolved(value) else own[number]
    heads = [any(mention.is_headline for mention in merged[tag][value]) for value in ranked]
    proposals: list[FigureProposal] = []
    ids: set[str] = set()
    for number in _choose_values(ranked, labels, heads):
        value = ranked[number]
        named = {tag: own[number] for tag, own in labels.items()}
        mentions = {tag: own[value] for tag, own in merged.items()}
        name = _make_id(named, mentions, value, ids)
        ids.add(name)
        proposals.append(_make_proposal(value, name, mentions, named))
    return tuple(proposals[:MAX_FIGURES])


def label_figures(figures: Iterable[KeyFigure], tag: str, texts: Sequence[str]) -> dict[str, str]:
    """Return labels in a further language, by id, for the key figures that its text names."""
    found = find_mentions(tag, texts)
    matched: dict[str, list[Mention]] = {}
    for figure in figures:
        for value, mentions in found.items():
            if _is_same(figure, value):
                matched.setdefault(figure.id, []).extend(mentions)
    return dict(zip(matched, _choose_labels(list(matched.values())), strict=True))


def _choose_labels(figures: Sequence[Sequence[Mention]]) -> list[str]:
    """Return a label per figure, from its mentions; a noun is the label of one figure of a unit."""
    chosen: list[str] = []
    taken: set[tuple[str, str]] = set()
    for mentions in figures:
        labels = (escape_markdown(mention.find_label()) for mention in mentions)
        unit = mentions[0].quantity.unit
        own = next((each for each in labels if each and (each.casefold(), unit) not in taken), "")
        taken.add((own.casefold(), unit))
        chosen.append(own or PLACEHOLDER)
    return chosen


def _rank_values(found: Mapping[str, Mapping[FigureValue, list[Mention]]]) -> list[FigureValue]:
    """Return the values that all languages name, by kind, then by how often and how early."""
    first, *rest = found.values()
    common = [value for value in first if all(value in other for other in rest)]
    order = {value: number for number, value in enumerate(common)}
    return sorted(
        common,
        key=lambda each: (
            not any(mention.is_lead for mention in first[each]),
            RANKS[each.kind],
            -min(2, len(first[each])),
            not any(mention.find_label() for mention in first[each]),
            order[each],
        ),
    )


def _choose_values(
    ranked: Sequence[FigureValue], labels: Mapping[str, Sequence[str]], heads: Sequence[bool]
) -> list[int]:
    """Return the places of the values that a noun or the headline names; of others a few.

    Small counts, such as 24 places, and values without a noun are only for a text that has few
    figures else.
    """
    named = [any(own[n] != PLACEHOLDER for own in labels.values()) for n in range(len(ranked))]
    sure = [heads[n] or (named[n] and not _is_small(value)) for n, value in enumerate(ranked)]
    spare = MIN_FIGURES - sum(sure)
    chosen: list[int] = []
    for number, value in enumerate(ranked):
        if value.kind == "year":
            continue
        if sure[number] or spare > 0:
            spare -= not sure[number]
            chosen.append(number)
    years = [number for number, value in enumerate(ranked) if value.kind == "year"]
    return [*chosen[:MAX_FIGURES], *years[: MAX_YEARS if len(chosen) < MIN_FIGURES else 0]]


def _is_small(value: FigureValue) -> bool:
    return value.kind == "number" and not value.unit and value.high < MIN_NOTABLE


def _make_proposal(
    value: FigureValue, name: str, mentions: Mapping[str, list[Mention]], labels: dict[str, str]
) -> FigureProposal:
    written = [mention.quantity.text for own in mentions.values() for mention in own]
    digits = len(f"{abs(value.low):.0f}")
    scaled = any(sum(sign.isdigit() for sign in text) < digits for text in written)
    trend = _common_trend(mentions)
    if value.kind == "multiple" and not any(sign.isdigit() for text in written for sign in text):
        trend = "up" if value.low > 1 else "down"
    return FigureProposal(
        value,
        name,
        scaled and digits > len("9999") and value.kind != "year",
        _common_qualifier(mentions),
        trend,
        _common_course(mentions),
        labels,
    )


def _common_trend(mentions: Mapping[str, list[Mention]]) -> Trend:
    """Return how a figure moves if the languages that say it agree."""
    said = {each.trend or each.motion.trend for own in mentions.values() for each in own} - {""}
    return said.pop() if len(said) == 1 else ""


def _common_course(mentions: Mapping[str, list[Mention]]) -> Course:
    """Return the values by year that all languages give a figure; () where they differ."""
    found = [{mention.course for mention in own} - {()} for own in mentions.values()]
    common = set.intersection(*found)
    return common.pop() if len(common) == 1 else ()


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
    words = slugify(label)
    words = (
        words
        if any(map(str.isalpha, words))
        else slugify(f"{value.kind} {mentions[tag][0].quantity.text}")
    )
    words = words[:MAX_ID].strip("-")
    name, number = words, 2
    while name in taken:
        name, number = f"{words[: MAX_ID - 3].strip('-')}-{number}", number + 1
    return name
