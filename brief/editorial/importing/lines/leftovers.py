"""Recognise lines that web pages leave in copied texts: buttons, pointers to other pages."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.editorial.importing.lines.words import (
    find_opening,
    normalise_line,
    strip_signs,
    words_of,
)

MAX_BOILERPLATE = 60
MAX_POINTER = 200
MAX_INVITATION = 160
MAX_LINK_TITLE = 140
MAX_CREDIT = 120
MAX_COUNT = 40
MAX_BARE_WORDS = 3

# "Lire aussi : Le port de Rotterdam": a pointer to another page, and its title.
_POINTER = re.compile(r"(?P<pointer>[^:：–—|→>»]+?)\s*(?:[:：|→>»]|\s[–—-]\s)\s*(?P<title>.*)")
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”“»«’)\]]*$")
_PARTS = re.compile(r"\s*[|·•/‖｜⋅]\s*|\s{3,}|\s+[–—>»›]\s+")
# Above a release that an agency sends: "OTS0042 5 WI 0412 …", and "Kammer/Tourismus/Winter".
_WIRE = re.compile(
    r"(?:OTS|APA|PTS|bdt)[0-9]{3,5}(?: [0-9A-Z]{1,8}){2,6}(?:\s{2,}.{1,40})?"
    r"|[^\W\d_][\w.-]+(?:/[^\W\d_][\w.-]+){2,6}"
)
_NUMBER = re.compile(r"[\d.,\s:：()（）\[\]~≈]+")
_WORDS = re.compile(r"[\w.-]+")


def is_boilerplate(line: str) -> bool:
    """Return whether the line is boilerplate of a web page ("Share.", "Share · Print (3)")."""
    if len(line) > MAX_POINTER:
        return False
    if _WIRE.fullmatch(line.strip()):
        return True
    if _is_button(line) or _is_pointer(line) or is_invitation(line) or is_greeting(line):
        return True
    parts = [part for part in _PARTS.split(line.strip()) if part]
    return len(parts) > 1 and all(map(_is_button, parts))


def announces_links(line: str, *, is_heading: bool = False) -> bool:
    """Return whether titles of other pages follow the line: "Lire aussi :".

    A heading needs no colon. "Read more" without one may be a button in the middle of the text.
    """
    ends = is_heading or line.rstrip().endswith((":", "："))
    return ends and len(line) <= MAX_BOILERPLATE and normalise_line(line) in words_of("pointers")


def is_link_title(line: str) -> bool:
    """Return whether a line below "Lire aussi :" is a title: short, and without a full stop."""
    return len(line) <= MAX_LINK_TITLE and not _SENTENCE_END.search(line)


def is_invitation(line: str) -> bool:
    """Return whether the line invites to subscribe or follow, or speaks of cookies.

    A word alone (`subscribe`) needs an object that is one of them, or an exclamation mark.
    """
    bare = normalise_line(line)
    if len(line) > MAX_INVITATION or any(sign.isdigit() for sign in bare):
        return False
    opening = find_opening(bare, "invites")
    if " " in opening or (opening and not opening.isascii() and not opening.isalpha()):
        return True
    if any(each in bare for each in _anywhere()):
        return bool(opening) or len(line) <= MAX_BOILERPLATE
    few = len(bare.split()) <= MAX_BARE_WORDS
    return bool(opening) and few and line.rstrip().endswith(("!", "！", "»", "›", ">"))


@lru_cache(maxsize=1)
def _anywhere() -> tuple[str, ...]:
    """Return the words that invite wherever they are in a line: `*` is before them in the list."""
    return tuple(each[1:] for each in words_of("invites") if each.startswith("*"))


def is_credit(line: str) -> bool:
    """Return whether the line names who took a picture: "Foto: Ada Berg"."""
    bare = normalise_line(line)
    opening = find_opening(bare, "photo") if len(line) <= MAX_CREDIT else ""
    return bool(opening) and bare[len(opening) :].lstrip().startswith((":", "：", "©", "/", "／"))


def is_caption(line: str) -> bool:
    """Return whether the line ends with who took a picture: "The harbour (Photo: Ada Berg)"."""
    found = re.search(r"[(（\[](?P<credit>[^()（）]{5,60})[)）\]]\.?$", line.strip())
    return found is not None and bool(find_opening(normalise_line(found["credit"]), "photo"))


def is_method(line: str) -> bool:
    """Return whether the line says how figures were made: "Methodology: …"."""
    bare = normalise_line(line)
    opening = find_opening(bare, "method")
    return bool(opening) and bare[len(opening) :].lstrip()[:1] in {":", "："}


def is_greeting(line: str) -> bool:
    """Return whether the line greets readers: "Dear members,"."""
    ends = line.rstrip().endswith((",", "!", "，", "：", "،", "！", ":"))
    return (
        ends
        and len(line) <= MAX_BOILERPLATE
        and bool(find_opening(normalise_line(line), "greetings"))
    )


def _is_pointer(line: str) -> bool:
    found = _POINTER.fullmatch(strip_signs(line))
    return found is not None and normalise_line(found["pointer"]) in words_of("pointers")


def _is_button(part: str) -> bool:
    """Return whether it is a button, a count of comments, a reading time, or a photo's credit."""
    if len(part) > MAX_BOILERPLATE:
        return is_credit(part)
    bare = normalise_line(part)
    known = bare in words_of("lines") or bare in words_of("pointers")
    return known or _is_count(bare) or _is_sharing(bare) or is_credit(part)


def _is_count(bare: str) -> bool:
    """Return whether it counts comments or the minutes of reading: "12 comments", "4 min read"."""
    if len(bare) > MAX_COUNT or not any(sign.isdigit() for sign in bare):
        return False
    rest = _NUMBER.sub(" ", bare).strip()
    if rest in words_of("comments") or rest in words_of("lines"):
        return True
    for entry in sorted(words_of("reading"), key=len, reverse=True):
        if entry in rest:
            rest = rest.replace(entry, " ", 1).strip(" .")
            return not rest or rest in words_of("minutes")
    return False


def _is_sharing(bare: str) -> bool:
    """Return whether it shares the page or leads to an account: "share on facebook"."""
    words = set(_WORDS.findall(bare))
    networks = words_of("networks")
    named = words & networks or any(each in bare for each in networks if not each.isascii())
    opens = find_opening(bare, "lines") or find_opening(bare, "invites")
    return bool(named and opens and opens not in networks)
