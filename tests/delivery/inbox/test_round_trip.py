"""What real messages offer to readers and servers is understood when it comes back."""

from __future__ import annotations

import re
from email import message_from_bytes
from shutil import copytree
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from brief.delivery.inbox.opening import list_own_addresses, require_mail
from brief.delivery.inbox.reader import read_returned
from brief.delivery.inbox.returned import Kind, Returned
from brief.delivery.message.composer import open_composer
from brief.delivery.message.model import Message, Recipient
from brief.delivery.subscribers.model import Status
from brief.delivery.tokens import Purpose
from brief.editorial.briefing import read_settings
from brief.project import Project
from tests.delivery.inbox.browsing import ONE_CLICK, run_server
from tests.delivery.inbox.returns import (
    ADDRESS,
    BOUNCE,
    DELIVERY,
    EDITION,
    KEY,
    NOW,
    READER,
    UNSUBSCRIBE,
    make_complaint,
    make_group,
    make_mail,
    make_report,
)
from tests.delivery.inbox.subscribed import MAIL

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.models.mail import MailSettings
    from tests.workspace import Workspace

RECIPIENT = Recipient(
    address=ADDRESS,
    name="A. Reader",
    language="it",
    delivery_id=DELIVERY,
    unsubscribe_token=UNSUBSCRIBE,
    bounce_token=BOUNCE,
    language_tokens={"de": KEY.make_token(Purpose.LANGUAGE, READER, "de")},
)
WEB = "  unsubscribe_url: https://example.org/news\n"
VARIANTS = {
    "web": MAIL + "  relay_signs: yes\n",
    "mail": MAIL.replace(WEB, ""),
    "no address": MAIL.replace(WEB, "").replace("  unsubscribe: leave@example.org\n", ""),
    "long address": MAIL.replace("leave@", f"{'leave' * 12}@").replace(WEB, ""),
}


@pytest.fixture(params=list(VARIANTS))
def sent(
    request: pytest.FixtureRequest, tides: Workspace, tmp_path: Path
) -> tuple[MailSettings, Message]:
    """Return a message with each kind of links, and its settings."""
    copytree(tides.root, tmp_path / "project")
    (tmp_path / "project" / "brief.yaml").write_text(VARIANTS[request.param], "utf-8")
    project = Project(tmp_path / "project")
    settings = read_settings(project)
    composer = open_composer(project, settings, "tides", languages=["it", "de"])
    return require_mail(settings), composer.compose(RECIPIENT, NOW)


def test_every_link_of_a_message_works(sent: tuple[MailSettings, Message]) -> None:
    mail, message = sent
    head = message_from_bytes(message.content)
    text = message.content.decode("ascii").replace("=\r\n", "").replace("=3D", "=")
    links = re.findall(r"<(mailto:[^>]+|https:[^>]+)>", str(head["List-Unsubscribe"]))
    links += re.findall(r"mailto:[^\s\"<>]+|https:[^\s\"<>]+/[ul]/[^\s\"<>]+", text)
    kinds = {follow(mail, link) for link in links}
    assert kinds == {Kind.UNSUBSCRIBE, Kind.LANGUAGE}


def follow(mail: MailSettings, link: str) -> Kind:
    """Write the mail, or press the button of the page; return what that did."""
    if link.startswith("mailto:"):
        to, _, query = link.removeprefix("mailto:").partition("?subject=")
        found = read_returned(make_mail(to, query), KEY, list_own_addresses(mail))
        assert found.subscriber_id == READER
        return found.kind
    with run_server("/news") as running:
        is_language = "/l/" in link
        body = "confirm=yes" if is_language else ONE_CLICK
        assert running.ask("POST", urlsplit(link).path, body).status == 200
        person = running.subscribers.people[READER]
        assert person.languages[0] == ("de" if is_language else "it")
        assert (person.status is Status.ACTIVE) is is_language
        return Kind.LANGUAGE if is_language else Kind.UNSUBSCRIBE


def test_a_bounce_and_a_complaint_of_a_message_are_identified(
    sent: tuple[MailSettings, Message],
) -> None:
    mail, message = sent
    own = list_own_addresses(mail)
    head = message.content.decode("ascii").partition("\r\n\r\n")[0].replace("\r\n", "\n")

    def read(content: bytes) -> Returned:
        return read_returned(content, KEY, own).settle(ADDRESS, own.ours)

    bounce = read(make_report(make_group(), to=message.envelope_sender))
    assert (bounce.kind, bounce.subscriber_id, bounce.edition_id) == (
        Kind.BOUNCE,
        READER,
        EDITION,
    )
    # a server that has removed the token, and returns the headers
    stripped = read(make_report(make_group(), to="news@example.org", returned=f"{head}\n"))
    assert (stripped.kind, stripped.delivery_id) == (Kind.BOUNCE, DELIVERY)
    complaint = read(make_complaint(returned=f"{head}\n"))
    assert complaint.kind is Kind.COMPLAINT
    assert (complaint.subscriber_id, complaint.delivery_id) in {(READER, ""), (0, DELIVERY)}
