"""Add a text that a briefing may have and does not have yet, in all languages at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.editorial.editing.entries import set_key
from brief.editorial.models.content import Edition
from brief.editorial.models.passages import PROSE
from brief.preview.server.answers.replies import BadRequestError
from brief.preview.server.changes.files import FACTS, Files, read_strings
from brief.preview.server.changes.items import has_value

if TYPE_CHECKING:
    from brief.preview.server.changes.files import OpenedFile

OPTIONAL = tuple(name for name in PROSE if not Edition.model_fields[name].is_required())


class Parts:
    """The optional single texts of a briefing: kicker, standfirst, byline, why it matters."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def list_missing(self, slug: str) -> dict[str, list[str]]:
        """Return the texts that can be added, with the languages that lack each."""
        editions = _editions(self._files.open_now(slug))
        lacking = {
            name: [tag for tag, each in editions.items() if not has_value(each, (name,))]
            for name in OPTIONAL
        }
        return {name: tags for name, tags in lacking.items() if tags}

    def add(self, slug: str, values: dict[str, Any]) -> dict[str, str]:
        """Write a text in each language for which it is given; return the files' hashes."""
        name, texts = values.get("name"), read_strings(values.get("texts"))
        if name not in OPTIONAL:
            msg = "this text cannot be added"
            raise BadRequestError(msg)
        opened = self._files.open_all(slug, values.get("hashes"))
        for tag, one in _editions(opened).items():
            text = texts.get(tag, "").strip()
            if text and not has_value(one, (str(name),)):
                one.change(set_key, (), str(name), text)
        return self._files.save(slug, str(name), opened)


def _editions(opened: dict[str, OpenedFile]) -> dict[str, OpenedFile]:
    return {tag: one for tag, one in opened.items() if tag != FACTS}
