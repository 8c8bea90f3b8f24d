"""Check that an image file exists in its folder, and is complete and printable."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.findings.suggest import find_nearest
from brief.press.job.resources import MEDIA_TYPES

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
"""Formats of raster images, by content; formats that need an interpreter are not accepted."""
INTERNAL_REFERENCE = re.compile(r"#|data:", re.IGNORECASE)
CSS_LOADS = re.compile(r"@import[^;]*|url\(\s*[\"']?(?!\s*(?:#|data:))[^)\"']+", re.IGNORECASE)
MAX_QUOTED = 80  # characters of a name in a message
FOREIGN_SIGNATURES = (
    (re.compile(rb"\s*<(!doctype html|html)", re.IGNORECASE), "a web page"),
    (re.compile(rb"\s*<(\?xml|svg|!doctype svg)", re.IGNORECASE), "an SVG drawing"),
    (re.compile(rb"%PDF"), "a PDF"),
    (re.compile(rb"%!PS"), "PostScript"),
    (re.compile(rb"II\*\0|MM\0\*"), "a TIFF image"),
    (re.compile(rb"BM"), "a BMP image"),
    (re.compile(rb".{4}ftyp(heic|heix|mif1|hevc)", re.DOTALL), "a HEIC photo"),
    (re.compile(rb".{4}ftypavif", re.DOTALL), "an AVIF image"),
)
"""First bytes of files that are often named like an image; tried in order."""
SAVE_AGAIN = "open it in an image program and save it again as PNG or JPEG"
SAVE_SVG = "open it in a drawing program and save it again as plain SVG"


@dataclass(frozen=True, slots=True)
class ImageFault:
    """Why an image cannot be printed, and the remedy."""

    code: str
    message: str
    remedy: str


def find_image_fault(
    folder: Path, name: str, beside: str, *, press: bool = False
) -> ImageFault | None:
    """Return why the image `name` in `folder` cannot be printed, or None if it can.

    `beside` is the name of the file that mentions it; `press` adds the checks for print shops.
    """
    shown = name[:MAX_QUOTED]
    if re.match(r"[a-z]+://|www\.", name, re.IGNORECASE):
        remedy = f"save the image as a file beside {beside}, and write the file's name here"
        return ImageFault("image-outside", f"the image {shown} is an address, not a file", remedy)
    try:
        path = (folder / name).resolve()
        is_inside, exists = path.is_relative_to(folder.resolve()), path.is_file()
        is_folder = path.is_dir()
    except (OSError, ValueError, RuntimeError):  # not a valid file name, or circular links
        return _missing_fault(folder, shown, beside, shown)
    if not is_inside:
        message = f"the image {shown} lies outside the folder {folder.name}"
        remedy = f"copy the file into the folder of {beside}, and write its name alone"
        return ImageFault("image-outside", message, remedy)
    if is_folder or not exists:
        return _missing_fault(folder, "" if is_folder else name, beside, shown)
    if MEDIA_TYPES.get(path.suffix.lower(), "").partition("/")[0] != "image":
        remedy = "save it as PNG, JPEG, GIF, WebP or SVG, with the file name's ending to match"
        message = f"the image {shown} is of a kind that cannot be printed"
        return ImageFault("image-kind", message, remedy)
    return _check_content(path, shown, press=press)


def _missing_fault(folder: Path, name: str, beside: str, shown: str) -> ImageFault:
    """Return the fault of a missing image, with the nearest name as remedy."""
    if not name:
        message = f"{shown or 'nothing'} is a folder, not an image"
        remedy = "write the name of the file, too, as in images/photo.jpg"
        return ImageFault("image-missing", message, remedy)
    if "\\" in name:
        remedy = f"write it with `/`: {name.replace(chr(92), '/')}"
    elif not (near := _suggest_name(folder, name)):
        remedy = f"put the file beside {beside}, or correct its name"
    elif near.casefold() == name.casefold():
        remedy = f"write {near}: upper and lower case matter in file names"
    else:
        remedy = f"did you mean `{near}`?"
    message = f"the image {shown} is not in the folder {folder.name}"
    return ImageFault("image-missing", message, remedy)


def _suggest_name(folder: Path, name: str) -> str:
    """Return the image in the folder or its subfolders with nearly that name, or ""."""
    try:
        files = [file for file in folder.rglob("*") if file.suffix.lower() in MEDIA_TYPES]
    except OSError:
        return ""
    names = sorted(file.relative_to(folder).as_posix() for file in files)
    wanted = name.rpartition("/")[2].casefold()
    same = (it for it in names if it.rpartition("/")[2].casefold() == wanted)
    return next(same, "") or find_nearest(name, names) or ""


def read_image_size(path: Path) -> tuple[int, int] | None:
    """Return width and height of a raster image in pixels; None for anything else."""
    if path.suffix.lower() == ".svg":
        return None
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=FORMATS) as image:
                return image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def _check_content(path: Path, name: str, *, press: bool) -> ImageFault | None:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the image {name} is larger than {MAX_BYTES // 1024 // 1024} MB"
            return ImageFault("image-too-large", message, "save it with fewer pixels")
        if not size:
            message = f"the image {name} is empty"
            return ImageFault("image-damaged", message, "copy the file again from where it came")
        if path.suffix.lower() == ".svg":
            return _check_svg(path, name)
        return _check_raster(path, name, press=press)
    except OSError as problem:
        message = f"the image {name} cannot be read: {problem.strerror or problem}"
        return ImageFault("image-damaged", message, "give yourself the right to read it")


def _check_raster(path: Path, name: str, *, press: bool) -> ImageFault | None:
    from PIL import Image, ImageFile, UnidentifiedImageError

    damage = (SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)
    tolerant = ImageFile.LOAD_TRUNCATED_IMAGES  # the engine sets it; half an image is refused here
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as image:
                image.load()
                deep = image.mode in {"I", "F"} or image.mode.startswith("I;16")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        message = f"the image {name} has too many pixels"
        remedy = "save it with fewer: 4000 along an edge are ample"
        return ImageFault("image-too-large", message, remedy)
    except UnidentifiedImageError:
        return _foreign_fault(path, name)
    except PermissionError:
        raise
    except (OSError, *damage):
        message = f"the image {name} is damaged: it cannot be read to its end"
        return ImageFault("image-damaged", message, f"copy the file again, or {SAVE_AGAIN}")
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant
    if deep and press:
        message = f"the image {name} has 16 bits for each level of grey, and the press takes 8"
        return ImageFault("image-depth", message, "save it with 8 bits per channel")
    return None


def _foreign_fault(path: Path, name: str) -> ImageFault:
    """Return the fault of a file that is named like an image, but contains something else."""
    with path.open("rb") as file:
        head = file.read(64)
    kind = path.suffix[1:].upper()
    what = next((what for pattern, what in FOREIGN_SIGNATURES if pattern.match(head)), "")
    if not what:
        message = f"the image {name} is damaged, or not a {kind} image"
        return ImageFault("image-damaged", message, SAVE_AGAIN)
    remedy = SAVE_AGAIN
    if what == "a web page":
        remedy = "download the picture itself, not the page that shows it"
    elif what == "an SVG drawing":
        remedy = "rename it, and its name here, so that it ends in .svg"
    return ImageFault("image-kind", f"the file {name} is {what}, not a {kind} image", remedy)


def _check_svg(path: Path, name: str) -> ImageFault | None:
    """Return the fault of an SVG file; entities, which can expand without limit, are refused."""
    from xml.parsers.expat import ErrorString, ExpatError

    reader = _SvgReader()
    try:
        reader.read(path.read_bytes())
    except (ExpatError, ValueError) as problem:
        if not reader.entities:
            message = f"the image {name} is not a readable SVG"
            if isinstance(problem, ExpatError):
                message += f": line {problem.lineno}, {ErrorString(problem.code)}"
            return ImageFault("image-damaged", message, SAVE_SVG)
    if reader.entities:
        message = f"the image {name} declares entities, which are not allowed"
        return ImageFault("image-kind", message, SAVE_SVG)
    if reader.root != "svg":
        message = f"the image {name} is not an SVG, but {reader.root}"
        return ImageFault("image-kind", message, SAVE_SVG)
    if reader.external_urls:
        url = reader.external_urls[0][:MAX_QUOTED]
        message = f"the image {name} refers to another file ({url})"
        remedy = "put that file's content into the drawing (“embed” in drawing programs)"
        return ImageFault("image-linked", message, remedy)
    return None


class _SvgReader:
    """Reads the root element of an XML file, its entities, and the URLs that it loads."""

    def __init__(self) -> None:
        self.root = ""
        self.entities: list[str] = []
        self.external_urls: list[str] = []
        self._element = ""

    def read(self, content: bytes) -> None:
        """Read the whole file. Raises ExpatError or ValueError if it is not XML."""
        from xml.parsers.expat import ParserCreate

        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start_element
        parser.CharacterDataHandler = self._take_text
        parser.EntityDeclHandler = lambda name, *_: self.entities.append(name)
        parser.Parse(content, True)  # noqa: FBT003 - expat's own flag: this is all

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        self._element = name.rpartition(" ")[2]
        self.root = self.root or self._element
        for key, value in attributes.items():
            self._collect_css_urls(value)
            # the target of a link is not loaded; everything else is
            loads = key.rpartition(" ")[2] in {"href", "src"} and self._element != "a"
            if loads and value.strip() and not INTERNAL_REFERENCE.match(value.strip()):
                self.external_urls.append(value.strip())

    def _take_text(self, text: str) -> None:
        if self._element == "style":
            self._collect_css_urls(text)

    def _collect_css_urls(self, text: str) -> None:
        self.external_urls += [found[0] for found in CSS_LOADS.finditer(text)]
