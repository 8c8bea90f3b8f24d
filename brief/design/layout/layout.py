"""Model and loader of a layout (`layout.yaml`): regions, margins, languages, fit limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from brief.design.figures import choose_chart_sizes
from brief.design.layout.fit_limits import FitSettings
from brief.design.lookup import find_definition_file
from brief.editorial.fields.invalid_value import invalid_value
from brief.editorial.fields.numbers_and_dates import read_count, read_decimal
from brief.editorial.models.base import Identifier, Model, Paper
from brief.errors import ContentError
from brief.findings import error
from brief.findings.suggest import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from brief.design.charts.figure_marks import ChartSizes
    from brief.project import Project

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4), "a5": (148.0, 210.0)}
"""Trim sizes in mm, width by height: ISO 216, and ANSI/ASME Y14.1 size A."""

MIN_CHART = 20.0
"""The least width of a chart, in mm."""
MIN_MEASURE = 60.0
"""Minimum width and height of the area inside the margins, in mm."""


def has_larger_paper(trim: tuple[float, float]) -> bool:
    """Return whether there is a paper at least 10 % larger in area than this trim size in mm."""
    return any(width * height > 1.1 * trim[0] * trim[1] for width, height in PAPERS.values())


def _read_millimetres(value: object) -> float:
    length = float(read_decimal(value, "mm"))
    if length < 0:
        message = f"a margin is a length in mm, and this is {length:g}"
        raise invalid_value("bad-value", message, "write 0 or more")
    return length


def _read_paper(value: object) -> object:
    if value not in PAPERS:
        message = f"`{value}` is not a paper that brief knows"
        raise invalid_value("unknown-value", message, did_you_mean(str(value), PAPERS))
    return value


PaperName = Annotated[Paper, BeforeValidator(_read_paper)]
Millimetres = Annotated[float, BeforeValidator(_read_millimetres)]


def _read_languages(value: object) -> int:
    number = value if isinstance(value, int) else read_count(value)
    if number not in {1, 2}:
        message = f"a layout has one or two languages on a page, not {number}"
        raise invalid_value("bad-value", message, "write `languages: 1` or `languages: 2`")
    return number


Languages = Annotated[int, BeforeValidator(_read_languages)]


class Margins(Model):
    """The margins of a page, in mm."""

    top: Millimetres
    sides: Millimetres
    bottom: Millimetres


def _read_chart_width(value: object) -> float:
    width = float(read_decimal(value, "mm"))
    if width < MIN_CHART:
        message = f"a chart of {width:g} mm has no room for its labels"
        raise invalid_value("bad-value", message, f"write at least {MIN_CHART:g}")
    return width


ChartWidth = Annotated[float, BeforeValidator(_read_chart_width)]


class HeroSize(Model):
    """The size in mm of a chart that is the main thing on its page."""

    width: ChartWidth
    height: ChartWidth


class ChartWidths(Model):
    """The widths of charts beside the text and in the text, in mm.

    With `hero`, a briefing's first chart is drawn in that size, whatever its place.
    """

    sidebar: ChartWidth
    text: ChartWidth
    hero: HeroSize | None = None


Orientation = Literal["portrait", "landscape"]


def find_trim(paper: str, orientation: Orientation) -> tuple[float, float]:
    """Return the width and height of a page in mm."""
    width, height = PAPERS[paper]
    return (height, width) if orientation == "landscape" else (width, height)


def _check_room(margins: dict[Paper, Margins], info: ValidationInfo) -> dict[Paper, Margins]:
    for paper, own in margins.items():
        width, height = find_trim(paper, info.data.get("orientation", "portrait"))
        if min(width - 2 * own.sides, height - own.top - own.bottom) < MIN_MEASURE:
            msg = f"these margins leave less than {MIN_MEASURE:g} mm of {paper} paper for the text"
            remedy = f"make the margins of {paper} smaller: the paper is {width:g} × {height:g} mm"
            raise invalid_value("bad-value", msg, remedy)
    return margins


class Layout(Model):
    """The content of `layout.yaml`: what the press needs to know of a layout.

    The last element of each region has the id `end-<region>`. `safe` is the distance in mm between
    text and the paper's edge, where office printers cannot print. `languages` is the number of
    languages on a page, one or two. `styles` are shared style sheets that the layout uses.
    """

    regions: tuple[Identifier, ...] = Field(min_length=1)
    orientation: Orientation = "portrait"
    margins: Annotated[dict[PaperName, Margins], Field(min_length=1), AfterValidator(_check_room)]
    languages: Languages = 1
    safe: Millimetres = 5.0
    styles: tuple[Identifier, ...] = ()
    fit: FitSettings = FitSettings()
    charts: dict[PaperName, ChartWidths] = Field(default_factory=dict)

    def trim(self, paper: str) -> tuple[float, float]:
        """Return the width and height of the page on a paper, in mm."""
        return find_trim(paper, self.orientation)

    def chart_sizes(self, paper: str) -> ChartSizes:
        """Return the sizes of charts on a paper."""
        own = next((it for name, it in self.charts.items() if name == paper), None)
        if own is None:
            return choose_chart_sizes(paper)
        hero = (own.hero.width, own.hero.height) if own.hero else None
        return choose_chart_sizes(paper, (own.sidebar, own.text), hero)


@dataclass(frozen=True, slots=True)
class LoadedLayout:
    """A layout, and the folder of its template and style sheet."""

    name: str
    folder: Path
    data: Layout


def load_layout(project: Project, name: str) -> LoadedLayout:
    """Return the layout of that name; the project's own come before the bundled ones.

    Raises UsageError, with the nearest name, if it does not exist, and ContentError if its
    `layout.yaml` has problems.
    """
    from brief.editorial.fields.reader import read_model

    file = find_definition_file(project, "layout", name)
    layout, places = read_model(file, project, Layout)
    known = list_shared_sheets(project)
    lacking = [(n, sheet) for n, sheet in enumerate(layout.styles) if sheet not in known]
    if lacking:
        raise ContentError(
            error(
                "unknown-value",
                f"styles/ has no style sheet `{sheet}.css`",
                did_you_mean(sheet, known),
                places.value_place("styles", number),
            )
            for number, sheet in lacking
        )
    return LoadedLayout(name, file.parent, layout)


def list_shared_sheets(project: Project) -> dict[str, Path]:
    """Return the style sheets that layouts can use, by name; the project's come first."""
    found: dict[str, Path] = {}
    for folder in project.search_folders("styles"):
        for file in sorted(folder.glob("*.css")):
            found.setdefault(file.stem, file)
    return found
