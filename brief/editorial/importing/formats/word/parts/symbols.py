"""The signs of symbol fonts as characters of Unicode."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

PRIVATE = range(0xF020, 0xF100)  # where Word keeps the codes of symbol fonts
_PRIVATE_CODE = re.compile("[\uf020-\uf0ff]")
_NO_MEANING = "␀"
_UNNAMED_FONT = "Symbol"
_OTHER_FONTS = frozenset({"Wingdings 2", "Wingdings 3", "Webdings", "ZapfDingbats", "Marlett"})


def has_symbols(text: str, font: str) -> bool:
    """Return whether a text has signs of symbol fonts, by its font or by its codes."""
    return font in _load_fonts() or font in _OTHER_FONTS or _PRIVATE_CODE.search(text) is not None


def find_symbol(code: int, font: str) -> str:
    """Return the character that a code means in a font; "" if it is not known.

    A code of the private use area in a font that is not known means what it does in Symbol, as
    bullets do that lost their font.
    """
    fonts = _load_fonts()
    if font in _OTHER_FONTS:
        return ""
    if code in PRIVATE:
        code -= 0xF000
        return fonts.get(font, fonts[_UNNAMED_FONT]).get(code, "")
    if font in fonts:
        return fonts[font].get(code, "")
    return chr(code)


@cache
def _load_fonts() -> dict[str, dict[int, str]]:
    """Return the characters of each symbol font by code."""
    text = files(__package__).joinpath("symbol_fonts.yaml").read_text(encoding="utf-8")
    tables: dict[str, dict[int, str]] = yaml.safe_load(text)
    return {
        font: {
            start + number: sign
            for start, row in rows.items()
            for number, sign in enumerate(row)
            if sign != _NO_MEANING
        }
        for font, rows in tables.items()
    }
