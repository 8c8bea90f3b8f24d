"""Interpreter of content streams (ISO 32000-1, 8 and 9), which reports to a visitor.

It follows the graphics state as far as the visitors need it: matrix, colour, opacity, font and
the marked content around each painted object. Forms are entered, and tiling patterns where the
visitor asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import Any, NamedTuple

import pikepdf

from brief.press.pdf.colour_spaces import BLACK, ColourSpace, PdfColour, read_colour_space
from brief.press.pdf.content_scanner import (
    COLOUR_COMPONENTS,
    DEVICE_COLOURS,
    FILLING,
    INLINE_IMAGE,
    STROKING,
    TEXT_SHOWING,
    Components,
    MarkedContent,
    read_operations,
)
from brief.press.pdf.objects import IDENTITY, Matrix, multiply_matrices, read_numbers

ObjectId = tuple[int, int]
"""The number and generation of an object."""
ContentKey = tuple[ObjectId, int]
"""A marked content: the page or form whose stream contains it, and its identifier (MCID)."""

MAX_DEPTH = 12  # forms within forms
INVISIBLE_MODE = 3  # ISO 32000-1, table 106: text that is neither filled nor stroked
PLACING = {INLINE_IMAGE, "Do", "sh"}


class Mark(NamedTuple):
    """The marked content around an object: in the structure tree by `key`, or an artifact."""

    key: ContentKey | None = None
    artifact: bool = False


class Placement(NamedTuple):
    """An image on the page: its size in pixels, and on paper in points, and the name it has."""

    pixels: tuple[int, int]
    size: tuple[float, float]
    name: str = ""

    @property
    def resolution(self) -> float:
        """Pixels per inch, in the direction that has fewer."""
        return min(self.pixels[0] * 72 / self.size[0], self.pixels[1] * 72 / self.size[1])


class PaintedObject(NamedTuple):
    """One object that a content stream paints.

    `kind` is text, path, image or shading; `item` is the font of a text, or the image; `codes`
    are the character codes of a text.
    """

    kind: str
    colours: tuple[PdfColour, ...]
    opacity: float
    mark: Mark
    item: Any = None
    codes: bytes = b""
    placement: Placement | None = None


class ContentVisitor:
    """Base of visitors: enters forms but no patterns, and ignores what is painted."""

    def paint(self, painted: PaintedObject) -> None:
        """Receive an object in the order of painting."""

    def use_space(self, space: ColourSpace) -> None:
        """Receive the colour space that an operator or an inline image selects."""

    def enter_form(self) -> ContentVisitor | None:
        """Return the visitor for a form's content, or None to skip it."""
        return self

    def enter_pattern(self) -> ContentVisitor | None:
        """Return the visitor for a tiling pattern's content, or None to skip it."""
        return None


@dataclass(slots=True)
class _GraphicsState:
    fill: PdfColour = BLACK
    stroke: PdfColour = BLACK
    alpha: float = 1.0
    masked: bool = False
    font: Any = None
    mode: int = 0
    matrix: Matrix = IDENTITY


def interpret_page(page: pikepdf.Page, visitor: ContentVisitor) -> None:
    """Interpret the content of a page, with the resources that it has or inherits."""
    resources = page.obj.get("/Resources") or _find_inherited_resources(page.obj)
    ContentInterpreter(visitor, resources, page.obj.objgen).interpret(page)


def _find_inherited_resources(node: Any) -> Any:
    for _ in range(MAX_DEPTH):
        if node is None or "/Resources" in node:
            break
        node = node.get("/Parent")
    return node.Resources if node is not None and "/Resources" in node else pikepdf.Dictionary()


class ContentInterpreter:
    """Interprets one content stream, and those of the forms in it."""

    def __init__(
        self, visitor: ContentVisitor, resources: Any, owner: ObjectId = (0, 0), depth: int = 0
    ) -> None:
        self._visitor = visitor
        self._owner = owner
        self._resources = resources
        self._depth = depth
        self._state = _GraphicsState()
        self._base = IDENTITY
        self._marks = [Mark()]
        self._known: dict[tuple[str, str], Any] = {}
        self._patterns: set[str] = set()

    def interpret(
        self, stream: Any, state: _GraphicsState | None = None, outer: Mark | None = None
    ) -> None:
        """Interpret a stream; `state` and `outer` are those where a form is drawn."""
        self._state = replace(state) if state else _GraphicsState()
        self._base, self._marks = self._state.matrix, [outer or Mark()]
        saved: list[_GraphicsState] = []
        for operator, operand in read_operations(stream):
            if operator == "q":
                saved.append(replace(self._state))
            elif operator == "Q":
                self._state = saved.pop() if saved else self._state
            elif operator == "EMC":
                if len(self._marks) > 1:
                    self._marks.pop()
            elif operator in {"BDC", "BMC"}:
                self._open_mark(operand)
            elif operator in PLACING:
                self._place(operator, operand)
            elif operator in FILLING or operator in STROKING or operator in TEXT_SHOWING:
                self._paint(operator, operand)
            else:
                self._set_state(operator, operand)

    def _open_mark(self, opened: MarkedContent) -> None:
        """Open a marked content: the innermost identifier counts, and any artifact around it."""
        properties, identifier, outer = opened.properties, opened.identifier, self._marks[-1]
        if isinstance(properties, pikepdf.Name):
            properties = self._find_resource("/Properties", str(properties))
        if properties is not None and "/MCID" in properties:
            identifier = int(properties["/MCID"])
        key = outer.key if identifier is None else (self._owner, identifier)
        self._marks.append(Mark(key, outer.artifact or opened.tag == "/Artifact"))

    def _set_state(self, operator: str, operand: Any) -> None:
        state = self._state
        if operator in DEVICE_COLOURS:
            self._visitor.use_space(operand.space)
            self._set_colour(operand, stroke=operator.isupper())
        elif operator == "cm" and operand:
            state.matrix = multiply_matrices(operand, state.matrix)
        elif operator in {"cs", "CS"}:
            name = pikepdf.Name(operand) if isinstance(operand, str) else operand
            space = self._read_space(name)
            self._visitor.use_space(space)
            self._set_colour(PdfColour(space, space.initial), stroke=operator == "CS")
        elif operator in COLOUR_COMPONENTS:
            self._set_components(operand, stroke=operator.isupper())
        elif operator == "gs":
            self._set_parameters(self._find_resource("/ExtGState", operand))
        elif operator == "Tf":
            state.font = self._find_resource("/Font", operand)
        elif operator == "Tr":
            state.mode = operand

    def _set_components(self, components: Components, *, stroke: bool) -> None:
        space = (self._state.stroke if stroke else self._state.fill).space
        self._set_colour(PdfColour(space, components.numbers), stroke=stroke)
        if components.pattern and components.pattern not in self._patterns:
            self._patterns.add(components.pattern)
            pattern = self._find_resource("/Pattern", components.pattern)
            visitor = self._visitor.enter_pattern()
            if visitor and isinstance(pattern, pikepdf.Stream):
                # the matrix of a pattern is relative to the page or form, 8.7.3.1
                self._enter(pattern, visitor, _GraphicsState(matrix=self._base), Mark())

    def _set_colour(self, colour: PdfColour, *, stroke: bool) -> None:
        if stroke:
            self._state.stroke = colour
        else:
            self._state.fill = colour

    def _set_parameters(self, parameters: Any) -> None:
        """Apply an ExtGState to the state (ISO 32000-1, 8.4.5)."""
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
            colours = () if state.mode == INVISIBLE_MODE else (state.fill,)
            self._report("text", colours, state.font, codes)
            return
        filled = (state.fill,) if operator in FILLING else ()
        stroked = (state.stroke,) if operator in STROKING else ()
        self._report("path", filled + stroked)

    def _place(self, operator: str, operand: Any) -> None:
        if operator == "sh":
            shading = self._find_resource("/Shading", operand)
            space = shading and self._read_space(shading.ColorSpace)
            self._report("shading", (PdfColour(space),) if space else ())
        elif operator == INLINE_IMAGE:
            space = operand.obj.get("/ColorSpace")
            if space is not None and not operand.image_mask:
                self._visitor.use_space(self._read_space(space))
            placement = self._measure(operand.width, operand.height)
            self._report("image", (), placement=placement)
        elif (item := self._find_resource("/XObject", operand)) is not None:
            if str(item.get("/Subtype")) != "/Form":
                width, height = int(item.get("/Width", 0)), int(item.get("/Height", 0))
                placement = self._measure(width, height, str(operand))
                self._report("image", (self._read_image_colour(item),), item, b"", placement)
            elif visitor := self._visitor.enter_form():
                self._enter(item, visitor, self._state, self._marks[-1])

    def _enter(
        self, drawing: Any, visitor: ContentVisitor, state: _GraphicsState, mark: Mark
    ) -> None:
        """Interpret a form or pattern."""
        if self._depth >= MAX_DEPTH:
            return
        if "/Matrix" in drawing:
            a, b, c, d, e, f = read_numbers(drawing.Matrix)
            state = replace(state, matrix=multiply_matrices((a, b, c, d, e, f), state.matrix))
        inner = drawing.get("/Resources", self._resources)
        interpreter = ContentInterpreter(visitor, inner, drawing.objgen, self._depth + 1)
        interpreter.interpret(drawing, state, mark)

    def _measure(self, width: int, height: int, name: str = "") -> Placement | None:
        a, b, c, d, _, _ = self._state.matrix
        size = hypot(a, b), hypot(c, d)
        return Placement((width, height), size, name) if min(width, height, *size) > 0 else None

    def _read_image_colour(self, image: Any) -> PdfColour:
        if image.get("/ImageMask", False):
            return self._state.fill
        space = image.get("/ColorSpace")
        return PdfColour(self._read_space(space) if space is not None else ColourSpace("JPX"))

    def _read_space(self, space: Any) -> ColourSpace:
        return read_colour_space(space, self._resources.get("/ColorSpace"))

    def _report(
        self,
        kind: str,
        colours: tuple[PdfColour, ...],
        item: Any = None,
        codes: bytes = b"",
        placement: Placement | None = None,
    ) -> None:
        opacity = 0.0 if self._state.masked else self._state.alpha
        mark = self._marks[-1]
        self._visitor.paint(PaintedObject(kind, colours, opacity, mark, item, codes, placement))

    def _find_resource(self, category: str, name: str) -> Any:
        """Return the resource of that category and name, or None; it is looked up once."""
        if (category, name) not in self._known:
            held = self._resources.get(category, pikepdf.Dictionary())
            self._known[category, name] = held.get(name)
        return self._known[category, name]
