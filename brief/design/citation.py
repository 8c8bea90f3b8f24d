"""How a source is credited: one line, by the rules of the language that the page is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from brief.editorial.models import Source
    from brief.editorial.words import Words


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as the footer shows it; `plain` is the same line for the PDF's metadata."""

    line: Markup
    plain: str
    url: str
    shown_url: str


def cite(source: Source, tag: str, words: Words) -> SourceView:
    """Return how the source is credited in the language `tag`.

    The order is author, title, publication, number, page, date; then the source's own rights and
    licence, which are never the publisher's of the page.
    """
    from brief.editorial.dates import set_date, set_period
    from brief.editorial.locales import quotes

    opening, closing, *_ = quotes(tag)
    parts: list[Markup] = []
    if source.author:
        parts.append(Markup("{}").format(source.author))
    if source.title:
        parts.append(Markup("{}{}{}").format(opening, source.title, closing))
    parts.append(Markup("<cite>{}</cite>").format(source.publication))
    if source.issue:
        parts.append(Markup("{}").format(words.issue.format(number=source.issue)))
    if source.page:
        parts.append(Markup("{}").format(words.page.format(page=source.page)))
    if source.published:
        parts.append(Markup("{}").format(set_period(source.published, tag)))
    separator = Markup("{}").format(words.list_separator)
    line = separator.join(parts)
    if source.accessed:
        accessed = words.accessed.format(date=set_date(source.accessed, tag))
        line += Markup(" ({})").format(accessed)
    claims = [claim for claim in (source.rights, source.licence) if claim]
    if claims:
        line += Markup(". ") + separator.join(claims)
    shown = (source.url or "").split("://", 1)[-1].removesuffix("/")
    return SourceView(line, str(line.striptags()), source.url or "", shown)
