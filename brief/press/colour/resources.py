"""Conversion of a page and its resources, recursively, each object once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from brief.press.colour.content_streams import (
    KNOCKOUT,
    OVERPRINT,
    ColourState,
    ContentStreamConverter,
)
from brief.press.colour.conversion import MaskConverter
from brief.press.colour.images import convert_image
from brief.press.colour.problems import ConversionError
from brief.press.colour.shading_functions import GradientConverter
from brief.press.colour.source_space import read_source_space
from brief.press.pdf.objects import get_or_add_dictionary, read_numbers

if TYPE_CHECKING:
    from collections.abc import Collection

    from brief.findings import Place
    from brief.press.colour.conversion import ColourConverter
    from brief.press.colour.problems import ProblemList

AXIAL, RADIAL = 2, 3
# These mix inks in the same way as light; others would differ from the screen.
ALLOWED_BLEND_MODES = {"/Normal", "/Compatible", "/Multiply"}
ALLOWED_STATE = {"/Type", "/CA", "/ca", "/AIS", "/SMask", "/BM", "/LW", "/LC", "/LJ", "/ML", "/D"}
ROUNDING = 0.005


class ResourceConverter:
    """Converts pages and their resources; `tac` is the ink limit in per cent."""

    def __init__(
        self, document: pikepdf.Pdf, palette: ColourConverter, problems: ProblemList, tac: float
    ) -> None:
        self._document = document
        self._palette = palette
        self._problems = problems
        self._tac = tac / 100
        self._levels = MaskConverter()
        self._done: dict[tuple[int, int], ColourConverter] = {}
        self._names: dict[tuple[int, int], str] = {}
        self._transparent: set[tuple[int, int]] = set()

    def convert_page(self, page: pikepdf.Page) -> None:
        """Convert a page, and give it a blend space (11.6.6) if it needs one."""
        resources = get_or_add_dictionary(page.obj, "/Resources")
        palette = self._palette
        state = ColourState(fill=palette.initial)
        painter = ContentStreamConverter(palette, resources, self._problems, state)
        colour = " ".join(f"{component:g}" for component in palette.initial)
        start = f"{colour} {palette.fill_operator} {colour} {palette.stroke_operator}\n"
        content = start.encode() + painter.convert(page)
        see_through = self._convert_resources(resources, palette, painter.drawn_names)
        page.Contents = self._document.make_stream(content)
        if see_through:
            space = Name(palette.device)
            page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space, I=True)
        elif "/Group" in page:
            del page.Group

    def _convert_resources(
        self, resources: Object, palette: ColourConverter, drawn: Collection[str]
    ) -> bool:
        """Convert the resources of a stream, and return whether any of them is transparent.

        XObjects that are not drawn, such as the groups of masks, are removed.
        """
        see_through = False
        for name in sorted(set(resources.get("/XObject", Dictionary()).keys()) - set(drawn)):
            del resources.XObject[name]
        for _, state in self._list_entries(resources, "/ExtGState"):
            see_through |= self._convert_state(state, palette)
        for kind in ("/XObject", "/Pattern", "/Shading"):
            for name, item in self._list_entries(resources, kind):
                self._names[item.objgen] = name
                see_through |= self._convert_once(item, resources, palette)
        for _, font in self._list_entries(resources, "/Font"):
            if font.get("/Subtype") == Name.Type3:
                see_through |= self._convert_glyphs(font, palette)
        return see_through

    @staticmethod
    def _list_entries(resources: Object, kind: str) -> list[tuple[str, Object]]:
        """Return the resources of a kind, by name."""
        entries = resources.get(kind, Dictionary())
        names = sorted(key for key in entries.keys() if key not in {OVERPRINT, KNOCKOUT})  # noqa: SIM118
        return [(name, entries[name]) for name in names]

    def _convert_once(self, item: Object, resources: Object, palette: ColourConverter) -> bool:
        """Convert an object unless it is converted; it cannot be both image and mask."""
        key = item.objgen
        if key != (0, 0) and key in self._done:
            if self._done[key] is not palette:
                self._problems.add_error(
                    "press-mask",
                    "the same drawing is used as an image and as a mask",
                    "use a copy of it as the mask",
                )
            return key in self._transparent
        self._done[key] = palette
        try:
            see_through = self._convert(item, resources, palette)
        except ConversionError as problem:
            place = self._find_place(item)
            self._problems.add_error(problem.code, problem.message, problem.remedy, place)
            return False
        if see_through:
            self._transparent.add(key)
        return see_through

    def _find_place(self, item: Object) -> Place | None:
        """Return the place of an image in the project's files, or None."""
        if item.get("/Subtype") != Name.Image:
            return None
        return self._problems.source_map.find_picture(self._names.get(item.objgen, ""))

    def _convert(self, item: Object, resources: Object, palette: ColourConverter) -> bool:
        if "/ShadingType" in item:
            self._convert_shading(item, resources, palette)
            return False
        if item.get("/PatternType") == 2:  # noqa: PLR2004 - a shading pattern (8.7.4)
            self._convert_once(item.Shading, resources, palette)
            return "/ExtGState" in item and self._convert_state(item.ExtGState, palette)
        if item.get("/Subtype") == Name.Image and isinstance(item, pikepdf.Stream):
            inks = convert_image(item, resources, palette, self._tac)
            if inks > self._tac + ROUNDING:
                self._problems.add_warning(
                    "press-ink-limit",
                    f"an image in CMYK has up to {inks * 100:.0f} % of ink; the limit is "
                    f"{self._tac * 100:.0f} %",
                    "convert it for the printing condition, or give it in RGB",
                    self._find_place(item),
                )
            return "/SMask" in item
        if item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1:
            return self._convert_stream(item, resources, palette)
        raise ConversionError(
            "press-drawing",
            f"the page draws with {item.get('/Subtype', 'something')}, which is not for a press",
            "draw it as an SVG or an image",
        )

    def _convert_stream(self, item: Object, outer: Object, palette: ColourConverter) -> bool:
        """Convert a form or a tiling pattern, and its resources."""
        if item.get("/PaintType") == 2:  # noqa: PLR2004 - an uncoloured pattern (8.7.3.3)
            message = "a pattern takes its colour from elsewhere"
            raise ConversionError("press-pattern", message, "colour the pattern")
        own = item.get("/Resources")
        painter = ContentStreamConverter(palette, outer if own is None else own, self._problems)
        content = painter.convert(item)
        names = painter.drawn_names
        see_through = own is not None and self._convert_resources(own, palette, names)
        item.write(content)
        if "/Group" not in item:
            return see_through
        item.Group.CS = Name(palette.device)
        return True

    def _convert_state(self, state: Object, palette: ColourConverter) -> bool:
        """Convert a graphics state, and return whether it is transparent."""
        strange = sorted(set(state.keys()) - ALLOWED_STATE)
        if strange:
            self._problems.add_error(
                "press-state",
                f"the page sets {', '.join(strange)}, which the press decides",
                "leave overprint, halftones and transfer functions out of the file",
            )
        modes = state.get("/BM", Name.Normal)
        mode = str(modes[0] if isinstance(modes, Array) else modes)
        if mode not in ALLOWED_BLEND_MODES:
            self._problems.add_error(
                "press-blend-mode",
                f"the blend mode {mode.lstrip('/')} has other colours in ink than on screen",
                "use normal or multiply for mix-blend-mode and for feBlend in an SVG",
            )
        mask = state.get("/SMask", Name("/None"))
        if isinstance(mask, Dictionary):
            self._convert_mask(mask, palette)
        alphas = [float(state.get(key, 1)) for key in ("/CA", "/ca")]
        return isinstance(mask, Dictionary) or min(alphas) < 1 or mode == "/Multiply"

    def _convert_mask(self, mask: Object, palette: ColourConverter) -> None:
        """Convert a soft mask (11.6.5.2): by lightness in levels, by alpha in any colours."""
        by_light = mask.get("/S") == Name.Luminosity
        if "/TR" in mask or "/BC" in mask:
            message = "a mask changes its own levels"
            self._problems.add_error("press-mask", message, "draw a plain mask")
        self._convert_once(mask.G, Dictionary(), self._levels if by_light else palette)

    def _convert_shading(
        self, shading: Object, resources: Object, palette: ColourConverter
    ) -> None:
        if int(shading.ShadingType) not in {AXIAL, RADIAL}:
            raise ConversionError(
                "press-shading",
                "a colour mesh cannot be converted to inks",
                "draw it as a linear or radial gradient, or as an image",
            )
        space = read_source_space(shading.ColorSpace, resources)
        converter = GradientConverter(self._document, space, palette)
        shading.Function = converter.convert(shading.Function)
        shading.ColorSpace = Name(palette.device)
        if "/Background" in shading:
            values = read_numbers(shading.Background)
            shading.Background = Array(list(palette.convert_colour(space, values)))

    def _convert_glyphs(self, font: Object, palette: ColourConverter) -> bool:
        """Convert the glyphs of a Type 3 font (9.6.5)."""
        key = font.objgen
        if key in self._done:
            return key in self._transparent
        self._done[key] = palette
        resources = font.get("/Resources", Dictionary())
        see_through, drawn = False, set[str]()
        for drawing in (font.CharProcs[name] for name in sorted(font.CharProcs.keys())):
            painter = ContentStreamConverter(palette, resources, self._problems)
            drawing.write(painter.convert(drawing))
            drawn |= painter.drawn_names
        if "/Resources" in font:
            see_through = self._convert_resources(resources, palette, drawn)
        if see_through:
            self._transparent.add(key)
        return see_through
