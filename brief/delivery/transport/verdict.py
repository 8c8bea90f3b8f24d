"""What a server's reply means for a delivery.

Only a sure sign that the address does not exist suppresses a person: an enhanced code of
`BAD_ADDRESS` (RFC 3463) from the command that names the recipient, or after the content. A plain
`550`, whatever its words, is a failure of this edition. A refusal that concerns the sender is
recognised by its code or its words, so that a run can be paused.
"""

from __future__ import annotations

import re

from brief.delivery.transport.reply import BAD_ADDRESS, Reply, Stage, Verdict

BEFORE_RECIPIENT = {Stage.CONNECT, Stage.EHLO, Stage.STARTTLS, Stage.AUTH, Stage.MAIL}
BUSY, CLOSING = 452, 421
SUCCESS, TRY_LATER, FAILURE = 200, 400, 500
LOGIN_CODES = {530, 534, 535, 538}
TOO_LARGE = "3.4"
ABOUT_MAILBOX = {"2.1", "2.2", "2.3"}  # disabled, full, message too large for it
SENDER_ADDRESS = {"1.7", "1.8", "1.9"}

_QUOTED_CODE = re.compile(r"\(#([245]\.\d{1,3}\.\d{1,3})\b")
"""How qmail and its relatives write the code: `550 sorry, no mailbox here (#5.1.1)`."""
_ADDRESSES = re.compile(r"<[^<>]*>|\S+@\S+|https?://\S+")

_GREYLISTING = re.compile(r"gr[ae]y-?\s?list", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:try|come back|retry)\b.{0,40}\b(?:later|again|in|after)\b", re.IGNORECASE
)
_ABOUT_SENDER = re.compile(
    r"""
    \bspam\b | blo?ck(?:ed|ing|-?\s?list) | black-?\s?list | dnsbl | \brbl\b | reputation
    | \bspf\b | \bdkim\b | \bdmarc\b | unauthenticated | not\ (?:been\ )?authenticated
    | authentication\ (?:required|failed) | send-?as-?denied
    | relay(?:ing)?\ (?:access\ )?(?:denied|not\ permitted|not\ allowed|is\ not\ allowed)
    | unable\ to\ relay | not\ permitted\ to\ relay
    | throttl | rate\ (?:limit|exceeded) | sending\ (?:rate|limit|quota)
    | (?:sender|sending|submission)\ (?:thread\ )?limit | too\ many\ (?:messages|connections)
    | sender\ (?:address\ )?(?:rejected|denied|not\ allowed|verify|verification)
    | address\ is\ not\ verified | identity\ .{0,20}not\ verified
    """,
    re.VERBOSE | re.IGNORECASE,
)


def judge(reply: Reply) -> Verdict:
    """Return what follows from a reply (RFC 5321, 4.2; RFC 3463).

    Code 0 is a lost connection. At the stage COPY, or before the recipient is named, no reply is
    about the recipient.
    """
    if reply.code == 0:
        return Verdict.CONNECTION
    if SUCCESS <= reply.code < TRY_LATER:
        return Verdict.ACCEPTED
    code = _find_code(reply)
    if reply.stage in BEFORE_RECIPIENT:
        return _judge_start(reply, code)
    if reply.stage == Stage.COPY or _concerns_sender(reply, code):
        return Verdict.BLOCKED
    if reply.code < FAILURE:
        return Verdict.DEFERRED
    return Verdict.BOUNCED if code in BAD_ADDRESS else Verdict.FAILED


def _judge_start(reply: Reply, code: str) -> Verdict:
    """Return the verdict on a reply before a recipient was named."""
    if code.partition(".")[2] == TOO_LARGE and reply.code >= FAILURE:
        return Verdict.FAILED
    if reply.code == BUSY and reply.stage == Stage.MAIL:
        return Verdict.CONNECTION
    return Verdict.BLOCKED


def _find_code(reply: Reply) -> str:
    """Return the enhanced code, also where it is not at the start; "" without one."""
    if reply.enhanced:
        return reply.enhanced
    match = _QUOTED_CODE.search(reply.text)
    return match[1] if match and match[1][0] == str(reply.code)[0] else ""


def _concerns_sender(reply: Reply, code: str) -> bool:
    """Return whether a refusal at or after RCPT is about the sender, not the recipient."""
    words = _ADDRESSES.sub(" ", reply.text)
    detail = code.partition(".")[2]
    if reply.code == CLOSING or reply.code in LOGIN_CODES or detail in SENDER_ADDRESS:
        return True
    blames = bool(_ABOUT_SENDER.search(words))
    if detail.startswith("7."):
        return blames or not _is_greylisting(reply, detail, words)
    return blames and detail not in ABOUT_MAILBOX


def _is_greylisting(reply: Reply, detail: str, words: str) -> bool:
    """Return whether a server defers all mail from strangers; it takes it a few minutes later."""
    if reply.code >= FAILURE:
        return False
    return bool(_GREYLISTING.search(words) or (detail == "7.1" and _LATER.search(words)))
