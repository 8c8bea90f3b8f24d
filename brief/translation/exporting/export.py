"""Export: a briefing's texts as a file for translators, with the page beside it if wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import BriefError, UsageError
from brief.storage.file_set import overwrite_file
from brief.translation.collect import collect_units, select_open
from brief.translation.exporting.bundle import make_bundle
from brief.translation.exporting.room import add_notes
from brief.translation.formats.registry import find_format, read_returned
from brief.translation.returning.returned import check_returned
from brief.translation.whole_project.memory import Memory, add_proposals

if TYPE_CHECKING:
    from brief.project import Project
    from brief.translation.unit import ReturnedFile, TranslationFile

OVERWRITE = "translation-exists"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How texts are exported; without `out`, into a file named after briefing and languages."""

    source: str
    target: str
    format: str = "xliff"
    out: Path | None = None
    changed: bool = False
    bundle: bool = False


def export_texts(
    project: Project, slug: str, options: ExportOptions, memory: Memory | None = None
) -> tuple[TranslationFile, Path | None]:
    """Write the texts of a briefing for translators; return them, and the file if there are any.

    Raises UsageError and ContentError as `collect_units` does, and BriefError rather than overwrite
    a file that is not an earlier export of the same, or has translations that were not imported.
    """
    whole = collect_units(project, slug, options.source, options.target)
    file = select_open(whole) if options.changed else whole
    if not file.units:
        return file, None
    chosen = find_format(options.format)
    stem = f"{slug}.{options.source}-{options.target}"
    path = options.out or Path(stem + (".zip" if options.bundle else chosen.suffix))
    if options.bundle and path.suffix.casefold() != ".zip":
        msg = f"--bundle writes a ZIP, and --out {path} has another ending"
        raise UsageError(msg, f"write --out {path.with_suffix('.zip')}")
    _check_overwriting(path, whole, is_bundle=options.bundle)
    memory = memory or Memory(project, options.source, options.target)
    file = add_notes(add_proposals(file, memory), project)
    content = chosen.write(file)
    if options.bundle:
        content = make_bundle(project, file, stem + chosen.suffix, content)
    overwrite_file(path, content)
    return file, path


def _check_overwriting(path: Path, current: TranslationFile, *, is_bundle: bool) -> None:
    """Raise an error if a file may not be overwritten."""
    if path.is_dir():
        msg = f"--out {path} is a folder"
        raise UsageError(msg, "name a file in it")
    if not path.exists() or (is_bundle and _is_own_bundle(path, current)):
        return
    remedy = "name another file with --out, or remove that file"
    try:
        before = read_returned(path.read_bytes(), str(path))
    except (OSError, BriefError):
        msg = f"{path} exists, and is not an export of {current.slug}"
        raise BriefError(msg, remedy, OVERWRITE) from None
    pair = (before.slug, before.source_language.casefold(), before.target_language.casefold())
    if pair != (
        current.slug,
        current.source_language.casefold(),
        current.target_language.casefold(),
    ):
        msg = f"{path} exists, and is the export of another briefing or for other languages"
        raise BriefError(msg, remedy, OVERWRITE)
    units = tuple(replace(it, target=None) if it.is_copy else it for it in before.units)
    if check_returned(replace(before, units=units), current).changes:
        msg = f"{path} exists, and has translations that are not in the project yet"
        remedy = (
            f"import them with `brief translate import {path}`, or name another file with --out"
        )
        raise BriefError(msg, remedy, OVERWRITE)


def _identify(file: TranslationFile | ReturnedFile) -> tuple[str, str, str]:
    return (file.slug, file.source_language.casefold(), file.target_language.casefold())


def _is_own_bundle(path: Path, current: TranslationFile) -> bool:
    """Return whether a file is a bundle of the same texts, which translators unpack to work on."""
    from zipfile import BadZipFile, ZipFile

    start = f"{current.slug}.{current.source_language}"
    try:
        with ZipFile(path) as bundle:
            return all(name.startswith(start) for name in bundle.namelist())
    except (OSError, BadZipFile):
        return False
