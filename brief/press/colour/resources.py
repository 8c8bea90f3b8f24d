"""Conversion of a page and its resources, recursively, each object once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

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
from brief.press.pdf.objects import get_or_add_dictionary

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
        self._transparent: set[tuple[int, int]] = set()

    def convert_page(self, page: pikepdf.Page) -> None:
        """Convert a page, and give it a blend space (11.6.6) if it needs one."""
        resources = get_or_add_dictionary(page.obj, "/Resources")
        palette = self._palette
        painter = ContentStreamConverter(
            palette, resources, self._problems, ColourState(fill=palette.initial)
        )
        colour = " ".join(f"{component:g}" for component in palette.initial)
        start = f"{colour} {palette.fill_operator} {colour} {palette.stroke_operator}\n"
        content = start.encode() + painter.convert(page)
        see_through = self._convert_resources(resources, palette, painter.drawn_names)
        page.Contents = self._document.make_stream(content)
        if see_through:
            page.Group = Dictionary(
                Type=Name.Group, S=Name.Transparency, CS=Name(palette.device), I=True
            )
        elif "/Group" in page:
            del page.Group

    def _convert_resources(
        self, resources: pikepdf.Object, palette: ColourConverter, drawn: Collection[str]
    ) -> bool:
        """Convert the resources of a stream, and return whether any of them is transparent.

        XObjects that are not drawn, such as the groups of masks, are removed.
        """
        see_through = False
        for name in sorted(set(resources.get("/XObject", Dictionary()).keys()) - set(drawn)):
            del resources.XObject[name]
        for state in self._list_entries(resources, "/ExtGState"):
            see_through |= self._convert_state(state, palette)
        for item in self._list_entries(resources, "/XObject"):
            see_through |= self._convert_once(item, resources, palette)
        for item in self._list_entries(resources, "/Pattern"):
            see_through |= self._convert_once(item, resources, palette)
        for item in self._list_entries(resources, "/Shading"):
            self._convert_once(item, resources, palette)
        for font in self._list_entries(resources, "/Font"):
            if font.get("/Subtype") == Name.Type3:
                see_through |= self._convert_glyphs(font, palette)
        return see_through

    @staticmethod
    def _list_entries(resources: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
        entries = resources.get(kind, Dictionary())
        return [entries[key] for key in sorted(entries.keys()) if key not in {OVERPRINT, KNOCKOUT}]

    def _convert_once(
        self, item: pikepdf.Object, resources: pikepdf.Object, palette: ColourConverter
    ) -> bool:
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

    def _find_place(self, item: pikepdf.Object) -> Place | None:
        """Return the place of an image in the project's files, or None."""
        if item.get("/Subtype") != Name.Image:
            return None
        return self._problems.source_map.find_picture((int(item.Width), int(item.Height)))

    def _convert(
        self, item: pikepdf.Object, resources: pikepdf.Object, palette: ColourConverter
    ) -> bool:
        if "/ShadingType" in item:
            self._convert_shading(item, resources, palette)
            return False
        if item.get("/PatternType") == 2:  # noqa: PLR2004 - a shading pattern (8.7.4)
            return self._convert_shading_pattern(item, resources, palette)
        if item.get("/Subtype") == Name.Image and isinstance(item, pikepdf.Stream):
            inks = convert_image(item, resources, palette, self._tac)
            if inks > self._tac + ROUNDING:
                self._warn_of_ink(inks, self._find_place(item))
            return "/SMask" in item
        if item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1:
            return self._convert_stream(item, resources, palette)
        raise ConversionError(
            "press-drawing",
            f"the page draws with {item.get('/Subtype', 'something')}, which is not for a press",
            "draw it as an SVG or an image",
        )

    def _convert_stream(
        self, item: pikepdf.Object, outer: pikepdf.Object, palette: ColourConverter
    ) -> bool:
        """Convert a form or a tiling pattern, and its resources."""
        if item.get("/PaintType") == 2:  # noqa: PLR2004 - an uncoloured pattern (8.7.3.3)
            raise ConversionError(
                "press-pattern", "a pattern takes its colour from elsewhere", "colour the pattern"
            )
        own = item.get("/Resources")
        painter = ContentStreamConverter(palette, outer if own is None else own, self._problems)
        content = painter.convert(item)
        see_through = (
            False if own is None else self._convert_resources(own, palette, painter.drawn_names)
        )
        item.write(content)
        if "/Group" not in item:
            return see_through
        item.Group.CS = Name(palette.device)
        return True

    def _convert_state(self, state: pikepdf.Object, palette: ColourConverter) -> bool:
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

    def _convert_mask(self, mask: pikepdf.Object, palette: ColourConverter) -> None:
        """Convert a soft mask (11.6.5.2): by lightness in levels, by alpha in any colours."""
        by_light = mask.get("/S") == Name.Luminosity
        if "/TR" in mask or "/BC" in mask:
            self._problems.add_error(
                "press-mask", "a mask changes its own levels", "draw a plain mask"
            )
        levels: ColourConverter = self._levels if by_light else palette
        self._convert_once(mask.G, Dictionary(), levels)

    def _convert_shading_pattern(
        self, item: pikepdf.Object, resources: pikepdf.Object, palette: ColourConverter
    ) -> bool:
        self._convert_once(item.Shading, resources, palette)
        return self._convert_state(item.ExtGState, palette) if "/ExtGState" in item else False

    def _convert_shading(
        self, shading: pikepdf.Object, resources: pikepdf.Object, palette: ColourConverter
    ) -> None:
        if int(shading.ShadingType) not in {AXIAL, RADIAL}:
            raise ConversionError(
                "press-shading",
                "a colour mesh cannot be converted to inks",
                "draw it as a linear or radial gradient, or as an image",
            )
        space = read_source_space(shading.ColorSpace, resources)
        shading.Function = GradientConverter(self._document, space, palette).convert(
            shading.Function
        )
        shading.ColorSpace = Name(palette.device)
        if "/Background" in shading:
            values = tuple(float(it) for it in shading.Background)
            shading.Background = Array(list(palette.convert_colour(space, values)))

    def _convert_glyphs(self, font: pikepdf.Object, palette: ColourConverter) -> bool:
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

    def _warn_of_ink(self, inks: float, place: Place | None) -> None:
        self._problems.add_warning(
            "press-ink-limit",
            f"an image in CMYK has up to {inks * 100:.0f} % of ink; the limit is "
            f"{self._tac * 100:.0f} %",
            "convert it for the printing condition, or give it in RGB",
            place,
        )
