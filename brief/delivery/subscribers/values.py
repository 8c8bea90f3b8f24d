"""Values that belong to a subscriber: name, languages, tags, times and texts of a consent.

Each reader returns the value, or the message why the text cannot be one. An empty text is an empty
value.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from unicodedata import category, name, normalize

from brief.findings.message import Message, shorten
from brief.language_tags import canonical_tag

MAX_NAME_LENGTH = 200
MAX_TAG_LENGTH, MAX_TAGS, MAX_LANGUAGES = 60, 50, 20
MAX_SOURCE_LENGTH, MAX_TEXT_LENGTH = 500, 10_000
FIRST_YEAR = 1970
CLOCK_TOLERANCE = timedelta(minutes=10)

SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SEPARATORS = re.compile(r"[,;|/]")
_TAG_SEPARATORS = re.compile(r"[,;|]")
_LETTER = r"[^\x00-\x7f\s\u200c\u200d]"
_JOINERS = re.compile(rf"(?<={_LETTER})[\u200c\u200d](?={_LETTER})")
"""Format characters within words of Persian, Hindi and other languages (RFC 5892, A.1)."""
_FILLERS = re.compile("[\u115f\u1160\u17b4\u17b5\u3164\uffa0]")
"""Letters by their category that are never seen."""
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SHOWN_TIME = "%Y-%m-%dT%H:%M:%SZ"


def read_name(text: str) -> str | Message:
    """Return a name that is safe in a mail header and on a page.

    Refused are control and format characters (except joiners within words), line breaks, MIME
    encoded words (RFC 2047; Python 3.11.7 decodes them to header lines, CVE-2024-6923) and angle
    brackets.
    """
    text = SPACES.sub(" ", text).strip()
    if not text.isascii():
        text = normalize("NFC", text)
    without_joiners = text if text.isascii() else _JOINERS.sub("", text)
    if not without_joiners.isprintable():
        return _refuse_characters("name", without_joiners)
    if filler := _FILLERS.search(text):
        return _refuse_characters("name", text, filler[0])
    if "=?" in text:
        message = f"the name `{shorten(text)}` has a part in the encoding of mail headers (`=?…`)"
        return Message("subscriber-name", message, "write the name in plain letters")
    if "<" in text or ">" in text:
        message = f"the name `{shorten(text)}` has an angle bracket in it"
        return Message("subscriber-name", message, "write the name alone, without an address")
    if len(text) > MAX_NAME_LENGTH:
        message = f"the name `{shorten(text)}` has {len(text)} characters"
        return Message("subscriber-name", message, f"at most {MAX_NAME_LENGTH} are possible")
    return text


@lru_cache(maxsize=4096)
def read_languages(text: str) -> tuple[str, ...] | Message:
    """Return language tags in order of preference, separated by `|`, `,`, `;` or `/`."""
    tags: list[str] = []
    for part in filter(None, map(str.strip, _SEPARATORS.split(text))):
        tag = canonical_tag(part)
        if tag is None:
            message = f"`{shorten(part)}` is not a language tag"
            return Message("subscriber-language", message, "write tags such as `de` or `de|it`")
        tags.append(tag)
    if len(tags) > MAX_LANGUAGES:
        message = f"{len(tags)} languages for one person"
        return Message("subscriber-language", message, f"at most {MAX_LANGUAGES} are possible")
    return tuple(dict.fromkeys(tags))


@lru_cache(maxsize=4096)
def read_tags(text: str) -> tuple[str, ...] | Message:
    """Return tags in lower case and sorted, separated by `,`, `;` or `|`."""
    tags: set[str] = set()
    for part in _TAG_SEPARATORS.split(SPACES.sub(" ", text)):
        tag = normalize("NFC", part.lower().strip(" \r\n\"'"))
        if not tag.isprintable():
            return _refuse_characters("tag", tag)
        if len(tag) > MAX_TAG_LENGTH:
            message = f"the tag `{shorten(tag)}` has {len(tag)} characters"
            return Message("subscriber-tag", message, f"at most {MAX_TAG_LENGTH} are possible")
        tags.add(tag)
    if len(tags) > MAX_TAGS:
        message = f"{len(tags)} tags for one person"
        return Message("subscriber-tag", message, f"at most {MAX_TAGS} are possible")
    return tuple(sorted(tags - {""}))


def read_source(text: str) -> str | Message:
    """Return where consent was given, in one line."""
    text = normalize("NFC", SPACES.sub(" ", text).strip())
    if not text.isprintable():
        return _refuse_characters("consent_source", text)
    return _limit("consent_source", text, MAX_SOURCE_LENGTH)


def clean_line(text: str, limit: int = MAX_SOURCE_LENGTH) -> str:
    """Return a text of any origin as one line that `read_source` accepts, cut at a length."""
    line = SPACES.sub(" ", " ".join(text.split()))
    printable = "".join(it if it.isprintable() else "?" for it in line)
    return normalize("NFC", printable)[:limit].strip()


def read_words(text: str) -> str | Message:
    """Return the words of a consent, which may have several lines."""
    text = normalize("NFC", re.sub(r"\r\n?", "\n", text).strip())
    for found in text:
        if category(found) in {"Cc", "Cs"} and found not in "\n\t":
            return _refuse_characters("consent_text", text, found)
    return _limit("consent_text", text, MAX_TEXT_LENGTH)


def read_time(text: str, now: datetime) -> str | Message:
    """Return a date (`2025-03-04`), or a time in UTC (`2025-03-04T09:30:00Z`).

    A time without an offset is taken as UTC, a German date (`4.3.2025`) is accepted. A time in the
    future, or before 1970, is refused.
    """
    text = text.strip()
    if not text:
        return ""
    moment = _parse_time(text)
    if moment is None or moment.year < FIRST_YEAR:
        message = f"`{shorten(text)}` is not a date or time"
        remedy = "write it as 2025-03-04 or 2025-03-04T09:30:00Z"
        return Message("subscriber-time", message, remedy)
    latest = now + CLOCK_TOLERANCE
    if (moment if isinstance(moment, datetime) else _as_time(moment)) > latest:
        message = f"`{shorten(text)}` is in the future"
        return Message("subscriber-time", message, "write when it happened")
    return format_time(moment) if isinstance(moment, datetime) else moment.isoformat()


def format_time(moment: datetime) -> str:
    """Return a time in UTC and to the second; one without time zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime(_SHOWN_TIME)


def current_time() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


def _parse_time(text: str) -> datetime | date | None:
    if not text.isascii():
        return None
    if match := _GERMAN_DATE.fullmatch(text):
        day, month, year, *clock = match.groups()
        text = f"{year}-{int(month):02}-{int(day):02}"
        if clock[0]:
            text += f"T{int(clock[0]):02}:{clock[1]}:{clock[2] or '00'}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text.removesuffix(" UTC"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _as_time(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _limit(field: str, text: str, limit: int) -> str | Message:
    if len(text) <= limit:
        return text
    message = f"{field} has {len(text)} characters"
    return Message("subscriber-consent", message, f"at most {limit} are possible")


def _refuse_characters(field: str, text: str, found: str = "") -> Message:
    """Return the message about a character: by default, the first that is not printable."""
    found = found or next(it for it in text if not it.isprintable())
    kind = "a line break" if found in "\r\n\u2028\u2029\x85" else name(found, "a control character")
    message = f"the {field} `{shorten(text)}` has {kind} (U+{ord(found):04X}) in it"
    return Message("subscriber-characters", message, "delete that character")
