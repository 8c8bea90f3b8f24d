"""A message, and what its composer needs to know of a recipient."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person to whom an edition is sent.

    `delivery_id` names the delivery; `language_tokens` are for the other languages of the briefing,
    by tag. In a proof all tokens are without effect.
    """

    address: str
    name: str
    language: str
    delivery_id: str
    unsubscribe_token: str
    bounce_token: str
    language_tokens: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is sent: `content` has CRLF line ends and contains the DKIM signature.

    The envelope has one recipient, which is that of the header To.
    """

    delivery_id: str
    envelope_sender: str
    envelope_recipient: str
    content: bytes
    needs_smtputf8: bool = False


def make_sample(tag: str, other_tags: Iterable[str] = ()) -> Recipient:
    """Return a recipient who does not exist, for previews; the tokens are without effect."""
    token = "p.0.preview"  # noqa: S105 - it opens nothing
    return Recipient(
        address="reader@example.org",
        name="",
        language=tag,
        delivery_id=f"preview-{tag.lower()}",
        unsubscribe_token=token,
        bounce_token=token,
        language_tokens=dict.fromkeys(other_tags, token),
    )
