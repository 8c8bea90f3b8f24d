"""The checks of `brief doctor` for a project, its brand and the fonts of its languages."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from brief.doctor.environment import Check
from brief.doctor.install_hints import how_to_install
from brief.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from brief.design.brand.brand import LoadedBrand
    from brief.doctor.environment import Machine
    from brief.project import Project

OWN_FONTS = "put the font's files into the brand's fonts/ folder"


def check_project(machine: Machine, start: Path | None) -> Iterator[Check]:
    """Yield checks of the project that contains `start`, and of the fonts for its languages.

    Without a project, the fonts of the bundled brand are checked. Raises ContentError if settings
    or brand cannot be read.
    """
    from brief.design.brand.brand import load_brand
    from brief.editorial.briefing import list_languages, read_settings
    from brief.editorial.models.folders import list_slugs
    from brief.editorial.models.settings import Settings
    from brief.project import Project, data_root, find_project

    try:
        project = find_project(start)
    except ProjectError as problem:
        yield Check("project", ok=None, detail=problem.message, remedy=problem.remedy)
        brand = load_brand(Project(data_root()), Settings().brand)
        yield from check_fonts(machine, brand, ())
        return
    slugs = list_slugs(project)
    languages = sorted({tag for slug in slugs for tag in list_languages(project, slug)})
    count = "1 briefing" if len(slugs) == 1 else f"{len(slugs)} briefings"
    shown = f"{project.root} with {count}" + (f" in {', '.join(languages)}" if languages else "")
    yield Check("project", bool(slugs), shown, "" if slugs else "create one: brief new my-subject")
    yield from _check_output(project)
    yield from _check_schemas(project)
    settings = read_settings(project)
    brand = load_brand(project, settings.brand)
    yield Check("brand", ok=True, detail=f"{brand.name}: {project.display_path(brand.folder)}")
    yield from check_fonts(machine, brand, languages)


def _check_output(project: Project) -> Iterator[Check]:
    from brief.build.output import FOLDER

    folder = project.root / FOLDER
    if not os.access(folder if folder.exists() else project.root, os.W_OK):
        remedy = "give yourself permission to write there, or build with --out"
        yield Check("output", ok=False, detail=f"{folder} cannot be written", remedy=remedy)


def _check_schemas(project: Project) -> Iterator[Check]:
    """Yield whether the project's schemas are those of this version of brief."""
    from brief.scaffold.schemas import FOLDER, KINDS, make_schema, schema_name

    files = {kind: project.root / FOLDER / schema_name(kind) for kind in KINDS}
    if not any(file.is_file() for file in files.values()):
        remedy = "write them with: brief schema --add-lines"
        yield Check("schemas", ok=None, detail="none: editors cannot check files", remedy=remedy)
        return
    outdated = [
        file.name
        for kind, file in files.items()
        if not file.is_file() or file.read_text("utf-8", "replace") != make_schema(kind, project)
    ]
    detail = f"of another version: {', '.join(outdated)}" if outdated else "up to date"
    yield Check("schemas", None if outdated else True, detail, "brief schema" if outdated else "")


def check_fonts(machine: Machine, brand: LoadedBrand, languages: Iterable[str]) -> Iterator[Check]:
    """Yield checks of the brand's font families and of the fonts for every language.

    A font missing for one of `languages` is needed; for other languages it is optional.
    """
    from brief.design.brand.script_fonts import page_families
    from brief.editorial.locale.page_strings import list_catalogues

    own = brand.folder / "fonts"
    missing = [name for name in brand.data.font_families() if not machine.has_family(name, own)]
    for name in missing:
        yield _missing_font(machine, name, "the brand's font", ok=False)
    by_family: dict[str, list[str]] = {}
    tags = dict.fromkeys([*languages, *list_catalogues()])
    for tag in tags:
        for name in page_families(brand.data, [tag]):
            if name not in missing and not machine.has_family(name, own):
                by_family.setdefault(name, []).append(tag)
    unprintable = {tag for tags_of_family in by_family.values() for tag in tags_of_family}
    count = len(tags) - len(unprintable)
    if not missing:
        shown = ", ".join(brand.data.font_families())
        detail = f"{shown}; with fallback fonts, {count} of {len(tags)} languages can be printed"
        yield Check("fonts", ok=True, detail=detail)
    needed = set(languages)
    for name, tags_of_family in by_family.items():
        ok = False if needed & set(tags_of_family) else None
        yield _missing_font(machine, name, f"needed for {', '.join(tags_of_family)}", ok=ok)


def _missing_font(machine: Machine, family: str, why: str, *, ok: bool | None) -> Check:
    from brief.press.fonts.families import SYSTEM_FAMILIES

    if family in SYSTEM_FAMILIES:
        package = SYSTEM_FAMILIES[family][0]
        remedy = how_to_install(package, machine.platform_name(), OWN_FONTS)
    else:
        from brief.press.fonts.advice import advise_on_missing

        remedy = advise_on_missing(family, ())
    return Check(f"font {family}", ok, f"not installed; {why}", remedy)
