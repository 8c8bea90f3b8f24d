"""Find in a sentence what a figure measures, whether it rises or falls, and what it was before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

import yaml

from brief.editorial.importing.figures.topic import find_topic
from brief.editorial.locale.language_detection import function_words

if TYPE_CHECKING:
    from brief.editorial.numbers import Quantity

Trend = Literal["up", "down", ""]

MAX_NAME = 45
MAX_NAME_WORDS = 5
MAX_TOPIC = 12
"""Characters of a name in scripts without spaces between words."""
MAX_TAIL = 45
"""Characters between the verb and the figure."""
MAX_AFTER = 30
_BOUNDARY = re.compile(r"[.!?…;:,，。；：、！？،؛।()（）–—]\s*")
_AND = re.compile(r"\s(?:and|und|et|e|y|en|i|și|och|og|а|и|і|ja|ve|és)\s")
_STOP = re.compile(r"[.!?…;。；！？؛।](?:\s|$)|[;；]")
_COMMA = re.compile(r",\s|，|、|،")
_VERB_SECOND = frozenset({"de", "nl", "sv", "da", "nb", "nn"})
_ACCORDING = re.compile(r"^(?:\S+\s){1,4}?(?:mukaan|szerint|göre)\s(?=\S)")
_RISING = ("增", "升", "涨", "늘", "증가", "상승", "増", "上が")
_FALLING = ("降", "减", "跌", "줄", "감소", "하락", "減", "下が")
_AR_TAIL = re.compile(r"\s+(?:بنسبة|إلى|ليصل إلى|نحو|حوالي|بـ|من)\s*")


@dataclass(frozen=True, slots=True)
class Motion:
    """What a figure measures ("" if no noun says so), and whether it rises or falls."""

    name: str = ""
    trend: Trend = ""


@dataclass(frozen=True, slots=True)
class _MotionWords:
    order: str
    verbs: re.Pattern[str]
    trends: dict[str, Trend]
    passing: re.Pattern[str]
    article: re.Pattern[str]
    cut: re.Pattern[str]
    pronouns: frozenset[str]
    earlier: re.Pattern[str]
    to: re.Pattern[str]
    more: re.Pattern[str]
    less: re.Pattern[str]
    rise_after: re.Pattern[str]
    fall_after: re.Pattern[str]


def read_motion(text: str, quantity: Quantity, language: str, start: int = -1) -> Motion:
    """Return what a figure measures and how it moves, by the verb of its clause.

    `start` is where the figure begins, if it is the end of a change: where the change does.
    """
    words = _motion_words(language)
    before = text[: quantity.start if start < 0 else start]
    after = text[quantity.end :]
    if words.order == "topic":
        return _read_topic(before, after, language)
    if words.order == "verb-first":
        return _read_verb_first(before, words)
    if words.order == "verb-last":
        return _read_verb_last(before, after, words, language)
    return _read_verb_between(before, quantity, after, language)


def _read_verb_between(before: str, quantity: Quantity, after: str, language: str) -> Motion:
    """Read "revenue rose by 3%": the name, the verb, the figure."""
    words = _motion_words(language)
    trend = _trend_after(after, words)
    if quantity.kind == "multiple" and words.verbs.search(quantity.text):
        return Motion(_clean_name(before, words, language), trend)
    verb = next(iter(list(words.verbs.finditer(before))[-1:]), None)
    tail = before[verb.end() :] if verb else ""
    if verb is None or len(tail) > MAX_TAIL or _STOP.search(tail) or _COMMA.search(tail):
        return Motion("", trend)
    moved = words.trends[verb[0].casefold()]
    name = _clean_name(before[: verb.start()], words, language)
    if not name and language.partition("-")[0] in _VERB_SECOND:
        name = _read_subject_after(tail, words, language)
    return Motion(name, moved or trend)


def _read_subject_after(tail: str, words: _MotionWords, language: str) -> str:
    """Return the subject between verb and figure: "In May rose *exports of steel* by 9%"."""
    parts = tail.split()
    common = function_words(language) | words.pronouns
    while parts and parts[-1].casefold() in common:
        parts.pop()
    return _clean_name(" ".join(parts), words, language)


def is_verb(word: str, language: str) -> bool:
    """Return whether a word is one of the verbs that say how a figure moves."""
    return bool(_motion_words(language).verbs.fullmatch(word))


def is_earlier(text: str, quantity: Quantity, language: str) -> bool:
    """Return whether a figure is the value of before: "up from 2.9 billion", "statt 42 Mrd."."""
    before = text[: quantity.start].rstrip().casefold().replace("'", "’")
    return bool(_motion_words(language).earlier.search(before))


def is_before_change(
    text: str, first: Quantity, second: Quantity, language: str, year: Quantity | None = None
) -> bool:
    """Return whether two figures are the ends of a change: "from 115 to 98".

    `year` is that of the first, if it is between them: "from 115 in 2018 to 98".
    """
    if first.unit not in {"", second.unit} or "date" in {first.kind, second.kind}:
        return False
    if language.startswith("tr") and not text[first.end : second.start].strip():
        return first.text.endswith(("dan", "den", "tan", "ten"))
    between = text[(year or first).end : second.start].strip(" -").casefold()
    return bool(_motion_words(language).to.fullmatch(between))


def split_change(text: str, quantity: Quantity, language: str) -> Trend:
    """Return how a range moves if it is a change: "up" for "rose from 610 to 804"; "" otherwise."""
    words = _motion_words(language)
    parts = [
        part for part in re.split(r"[^\d.,\u00a0\u202f ]+", quantity.text) if re.search(r"\d", part)
    ]
    if len(parts) != 2 or re.search(r"\d\s*[-–—]\s*\d", quantity.text):  # noqa: PLR2004 - both ends
        return ""
    motion = read_motion(text, quantity, language)
    after = _STOP.split(text[quantity.end :])[0]
    before = _STOP.split(text[: quantity.start])[-1]
    moves: object = motion.trend or words.passing.search(before)
    moves = moves or (words.order == "verb-last" and words.verbs.search(after))
    only = language.partition("-")[0] in {"de", "nl", "cs", "sk"} and "tot" not in quantity.text
    if not moves and not only:
        return ""
    first, last = (_digits(part) for part in parts)
    return "up" if first < last else "down"


def _digits(part: str) -> tuple[int, str]:
    """Return a key by which two numbers of one form can be compared."""
    whole, *_ = re.split(r"[.,](?=\d{1,2}(?!\d))", part.strip())
    digits = re.sub(r"\D", "", whole)
    return len(digits), re.sub(r"\D", "", part)


def _trend_after(after: str, words: _MotionWords) -> Trend:
    if words.more.match(after[:MAX_AFTER]):
        return "up"
    if words.less.match(after[:MAX_AFTER]):
        return "down"
    clause = re.split(r"[.,;:!?]", after[: 2 * MAX_TAIL])[0].strip()
    if words.rise_after.search(clause):
        return "up"
    return "down" if words.fall_after.search(clause) else ""


def _clean_name(before: str, words: _MotionWords, language: str) -> str:
    """Return the noun and what belongs to it at the end of a text, or ""."""
    text = _last_clause(before, words)
    bare = words.article.sub("", text.replace("'", "’")).strip()
    bare = _ACCORDING.sub("", words.cut.sub("", bare))
    parts = bare.split()
    if not parts or len(parts) > MAX_NAME_WORDS or len(bare) > MAX_NAME:
        return ""
    if any(sign.isdigit() for sign in bare) or not bare[0].isalpha():
        return ""
    common = function_words(language) | words.pronouns
    if {parts[0].casefold(), parts[-1].casefold()} & common:
        return ""
    if language.startswith("de") and not any(part[:1].isupper() for part in parts):
        return ""
    return bare


def _read_topic(before: str, after: str, language: str) -> Motion:
    """Return the name before a topic marker or a Chinese verb, and the direction beside it."""
    near = f"{before[-4:]}{_COMMA.split(_STOP.split(after)[0])[0][:MAX_TOPIC]}"
    rises, falls = any(map(near.count, _RISING)), any(map(near.count, _FALLING))
    trend: Trend = "" if rises == falls else "up" if rises else "down"
    return Motion(find_topic(before, language, _motion_words(language).pronouns), trend)


def _last_clause(before: str, words: _MotionWords) -> str:
    """Return the last clause of a text; "and" begins one only after another verb."""
    text = _BOUNDARY.split(before)[-1].strip()
    joined = list(_AND.finditer(text))
    is_new = joined and words.verbs.search(text, 0, joined[-1].start())
    return text[joined[-1].end() :].strip() if is_new else text


def _read_verb_first(before: str, words: _MotionWords) -> Motion:
    clause = _last_clause(before, words)
    verb = words.verbs.match(clause)
    if verb is None:
        return Motion()
    name = _AR_TAIL.split(clause[verb.end() :] + " ")[0].strip()
    good = 0 < len(name.split()) <= MAX_NAME_WORDS and not any(sign.isdigit() for sign in name)
    return Motion(name if good else "", words.trends[verb[0]])


def _read_verb_last(before: str, after: str, words: _MotionWords, language: str) -> Motion:
    clause = _STOP.split(after)[0]
    verb = words.verbs.search(clause[:MAX_AFTER])
    if verb is None:
        return Motion()
    name = words.article.sub("", _last_clause(before, words))
    name = _ACCORDING.sub("", words.cut.sub("", name))
    name = re.sub(r"\s+(?:yüzde|به|तक|سے|से)$", "", name)
    parts = name.split()
    good = 0 < len(parts) <= MAX_NAME_WORDS and not any(sign.isdigit() for sign in name)
    ends = {parts[0].casefold(), parts[-1].casefold()} if parts else set()
    good = good and not ends & (function_words(language) | words.pronouns)
    return Motion(name if good else "", words.trends[verb[0].casefold()])


@lru_cache(maxsize=64)
def _motion_words(tag: str) -> _MotionWords:
    read = _read_words()
    entry = read.get(tag) or read.get(tag.partition("-")[0], {})
    trends: dict[str, Trend] = {}
    for key, trend in (("level", ""), ("pass", ""), ("rise", "up"), ("fall", "down")):
        trends |= dict.fromkeys((word.casefold() for word in entry.get(key, ())), trend)  # type: ignore[arg-type]
    order = entry.get("order", "")
    articles = entry.get("article", ())
    return _MotionWords(
        order if isinstance(order, str) else "",
        _any_of(trends, r"(?<!\w)(?:{})(?!\w)"),
        trends,
        _any_of(entry.get("pass", ()), r"(?<!\w)(?:{})(?!\w)"),
        _any_of(articles, r"^(?:(?:{})(?:\s+|(?<=’)))+"),
        _any_of(entry.get("cut", ()), r"\s+(?:{})(?!\w).*$"),
        frozenset(entry.get("pronouns", ())),
        _any_of(entry.get("earlier", ()), r"(?:^|[\s,(（])(?:{})$"),
        _any_of(entry.get("to", ()), r"[^\W\d_a-zà-ÿ]{0,2}(?:{})"),
        _any_of(entry.get("more", ()), r"\s*(?:{})(?!\w)"),
        _any_of(entry.get("less", ()), r"\s*(?:{})(?!\w)"),
        _any_of(entry.get("rise-after", ()), r"(?<!\w)(?:{})$"),
        _any_of(entry.get("fall-after", ()), r"(?<!\w)(?:{})$"),
    )


def _any_of(entries: object, form: str) -> re.Pattern[str]:
    words = sorted((str(each) for each in entries), key=len, reverse=True)  # type: ignore[attr-defined]
    either = "|".join(map(re.escape, words)) or "(?!)"
    return re.compile(form.replace("{}", either), re.IGNORECASE)


@lru_cache(maxsize=1)
def _read_words() -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("motion.yaml").read_text("utf-8")
    read: dict[str, dict[str, list[str]]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and dicts only
    return read


def is_difference(text: str, quantity: Quantity, language: str) -> bool:
    """Return whether a figure says how much more or less: "2.1 billion more than planned"."""
    words, after = _motion_words(language), text[quantity.end :][:MAX_AFTER]
    return bool(words.more.match(after) or words.less.match(after))
