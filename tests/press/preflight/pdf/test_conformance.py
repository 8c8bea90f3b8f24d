"""The facts of an XMP packet are those that pikepdf reads, whoever wrote the packet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.press.job.model import DocumentFacts
from brief.press.pdf.xmp import build_rdf
from brief.press.preflight.pdf.conformance import read_claims, read_plain_packet
from tests.press.preflight.defects import DEFECTS
from tests.press.preflight.planting import opened, planted

if TYPE_CHECKING:
    from collections.abc import Iterable

FACTS = DocumentFacts(
    title="Tides",
    languages=("en", "de"),
    publisher="A & B",
    author="A",
    subject="<What> the tides do",
    keywords=("Ports", "Sea"),
    rights="© 2025 A",
    sources=("One", "Two"),
    created="2025-03-04T00:00:00Z",
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20)
HEAD = '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
TAIL = '</x:xmpmeta>\n<?xpacket end="r"?>'
DESCRIBED = '<rdf:Description rdf:about="">'


def packet(facts: DocumentFacts) -> str:
    return f"{HEAD}{build_rdf(facts, 'A program', 'Another').decode()}{TAIL}"


def by_pikepdf(content: bytes) -> dict[str, Any]:
    with pikepdf.Pdf.new() as document:
        document.Root.Metadata = document.make_stream(content)
        metadata = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        return {str(name): metadata[name] for name in metadata}


def test_our_own_packet_is_plain() -> None:
    content = packet(FACTS).encode()
    assert read_plain_packet(content) == by_pikepdf(content)


@given(title=WORDS, words=st.lists(WORDS, max_size=3))
def test_whatever_a_packet_says_is_read_as_by_pikepdf(title: str, words: Iterable[str]) -> None:
    said = tuple(words)
    facts = replace(FACTS, title=title, keywords=said, sources=said, author=title)
    content = packet(facts).encode()
    found = read_plain_packet(content)
    assert found is not None
    assert found == by_pikepdf(content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Tides", "Ti<!-- not this -->des"),
        (DESCRIBED, '<rdf:Description rdf:about="" xmlns:a="b:" a:title="Waves">'),
        ("</rdf:RDF>", '<rdf:Description rdf:about=""/></rdf:RDF>'),
        ("<dc:format>", "<dc:title>Waves</dc:title><dc:format>"),
        ("Tides", "T&tides;s"),
        ("Tides", "<?pause?>Tides"),
        ("<dc:format>", "<format>"),
        (HEAD, '<?xml version="1.0" encoding="latin-1"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'),
        (DESCRIBED, ""),
        ("rdf:RDF", "rdf:rdf"),
    ],
)
def test_a_packet_that_is_written_otherwise_is_left_to_pikepdf(old: str, new: str) -> None:
    content = packet(FACTS)
    assert old in content
    assert read_plain_packet(content.replace(old, new).encode()) is None


def test_a_packet_in_another_encoding_is_left_to_pikepdf() -> None:
    assert read_plain_packet(packet(FACTS).encode("utf-16")) is None


def test_the_claims_of_broken_files_are_those_that_pikepdf_reads(
    sound: bytes, press: bytes
) -> None:
    for defect in DEFECTS:
        with opened(planted(press if defect.press else sound, defect)) as document:
            assert read_claims(document).properties == by_pikepdf(
                document.Root.Metadata.read_bytes()
            )
