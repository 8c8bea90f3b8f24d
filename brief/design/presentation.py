"""Choose brand, layout and paper of an edition from command line, briefing, brand and project."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from brief.design.brand.brand import LoadedBrand, load_brand
from brief.design.build_cache import Memo
from brief.design.layout.layout import LoadedLayout, load_layout
from brief.editorial.models.structure_checks import FACTS
from brief.errors import ContentError, UsageError
from brief.findings import Finding, Place, error, warning
from brief.findings.suggest import join_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from brief.editorial.briefing import Briefing
    from brief.editorial.models.settings import Settings
    from brief.project import Project

    Loaded = TypeVar("Loaded", LoadedBrand, LoadedLayout)


BILINGUAL_LAYOUT = "parallel"
"""The layout of pages in two languages, unless the brand lists its own."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """Brand, layout and paper from the command line; "" where the files decide.

    `languages` is the number of languages on a page.
    """

    brand: str = ""
    layout: str = ""
    paper: str = ""
    languages: int = 1


@dataclass(frozen=True, slots=True)
class Presentation:
    """Brand, layout and paper of an edition, and how it is fitted to the page.

    `together`: all languages have one type size. `notes`: a field for notes fills the space below
    a short text. `attach`: the PDF contains the edition's texts as data. `usual_layout`: the layout
    that the files name, which the command line may replace.
    """

    brand: LoadedBrand
    layout: LoadedLayout
    paper: str
    together: bool
    notes: bool
    attach: bool = False
    usual_layout: str = ""


def choose_presentation(
    project: Project,
    settings: Settings,
    briefing: Briefing,
    overrides: Overrides,
    memo: Memo | None = None,
) -> Presentation:
    """Return the presentation of a briefing's editions; `memo` caches brands and layouts.

    Raises UsageError for an unknown name on the command line, and ContentError, with its place,
    for an unknown name in a file, for a layout that the brand does not list, and for brands and
    layouts with problems.
    """
    names = _NameResolver(project, settings, briefing, memo or Memo())
    facts = briefing.facts
    try:
        own = facts.brand or settings.brand
        brand = names.load_named("brand", load_brand, overrides.brand, own)
    except ContentError as problem:  # report a layout that does not depend on the brand, too
        also = names.find_layout_problems(overrides.layout, facts.layout or settings.layout)
        raise ContentError((*problem.findings, *also)) from problem
    listed = names.load_listed_layouts(brand)
    usual, place = names.choose_usual_layout(brand, listed, overrides.languages)
    layout = names.load_named("layout", load_layout, overrides.layout, usual, place)
    if listed and layout.name not in {own.name for own in listed}:
        names.refuse_layout(brand, layout.name, place, overridden=bool(overrides.layout))
    together = (facts.fit or settings.fit) == "together"
    notes = (facts.notes or brand.data.notes or settings.notes) != "no"
    attach = (facts.attach or settings.attach) == "yes"
    paper = names.choose_paper(layout, overrides.paper)
    return Presentation(brand, layout, paper, together, notes, attach, usual)


def find_missing_chart(briefing: Briefing, presentation: Presentation) -> list[Finding]:
    """Return a warning if the layout draws the first chart large, and the briefing has no chart."""
    layout, files = presentation.layout, briefing.places.files[FACTS]
    if not layout.data.chart_sizes(presentation.paper).hero or briefing.facts.charts:
        return []
    is_named = briefing.facts.layout == layout.name
    place = files.value_place("layout") if is_named else Place(files.shown)
    message = f"the layout `{layout.name}` shows a chart under the headline; this briefing has none"
    remedy = "add one under `charts`, or choose another layout, as in `layout: onepager`"
    return [warning("chart-missing", message, remedy, place)]


@dataclass(frozen=True, slots=True)
class _NameResolver:
    """Loads brands and layouts by the names in files, and reports unknown names at their places."""

    project: Project
    settings: Settings
    briefing: Briefing
    memo: Memo = field(default_factory=Memo)

    def load_named(
        self,
        kind: str,
        load: Callable[[Project, str], Loaded],
        override: str,
        configured: str,
        place: Place | None = None,
    ) -> Loaded:
        try:
            name = override or configured
            return self.memo.get((kind, name), lambda: load(self.project, name))
        except UsageError as problem:
            if override:
                raise
            where = place or self.find_place(kind)
            found = error(f"unknown-{kind}", problem.message, problem.remedy, where)
            raise ContentError([found]) from problem

    def find_layout_problems(self, override: str, configured: str) -> tuple[Finding, ...]:
        """Return the findings of a layout."""
        try:
            self.load_named("layout", load_layout, override, configured)
        except ContentError as problem:
            return problem.findings
        except UsageError:  # of the command line, and reported separately
            return ()
        return ()

    def load_listed_layouts(self, brand: LoadedBrand) -> tuple[LoadedLayout, ...]:
        """Return the layouts that the brand lists."""
        return tuple(
            self.load_named(
                "layout", load_layout, "", name, brand.places.value_place("layouts", number)
            )
            for number, name in enumerate(brand.data.layouts)
        )

    def choose_usual_layout(
        self, brand: LoadedBrand, listed: tuple[LoadedLayout, ...], languages: int
    ) -> tuple[str, Place | None]:
        """Return the layout that the files name, and its place if that is in the brand."""
        fitting = [own.name for own in listed if own.data.languages == languages]
        in_list = brand.places.key_place("layouts") if listed else None
        if languages > 1:
            return (fitting[0] if fitting else BILINGUAL_LAYOUT), in_list
        if named := self.briefing.facts.layout:
            return named, None
        if brand.data.layout:
            return brand.data.layout, brand.places.value_place("layout")
        if listed:
            return (fitting[0] if fitting else listed[0].name), in_list
        return self.settings.layout, None

    def refuse_layout(
        self, brand: LoadedBrand, name: str, place: Place | None, *, overridden: bool
    ) -> NoReturn:
        """Raise the error for a layout that the brand does not list."""
        message = f"the brand `{brand.name}` does not have the layout `{name}`"
        remedy = (
            f"choose one that it has: {join_words(brand.data.layouts)}; or add `{name}` to "
            f"`layouts` in {brand.places.shown}"
        )
        if overridden:
            raise UsageError(message, remedy, "brand-layout")
        where = place or self.find_place("layout")
        raise ContentError([error("brand-layout", message, remedy, where)])

    def choose_paper(self, layout: LoadedLayout, override: str) -> str:
        paper = override or self.briefing.facts.paper or self.settings.paper
        papers = [str(name) for name in layout.data.margins]
        if paper in papers:
            return paper
        message = f"the layout `{layout.name}` does not come on {paper} paper"
        remedy = f"papers that it comes on: {', '.join(sorted(papers))}"
        if override:
            raise UsageError(message, remedy, "unknown-paper")
        raise ContentError([error("unknown-paper", message, remedy, self.find_place("paper"))])

    def find_place(self, key: str) -> Place:
        """Return the place of this key in the briefing, or else in the project's settings."""
        from brief.editorial.fields.reader import try_read_model
        from brief.editorial.models.settings import Settings

        if getattr(self.briefing.facts, key):
            return self.briefing.places.value_place("briefing", key)
        file = self.project.settings_file
        if not file.is_file():
            return Place(self.project.display_path(file))
        return try_read_model(file, self.project, Settings).places.value_place(key)


def find_profile_place(
    project: Project, settings: Settings, briefing: Briefing, brand: LoadedBrand
) -> Place:
    """Return where the briefing, else the brand, else the project names the profile."""
    if brand.data.profile and not briefing.facts.profile:
        return brand.places.value_place("profile")
    return _NameResolver(project, settings, briefing).find_place("profile")
