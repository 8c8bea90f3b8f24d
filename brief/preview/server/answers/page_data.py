"""What a tab gets of a view, as data for JSON: pages, texts with their places, findings."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from brief.editorial.agreement.waivers import read_offered_waiver
from brief.editorial.locale.locales import get_direction, language_name
from brief.language_tags import JOIN
from brief.preview.pages.text_search import find_text_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.findings import Finding, Place
    from brief.preview.pages.model import PlacedText, PreviewEdition, Rect
    from brief.preview.server.state.view import Shown, View

FACTS = "briefing"
INVISIBLE = dict.fromkeys((0x2060, 0x00AD))
"""Word joiners and soft hyphens: they only say where a line may end."""


def view_as_json(view: View) -> dict[str, object]:
    """Return everything that a tab needs to show a view."""
    shown = view.shown
    return {
        "version": shown.version,
        "state": str(shown.state),
        "since": shown.since.isoformat(timespec="seconds"),
        "slug": view.slug,
        "hashes": dict(shown.hashes),
        "files": {tag: display_language(tag) for tag in shown.hashes if tag != FACTS},
        "lengths": {display_language(page): free for page, free in shown.lengths.items()},
        "editions": [_edition_as_json(one, shown) for one in shown.editions],
        "findings": [_finding_as_json(one, shown) for one in list_findings(shown)],
    }


def list_findings(shown: Shown) -> list[Finding]:
    """Return all findings of a view once, those that stop it first."""
    own = (finding for edition in shown.editions for finding in edition.findings)
    found = dict.fromkeys([*shown.findings, *own])
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(found, key=lambda finding: order[finding.severity])


def finding_id(finding: Finding) -> str:
    """Return an id of a finding that stays the same while the finding does."""
    text = "\0".join((finding.code, str(finding.place or ""), finding.message))
    return sha256(text.encode()).hexdigest()[:16]


def display_language(page: str) -> str:
    """Return the name of a page's language in that language: `Italiano`, `Deutsch + Italiano`."""
    return " + ".join(_own_name(tag) for tag in page.split(JOIN))


def _own_name(tag: str) -> str:
    try:
        return language_name(tag, tag)
    except ValueError:
        return tag


def _direction(tag: str) -> str:
    try:
        return get_direction(tag)
    except ValueError:
        return "auto"


def _edition_as_json(edition: PreviewEdition, shown: Shown) -> dict[str, object]:
    tag = edition.language.partition(JOIN)[0]
    return {
        "language": edition.language,
        "name": display_language(edition.language),
        "lang": tag,
        "dir": _direction(tag),
        "profile": edition.profile,
        "digest": edition.digest,
        "width": edition.width,
        "height": edition.height,
        "trim": _box(edition.trim),
        "size": round(edition.size, 2),
        "free": shown.lengths.get(edition.language, edition.free_lines),
        "stale": edition.language in shown.stale,
        "texts": [_text_as_json(text) for text in edition.texts if not text.page],
    }


def _text_as_json(text: PlacedText) -> dict[str, object]:
    return {
        "key": text.key,
        "file": text.file,
        "path": list(text.path),
        "lang": text.lang,
        "dir": _direction(text.lang),
        "text": text.text.translate(INVISIBLE),
        "place": str(text.place),
        "rects": [_box(rect) for rect in text.rects],
    }


def _finding_as_json(finding: Finding, shown: Shown) -> dict[str, object]:
    places = [finding.place, *(related.place for related in finding.related)]
    return {
        "id": finding_id(finding),
        **finding.as_json(),
        "place": str(finding.place) if finding.place else "",
        "waivable": read_offered_waiver(finding.remedy) is not None,
        "texts": _find_texts(places, shown.editions),
    }


def _find_texts(
    places: Iterable[Place | None], editions: Iterable[PreviewEdition]
) -> list[dict[str, str]]:
    """Return the texts on the pages that these places belong to."""
    found: dict[tuple[str, str], None] = {}
    pages = tuple(editions)
    for place in places:
        if place is None or not place.line:
            continue
        for edition in pages:
            text = find_text_at(edition, place)
            if text is not None:
                found[edition.language, text.key] = None
    return [{"language": language, "key": key} for language, key in found]


def _box(rect: Rect) -> list[float]:
    """Return left, top, width and height of a rectangle, in points."""
    return [round(value, 2) for value in rect]
