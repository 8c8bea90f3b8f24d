"""A project with built pages and a section `mail`, for tests of messages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from brief.delivery.message.composer import MessageComposer, open_composer
from brief.delivery.message.model import Message, Recipient
from brief.editorial.briefing import read_settings
from brief.project import Project

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tests.workspace import Workspace

DATE = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
MAIL = """\
mail:
  from: Institute of Ports <news@example.org>
  postal_address: Quay 1, 20457 Hamburg
  list_id: briefings.example.org
  unsubscribe: leave@example.org
  server: {host: 127.0.0.1, encryption: none}
"""


@dataclass(frozen=True)
class Mailing:
    """A project whose briefing `tides` is built and can be sent."""

    workspace: Workspace
    composers: dict[Any, MessageComposer] = field(default_factory=dict)

    def write_settings(self, more: str = "", mail: str = MAIL) -> None:
        """Write brief.yaml; `more` are lines of the section `mail`."""
        self.workspace.write(
            "brief.yaml", mail + "".join(f"  {line}\n" for line in more.splitlines())
        )
        self.composers.clear()

    def open(self, **options: Any) -> MessageComposer:  # noqa: ANN401 - as open_composer has them
        """Return the composer of the briefing."""
        key = tuple(sorted((name, str(value)) for name, value in options.items()))
        if key not in self.composers:
            project = Project(self.workspace.root)
            self.composers[key] = open_composer(project, read_settings(project), "tides", **options)
        return self.composers[key]

    def compose(self, *, proof: bool = False, **changes: Any) -> Message:  # noqa: ANN401 - see above
        """Return the message for the reader, with these changes."""
        recipient = replace(READER, **changes)
        return self.open(proof=proof).compose(recipient, DATE)

    def read(self, *, proof: bool = False, **changes: Any) -> EmailMessage:  # noqa: ANN401 - see above
        """Return the same message, parsed."""
        return parse(self.compose(proof=proof, **changes).content)


READER = Recipient(
    address="reader@example.org",
    name="A. Reader",
    language="de",
    delivery_id="abcdefgh234567",
    unsubscribe_token="u.7.3.aaaaaaaaaaaaaaaa",  # noqa: S106 - it opens nothing
    bounce_token="b.7.3.bbbbbbbbbbbbbbbb",  # noqa: S106
    language_tokens={"it": "l.7.it.cccccccccccccccc", "en": "l.7.en.dddddddddddddddd"},
)


def parse(content: bytes) -> EmailMessage:
    message: EmailMessage = message_from_bytes(content, policy=policy.default)  # type: ignore[assignment,unused-ignore]
    return message


def body(message: EmailMessage, kind: str) -> str:
    """Return the HTML or the plain text of a message, with plain line ends."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n").replace("&nbsp;", "\u00a0")
