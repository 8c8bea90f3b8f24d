"""Images before they are printed: there, readable, and inside the folder that they belong to."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from typing import TYPE_CHECKING

from brief.press.shelf import MEDIA_TYPES

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 64 * 1024 * 1024
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""What a raster image may be, whatever its name says: no format that other programs interpret."""
OWN = re.compile(r"#|data:", re.IGNORECASE)
CSS_LOADS = re.compile(r"@import[^;]*|url\(\s*[\"']?(?!\s*(?:#|data:))[^)\"']+", re.IGNORECASE)


def image_problem(folder: Path, name: str) -> str:
    """Say in plain words why the image `name` in `folder` cannot be printed; empty if it can."""
    try:
        path = (folder / name).resolve()
        within, there = path.is_relative_to(folder.resolve()), path.is_file()
    except (OSError, ValueError, RuntimeError):  # no name of a file, or links in a circle
        return f"there is no image {name[:80]} in the folder {folder.name}"
    if not within:
        return f"the image {name} lies outside the folder {folder.name}"
    if not there:
        near = _same_but_for_case(folder, name)
        hint = f" (there is {near}: upper and lower case matter)" if near else ""
        return f"there is no image {name} in the folder {folder.name}{hint}"
    if MEDIA_TYPES.get(path.suffix.lower(), "").partition("/")[0] != "image":
        return f"the image {name} is of a kind that cannot be printed"
    return _unreadable(path, name)


def _unreadable(path: Path, name: str) -> str:
    try:
        size = path.stat().st_size
        if size > LIMIT:
            return f"the image {name} is larger than {LIMIT // 1024 // 1024} MB"
        if not size:
            return f"the image {name} is empty"
        return _broken_svg(path) if path.suffix.lower() == ".svg" else _broken_raster(path)
    except PermissionError as problem:
        return f"the image {name} cannot be read: {problem.strerror}"


def _broken_raster(path: Path) -> str:
    from PIL import Image, ImageFile, UnidentifiedImageError

    damage = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)
    tolerant = ImageFile.LOAD_TRUNCATED_IMAGES  # the engine sets it; half an image is none here
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as image:
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return f"the image {path.name} has too many pixels"
    except UnidentifiedImageError:
        return f"the image {path.name} is damaged, or no {path.suffix[1:].upper()} image at all"
    except PermissionError:
        raise
    except damage as problem:
        return f"the image {path.name} is damaged ({problem})"
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant
    return ""


def _broken_svg(path: Path) -> str:
    """Read the file and build nothing from it; entities, which can multiply, are refused."""
    from xml.parsers.expat import ExpatError

    reader = _SvgReader()
    try:
        reader.read(path.read_bytes())
    except (ExpatError, ValueError) as problem:
        if not reader.entities:
            return f"the image {path.name} is no readable SVG ({problem})"
    if reader.entities:
        return f"the image {path.name} declares entities, which no image needs"
    if reader.root != "svg":
        return f"the image {path.name} is no SVG"
    if reader.elsewhere:
        return f"the image {path.name} refers to another file ({reader.elsewhere[0][:80]})"
    return ""


class _SvgReader:
    """Notes what kind of document an XML file is, and what it would have others load."""

    def __init__(self) -> None:
        self.root = ""
        self.entities: list[str] = []
        self.elsewhere: list[str] = []
        self._element = ""

    def read(self, content: bytes) -> None:
        """Read the whole file. Raises ExpatError or ValueError if it is no XML."""
        from xml.parsers.expat import ParserCreate

        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = lambda name, *_: self.entities.append(name)
        parser.Parse(content, True)  # noqa: FBT003 - expat's own flag: this is all

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._element = name.rpartition(" ")[2]
        self.root = self.root or self._element
        for key, value in attributes.items():
            self._note_css(value)
            # a link only leads somewhere; everything else is loaded
            loads = key.rpartition(" ")[2] in {"href", "src"} and self._element != "a"
            if loads and value.strip() and not OWN.match(value.strip()):
                self.elsewhere.append(value.strip())

    def _text(self, text: str) -> None:
        if self._element == "style":
            self._note_css(text)

    def _note_css(self, text: str) -> None:
        self.elsewhere += [found[0] for found in CSS_LOADS.finditer(text)]


def _same_but_for_case(folder: Path, name: str) -> str:
    parent = (folder / name).parent
    if not parent.is_dir():
        return ""
    wanted = (folder / name).name.lower()
    return next((file.name for file in parent.iterdir() if file.name.lower() == wanted), "")
