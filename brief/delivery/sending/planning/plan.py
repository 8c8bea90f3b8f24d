"""What a run is going to do: who gets what in which language, and who does not, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.delivery.journal.model import Selection, State
from brief.delivery.sending.pace.rates import estimate_seconds
from brief.delivery.sending.planning.audience import Audience, gather_audience
from brief.delivery.subscribers.model import Status
from brief.errors import ProjectError, UsageError
from brief.findings.suggest import did_you_mean, join_words
from brief.language_tags import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from brief.delivery.journal import Delivery, Edition, Journal
    from brief.delivery.journal.model import Entry
    from brief.delivery.sending.ports import Store
    from brief.delivery.tokens import TokenKey
    from brief.editorial.models.mail import MailRate

FASTEST = 50.0
"""Messages a second of one connection, for an estimate without limits."""


@dataclass(slots=True)
class Plan:
    """A run before it begins. `edition` is None before the first run.

    `entries` are added to the audience; `counts` are the messages of this run, and the people who
    get none. `left`: the subscribers who get no mails any more.
    """

    slug: str
    edition: Edition | None
    selection: Selection
    limit: int | None = None
    entries: list[Entry] = field(default_factory=list)
    counts: Audience = field(default_factory=Audience)
    accepts: Callable[[Delivery], bool] | None = None
    left: frozenset[int] = frozenset()

    def is_chosen(self, delivery: Delivery) -> bool:
        """Return whether this run is about a delivery."""
        return self.accepts is None or self.accepts(delivery)

    @property
    def to_send(self) -> int:
        """How many messages this run sends at most."""
        found = self.counts.to_send
        return found if self.limit is None else min(found, self.limit)

    def estimate_seconds(self, rate: MailRate, connections: int) -> float:
        """Return about how long the run takes."""
        domains, left = Counter[str](), self.to_send
        for domain, number in self.counts.by_domain.most_common():
            domains[domain] = min(number, left)
            left -= domains[domain]
        return estimate_seconds(domains, rate, FASTEST * (1 + (connections > 1)))

    def as_json(self) -> dict[str, object]:
        """Return the plan as JSON-ready data."""
        return {
            "resumes": self.edition is not None,
            "to_send": self.to_send,
            "languages": dict(self.counts.by_language),
            "fallbacks": [
                {"wanted": wanted, "language": language, "people": number}
                for (wanted, language), number in self.counts.fallbacks.most_common()
            ],
            "skipped": dict(self.counts.skipped),
        }


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of a run that choose people."""

    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    limit: int | None = None
    include_new: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """What a plan is made from; `languages` are those of the briefing."""

    journal: Journal
    store: Store
    key: TokenKey
    languages: Sequence[str]


def read_selection(wishes: Wishes, available: Sequence[str], slug: str) -> Selection:
    """Return the selection; check that the briefing has the languages. Raises UsageError."""
    languages = []
    for typed in wishes.languages:
        tag = canonical_tag(typed) or typed
        if tag not in available:
            msg = f"{slug} has no edition in `{typed}` (it has {join_words(available, 'and')})"
            raise UsageError(msg, did_you_mean(typed, available), "no-such-edition")
        languages.append(tag)
    return Selection(tuple(dict.fromkeys(wishes.tags)), tuple(dict.fromkeys(languages)))


def make_plan(slug: str, wishes: Wishes, sources: Sources) -> Plan:
    """Return what a run would do; nothing is recorded.

    The first run chooses the audience by tags and languages. In a later one they choose among that
    audience, and people join it only if that is wished. Raises UsageError, and ProjectError if
    the selection is empty.
    """
    store, available = sources.store, sources.languages
    selection = read_selection(wishes, available, slug)
    edition = sources.journal.find_edition(slug)
    plan = Plan(slug, edition, selection, wishes.limit)
    if edition is None:
        people = store.select(tags=selection.tags)
        plan.counts = gather_audience(slug, people, available, sources.key, selection)
        plan.entries = plan.counts.entries
        if not plan.entries:
            raise _empty_error(selection)
        return plan
    _plan_rest(plan, edition, sources)
    if wishes.include_new:
        _add_new(plan, edition, sources)
    return plan


def _plan_rest(plan: Plan, edition: Edition, sources: Sources) -> None:
    """Count what an edition that has begun still has to send."""
    chosen, journal = plan.selection, sources.journal
    ids = {one.id for one in sources.store.select(tags=chosen.tags)} if chosen.tags else None
    left = {one.id: one.status for one in sources.store.select() if one.status != Status.ACTIVE}
    plan.left = frozenset(left)

    def accepts(delivery: Delivery) -> bool:
        right_language = not chosen.languages or delivery.language in chosen.languages
        return right_language and (ids is None or delivery.subscriber_id in ids)

    plan.accepts = accepts if chosen.tags or chosen.languages else None
    for delivery in journal.list_deliveries(edition.id, State.PENDING, State.DEFERRED):
        if accepts(delivery) and delivery.subscriber_id in left:
            plan.counts.skipped[left[delivery.subscriber_id].value] += 1
        elif accepts(delivery):
            plan.counts.count(delivery.language, delivery.wanted, delivery.address)
    for delivery in journal.list_deliveries(edition.id, State.SKIPPED):
        plan.counts.skipped[delivery.reason] += 1


def _add_new(plan: Plan, edition: Edition, sources: Sources) -> None:
    """Add those who joined since the first run, within its selection."""
    first = edition.selection
    people = (
        person
        for person in sources.store.select(tags=first.tags)
        # An import may say that someone joined another list long ago: the status is of today.
        if max(person.joined_at, person.status_at) >= edition.created
        and not sources.journal.has_address(edition.id, person.address)
    )
    joined = gather_audience(plan.slug, people, sources.languages, sources.key, first)
    for entry in joined.entries:
        plan.entries.append(entry)
        plan.counts.add(entry)


def _empty_error(selection: Selection) -> ProjectError:
    if selection.tags or selection.languages:
        asked = join_words([*selection.tags, *selection.languages], "and")
        msg = f"no subscriber is chosen by {asked}"
        return ProjectError(msg, "see the tags with `brief subscribers list`", "no-audience")
    msg = "the project has no subscribers"
    return ProjectError(msg, "import them with `brief subscribers import FILE`", "no-audience")


def freeze(plan: Plan, journal: Journal, hashes: dict[str, str], at: datetime) -> Edition:
    """Record the audience, or those who are added to it; return the edition."""
    edition = plan.edition
    if edition is None:
        return journal.freeze_audience(plan.slug, hashes, plan.entries, at, plan.selection)
    if plan.entries:
        journal.extend_audience(edition.id, plan.entries, at, hashes)
    return edition
