"""Find the place and the day that begin a text, and the reporter: "BERLIN, 3 March (dpa) – "."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.importing.lines.dates import find_day, without_day
from brief.editorial.importing.lines.header import is_name

if TYPE_CHECKING:
    from brief.editorial.locale.partial_date import PartialDate

MAX_DATELINE = 70

_DATELINE = re.compile(
    rf"(?P<place>[^–—:!?]{{2,{MAX_DATELINE}}}?)\s*(?P<agency>[(（][^()（）]{{2,30}}[)）])?"
    r"(?P<end>\s+[–—-]{1,2}\s+|\s*[—]\s*|\s*=\s+)(?=\S)"
)
_SHOUTED = re.compile(r"(?P<place>[^\W\d_]{3,}(?:[ -][^\W\d_]{2,}){0,2})\.\s+(?=\w)")
# What agencies of Korea and Japan write before a text: (서울=한빛뉴스), 【東京＝港湾通信】.
_BRACKETS = re.compile(
    r"[(（【\[][^()（）【】=＝]{1,12}[=＝][^()（）【】]{1,20}[)）】\]]\s*"
    r"(?:[^=\s]{2,5} 기자\s*=\s*)?"
)
_PLACE = re.compile(r"(?P<place>[^\W\d_]{2,}(?:[ /-][^\W\d_]{2,})?)\s+[–—-]\s+(?=\w)")
# A place and an agency in brackets: Stuttgart (wk).
_AGENCY = re.compile(
    r"(?P<place>[^\W\d_]{2,}(?:[ /-][^\W\d_]{2,}){0,2})\s*"
    r"[(（][^()（）\d]{2,20}[)）]\s*[.:]\s+(?=\w)"
)
# (VNAgency) - , МОСКВА, 6 ноября. /Агентство/.
_BARE_AGENCY = re.compile(r"[(（][^\W\d_][\w. ]{1,20}[)）]\s*[–—-]{1,2}\s+(?=\w)")
_SLASHED = re.compile(r"(?P<place>[^/.:!?]{2,40})\.?\s*/[^/\d]{2,30}/\s*[.–—-]+\s+(?=\w)")
# (ACN) Bolzano - , 【記者陳怡君／臺中報導】, МОСКВА, 6 ноября.
_AGENCY_FIRST = re.compile(
    r"[(（][^\W\d_][\w. ]{1,20}[)）]\s*(?P<place>[^\W\d_]{2,}(?:[ /-][^\W\d_]{2,}){0,2})"
    r"(?:,\s+[^–—-]{3,25})?\s+[–—-]{1,2}\s+(?=\w)"
)
_REPORTER = re.compile(
    r"[【（(〔\[](?:本報|本报)?[記记]者(?P<name>[^／/】]{2,10})[／/](?P<place>[^】）)]{2,14})[】）)〕\]]\s*"
)
_SHOUTED_DAY = re.compile(
    r"(?P<place>[^\W\d_]{3,}(?:[ -][^\W\d_]{2,}){0,2}),?\s+(?:[0-9]{1,2}\s+[^\W\d_]{3,12}"
    r"|[^\W\d_]{3,12}\s+[0-9]{1,2})\.?(?:\s*[/(][^/()]{2,30}[/)])?\s*[.–—-]+\s+(?=\S)"
)
_XINHUA = re.compile(
    r"[^\s，。]{2,20}[0-9]{1,2}月[0-9]{1,2}日[电讯電訊]\s*(?:[(（][^()（）]{2,40}[)）])?\s*"
)


def _match_place(text: str) -> int:
    """Return the length of a place, or of an agency's brackets, at the start of a text."""
    for pattern in (_XINHUA, _BRACKETS, _BARE_AGENCY, _REPORTER):
        if found := pattern.match(text):
            return found.end()
    for pattern, is_place in (
        (_AGENCY_FIRST, _starts_names),
        (_SLASHED, _starts_names),
        (_SHOUTED_DAY, str.isupper),
    ):
        if (found := pattern.match(text)) and is_place(found["place"]):
            return found.end()
    if (found := _SHOUTED.match(text)) and found["place"].isupper():
        return _skip_short_parts(text, found.end())
    found = _AGENCY.match(text)
    after = None if found else _PLACE.match(text)
    if after and (not text[after.end()].isalpha() or text[after.end()].islower()):
        after = None
    found = found or after
    return found.end() if found and not found["place"][:1].islower() else 0


def find_reporter(text: str) -> str:
    """Return the name in "【記者陳怡君／臺中報導】" at the start of a text, or ""."""
    found = _REPORTER.match(text)
    return found["name"].strip() if found else ""


def _skip_short_parts(text: str, at: int) -> int:
    """Return the index after the day and the agency that follow a place: "KYIV. 6 May. UNIAN. "."""
    while part := re.compile(r"(?P<part>[^.]{2,25})\.\s+(?=\w)").match(text, at):
        words = part["part"].split()
        is_day = any(sign.isdigit() for sign in part["part"]) and len(words) == 2  # noqa: PLR2004 - day and month
        if not is_day and not (part["part"].isupper() and len(words) == 1):
            break
        at = part.end()
    return at


def find_dateline(text: str, language: str) -> tuple[int, PartialDate | None]:
    """Return the length of "BERLIN, 3 March (dpa) – " at the start of a text, and its day."""
    if length := _match_place(text):
        return length, None
    if (found_day := find_day(text[:MAX_DATELINE], language)) and found_day.day:
        before = text[: found_day.start].strip(" ,(")
        after = re.match(r"\)?\s*[.:–—-]+\s+(?=\S)", text[found_day.end :])
        if after and (is_name(before) if before else after[0].strip()[-1:] in "–—-"):
            return found_day.end + after.end(), found_day.day
    found = _DATELINE.match(text)
    if found is None:
        return 0, None
    place = found["place"]
    rest, day = without_day(place, language)
    name = rest or place
    letters = [sign for sign in name if sign.isalpha()]
    shouted = len(letters) > 2 and all(sign.isupper() for sign in letters)  # noqa: PLR2004 - no abbreviation
    dated = (day is not None or _has_day_without_year(place, language)) and _starts_names(name)
    if dated or shouted or (found["agency"] and _starts_names(name)):
        return found.end(), day.day if day else None
    return 0, None


def _has_day_without_year(text: str, language: str) -> bool:
    from brief.editorial.numbers import find_quantities

    found = find_quantities(text, language or "en")
    return len(found) == 1 and found[0].kind == "date"


def _starts_names(text: str) -> bool:
    return text[:1].isupper() or not text[:1].isascii()
