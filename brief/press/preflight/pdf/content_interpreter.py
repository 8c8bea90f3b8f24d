"""What a page paints, in order: each text, path, image and shading, and how it is marked.

The content streams are followed as ISO 32000-1, 8 and 9 have it, forms within forms too, as far as
the inspection needs it: colour, opacity, font, and the marked content that encloses the paint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import pikepdf

from brief.press.preflight.pdf.colours import BLACK, Colour, Space, initial, read_space
from brief.press.preflight.pdf.content_scanner import (
    COLOUR_COMPONENTS,
    DEVICE_COLOURS,
    FILLING,
    INLINE_IMAGE,
    STROKING,
    TEXT_SHOWING,
    MarkedContent,
    read_operations,
)

Key = tuple[tuple[int, int], int]
"""A marked content: the page or form whose stream it stands in, and its identifier there."""

MAX_DEPTH = 12  # forms within forms
INVISIBLE = 3  # ISO 32000-1, table 106: text that is neither filled nor stroked
PLACED = {INLINE_IMAGE, "Do", "sh"}


class Mark(NamedTuple):
    """The marked content around a paint: in the structure tree by `key`, or an artifact."""

    key: Key | None = None
    artifact: bool = False


class PaintedObject(NamedTuple):
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


@dataclass(slots=True)
class _State:
    fill: Colour = BLACK
    stroke: Colour = BLACK
    alpha: float = 1.0
    masked: bool = False
    font: Any = None
    mode: int = 0

    def copy(self) -> Self:
        return type(self)(self.fill, self.stroke, self.alpha, self.masked, self.font, self.mode)


def read_painted_objects(document: pikepdf.Pdf, pages: int) -> tuple[PaintedObject, ...]:
    """Return what the first pages of the document paint."""
    found: list[PaintedObject] = []
    for number, page in enumerate(document.pages[:pages], 1):
        resources = page.obj.get("/Resources") or _find_inherited_resources(page.obj)
        reader = _Reader(number, found, page.obj.objgen, resources)
        reader.read(page, _State(), Mark())
    return tuple(found)


def _find_inherited_resources(node: Any) -> Any:
    for _ in range(MAX_DEPTH):
        if node is None or "/Resources" in node:
            break
        node = node.get("/Parent")
    return node.Resources if node is not None and "/Resources" in node else pikepdf.Dictionary()


class _Reader:
    """Follows one content stream, and those of the forms in it."""

    def __init__(
        self,
        page: int,
        found: list[PaintedObject],
        owner: tuple[int, int],
        resources: Any,
        depth: int = 0,
    ) -> None:
        self._page = page
        self._found = found
        self._owner = owner
        self._resources = resources
        self._depth = depth
        self._state = _State()
        self._marks = [Mark()]
        self._known: dict[tuple[str, str], Any] = {}

    def read(self, stream: Any, state: _State, outer: Mark) -> None:
        self._state, self._marks = state.copy(), [outer]
        saved: list[_State] = []
        for operator, given in read_operations(stream):
            if operator == "q":
                saved.append(self._state.copy())
            elif operator == "Q":
                self._state = saved.pop() if saved else self._state
            elif operator == "EMC":
                if len(self._marks) > 1:
                    self._marks.pop()
            elif operator in {"BDC", "BMC"}:
                self._mark(given)
            elif operator in PLACED:
                self._place(operator, given)
            elif operator in FILLING or operator in STROKING or operator in TEXT_SHOWING:
                self._paint(operator, given)
            else:
                self._set(operator, given)

    def _mark(self, given: MarkedContent) -> None:
        """Open a marked content: the innermost identifier counts, and any artifact around it."""
        facts, identifier, outer = given.facts, given.identifier, self._marks[-1]
        if isinstance(facts, pikepdf.Name):
            facts = self._named("/Properties", str(facts))
        if facts is not None and "/MCID" in facts:
            identifier = int(facts["/MCID"])
        key = outer.key if identifier is None else (self._owner, identifier)
        self._marks.append(Mark(key, outer.artifact or given.tag == "/Artifact"))

    def _set(self, operator: str, given: Any) -> None:
        state = self._state
        if operator in DEVICE_COLOURS:
            self._colour(given, stroke=operator.isupper())
        elif operator in {"cs", "CS"}:
            name = pikepdf.Name(given) if isinstance(given, str) else given
            space = read_space(name, self._resources.get("/ColorSpace"))
            self._colour(initial(space), stroke=operator == "CS")
        elif operator in COLOUR_COMPONENTS:
            stroke = operator.isupper()
            space = (state.stroke if stroke else state.fill).space
            self._colour(Colour(space, given), stroke=stroke)
        elif operator == "gs":
            self._set_parameters(self._named("/ExtGState", given))
        elif operator == "Tf":
            state.font = self._named("/Font", given)
        elif operator == "Tr":
            state.mode = given

    def _colour(self, colour: Colour, *, stroke: bool) -> None:
        if stroke:
            self._state.stroke = colour
        else:
            self._state.fill = colour

    def _set_parameters(self, parameters: Any) -> None:
        """Set what an ExtGState sets of the state (ISO 32000-1, 8.4.5)."""
        if parameters is None:
            return
        if "/ca" in parameters:
            self._state.alpha = float(parameters["/ca"])
        if "/SMask" in parameters:
            self._state.masked = str(parameters["/SMask"]) != "/None"
        if "/Font" in parameters:
            self._state.font = parameters["/Font"][0]

    def _paint(self, operator: str, codes: bytes) -> None:
        state = self._state
        if operator in TEXT_SHOWING:
            colours = () if state.mode == INVISIBLE else (state.fill,)
            self._add("text", colours, state.font, codes)
            return
        used = (state.fill,) * (operator in FILLING) + (state.stroke,) * (operator in STROKING)
        self._add("path", used)

    def _place(self, operator: str, name: str) -> None:
        if operator == "sh":
            shading = self._named("/Shading", name)
            space = shading and read_space(shading.ColorSpace, self._resources.get("/ColorSpace"))
            self._add("shading", (Colour(space),) if space else ())
            return
        if operator == INLINE_IMAGE:
            self._add("image", ())
            return
        thing = self._named("/XObject", name)
        if thing is None:
            return
        if str(thing.get("/Subtype")) != "/Form":
            self._add("image", (self._image_colour(thing),), thing)
        elif self._depth < MAX_DEPTH:
            inner = thing.get("/Resources", self._resources)
            reader = _Reader(self._page, self._found, thing.objgen, inner, self._depth + 1)
            reader.read(thing, self._state, self._marks[-1])

    def _image_colour(self, image: Any) -> Colour:
        if image.get("/ImageMask", False):
            return self._state.fill
        space = image.get("/ColorSpace")
        named = self._resources.get("/ColorSpace")
        return Colour(read_space(space, named) if space is not None else Space("JPX"))

    def _add(
        self, kind: str, colours: tuple[Colour, ...], item: Any = None, codes: bytes = b""
    ) -> None:
        opacity = 0.0 if self._state.masked else self._state.alpha
        mark = self._marks[-1]
        self._found.append(PaintedObject(self._page, kind, colours, opacity, mark, item, codes))

    def _named(self, kind: str, name: str) -> Any:
        """Return the resource of that kind and name, or None; it is looked up once."""
        if (kind, name) not in self._known:
            held = self._resources.get(kind, pikepdf.Dictionary())
            self._known[kind, name] = held.get(name)
        return self._known[kind, name]
