"""The strings of the pages on which a reader unsubscribes or changes the language.

They have a catalogue of their own, `catalogue/subscription/<tag>.yaml`, because printed pages do
not depend on them.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from brief.editorial.locale.page_strings import find_catalogue, read_catalogue


class SubscriptionStrings(BaseModel):
    """The strings in one language: questions, buttons and answers, without names or numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    unsubscribe_question: str
    unsubscribe: str
    unsubscribed: str
    mistake: str
    subscribe_again: str
    subscribed_again: str
    language_question: str
    change_language: str
    language_changed: str
    not_valid: str
    not_valid_advice: str
    not_now: str


def subscription_strings(tag: str) -> SubscriptionStrings:
    """Return the strings in the language `tag`; a region has those of its language.

    Raises ValueError for a language without a catalogue.
    """
    return read_catalogue(SubscriptionStrings, find_catalogue(tag), "subscription")
