"""The styles of a Word document, and how they combine with what is set on a run or paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from brief.editorial.importing.formats.word.parts.xml_tree import child, is_on, value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

# ECMA-376-1, 17.7.3: each level of styles that sets one of these turns it over.
_TOGGLES: Final = ("w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike", "w:vanish")
_HIDING: Final = ("w:specVanish", "w:webHidden")
_SWITCHES: Final = ("w:dstrike", "w:rtl", "w:cs", *_HIDING)
_MIN_POSITION = 3  # half-points by which text is raised or lowered; less is fine adjustment
_HEADING = re.compile(r"heading ?(?P<level>[1-9])?")
_TITLE = re.compile(r"(?!.*(?:sub|unter|sous|sotto|onder)).*tit(?:le|el|re|olo|ulo|ol)\b.*")
_BY_ID = re.compile(r"(?P<name>heading|toc|listbullet|listnumber|listcontinue)(?P<level>[1-9]?)")

Raised = Literal["", "sup", "sub"]
Caps = Literal["", "typed", "style", "small"]
Values = dict[str, str | bool]


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run is shown.

    `strong` and `emphasis` say that it differs from its paragraph; `bold` is what the eye sees.
    `font` is the font of its Latin text, `size` its size in half-points (0 if not said).
    """

    bold: bool = False
    strong: bool = False
    emphasis: bool = False
    caps: Caps = ""
    struck: bool = False
    hidden: bool = False
    raised: Raised = ""
    font: str = ""
    size: int = 0
    language: str = ""
    is_prompt: bool = False


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    run: Values = field(default_factory=dict)
    paragraph: dict[str, Element] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    is_resolved: bool = False


class StyleSheet:
    """The styles by id; a style that is not there counts by its id alone."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[tuple[str, str], _Style] = {}
        self._usual: dict[str, str] = {}
        self._defaults = _read_run(child(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        for element in root.iter("w:style") if root is not None else ():
            kind, name = element.get("w:type", "paragraph"), element.get("w:styleId", "")
            properties = child(element, "w:pPr")
            self._styles[kind, name] = _Style(
                (value(element, "w:name") or name).strip().lower(),
                value(element, "w:basedOn") or "",
                _read_run(child(element, "w:rPr")),
                {each.tag: each for each in properties} if properties is not None else {},
            )
            if element.get("w:default", "0").lower() in {"1", "true", "on"}:
                self._usual[kind] = name

    def paragraph(self, name: str | None) -> dict[str, Element]:
        """Return the paragraph properties of a style, with those that it inherits."""
        return self._resolve("paragraph", name).paragraph

    def numbering(self, name: str) -> Element | None:
        """Return the list of a numbering style (`w:numPr`)."""
        return self._resolve("numbering", name).paragraph.get("w:numPr")

    def names(self, paragraph_style: str | None) -> tuple[str, ...]:
        """Return the names of a paragraph style and of those it is based on, in lower case.

        The names of Word's own styles are English in every language: `heading 1`, `List Bullet`.
        """
        return self._resolve("paragraph", paragraph_style).names

    def heading_level(self, paragraph_style: str | None) -> int:
        """Return 1 for titles and the highest headings, to 9; 0 for other styles.

        A style that is based on a heading is one. Of those based on the title only those are that
        are named so: "Author" and "Date" of pandoc, and "Subtitle" of others, are based on it, too.
        """
        names = self.names(paragraph_style)
        for name in names:
            if name == "title":
                return 1 if name == names[0] or _TITLE.fullmatch(names[0]) else 0
            if found := _HEADING.fullmatch(name):
                return int(found["level"] or 1)
        return 0

    def look(self, paragraph_style: str | None, properties: Element | None) -> RunLook:
        """Return how a run with these properties (`w:rPr`) is shown in a paragraph of a style."""
        direct = _read_run(properties)
        character = self._resolve("character", value(properties, "w:rStyle"))
        paragraph = self._resolve("paragraph", paragraph_style)
        layers = (direct, character.run, paragraph.run, self._defaults)
        on = {
            name: self._is_toggled(name, direct, character.run, paragraph.run) for name in _TOGGLES
        }
        plain: Values = {}
        for layer in reversed(layers):
            plain.update(layer)
        # Arabic and Hebrew have their own bold and italics (ECMA-376-1, 17.3.2.2 and 17.3.2.17).
        complex_script = bool(plain.get("w:rtl") or plain.get("w:cs"))
        bold, italic = ("w:bCs", "w:iCs") if complex_script else ("w:b", "w:i")
        caps: Caps = "small" if on["w:smallCaps"] else ""
        if on["w:caps"]:
            is_typed = direct.get("w:caps", character.run.get("w:caps", False))
            caps = "typed" if is_typed else "style"
        return RunLook(
            bold=on[bold],
            strong=on[bold] and not paragraph.run.get(bold, False),
            emphasis=on[italic] and not paragraph.run.get(italic, False),
            caps=caps,
            struck=on["w:strike"] or bool(plain.get("w:dstrike")),
            hidden=on["w:vanish"] or any(plain.get(name) for name in _HIDING),
            raised=_raised(plain),
            font=str(plain.get("font", "")),
            size=_to_int(plain.get("w:sz", "")),
            language=str(plain.get("w:lang", "")),
            is_prompt="placeholder text" in character.names,
        )

    def _is_toggled(self, name: str, direct: Values, character: Values, paragraph: Values) -> bool:
        if name in direct:
            return bool(direct[name])
        if self._defaults.get(name):
            return True
        return bool(character.get(name, False)) != bool(paragraph.get(name, False))

    def _resolve(self, kind: str, name: str | None) -> _Style:
        """Return a style with everything it inherits; without recursion, rings are cut."""
        wanted = name or self._usual.get(kind, "")
        if (kind, wanted) not in self._styles:
            return _Style(names=(_name_of_id(wanted),))
        chain: list[_Style] = []
        seen: set[str] = set()
        while wanted not in seen and (kind, wanted) in self._styles:
            seen.add(wanted)
            chain.append(self._styles[kind, wanted])
            if chain[-1].is_resolved:
                break
            wanted = chain[-1].based_on
        for number in range(len(chain) - 1, -1, -1):
            style = chain[number]
            if not style.is_resolved:
                base = chain[number + 1] if number + 1 < len(chain) else _Style()
                style.run = {**base.run, **style.run}
                style.paragraph = _inherit(style.paragraph, base.paragraph)
                style.names = (style.name, *base.names[:20])
                style.is_resolved = True
        return chain[0]


def _inherit(own: Mapping[str, Element], base: Mapping[str, Element]) -> dict[str, Element]:
    """Return paragraph properties with those of the style below; a level alone keeps its list."""
    merged = {**base, **own}
    if "w:numPr" in base and value(own.get("w:numPr"), "w:numId") is None:
        merged["w:numPr"] = base["w:numPr"]
    return merged


def _name_of_id(style_id: str) -> str:
    """Return the name of a style that is not defined, such as `heading 1` for `Heading1`."""
    name = style_id.lower()
    found = _BY_ID.fullmatch(name)
    if not found:
        return name
    words = found["name"].replace("list", "list ")
    return f"{words} {found['level']}".strip()


def _read_run(properties: Element | None) -> Values:
    """Return the run properties that matter, by tag."""
    found: Values = {}
    for element in properties if properties is not None else ():
        tag = element.tag
        if tag in _TOGGLES or tag in _SWITCHES:
            found[tag] = is_on(element)
        elif tag == "w:rFonts":
            font = element.get("w:ascii") or element.get("w:hAnsi") or element.get("w:cs")
            if font:
                found["font"] = font
        elif tag in {"w:vertAlign", "w:position", "w:sz", "w:lang"}:
            found[tag] = element.get("w:val") or ""
    return found


def _raised(values: Values) -> Raised:
    """Return whether text is raised or lowered, by its alignment or its position."""
    align = values.get("w:vertAlign")
    if align in {"superscript", "subscript"}:
        return "sup" if align == "superscript" else "sub"
    position = _to_int(values.get("w:position", ""))
    if abs(position) < _MIN_POSITION:
        return ""
    return "sup" if position > 0 else "sub"


def _to_int(written: object) -> int:
    """Return a size in half-points; 0 if it is not a number."""
    try:
        return int(float(str(written).removesuffix("pt")))
    except (ValueError, OverflowError):
        return 0
