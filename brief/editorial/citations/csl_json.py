"""Sources as CSL-JSON, which reference managers read (Citation Style Language 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from brief.editorial.locale.partial_date import PartialDate
    from brief.editorial.models.content import Source

Item = dict[str, object]


def split_authors(source: Source) -> tuple[str, ...]:
    """Return the source's authors as typed, split at semicolons."""
    names = (name.strip() for name in (source.author or "").split(";"))
    return tuple(name for name in names if name)


def build_csl_item(source: Source, key: str) -> Item:
    """Return a source as an item with this `id`.

    A source with a title is an article, one without is a whole publication. Names are not divided,
    because the family name is not known. CSL has no fields for rights and licence; they are
    under `custom`.
    """
    item: Item = {"id": key, "type": _item_type(source)}
    if source.title:
        item |= {"title": source.title, "container-title": source.publication}
    else:
        item["title"] = source.publication
    if names := split_authors(source):
        item["author"] = [{"literal": name} for name in names]
    if source.language:
        item["language"] = source.language
    if source.issue:
        item["issue"] = source.issue
    if source.page:
        item["page"] = source.page.replace("–", "-")
    if source.url:
        item["URL"] = source.url
    if source.published:
        item["issued"] = _date_parts(source.published)
    if source.accessed:
        item["accessed"] = _date_parts(source.accessed)
    claims = {"rights": source.rights, "licence": source.licence}
    if custom := {name: claim for name, claim in claims.items() if claim}:
        item["custom"] = custom
    return item


def _item_type(source: Source) -> str:
    if not source.title:
        return "webpage" if source.url and not source.issue else "document"
    paged = source.issue or source.page
    return "webpage" if source.url and not paged else "article-magazine"


def _date_parts(day: PartialDate | date) -> dict[str, list[list[int]]]:
    """Return the known parts of the date."""
    return {"date-parts": [[part for part in (day.year, day.month, day.day) if part]]}
