"""Make personal copies of a PDF: its pages, with a line such as "Prepared for A. Reader".

The PDF is read, rendered and measured once. A copy is the same bytes, followed by a small update
that adds the line, its font and its place in the structure tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.errors import RenderError
from brief.findings import Finding, error
from brief.press.pdf.reader import PdfReader
from brief.press.personal.font_objects import make_subset, write_run
from brief.press.personal.name_line import LineSetter, NameLine, PersonalStyle
from brief.press.personal.place import WantedPlace, find_places
from brief.press.personal.update import FONT_NAME, UpdatePlan, plan_update

if TYPE_CHECKING:
    from brief.press.personal.font_objects import SubsetFont
    from brief.press.personal.place import Colour, FreePlace

BYTE_ORDER_MARK = b"\xfe\xff"


class PersonalTemplate:
    """A PDF of which personal copies are made.

    All copies begin with the bytes of `pdf`; the line is at one of the `places`.
    """

    def __init__(
        self, plan: UpdatePlan, setter: LineSetter, places: tuple[FreePlace, ...], colour: Colour
    ) -> None:
        self.pdf = plan.pdf
        self.places = places
        self._plan = plan
        self._setter = setter
        self._colour = b"%.4f %.4f %.4f rg" % colour

    def check_name(self, name: str) -> Finding | None:
        """Return why no copy can be made for this name, or None; the message does not repeat it."""
        found = self._setter.set_name(name, self.places)
        return found if isinstance(found, Finding) else None

    def make_copy(self, name: str) -> bytes:
        """Return the PDF for this name; the same name gives the same bytes.

        Raises RenderError for a name that `check_name` refuses.
        """
        return self.pdf + self.make_update(name)

    def make_update(self, name: str) -> bytes:
        """Return what follows `pdf` in the copy for this name.

        Raises RenderError for a name that `check_name` refuses.
        """
        line = self._setter.set_name(name, self.places)
        if isinstance(line, Finding):
            raise RenderError([line])
        subsets: dict[int, SubsetFont] = {}
        number = self._plan.content_number + 1
        for font in dict.fromkeys(run.font for run in line.runs):
            runs = [run for run in line.runs if run.font is font]
            subsets[id(font)] = make_subset(font, runs, number)
            number += len(subsets[id(font)].objects)
        fonts = [subset.objects for subset in subsets.values()]
        return self._plan.write(self._write_content(line, subsets), fonts)

    def _write_content(self, line: NameLine, subsets: dict[int, SubsetFont]) -> bytes:
        """Return the content stream with the line, as marked content of its paragraph (14.6).

        The page's own content is between `q` and this stream's `Q`. Where the text, in its order,
        is not that of the glyphs, it is given as well (14.9.4), in a Span, since some programs
        read it in no other marked content.
        """
        names = {key: at for at, key in enumerate(subsets)}
        shown = []
        for run in line.runs:
            font = b"%b%d %.3f Tf" % (FONT_NAME.encode(), names[id(run.font)], line.place.size)
            shown += [font, write_run(run, subsets[id(run.font)], line.place.size)]
        if not all(subsets[id(run.font)].has_text_of(run) for run in line.runs):
            text = BYTE_ORDER_MARK + line.text.encode("utf-16-be")
            shown = [b"/Span <</ActualText <%b>>> BDC" % text.hex().encode(), *shown, b"EMC"]
        return b"\n".join(
            [
                b"Q",
                b"/P <</MCID %d>> BDC" % self._plan.mark,
                b"q",
                self._colour,
                b"BT",
                b"1 0 0 1 %.3f %.3f Tm" % (line.start, line.place.baseline),
                *shown,
                b"ET",
                b"Q",
                b"EMC",
            ]
        )


def open_personal_template(pdf: bytes, style: PersonalStyle) -> PersonalTemplate:
    """Return a template for personal copies of a PDF.

    Raises RenderError if the PDF is not one that brief builds for the screen, if its first page
    has no free place for the line, or if the fonts lack characters of the pattern.
    """
    plan = plan_update(pdf, style.language)
    setter = LineSetter(style)
    wanted = WantedPlace(style.colour, setter.descent, style.is_rtl, style.safe_margin)
    with PdfReader(pdf) as reader:
        places = find_places(reader, wanted)
    if not places:
        message = "the page has no free place for the name, beside or below its lowest line"
        remedy = "leave room there in the layout, or write `personal: no`"
        raise RenderError([error("personal-place", message, remedy)])
    return PersonalTemplate(plan, setter, places, style.colour)
