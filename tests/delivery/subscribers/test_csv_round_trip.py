"""Whatever is stored is exported as CSV that an import reads again, and that is no formula."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from brief.delivery.folder import open_delivery_folder
from brief.delivery.subscribers import values
from brief.delivery.subscribers.address import Address, read_address
from brief.delivery.subscribers.export import escape_cell, unescape_cell, write_csv
from brief.delivery.subscribers.importer import write_import
from brief.delivery.subscribers.model import Consent, Status, Subscriber
from brief.delivery.subscribers.store import open_subscribers
from brief.findings.message import Message
from brief.project import Project
from tests.delivery.subscribers.conftest import read

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)
SPECIAL = st.text(alphabet="=+-@'\t;,|\"\n\r ab", max_size=8)
STATUSES = [it for it in Status if it is not Status.ERASED]


@st.composite
def people(draw: st.DrawFn) -> list[Subscriber]:
    """Return people with any values that could have been stored."""

    def one(read_value: object, empty: object) -> object:
        value = read_value(draw(TEXTS | SPECIAL))  # type: ignore[operator]
        return empty if isinstance(value, Message) else value

    locals_ = draw(
        st.lists(
            st.text(alphabet="abc=+-'é", min_size=1, max_size=8),
            max_size=6,
            unique_by=lambda it: it.lower(),
        )
    )
    found = []
    for number, local in enumerate(locals_, 1):
        address = read_address(f"{local}@example.org")
        if isinstance(address, Message):
            continue
        times = st.sampled_from(["2025-01-02", "2025-01-02T03:04:05Z"])
        found.append(
            Subscriber(
                number,
                address.text,
                str(one(values.read_name, "")),
                tuple(draw(st.lists(st.sampled_from(["de", "it", "pt-BR"]), unique=True))),
                frozenset(one(values.read_tags, ())),  # type: ignore[call-overload]
                draw(st.sampled_from(STATUSES)),
                draw(times),
                str(one(values.read_source, "")) or "x",
                Consent(
                    draw(st.just("") | times),
                    str(one(values.read_source, "")),
                    str(one(values.read_words, "")),
                ),
                draw(times),
            )
        )
    return found


@given(people())
def test_an_export_is_imported_as_it_was(stored: list[Subscriber]) -> None:
    text = "".join(write_csv(stored))
    for row in list(csv.reader(StringIO(text, newline="")))[1:]:
        assert not any(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")) for cell in row)
    if not stored:
        return
    file = read(text)
    assert not file.has_errors, file.findings
    with TemporaryDirectory() as root:
        folder = open_delivery_folder(Project(Path(root)))
        with open_subscribers(folder) as store:
            write_import(store, file)
            found = list(store.select())
    assert [(it.address, it) for it in found] == [
        (it.address, _with_id(it, number)) for number, it in enumerate(stored, 1)
    ]


def _with_id(it: Subscriber, number: int) -> Subscriber:
    from dataclasses import replace

    return replace(it, id=number)


@given(TEXTS | SPECIAL)
def test_escaped_cells_are_read_back(text: str) -> None:
    assert unescape_cell(escape_cell(text)) == text


@given(TEXTS | SPECIAL | st.text(max_size=300))
def test_a_name_that_is_accepted_is_safe_and_stays_as_it_is(text: str) -> None:
    name = values.read_name(text)
    if isinstance(name, Message):
        return
    assert name.isprintable()
    assert "=?" not in name
    assert values.read_name(name) == name


@given(st.emails() | st.text(alphabet='ab.@-+é<>" \n', max_size=20))
def test_addresses_are_those_of_the_validator(text: str) -> None:
    found = read_address(text)
    try:
        expected = validate_email(text, check_deliverability=False, strict=True)
    except EmailNotValidError:
        assert isinstance(found, Message)
        return
    assert isinstance(found, Address)
    assert found.text == f"{expected.local_part}@{expected.ascii_domain}"


@given(TEXTS | SPECIAL)
def test_tags_and_sources_stay_as_they_are(text: str) -> None:
    tags = values.read_tags(text)
    if not isinstance(tags, Message):
        assert values.read_tags("|".join(tags)) == tags
    assert values.read_source(values.clean_line(text)) == values.clean_line(text)
    for reader in (values.read_source, values.read_words):
        value = reader(text)
        assert isinstance(value, Message) or reader(value) == value


@given(st.binary(max_size=300) | TEXTS.map(lambda it: f"email,name\n{it}".encode()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    from brief.errors import ContentError

    try:
        file = read(content)
    except ContentError:
        return
    assert all(isinstance(it.address, Address) for it in file.entries)
