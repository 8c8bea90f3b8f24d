"""The XMP packet: well-formed whatever the facts say, and with all of them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from brief.press.job.model import DocumentFacts
from brief.press.pdf.xmp import build_rdf

DC = "{http://purl.org/dc/elements/1.1/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
# what content may hold: the reader refuses control characters and halves of characters
texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=20)


@given(texts, texts, texts, st.lists(texts, max_size=3).map(tuple))
def test_every_fact_comes_back_as_it_was(
    title: str, publisher: str, rights: str, words: tuple[str, ...]
) -> None:
    facts = DocumentFacts(title, ("it",), publisher, publisher, title, words, rights, words)
    tree = ET.fromstring(build_rdf(facts, "engine", "brief"))  # noqa: S314 - our own bytes
    assert {item.text for item in tree.findall(f".//{DC}title//{RDF}li")} == {title}
    assert [item.text for item in tree.findall(f".//{DC}publisher//{RDF}li")] == [publisher]
    assert {item.text for item in tree.findall(f".//{DC}rights//{RDF}li")} == {rights}
    assert [item.text for item in tree.findall(f".//{DC}subject//{RDF}li")] == list(words)
    source = tree.find(f".//{DC}source")
    assert (source.text if source is not None else "") == "; ".join(words)


def test_what_is_not_known_is_not_said() -> None:
    facts = DocumentFacts("Title", ("it",), "Publisher", "Author", "Subject")
    packet = build_rdf(facts, "engine", "brief").decode()
    for name in ("CreateDate", "ModifyDate", "dc:rights", "dc:source", "dc:subject", "Keywords"):
        assert name not in packet


def test_texts_have_a_default_and_the_language_of_the_edition() -> None:
    """A reader that knows no language of the file shows `x-default` (ISO 16684-1, 8.2.2.4)."""
    facts = DocumentFacts("Titolo", ("it", "de"), "Ente", "Ente", "Soggetto", (), "© Ente")
    tree = ET.fromstring(build_rdf(facts, "engine", "brief"))  # noqa: S314 - our own bytes
    for name, text in (("title", "Titolo"), ("description", "Soggetto"), ("rights", "© Ente")):
        items = tree.findall(f".//{DC}{name}/{RDF}Alt/{RDF}li")
        assert [(item.get(LANGUAGE), item.text) for item in items] == [
            ("x-default", text),
            ("it", text),
        ]
