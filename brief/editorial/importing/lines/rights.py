"""Read lines that say who holds the rights."""

from __future__ import annotations

import re

from brief.editorial.importing.document import RightsLine
from brief.editorial.importing.lines.words import (
    normalise_line,
    words_of,
    written_words_of,
)

MAX_RIGHTS = 200

_SIGN = r"(?:©|\(c\)|ⓒ|copyright\b|℗)"
_RIGHTS = re.compile(
    rf"(?i)[<(\[（【\s]*(?:저작권자\s*)?(?:{_SIGN}[\s:,]*)+"
    r"(?P<years>(?:[12][0-9]{3})(?:\s*[-–/,]\s*(?:[12][0-9]{3}))?)?"
    r"[\s,:]*(?:by\s+)?(?P<holder>.*?)[\s.,|>)\]）】。]*"
)
_YEAR_AFTER = re.compile(r"(?P<holder>.*\D)[\s,]+(?P<year>[12][0-9]{3})")
# After the holder, a page's foot goes on: "© 2025 Werkblatt · Impressum · Datenschutz".
_PAGE_FOOT = re.compile(r"\s+[·|•]\s+")
_EDGES = " .,;|–-·،。，>)]）】"


def parse_rights(line: str) -> RightsLine | None:
    """Return the content of a line such as "© 2025 Vietmetric", or None for any other line."""
    text, *foot = _PAGE_FOOT.split(line.strip())
    text += "".join(f" | {part}" for part in foot if is_reservation(part))
    found = _RIGHTS.fullmatch(text) if len(text) <= MAX_RIGHTS else None
    if not found:
        return None
    holder = _without_reservation(found["holder"])
    before, dash, link = holder.rpartition(" – ")
    if dash and normalise_line(link) in words_of("lines"):
        holder = before
    years = found["years"] or ""
    after = None if years else _YEAR_AFTER.fullmatch(holder)
    if after:
        holder, years = after["holder"].strip(" ,"), after["year"]
    if not any(character.isalpha() for character in holder):
        return None
    shown = text.strip("<>") if text[:1] == "<" else text
    return RightsLine(shown, holder, int(years[-4:]) if years else None)


def is_reservation(line: str) -> bool:
    """Return whether the line only reserves all rights."""
    text = line.strip(_EDGES + "<([（【").casefold().replace("'", "’")
    return len(text) <= MAX_RIGHTS and any(
        text.startswith(each) for each in written_words_of("reserved")
    )


def _without_reservation(holder: str) -> str:
    """Return a holder without "All rights reserved" and what follows it, in any language."""
    folded = holder.casefold().replace("'", "’")
    if len(folded) == len(holder):
        places = [at for each in written_words_of("reserved") if (at := folded.find(each)) >= 0]
        holder = holder[: min(places, default=len(holder))]
    return holder.strip(_EDGES)
