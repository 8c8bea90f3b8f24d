"""Isolate texts that run against the page's language, so that their order and signs stay."""

from __future__ import annotations

from unicodedata import bidirectional

from brief.editorial.locale.locales import get_direction

START, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
REMOVED = dict.fromkeys(map(ord, (START, END)))


def isolate(text: str, tag: str) -> str:
    """Return a text, isolated (Unicode Annex 9, 2.4) if letters in it run the other way."""
    against = {"L"} if get_direction(tag) == "rtl" else {"R", "AL"}
    if any(bidirectional(sign) in against for sign in text):
        return f"{START}{text}{END}"
    return text


def remove_isolates(text: str) -> str:
    """Return a text without the signs that `isolate` adds."""
    return text.translate(REMOVED)
