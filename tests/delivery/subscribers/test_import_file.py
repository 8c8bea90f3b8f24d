"""What an import reads and refuses: encodings, delimiters, columns, rows."""

from __future__ import annotations

import codecs

import pytest

from brief.delivery.subscribers.reading import table
from brief.delivery.subscribers.reading.columns import read_column_options
from brief.delivery.subscribers.reading.encoding import decode_content
from brief.delivery.subscribers.reading.import_file import ImportFile, read_import_file
from brief.errors import UsageError
from tests.delivery.subscribers.conftest import NOW, only, read, refuse

TEXT = "email;name\r\nreader@example.org;Ä. Müller\r\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("cp1252"), "Windows-1252"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
    ],
)
def test_the_encodings_that_programs_write_are_read(content: bytes, encoding: str) -> None:
    file = read(content)
    assert file.source.encoding == encoding
    assert file.entries[0].name == "Ä. Müller"
    assert ("list-encoding" in {it.code for it in file.findings}) is (encoding != "UTF-8")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04rest of a workbook",
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-8") + "ü@example.org;x\r\n".encode("cp1252"),
        b"email\r\n\x81\x8d@example.org\r\n",
        codecs.BOM_UTF8 + TEXT.encode("cp1252"),
        b"",
        b"\r\n \r\n",
    ],
)
def test_what_is_not_text_of_one_encoding_is_refused(content: bytes) -> None:
    assert refuse(content)[0].code in {"list-encoding", "list-empty"}


def test_the_place_of_a_wrong_byte_is_named() -> None:
    (finding,) = refuse("email,name\né@x.org,A\n".encode() + b"b@x.org,\xfc\n")
    assert str(finding.place) == "people.csv:3:9"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_found_in_the_header(delimiter: str, end: str) -> None:
    rows = [["Name", "E-Mail-Adresse", "Sprache"], ['"A, B; C"', "a@example.org", "de/it"]]
    file = read(end.join(delimiter.join(row) for row in rows))
    assert file.delimiter == delimiter
    assert file.entries[0].name == "A, B; C"
    assert file.entries[0].languages == ("de", "it")


def test_delimiters_within_quoted_names_of_columns_do_not_mislead() -> None:
    file = read('"Note; a, b, c, d";email;name\nx;a@example.org;A\n')
    assert (file.delimiter, file.entries[0].name) == (";", "A")


def test_excels_hint_of_a_delimiter_is_no_header() -> None:
    file = read("sep=;\r\nemail;name\r\na@example.org;A\r\n")
    assert file.entries[0].name == "A"
    assert file.entries[0].line == 3


@pytest.mark.parametrize(
    "header",
    [
        "email",
        "E-Mail",
        "EMAIL ADDRESS",
        "E-Mail-Adresse",
        "address",
        "Indirizzo e-mail",
        "Courriel",
    ],
)
def test_columns_are_recognised_in_several_spellings(header: str) -> None:
    assert read(f"{header}\na@example.org\n").entries[0].address.text == "a@example.org"


def test_a_postal_address_beside_a_mail_address_is_left_out() -> None:
    file = read("Email Address,Address,First Name,Last Name\na@example.org,Main St 1,A.,Reader\n")
    assert file.entries[0].name == "A. Reader"
    assert file.columns.unknown == ("Address",)


def test_unknown_columns_are_named_and_can_be_mapped() -> None:
    text = "Kontakt,Anrede\na@example.org,A. Reader\n"
    assert refuse(text)[0].code == "list-columns"
    options = read_column_options(["kontakt=address", "Anrede=name"])
    file = read_import_file(decode_content(text.encode(), "x.csv"), NOW, options=options)
    assert file.entries[0].name == "A. Reader"
    with pytest.raises(UsageError, match="no column"):
        read_import_file(
            decode_content(text.encode(), "x.csv"),
            NOW,
            options=read_column_options(["Other=address"]),
        )
    for wrong in ("Kontakt", "=address", "Kontakt=adress"):
        with pytest.raises(UsageError):
            read_column_options([wrong])


def test_a_file_without_a_header_is_refused_with_a_remedy() -> None:
    finding = only("a@example.org,A\nb@example.org,B\n")
    assert "first line" in finding.message
    assert "email" in finding.remedy


def test_two_columns_for_one_field_are_refused() -> None:
    assert only("email,mail\na@example.org,b@example.org\n").code == "list-columns"


@pytest.mark.parametrize("column", ["UNSUB_TIME", "CLEAN_TIME"])
def test_lists_of_people_who_left_are_not_imported(column: str) -> None:
    finding = only(f"Email Address,{column}\na@example.org,2026-01-01 10:00:00\n")
    assert finding.code == "list-of-suppressed"
    assert "suppress people.csv" in finding.remedy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('email,name\na@example.org,"open\nb@example.org,B\n', "not closed"),
        ('email,name\na@example.org,"x"y\n', "closing quotation mark"),
        ("email,name\na@example.org,A,B\n", "3 cells"),
        (f"email,name\na@example.org,{'x' * 70_000}\n", "64,000 characters"),
        ('email,name\na@example.org,"' + "x\n" * 40_000, "64,000 characters"),
        ("email\n" + "," * 300 + "\n", "columns"),
        ("email,name\n", "no rows"),
    ],
)
def test_broken_rows_are_refused_with_their_line(text: str, said: str) -> None:
    finding = refuse(text)[0]
    assert said in finding.message
    assert finding.place


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_ROWS", 3)
    rows = "".join(f"a{number}@example.org\n" for number in range(4))
    assert only(f"email\n{rows}").code == "list-too-large"
    assert not read(f"email\n{rows[: len(rows) // 4 * 3]}").has_errors


def test_quoted_line_breaks_count_as_lines() -> None:
    file = read('email,consent_text\na@example.org,"I agree.\r\nYes."\nb@example.org,\n')
    assert file.entries[0].consent.text == "I agree.\nYes."
    assert file.entries[1].line == 4


def test_progress_is_reported_for_long_files() -> None:
    calls: list[tuple[int, int]] = []
    text = "email\n" + "".join(f"a{number}@example.org\n" for number in range(12_000))
    file: ImportFile = read_import_file(
        decode_content(text.encode(), "x.csv"),
        NOW,
        show_progress=lambda done, total: calls.append((done, total)),
    )
    assert file.rows == 12_000
    assert len(calls) == 3
    assert {total for _, total in calls} == {12_001}
