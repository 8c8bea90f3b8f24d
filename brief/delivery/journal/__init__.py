"""The journal: which edition was sent to whom, and what the server said."""

from __future__ import annotations

from brief.delivery.journal.journal import Journal, open_journal
from brief.delivery.journal.lock import hold_sending_lock
from brief.delivery.journal.model import Delivery, Edition, State, Sums

__all__ = [
    "Delivery",
    "Edition",
    "Journal",
    "State",
    "Sums",
    "hold_sending_lock",
    "open_journal",
]
