"""The JSON Schemas of a project's files, and the comment line by which editors find them."""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from brief.design.lookup import DEFINITION_FILES, definition_files
from brief.editorial.models.filenames import classify_files
from brief.storage.file_set import overwrite_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic import BaseModel

    from brief.editorial.schema.scalar_schemas import Schema
    from brief.project import Project

FOLDER = "schemas"
KINDS = {
    "brief": "brief.yaml",
    "briefing": "briefing.yaml",
    "edition": "a language file",
    "brand": "brand.yaml",
}
"""The kinds of files that have a schema, with the name that messages use."""

LINE = "# yaml-language-server: $schema="
_HAS_LINE = re.compile(r"^#\s*yaml-language-server\s*:", re.MULTILINE)


def schema_name(kind: str) -> str:
    """Return the file name of a schema."""
    return f"{kind}.schema.json"


def make_schema(kind: str, project: Project | None = None, brand: str = "") -> str:
    """Return the schema of one of KINDS as JSON, with a newline at its end.

    With a project, it lists the project's brands and layouts as examples; `brand` is one that
    does not exist yet.
    """
    schema = _build_schema(kind)
    properties = schema["properties"]
    assert isinstance(properties, dict)  # noqa: S101 - every file has keys
    for key, names in _proposed_names(project, brand).items():
        if key in properties and key != kind:
            properties[key]["examples"] = names
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _build_schema(kind: str) -> Schema:
    if kind == "brand":
        from brief.design.brand.schema import brand_schema

        return brand_schema()
    from brief.editorial.models.content import BriefingFacts, Edition
    from brief.editorial.models.settings import Settings
    from brief.editorial.schema.json_schema import SchemaBuilder, read_descriptions

    models: dict[str, type[BaseModel]]
    models = {"brief": Settings, "briefing": BriefingFacts, "edition": Edition}
    builder = SchemaBuilder(read_descriptions("brief.editorial.schema"))
    return builder.build(models[kind], KINDS[kind])


def _proposed_names(project: Project | None, brand: str) -> dict[str, list[str]]:
    from brief.press.job.profile import PROFILES

    found: dict[str, list[str]] = {"profile": list(PROFILES)}
    if project:
        found["brand"] = sorted({*definition_files(project, "brand"), *filter(None, [brand])})
        found["layout"] = sorted(definition_files(project, "layout"))
    return found


def described_files(project: Project) -> Iterator[tuple[Path, str]]:
    """Yield the files of a project that have a schema, each with its kind."""
    from brief.editorial.models.folders import list_slugs

    if project.settings_file.is_file():
        yield project.settings_file, "brief"
    for slug in list_slugs(project):
        files = classify_files(project.content_folder / slug, project)
        if files.facts.is_file():
            yield files.facts, "briefing"
        yield from ((path, "edition") for path in files.languages.values())
    parent, inner, name = DEFINITION_FILES["brand"]
    brands = (project.root / parent / inner).glob(f"*/{name}")
    yield from ((file, "brand") for file in sorted(brands))


@contextmanager
def refresh_schemas(project: Project) -> Iterator[None]:
    """Write those schemas of the project again that list the names of brands and layouts.

    A schema that another version of brief wrote, or that was removed, stays as it is.
    """
    paths = {kind: project.root / FOLDER / schema_name(kind) for kind in KINDS}
    files = {kind: path for kind, path in paths.items() if path.is_file()}
    current = [kind for kind, path in files.items() if _holds(path, make_schema(kind, project))]
    yield
    for kind in current:
        if not _holds(files[kind], schema := make_schema(kind, project)):
            overwrite_file(files[kind], schema.encode())


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() == text.encode()
    except OSError:
        return False


def schema_comment(project: Project, path: Path) -> str:
    """Return the line that names the schema of a briefing's file or brand; "" without schemas."""
    kind = {"briefing.yaml": "briefing", "brand.yaml": "brand"}.get(path.name, "edition")
    has_schema = (project.root / FOLDER / schema_name(kind)).is_file()
    return f"{schema_line(path, kind, project.root)}\n" if has_schema else ""


def schema_line(file: Path, kind: str, root: Path) -> str:
    """Return the comment line that names the schema of a file, without a line end."""
    path = os.path.relpath(root / FOLDER / schema_name(kind), file.parent)
    return LINE + path.replace(os.sep, "/")


def add_schema_line(raw: bytes, line: str) -> bytes | None:
    """Return a file's bytes with that first line; None if the file names a schema already.

    A byte order mark stays in front; line ends and undecodable bytes do not change.
    """
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    rest = raw.removeprefix(mark)
    if _HAS_LINE.search(rest.decode("latin-1")):
        return None
    end = b"\r\n" if b"\r\n" in rest.partition(b"\n")[0] + b"\n" else b"\n"
    return mark + line.encode() + end + rest
