"""With `personal: yes`, the attached PDF has the name of the recipient on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.delivery.message.mime import encode_pdf

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tests.delivery.message.mailing import Mailing


def get_pdf(message: EmailMessage) -> bytes:
    (part,) = message.iter_attachments()
    content = part.get_content()
    assert isinstance(content, bytes)
    return content


def read_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text


@pytest.fixture
def personal(mailing: Mailing) -> Mailing:
    mailing.write_settings("personal: yes")
    return mailing


def test_each_recipient_gets_a_copy_with_the_name(personal: Mailing) -> None:
    original = personal.workspace.pdf("de").read_bytes()
    first, second = (get_pdf(personal.read(name=name)) for name in ("A. Reader", "B. Müller"))
    for pdf, name in ((first, "A. Reader"), (second, "B. Müller")):
        assert pdf.startswith(original)
        assert f"Persönliches Exemplar für {name}" in read_text(pdf)
    assert first != second


def test_the_copy_is_in_the_language_of_the_recipient(personal: Mailing) -> None:
    assert "Preparato per A. Reader" in read_text(get_pdf(personal.read(language="it")))


def test_the_same_recipient_gets_the_same_bytes(personal: Mailing) -> None:
    assert personal.compose() == personal.compose()


def test_copies_are_off_by_default(mailing: Mailing) -> None:
    mailing.write_settings()
    assert get_pdf(mailing.read()) == mailing.workspace.pdf("de").read_bytes()


def test_a_linked_pdf_cannot_be_personal(mailing: Mailing) -> None:
    mailing.write_settings("personal: yes\nattach: link\nlink: https://example.org/pdf")
    run = mailing.workspace.run("check", "--json")
    assert "mail-personal-link" in run.codes()


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_an_updated_part_is_that_of_the_whole_file(pdf: bytes, update: bytes) -> None:
    whole = encode_pdf(pdf + update, "a.pdf", "a.pdf").encode()
    assert encode_pdf(pdf, "a.pdf", "a.pdf").encode(update) == whole
