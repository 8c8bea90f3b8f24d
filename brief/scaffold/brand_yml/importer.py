"""Make a brand of a `_brand.yml`: `brand.yaml`, logo, font files and rules for headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brief.editorial.yaml.nodes import MapNode, ScalarNode
from brief.editorial.yaml.writer import FlowValue, PlainScalar, dump_yaml
from brief.errors import ContentError, UsageError
from brief.findings import Finding, Severity, error, note, warning
from brief.findings.message import shorten
from brief.prepress.image_files import find_image_faults
from brief.scaffold.brand_yml.colours import is_black, read_colours
from brief.scaffold.brand_yml.fonts import read_fonts
from brief.scaffold.brand_yml.source import BrandSource, UnusedKeys, read_brand_source
from brief.scaffold.own_copy import find_free_folder, write_definition
from brief.storage.file_names import find_file

if TYPE_CHECKING:
    from brief.editorial.yaml.locations import Step
    from brief.project import Project
    from brief.scaffold.brand_yml.fonts import BrandFonts

NAMES = ("_brand.yml", "_brand.yaml", "_brand/_brand.yml")
"""Where a folder has its `_brand.yml`."""
HEADER = "Imported from {name}. Add what it does not have: imprint, texts by language."
COMMENTS = {
    "colours": "screen: the colour on screen; where a press prints exact inks, add them, as in\n"
    "{screen: …, cmyk: [90, 30, 40, 40]}. Missing colours are derived from ink and accent.",
}
LOGO_SIZES = ("medium", "large", "small")
_ADDRESS = re.compile(r"[a-z]+://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImportedBrand:
    """The files of a new brand, the keys that it cannot have, and findings (none is an error)."""

    files: tuple[Path, ...]
    unused: tuple[UnusedKeys, ...]
    findings: tuple[Finding, ...]


def find_brand_yml(typed: str) -> Path | None:
    """Return the `_brand.yml` that a path names, itself or by its folder; None for a brand's name.

    Raises UsageError if a file is named that does not exist, or that is a `brand.yaml`.
    """
    path = Path(typed)
    if path.suffix.lower() not in {".yml", ".yaml"}:
        is_folder = "/" in typed or typed == "."
        found = (path / name for name in NAMES if is_folder and (path / name).is_file())
        return next(found, None)
    if path.name == "brand.yaml":
        msg = f"--from {typed}: a brand.yaml is a brand of brief already, and not a _brand.yml"
        raise UsageError(msg, "copy its folder into styles/brands/, or name a brand of the project")
    if not path.is_file():
        msg = f"--from {typed}: this file does not exist"
        raise UsageError(msg, "correct the path of the _brand.yml, or name a brand")
    return path


def import_brand(project: Project, name: str, path: Path) -> ImportedBrand:
    """Write a new brand with the content of a `_brand.yml`.

    Raises UsageError for a bad or existing name, ContentError with all errors in the file, and
    BriefError if a file cannot be written; nothing is written then.
    """
    folder = find_free_folder(project, "brand", name)
    source = read_brand_source(path, project)
    data: dict[str, object] = _read_names(source, name)
    if logo := _read_logo(source):
        data["logo"] = f"logo{logo.suffix.lower()}"
    colours = read_colours(source)
    fonts = read_fonts(source, colours["accent"])
    if any(finding.severity is Severity.ERROR for finding in source.findings):
        raise ContentError(source.sorted_findings())
    _note_missing(source, fonts, str(data["publisher"]))
    data["colours"] = {token: _with_inks(colour) for token, colour in colours.items()}
    data["fonts"] = {use: FlowValue([family]) for use, family in fonts.families.items()}
    text = dump_yaml(data, header=HEADER.format(name=path.name), comments=COMMENTS)
    files = {folder / "brand.yaml": text.encode()}
    if fonts.rules:
        rules = "".join(f"{rule}\n" for rule in fonts.rules)
        files[folder / "brand.css"] = f"/* Headings, as in {path.name}. */\n{rules}".encode()
    if logo:
        files[folder / str(data["logo"])] = logo.read_bytes()
    files |= {folder / "fonts" / file: content for file, content in fonts.files.items()}
    made = ImportedBrand(tuple(files), source.list_unused(), source.sorted_findings())
    write_definition(project, "brand", files)
    return made


def _read_names(source: BrandSource, name: str) -> dict[str, object]:
    """Return publisher and copyright line: the short name, and the full one."""
    path = ("meta", "name")
    if isinstance(source.find_node(*path), MapNode):
        short, full = source.read_text(*path, "short"), source.read_text(*path, "full")
    else:
        short = full = source.read_text(*path)
    publisher = short or full
    if not publisher:
        publisher = name.replace("-", " ").replace("_", " ").capitalize()
    return {"publisher": publisher, "rights": f"© {{year}} {full or publisher}"}


def _note_missing(source: BrandSource, fonts: BrandFonts, publisher: str) -> None:
    """Record a note for each part of a brand that the file does not have."""
    place = source.places.value_place()
    if not source.find_node("meta", "name"):
        message = f"the file has no `meta.name`: the publisher is called `{publisher}`"
        remedy = "change `publisher` and `rights` in brand.yaml"
        source.findings.append(note("brand-yml", message, remedy, place))
    if not source.find_node("color"):
        message = "the file has no `color`: the pages are black and white"
        remedy = "write the brand's colours in brand.yaml"
        source.findings.append(note("brand-yml", message, remedy, place))
    if not fonts.are_named:
        families = " and ".join(fonts.families.values())
        message = f"the file names no font for text or headings: they are in {families}"
        source.findings.append(note("brand-yml", message, "write `fonts` in brand.yaml", place))


def _with_inks(colour: str) -> FlowValue:
    """Return a colour; text that is nearly black is printed with black ink alone."""
    inks = {"cmyk": FlowValue([PlainScalar(ink) for ink in ("0", "0", "0", "100")])}
    return FlowValue({"screen": colour, **(inks if is_black(colour) else {})})


def _read_logo(source: BrandSource) -> Path | None:
    """Return the file of the logo for white paper; a drawing before a picture of pixels."""
    found = [logo for path in _list_logos(source) if (logo := _resolve_logo(source, path))]
    ordered = sorted(found, key=lambda logo: not logo[1].lower().endswith(".svg"))
    for where, named in ordered[:1]:
        source.used.add(where)
        folder = source.path.parent
        faults = find_image_faults(folder, named, source.path.name)
        place = source.places.value_place(*where)
        for fault in faults:
            report = error if fault.is_error else warning
            source.findings.append(report(fault.code, fault.message, fault.remedy, place))
        return None if any(fault.is_error for fault in faults) else find_file(folder, named)
    return None


def _list_logos(source: BrandSource) -> list[tuple[Step, ...]]:
    """Return the paths of the logos to choose from, in order of preference."""
    if not isinstance(source.find_node("logo"), MapNode):
        return [("logo",)]
    sizes = [("logo", size) for size in LOGO_SIZES if source.find_node("logo", size)]
    images = [("logo", "images", name) for name in source.list_keys("logo", "images")]
    # a small logo is an icon: the others come first, also if they are pictures of pixels
    named = [path for path in sizes if path[1] != "small"] or sizes
    return list(named or images)


def _resolve_logo(
    source: BrandSource, path: tuple[Step, ...]
) -> tuple[tuple[Step, ...], str] | None:
    """Return the place and the file name of a logo, which may be the name of an image."""
    node = source.find_node(*path)
    if isinstance(node, MapNode):
        inner = next((key for key in ("light", "path") if key in node.values), "")
        return _resolve_logo(source, (*path, inner)) if inner else None
    if not isinstance(node, ScalarNode):
        return None
    named = " ".join(node.value.split())
    target = ("logo", "images", named)
    if path[:2] != target[:2] and source.find_node(*target):
        found = _resolve_logo(source, target)
        if found:
            source.used.add(path)
        return found
    if _ADDRESS.match(named):
        why = f"nothing is downloaded: save {shorten(named)} beside brand.yaml, and name it there"
        source.reasons[path] = why
        return None
    return path, named.lstrip("/")
