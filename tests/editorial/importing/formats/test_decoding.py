"""Bytes to text: encodings that are said, found or assumed, and files that are refused."""

from __future__ import annotations

import codecs
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.importing.formats.decoding import decode_text, detect_format
from brief.errors import ContentError

if TYPE_CHECKING:
    from brief.findings import Finding

TEXT = "Häfen – größer als 5 €\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_unicode_is_read_without_a_word(raw: bytes) -> None:
    assert decode_text(raw, "de.txt") == (TEXT, [])


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "utf-16-be"])
def test_an_undeclared_encoding_is_assumed_and_reported(encoding: str) -> None:
    text, findings = decode_text(TEXT.encode(encoding), "de.txt")
    assert text == TEXT
    assert [finding.code for finding in findings] == ["encoding-assumed"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1250">', "cp1250"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?>', "iso-8859-2"),
    ],
)
def test_a_web_page_says_its_encoding(head: str, encoding: str) -> None:
    page = f"{head}<p>Łódź ö</p>" if encoding != "cp1252" else f"{head}<p>„ö“</p>"
    assert decode_text(page.encode(encoding), "pl.html", is_html=True) == (page, [])


@pytest.mark.parametrize("named", ["base64", "rot13", "no-such-encoding", "idna"])
def test_codecs_that_are_not_for_text_are_not_used(named: str) -> None:
    page = f'<meta charset="{named}"><p>Häfen</p>'
    assert decode_text(page.encode("cp1252"), "de.html", is_html=True)[0] == page


def test_line_ends_of_all_kinds_end_lines() -> None:
    assert decode_text("a\r\nb\rc\fd\u2028e\x85f".encode(), "de.txt")[0] == "a\nb\nc\nd\ne\nf"


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        (b"", "empty-file", "de.txt"),
        (b" \n\t\r\n", "empty-file", "de.txt"),
        (b"Kai\n\nKr\x07an", "control-character", "de.txt:3:3"),
        (b"Kai \x81\x8d\n", "not-text", "de.txt"),
    ],
)
def test_unprintable_characters_are_refused_at_their_place(
    raw: bytes, code: str, place: str
) -> None:
    with pytest.raises(ContentError) as refusal:
        decode_text(raw, "de.txt")
    (finding,) = refusal.value.findings
    assert (finding.code, str(finding.place)) == (code, place)
    assert finding.remedy


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("de.pdf", b"%PDF-1.7\n"),
        ("de.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("de.rtf", b"{\\rtf1 x}"),
        ("de.docx", b"Hafen"),
    ],
)
def test_formats_that_are_not_imported_are_named(name: str, raw: bytes) -> None:
    with pytest.raises(ContentError) as refusal:
        detect_format(Path(name), raw, name)
    assert [finding.code for finding in refusal.value.findings] == ["format-not-imported"]


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("de.txt", b"Hafen", "text"),
        ("de", b"Hafen", "text"),
        ("de.md", b"# Hafen", "markdown"),
        ("de.HTM", b"Hafen", "html"),
        ("de.txt", b"<!-- x --><!DOCTYPE html><p>Hafen", "html"),
        ("de.txt", b"PK\x03\x04", "word"),
    ],
)
def test_the_format_is_detected_by_content_and_name(name: str, raw: bytes, expected: str) -> None:
    assert detect_format(Path(name), raw, name) == expected


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_text_or_findings(raw: bytes, is_html: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    found: tuple[Finding, ...] = ()
    text = ""
    with suppress(ContentError):
        try:
            text, _ = decode_text(raw, "de.txt", is_html=is_html)
        except ContentError as refusal:
            found = refusal.findings
            raise
    assert bool(text.strip()) != bool(found)
    assert all(finding.message and finding.remedy for finding in found)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\u200bDer Ha\u200bfen.\u200e", "Der Hafen."),
        ("Der\ufeff Hafen", "Der Hafen"),
        ("ท่า\u200bเรือ", "ท่า\u200bเรือ"),
        ("الميناء \u200eA\u200f كبير", "الميناء \u200eA\u200f كبير"),
    ],
)
def test_signs_without_a_width(written: str, read: str) -> None:
    assert decode_text(written.encode(), "a.txt")[0] == read


@pytest.mark.parametrize("suffix", [".rst", ".adoc", ".org", ".yaml", ".csv", ".srt", ".xml"])
def test_formats_of_other_programs_are_refused_by_name(suffix: str) -> None:
    with pytest.raises(ContentError) as refusal:
        detect_format(Path(f"a{suffix}"), b"Der Hafen", f"a{suffix}")
    assert [finding.code for finding in refusal.value.findings] == ["format-not-imported"]
