"""Why a person gets no mails, as other programs write it, and the status that it means here."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.delivery.subscribers.model import Status
from brief.findings.message import Message, shorten

SUPPRESSED = (Status.BY_HAND, Status.BOUNCED, Status.UNSUBSCRIBED, Status.COMPLAINED)
"""The statuses with which a person is stored and gets no mails, from the weakest."""
PRECEDENCE = (Status.ACTIVE, *SUPPRESSED, Status.ERASED)
"""A status replaces only those before it."""

_ACTIVE = re.compile(r"active|subscribed|enabled|confirmed|softbounced?|soft|1")
_MEANINGS = (
    # Mailtrain writes numbers: 1 subscribed, 2 unsubscribed, 3 bounced, 4 complained
    (Status.COMPLAINED, re.compile(r"complain|abuse|spam|junk|\A4\Z")),
    (Status.BOUNCED, re.compile(r"bounce|clean|undeliver|invalidaddress|\Ahard|\A3\Z")),
    (
        Status.UNSUBSCRIBED,
        re.compile(
            # listmonk's blocklist also holds those who left all lists by themselves
            r"unsub|optout|optedout|abgemeldet|cancell|disiscrit|desinscri|desabonn|blocklist"
            r"|nolonger|notinterested|didnotsign|neversigned|inappropriate|nonegiven|recipient"
            r"|\A2\Z"
        ),
    ),
    (
        Status.BY_HAND,
        re.compile(
            r"hand|unconfirmed|pending|manual|disabled|admin|customer|suppress|blacklist|blocked"
        ),
    ),
)


@lru_cache(maxsize=4096)
def read_reason(text: str) -> Status | Message:
    """Return the status that a reason means; a soft bounce is not one to stop for."""
    folded = re.sub(r"[\W_]", "", text.lower())
    if _ACTIVE.fullmatch(folded):
        return Status.ACTIVE
    for status, pattern in _MEANINGS:
        if pattern.search(folded):
            return status
    message = f"`{shorten(text)}` is not a known status or reason"
    remedy = "write active, unsubscribed, bounced, complained or by hand"
    return Message("subscriber-status", message, remedy)


def is_stronger(status: Status, than: Status) -> bool:
    """Return whether a status replaces another one."""
    return PRECEDENCE.index(status) > PRECEDENCE.index(than)
