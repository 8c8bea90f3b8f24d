"""Files that were made to break a reader: each is read or refused, soon and by name."""

from __future__ import annotations

import time

import pytest

from brief.delivery.subscribers.address import Address, read_address
from brief.delivery.subscribers.reading.encoding import decode_content
from brief.delivery.subscribers.reading.suppression_list import (
    SuppressionList,
    read_suppression_list,
)
from brief.delivery.subscribers.values import read_name
from brief.errors import ContentError
from brief.findings.message import Message
from tests.delivery.subscribers.conftest import NOW, only, read

HEADER = "email,name,languages,tags\n"
LONG = 60_000
ZWNJ = "\N{ZERO WIDTH NON-JOINER}"


def read_list(text: str) -> SuppressionList:
    return read_suppression_list(decode_content(text.encode(), "left.csv"), NOW)


@pytest.mark.parametrize("text", ['""\n', "sep=;\n;;;\n", '"",""\n"",""\n'])
def test_a_file_of_empty_cells_is_refused(text: str) -> None:
    assert only(text).code == "list-empty"
    with pytest.raises(ContentError) as caught:
        read_list(text)
    assert caught.value.findings[0].code == "list-empty"


@pytest.mark.parametrize(
    "content",
    [
        b"email,name\n" + b"a" * LONG + b" ,x\n" + b"a@example.org,M\xfcller\n",
        f'{HEADER}a@example.org,,"de{chr(10) * LONG}it",\n'.encode(),
        f'{HEADER}a@example.org,,,"x{chr(10) * LONG}y"\n'.encode(),
        f"{HEADER}<{'@' * LONG},,,\n".encode(),
    ],
    ids=["word", "languages", "tags", "address"],
)
def test_a_long_cell_takes_no_long_time(content: bytes) -> None:
    start = time.process_time()
    assert read(content).has_errors
    assert time.process_time() - start < 2


def test_the_word_that_shows_a_guessed_encoding_is_short() -> None:
    content = b"email,name\na@example.org," + b"x" * 90 + b"\xfc" + b"y" * 90 + b"\n"
    assert decode_content(content, "x.csv").sample == "x" * 20 + "ü" + "y" * 20
    assert decode_content(b"a@example.org,M\xfcller B\xf6ll\n", "x.csv").sample == "Müller"
    assert decode_content(b"a@example.org,\x80 5\n", "x.csv").sample == "€"


def test_utf_32_is_named() -> None:
    for codec in ("utf-32", "utf-32-be"):
        content = f"\ufeff{HEADER}".encode(codec)
        with pytest.raises(ContentError, match="UTF-32"):
            decode_content(content, "people.csv")


@pytest.mark.parametrize(
    "address",
    ["=?utf-8?q?=0D=0ABcc?=@example.org", "=?utf-8?q?=78?=@example.org", "=?x?q?y?=@example.org"],
)
def test_an_address_that_programs_decode_to_another_is_refused(address: str) -> None:
    assert isinstance(read_address(address), Message)
    assert isinstance(read_address("a=b?c@example.org"), Address)


@pytest.mark.parametrize("name", [f"علی{ZWNJ}رضا", "क्\N{ZERO WIDTH JOINER}ष"])
def test_joiners_within_words_are_part_of_a_name(name: str) -> None:
    assert read_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *(ZWNJ, f"A{ZWNJ}B", f"{ZWNJ}رضا", f"رضا{ZWNJ}", f"ر{ZWNJ}{ZWNJ}ض", f"ر{ZWNJ} ض"),
        *("\N{HANGUL FILLER}", "A\N{HALFWIDTH HANGUL FILLER}B", "\N{HANGUL CHOSEONG FILLER}"),
    ],
)
def test_characters_that_nobody_sees_are_refused(name: str) -> None:
    assert isinstance(read_name(name), Message)


def test_two_names_that_are_too_long_together_are_refused() -> None:
    text = f"email,given name,family name\na@example.org,{'a' * 150},{'b' * 150}\n"
    finding = only(text)
    assert (finding.code, finding.place and finding.place.line) == ("subscriber-name", 2)
    assert "301 characters" in finding.message


@pytest.mark.parametrize(
    "entry",
    [
        *("A. Reader <a@example.org>", "<a@example.org>", "mailto:a@example.org", "a@example.org;"),
        *("\ufeffa@example.org", "a@example.org\u200b", "'a@example.org'", "a@example.org (left)"),
    ],
)
def test_an_address_in_other_words_is_suppressed(entry: str) -> None:
    found = read_list(f'email,reason\n"{entry}",unsubscribed\n')
    assert list(found.entries) == ["a@example.org"]
    assert not found.findings


def test_an_entry_with_two_addresses_is_reported() -> None:
    found = read_list('email\n"a@example.org b@example.org"\nc@example.org\n')
    assert list(found.entries) == ["c@example.org"]
    assert [it.code for it in found.findings] == ["subscriber-address"]


def test_json_lines_may_have_other_separators_within_strings() -> None:
    line = '{"EmailAddress": "%s@example.org", "Reason": "BOUNCE", "note": "x\u2028\x85y"}'
    assert set(read_list(f"{line % 'a'}\n{line % 'b'}\r\n").entries) == {
        "a@example.org",
        "b@example.org",
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('{"email": "a@example.org"}\n{"email": "b@example.org"}\n{x\n', 3, "cannot be read"),
        (f'[{{"email": "a@example.org", "x": {"1" * 5000}}}]', 0, "too many digits"),
        (f'{{"email": "a@example.org"}}\n{{"x": {"1" * 5000}}}', 2, "too many digits"),
    ],
)
def test_json_that_cannot_be_read_is_refused_at_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(ContentError, match=said) as caught:
        read_list(text)
    place = caught.value.findings[0].place
    assert place is not None
    assert place.line == line
