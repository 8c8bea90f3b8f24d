"""Read font files with HarfBuzz: faces, with family, weight, style and characters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path  # noqa: TC003 - dataclass field

TYPOGRAPHIC_FAMILY, FAMILY = 16, 1  # OpenType 1.9, name table: name identifiers
OS2_WEIGHT, OS2_SELECTION = 4, 62  # OpenType 1.9, OS/2 table: byte offsets
ITALIC_BIT = 1


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file; `weight` is on the OpenType scale from 1 to 1000."""

    file: Path
    index: int
    family: str
    weight: int
    italic: bool
    variable: bool

    def read_characters(self) -> frozenset[int]:
        """Return the code points that the face has a glyph for."""
        return _read_characters(self.file, self.index)


@lru_cache(maxsize=512)
def read_faces(file: Path) -> tuple[Face, ...]:
    """Return the faces in a font file; none if it is not a font."""
    import uharfbuzz

    blob = uharfbuzz.Blob.from_file_path(str(file))
    faces = []
    for index in range(uharfbuzz.Face(blob).count):
        face = uharfbuzz.Face(blob, index)
        os2 = bytes(face.reference_table("OS/2").data)
        family = face.get_name(TYPOGRAPHIC_FAMILY) or face.get_name(FAMILY) or ""
        if not family or len(os2) <= OS2_SELECTION + 1:
            continue
        weight = int.from_bytes(os2[OS2_WEIGHT : OS2_WEIGHT + 2], "big")
        selection = int.from_bytes(os2[OS2_SELECTION : OS2_SELECTION + 2], "big")
        faces.append(
            Face(file, index, family, weight, bool(selection & ITALIC_BIT), bool(face.has_var_data))
        )
    return tuple(faces)


@lru_cache(maxsize=64)
def _read_characters(file: Path, index: int) -> frozenset[int]:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)), index)
    return frozenset(face.unicodes)
