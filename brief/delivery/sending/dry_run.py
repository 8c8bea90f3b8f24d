"""Write the messages of a run as files; no connection is opened, and nothing is recorded."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from brief.delivery.journal.model import State
from brief.delivery.message.model import Recipient
from brief.delivery.tokens import Purpose
from brief.errors import BriefError, RenderError, UsageError
from brief.storage.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from brief.delivery.journal import Journal
    from brief.delivery.journal.model import Delivery, Entry
    from brief.delivery.sending.doors import Parts
    from brief.delivery.sending.planning.plan import Plan
    from brief.delivery.sending.ports import Store

PRIVATE_FOLDER = 0o700
OURS = re.compile(r"[0-9]{6,}\.[A-Za-z0-9-]+\.eml")


def write_messages(
    folder: Path,
    people: Iterable[Entry | Delivery],
    parts: Parts,
    watch: Callable[[int], None] | None = None,
) -> dict[int, str]:
    """Write a file for each person, and remove those of an earlier dry run.

    The tokens in them are those of proofs: they have no effect. Returns why messages could
    not be made, by the number of the subscriber. Raises BriefError.
    """
    at, problems = parts.clock.now(), dict[int, str]()
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        for path in folder.iterdir():
            if OURS.fullmatch(path.name):
                path.unlink()
        with parts.doors.open_store() as store:
            for count, person in enumerate(people, 1):
                name = f"{person.subscriber_id:06}.{person.language}.eml"
                try:
                    message = parts.composer.compose(_make_recipient(person, parts, store), at)
                except (UsageError, RenderError) as problem:  # a name that cannot be printed
                    problems[person.subscriber_id] = problem.message
                else:
                    write_atomically(folder / name, message.content)
                if watch:
                    watch(count)
    except OSError as problem:
        msg = f"{folder} cannot be written: {problem.strerror or problem}"
        remedy = "free the place or the rights, or name another folder with --out"
        raise BriefError(msg, remedy) from problem
    return problems


def _make_recipient(person: Entry | Delivery, parts: Parts, store: Store) -> Recipient:
    found = store.get(person.subscriber_id)
    token = parts.key.make_token(Purpose.PROOF, 0)
    others = {tag: token for tag in parts.composer.languages if tag != person.language}
    name = found.name if found else ""
    address, language, number = person.address, person.language, person.delivery_id
    return Recipient(address, name, language, number, token, token, others)


def choose_people(plan: Plan, journal: Journal) -> Iterator[Entry | Delivery]:
    """Yield the people who would get a message in this run."""
    rest: list[Delivery] = []
    if plan.edition:
        rest = journal.list_deliveries(plan.edition.id, State.PENDING, State.DEFERRED)
    everyone: Iterator[Entry | Delivery] = chain(
        (one for one in rest if one.subscriber_id not in plan.left and plan.is_chosen(one)),
        (entry for entry in plan.entries if not entry.skipped),
    )
    return islice(everyone, plan.limit)


def describe_person(person: Entry | Delivery) -> dict[str, object]:
    """Return who gets what as JSON-ready data, without the address."""
    return {
        "subscriber": person.subscriber_id,
        "domain": person.address.rpartition("@")[2],
        "language": person.language,
        "wanted": person.wanted or None,
    }
