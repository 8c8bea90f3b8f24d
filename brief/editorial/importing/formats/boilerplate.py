"""Recognise lines that do not belong to a text: web page boilerplate and copyright lines."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

import yaml

from brief.editorial.importing.document import RightsLine

MAX_BOILERPLATE = 60
MAX_POINTER = 200
MAX_LINK_TITLE = 140
MAX_RIGHTS = 200

_SIGN = r"(?:©|\(c\)|copyright\b|℗)"
_RIGHTS = re.compile(
    rf"(?i)(?:{_SIGN}[\s:,]*)+(?P<years>(?:[12][0-9]{{3}})(?:\s*[-–/,]\s*(?:[12][0-9]{{3}}))?)?"
    r"[\s,:]*(?:by\s+)?(?P<holder>.*?)[\s.,|]*"
)
# "Lire aussi : Le port de Rotterdam": a pointer to another page, and its title.
_POINTER = re.compile(r"(?P<pointer>[^:：–—|→>»]+?)\s*(?:[:：|→>»]|\s[–—-]\s)\s*(?P<title>.*)")
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”“»«’)\]]*$")
_YEAR_AFTER = re.compile(r"(?P<holder>.*\D)[\s,]+(?P<year>[12][0-9]{3})")
_RESERVED = re.compile(
    r"(?i)[\s.,;|–-]*(?:all rights reserved|alle rechte vorbehalten|tutti i diritti riservati"
    r"|tous droits réservés|todos los derechos reservados|todos os direitos reservados"
    r"|alle rechten voorbehouden|wszelkie prawa zastrzeżone)[\s.]*$"
)


def is_boilerplate(line: str) -> bool:
    """Return whether the line is boilerplate of a web page ("Share.")."""
    if _is_listed(line, "lines") or _is_listed(line, "pointers"):
        return True
    found = _POINTER.fullmatch(line.strip()) if len(line) <= MAX_POINTER else None
    return found is not None and _normalise_line(found["pointer"]) in _load_lists()["pointers"]


def announces_links(line: str, *, is_heading: bool = False) -> bool:
    """Return whether titles of other pages follow the line: "Lire aussi :".

    A heading needs no colon. "Read more" without one may be a button in the middle of the text.
    """
    ends = is_heading or line.rstrip().endswith((":", "："))
    return ends and _is_listed(line, "pointers")


def is_link_title(line: str) -> bool:
    """Return whether a line below "Lire aussi :" is a title: short, and without a full stop."""
    return len(line) <= MAX_LINK_TITLE and not _SENTENCE_END.search(line)


def is_summary_heading(line: str) -> bool:
    """Return whether the line is a heading of a summary, such as "Summary" or "In breve".

    The page string for it counts, too, in every language.
    """
    return _is_listed(line, "summaries")


def parse_rights(line: str) -> RightsLine | None:
    """Return the content of a line such as "© 2025 Vietmetric", or None for any other line."""
    text = line.strip()
    found = _RIGHTS.fullmatch(text) if len(text) <= MAX_RIGHTS else None
    if not found:
        return None
    holder = _RESERVED.sub("", found["holder"]).strip(" .,|")
    years = found["years"] or ""
    after = None if years else _YEAR_AFTER.fullmatch(holder)
    if after:
        holder, years = after["holder"].strip(" ,"), after["year"]
    if not any(character.isalpha() for character in holder):
        return None
    return RightsLine(text, holder, int(years[-4:]) if years else None)


def _is_listed(line: str, name: str) -> bool:
    return len(line) <= MAX_BOILERPLATE and _normalise_line(line) in _load_lists()[name]


def _normalise_line(line: str) -> str:
    return line.strip().rstrip(".:：…!»›→ ").strip().casefold().replace("'", "’")


@lru_cache(maxsize=1)
def _load_lists() -> dict[str, frozenset[str]]:
    from brief.editorial.locale.page_strings import list_catalogues, page_strings

    text = files(__package__).joinpath("boilerplate.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader of PyYAML's
    read["summaries"] += [_normalise_line(page_strings(tag).summary) for tag in list_catalogues()]
    return {name: frozenset(entries) for name, entries in read.items()}
