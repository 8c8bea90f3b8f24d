"""Send messages again whose outcome is unknown, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.cli.delivery.opening import find_edition, open_parts, read_mailing

if TYPE_CHECKING:
    from brief.cli.terminal import Terminal
    from brief.delivery.journal import Sums


def resend_unknown(typed: str, terminal: Terminal, *, asks: bool) -> tuple[Sums, int]:
    """Send them, and return the sum of the edition and how many there were."""
    from brief.cli.delivery.interrupts import end_gracefully
    from brief.cli.delivery.sending_texts import ask, show_ended
    from brief.delivery.folder import open_delivery_folder
    from brief.delivery.journal import State, hold_sending_lock
    from brief.delivery.sending.campaign import Campaign, make_options
    from brief.delivery.sending.delivering import RESEND

    mailing = read_mailing(typed)
    folder = open_delivery_folder(mailing.project)
    with hold_sending_lock(folder), open_parts(mailing, folder) as parts:
        edition = find_edition(parts.journal, mailing.slug)
        campaign = Campaign(parts, make_options(mailing.mail))
        campaign.tell = terminal.show_text
        campaign.start(edition)
        unknown = parts.journal.list_deliveries(edition.id, State.UNKNOWN)
        if not unknown:
            terminal.show_text(f"no message of {mailing.slug} is unknown")
            return parts.journal.sum_up(edition.id), 0
        what = f"{len(unknown):,} message{'s' if len(unknown) > 1 else ''}"
        if asks and not ask(f"Send {what} again, which may have arrived already?"):
            return parts.journal.sum_up(edition.id), 0
        rows = {delivery.id for delivery in unknown}
        parts.journal.decide(unknown, State.PENDING, RESEND, parts.clock.now())
        with end_gracefully(campaign.interrupt, terminal):
            ended = campaign.send_chosen(edition, lambda delivery: delivery.id in rows)
    show_ended(ended, mailing.slug, terminal)
    return ended.sums, len(unknown)
