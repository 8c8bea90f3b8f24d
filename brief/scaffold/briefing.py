"""`brief new`: create the files of a briefing, or of a further language of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.briefing import SLUG, list_languages, read_settings
from brief.editorial.fields.texts import slugify
from brief.editorial.locale.locales import parse_locale
from brief.editorial.models.filenames import classify_files
from brief.editorial.models.folders import FACTS_FILE
from brief.errors import ContentError, UsageError
from brief.scaffold.languages import require_page_strings
from brief.scaffold.placeholders import further_edition, new_edition, new_facts
from brief.scaffold.schemas import schema_comment
from brief.storage.file_set import find_existing, write_new_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from brief.editorial.models.content import BriefingFacts, Edition
    from brief.project import Project


def slug_for(title: str) -> str:
    """Return the folder name for a title: `River tolls` → `river-tolls`.

    Raises UsageError if the title has no usable letter.
    """
    slug = title if SLUG.fullmatch(title) else slugify(title)
    if not slug:
        msg = f"`{title}` has no letter that can be part of a folder name"
        raise UsageError(msg, "name the briefing with letters a–z, as in river-tolls", "bad-slug")
    return slug


def new_briefing(
    project: Project, slug: str, languages: Sequence[str], today: date
) -> tuple[Path, ...]:
    """Write the files of a new briefing, or of further languages; return their paths.

    Raises UsageError if a file exists already, ContentError if the existing briefing cannot be
    read, and BriefError if the files cannot be written.
    """
    require_page_strings(languages)
    folder = project.content_folder / slug
    existing = classify_files(folder, project)
    files: dict[Path, str] = {}
    if existing.facts.exists():
        facts, tag, model = _read_existing(project, slug)
        for language in languages:
            text = further_edition(_english_name(language), facts, tag, model)
            files[folder / f"{language}.yaml"] = text
    else:
        missing = set(read_settings(project).languages) - {*languages, *existing.languages}
        files[folder / FACTS_FILE] = new_facts(today, languages if missing else ())
        for language in languages:
            files[folder / f"{language}.yaml"] = new_edition(_english_name(language))
    taken = [existing.languages[tag] for tag in languages if tag in existing.languages]
    if blocking := dict.fromkeys([*taken, *find_existing(files)]):
        names = ", ".join(project.display_path(path) for path in blocking)
        msg = f"nothing was written, because these files exist already: {names}"
        remedy = "choose another name, or another language"
        if taken:
            msg = f"the briefing `{slug}` exists already, with these files: {names}"
            remedy = f"choose another name, or add a language, as in brief new {slug} --lang fr"
        raise UsageError(msg, remedy, "in-the-way")
    write_new_files(
        {path: (schema_comment(project, path) + text).encode() for path, text in files.items()}
    )
    return tuple(files)


def next_briefing(project: Project, slug: str, last: str, today: date) -> tuple[Path, ...]:
    """Write a briefing with the sources, languages and settings of `last`; return its paths.

    Raises UsageError if `last` does not exist or `slug` does, ContentError if the facts of `last`
    cannot be read, and BriefError if the files cannot be written.
    """
    from brief.editorial.models.folders import is_briefing, list_slugs, unknown_briefing_error
    from brief.scaffold.next_issue import days_of_series, next_day, next_facts

    if not is_briefing(project, last):
        raise unknown_briefing_error(project, last)
    facts, languages = _read_facts(project, last), list_languages(project, last)
    require_page_strings(languages)
    if is_briefing(project, slug):
        msg = f"nothing was written, because the briefing `{slug}` exists already"
        remedy = f"choose another name, as in brief new my-subject --from {last}"
        raise UsageError(msg, remedy, "in-the-way")
    others = [_try_facts(project, name) for name in list_slugs(project)]
    days = days_of_series([each for each in others if each], facts)
    folder = project.content_folder / slug
    files = {folder / FACTS_FILE: next_facts(facts, next_day(facts.date, days, today))}
    for language in languages:
        files[folder / f"{language}.yaml"] = new_edition(_english_name(language))
    write_new_files(
        {path: (schema_comment(project, path) + text).encode() for path, text in files.items()}
    )
    return tuple(files)


def _read_facts(project: Project, slug: str) -> BriefingFacts:
    from brief.editorial.fields.reader import read_model
    from brief.editorial.models.content import BriefingFacts

    return read_model(project.content_folder / slug / FACTS_FILE, project, BriefingFacts)[0]


def _try_facts(project: Project, slug: str) -> BriefingFacts | None:
    try:
        return _read_facts(project, slug)
    except ContentError:
        return None


def _read_existing(project: Project, slug: str) -> tuple[BriefingFacts, str, Edition | None]:
    """Return a briefing's facts, and the tag and model of its first readable edition."""
    from brief.editorial.fields.reader import try_read_model
    from brief.editorial.models.content import BriefingFacts, Edition

    files = classify_files(project.content_folder / slug, project)
    read = try_read_model(files.facts, project, BriefingFacts)
    facts = read.model
    if facts is None:
        raise ContentError(read.findings)
    first = [tag for tag in read_settings(project).languages if tag in files.languages]
    for tag in dict.fromkeys([*first, *files.languages]):
        model = try_read_model(files.languages[tag], project, Edition).model
        if model is not None:
            return facts, tag, model
    return facts, "", None


def _english_name(tag: str) -> str:
    return parse_locale(tag).get_display_name("en") or tag
