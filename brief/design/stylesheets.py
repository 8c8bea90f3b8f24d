"""The ordered list of style sheets of a page: paper, brand tokens, base, layout, brand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.design.brand.grey import as_grey
from brief.design.brand.script_fonts import USES, font_stack, list_style
from brief.design.layout.layout import PAPERS
from brief.errors import ContentError, UsageError
from brief.findings import Place, error

if TYPE_CHECKING:
    from pathlib import Path

    from brief.design.brand.brand import BrandHouse
    from brief.design.layout.layout import LayoutHouse
    from brief.design.presentation import Look
    from brief.project import Project

TEXT_COLOURS = ("ink", "accent", "muted")
BACKGROUNDS = ("tint", "paper")
Sheet = tuple[str, str, str]
"""The sheet's URL (what relative URLs in it are resolved against), its text, and the path of its
file as messages show it, empty for what brief writes itself."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What the page's purpose asks of its look: greys, a bleed, a margin for holes, in mm."""

    grey: bool = False
    bleed: float = 0.0
    binding: float = 0.0


NO_PURPOSE = Purpose()


def stylesheets(
    project: Project, look: Look, tags: tuple[str, ...], purpose: Purpose
) -> tuple[Sheet, ...]:
    """Return the style sheets in the order in which they override each other.

    Raises UsageError if the layout does not come on that paper, and ContentError for a style sheet
    that cannot be read.
    """
    layout, brand = look.layout, look.house
    base = next(
        folder / "base.css"
        for folder in project.folders("styles")
        if (folder / "base.css").is_file()
    )
    arranged, branded = layout.folder / "page.css", brand.folder / "brand.css"
    sheets = [
        ("brief:///page/paper.css", paper_sheet(layout, look.paper, purpose), ""),
        ("brief:///page/tokens.css", token_sheet(brand, tags), ""),
        ("brief:///styles/base.css", read_own(project, base), project.shown(base)),
        ("brief:///layout/page.css", _optional(project, arranged), project.shown(arranged)),
        ("brief:///brand/brand.css", _optional(project, branded), project.shown(branded)),
        ("brief:///page/purpose.css", grey_sheet(brand) if purpose.grey else "", ""),
    ]
    return tuple(sheet for sheet in sheets if sheet[1])


def paper_sheet(layout: LayoutHouse, paper: str, purpose: Purpose = NO_PURPOSE) -> str:
    """Return the CSS of the page box: trim size, margins, and the block size that they leave.

    Raises UsageError if the layout has no margins for that paper.
    """
    margins = next((own for name, own in layout.layout.margins.items() if name == paper), None)
    if margins is None:
        fitting = ", ".join(sorted(layout.layout.margins))
        msg = f"the layout `{layout.name}` does not come on {paper} paper"
        raise UsageError(msg, f"papers that it comes on: {fitting}", "unknown-paper")
    width, height = PAPERS[paper]
    start = max(margins.sides, purpose.binding)
    bleed = f"bleed: {purpose.bleed:g}mm; " if purpose.bleed else ""
    return (
        f"@page {{ size: {width:g}mm {height:g}mm; {bleed}"
        f"margin: {margins.top:g}mm {margins.sides:g}mm {margins.bottom:g}mm {start:g}mm; }}\n"
        f":root {{ --page-block-size: {height - margins.top - margins.bottom:g}mm; }}\n"
    )


def grey_sheet(brand: BrandHouse) -> str:
    """Return the brand's colours as greys, and no backgrounds but white: toner shows as dots."""
    colours = brand.brand.colours
    lines = []
    for name in type(colours).model_fields:
        screen = getattr(colours, name).screen
        grey = "#ffffff" if name in BACKGROUNDS else as_grey(screen, text=name in TEXT_COLOURS)
        lines.append(f"--{name}: {grey}")
    return _rule(":root", lines)


def token_sheet(brand: BrandHouse, tags: tuple[str, ...]) -> str:
    """Return the brand's colours, and its fonts in each of the languages, as custom properties."""
    colours = brand.brand.colours
    names = type(colours).model_fields
    rules = [_rule(":root", [f"--{name}: {getattr(colours, name).screen}" for name in names])]
    for tag in tags:
        stacks = {use: font_stack(brand.brand, tag, use) for use in USES}
        fonts = [f"--font-{use}: {', '.join(map(_quoted, stacks[use]))}" for use in USES]
        rules.append(_rule(f'[lang="{tag}"]', fonts))
        rules.append(_rule(f'[lang="{tag}"] ol', [f"list-style-type: {list_style(tag)}"]))
    return "".join(rules)


def _rule(selector: str, declarations: list[str]) -> str:
    return f"{selector} {{\n  " + ";\n  ".join(declarations) + ";\n}\n"


def _quoted(family: str) -> str:
    escaped = family.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _optional(project: Project, file: Path) -> str:
    return read_own(project, file) if file.is_file() else ""


def read_own(project: Project, file: Path) -> str:
    """Return the text of a style sheet or template, which must lie in its own folder.

    Raises ContentError if it cannot be read, is no UTF-8, or is a link to somewhere else.
    """
    shown = project.shown(file)
    place, remedy = Place(shown), "put the file itself there"
    try:
        if file.resolve().is_relative_to(file.parent.resolve()):
            return file.read_text("utf-8-sig")
        problem = "it is a link that leads out of its folder"
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        problem, remedy = f"byte {fault.start + 1} is not UTF-8", "save it again as UTF-8"
        place = Place(shown, line, 1)
    except OSError as fault:
        problem = fault.strerror or str(fault)
    message = f"the style sheet cannot be read: {problem}"
    raise ContentError([error("unreadable-file", message, remedy, place)])
