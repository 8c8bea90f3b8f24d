"""Read and write `agreed.json`, the record of the texts that `brief agree` confirmed.

The file is in the folder of the briefing and is committed with it. It has one line for each text
in each language, so that its versions are easy to compare.
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
ABOUT = "The texts when `brief agree` was last run. brief writes this file; commit it."

Baseline: TypeAlias = "dict[str, dict[str, str]]"
"""The wording of each text by its name and language; empty if nothing was recorded yet."""

_ORDERED = re.compile(r"point ([0-9]+)")


def read_baseline(folder: Path, shown: str) -> Baseline:
    """Return the record of the briefing in `folder`; `shown` is its file name in messages.

    Raises ContentError if the file exists and cannot be read.
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
        reason = "it is not valid JSON"
        raise _make_error(reason, place, folder) from problem
    except (UnicodeDecodeError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        reason = "its content is not what brief writes"
        raise _make_error(reason, Place(shown), folder) from problem


def _require_text(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError
    return text


def _make_error(reason: str, place: Place, folder: Path) -> ContentError:
    message = f"the record of agreed texts cannot be read: {reason}"
    remedy = f"restore {FILE_NAME}, or remove it and run `brief agree {folder.name}`"
    return ContentError([error("agreement-damaged", message, remedy, place)])


def collect_texts(briefing: AlignedBriefing, fewest: int = 2) -> Baseline:
    """Return the current wording of all texts in at least `fewest` languages."""
    return {
        text.name: {tag: version.text for tag, version in text.versions.items()}
        for text in briefing.texts
        if len(text.versions) >= fewest
    }


def match_recorded_texts(
    baseline: Baseline, now: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """Return the recorded wordings by the current names of the texts.

    The number of a point without an id changes when another point is added above it. Such points
    are recognized by an unchanged wording in any language.
    """
    points = [name for name in now if _ORDERED.fullmatch(name)]
    found = {name: baseline[name] for name in now if name in baseline and name not in points}
    old = {name: wording for name, wording in baseline.items() if _ORDERED.fullmatch(name)}
    candidates = [
        (-equal, before != name, name, before)
        for name in points
        for before in old
        if (equal := sum(now[name].get(tag) == text for tag, text in old[before].items()))
    ]
    taken = set()
    for _, _, name, before in sorted(candidates):
        if name not in found and before not in taken:
            found[name] = old[before]
            taken.add(before)
    for name in points:  # a point edited in all languages keeps its number
        if name not in found and name in old and name not in taken:
            found[name] = old[name]
    return found


def write_baseline(folder: Path, baseline: Baseline) -> Path:
    """Write the record atomically and return its path. Raises BriefError if that fails."""
    texts = {name: dict(sorted(versions.items())) for name, versions in baseline.items()}
    content = json.dumps({"about": ABOUT, "texts": texts}, ensure_ascii=False, indent=1) + "\n"
    path = folder / FILE_NAME
    try:
        write_atomically(path, content.encode(), mode=default_file_mode())
    except OSError as problem:
        msg = f"{path} cannot be written: {problem.strerror or problem}"
        raise BriefError(msg, "free some disk space, or get permission to write there") from None
    return path
