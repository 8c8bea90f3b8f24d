"""Send a proof: the message of an edition to one address, which is in no audience."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from brief.delivery.journal.model import write_time
from brief.delivery.journal.sending_log import SendingLog
from brief.delivery.message.model import Recipient
from brief.delivery.sending.pace.rates import RateLimiter
from brief.delivery.tokens import Purpose
from brief.errors import BriefError

if TYPE_CHECKING:
    from brief.delivery.sending.doors import Parts
    from brief.delivery.transport.reply import Reply
    from brief.editorial.models.mail import MailRate

LONGEST_WAIT = 60.0
"""Seconds to wait for the limits of the rate."""


def make_proof_recipient(parts: Parts, slug: str, address: str, language: str) -> Recipient:
    """Return the recipient of a proof, whose tokens have no effect."""
    token = parts.key.make_token(Purpose.PROOF, 0)
    others = {tag: token for tag in parts.composer.languages if tag != language}
    # Each proof has an id of its own, or a mailbox would show the first one only.
    name = f"proof {slug} {language} {write_time(parts.clock.now())}"
    number = parts.key.delivery_id(name, address)
    return Recipient(address, "", language, number, token, token, others)


def send_proof(parts: Parts, rate: MailRate, recipient: Recipient) -> Reply:
    """Send a proof, and return the server's reply; it counts for the rate.

    Raises BriefError if the limits of the rate do not allow it now.
    """
    journal, clock = parts.journal, parts.clock
    log, domain = SendingLog(journal), recipient.address.rpartition("@")[2]
    log.recover(clock.now())
    limiter = RateLimiter(rate, clock, log.recent_attempts())
    while wait := limiter.try_begin(domain):
        if wait > LONGEST_WAIT:
            msg = "the limits of the rate allow no message at this time"
            raise BriefError(msg, "wait, or raise the limit with --rate", "mail-rate-reached")
        clock.wait(wait, Event())
    message = parts.composer.compose(recipient, clock.now())
    transport = parts.doors.make_transport()
    transport.open()
    try:
        attempt = log.begin_proof(domain)
        reply = transport.start(message) or transport.finish()
        log.end_proof(attempt, clock.now())
    finally:
        transport.close()
    journal.record_event("proof", f"{recipient.language}: {reply}", clock.now())
    return reply
