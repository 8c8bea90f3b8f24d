"""Styles that change what a text says: hidden, struck out, raised, bold, italic, sign fonts.

Read are style attributes, and rules of style sheets in the page for a class, an id, or an element
with a class, which is what Word and Google Docs write.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    Style = Mapping[str, str]

MAX_RULES = 20_000

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"hidden|collapse")
_NOTHING = re.compile(r"0*(?:\.0+)?(?:px|pt|em|rem|%|cm|mm|in)?|0?1(?:\.0+)?(?:px|pt)")
_WHITE = re.compile(r"white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)")
_TRANSPARENT = re.compile(r"transparent|rgba\([^()]*,\s*0(?:\.0+)?%?\s*\)")
_FAR_AWAY = re.compile(r"-[0-9]{3,}(?:\.[0-9]+)?(?:px|pt|r?em|%|vw|ch)")
_CUT_AWAY = re.compile(
    r"rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)|inset\(\s*(?:50|100)%\s*\)"
)
_SIGN_FONTS = re.compile(r"(?i)\b(?:symbol|wingdings(?: ?[23])?|webdings|zapfdingbats)\b")
_LENGTH = re.compile(r"(-?)(?:[0-9]*\.)?[0-9]*[1-9][0-9]*(?:\.[0-9]+)?(?:pt|r?em|ex|%)")
_BOLD_FROM = 600


class StyleSheet:
    """The rules of a page's own style sheets that are for one class or id."""

    def __init__(self, root: Element) -> None:
        self._rules: dict[tuple[str, str], dict[str, str]] = {}
        for element in root.iter("style"):
            self._read("".join(element.itertext()))

    def style_of(self, element: Element) -> dict[str, str]:
        """Return the declarations for an element, in lower case."""
        found: dict[str, str] = {}
        if self._rules:
            tag, names = str(element.tag), (element.get("class") or "").split()
            keys = [f".{name}" for name in names] + [f"#{element.get('id')}"]
            for key in keys:
                found |= self._rules.get(("", key), {})
                found |= self._rules.get((tag, key), {})
        if own := element.get("style"):
            found |= read_declarations(own)
        return found

    def _read(self, text: str) -> None:
        for selectors, declarations in _split_rules(_COMMENT.sub("", text)):
            read = read_declarations(declarations)
            for selector in selectors.split(",") if read else ():
                found = _SELECTOR.fullmatch(selector.strip())
                if found and len(self._rules) < MAX_RULES:
                    key = ((found[1] or "").lower(), found[2])
                    self._rules[key] = self._rules.get(key, {}) | read


def _split_rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the rules outside of `@media` and the like."""
    depth, start, selectors = 0, 0, ""
    for brace in _BRACE.finditer(text):
        inside = text[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            depth += 1
            selectors = inside.rpartition(";")[2].strip() if depth == 1 else ""
        else:
            depth = max(0, depth - 1)
            if selectors and not selectors.startswith("@"):
                yield selectors, inside
            selectors = ""


def read_declarations(text: str) -> dict[str, str]:
    """Return the declarations of a style attribute, in lower case, without `!important`."""
    found: dict[str, str] = {}
    for declaration in text.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def is_hidden(style: Style) -> bool:
    """Return whether an element with this style is not shown."""
    if not style:
        return False
    return (
        style.get("display") == "none"
        or bool(_HIDDEN.fullmatch(style.get("visibility", "")))
        or style.get("mso-hide") == "all"
        or bool(style.get("font-size") and _NOTHING.fullmatch(style["font-size"]))
        or bool(style.get("opacity") and _NOTHING.fullmatch(style["opacity"]))
        or style.get("max-height", "x") in {"0", "0px"}
        or _is_cut_away(style)
        or bool(_TRANSPARENT.fullmatch(style.get("color", "")))
        or (
            bool(_WHITE.fullmatch(style.get("color", "")))
            and bool(_WHITE.fullmatch(style.get("background-color", style.get("background", ""))))
        )
    )


def _is_cut_away(style: Style) -> bool:
    """Return whether an element lies outside of the page, or is cut to nothing."""
    if any(_CUT_AWAY.fullmatch(style.get(name, "")) for name in ("clip", "clip-path")):
        return True
    if _FAR_AWAY.fullmatch(style.get("text-indent", "")):
        return True
    if style.get("position") in {"absolute", "fixed"}:
        return any(_FAR_AWAY.fullmatch(style.get(side, "")) for side in ("left", "right", "top"))
    is_cut = style.get("overflow", "") in {"hidden", "clip"}
    return is_cut and any(style.get(name) in {"0", "0px", "1px"} for name in ("height", "width"))


def is_struck_out(style: Style) -> bool:
    """Return whether the style draws a line through the text."""
    lines = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    return "line-through" in lines


def is_white(style: Style) -> bool:
    """Return whether the text is white, and its own background not set."""
    return bool(_WHITE.fullmatch(style.get("color", ""))) and not has_background(style)


def has_background(style: Style) -> bool:
    """Return whether the style sets a background."""
    return any(name.startswith("background") for name in style)


def font_weight(style: Style) -> bool | None:
    """Return whether the style is bold, or None if it does not say."""
    weight = style.get("font-weight", "")
    if weight.isdigit():
        return int(weight[:4]) >= _BOLD_FROM
    return {"bold": True, "bolder": True, "normal": False, "lighter": False}.get(weight)


def font_slant(style: Style) -> bool | None:
    """Return whether the style is italic, or None if it does not say."""
    slant = style.get("font-style", "").split(" ")[0]
    return {"italic": True, "oblique": True, "normal": False}.get(slant)


def vertical_position(style: Style) -> str:
    """Return "sup" for raised text, "sub" for lowered text, and "" for other text."""
    if named := {"super": "sup", "sub": "sub"}.get(style.get("vertical-align", "")):
        return named
    if raised := _LENGTH.fullmatch(style.get("mso-text-raise", "")):  # as Word writes it
        return "sub" if raised[1] else "sup"
    moved = _LENGTH.fullmatch(style.get("top", "")) if style.get("position") == "relative" else None
    return ("sup" if moved[1] else "sub") if moved else ""


def has_sign_font(style: Style) -> bool:
    """Return whether the font has signs instead of letters (Symbol, Wingdings)."""
    return bool(_SIGN_FONTS.search(style.get("font-family", "") + style.get("font", "")))
