"""Texts, names, languages, addresses and units as people type them."""

from __future__ import annotations

import pytest

from brief.editorial.addresses.web_address import encode_address
from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import (
    read_identifier,
    read_language,
    read_prose,
    read_text,
    read_unit,
    read_url,
    slugify,
)
from brief.language_tags import canonical_tag


def test_texts_keep_everything_but_line_breaks_and_the_space_around() -> None:
    assert read_text("  a  b \n  c\td\r\n\r\ne ") == "a  b c d e"
    odd = "„é“ é \u202bשלום\u202c \u2066a\u2069 f\u00adg 🏳️‍🌈 \u00a0x\ufeffy"
    assert read_text(odd) == odd
    assert read_prose(odd) == odd


@pytest.mark.parametrize("text", ["", "  ", "\n", "\u200b", "\u2060\ufeff", "\u00ad \u202e"])
def test_texts_of_nothing_visible_are_left_empty(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_text(text)
    assert caught.value.message.code == "left-empty"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\ud800"])
def test_controls_cannot_be_printed(character: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_text(f"a{character}b")
    assert f"U+{ord(character):04X}" in caught.value.message.message


@pytest.mark.parametrize("value", [[], {}, ["a"], {"a": "b"}, 5, None])
def test_lists_and_keys_are_no_texts(value: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_text(value)
    assert caught.value.message.code == "wrong-kind"


def test_links_in_prose_lead_to_whole_addresses() -> None:
    assert read_prose("[a](https://example.org)") == "[a](https://example.org)"
    with pytest.raises(InvalidValue, match=r"chart\.html"):
        read_prose("[a](chart.html)")


@pytest.mark.parametrize("text", ["a", "founder-stake", "k1", "a_b", "2025"])
def test_identifiers(text: str) -> None:
    assert read_identifier(text) == text


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Founder stake", "founder-stake"), ("Größe", "groesse"), ("è più", "e-piu"),
        ("-a", "write `a`"), ("a--b", "write `a-b`"), ("中国", "founder-stake"),
        ("a" * 65, "a" * 64),
    ],
)  # fmt: skip
def test_no_identifiers(text: str, remedy: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_identifier(text)
    assert remedy in caught.value.message.remedy


def test_slugs_are_identifiers_or_nothing() -> None:
    assert slugify("China kauft China!") == "china-kauft-china"
    assert slugify("…") == ""


@pytest.mark.parametrize(
    ("text", "tag"),
    [("it", "it"), ("DE", "de"), ("pt-br", "pt-BR"), ("ZH-hant-tw", "zh-Hant-TW"), ("gsw", "gsw"),
     ("no", "no"), ("es-419", "es-419")],
)  # fmt: skip
def test_languages(text: str, tag: str) -> None:
    assert read_language(text) == tag


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("italian", "write `it`"), ("Deutsch", "write `de`"), ("francese", "write `fr`"),
        ("de_DE", "write `de-DE`"), ("xx", "`de`, `it`"), ("ita", "write `it`"),
        ("iw", "write `he`"), ("ita-CH", "write `it-CH`"), ("q", "a tag such as"),
        ("it-XX-YY", "a tag such as"), ("*", "a tag such as"),
    ],
)  # fmt: skip
def test_no_languages(text: str, remedy: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_language(text)
    assert remedy in caught.value.message.remedy


def test_tags_are_recognised_by_their_form() -> None:
    assert canonical_tag("pt_br") == "pt-BR"
    assert canonical_tag("de-ch-1996") == "de-CH-1996"
    assert [canonical_tag(text) for text in ("notes", "a", "it.", "", "de-")] == [None] * 5


@pytest.mark.parametrize(
    "text", ["https://example.org", "http://example.org:8080/a?b=c#d", "https://例え.jp/ü"]
)
def test_addresses(text: str) -> None:
    assert read_url(text) == encode_address(text)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("www.example.org", "write https://www.example.org"),
        ("example.org/a", "write https://example.org/a"),
        ("ftp://example.org", "complete address"), ("https://", "complete address"),
        ("https://a b", "complete address"), ("javascript:alert(1)", "complete address"),
        ("https://[", "complete address"), ('https://a.org/"', "write https://a.org/"),
        ("mailto:a@b.org", "complete address"),
        ("https//www.a.org/b", "write https://www.a.org/b"),
        ("[a](https://a.org/b)", "write only the address: https://a.org/b"),
        ("https:/a.org", "write https://a.org"),
    ],
)  # fmt: skip
def test_no_addresses(text: str, remedy: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_url(text)
    assert remedy in caught.value.message.remedy


@pytest.mark.parametrize(
    "text", ["percent", "year", "multiple", "EUR", "CNY", "kilometer", "kilowatt-hour", "tonne"]
)
def test_units(text: str) -> None:
    assert read_unit(text) == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("%", "percent"), ("Prozent", "percent"), ("€", "EUR"), ("eur", "EUR"), ("Euro", "EUR"),
        ("$", "USD"), ("US Dollar", "USD"), ("km", "kilometer"), ("kilometers", "kilometer"),
        ("Kilometer", "kilometer"), ("percents", "percent"), ("×", "multiple"), ("EURO", "EUR"),
        ("kWh", "kilowatt-hour"),
    ],
)  # fmt: skip
def test_no_units_have_a_unit_that_was_meant(text: str, meant: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_unit(text)
    assert f"did you mean `{meant}`?" in caught.value.message.remedy


def test_no_unit_at_all() -> None:
    with pytest.raises(InvalidValue, match="not a unit") as caught:
        read_unit("widgets per fortnight")
    assert "percent" in caught.value.message.remedy
