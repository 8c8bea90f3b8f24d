"""Conversion of content streams (ISO 32000-1, 7.8.2): replaces the operators that set colours.

It has a loop of its own beside the interpreter of `press.pdf`, since every operand that is not a
colour has to be written again as it was, and the interpreter skips most of them. Both share the
tables of operators and the reader of colour spaces.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, Operator

from brief.press.colour.problems import ConversionError
from brief.press.colour.source_space import read_source_space
from brief.press.pdf.colour_spaces import DEVICE, GRAY, ColourSpace
from brief.press.pdf.content_scanner import (
    COLOUR_COMPONENTS,
    DEVICE_COLOURS,
    FILLING,
    INLINE_IMAGE,
    STROKING,
    TEXT_SHOWING,
)
from brief.press.pdf.objects import get_or_add_dictionary, read_numbers

if TYPE_CHECKING:
    from brief.press.colour.conversion import ColourConverter
    from brief.press.colour.problems import ProblemList

Instruction = (
    pikepdf.ContentStreamInstruction
    | pikepdf.ContentStreamInlineImage
    | tuple[Collection[pikepdf.Object | pikepdf.PdfInlineImage], Operator]
)
Operands = Sequence[pikepdf.Object]

PAINTING = FILLING | STROKING | {"sh", "Do", INLINE_IMAGE}
BLACK = (0.0, 0.0, 0.0, 1.0)
FILLING_MODE = 0  # text rendering mode (9.3.6)

OVERPRINT, KNOCKOUT = "/BriefOverprint", "/BriefKnockout"
STATES = {
    # OPM 1: components of 0 leave the colour below unchanged (8.6.7)
    OVERPRINT: {"/op": True, "/OP": False, "/OPM": 1},
    KNOCKOUT: {"/op": False, "/OP": False, "/OPM": 0},
}


@dataclass(frozen=True, slots=True)
class ColourState:
    """The graphics state (8.4) as far as conversion needs it; `fill` is None if unknown."""

    fill_space: ColourSpace = GRAY
    stroke_space: ColourSpace = GRAY
    fill: tuple[float, ...] | None = None
    alpha: float = 1.0
    mode: int = FILLING_MODE
    overprint: bool = False


@dataclass
class ContentStreamConverter:
    """Converts one stream; `drawn_names` are the images and forms that the stream draws."""

    palette: ColourConverter
    resources: pikepdf.Object
    problems: ProblemList
    state: ColourState = field(default_factory=ColourState)
    drawn_names: set[str] = field(default_factory=set)
    _saved: list[ColourState] = field(default_factory=list)
    _result: list[Instruction] = field(default_factory=list)

    def convert(self, stream: pikepdf.Object | pikepdf.Page) -> bytes:
        """Return the content of the stream in the target's colours."""
        handlers = self._list_handlers()
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._copy_inline_image(instruction)
                continue
            operands = list(instruction.operands)
            handler = handlers.get(operator)
            try:
                replaced = bool(handler and handler(operator, operands))
            except ConversionError as problem:
                self.problems.add_error(problem.code, problem.message, problem.remedy)
                replaced = False
            if not replaced:
                self._result.append((operands, instruction.operator))
        return pikepdf.unparse_content_stream(self._result)

    def _list_handlers(self) -> dict[str, Callable[[str, Operands], bool]]:
        """Return the method for each operator, which returns true if it has replaced it."""
        return {
            **dict.fromkeys(DEVICE_COLOURS, self._set_device_colour),
            **dict.fromkeys(TEXT_SHOWING | PAINTING, self._set_overprint),
            **dict.fromkeys(("cs", "CS"), self._set_space),
            **dict.fromkeys(COLOUR_COMPONENTS, self._set_components),
            "q": self._save,
            "Q": self._restore,
            "gs": self._set_parameters,
            "Tr": self._set_text_mode,
        }

    def _save(self, _: str, __: Operands) -> bool:
        self._saved.append(self.state)
        return False

    def _restore(self, _: str, __: Operands) -> bool:
        if self._saved:
            self.state = self._saved.pop()
        return False

    def _set_text_mode(self, _: str, operands: Operands) -> bool:
        self.state = replace(self.state, mode=int(read_numbers(operands)[0]))
        return False

    def _set_parameters(self, _: str, operands: Operands) -> bool:
        states = self.resources.get("/ExtGState", Dictionary())
        alpha = states.get(str(operands[0]), Dictionary()).get("/ca")
        if alpha is not None:
            self.state = replace(self.state, alpha=float(alpha))
        return False

    def _set_device_colour(self, operator: str, operands: Operands) -> bool:
        space = DEVICE[DEVICE_COLOURS[operator]]
        return self._write_colour(space, read_numbers(operands), stroke=operator.isupper())

    def _set_space(self, operator: str, operands: Operands) -> bool:
        space = read_source_space(operands[0], self.resources)
        stroke = operator == "CS"
        if space.model == "pattern":
            self._store_space(space, stroke=stroke)
            return False
        return self._write_colour(space, space.initial, stroke=stroke)

    def _set_components(self, operator: str, operands: Operands) -> bool:
        stroke = operator.isupper()
        space = self.state.stroke_space if stroke else self.state.fill_space
        if space.model == "pattern" or any(isinstance(it, Name) for it in operands):
            self._store_space(space, stroke=stroke)
            return False
        return self._write_colour(space, read_numbers(operands), stroke=stroke)

    def _store_space(self, space: ColourSpace, *, stroke: bool) -> None:
        if stroke:
            self.state = replace(self.state, stroke_space=space)
        else:
            self.state = replace(self.state, fill_space=space, fill=None)

    def _write_colour(self, space: ColourSpace, values: tuple[float, ...], *, stroke: bool) -> bool:
        inks = tuple(round(ink, 4) for ink in self.palette.convert_colour(space, values))
        self._store_space(space, stroke=stroke)
        if not stroke:
            self.state = replace(self.state, fill=inks)
        operator = self.palette.stroke_operator if stroke else self.palette.fill_operator
        # pikepdf takes a Decimal; its types do not say so
        operands: list[Any] = [Decimal(f"{ink:g}") for ink in inks]
        self._result.append((operands, Operator(operator)))
        return True

    def _set_overprint(self, operator: str, operands: Operands) -> bool:
        """Switch overprint on for black text, so that no paper shows around it, else off."""
        if operator == "Do":
            self.drawn_names.add(str(operands[0]))
        state = self.state
        wanted = (
            self.palette.overprints
            and operator in TEXT_SHOWING
            and state.fill == BLACK
            and state.alpha == 1
            and state.mode == FILLING_MODE
        )
        if wanted != state.overprint:
            name = OVERPRINT if wanted else KNOCKOUT
            self._result.append(([Name(name)], Operator("gs")))
            self.state = replace(state, overprint=wanted)
            states = get_or_add_dictionary(self.resources, "/ExtGState")
            states[name] = Dictionary(Type=Name.ExtGState)
            for key, value in STATES[name].items():
                states[name][key] = value
        return False

    def _copy_inline_image(self, image: pikepdf.ContentStreamInlineImage) -> None:
        self._set_overprint(INLINE_IMAGE, [])
        if not image.iimage.image_mask:
            self.problems.add_error(
                "press-image",
                "an inline image of the page cannot be converted to inks",
                "use a PNG or JPEG file",
            )
        self._result.append(image)
