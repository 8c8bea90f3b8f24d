"""What the tests of personal copies share: a style, text and pictures of a page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2

from brief.press.fonts.families import find_family
from brief.press.personal.name_line import PersonalStyle

if TYPE_CHECKING:
    from PIL.Image import Image

FAMILIES = (
    "Fira Sans",
    "IBM Plex Sans Arabic",
    "Mukta",
    "Sarabun",
    "Noto Sans CJK SC",
    "Noto Sans Hebrew",
)
SCALE = 2  # pixels per point
DEFAULT_COLOUR = (0.28, 0.32, 0.36)


def make_style(
    pattern: str = "Prepared for {name}",
    language: str = "en",
    colour: tuple[float, float, float] = DEFAULT_COLOUR,
    *,
    is_rtl: bool = False,
) -> PersonalStyle:
    """Return a style with fonts for several scripts."""
    faces = tuple(face for family in FAMILIES for face in find_family(family, Path("none"))[:1])
    assert len(faces) == len(FAMILIES), "a family is not installed"
    return PersonalStyle(pattern, language, faces, colour, is_rtl)


def read_page_text(pdf: bytes) -> str:
    """Return the text of the first page in the order of its content."""
    document = pypdfium2.PdfDocument(pdf)
    text: str = document[0].get_textpage().get_text_range().replace("\r\n", "\n")
    document.close()
    return text


def draw_page(pdf: bytes) -> Image:
    """Return a picture of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    picture: Image = document[0].render(scale=SCALE, rev_byteorder=True).to_pil().convert("RGB")
    document.close()
    return picture


def draw_on(pdf: bytes, content: bytes) -> bytes:
    """Return the PDF with more content on its first page, as an artifact."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        page.contents_add(b"q", prepend=True)
        page.contents_add(b"Q /Artifact BMC q " + content + b" Q EMC")
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
