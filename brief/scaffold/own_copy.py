"""`brief new-brand` and `brief new-layout`: copy a brand or layout into the project, to change it.

The copy has all files of the original, and makes the same page. Each text file gets a comment with
what is usually changed in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.design.lookup import DEFINITION_FILES, find_definition_file
from brief.editorial.fields.texts import is_identifier, slugify
from brief.errors import BriefError, UsageError
from brief.findings.message import shorten
from brief.scaffold.schemas import add_schema_line, refresh_schemas, schema_comment
from brief.storage.file_set import write_new_files

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

COMMENTS = {
    "brand.yaml": "Copied from `{origin}`. Change name, rights, imprint, logo, colours and fonts.",
    "brand.css": "Rules for the pages of this brand only; they follow all other style sheets.",
    "layout.yaml": "Copied from `{origin}`. Change margins, papers and limits of type size.",
    "page.html": "The parts of the page. Keep the ids `end-…` and `footer`: they are measured.",
    "page.css": "Places and sizes of the parts; colours and fonts are tokens of the brand.",
    ".svg": "Copied from `{origin}`. Replace this drawing by your own.",
    ".css": "Copied from `{origin}`. Change the rules of this style sheet.",
    ".html": "Copied from `{origin}`. Change this part of the template.",
}
"""The comment at the top of a file, by its name or ending."""

# The line end after a comment of a template is not printed (`trim_blocks`).
COMMENT_SIGNS = {
    ".yaml": ("# ", ""),
    ".css": ("/* ", " */"),
    ".html": ("{# ", " #}"),
    ".svg": ("<!-- ", " -->"),
}
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?:(?:<\?xml[^>]*\?>|@charset[^;]*;)[ \t]*(?:\r?\n)?)?")
"""A byte order mark, and a declaration that must be first in a drawing or a style sheet."""


def copy_definition(project: Project, kind: str, name: str, origin: str) -> tuple[Path, ...]:
    """Copy the brand or layout `origin` to a new one of the project; return the new files.

    Raises UsageError for a bad or existing name and for an unknown origin, and BriefError if a
    file cannot be read or written; nothing is written then.
    """
    folder = find_free_folder(project, kind, name)
    source = find_definition_file(project, kind, origin).parent
    files = {
        folder / path.relative_to(source): _with_comment(path, origin)
        for path in _list_files(source)
    }
    write_definition(project, kind, files)
    return tuple(files)


def write_definition(project: Project, kind: str, files: dict[Path, bytes]) -> None:
    """Write the files of a new brand or layout, all or none, and add its name to the schemas."""
    definition = DEFINITION_FILES[kind][2]
    for path, content in files.items():
        if path.name == definition and kind == "brand":
            files[path] = _with_schema(project, path, content)
    with refresh_schemas(project):
        write_new_files(files)


def name_from_path(kind: str, typed: str) -> str:
    """Return the name in a typed path: shells complete `layouts/<name>/`."""
    parent, inner, _ = DEFINITION_FILES[kind]
    folder = "/".join(filter(None, (parent, inner)))
    return typed.rstrip("/").removeprefix("./").removeprefix(f"{folder}/")


def find_free_folder(project: Project, kind: str, name: str) -> Path:
    """Return the folder for a new brand or layout. Raises UsageError if the name cannot be used."""
    if not is_identifier(name):
        msg = f"`{shorten(name)}` cannot be the name of a {kind}"
        better = slugify(name) or "our-house"
        remedy = f"use lower-case letters a–z, digits and hyphens, as in {better}"
        raise UsageError(msg, remedy, "bad-name")
    parent, inner, _ = DEFINITION_FILES[kind]
    own = project.root / parent / inner / name
    for folder in (own, *(each / inner / name for each in project.search_folders(parent))):
        if folder.is_symlink() or folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
            shown = project.display_path(folder)
            msg = f"nothing was written, because the {kind} `{name}` exists already: {shown}"
            if folder != own:
                msg = f"nothing was written, because brief has its own files in {shown}"
            raise UsageError(msg, f"choose another name, as in our-{name}", "in-the-way")
    return own


def _list_files(folder: Path) -> list[Path]:
    """Return the files of a folder and the folders in it, without hidden ones and backups."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(
        path
        for path in found
        if not path.name.endswith("~")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _with_comment(path: Path, origin: str) -> bytes:
    """Return a file's content with the comment for its name, if it is a text."""
    try:
        raw = path.read_bytes()
    except OSError as problem:
        msg = f"{path} cannot be read: {problem.strerror or problem}"
        raise BriefError(msg, "give yourself permission to read it") from problem
    comment = COMMENTS.get(path.name) or COMMENTS.get(path.suffix)
    if not comment or b"\0" in raw:  # a picture, a font, or UTF-16
        return raw
    before, after = COMMENT_SIGNS[path.suffix]
    line = f"{before}{comment.format(origin=origin)}{after}\n"
    found = _PROLOGUE.match(raw)
    head = found[0] if found else b""
    return head + line.encode() + raw[len(head) :]


def _with_schema(project: Project, path: Path, content: bytes) -> bytes:
    """Return a `brand.yaml` with the line that names its schema, if the project has schemas."""
    line = schema_comment(project, path).rstrip("\n")
    return (add_schema_line(content, line) if line else None) or content
