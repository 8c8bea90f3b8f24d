"""What the shell proposes when a person presses Tab: names in the project, and codes.

Wherever names cannot be found, as outside a project, nothing is proposed.
"""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import BriefError
from brief.project import find_project, list_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from brief.project import Project

PAPERS = ("a4", "a5", "letter")
LISTED = ("briefings", "brands", "layouts")
REPORT_FORMATS = ("json", "sarif", "text")


def complete_slug(incomplete: str) -> list[str]:
    """Propose the briefings of the project."""
    return _propose(_list_slugs, incomplete)


def complete_slug_or_file(incomplete: str) -> list[str]:
    """Propose briefings, and the PDFs and folders of the folder that the typed path begins with."""
    folder, _, _ = incomplete.rpartition("/")
    return [
        *complete_slug(incomplete),
        *_propose(lambda: _list_files(folder, (".pdf",)), incomplete),
    ]


def complete_language(incomplete: str) -> list[str]:
    """Propose the languages of the briefings, and pairs of them after a `+`."""
    return _propose(lambda: _list_languages(paired="+" in incomplete), incomplete)


def complete_new_language(incomplete: str) -> list[str]:
    """Propose all languages that pages can be in."""
    return _propose(_list_known_languages, incomplete)


def complete_brand(incomplete: str) -> list[str]:
    """Propose the brands of the project, and those that come with brief."""
    return _propose(lambda: _list_definitions("brand"), incomplete)


def complete_brand_or_file(incomplete: str) -> list[str]:
    """Propose brands, and the YAML files and folders of the folder that the path begins with."""
    folder, _, _ = incomplete.rpartition("/")
    found = _propose(lambda: _list_files(folder, (".yml", ".yaml")), incomplete)
    return [*complete_brand(incomplete), *found]


def complete_layout(incomplete: str) -> list[str]:
    """Propose the layouts of the project, and those that come with brief."""
    return _propose(lambda: _list_definitions("layout"), incomplete)


def complete_listed(incomplete: str) -> list[str]:
    """Propose what `brief list` can list."""
    return _propose(lambda: LISTED, incomplete)


def complete_translation_format(incomplete: str) -> list[str]:
    """Propose the formats of files for translators."""
    return _propose(_list_translation_formats, incomplete)


def complete_paper(incomplete: str) -> list[str]:
    """Propose the paper sizes."""
    return _propose(lambda: PAPERS, incomplete)


def complete_profile(incomplete: str) -> list[str]:
    """Propose the profiles."""
    return _propose(_list_profiles, incomplete)


def complete_report_format(incomplete: str) -> list[str]:
    """Propose the formats of reports."""
    return _propose(lambda: REPORT_FORMATS, incomplete)


def complete_code(incomplete: str) -> list[str]:
    """Propose the codes of findings."""
    return _propose(_list_codes, incomplete)


def complete_document(incomplete: str) -> list[str]:
    """Propose the parts of the documentation."""
    return _propose(list_documents, incomplete)


def _propose(list_names: Callable[[], Iterable[str]], incomplete: str) -> list[str]:
    try:
        return sorted(name for name in list_names() if name.startswith(incomplete))
    except (BriefError, OSError, ValueError):
        return []


def _list_slugs(project: Project | None = None) -> tuple[str, ...]:
    from brief.editorial.models.folders import list_slugs

    return list_slugs(project or find_project())


def _list_files(folder: str, endings: tuple[str, ...]) -> Iterable[str]:
    begin = f"{folder}/" if folder else ""
    for path in Path(folder or ("/" if begin else ".")).iterdir():
        if path.suffix.lower() in endings or (path.is_dir() and not path.name.startswith(".")):
            yield f"{begin}{path.name}{'/' if path.is_dir() else ''}"


def _list_languages(*, paired: bool) -> Iterable[str]:
    from brief.editorial.briefing import list_languages

    project = find_project()
    found = {tag for slug in _list_slugs(project) for tag in list_languages(project, slug)}
    return map("+".join, permutations(found, 2)) if paired else found


def _list_known_languages() -> Iterable[str]:
    from brief.editorial.locale.page_strings import list_catalogues

    return list_catalogues()


def _list_definitions(kind: str) -> Iterable[str]:
    from brief.design.lookup import definition_files

    return definition_files(find_project(), kind)


def _list_translation_formats() -> Iterable[str]:
    from brief.translation.formats.registry import FORMATS

    return FORMATS


def _list_profiles() -> Iterable[str]:
    from brief.press.job.profile import PROFILES

    return PROFILES


def _list_codes() -> Iterable[str]:
    from brief.findings.explanations import load_explanations

    return load_explanations()
