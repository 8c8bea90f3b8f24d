"""Format the credit line of a source, by the rules of the page's language."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from brief.design.text.isolates import isolate, remove_isolates
from brief.design.text.labels import drop_label, fill_issue, fill_label
from brief.design.text.nested_quotes import enclose_in_quotes
from brief.design.text.no_break import JOINER, RANGE
from brief.editorial.addresses.web_address import show_address
from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import NBSP, native_digits
from brief.editorial.locale.page_strings import PageStrings, page_strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.models.content import Source

TAG = re.compile(r"<[^>]*>")

# French has a space before colon and semicolon; Chinese and Japanese use wide ones, and the Arabic
# script has its own semicolon.
COLONS = {"fr": f"{NBSP}: ", "zh": "：", "ja": "："}
SEMICOLONS = {
    "fr": "\N{NARROW NO-BREAK SPACE}; ",
    **dict.fromkeys(("zh", "ja"), "；"),
    **dict.fromkeys(("ar", "fa", "ur"), "؛ "),
}
STOPS = {
    **dict.fromkeys(("zh", "ja"), "。"),
    "hi": "। ",
    "hy": "։ ",
    "th": " ",
    "ur": "۔ ",
}
"""What ends a sentence, where it is not a full stop."""
WORD_BEFORE_NUMBER = re.compile(r"(©|\b[^\W\d_]{1,3}\.) (?=\d)")
COPYRIGHT_YEARS = re.compile(r"(?<=©)(\s?)(\d{4}(?:\s?[-–]\s?\d{4})?)\b")


def localise_rights(rights: str, tag: str) -> str:
    """Return a copyright line with its years in the digits of the language."""
    locale = parse_locale(tag)
    return COPYRIGHT_YEARS.sub(lambda it: it[1] + native_digits(it[2], locale), rights)


def keep_numbers(line: Markup) -> Markup:
    """Return a footer's line whose short words stay with their number: `© 2026`, `S. 14–22`."""
    bound = RANGE.sub(f"–{JOINER}", WORD_BEFORE_NUMBER.sub(rf"\1{NBSP}", line))
    return Markup(bound)  # noqa: S704 - adds no markup


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as the footer shows it; `plain` is the same line without markup, for metadata."""

    line: Markup
    plain: str
    url: str
    shown_url: str


def cite_source(source: Source, tag: str, own: PageStrings) -> SourceView:
    """Return the credit line of a source in the language `tag`.

    The order is author, title, publication, issue, page, date; then the rights and licence of the
    source, not those of the page's publisher.
    """
    from brief.editorial.locale.dates import format_date, format_period

    parts = [
        isolate(source.author, tag) if source.author else "",
        _quote_title(source, tag) if source.title else "",
        Markup("<cite>{}</cite>").format(
            isolate(drop_label(source.publication, own.source, own.sources), tag)
        ),
        fill_issue(own.issue, source.issue) if source.issue else "",
        fill_label(own.page, source.page) if source.page else "",
        format_period(source.published, tag) if source.published else "",
    ]
    separator = escape(own.list_separator)
    line = separator.join(part for part in parts if part)  # a Markup's join escapes the parts
    if source.accessed:
        accessed = own.accessed.format(date=format_date(source.accessed, tag))
        line += Markup(" ({})").format(accessed)
    rights = localise_rights(source.rights, tag) if source.rights else ""
    if claims := [isolate(claim, tag) for claim in (rights, source.licence) if claim]:
        line += Markup(STOPS.get(tag.partition("-")[0], ". ")) + separator.join(claims)  # noqa: S704
    # striptags would replace non-breaking spaces by ordinary ones
    plain = remove_isolates(html.unescape(TAG.sub("", line)))
    shown_url = isolate(show_address(source.url or "", tag), tag)
    return SourceView(keep_numbers(line), plain, source.url or "", shown_url)


def _quote_title(source: Source, tag: str) -> Markup:
    """Return the title in the quotation marks of the page, marked with its own language."""
    quoted = enclose_in_quotes(source.title or "", tag)
    width = 2 if quoted[1:2] == NBSP else 1  # French has a space after the mark
    title = escape(isolate(quoted[width:-width], tag))
    if source.language and source.language != tag:
        title = Markup('<span lang="{}">{}</span>').format(source.language, title)
    return escape(quoted[:width]) + title + escape(quoted[-width:])


def format_source_line(sources: Sequence[Source], tag: str) -> str:
    """Return all sources on one line of plain text, with full addresses: for mail and letters.

    The label ("Source", "Sources") and the separators are those of the language. Raises ValueError
    for a language without page strings.
    """
    own = page_strings(tag)
    label = own.source if len(sources) == 1 else own.sources
    views = (cite_source(source, tag, own) for source in sources)
    named = [" ".join(filter(None, (view.plain, view.url))) for view in views]
    colon = COLONS.get(tag.partition("-")[0], ": ")
    return label + colon + SEMICOLONS.get(tag.partition("-")[0], "; ").join(named)
