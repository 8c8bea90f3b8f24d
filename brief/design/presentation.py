"""How an edition is to look, by what command line, briefing, brand and project say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.design.brand.brand import BrandHouse, load_brand
from brief.design.build_cache import Once
from brief.design.layout.layout import LayoutHouse, load_layout
from brief.errors import ContentError, UsageError
from brief.findings import Finding, Place, error

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from brief.editorial.briefing import Briefing
    from brief.editorial.models.content import Settings
    from brief.project import Project

    House = TypeVar("House", BrandHouse, LayoutHouse)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for; empty means "as the files say"."""

    brand: str = ""
    layout: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What decides how an edition looks: brand, layout, paper, and how it is fitted to the page.

    With `together`, all languages take one type size; with `notes`, a field for notes fills what
    a short text leaves; with `attach`, the PDF carries what it says as data.
    """

    house: BrandHouse
    layout: LayoutHouse
    paper: str
    together: bool
    notes: bool
    attach: bool = False


def choose_look(
    project: Project,
    settings: Settings,
    briefing: Briefing,
    asked: Asked,
    once: Once | None = None,
) -> Look:
    """Return how the briefing's editions look; brands and layouts are read `once`.

    Raises UsageError for what the command line names and is not there, and ContentError, with its
    place, for what a file names and is not there, and for brands and layouts with problems.
    """
    names = _Names(project, settings, briefing, once or Once())
    facts = briefing.facts
    try:
        house = names.find("brand", load_brand, asked.brand, facts.brand or settings.brand)
    except ContentError as problem:  # a layout that does not hang on the brand is told of, too
        also = names.faults(asked.layout, facts.layout or settings.layout)
        raise ContentError((*problem.findings, *also)) from problem
    of_brand = "" if facts.layout else house.brand.layout or ""
    place = house.places.of("layout") if of_brand else None
    wanted = facts.layout or of_brand or settings.layout
    layout = names.find("layout", load_layout, asked.layout, wanted, place)
    together = (facts.fit or settings.fit) == "together"
    notes = (facts.notes or house.brand.notes or settings.notes) != "no"
    attach = (facts.attach or settings.attach) == "yes"
    return Look(house, layout, names.paper(layout, asked.paper), together, notes, attach)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that files give, and where they do."""

    project: Project
    settings: Settings
    briefing: Briefing
    once: Once = field(default_factory=Once)

    def find(
        self,
        kind: str,
        load: Callable[[Project, str], House],
        asked: str,
        written: str,
        place: Place | None = None,
    ) -> House:
        try:
            name = asked or written
            return self.once.get((kind, name), lambda: load(self.project, name))
        except UsageError as problem:
            if asked:
                raise
            where = place or self.place(kind)
            raise ContentError(
                [error(f"unknown-{kind}", problem.message, problem.remedy, where)]
            ) from problem

    def faults(self, asked: str, written: str) -> tuple[Finding, ...]:
        """Return what is wrong with a layout."""
        try:
            self.find("layout", load_layout, asked, written)
        except ContentError as problem:
            return problem.findings
        except UsageError:  # the command line's own, which is told by itself
            return ()
        return ()

    def paper(self, layout: LayoutHouse, asked: str) -> str:
        paper = asked or self.briefing.facts.paper or self.settings.paper
        papers = [str(name) for name in layout.layout.margins]
        if paper in papers:
            return paper
        message = f"the layout `{layout.name}` does not come on {paper} paper"
        remedy = f"papers that it comes on: {', '.join(sorted(papers))}"
        if asked:
            raise UsageError(message, remedy, "unknown-paper")
        raise ContentError([error("unknown-paper", message, remedy, self.place("paper"))])

    def place(self, key: str) -> Place:
        """Return where the briefing, or else the project, says this."""
        from brief.editorial.fields.reader import attempt_model
        from brief.editorial.models.content import Settings

        if getattr(self.briefing.facts, key):
            return self.briefing.places.of("briefing", key)
        file = self.project.settings
        if not file.is_file():
            return Place(self.project.shown(file))
        return attempt_model(file, self.project, Settings).places.of(key)


def profile_place(
    project: Project, settings: Settings, briefing: Briefing, house: BrandHouse
) -> Place:
    """Return where the briefing, or else the brand, or else the project names the profile."""
    if house.brand.profile and not briefing.facts.profile:
        return house.places.of("profile")
    return _Names(project, settings, briefing).place("profile")
