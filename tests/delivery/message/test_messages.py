"""A message has the right parts, headers, links and bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from time import process_time
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument

from brief.delivery.message.mime import make_file_name
from brief.errors import ContentError, UsageError
from tests.delivery.message.mailing import DATE, MAIL, READER, body, parse

if TYPE_CHECKING:
    from tests.delivery.message.mailing import Mailing

HEADERS = [
    *("From", "To", "Subject", "Date", "Message-ID", "List-ID", "List-Unsubscribe"),
    *("Auto-Submitted", "Content-Language", "X-Brief-Delivery", "MIME-Version", "Content-Type"),
]
LONG_URL = f"https://news.example.org/{'mail-of-the-institute/' * 5}list"


def head(content: bytes) -> list[bytes]:
    return content.partition(b"\r\n\r\n")[0].split(b"\r\n")


def test_the_headers_are_these_and_each_is_there_once(mailing: Mailing) -> None:
    message = mailing.read()
    assert list(message.keys()) == HEADERS
    assert message["From"] == "Institute of Ports <news@example.org>"
    assert message["To"] == '"A. Reader" <reader@example.org>'
    assert message["Subject"] == "Was die Tide mit dem Hafen macht"
    assert message["Date"] == "Tue, 01 Dec 2026 09:30:00 +0000"
    assert message["Message-ID"] == "<abcdefgh234567@briefings.example.org>"
    assert message["List-ID"] == "<briefings.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "de"
    assert message["X-Brief-Delivery"] == "abcdefgh234567"


def test_the_envelope_has_the_bounce_token_and_one_recipient(mailing: Mailing) -> None:
    message = mailing.compose()
    assert message.envelope_sender == "news+b.7.3.bbbbbbbbbbbbbbbb@example.org"
    assert message.envelope_recipient == "reader@example.org"
    assert message.delivery_id == "abcdefgh234567"
    assert not message.needs_smtputf8


def test_the_parts_are_nested_so_that_every_client_shows_them(mailing: Mailing) -> None:
    mailing.write_settings("picture: yes")
    message = mailing.read()
    assert [part.get_content_type() for part in message.walk()] == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "multipart/related"),
        *("text/html", "image/png", "image/png", "application/pdf"),
    ]
    html = body(message, "html")
    named = set(re.findall(r"cid:([^\"]+)", html))
    there = {str(part["Content-ID"])[1:-1] for part in message.walk() if part["Content-ID"]}
    assert named == there
    assert len(there) == 2
    assert 'alt="Bild der Seite: Was die Tide mit dem Hafen macht"' in html
    assert 'alt="brief"' in html


def test_the_pdf_is_attached_byte_for_byte_under_its_title(mailing: Mailing) -> None:
    (part,) = mailing.read(language="it").iter_attachments()
    assert part.get_filename() == "Che cosa fa la marea al porto (it).pdf"
    assert part.get_content() == mailing.workspace.pdf("it").read_bytes()
    assert set(mailing.open().pdf_hashes) == {"de", "en", "it"}


def test_a_name_that_is_not_ascii_is_written_as_rfc_2231_wants(mailing: Mailing) -> None:
    mailing.workspace.change("content/tides/de.yaml", "Was die Tide", "Größe / „潮“ was die Tide")
    content = mailing.compose().content
    assert b";\r\n filename*=utf-8''Gr%C3%B6%C3%9Fe%20" in content
    (part,) = parse(content).iter_attachments()
    assert part.get_filename() == "Größe „潮“ was die Tide mit dem Hafen macht (de).pdf"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B: <c>?", "A B c (de).pdf"),
        ("…", "… (de).pdf"),
        ("...", "briefing (de).pdf"),
        ("a" * 90, f"{'a' * 60} (de).pdf"),
        ("word " * 30, f"{'word ' * 12}".strip() + " (de).pdf"),
        ("a\u202egpj.exe\r\nX: y", "agpj.exeX y (de).pdf"),
    ],
)
def test_a_file_name_is_one_that_every_system_accepts(title: str, name: str) -> None:
    assert make_file_name(title, "de") == name


def test_a_personal_copy_has_the_name_of_its_reader(mailing: Mailing) -> None:
    mailing.write_settings("personal: yes")
    original = mailing.workspace.pdf("de").read_bytes()
    (part,) = mailing.read().iter_attachments()
    (nameless,) = mailing.read(name="").iter_attachments()
    personal = part.get_content()
    assert nameless.get_content() == original
    assert personal.startswith(original)
    text = PdfDocument(personal)[0].get_textpage().get_text_range()
    assert "A. Reader" in text
    assert mailing.open().pdf_hashes["de"] == sha256(original).hexdigest()
    with pytest.raises(ContentError) as caught:
        mailing.compose(name="\N{PHOENICIAN LETTER ALF}")
    assert caught.value.findings[0].code == "personal-name"


def test_the_address_of_the_pdf_can_replace_it(mailing: Mailing) -> None:
    mailing.write_settings("attach: link\nlink: https://example.org/briefings/")
    message = mailing.read()
    assert list(message.iter_attachments()) == []
    for kind in ("html", "plain"):
        assert "https://example.org/briefings/tides.de.pdf" in body(message, kind)


def test_unsubscribing_by_mail_has_the_token_in_address_and_subject(mailing: Mailing) -> None:
    token = READER.unsubscribe_token
    line = f"List-Unsubscribe: <mailto:leave+{token}@example.org?subject={token}>"
    content = mailing.compose().content
    assert line.encode() in head(content)
    assert f'href="mailto:leave+{token}@example.org?subject={token}"' in body(
        parse(content), "html"
    )
    assert b"List-Unsubscribe-Post" not in content


def test_without_an_address_for_it_the_sender_is_asked(mailing: Mailing) -> None:
    mailing.write_settings(mail=MAIL.replace("  unsubscribe: leave@example.org\n", ""))
    assert "<mailto:news@example.org?subject=u.7.3." in mailing.read()["List-Unsubscribe"]


@pytest.mark.parametrize("relay_signs", ["yes", "no"])
def test_a_long_address_on_the_web_is_one_raw_line(mailing: Mailing, relay_signs: str) -> None:
    mailing.write_settings(f"unsubscribe_url: {LONG_URL}\nrelay_signs: {relay_signs}")
    content = mailing.compose().content
    token = READER.unsubscribe_token
    mailto = f"<mailto:leave+{token}@example.org?subject={token}>"
    assert f"List-Unsubscribe: <{LONG_URL}/u/{token}>, {mailto}".encode() in head(content)
    one_click = b"List-Unsubscribe-Post: List-Unsubscribe=One-Click"
    assert (one_click in head(content)) == (relay_signs == "yes")


def test_other_languages_are_offered_by_their_own_names(mailing: Mailing) -> None:
    mailing.write_settings("unsubscribe_url: https://news.example.org")
    html, plain = (body(mailing.read(), kind) for kind in ("html", "plain"))
    assert '<a href="https://news.example.org/l/l.7.it.cccccccccccccccc" lang="it"' in html
    assert "Italiano:\nhttps://news.example.org/l/l.7.it.cccccccccccccccc\n" in plain
    assert ">English</a>" in html
    assert "Deutsch</a>" not in html


def test_content_is_the_same_in_html_and_plain_text(mailing: Mailing) -> None:
    message = mailing.read(language="en")
    html, plain = body(message, "html"), " ".join(body(message, "plain").split())
    for text in (
        "What the tide does to the port",
        "Twice a day the water comes, and twice it goes.",
        "because berths and tugs cost more with every hour of delay.",
        "mean tidal range",
        "Harbour Review",
        "The briefing is attached as a PDF.",
        "Sender: Institute of Ports, Quay 1, 20457 Hamburg",
        "You are receiving this email because you subscribed to it.",
    ):
        assert text in plain
        assert text in html.replace("\u00a0", " ")
    assert "almost €45\u00a0million" in body(message, "plain")


def test_signs_of_html_in_words_that_stay_whole_are_escaped_once(mailing: Mailing) -> None:
    mailing.workspace.change(
        "content/tides/en.yaml", "The forecast", "R&D<Forecast> “Research&Development”"
    )
    message = mailing.read(language="en")
    assert "R&D<Forecast>" in body(message, "plain")
    assert "Research&Development" in body(message, "plain")
    assert "Research&amp;Development" in body(message, "html")
    assert "R&amp;D&lt;Forecast&gt;" in body(message, "html")


def test_links_in_the_text_have_their_address_in_plain_text(mailing: Mailing) -> None:
    link = "[Zweimal am *Tag*](https://example.org/x?a=1&b=2)"
    mailing.workspace.change(
        "content/tides/de.yaml", "standfirst: Zweimal am Tag", f"standfirst: '{link}"
    )
    mailing.workspace.change("content/tides/de.yaml", "zweimal geht es.", "zweimal geht es.'")
    message = mailing.read()
    plain = " ".join(body(message, "plain").split())
    assert "Zweimal am Tag (https://example.org/x?a=1&b=2) kommt das Wasser" in plain
    assert '<a href="https://example.org/x?a=1&amp;b=2"' in body(message, "html")


def test_the_same_recipient_and_date_give_the_same_bytes(mailing: Mailing) -> None:
    first = mailing.compose()
    mailing.composers.clear()
    assert mailing.compose() == first
    assert mailing.compose(delivery_id="other").content != first.content
    later = mailing.open(proof=False).compose(READER, DATE + timedelta(days=1))
    assert later.content != first.content


def test_a_proof_says_so_and_has_the_same_headers(mailing: Mailing) -> None:
    proof, real = mailing.read(proof=True), mailing.read()
    assert proof.items() == real.items()
    for kind in ("html", "plain"):
        assert "Probeexemplar" in body(proof, kind)
        assert "Probeexemplar" not in body(real, kind)


@pytest.mark.slow
def test_a_message_is_composed_in_milliseconds(mailing: Mailing) -> None:
    mailing.workspace.pdf("de").write_bytes(
        mailing.workspace.pdf("de").read_bytes() + b"%" * 30_000
    )
    composer = mailing.open()
    seconds = []
    for number in range(300):
        start = process_time()
        composer.compose(replace(READER, delivery_id=f"d{number}"), DATE)
        seconds.append(process_time() - start)
    assert sorted(seconds)[len(seconds) // 2] < 0.0055


def test_every_line_is_short_and_ends_with_crlf(mailing: Mailing) -> None:
    mailing.write_settings("picture: yes")
    content = mailing.compose().content
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 998
    assert max(len(line) for line in head(content) if b"Unsubscribe" not in line) <= 78


def test_a_reply_address_is_a_header(mailing: Mailing) -> None:
    mailing.write_settings("reply_to: editors@example.org\nbounces: back@example.org")
    assert mailing.read()["Reply-To"] == "editors@example.org"
    assert mailing.compose().envelope_sender == "back+b.7.3.bbbbbbbbbbbbbbbb@example.org"


def test_a_draft_is_marked(mailing: Mailing) -> None:
    path = mailing.workspace.root / "content/tides/briefing.yaml"
    path.write_text(f"status: draft\n{path.read_text()}")
    assert "Entwurf" in body(mailing.read(), "html")
    assert "Entwurf" in body(mailing.read(), "plain")


def test_a_project_without_settings_for_mail_is_refused(mailing: Mailing) -> None:
    mailing.write_settings(mail="languages: [de]\n")
    with pytest.raises(ContentError, match="no section `mail`") as caught:
        mailing.open()
    assert str(caught.value.findings[0].place) == "brief.yaml"


def test_a_missing_pdf_is_refused_with_the_command_that_makes_it(mailing: Mailing) -> None:
    mailing.workspace.pdf("it").unlink()
    with pytest.raises(ContentError, match=r"dist/tides\.it\.pdf") as caught:
        mailing.open()
    assert caught.value.findings[0].remedy == "run `brief build tides --lang it`"
    mailing.workspace.pdf("en").unlink()
    with pytest.raises(ContentError) as caught:
        mailing.open()
    assert len(caught.value.findings) == 2
    mailing.workspace.pdf("en").write_bytes(mailing.workspace.pdf("de").read_bytes())
    assert mailing.open(languages=["de", "en"]).languages == ("de", "en")


def test_a_language_that_does_not_exist_is_refused(mailing: Mailing) -> None:
    with pytest.raises(UsageError, match="no edition in `fr`"):
        mailing.open(languages=["fr"])
