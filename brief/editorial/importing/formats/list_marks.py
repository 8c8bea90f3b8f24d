"""Recognise the signs that begin the points of a list: bullets, numbers, letters, a pin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.typed_notes import find_note_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.editorial.importing.document import Kind

# Bullets of fonts for signs lie in the Private Use Area, at U+F000 plus the place in the font.
_PRIVATE = "\uf020-\uf0ff"
_DASHES = "-–—―‐‑‒−⁻"
_SIGNS = (
    "*+•‣⁃⁌⁍◦∘○●◉◎◌⦁⦾⦿·∙⋅・･●▪▫■□▢▣◾◽◼◻⬛⬜▶▷▸▹►▻◆◇◈♦⬤⏺❖⬥⬦⬧⬩✦✧★☆✪✱✲✳✴✶✷✸✹✺✻✼❉❋"
    "»›➔➙➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯➱➲➳➵➸➺➻➼➽➾→⇒⇨⟶⟹↳↪↦☛☞❯❱❥❧☑☒☐✅✓✔✗✘❌✖❎➖➕🔹🔸🔷🔶🔺🔻🔘🔵🔴🟠🟡🟢🟣🟤⚫⚪"
    "△▲▽▼🟥🟦🟧🟨🟩🟪👉👉➡▶⏩📍🔑💡⭐🌟✨🚀❗✒🖊🗹🗸◊⟡⚬⚈⚉❍❏❐❑❒"
)
_BULLET = re.compile(
    rf"\s*(?:(?:--|[{_DASHES}]|[{_SIGNS}]\ufe0f?)[ \t\u00a0\u2002-\u200a\u202f\u3000]+"
    rf"|[{_PRIVATE}・•‣❖➢➤▸◾✓✔✅🔹🔸👉▪■◆●][\ufe0e\ufe0f]?[ \t\u00a0\u2002-\u200a\u202f\u3000]*"
    r"|[§Øüvq]\t+[ \t\u00a0]*"  # bullets of Wingdings, copied as letters
    r"|o(?:[ \u00a0]{2,}|\t+)[ \t\u00a0]*)(?=\S)"
)
# "- Up 14% on the year -" is a line under a headline, as ministries in Korea write it.
_BETWEEN_DASHES = re.compile(rf"\s*(?P<dash>[{_DASHES}])\s+\S.*\s(?P=dash)\s*")
_ANGLE = re.compile(r"\s*>{1,2}[ \t\u00a0]+(?=\S)")
_PIN = re.compile("\\s*[\N{PUSHPIN}\N{ROUND PUSHPIN}]\ufe0f?\\s*")
_KEYCAP = re.compile("\\s*(?P<mark>[0-9])\ufe0f?\u20e3\\s*(?=\\S)")
_CIRCLED = re.compile(r"\s*(?P<mark>[①-⑳⑴-⒇⒈-⒛❶-❿➀-➉➊-➓⓵-⓾])\s*(?=\S)")
_SPACE = r"[ \t\u00a0\u2002-\u200a\u202f\u3000]"
_ENUMERATION = re.compile(
    rf"\s*(?P<open>[(（]?)(?P<mark>\d{{1,2}}|[a-z]|[A-Z]|[ivx]{{1,5}}|[IVX]{{1,5}}"
    rf"|[а-яА-Яα-κΑ-Κא-יأبجدهوزحط가나다라마바사아자차])"
    rf"(?P<close>[.):）]|º\.?|\.\)|(?<=\d)(?:°|\.?-|/|{_SPACE}[-–])|(?<=[أ-ي])ـ?[-–])"
    rf"(?:{_SPACE}+|(?<=[)）]))(?=\S)"
    rf"|\s*(?P<cjk>\d{{1,2}}|[（(]?[一二三四五六七八九十])(?P<stop>[、．）)])\s*(?=\S)"
)
_ROMAN = {numeral: number for number, numeral in enumerate(
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split(), 1  # noqa: SIM905 - words
)}  # fmt: skip
_INITIALS = "A."  # capitals with a stop: names, unless there are three in their order
_CJK_NUMERALS = "一二三四五六七八九十"
_ALPHABETS = (
    *("abcdefghijklmnopqrstuvwxyz", "абвгдежзик", "αβγδεζηθικ"),
    *("אבגדהוזחטי", "أبجدهوزحط", "가나다라마바사아자차"),
)


def match_opening_mark(text: str) -> tuple[Kind, int] | None:
    """Return the kind of block that a bullet or pin begins, and the offset after the mark."""
    bullet = None if _BETWEEN_DASHES.fullmatch(text) else _BULLET.match(text)
    after = bullet.end() if bullet else 0
    if pin := _PIN.match(text, after):
        return "summary", pin.end()
    return ("item", after) if bullet else None


class Enumerations:
    """Numbers and letters that begin the points of a text: `1.`, `2)`, `(a)`, `b)`, `iii.`, `①`.

    A mark counts only in its order, and only if a second one follows somewhere: "1. Mai" alone is
    prose, and so is a name such as "A. Reader".
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._last: dict[str, int] = {}
        self._styles: set[str] = set()
        lines = list(lines)
        self._notes = find_note_lines(lines)
        angled = [line[found.end()] for line in lines if (found := _ANGLE.match(line))]
        # The lines of a quotation go on with small letters.
        self._has_angles = len(angled) > 1 and not any(first.islower() for first in angled)
        for line in lines:
            for style, number, _ in _read_marks(line):
                if number == (3 if style == _INITIALS else 2):
                    self._styles.add(style)

    def is_note(self, text: str) -> bool:
        """Return whether a line is a note that a mark in a line above leads to."""
        return text.strip() in self._notes

    def match(self, text: str) -> int | None:
        """Return the offset after the mark of the next point, or None; the mark is counted."""
        if self._has_angles and (angle := _ANGLE.match(text)):
            return angle.end()
        for style, number, end in _read_marks(text):
            is_next = number == self._last.get(style, -1) + 1
            if style in self._styles and (number == 1 or is_next):
                self._last[style] = number
                return end
        return None


def _read_marks(text: str) -> list[tuple[str, int, int]]:
    """Return style, number and end of the mark that a text begins with, for each reading."""
    if found := _KEYCAP.match(text):
        return [("keycap", int(found["mark"]), found.end())]
    if found := _CIRCLED.match(text):
        import unicodedata

        return [("circled", int(unicodedata.numeric(found["mark"])), found.end())]
    found = _ENUMERATION.match(text)
    if found is None:
        return []
    if mark := found["cjk"]:
        number = int(mark) if mark.isdecimal() else _CJK_NUMERALS.index(mark[-1]) + 1
        return [(f"cjk{found['stop']}", number, found.end())]
    mark, style = found["mark"], f"{found['open']}{found['close'].strip()}"
    if mark.isdecimal():
        return [("1", int(mark), found.end())]
    kind = "A" if mark.isupper() else "a"
    readings: list[tuple[str, int, int]] = []
    if len(mark) == 1 and ":" not in style:
        letters = next((each for each in _ALPHABETS if mark.lower() in each), "")
        if letters:
            readings.append((f"{kind}{style}", letters.index(mark.lower()) + 1, found.end()))
    if mark.lower() in _ROMAN:
        readings.append((f"{kind}roman{style}", _ROMAN[mark.lower()], found.end()))
    return readings
