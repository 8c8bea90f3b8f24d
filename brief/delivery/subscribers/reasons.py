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

_STATUS_WORDS = {
    # as brief, Mailchimp, listmonk and, in numbers, Mailtrain write them
    Status.ACTIVE: {"active", "subscribed", "enabled", "confirmed", "1"},
    Status.UNSUBSCRIBED: {"unsubscribed", "optedout", "blocklisted", "2"},
    Status.BOUNCED: {"bounced", "cleaned", "hardbounce", "3"},
    Status.COMPLAINED: {"complained", "complaint", "spam", "4"},
    Status.BY_HAND: {"byhand", "disabled", "unconfirmed", "pending", "suppressed"},
}
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
            r"|nolonger|notinterested|didnotsign|neversigned|inappropriate|nonegiven"
            r"|\A2\Z"
        ),
    ),
    (
        Status.BY_HAND,
        re.compile(r"hand|unconfirmed|pending|manual|disabled|suppress|blacklist|blocked"),
    ),
)


@lru_cache(maxsize=4096)
def read_status(text: str) -> Status | Message:
    """Return the status that a column `status` of an import means.

    Only whole words are taken: a column of that name may also say who is a customer.
    """
    folded = _fold(text)
    for status, words in _STATUS_WORDS.items():
        if folded in words:
            return status
    message = f"`{shorten(text)}` is not a known status"
    remedy = "write active, unsubscribed, bounced, complained or by hand, or leave the column out"
    return Message("subscriber-status", message, f"{remedy}: --column 'status=-'")


@lru_cache(maxsize=4096)
def read_reason(text: str) -> Status | Message:
    """Return the status that a reason means; a soft bounce is not one to stop for."""
    folded = _fold(text)
    if _ACTIVE.fullmatch(folded):
        return Status.ACTIVE
    for status, pattern in _MEANINGS:
        if pattern.search(folded):
            return status
    message = f"`{shorten(text)}` is not a known status or reason"
    remedy = "write active, unsubscribed, bounced, complained or by hand"
    return Message("subscriber-status", message, remedy)


def _fold(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())


def is_stronger(status: Status, than: Status) -> bool:
    """Return whether a status replaces another one."""
    return PRECEDENCE.index(status) > PRECEDENCE.index(than)
