"""Source map: find the place in the project's files of a text, colour or image on a page."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from brief.findings import Finding, Place, Related
from brief.press.job.urls import picture_name

if TYPE_CHECKING:
    from collections.abc import Collection

ALL_LANGUAGES = ""
"""Used as the language of texts that are the same in all languages."""
KEY_FIGURES_CAUSE = "key-figures"
"""The key of the list of key figures in `causes`; no finding has this code."""
TEMPLATE_CAUSE = "the-template"
"""The key of the layout's template in `causes`."""
CONTENT_URL = "brief:///content/"
MIN_LETTERS = 3  # a part of a text with fewer letters may be a coincidence
MIN_SHARED_LETTERS = 8  # if several texts contain it


class MappedText(NamedTuple):
    """A text that a page may show, its language, and its place.

    `letters` are its letters and digits only, because typography changes quotes, dashes and spaces.
    """

    language: str
    letters: str
    place: Place


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The places of a page's texts, colours and images, and of settings that cause findings.

    `files` are the language files by tag, `points` the places of their points. The keys of
    `colours` and `inks` are colours ("#8c1c2b"), those of `urls` URLs on the page, and those of
    `causes` codes of findings. `templates` are the layout's
    files with their text.
    """

    files: tuple[tuple[str, Place], ...] = ()
    texts: tuple[MappedText, ...] = ()
    points: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    colours: tuple[tuple[str, Place], ...] = ()
    inks: tuple[tuple[str, Place], ...] = ()
    urls: tuple[tuple[str, Place], ...] = ()
    causes: tuple[tuple[str, Place], ...] = ()
    templates: tuple[tuple[str, str], ...] = ()

    def select_languages(self, languages: Collection[str]) -> SourceMap:
        """Return the source map of pages in these languages only."""
        return replace(
            self,
            files=tuple(pair for pair in self.files if pair[0] in languages),
            texts=tuple(it for it in self.texts if it.language in {ALL_LANGUAGES, *languages}),
        )

    def find_text(self, text: str) -> Place | None:
        """Return the place of a text, of a text that contains it, or of its longest known part."""
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
        """Return the longest text of a page, in its first language."""
        own = [it for it in self.texts if it.language == page.partition("+")[0]]
        return max(own, key=lambda it: len(it.letters), default=None)

    def find_colour(self, colour: str) -> Place | None:
        """Return the place of a colour in the brand or, if it is not there, in a style sheet."""
        return dict(reversed(self.colours)).get(colour)

    def find_ink(self, colour: str) -> Place | None:
        """Return the place of the inks of a colour."""
        return dict(self.inks).get(colour)

    def find_picture(self, name: str) -> Place | None:
        """Return the place of the picture whose XObject has that name, or None."""
        own = (place for url, place in self.urls if picture_name(url) in name)
        return next(own, None)

    def find_url(self, message: str) -> Place | None:
        """Return the place of the image whose URL is in a message."""
        return next((place for url, place in self.urls if url in message), None)

    def find_points(self, page: str) -> tuple[Place, ...]:
        """Return the places of a page's points, in its first language."""
        return dict(self.points).get(page.partition("+")[0], ())

    def find_images(self) -> tuple[Place, ...]:
        """Return the places of the briefing's own images."""
        return tuple(place for url, place in self.urls if url.startswith(CONTENT_URL))

    def find_drawing(self) -> Place | None:
        """Return the place of the first drawing (SVG), or None."""
        return next((place for url, place in self.urls if url.lower().endswith(".svg")), None)

    def find_key_figures(self) -> Place | None:
        """Return the place of the list of key figures."""
        return dict(self.causes).get(KEY_FIGURES_CAUSE)

    def find_template(self) -> Place | None:
        """Return the place of the layout's template."""
        return dict(self.causes).get(TEMPLATE_CAUSE)

    def locate_finding(self, finding: Finding) -> Finding:
        """Return the finding with a place: that of its possible cause, or the language file."""
        if finding.place:
            return finding
        file = self.files[0][1] if self.files else None
        return replace(finding, place=dict(self.causes).get(finding.code) or file)


EMPTY_SOURCE_MAP = SourceMap()


def reduce_to_letters(text: str) -> str:
    """Return the letters and digits of a text in lower case, with ligatures resolved."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def place_finding(
    finding: Finding, place: Place | None, *more: tuple[str, Place | None]
) -> Finding:
    """Return the finding at that place, or at the first of the others; the rest are related."""
    known = [Related(message, other) for message, other in more if other and other != place]
    if place is None and known:
        place, known = known[0].place, known[1:]
    return replace(finding, place=place, related=(*finding.related, *known))
