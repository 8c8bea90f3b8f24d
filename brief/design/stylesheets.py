"""Collect a page's style sheets in order: paper, brand tokens, base, shared ones, layout, brand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.design.brand.grey import as_grey
from brief.design.brand.script_fonts import NO_FONTS, USES, font_stack, list_style
from brief.design.layout.layout import list_shared_sheets
from brief.errors import ContentError, UsageError
from brief.findings import Place, error

if TYPE_CHECKING:
    from pathlib import Path

    from brief.design.brand.brand import LoadedBrand
    from brief.design.brand.script_fonts import AddedFonts
    from brief.design.layout.layout import LoadedLayout
    from brief.design.presentation import Presentation
    from brief.project import Project

TEXT_COLOURS = ("ink", "accent", "muted")
BLACKS = ("ink", "accent")
BACKGROUNDS = ("tint", "paper")
BASE = "base"
"""The style sheet of all layouts."""
Sheet = tuple[str, str, str]
"""URL of a sheet (its relative URLs are resolved against this), its text, and the path of its file
for messages, "" if brief generates the sheet."""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a profile changes in a page: greys for colours, bleed and binding margin in mm."""

    grey: bool = False
    bleed: float = 0.0
    binding: float = 0.0


DEFAULT_OPTIONS = PageOptions()


def collect_stylesheets(
    project: Project,
    presentation: Presentation,
    tags: tuple[str, ...],
    options: PageOptions,
    added: AddedFonts = NO_FONTS,
) -> tuple[Sheet, ...]:
    """Return the style sheets; later ones override earlier ones. `added` are further fonts.

    Raises UsageError if the layout does not support the paper, and ContentError for a style sheet
    that cannot be read.
    """
    layout, brand = presentation.layout, presentation.brand
    shared = list_shared_sheets(project)
    files = {
        **{f"brief:///styles/{name}.css": shared[name] for name in (BASE, *layout.data.styles)},
        "brief:///layout/page.css": layout.folder / "page.css",
        "brief:///brand/brand.css": brand.folder / "brand.css",
    }
    sheets = [
        ("brief:///page/paper.css", paper_sheet(layout, presentation.paper, options), ""),
        ("brief:///page/tokens.css", token_sheet(brand, tags, added), ""),
        *(
            (url, read_stylesheet(project, file), project.display_path(file))
            for url, file in files.items()
            if file.is_file()
        ),
        ("brief:///page/purpose.css", grey_sheet(brand) if options.grey else "", ""),
    ]
    return tuple(sheet for sheet in sheets if sheet[1])


def paper_sheet(layout: LoadedLayout, paper: str, options: PageOptions = DEFAULT_OPTIONS) -> str:
    """Return the CSS of the page box: trim size, margins, and the block size inside them.

    Raises UsageError if the layout has no margins for that paper.
    """
    margins = next((own for name, own in layout.data.margins.items() if name == paper), None)
    if margins is None:
        fitting = ", ".join(sorted(layout.data.margins))
        msg = f"the layout `{layout.name}` does not come on {paper} paper"
        raise UsageError(msg, f"papers that it comes on: {fitting}", "unknown-paper")
    width, height = layout.data.trim(paper)
    start = max(margins.sides, options.binding)
    bleed = f"bleed: {options.bleed:g}mm; " if options.bleed else ""
    return (
        f"@page {{ size: {width:g}mm {height:g}mm; {bleed}"
        f"margin: {margins.top:g}mm {margins.sides:g}mm {margins.bottom:g}mm {start:g}mm; }}\n"
        f":root {{ --page-block-size: {height - margins.top - margins.bottom:g}mm; "
        f"--page-inline-size: {width - margins.sides - start:g}mm; "
        f"--trim-top: {margins.top + options.bleed:g}mm; "
        f"--trim-start: {start + options.bleed:g}mm; "
        f"--trim-end: {margins.sides + options.bleed:g}mm; }}\n"
    )


def grey_sheet(brand: LoadedBrand) -> str:
    """Return the brand's colours without colour, for toner.

    Ink and accent are black, since toner prints greys as dots; backgrounds are white.
    """
    colours = brand.data.colours
    fixed = {**dict.fromkeys(BACKGROUNDS, "#ffffff"), **dict.fromkeys(BLACKS, "#000000")}
    greys = {
        name: fixed.get(name) or as_grey(getattr(colours, name).screen, text=name in TEXT_COLOURS)
        for name in type(colours).model_fields
    }
    return _css_rule(":root", [f"--{name}: {grey}" for name, grey in greys.items()])


def token_sheet(brand: LoadedBrand, tags: tuple[str, ...], added: AddedFonts = NO_FONTS) -> str:
    """Return the brand's colours, logo height, and fonts by language, as custom properties."""
    colours = brand.data.colours
    names = type(colours).model_fields
    lines = [f"--{name}: {getattr(colours, name).screen}" for name in names]
    if brand.data.logo_height:
        lines.append(f"--logo-height: {brand.data.logo_height:g}mm")
    rules = [_css_rule(":root", lines)]
    for tag in tags:
        stacks = {use: font_stack(brand.data, tag, use, added) for use in USES}
        fonts = [f"--font-{use}: {', '.join(map(_quote_family, stacks[use]))}" for use in USES]
        rules.append(_css_rule(f'[lang="{tag}"]', fonts))
        rules.append(_css_rule(f'[lang="{tag}"] ol', [f"list-style-type: {list_style(tag)}"]))
    return "".join(rules)


def _css_rule(selector: str, declarations: list[str]) -> str:
    return f"{selector} {{\n  " + ";\n  ".join(declarations) + ";\n}\n"


def _quote_family(family: str) -> str:
    escaped = family.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def read_stylesheet(project: Project, file: Path) -> str:
    """Return the text of a style sheet.

    Raises ContentError if it cannot be read, is not UTF-8, or is a link that leads out of its
    folder.
    """
    shown = project.display_path(file)
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
