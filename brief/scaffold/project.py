"""`brief init`: create a project that builds at once, with a short example of real facts."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from brief.editorial.fields.texts import slugify
from brief.editorial.locale.locales import language_name
from brief.editorial.yaml.writer import dump_yaml
from brief.errors import BriefError, UsageError
from brief.project import Project
from brief.scaffold.briefing import new_briefing
from brief.scaffold.schemas import FOLDER, KINDS, make_schema, schema_line, schema_name
from brief.storage.file_set import find_existing, write_new_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

EXAMPLE = "gotthard-base-tunnel"
FIRST = "first-briefing"
DEFAULT_LANGUAGES = ("de", "it")
# A new project's folder may contain these files of version control and operating systems.
_HARMLESS = frozenset({".git", ".hg", ".DS_Store", ".gitkeep"})


def example_languages() -> tuple[str, ...]:
    """Return the languages of the example."""
    names = (entry.name for entry in _starter_file(EXAMPLE).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name != "briefing.yaml"))


def begin_project(
    root: Path, languages: Sequence[str], publisher: str, today: date
) -> tuple[Project, str, tuple[Path, ...]]:
    """Write a project into a new or empty folder; return it, its briefing's slug and its files.

    The briefing is the example, or an empty one if the example lacks one of the languages. Raises
    UsageError if the folder is not empty, and BriefError if the files cannot be written.
    """
    _require_empty_folder(root)
    project = Project(root)
    brand = slugify(publisher) or "own"
    slots = {
        "publisher": publisher,
        "head": dump_yaml({"publisher": publisher, "rights": f"© {{year}} {publisher}"}),
        "brand": brand,
        "languages": ", ".join(languages),
        "names": " and ".join(language_name(tag, "en") for tag in languages),
    }
    texts = {
        "README.md": _fill_starter(slots, "README.md"),
        ".gitignore": "delivery/\ndist/\n",
        "brief.yaml": _fill_starter(slots, "brief.yaml"),
        f"styles/brands/{brand}/brand.yaml": _fill_starter(slots, "brand.yaml"),
        f"styles/brands/{brand}/brand.css": _fill_starter({}, "brand.css"),
    }
    is_example_complete = set(languages) <= set(example_languages())
    if is_example_complete:
        for name in (f"{stem}.yaml" for stem in ("briefing", *languages)):
            text = _fill_starter({"today": today.isoformat()}, EXAMPLE, name)
            texts[f"content/{EXAMPLE}/{name}"] = text
    written = _write_project_files(project, texts, brand)
    if is_example_complete:
        return project, EXAMPLE, written
    return project, FIRST, (*written, *new_briefing(project, FIRST, languages, today))


def _require_empty_folder(root: Path) -> None:
    """Raise UsageError unless the folder is new or empty."""
    if root.exists() and not root.is_dir():
        msg = f"{root} is a file, but a project is a folder"
        raise UsageError(msg, "choose another name", "in-the-way")
    try:
        names_present = sorted(entry.name for entry in root.iterdir()) if root.is_dir() else []
    except OSError as problem:
        msg = f"{root} cannot be read: {problem.strerror or problem}"
        raise BriefError(msg, "choose another folder", "not-written") from problem
    found = [name for name in names_present if name not in _HARMLESS]
    if found:
        shown = ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")  # noqa: PLR2004
        msg = f"{root} is not empty: it contains {shown}"
        raise UsageError(msg, "name a new folder, as in `brief init briefings`", "in-the-way")


def _write_project_files(project: Project, texts: dict[str, str], brand: str) -> tuple[Path, ...]:
    """Write the files and their schemas; put the schema line on top of each YAML file."""
    kinds = {"brief.yaml": "brief", "briefing.yaml": "briefing", "brand.yaml": "brand"}
    contents: dict[Path, bytes] = {}
    for name, text in texts.items():
        path = project.root / name
        kind = kinds.get(path.name, "edition") if path.suffix == ".yaml" else ""
        line = f"{schema_line(path, kind, project.root)}\n" if kind else ""
        contents[path] = (line + text).encode()
    for kind in KINDS:
        schema = make_schema(kind, project, brand)
        contents[project.root / FOLDER / schema_name(kind)] = schema.encode()
    if blocking := find_existing(contents):
        msg = f"nothing was written, because this file exists already: {blocking[0]}"
        raise UsageError(msg, "name a new folder", "in-the-way")
    write_new_files(contents)
    return tuple(contents)


def _fill_starter(slots: dict[str, str], *names: str) -> str:
    """Return a starter file with each `{slot}` replaced by its value."""
    text = _starter_file(*names).read_text("utf-8")
    for slot, value in slots.items():
        text = text.replace(f"{{{slot}}}", value)
    return text


def _starter_file(*names: str) -> Traversable:
    return files("brief.scaffold").joinpath("starter", *names)
