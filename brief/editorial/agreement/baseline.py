"""The record of what the languages said when a person last saw that they agree.

It lies beside the texts, to be committed with them: JSON, which no language file is, with a line
for each text in each language, so that two versions of it compare well.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeAlias

from brief.errors import BriefError, ContentError
from brief.findings import Place, error
from brief.storage.atomic_write import default_file_mode, write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from brief.editorial.agreement.aligned_texts import AlignedBriefing

FILE_NAME = "agreed.json"
MAX_SIZE = 4 * 1024 * 1024
ABOUT = "What each text said when `brief agree` was last run. It is written by brief: commit it."

Baseline: TypeAlias = "dict[str, dict[str, str]]"
"""The wording of each passage by its name and language; empty if nothing was agreed on yet."""

_ORDERED = re.compile(r"point ([0-9]+)")


def read_baseline(folder: Path, shown: str) -> Baseline:
    """Return what the briefing in `folder` agreed on; `shown` is the file as messages name it.

    Raises ContentError if the file is there and cannot be read.
    """
    path = folder / FILE_NAME
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_SIZE + 1)
    except FileNotFoundError:
        return {}
    except OSError as problem:
        raise _make_error(problem.strerror or "unknown reason", Place(shown), folder) from problem
    try:
        texts = json.loads(raw[:MAX_SIZE].decode("utf-8-sig"))["texts"]
        return {
            str(name): {str(tag): _require_text(text) for tag, text in versions.items()}
            for name, versions in texts.items()
        }
    except json.JSONDecodeError as problem:
        lines = [*problem.doc.split("\n"), ""]
        line = lines[problem.lineno - 1].rstrip("\r")
        place = Place(shown, problem.lineno, problem.colno, text=line)
        reason = "it is no longer the JSON that brief wrote"
        raise _make_error(reason, place, folder) from problem
    except (UnicodeDecodeError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        reason = "it does not hold what brief writes into it"
        raise _make_error(reason, Place(shown), folder) from problem


def _require_text(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError
    return text


def _make_error(reason: str, place: Place, folder: Path) -> ContentError:
    return ContentError(
        [
            error(
                "agreement-damaged",
                f"what the languages agreed on cannot be read: {reason}",
                f"restore {FILE_NAME} as it was, or remove it and run `brief agree {folder.name}`",
                place,
            )
        ]
    )


def collect_texts(briefing: AlignedBriefing, fewest: int = 2) -> Baseline:
    """Return what the texts say now: those that stand in `fewest` languages or more."""
    return {
        text.name: {tag: version.text for tag, version in text.versions.items()}
        for text in briefing.texts
        if len(text.versions) >= fewest
    }


def match_recorded_texts(
    baseline: Baseline, now: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return the recorded wordings under the names that the passages have now.

    Points without an id are known by their number, which changes when one is added above them:
    they are recognized by what they say in any of the languages.
    """
    found = {
        name: baseline[name] for name in now if name in baseline and not _ORDERED.fullmatch(name)
    }
    old = {name: wording for name, wording in baseline.items() if _ORDERED.fullmatch(name)}
    points = [name for name in now if _ORDERED.fullmatch(name)]
    shared = [
        (-_count_equal(old[before], now[name]), before != name, name, before)
        for name in points
        for before in old
        if _count_equal(old[before], now[name])
    ]
    taken = set()
    for _, _, name, before in sorted(shared):
        if name not in found and before not in taken:
            found[name] = old[before]
            taken.add(before)
    for name in points:  # what is new in all languages stands where the old wording stood
        if name not in found and name in old and name not in taken:
            found[name] = old[name]
    return found


def _count_equal(old: Mapping[str, str], new: Mapping[str, str]) -> int:
    return sum(new.get(tag) == text for tag, text in old.items())


def write_baseline(folder: Path, baseline: Baseline) -> Path:
    """Write the record in one step, sorted by language within each text, and return its path.

    Raises BriefError if it cannot be written.
    """
    texts = {name: dict(sorted(versions.items())) for name, versions in baseline.items()}
    content = json.dumps({"about": ABOUT, "texts": texts}, ensure_ascii=False, indent=1) + "\n"
    path = folder / FILE_NAME
    try:
        write_atomically(path, content.encode(), mode=default_file_mode())
    except OSError as problem:
        msg = f"{path} cannot be written: {problem.strerror or problem}"
        raise BriefError(msg, "free the place, or give yourself the right to write there") from None
    return path
