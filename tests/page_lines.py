"""Reads the lines of a finished page: their text, where they stand, and their type size."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from pathlib import Path

PDFIUM_HYPHEN = "\x02"  # that divides a word at a line's end
SAME_LINE = 2.5  # points by which baselines of a line differ at most


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one size; lengths are in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


def read_pieces(path: Path, number: int = 0) -> list[Piece]:
    """Return the pieces of a page's text, as they were drawn."""
    document = pypdfium2.PdfDocument(path)
    page = document[number]
    reader = page.get_textpage()
    found = []
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(item, size)
        matrix = item.get_matrix()
        room = pdfium.FPDFTextObj_GetText(item, reader, None, 0)
        buffer = ctypes.create_string_buffer(room)
        shorts = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = pdfium.FPDFTextObj_GetText(item, reader, shorts, room)
        text = buffer.raw[: max(written - 2, 0)].decode("utf-16-le", "replace")
        text = text.replace(PDFIUM_HYPHEN, "-")
        left, _, right, _ = item.get_bounds()
        found.append(Piece(text, left, right, matrix.f, abs(size.value * matrix.d)))
    reader.close()
    page.close()
    document.close()
    return [piece for piece in found if piece.text.strip()]


def read_signs(path: Path) -> list[Piece]:
    """Return every sign of the first page by itself, where it stands for the eye."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    reader = page.get_textpage()
    found = []
    for number in range(reader.count_chars()):
        left, bottom, right, _ = reader.get_charbox(number)
        found.append(Piece(reader.get_text_range(number, 1), left, right, bottom, 0.0))
    reader.close()
    page.close()
    document.close()
    return [sign for sign in found if sign.text.strip()]


def read_lines(path: Path, left: float = 0, right: float = 1e4, number: int = 0) -> list[str]:
    """Return the lines between two heights of a page's width, from top to bottom."""
    rows: list[list[Piece]] = []
    within = [piece for piece in read_pieces(path, number) if left <= piece.left < right]
    for piece in sorted(within, key=lambda piece: -piece.baseline):
        if rows and abs(rows[-1][0].baseline - piece.baseline) < SAME_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [
        " ".join("".join(piece.text for piece in sorted(row, key=lambda one: one.left)).split())
        for row in rows
    ]
