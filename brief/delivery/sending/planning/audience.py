"""Who gets an edition, and in which language."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.delivery.journal.model import EVERYONE, Entry
from brief.delivery.subscribers.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from brief.delivery.journal.model import Selection
    from brief.delivery.subscribers.model import Subscriber
    from brief.delivery.tokens import TokenKey

NO_PREFERENCE = ""


def choose_language(wanted: Sequence[str], available: Sequence[str]) -> str:
    """Return the language for someone with these preferences.

    For each preference in order: that language, or else another form of it (`de` for `de-AT`);
    after all of them, the first of the briefing.
    """
    for tag in wanted:
        if tag in available:
            return tag
        base = tag.partition("-")[0]
        if base in available:
            return base
        for other in available:
            if other.partition("-")[0] == base:
                return other
    return available[0]


def is_fallback(wanted: str, language: str) -> bool:
    """Return whether someone gets another language than the preferred one, in any form."""
    return bool(wanted) and wanted.partition("-")[0] != language.partition("-")[0]


@dataclass(slots=True)
class Audience:
    """The people whom an edition is for, and counts of them.

    `fallbacks` counts pairs of the preferred language and the one sent.
    """

    entries: list[Entry] = field(default_factory=list)
    by_language: Counter[str] = field(default_factory=Counter)
    by_domain: Counter[str] = field(default_factory=Counter)
    fallbacks: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def to_send(self) -> int:
        """How many messages there are to send."""
        return self.by_language.total()

    def add(self, entry: Entry) -> None:
        """Add a person."""
        self.entries.append(entry)
        if entry.skipped:
            self.skipped[entry.skipped] += 1
        else:
            self.count(entry.language, entry.wanted, entry.address)

    def count(self, language: str, wanted: str, address: str) -> None:
        """Count a message."""
        self.by_language[language] += 1
        self.by_domain[address.rpartition("@")[2]] += 1
        if is_fallback(wanted, language):
            self.fallbacks[wanted, language] += 1


def gather_audience(
    slug: str,
    subscribers: Iterable[Subscriber],
    available: Sequence[str],
    key: TokenKey,
    selection: Selection = EVERYONE,
) -> Audience:
    """Return the audience among subscribers, who were selected by their tags already.

    Those who get nothing are part of it, with the reason. Erased people are not.
    """
    audience = Audience()
    for person in subscribers:
        if person.status is Status.ERASED or not person.address:
            continue
        language = choose_language(person.languages, available)
        if selection.languages and language not in selection.languages:
            continue
        wanted = person.languages[0] if person.languages else NO_PREFERENCE
        skipped = "" if person.status is Status.ACTIVE else person.status.value
        number = key.delivery_id(slug, person.address)
        audience.add(Entry(person.address, person.id, language, wanted, number, skipped))
    return audience
