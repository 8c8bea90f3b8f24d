"""What a page paints, in order: each text, path, image and shading, and how it is marked.

The content streams are followed as ISO 32000-1, 8 and 9 have it, forms within forms too, as far as
the inspection needs it: colour, opacity, font, and the marked content that encloses the paint.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from brief.press.inspection.colours import BLACK, DEVICE, Colour, Space, initial, read_space

Key = tuple[tuple[int, int], int]
"""A marked content: the page or form whose stream it stands in, and its identifier there."""

DEEPEST = 12  # forms within forms
INVISIBLE = 3  # ISO 32000-1, table 106: text that is neither filled nor stroked
FILLED = {"f", "F", "f*", "B", "B*", "b", "b*"}
STROKED = {"S", "s", "B", "B*", "b", "b*"}
SHOWN = {"Tj", "TJ", "'", '"'}
MARKING = {"BDC", "BMC", "EMC"}
PLACED = {"INLINE IMAGE", "Do", "sh"}
SET = "g rg k G RG K cs CS sc scn SC SCN gs Tf Tr"
FOLLOWED = " ".join(
    ["q Q BI ID EI", SET, *sorted((FILLED | STROKED | SHOWN | MARKING | PLACED) - {"INLINE IMAGE"})]
)
"""All operators that count; paths and places do not, and a page has many of them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The marked content around a paint: in the structure tree by `key`, or an artifact."""

    key: Key | None = None
    artifact: bool = False


@dataclass(frozen=True, slots=True)
class Paint:
    """One thing that a page (counted from 1) paints.

    `kind` is text, path, image or shading; `item` is the font of a text, and the image itself.
    """

    page: int
    kind: str
    colours: tuple[Colour, ...]
    opacity: float
    mark: Mark
    item: Any = None
    codes: bytes = b""


@dataclass(frozen=True, slots=True)
class _State:
    fill: Colour = BLACK
    stroke: Colour = BLACK
    alpha: float = 1.0
    masked: bool = False
    font: Any = None
    mode: int = 0


def painted(document: pikepdf.Pdf, pages: int) -> tuple[Paint, ...]:
    """Return what the first pages of the document paint."""
    found: list[Paint] = []
    for number, page in enumerate(document.pages[:pages], 1):
        resources = page.obj.get("/Resources") or _inherited(page.obj)
        reader = _Reader(number, found, page.obj.objgen, resources)
        reader.read(page, _State(), ())
    return tuple(found)


def _inherited(node: Any) -> Any:
    for _ in range(DEEPEST):
        if node is None or "/Resources" in node:
            break
        node = node.get("/Parent")
    return node.Resources if node is not None and "/Resources" in node else pikepdf.Dictionary()


class _Reader:
    """Follows one content stream, and those of the forms in it."""

    def __init__(
        self, page: int, found: list[Paint], owner: tuple[int, int], resources: Any, depth: int = 0
    ) -> None:
        self._page = page
        self._found = found
        self._owner = owner
        self._resources = resources
        self._depth = depth
        self._state = _State()
        self._marks: list[Mark] = []
        self._outer: tuple[Mark, ...] = ()

    def read(self, stream: Any, state: _State, outer: tuple[Mark, ...]) -> None:
        self._state, self._outer = state, outer
        saved: list[_State] = []
        for step in pikepdf.parse_content_stream(stream, FOLLOWED):
            operator = str(step.operator)
            operands: Any = step.operands
            if operator == "q":
                saved.append(self._state)
            elif operator == "Q":
                self._state = saved.pop() if saved else self._state
            elif operator in MARKING:
                self._mark(operator, operands)
            elif operator in PLACED:
                self._place(operator, operands)
            elif operator in FILLED or operator in STROKED or operator in SHOWN:
                self._paint(operator, operands)
            else:
                self._set(operator, operands)

    def _mark(self, operator: str, operands: Any) -> None:
        if operator == "EMC":
            if self._marks:
                self._marks.pop()
            return
        facts = operands[1] if operator == "BDC" else None
        if isinstance(facts, pikepdf.Name):
            facts = self._named("/Properties", facts)
        key = None
        if facts is not None and "/MCID" in facts:
            key = (self._owner, int(facts["/MCID"]))
        self._marks.append(Mark(key, str(operands[0]) == "/Artifact"))

    def _set(self, operator: str, operands: Any) -> None:
        state = self._state
        if operator in {"g", "rg", "k", "G", "RG", "K"}:
            colour = Colour(DEVICE[len(operands)], tuple(float(part) for part in operands))
            state = _coloured(state, colour, stroke=operator.isupper())
        elif operator in {"cs", "CS"}:
            space = read_space(operands[0], self._resources.get("/ColorSpace"))
            state = _coloured(state, initial(space), stroke=operator == "CS")
        elif operator in {"sc", "scn", "SC", "SCN"}:
            stroke = operator.isupper()
            space = (state.stroke if stroke else state.fill).space
            parts = tuple(float(part) for part in operands if not isinstance(part, pikepdf.Name))
            state = _coloured(state, Colour(space, parts), stroke=stroke)
        elif operator == "gs":
            state = _with_parameters(state, self._named("/ExtGState", operands[0]))
        elif operator == "Tf":
            state = replace(state, font=self._named("/Font", operands[0]))
        elif operator == "Tr":
            state = replace(state, mode=int(operands[0]))
        self._state = state

    def _paint(self, operator: str, operands: Any) -> None:
        state = self._state
        if operator in SHOWN:
            codes = _codes(operands)
            colours = () if state.mode == INVISIBLE else (state.fill,)
            self._add("text", colours, state.font, codes)
            return
        used = [state.fill] * (operator in FILLED) + [state.stroke] * (operator in STROKED)
        self._add("path", tuple(used))

    def _place(self, operator: str, operands: Any) -> None:
        if operator == "sh":
            shading = self._named("/Shading", operands[0])
            space = shading and read_space(shading.ColorSpace, self._resources.get("/ColorSpace"))
            self._add("shading", (Colour(space),) if space else ())
            return
        if operator == "INLINE IMAGE":
            self._add("image", ())
            return
        thing = self._named("/XObject", operands[0])
        if thing is None:
            return
        if str(thing.get("/Subtype")) != "/Form":
            self._add("image", (self._image_colour(thing),), thing)
        elif self._depth < DEEPEST:
            inner = thing.get("/Resources", self._resources)
            reader = _Reader(self._page, self._found, thing.objgen, inner, self._depth + 1)
            reader.read(thing, self._state, (*self._outer, *self._marks))

    def _image_colour(self, image: Any) -> Colour:
        if image.get("/ImageMask", False):
            return self._state.fill
        space = image.get("/ColorSpace")
        named = self._resources.get("/ColorSpace")
        return Colour(read_space(space, named) if space is not None else Space("JPX"))

    def _add(
        self, kind: str, colours: tuple[Colour, ...], item: Any = None, codes: bytes = b""
    ) -> None:
        marks = [*self._outer, *self._marks]
        artifact = any(mark.artifact for mark in marks)
        key = next((mark.key for mark in reversed(marks) if mark.key), None)
        opacity = 0.0 if self._state.masked else self._state.alpha
        mark = Mark(key, artifact)
        self._found.append(Paint(self._page, kind, colours, opacity, mark, item, codes))

    def _named(self, kind: str, name: Any) -> Any:
        return self._resources.get(kind, pikepdf.Dictionary()).get(str(name))


def _coloured(state: _State, colour: Colour, *, stroke: bool) -> _State:
    return replace(state, stroke=colour) if stroke else replace(state, fill=colour)


def _with_parameters(state: _State, parameters: Any) -> _State:
    """Return the state with what an ExtGState sets of it (ISO 32000-1, 8.4.5)."""
    if parameters is None:
        return state
    if "/ca" in parameters:
        state = replace(state, alpha=float(parameters["/ca"]))
    if "/SMask" in parameters:
        state = replace(state, masked=str(parameters["/SMask"]) != "/None")
    if "/Font" in parameters:
        state = replace(state, font=parameters["/Font"][0])
    return state


def _codes(operands: Any) -> bytes:
    """Return the codes that an operator shows, without what moves them (9.4.3)."""
    strings: list[bytes] = []
    for operand in operands:
        parts = operand if isinstance(operand, pikepdf.Array) else (operand,)
        strings += [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return b"".join(strings)
