"""A text that is the same in two languages was probably never translated."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Deviation, deviation, quoted
from brief.findings import Related, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.agreement.aligned_texts import Passage, Reading, Version

FEWEST_WORDS = 4
# Where words are not spaced, two characters make about one word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]{2}|[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def texts_left_alike(reading: Reading) -> Iterator[Deviation]:
    """Yield each text of four words or more that stands in two languages alike.

    Varieties of one language (`en-GB`, `en-US`) may well say the same.
    """
    for passage in reading.passages:
        first: dict[str, list[Version]] = {}
        for version in passage.versions.values():
            words = _words(version.plain)
            if len(words) < FEWEST_WORDS:
                continue
            alike = first.setdefault(" ".join(words), [])
            other = next((one for one in alike if _base(one.tag) != _base(version.tag)), None)
            alike.append(version)
            if other:
                yield _told(passage, version, other)


def _words(plain: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", plain).casefold())


def _base(tag: str) -> str:
    return tag.partition("-")[0]


def _told(passage: Passage, version: Version, other: Version) -> Deviation:
    found = warning(
        "text-identical",
        f"{passage.name}: {quoted(version.text)} is the same in `{other.tag}` and `{version.tag}`",
        "translate it",
        version.place(),
        (Related(f"the same in `{other.tag}`", other.place()),),
    )
    return deviation(found, (version.tag, other.tag), (passage.name, version.text))
