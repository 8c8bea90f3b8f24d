"""Mails and saved pages are read; other formats are refused by name."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.editorial.importing.importer import read_manuscript
from brief.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.importing.document import Manuscript

PAGE = "<h1>Hafen</h1><p>Der Hafen wächst.</p><ul><li>Kai</li></ul>"
TEXT = "Der Hafen wächst weiter.\n\n- Kai\n- Kran\n"
HEAD = "From: Jo <jo@port.test>\nTo: al@port.test\nSubject: {}\n"


def read(folder: Path, content: str | bytes, name: str = "de.eml") -> Manuscript:
    """Write a file, and return what is read from it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_manuscript(path)


def texts(manuscript: Manuscript) -> list[str]:
    return [block.text for block in manuscript.blocks]


def listed(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(entry.text, entry.why) for entry in manuscript.left_out]


@pytest.mark.parametrize("name", ["de.eml", "de.txt", "de"])
def test_a_mail_is_text_under_its_subject(tmp_path: Path, name: str) -> None:
    mail = f"{HEAD.format('=?utf-8?q?Re:_H=C3=A4fen?=')}Content-Type: text/plain\n\n{TEXT}"
    manuscript = read(tmp_path, mail, name)
    assert texts(manuscript) == ["Häfen", "Der Hafen wächst weiter.", "Kai", "Kran"]
    assert ("From: Jo <jo@port.test>", "the head of the mail") in listed(manuscript)


def test_the_html_of_a_mail_is_read_whatever_its_encoding(tmp_path: Path) -> None:
    encoded = base64.encodebytes(PAGE.encode("utf-16")).decode()
    part = "Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\n"
    mail = (
        f"{HEAD.format('Neu')}Content-Type: multipart/alternative; boundary=x\n\n--x\n"
        f"Content-Type: text/plain\n\nText\n--x\n{part}{encoded}\n--x--\n"
    )
    manuscript = read(tmp_path, mail)
    assert texts(manuscript) == ["Hafen", "Der Hafen wächst.", "Kai"]
    assert ("Subject: Neu", "the head of the mail") in listed(manuscript)


def test_a_saved_page_is_read(tmp_path: Path) -> None:
    saved = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://port.test/a\nSubject: Hafen\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"\n\n'
        "--x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
        f"{PAGE.replace('ä', '=C3=A4')}\n--x--\n"
    )
    manuscript = read(tmp_path, saved, "de.mhtml")
    assert texts(manuscript) == ["Hafen", "Der Hafen wächst.", "Kai"]
    assert manuscript.url == "https://port.test/a"
    assert listed(manuscript) == []


def test_signature_and_earlier_mails_are_listed(tmp_path: Path) -> None:
    mail = (
        f"{HEAD.format('Hafen')}\n{TEXT}\nAm 3. Mai schrieb Al:\n> Wann kommt es?\n\n-- \nJo Doe\n"
    )
    manuscript = read(tmp_path, mail)
    assert texts(manuscript) == ["Hafen", "Der Hafen wächst weiter.", "Kai", "Kran"]
    assert {why for _, why in listed(manuscript)} == {
        *("an earlier mail", "a signature", "the head of the mail"),
    }


@pytest.mark.parametrize("quote", ["", "> "])
def test_the_text_of_a_forwarded_mail_is_the_text(tmp_path: Path, quote: str) -> None:
    lines = [
        "---------- Weitergeleitete Nachricht ---------",
        *("Von: Al <al@port.test>", "Gesendet: Montag", "An: Jo", "Betreff: Hafen", ""),
        *TEXT.splitlines(),
    ]
    forwarded = "\n".join(f"{quote}{line}" for line in lines)
    manuscript = read(tmp_path, f"{HEAD.format('WG: Hafen')}\n{forwarded}\n")
    assert texts(manuscript) == ["Hafen", "Der Hafen wächst weiter.", "Kai", "Kran"]
    assert ("Betreff: Hafen", "the head of the mail") in listed(manuscript)


def test_an_earlier_mail_in_html_is_listed(tmp_path: Path) -> None:
    html = (
        f"{PAGE}<p><b>Von:</b> Al<br><b>Gesendet:</b> 3. Mai<br><b>An:</b> Jo</p>"
        "<div class='gmail_signature'>Jo Doe</div><div class='gmail_quote'>Am 3. Mai:"
        "<blockquote>Wann?</blockquote></div>"
    )
    mail = f"{HEAD.format('Hafen')}Content-Type: text/html; charset=utf-8\n\n{html}"
    manuscript = read(tmp_path, mail.encode())
    assert texts(manuscript) == ["Hafen", "Der Hafen wächst.", "Kai"]


def test_a_text_with_colons_is_no_mail(tmp_path: Path) -> None:
    text = "Date: morgen\n\nTo: do\n"
    assert "Date: morgen" in texts(read(tmp_path, text, "de.txt"))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (rb"% Kai" + b"\n\\documentclass{article}\n", "a LaTeX document"),
        (b"{\\rtf1 Kai}", "an RTF document"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"bplist00x", "a web archive of Safari"),
        (b"\x1f\x8b\x08x", "an archive"),
        (b"BEGIN:VCALENDAR\n", "a calendar or an address card"),
        (b"-----BEGIN PGP MESSAGE-----\n", "an encrypted message"),
    ],
)
@pytest.mark.parametrize("name", ["de.txt", "de.md", "de.html"])
def test_other_formats_are_refused_by_name(
    tmp_path: Path, content: bytes, what: str, name: str
) -> None:
    with pytest.raises(ContentError) as refusal:
        read(tmp_path, content, name)
    (finding,) = refusal.value.findings
    assert (finding.code, what in finding.message) == ("format-not-imported", True)


@pytest.mark.parametrize(
    "body",
    [
        "Content-Type: application/pkcs7-mime\n\nabc",
        "Content-Type: multipart/mixed; boundary=b\n\n" * 300,
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA",
    ],
)
def test_a_message_without_text_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(ContentError) as refusal:
        read(tmp_path, HEAD.format("Hafen") + body)
    assert [finding.code for finding in refusal.value.findings] == ["format-not-imported"]


HEADERS = st.sampled_from(
    [
        *("Content-Type: text/html", "Content-Type: multipart/mixed; boundary=a", "Date: x"),
        *("Content-Transfer-Encoding: base64", "Content-Type: text/plain; charset=x", "To: <"),
        *("Content-Transfer-Encoding: quoted-printable", "Subject: =?utf-8?b?x?=", "\n", "--a"),
        *("Content-Type: ;;", "Content-Disposition: attachment; filename*=x''%", " folded", "> a"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(st.lists(HEADERS | st.text(max_size=8), max_size=12))
def test_any_mail_is_text_or_a_refusal(tmp_path: Path, lines: list[str]) -> None:
    mail = HEAD.format("Hafen") + "\n".join(lines)
    try:
        manuscript = read(tmp_path, mail.encode("utf-8", "replace"))
    except ContentError as refusal:
        manuscript = None
        codes = [finding.code for finding in refusal.findings]
    assert manuscript is not None or codes
