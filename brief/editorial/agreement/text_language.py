"""Check that every text is in the language that its file's name says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Mismatch, make_mismatch, quote
from brief.editorial.locale.language_detection import find_other_language, is_plainly_in
from brief.editorial.locale.locales import language_name
from brief.findings import warning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brief.editorial.agreement.aligned_texts import AlignedBriefing, Version

CODE = "other-language"

# Titles and quotations, which may be in the language of the source. All alternatives begin with a
# character, not with a condition, which makes the search fast.
_FOREIGN = re.compile(
    "“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|「[^」]*」|『[^』]*』|"
    r'"[^"]*"|\*(?<![\w*]\*)[^*]+\*(?![\w*])|_(?<![\w_]_)[^_]+_(?![\w_])'
)


def find_other_languages(briefing: AlignedBriefing) -> dict[str, str]:
    """Return the editions that are wholly in another language than their file, with that one."""
    found = {}
    for tag, versions in _versions_by_tag(briefing).items():
        whole = "\n".join(_own_words(version) for version in versions)
        if other := find_other_language(whole, tag):
            found[tag] = other
    return found


def report_files(briefing: AlignedBriefing, others: Mapping[str, str]) -> list[Mismatch]:
    """Return a warning for each edition that `find_other_languages` found."""
    return [_report_file(briefing, tag, others) for tag in others]


def check_languages(briefing: AlignedBriefing) -> list[Mismatch]:
    """Return a warning for each text in another language than its file; short texts are skipped."""
    found = []
    for tag, versions in _versions_by_tag(briefing).items():
        likely = [other for other in briefing.editions if other != tag]
        found += [
            _report_text(version, other)
            for version in versions
            if not is_plainly_in(version.text, tag)
            and (other := find_other_language(_own_words(version), tag, likely))
        ]
    return found


def _versions_by_tag(briefing: AlignedBriefing) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {tag: [] for tag in briefing.editions}
    for text in briefing.texts:
        for tag, version in text.versions.items():
            found[tag].append(version)
    return found


def _own_words(version: Version) -> str:
    return _FOREIGN.sub(" ", version.text)


def _report_file(briefing: AlignedBriefing, tag: str, others: Mapping[str, str]) -> Mismatch:
    is_in, other = _english(others[tag]), others[tag]
    path = briefing.places.value_place(tag).path
    elsewhere = _same_language(other, list(briefing.editions))
    if elsewhere is None:
        remedy = f"rename the file to {other}.yaml, or translate its texts"
    elif _same_language(tag, [others.get(elsewhere, "")]):
        remedy = f"exchange the names of {tag}.yaml and {elsewhere}.yaml"
    else:
        remedy = f"translate its texts; {elsewhere}.yaml is in {is_in} already"
    message = f"the text is in {is_in}, but the file is named {path.rpartition('/')[2]}"
    found = warning(CODE, message, remedy, briefing.places.value_place(tag, "title"))
    return make_mismatch(found, (tag,), (tag,))


def _report_text(version: Version, other: str) -> Mismatch:
    message = f"{quote(version.text)} is in {_english(other)}, and the file in "
    message += _english(version.tag)
    found = warning(CODE, message, "translate it", version.find_place())
    return make_mismatch(found, (version.tag,), (version.text,))


def _same_language(tag: str, tags: Sequence[str]) -> str | None:
    """Return the first of `tags` that is in the same language, whatever its region."""
    language = tag.partition("-")[0]
    return next((one for one in tags if one.partition("-")[0] == language), None)


def _english(tag: str) -> str:
    return language_name(tag, "en")
