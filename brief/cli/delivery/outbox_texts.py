"""How `brief outbox` describes deliveries: what is open, why, and what to do."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.delivery.journal import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.delivery.journal import Delivery, Edition, Journal, Sums

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@([^\s<>()\[\],;:\"]+)")
REMEDIES = {
    State.PENDING: "run `brief send {slug}`",
    State.SENDING: "a run is in progress",
    State.DEFERRED: "run `brief send {slug}` later",
    State.UNKNOWN: (
        "decide with `brief outbox resolve {slug} ID --accepted` or `--not-sent`, or send them "
        "again with `brief outbox resend-unknown {slug}`"
    ),
}
REASONS = {
    "bad-address": ("the address does not exist", "the address is suppressed; correct it"),
    "blocked": (
        "the server refuses this sender",
        "correct what it says, then `brief outbox retry {slug}`",
    ),
    "full": ("the mailbox is full, or the message too big", "`brief outbox retry {slug}` later"),
    "expired": ("deferred for five days", "`brief outbox retry {slug}` later"),
    "refused": ("the server refuses the message", "see its words with `brief outbox show {slug}`"),
    "connection-lost": ("the connection was lost", ""),
    "changed": ("the message has changed since, so it is not sent again", ""),
    "not-composed": (
        "the message could not be made",
        "correct the name or the address, then `brief outbox retry {slug}`",
    ),
    "resend": ("to be sent again, byte for byte", ""),
    "witness": ("the server refused the copy to the witness", "check `mail.witness`"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Deliveries that are in one state for one reason."""

    state: State
    reason: str
    count: int
    reply: str

    def as_json(self) -> dict[str, object]:
        """Return the group as JSON-ready data."""
        return {
            "state": self.state.value,
            "reason": self.reason,
            "count": self.count,
            "reply": self.reply,
        }


def group_by_reason(journal: Journal, edition: Edition) -> list[Group]:
    """Return the deliveries that were not accepted, in groups, the largest first."""
    states = [state for state in State if state is not State.ACCEPTED]
    counts, replies = Counter[tuple[State, str]](), dict[tuple[State, str], str]()
    for delivery in journal.list_deliveries(edition.id, *states):
        key = (delivery.state, delivery.reason)
        counts[key] += 1
        replies[key] = hide_addresses(delivery.last_reply) or replies.get(key, "")
    return [
        Group(state, reason, number, replies[state, reason])
        for (state, reason), number in counts.most_common()
    ]


def describe_open(slug: str, sums: Sums, groups: list[Group]) -> Iterator[str]:
    """Yield lines that say what was not accepted and why, and what to do."""
    for group in groups:
        meaning, remedy = REASONS.get(group.reason, (group.reason, ""))
        because = f": {meaning}" if meaning else ""
        said = f" ({group.reply})" if group.reply and group.state is not State.SKIPPED else ""
        yield f"{group.count:,} {group.state}{because}{said}"
        remedy = remedy or REMEDIES.get(group.state, "")
        if remedy:
            yield f"  → {remedy.format(slug=slug)}"
    for kind, number in sums.returned.items():
        yield f"{number:,} accepted, and came back: {kind}"


def describe_delivery(delivery: Delivery, *, addresses: bool) -> str:
    """Return a delivery in one line."""
    who = delivery.address if addresses else delivery.shown
    said = delivery.last_reply if addresses else hide_addresses(delivery.last_reply)
    parts = [f"{delivery.state:<8}", delivery.language, who, delivery.reason, said]
    if delivery.returned:
        parts.append(f"returned: {delivery.returned}")
    return "  ".join(part for part in parts if part)


def as_json(delivery: Delivery, *, addresses: bool) -> dict[str, object]:
    """Return a delivery as JSON-ready data."""
    reply = delivery.last_reply if addresses else hide_addresses(delivery.last_reply)
    return {
        "subscriber": delivery.subscriber_id,
        "domain": delivery.domain,
        **({"address": delivery.address} if addresses else {}),
        "id": delivery.delivery_id,
        "language": delivery.language,
        "state": delivery.state.value,
        "reason": delivery.reason,
        "attempts": delivery.attempts,
        "reply": reply,
        "last_attempt": delivery.last_attempt or None,
        "next_try": delivery.next_try or None,
        "returned": delivery.returned or None,
    }


def hide_addresses(text: str) -> str:
    """Return a text with the local part of each mail address replaced by `…`."""
    return _ADDRESS.sub(r"…@\1", text)
