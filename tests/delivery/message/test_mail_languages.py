"""A mail is right in every language: words, direction, line breaks; and it loads nothing."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import tinycss2
from pypdfium2 import PdfDocument

from brief.delivery.message.plain_text import wrap_text
from brief.editorial.locale.locales import get_direction, language_name
from brief.editorial.locale.mail_strings import mail_strings
from brief.editorial.locale.page_strings import list_catalogues
from tests.delivery.message.mailing import READER, body
from tests.workspace import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.delivery.message.mailing import Mailing

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


class Loads(HTMLParser):
    """Collects all that a program would fetch when it shows the HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.inside = tag
        for name, value in attrs:
            if name == "style":
                self.found += css_loads(tinycss2.parse_blocks_contents(value or ""))
            elif ("://" in (value or "") and (tag, name) != ("a", "href")) or (
                name in {"src", "background"} and not (value or "").startswith("cid:")
            ):
                self.found.append(f"{tag} {name} {value}")

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.found += css_loads(tinycss2.parse_stylesheet(data))

    def handle_comment(self, data: str) -> None:
        inner = Loads()
        inner.feed(data.replace("[if mso]>", "").replace("<![endif]", ""))
        self.found += inner.found


def css_loads(nodes: Iterable[object]) -> Iterator[str]:
    """Yield the functions and rules that fetch something."""
    for node in nodes:
        kind = getattr(node, "type", "")
        if kind in {"url", "error"} or getattr(node, "lower_name", "") == "url":
            yield kind
        if kind == "at-rule" and node.lower_at_keyword != "media":  # type: ignore[attr-defined]
            yield "at-rule"
        for part in ("prelude", "content", "value", "arguments"):
            inner = getattr(node, part, None)
            if isinstance(inner, list):
                yield from css_loads(inner)


def add_languages(mailing: Mailing, tags: Iterable[str]) -> None:
    """Write the English texts as editions in these languages, with the English PDF."""
    pdf = mailing.workspace.pdf("en").read_bytes()
    for tag in set(tags) - TEXTS.keys():
        mailing.workspace.write(f"dist/tides.{tag}.pdf", pdf)
        mailing.workspace.write(f"content/tides/{tag}.yaml", TEXTS["en"])


@pytest.mark.parametrize("first", range(0, 42, 6))
def test_the_mail_has_the_words_and_the_direction_of_each_language(
    mailing: Mailing, first: int
) -> None:
    tags = list_catalogues()[first : first + 6]
    add_languages(mailing, tags)
    for tag in tags:
        others = {other: f"l.7.{other.lower()}.x" for other in ("de", "ar", tag)}
        message = mailing.read(language=tag, language_tokens=others)
        html, plain = body(message, "html"), body(message, "plain")
        direction = "rtl" if tag in RIGHT_TO_LEFT else "ltr"
        assert f'<html lang="{tag}" dir="{direction}">' in html
        end = "right" if direction == "rtl" else "left"
        assert html.count(f"text-align: {end}") > 4
        words = mail_strings(tag)
        for text in (words.reason, words.unsubscribe, words.attached, words.sender):
            assert text in html, tag
        joined = unwrap(plain, spaceless=tag in {"ja", "zh", "zh-Hant"})
        assert words.reason in joined.replace("\u200f", ""), tag
        assert (">العربية</a>" in html) == (tag != "ar")
        loads = Loads()
        loads.feed(html)
        assert loads.found == [], tag
        assert loads.tags.count("table") == 1
        assert 'role="presentation"' in html
        assert len(html.encode()) < 30_000


def unwrap(text: str, *, spaceless: bool) -> str:
    """Return the text with its flowed lines joined (RFC 3676, 4.2)."""
    lines = [line.removeprefix(" ") for line in text.split("\n")]
    soft = [line.removesuffix(" ") if spaceless else line for line in lines]
    pieces = (
        short if line.endswith(" ") else f"{short}\n"
        for line, short in zip(lines, soft, strict=True)
    )
    return "".join(pieces)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "Die Wasserstandsvorhersage bestimmt, wann Containerschiffe einlaufen. " * 5),
        ("ja", "水位の予測によって、コンテナ船が「いつ」入港できるかが決まる。" * 6),
        ("zh", "水位预报决定 Containerschiff 何时进港（如果有的话）。" * 8),
        ("ar", "تحدد توقعات منسوب المياه موعد دخول سفن الحاويات. " * 6),
        ("en", "> quoted\nFrom here\n indented"),
        ("th", "ระดับน้ำเป็นตัวกำหนดเวลาที่เรือเข้า " * 9),
    ],
)
def test_wrapped_text_can_be_joined_again(tag: str, text: str) -> None:
    wrapped, spaceless = wrap_text(text, tag, get_direction(tag))
    expected = "\n".join(line.strip() for line in text.split("\n"))
    assert unwrap(wrapped, spaceless=spaceless).strip() == expected
    for line in wrapped.split("\n"):
        assert columns(line) <= 78
        assert not line.startswith((">", "From ", "、", "。", "）"))
        assert not line.rstrip().endswith(("（", "「"))


def columns(line: str) -> int:
    return sum(
        2 if unicodedata.east_asian_width(c) in {"W", "F"} else unicodedata.category(c) != "Mn"
        for c in line
    )


def test_a_line_that_begins_with_latin_letters_is_still_right_to_left() -> None:
    wrapped, _ = wrap_text("CO2 في الميناء\nالميناء\nhttps://example.org/x\n45", "ar", "rtl")
    lines = wrapped.splitlines()
    assert lines == ["\u200fCO2 في الميناء", "الميناء", "https://example.org/x", "\u200f45"]


def test_chinese_text_says_that_its_line_ends_are_no_spaces(mailing: Mailing) -> None:
    add_languages(mailing, ["zh"])
    parameters = [
        dict(part["Content-Type"].params)
        for tag in ("zh", "de")
        for part in mailing.read(language=tag).walk()
        if part.get_content_type() == "text/plain"
    ]
    flowed = {"charset": "utf-8", "format": "flowed"}
    assert parameters == [flowed | {"delsp": "yes"}, flowed]


def test_the_picture_shows_the_first_page(mailing: Mailing) -> None:
    mailing.write_settings("picture: yes")
    ((_, logo), (_, page)) = mailing.open().pictures("en")
    size = PdfDocument(mailing.workspace.pdf("en"))[0].get_size()
    assert page.height / page.width == pytest.approx(size[1] / size[0], rel=0.01)
    assert len(page.content) < 100_000
    assert (logo.width, logo.height) == (103, 32)


def test_names_of_languages_are_in_their_own_language(mailing: Mailing) -> None:
    tokens = {tag: f"l.7.{tag.lower()}.x" for tag in list_catalogues()}
    html = body(mailing.read(language_tokens=tokens), "html")
    for tag in list_catalogues():
        assert (f">{language_name(tag, tag)}</a>" in html) == (tag != READER.language)
