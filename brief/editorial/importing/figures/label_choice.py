"""Labels for the key figures of one language: the best name for each, and no two the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.importing.figures.label_candidates import (
    LONGEST,
    Candidate,
    candidates,
    is_year_of_note,
)
from brief.editorial.importing.figures.proper_names import names_in
from brief.editorial.importing.formats.to_markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from brief.editorial.importing.figures.vocabulary import Token
    from brief.editorial.numbers import Quantity


@dataclass(frozen=True, slots=True)
class Sight:
    """One mention of a number: in which of the texts, and where in it."""

    number: int
    text: str
    tokens: tuple[Token, ...]
    quantity: Quantity

    def is_year_of_note(self) -> bool:
        """Say whether it is the year of a foundation or a listing."""
        return is_year_of_note(self.tokens, self.quantity)

    def speaks_of(self, stems: tuple[str, ...]) -> bool:
        """Say whether a word of the mention's sentence begins with one of `stems`."""
        return bool(stems) and any(
            token.text.casefold().startswith(stems) for token in self.sentence()
        )

    def sentence(self) -> list[Token]:
        """Return the tokens of the sentence around the mention, itself included."""
        start, end = 0, len(self.tokens)
        for number, token in enumerate(self.tokens):
            if token.role != "end":
                continue
            if token.end <= self.quantity.start:
                start = number + 1
            elif token.start >= self.quantity.end:
                end = number
                break
        return list(self.tokens[start:end])


def choose_labels(
    figures: Sequence[Sequence[Sight]], units: Sequence[str], tag: str, shared: frozenset[str]
) -> list[str]:
    """Return a label per figure, from its mentions; "" where the text gives no words for one.

    Where two would have the same, it is that of the figure that it fits best. `units` are the
    units of the figures: an amount of money that the text gives in two currencies has the same
    words for both, and the currency tells them apart.
    """
    named = [_candidates(sights, tag) for sights in figures]
    order = sorted(range(len(named)), key=lambda n: -named[n][0][0].score if named[n] else 0)
    taken: dict[str, str] = {}
    chosen = [""] * len(named)
    for number in order:
        unit = units[number]
        labels = [*_labels(named[number], tag, shared)]
        labels += [f"{label} ({unit})" for label in labels if _is_converted(label, unit, taken)]
        fitting = (label for label in labels if len(label) <= LONGEST)
        chosen[number] = next((it for it in fitting if it.casefold() not in taken), "")
        taken[chosen[number].casefold()] = unit
    return [escape_markdown(label) for label in chosen]


def _is_converted(label: str, unit: str, taken: Mapping[str, str]) -> bool:
    """Say whether an amount of money has the name of one in another currency."""
    other = taken.get(label.casefold(), unit)
    return other != unit and other.isupper() and unit.isupper()


def _candidates(sights: Sequence[Sight], tag: str) -> list[tuple[Candidate, Sight]]:
    """Return names for a figure and where each is, the best first."""
    found = [
        (candidate, sight)
        for sight in sights
        for candidate in candidates(sight.text, tag, sight.tokens, sight.quantity)
    ]
    return sorted(found, key=lambda each: -each[0].score)


def _labels(
    found: Sequence[tuple[Candidate, Sight]], tag: str, shared: frozenset[str]
) -> Iterator[str]:
    """Yield labels for a figure, the best first."""
    for candidate, sight in found:
        if candidate.words == 1 and (name := _name_for(candidate, sight, tag, shared)):
            yield f"{name}: {candidate.text}"
        yield candidate.text
    for candidate, sight in found:
        if name := _name_for(candidate, sight, tag, shared):
            yield f"{name}: {candidate.text}"


def _name_for(candidate: Candidate, sight: Sight, tag: str, shared: frozenset[str]) -> str:
    """Return the proper name that a bare "Anteil" belongs to: the last one before the number.

    One in the same sentence is preferred to one that opens the paragraph, which is its subject.
    """
    names = [
        name
        for name in names_in(sight.text, sight.tokens, tag, shared)
        if name.end <= sight.quantity.start
        and not (name.start < candidate.end and candidate.start < name.end)
    ]
    sentence = sight.sentence()
    start = sentence[0].start if sentence else 0
    near = [name for name in names if name.start >= start]
    opens = bool(names) and names[0].start == sight.tokens[0].start
    chosen = near[-1] if near else names[0] if opens else None
    return chosen.text if chosen else ""
