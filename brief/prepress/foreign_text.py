"""Names in other scripts and rare signs within a text: the fonts or the plainer signs for them.

A character that the page's own fonts lack is set, in this order, by its parts if that loses
nothing (℃ as °C), or in a family of its script that is installed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, decomposition

from brief.design.brand.script_fonts import (
    SYMBOLS,
    USES,
    AddedFonts,
    font_stack,
    foreign_families,
)
from brief.design.layout.html_scan import scan_html
from brief.language_tags import JOIN
from brief.press.fonts.families import find_family

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from brief.design.brand.brand import LoadedBrand
    from brief.press.fonts.families import FontSet

JOINER, NARROW_SPACE = "\N{WORD JOINER}", "\N{NARROW NO-BREAK SPACE}"
HAN_WIDTHS = re.compile("[\u3000-\u303f\uff00-\uffef]")
"""Punctuation and letters as wide as a Han character, which belong to no script of their own."""
LOSSLESS = {"<compat>", "<square>", "<wide>", "<narrow>", "<fraction>", "<noBreak>", "<isolated>"}
LOSSLESS |= {"<initial>", "<medial>", "<final>"}
"""The kinds of compatibility decomposition (UAX #44, 5.7.3) after which a text says the same."""
EQUIVALENTS = {
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": f"-{JOINER}",
    "\N{FIGURE DASH}": "\N{EN DASH}",
    "\N{HORIZONTAL BAR}": "\N{EM DASH}",
    "\N{MODIFIER LETTER APOSTROPHE}": "\N{RIGHT SINGLE QUOTATION MARK}",
    "\N{DIVISION SLASH}": "/",
}
"""Signs that look like others, which all fonts have."""
TAG_OR_SIGN = "<[^<>]*>|{}"


def substitute_signs(missing: Iterable[str], fonts: FontSet) -> dict[str, str]:
    """Return plainer text for each of the missing characters that has one in these fonts.

    U+2011 is a hyphen and a word joiner: no line ends at it.
    """
    found = {}
    for sign in missing:
        plain = EQUIVALENTS.get(sign) or _decompose(sign)
        if plain and not fonts.find_missing_characters(plain):
            found[sign] = plain
    return found


def _decompose(sign: str) -> str:
    """Return the parts of a sign; "" if they would not say the same."""
    if category(sign).startswith("M"):
        return ""
    kind, *codes = decomposition(sign).split() or [""]
    parts = "".join(chr(int(code, 16)) for code in codes)
    if kind == "<circle>":
        return f"({parts})"
    return parts if kind in LOSSLESS else ""


def replace_signs(text: str, signs: Mapping[str, str], *, markup: bool = False) -> str:
    """Return the text with its signs replaced; in `markup`, tags stay as they are.

    A fraction after a digit keeps a space before it: 18½ is not 181⁄2.
    """
    if not signs:
        return text
    pattern = "|".join(map(re.escape, signs))

    def put(match: re.Match[str]) -> str:
        sign = match[0]
        if len(sign) > 1:
            return sign  # a tag
        before = match.string[match.start() - 1 : match.start()]
        is_mixed = before.isdigit() and decomposition(sign).startswith("<fraction>")
        return (NARROW_SPACE if is_mixed else "") + signs[sign]

    return re.sub(TAG_OR_SIGN.format(pattern) if markup else pattern, put, text)


def find_page_signs(
    brand: LoadedBrand, pages: Mapping[str, str], fonts: FontSet
) -> tuple[dict[str, str], AddedFonts]:
    """Return the signs to replace on these pages, and families for their other characters.

    `pages` are the HTML of the pages by language (`de`, `de+it`), and `fonts` those of all of them.
    """
    signs: dict[str, str] = {}
    rest: dict[str, str] = {}
    for page, html in pages.items():
        text = scan_html(html).text
        tags = page.split(JOIN)
        stack = {name for tag in tags for use in USES for name in font_stack(brand.data, tag, use)}
        own = fonts.select_families(stack)
        if not (missing := own.find_missing_characters(text)):
            continue
        found = substitute_signs(missing, own)
        signs |= found
        rest |= {sign: text for sign in missing if sign not in found}
    return signs, _choose_families(brand, rest) if rest else AddedFonts()


def _choose_families(brand: LoadedBrand, missing: Mapping[str, str]) -> AddedFonts:
    """Return installed families that have the missing characters, each with the text around it."""
    own_folder = brand.folder / "fonts"
    added: dict[str, list[str]] = {"heading": [], "text": []}
    for sign, text in missing.items():
        families = _sign_families(brand, sign, text)
        for use, chosen in added.items():
            if not any(_has_sign(name, sign, own_folder) for name in chosen):
                candidates = families.families(use)
                chosen.extend([it for it in candidates if _has_sign(it, sign, own_folder)][:1])
    return AddedFonts(tuple(added["heading"]), tuple(added["text"]))


def _sign_families(brand: LoadedBrand, sign: str, text: str) -> AddedFonts:
    code = find_script(sign, text)
    return foreign_families(brand.data, code) if code else AddedFonts(SYMBOLS, SYMBOLS)


def _has_sign(family: str, sign: str, own_folder: Path) -> bool:
    faces = find_family(family, own_folder)
    return bool(faces) and ord(sign) in faces[0].read_characters()


def find_script(sign: str, text: str = "") -> str:
    """Return the script of a character (ISO 15924); "" for signs that all scripts use.

    Han characters are Japanese or Korean beside letters of these, otherwise traditional if the
    text has some that only Big5 contains, and simplified in all other cases.
    """
    from fontTools.unicodedata import script

    code = str(script(sign))
    if code in {"Hira", "Kana"}:
        return "Jpan"
    if code == "Hang":
        return "Kore"
    if code == "Hani" or HAN_WIDTHS.match(sign):
        han = [it for it in text if "\u4e00" <= it <= "\u9fff"]
        if re.search("[\u3041-\u30fa]", text):
            return "Jpan"
        return "Hant" if _is_traditional(han) else "Hans"
    return "" if code in {"Zyyy", "Zinh", "Zzzz"} else code


def _is_traditional(letters: Collection[str]) -> bool:
    return any(_can_encode(it, "big5") and not _can_encode(it, "gb2312") for it in letters)


def _can_encode(letter: str, charset: str) -> bool:
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
