"""Values that an import accepts and refuses: hostile names and addresses, duplicates, languages."""

from __future__ import annotations

import pytest

from brief.delivery.subscribers.reading.encoding import decode_content
from brief.delivery.subscribers.reading.import_file import read_import_file
from brief.findings import Severity
from tests.delivery.subscribers.conftest import NOW, only, read, refuse

ALL_WRONG = """\
email,name,languages,consent_at
a@example.org,A,de,2025-01-02
,B,de,
b@example.org,"C
Bcc: x@example.org",deutsch,gestern
A@EXAMPLE.ORG,D,,
"a@b>\r
RCPT TO:<x@y",E,,
"""


def test_all_problems_are_reported_at_once_with_their_places() -> None:
    found = [(it.code, str(it.place)) for it in refuse(ALL_WRONG)]
    assert found == [
        ("subscriber-address", "people.csv:3:1"),
        ("subscriber-characters", "people.csv:4:15"),
        ("subscriber-language", "people.csv:5:21"),
        ("subscriber-time", "people.csv:5:29"),
        ("subscriber-duplicate", "people.csv:6:1"),
        ("subscriber-address", "people.csv:7:1"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("reader@example.org", "reader@EXAMPLE.org"),
        ("reader@example.org", "Reader@example.org"),
        ("a@münchen.example", "a@xn--mnchen-3ya.example"),
        ("a@MÜNCHEN.example", "A@münchen.EXAMPLE"),
        ("é@example.org", "e\u0301@example.org"),
    ],
)
def test_duplicates_are_named_with_both_lines(first: str, second: str) -> None:
    finding = only(f"email\n{first}\nx@example.org\n{second}\n")
    assert finding.code == "subscriber-duplicate"
    assert "line 2 and again in line 4" in finding.message
    assert finding.related[0].place.line == 2


@pytest.mark.parametrize(
    "name",
    [
        "=?utf-8?q?x=0D=0ABcc:y@example.org?=",
        "A =?iso-8859-1?b?eA==?= B",
        "A\nB",
        "A\r\nBcc: x@example.org",
        "A\x00B",
        "A\x1b[2J",
        "A\x7f",
        "A\x85B",
        "A\u2028B",
        "A\u202eB",
        "A\u2066B",
        "A\u200bB",
        "A\ufeffB",
        "A\U000e0041",
        "A\ue000",
        "x <x@example.org>",
        "A" * 201,
    ],
)
def test_hostile_names_are_refused(name: str) -> None:
    (finding,) = refuse(f'email,name\na@example.org,"{name}"\n')
    assert finding.code in {"subscriber-name", "subscriber-characters", "list-encoding"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  A.\u00a0\u3000Reader ", "A. Reader"),
        ("Zoe\u0308", "Zoë"),
        ('A. "Ada" Reader', 'A. "Ada" Reader'),
        ("{{7*7}}", "{{7*7}}"),
        ("山田　太郎", "山田 太郎"),
    ],
)
def test_other_names_are_kept(typed: str, stored: str) -> None:
    quoted = typed.replace('"', '""')
    assert read(f'email,name\na@example.org,"{quoted}"\n').entries[0].name == stored


@pytest.mark.parametrize(
    "address",
    [
        "a@b>\r\nRCPT TO:<x@y",
        "a@example.org\nBcc: b@example.org",
        '"a b"@example.org',
        '"a"@example.org',
        "a(comment)@example.org",
        "a@[127.0.0.1]",
        "A <a@example.org>",
        "a@example.org, b@example.org",
        "a@example.org;b@example.org",
        "a@localhost",
        "a@exa mple.org",
        "a@example..org",
        ".a@example.org",
        "a@-example.org",
        "a@example.org\u200b",
        "\u202ea@example.org",
        "a@example.org\x01",
        f"{'a' * 65}@example.org",
        f"a@{'b' * 64}.org",
        "example.org",
        "@example.org",
        "a@",
    ],
)
def test_hostile_addresses_are_refused(address: str) -> None:
    quoted = address.replace('"', '""')
    (finding,) = refuse(f'email,name\n"{quoted}",A\n')
    assert finding.code == "subscriber-address"


def test_a_local_part_outside_ascii_is_kept_as_it_is() -> None:
    address = read("email\nbücher@bücher.example\n").entries[0].address.text
    assert address == "bücher@xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("cell", "languages"),
    [
        ("de|it", ("de", "it")),
        ("de, it", ("de", "it")),
        ("de;it", ("de", "it")),
        ("IT", ("it",)),
        ("pt_br|de|pt-BR", ("pt-BR", "de")),
        ("", ()),
    ],
)
def test_languages_are_an_ordered_preference(cell: str, languages: tuple[str, ...]) -> None:
    assert read(f'email,lang\na@example.org,"{cell}"\n').entries[0].languages == languages


def test_languages_that_no_briefing_can_have_are_reported_once() -> None:
    text = "email,lang\n" + "".join(f"a{number}@example.org,tlh|de\n" for number in range(5))
    file = read_import_file(
        decode_content(text.encode(), "x.csv"), NOW, known_languages=("de", "it")
    )
    (finding,) = file.findings
    assert (finding.code, finding.severity) == ("subscriber-language", Severity.WARNING)
    assert "5 rows" in finding.message


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        ("2025-03-04", "2025-03-04"),
        ("4.3.2025", "2025-03-04"),
        ("2025-03-04 10:11:12", "2025-03-04T10:11:12Z"),
        ("2025-03-04T10:11:12+02:00", "2025-03-04T08:11:12Z"),
    ],
)
def test_times_are_stored_in_utc(cell: str, stored: str) -> None:
    entry = read(f"email,consent_at\na@example.org,{cell}\n").entries[0]
    assert entry.consent.given_at == stored


@pytest.mark.parametrize(
    "cell", ["2027-03-06", "yesterday", "03/04/2025", "2025-02-30", "0025-01-01", "٢٠٢٥-01-01"]
)
def test_times_that_cannot_be_are_refused(cell: str) -> None:
    assert only(f"email,consent_at\na@example.org,{cell}\n").code == "subscriber-time"
