"""Interpreter of content streams (ISO 32000-1, 8 and 9), which reports to a visitor.

It follows the graphics state as far as the visitors need it: matrix, colour, opacity, font and
the marked content around each painted object. Forms are entered, and tiling patterns where the
visitor asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING, Any

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
from brief.press.pdf.content_visitor import Mark, PaintedObject, Placement, Replacement
from brief.press.pdf.objects import IDENTITY, Matrix, multiply_matrices, read_numbers

if TYPE_CHECKING:
    from brief.press.pdf.content_visitor import ContentVisitor, ObjectId

MAX_DEPTH = 12  # forms within forms
PLACING = {INLINE_IMAGE, "Do", "sh"}


@dataclass(slots=True)
class _GraphicsState:
    fill: PdfColour = BLACK
    stroke: PdfColour = BLACK
    alpha: float = 1.0
    masked: bool = False
    font: Any = None
    mode: int = 0
    overprints: bool = False
    matrix: Matrix = IDENTITY


def _find_text_colours(state: _GraphicsState) -> tuple[PdfColour, ...]:
    """Return the colours of a text by its rendering mode (ISO 32000-1, table 106)."""
    mode = state.mode & 3  # without what adds the text to the clipping path
    if mode == 0:
        return (state.fill,)
    return {1: (state.stroke,), 2: (state.fill, state.stroke)}.get(mode, ())


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
        actual = opened.actual_text
        if isinstance(properties, pikepdf.Name):
            properties = self._find_resource("/Properties", str(properties))
        if properties is not None:
            if "/MCID" in properties:
                identifier = int(properties["/MCID"])
            if "/ActualText" in properties:
                actual = str(properties.ActualText)
        replacement = outer.replacement if actual is None else Replacement(actual)
        key = outer.key if identifier is None else (self._owner, identifier)
        self._marks.append(Mark(key, outer.artifact or opened.tag == "/Artifact", replacement))

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
        if "/OP" in parameters or "/op" in parameters:
            self._state.overprints = bool(parameters.get("/op", parameters.get("/OP")))

    def _paint(self, operator: str, codes: bytes) -> None:
        state = self._state
        if operator in TEXT_SHOWING:
            self._report("text", _find_text_colours(state), state.font, codes)
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
            space, colour = operand.obj.get("/ColorSpace"), self._state.fill
            if space is not None and not operand.image_mask:
                colour = PdfColour(self._read_space(space))
                self._visitor.use_space(colour.space)
            placement = self._measure(operand.width, operand.height)
            self._report("image", (colour,), placement=placement)
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
        state, mark = self._state, self._marks[-1]
        opacity = 0.0 if state.masked else state.alpha
        mode, overprints = state.mode, state.overprints
        self._visitor.paint(
            PaintedObject(kind, colours, opacity, mark, item, codes, placement, mode, overprints)
        )

    def _find_resource(self, category: str, name: str) -> Any:
        """Return the resource of that category and name, or None; it is looked up once."""
        if (category, name) not in self._known:
            held = self._resources.get(category, pikepdf.Dictionary())
            self._known[category, name] = held.get(name)
        return self._known[category, name]
