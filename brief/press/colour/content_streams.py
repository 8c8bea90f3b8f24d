"""Content streams (ISO 32000-1, 7.8.2): every colour operator replaced, all else left in place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name, Operator

from brief.press.colour.colour_spaces import CMYK, GRAY, RGB, Space, category, numbers, read_space
from brief.press.colour.problems import ConversionError

if TYPE_CHECKING:
    from brief.press.colour.conversion import ColourConverter
    from brief.press.colour.problems import ProblemList

Instruction = (
    pikepdf.ContentStreamInstruction
    | pikepdf.ContentStreamInlineImage
    | tuple[Collection[pikepdf.Object | pikepdf.PdfInlineImage], Operator]
)
Operands = Sequence[pikepdf.Object]

DEVICE = {"g": GRAY, "rg": RGB, "k": CMYK}
TEXT = {"Tj", "TJ", "'", '"'}
PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}
BLACK = (0.0, 0.0, 0.0, 1.0)
FILLING_MODE = 0  # text rendering mode (9.3.6)

OVERPRINT, KNOCKOUT = "/BriefOverprint", "/BriefKnockout"
STATES = {
    # OPM 1: inks that the colour does not name leave what lies below as it is (8.6.7)
    OVERPRINT: {"/op": True, "/OP": False, "/OPM": 1},
    KNOCKOUT: {"/op": False, "/OP": False, "/OPM": 0},
}


@dataclass(frozen=True, slots=True)
class ColourState:
    """What the graphics state holds of interest (8.4); `fill` is None where it is not known."""

    fill_space: Space = GRAY
    stroke_space: Space = GRAY
    fill: tuple[float, ...] | None = None
    alpha: float = 1.0
    mode: int = FILLING_MODE
    overprint: bool = False


@dataclass
class ContentStreamConverter:
    """Goes through one stream, keeps track of the graphics state, and replaces colours.

    `drawn` are the names of the pictures and forms that the stream draws.
    """

    palette: ColourConverter
    resources: pikepdf.Object
    problems: ProblemList
    state: ColourState = field(default_factory=ColourState)
    drawn_names: set[str] = field(default_factory=set)
    _saved: list[ColourState] = field(default_factory=list)
    _result: list[Instruction] = field(default_factory=list)

    def convert(self, stream: pikepdf.Object | pikepdf.Page) -> bytes:
        """Return the content of the stream in the palette's colours."""
        for instruction in pikepdf.parse_content_stream(stream):
            operator = str(instruction.operator)
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._copy_inline_image(instruction)
                continue
            operands = list(instruction.operands)
            handler = self._get_handler(operator)
            try:
                handled = bool(handler and handler(operator, operands))
            except ConversionError as problem:
                self.problems.add_error(problem)
                handled = False
            if not handled:
                self._result.append((operands, instruction.operator))
        return pikepdf.unparse_content_stream(self._result)

    def _get_handler(self, operator: str) -> Callable[[str, Operands], bool] | None:
        """Return what deals with an operator; it returns true when it has written in its place."""
        if operator.lower() in DEVICE:
            return self._set_device_colour
        if operator in TEXT or operator in PAINTING:
            return self._set_overprint
        return {
            "q": self._save,
            "Q": self._restore,
            "cs": self._set_space,
            "CS": self._set_space,
            "sc": self._set_components,
            "SC": self._set_components,
            "scn": self._set_components,
            "SCN": self._set_components,
            "gs": self._set_parameters,
            "Tr": self._set_text_mode,
        }.get(operator)

    def _save(self, _: str, __: Operands) -> bool:
        self._saved.append(self.state)
        return False

    def _restore(self, _: str, __: Operands) -> bool:
        if self._saved:
            self.state = self._saved.pop()
        return False

    def _set_text_mode(self, _: str, operands: Operands) -> bool:
        self.state = replace(self.state, mode=int(numbers(operands)[0]))
        return False

    def _set_parameters(self, _: str, operands: Operands) -> bool:
        states = self.resources.get("/ExtGState", Dictionary())
        alpha = states.get(str(operands[0]), Dictionary()).get("/ca")
        if alpha is not None:
            self.state = replace(self.state, alpha=float(alpha))
        return False

    def _set_device_colour(self, operator: str, operands: Operands) -> bool:
        space = DEVICE[operator.lower()]
        return self._write_colour(space, numbers(operands), stroke=operator.isupper())

    def _set_space(self, operator: str, operands: Operands) -> bool:
        space = read_space(operands[0], self.resources)
        stroke = operator == "CS"
        if space.kind == "pattern":
            self._store_space(space, stroke=stroke)
            return False
        return self._write_colour(space, space.initial, stroke=stroke)

    def _set_components(self, operator: str, operands: Operands) -> bool:
        stroke = operator.isupper()
        space = self.state.stroke_space if stroke else self.state.fill_space
        if space.kind == "pattern" or any(isinstance(it, Name) for it in operands):
            self._store_space(space, stroke=stroke)
            return False
        return self._write_colour(space, numbers(operands), stroke=stroke)

    def _store_space(self, space: Space, *, stroke: bool) -> None:
        if stroke:
            self.state = replace(self.state, stroke_space=space)
        else:
            self.state = replace(self.state, fill_space=space, fill=None)

    def _write_colour(self, space: Space, values: tuple[float, ...], *, stroke: bool) -> bool:
        inks = tuple(round(ink, 4) for ink in self.palette.colour(space, values))
        self._store_space(space, stroke=stroke)
        if not stroke:
            self.state = replace(self.state, fill=inks)
        operator = self.palette.stroke if stroke else self.palette.fill
        # a Decimal is an operand as good as any; the types do not know
        operands: list[Any] = [Decimal(f"{ink:g}") for ink in inks]
        self._result.append((operands, Operator(operator)))
        return True

    def _set_overprint(self, operator: str, operands: Operands) -> bool:
        """Let black text overprint, so that no paper shows around it, and nothing else."""
        if operator == "Do":
            self.drawn_names.add(str(operands[0]))
        state = self.state
        wanted = (
            self.palette.overprints
            and operator in TEXT
            and state.fill == BLACK
            and state.alpha == 1
            and state.mode == FILLING_MODE
        )
        if wanted != state.overprint:
            name = OVERPRINT if wanted else KNOCKOUT
            self._result.append(([Name(name)], Operator("gs")))
            self.state = replace(state, overprint=wanted)
            states = category(self.resources, "/ExtGState")
            states[name] = Dictionary(Type=Name.ExtGState)
            for key, value in STATES[name].items():
                states[name][key] = value
        return False

    def _copy_inline_image(self, image: pikepdf.ContentStreamInlineImage) -> None:
        self._set_overprint("INLINE IMAGE", [])
        if not image.iimage.image_mask:
            self.problems.add_error(
                ConversionError(
                    "press-image",
                    "a picture inside the page's own drawing cannot be put into inks",
                    "use a PNG or JPEG file for it",
                )
            )
        self._result.append(image)
