"""Where what a page shows is written: so that what is wrong on the page is told at its source."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.findings import Finding, Place, Related

if TYPE_CHECKING:
    from collections.abc import Collection

ALL_LANGUAGES = ""
"""Stands for a language where something is true in all of them."""
KEY_FIGURES_CAUSE = "key-figures"
"""Stands among the causes for the list of key figures; no finding has this code."""
TEMPLATE_CAUSE = "the-template"
"""Likewise, for the layout's template."""
CONTENT_URL = "brief:///content/"
MIN_LETTERS = 3  # letters that tell a part of a text from chance
MIN_SHARED_LETTERS = 8  # and where several texts have it


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text that a page may show, in a language or in all, and where it is written.

    `letters` are its letters and digits alone: what is set has other quotes, dashes and spaces.
    """

    language: str
    letters: str
    place: Place

    def __reduce__(self) -> tuple[type[MappedText], tuple[object, ...]]:
        """Travel to a worker by its fields, which is quickest."""
        return MappedText, (self.language, self.letters, self.place)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The places of what a page shows, of its colours and pictures, and of what the press is told.

    `files` are the language files by tag, `points` the places of their points. `colours` and `inks`
    are by colour ("#8c1c2b"), `pictures` by size in pixels, `urls` by the address that the page
    gives them, and `causes` by the code of the finding that they can be the cause of.
    `templates` are the layout's files with their text.
    """

    files: tuple[tuple[str, Place], ...] = ()
    texts: tuple[MappedText, ...] = ()
    points: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    colours: tuple[tuple[str, Place], ...] = ()
    inks: tuple[tuple[str, Place], ...] = ()
    pictures: tuple[tuple[tuple[int, int], Place], ...] = ()
    urls: tuple[tuple[str, Place], ...] = ()
    causes: tuple[tuple[str, Place], ...] = ()
    templates: tuple[tuple[str, str], ...] = ()

    def select_languages(self, languages: Collection[str]) -> SourceMap:
        """Return the origins of pages in these languages alone."""
        return replace(
            self,
            files=tuple(pair for pair in self.files if pair[0] in languages),
            texts=tuple(it for it in self.texts if it.language in {ALL_LANGUAGES, *languages}),
        )

    def find_text(self, text: str) -> Place | None:
        """Return where the text is written, or what it is a part of, or the longest part of it."""
        wanted = reduce_to_letters(text)
        if not wanted:
            return None
        around = [it for it in self.texts if wanted in it.letters]
        if exact := [it for it in around if it.letters == wanted]:
            return exact[0].place
        if around and len(wanted) >= (MIN_LETTERS if len(around) == 1 else MIN_SHARED_LETTERS):
            return min(around, key=lambda it: len(it.letters)).place
        parts = [it for it in self.texts if len(it.letters) >= MIN_LETTERS and it.letters in wanted]
        return max(parts, key=lambda it: len(it.letters)).place if parts else None

    def find_longest_text(self, page: str) -> MappedText | None:
        """Return the longest text of a page; for two languages of the first."""
        own = [it for it in self.texts if it.language == page.partition("+")[0]]
        return max(own, key=lambda it: len(it.letters), default=None)

    def find_colour(self, colour: str) -> Place | None:
        """Return where a colour is chosen: in the brand, or else in a style sheet."""
        return dict(reversed(self.colours)).get(colour)

    def find_ink(self, colour: str) -> Place | None:
        """Return where the inks of a colour are chosen."""
        return dict(self.inks).get(colour)

    def find_picture(self, pixels: tuple[int, int]) -> Place | None:
        """Return where a picture of that size is named, if it is the only one."""
        found = [place for size, place in self.pictures if size == pixels]
        return found[0] if len(found) == 1 else None

    def find_url(self, message: str) -> Place | None:
        """Return where the picture is named whose address stands in a message."""
        return next((place for url, place in self.urls if url in message), None)

    def find_points(self, page: str) -> tuple[Place, ...]:
        """Return the places of a page's points; for two languages those of the first."""
        return dict(self.points).get(page.partition("+")[0], ())

    def find_images(self) -> tuple[Place, ...]:
        """Return where the briefing's own images are named."""
        return tuple(place for url, place in self.urls if url.startswith(CONTENT_URL))

    def find_key_figures(self) -> Place | None:
        """Return where the key figures are listed."""
        return dict(self.causes).get(KEY_FIGURES_CAUSE)

    def find_template(self) -> Place | None:
        """Return the layout's template."""
        return dict(self.causes).get(TEMPLATE_CAUSE)

    def locate_finding(self, finding: Finding) -> Finding:
        """Return the finding with a place: what can be its cause, or else the language file."""
        if finding.place:
            return finding
        file = self.files[0][1] if self.files else None
        return replace(finding, place=dict(self.causes).get(finding.code) or file)


EMPTY_SOURCE_MAP = SourceMap()


def reduce_to_letters(text: str) -> str:
    """Return the letters and digits of a text, without regard to case and ligatures."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def place_finding(
    finding: Finding, place: Place | None, *more: tuple[str, Place | None]
) -> Finding:
    """Return the finding at that place, or else at the first of the others, which are related."""
    known = [Related(message, other) for message, other in more if other and other != place]
    if place is None and known:
        place, known = known[0].place, known[1:]
    return replace(finding, place=place, related=(*finding.related, *known))
