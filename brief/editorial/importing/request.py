"""Request of an import: check files and names, choose languages and slug."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.briefing import SLUG, list_languages
from brief.editorial.fields.texts import slugify
from brief.editorial.locale.language_detection import (
    detect_by_filename,
    detect_language,
    find_other_language,
    function_words,
)
from brief.editorial.models.folders import list_slugs
from brief.editorial.prose import strip_markup
from brief.errors import ContentError, UsageError
from brief.findings import Place, error
from brief.findings.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from brief.editorial.importing.document import Manuscript
    from brief.editorial.importing.structure import EditionDraft
    from brief.project import Project

MAX_SLUG = 40


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Files, their languages in the same order (or none), and the target briefing.

    `slug` names a new briefing, `into` an existing one; at most one of them is given.
    """

    files: tuple[Path, ...]
    languages: tuple[str, ...] = ()
    slug: str = ""
    into: str = ""


def choose_languages(request: ImportRequest, manuscripts: Sequence[Manuscript]) -> tuple[str, ...]:
    """Return a language per file: as requested, by the file's name, or by its text.

    Raises UsageError for a language that cannot be detected, is repeated, or has no page strings.
    """
    if request.languages and len(request.languages) != len(request.files):
        counts = {"file": len(request.files), "language": len(request.languages)}
        shown = " and ".join(f"{n} {noun}{'s' * (n > 1)}" for noun, n in counts.items())
        message = f"{shown} are named"
        raise UsageError(message, "give a --lang for each file, in the order of the files")
    tags = request.languages or tuple(
        _detect_file_language(path, manuscript)
        for path, manuscript in zip(request.files, manuscripts, strict=True)
    )
    for tag in tags:
        _check_has_words(tag)
    if twice := next((tag for number, tag in enumerate(tags) if tag in tags[:number]), None):
        message = f"two of the files are in `{twice}`, and a briefing has one text per language"
        raise UsageError(message, "name the language of each with --lang, or import them apart")
    return tags


def _detect_file_language(path: Path, manuscript: Manuscript) -> str:
    named, text = detect_by_filename(path), manuscript.full_text()
    # A short text has words in common with languages that are close to its own.
    read = find_other_language(text, named) if named else detect_language(text)
    if named and read and named.partition("-")[0] != read.partition("-")[0]:
        message = f"{path.name} is named as `{named}`, and its text looks like `{read}`"
        raise UsageError(message, f"say which it is, as in --lang {read}", "language-unclear")
    if found := named or read:
        return found
    message = f"the language of {path.name} is not certain"
    raise UsageError(message, "name it, as in --lang de", "language-unclear")


def _check_has_words(tag: str) -> None:
    from brief.editorial.locale.page_strings import list_catalogues, page_strings

    try:
        page_strings(tag)
    except ValueError as problem:
        message = f"the page’s own words (“Source”, “Key figures” …) do not exist in `{tag}`"
        remedy = f"languages that have them: {', '.join(list_catalogues())}"
        raise UsageError(message, remedy, "no-words") from problem


def choose_slug(
    project: Project,
    request: ImportRequest,
    editions: Mapping[str, EditionDraft],
    tags: Sequence[str],
) -> str:
    """Return the slug of a new briefing: as requested, by its title, its file, or its text.

    Raises UsageError if a briefing has that name, or the name is not a valid slug.
    """
    if request.slug:
        if not SLUG.fullmatch(request.slug):
            remedy = f"write it as {slugify(request.slug) or 'my-briefing'} (a–z, 0–9, hyphens)"
            message = f"--slug {request.slug}: this cannot be part of a file name"
            raise UsageError(message, remedy)
        slug = request.slug
    else:
        first = editions[tags[0]]
        title = slugify(strip_markup(first.title))
        # Of a title in Greek or Arabic, only its numbers would be left.
        title = title if any(map(str.isalpha, title)) else ""
        own = title if first.has_title else ""
        slug = own or _slug_from_filename(request.files[0]) or title or _free_slug(project)
        slug = _shorten_slug(slug, tags[0])
    if (project.content_folder / slug).exists() and slug in list_slugs(project):
        message = f"the briefing `{slug}` exists, and nothing is overwritten"
        remedy = f"add these languages to it with --into {slug}, or name another with --slug"
        raise UsageError(message, remedy, "briefing-exists")
    return slug


def _free_slug(project: Project) -> str:
    """Return a name for a text whose title has no Latin letters: `briefing`, `briefing-2` …."""
    number, slug = 1, "briefing"
    while (project.content_folder / slug).exists():
        number += 1
        slug = f"briefing-{number}"
    return slug


def _shorten_slug(slug: str, tag: str) -> str:
    """Return a slug of at most `MAX_SLUG` characters that does not end with a function word.

    "akademie-der-wissenschaften" becomes "akademie", not "akademie-der".
    """
    words = slug.split("-")
    if len(slug) > MAX_SLUG:
        while len(words) > 1 and (
            len("-".join(words)) > MAX_SLUG
            or words[-1] in function_words(tag)
            or len(words[-1]) == 1
        ):
            words.pop()
    return "-".join(words)[:MAX_SLUG].strip("-")


def _slug_from_filename(path: Path) -> str:
    """Return a slug from a file's name; "" for a name without words, such as `0003_f4a`."""
    tag = detect_by_filename(path)
    words = slugify(path.stem).split("-")
    if tag and words and words[-1] in tag.lower().split("-"):
        words = words[: -len(tag.split("-"))]
    readable = [word for word in words if word.isalpha() and len(word) > 2]  # noqa: PLR2004 - a word
    is_readable = sum(map(len, readable)) * 2 > sum(map(len, words))
    return "-".join(words) if is_readable else ""


def file_title(path: Path) -> str:
    """Return the name of a file as printable text."""
    printable = (sign if sign.isprintable() else " " for sign in path.name)
    return " ".join("".join(printable).split()) or "import"


def check_is_file(path: Path, shown: str) -> None:
    """Raise ContentError for a file that does not exist, or a folder."""
    place = Place(shown)
    if path.is_dir():
        remedy = "name the files to import, one for each language"
        raise ContentError([error("not-a-file", "this is a folder, not a text", remedy, place)])
    if path.exists() or path.is_symlink():
        return
    try:
        near = [each.name for each in path.parent.iterdir() if each.is_file()]
    except OSError:
        near = []
    remedy = did_you_mean(path.name, near) or "check its name and folder"
    raise ContentError([error("missing-file", "this file does not exist", remedy, place)])


def check_not_taken(
    project: Project, slug: str, tags: Sequence[str], request: ImportRequest
) -> None:
    """Raise UsageError if the briefing for `--into` is missing, or a language exists already."""
    if request.into and request.into not in list_slugs(project):
        message = f"the briefing `{request.into}` is not in content/"
        remedy = did_you_mean(request.into, list_slugs(project)) or "create a new one with --slug"
        raise UsageError(message, remedy)
    existing = list_languages(project, slug)
    for tag in tags:
        path = project.content_folder / slug / f"{tag}.yaml"
        if tag in existing or path.exists() or path.is_symlink():
            message = f"{project.display_path(path)} exists, and nothing is overwritten"
            remedy = "remove or rename it first, or import into another briefing"
            raise UsageError(message, remedy, "language-exists")
