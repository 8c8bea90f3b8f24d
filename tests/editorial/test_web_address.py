"""Addresses with letters beyond ASCII: one encoded form for machines, one form to read."""

from __future__ import annotations

import pytest

from brief.editorial.addresses.web_address import show_address
from brief.editorial.fields.texts import read_url
from brief.editorial.prose import parse_prose

HARBOUR, ENCODED_HARBOUR = (
    "https://häfen.example/küste?ort=köln#süd",
    ("https://xn--hfen-loa.example/k%C3%BCste?ort=k%C3%B6ln#s%C3%BCd"),
)
PORT_IN_JAPANESE = "https://ja.example.org/%E6%B8%AF"


@pytest.mark.parametrize(
    ("typed", "encoded"),
    [
        ("https://example.org/a(b)?x=1&y=%20", "https://example.org/a(b)?x=1&y=%20"),
        (HARBOUR, ENCODED_HARBOUR),
        ("https://HÄFEN.example/Küste", "https://xn--hfen-loa.example/K%C3%BCste"),
        ("https://ha\u0308fen.example/", "https://xn--hfen-loa.example/"),
        ("https://ＨＡＦＥＮ。ex\u00adample/ä", "https://hafen.example/%C3%A4"),
        ("https://ja.example.org/港", PORT_IN_JAPANESE),
    ],
)
def test_links_and_codes_have_the_ascii_form(typed: str, encoded: str) -> None:
    assert read_url(typed) == encoded


@pytest.mark.parametrize(
    ("url", "tag", "shown"),
    [
        (ENCODED_HARBOUR, "it", "häfen.example/küste"),
        ("https://example.org/", "de", "example.org"),
        ("https://example.org/a/?sent=mail&id=2#part", "de", "example.org/a"),
        ("https://example.org/a%20b", "de", "example.org/a%20b"),
        ("https://example.org/a%2Fb%FF", "de", "example.org/a%2Fb%FF"),
        (PORT_IN_JAPANESE, "ja", "ja.example.org/港"),
        (PORT_IN_JAPANESE, "de", "ja.example.org/%E6%B8%AF"),
        ("https://example.org/%E2%80%AEgro.evil", "ar", "example.org/%E2%80%AEgro.evil"),
    ],
)
def test_readers_see_the_letters_of_their_language(url: str, tag: str, shown: str) -> None:
    assert show_address(url, tag) == shown


def test_links_in_prose_have_the_host_that_browsers_open() -> None:
    (link,) = parse_prose("[Küste](https://ha\u0308fen.example/ä)")
    assert link.href == "https://xn--hfen-loa.example/%C3%A4"
