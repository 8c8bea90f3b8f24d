"""Check that an image file exists in its folder, and is complete and printable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import category

from brief.findings.suggest import find_nearest
from brief.prepress.svg.faults import find_drawing_faults
from brief.press.job.resources import MEDIA_TYPES
from brief.storage.file_names import are_confusable, describe_difference, find_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
CMYK_ENDINGS = {".jpg", ".jpeg"}
MAX_QUOTED = 80  # characters of a name in a message
FOREIGN_SIGNATURES = (
    (re.compile(rb"\s*<(!doctype html|html)", re.IGNORECASE), "a web page"),
    (re.compile(rb"\s*<(\?xml|svg|!doctype svg)", re.IGNORECASE), "an SVG drawing"),
    (re.compile(rb"%PDF"), "a PDF"),
    (re.compile(rb"%!PS"), "PostScript"),
    (re.compile(rb"II\*\0|MM\0\*"), "a TIFF image"),
    (re.compile(rb"BM"), "a BMP image"),
    (re.compile(rb".{4}ftyp(heic|heix|mif1|hevc)", re.DOTALL), "a HEIC photo"),
    (re.compile(rb".{4}ftypavi[fs]", re.DOTALL), "an AVIF image"),
    (re.compile(rb"\x00\x00\x00\x0cjP  \r\n|\xff\x4f\xff\x51"), "a JPEG 2000 image"),
    (re.compile(rb"\x00\x00\x00\x0cJXL \r\n|\xff\x0a"), "a JPEG XL image"),
    (re.compile(rb"8BPS"), "a Photoshop file"),
    (re.compile(rb"\x00\x00\x01\x00"), "an icon (ICO)"),
    (re.compile(rb"PK\x03\x04"), "an archive or an office document"),
)
"""First bytes of files that are often named like an image; tried in order."""
SAVE_AGAIN = "open it in an image program and save it again as PNG or JPEG"
OWN_SIGNATURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
REMEDIES = {
    "a web page": "download the picture itself, not the page that shows it",
    "an SVG drawing": "rename it, and its name here, so that it ends in .svg",
    "a HEIC photo": "open it and export it as JPEG: Preview on a Mac, Photos on Windows; phones "
    "take JPEG with the camera's setting “most compatible”",
}


@dataclass(frozen=True, slots=True)
class ImageFault:
    """Why an image cannot be printed as it is, and the remedy."""

    code: str
    message: str
    remedy: str
    is_error: bool = True


def find_image_faults(
    folder: Path, name: str, beside: str, families: Collection[str] | None = None
) -> list[ImageFault]:
    """Return why the image `name` in `folder` is not printed as it is, errors first.

    `beside` is the name of the file that mentions it; `families` are the fonts that a drawing may
    use, or None if they are not known.
    """
    try:
        path = _find_path(folder, name, beside)
        return list(_check_content(path, name[:MAX_QUOTED], families))
    except _NoImage as problem:
        return [problem.fault]


class _NoImage(Exception):  # noqa: N818 - raised and caught here
    """An image file that is not there, or that may not be used."""

    def __init__(self, fault: ImageFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _find_path(folder: Path, name: str, beside: str) -> Path:
    """Return the path of an image file. Raises _NoImage if it may not be used."""
    shown = name[:MAX_QUOTED]
    if re.match(r"[a-z]+://|www\.", name, re.IGNORECASE):
        remedy = f"save the image as a file beside {beside}, and write the file's name here"
        raise _NoImage(
            ImageFault("image-outside", f"the image {shown} is an address, not a file", remedy)
        )
    if control := next((it for it in name if category(it) in {"Cc", "Zl", "Zp"}), ""):
        message = (
            f"the name of the image {shown} contains U+{ord(control):04X}, a control character"
        )
        remedy = "rename the file with letters, digits and hyphens, and write that name here"
        raise _NoImage(ImageFault("image-missing", message, remedy))
    try:
        path = find_file(folder, name).resolve()
        is_inside, exists = path.is_relative_to(folder.resolve()), path.is_file()
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, ValueError, RuntimeError):  # not a valid file name, or circular links
        raise _NoImage(_missing_fault(folder, shown, beside, shown)) from None
    if not is_inside:
        message = f"the image {shown} lies outside the folder {folder.name}"
        remedy = f"copy the file into the folder of {beside}, and write its name alone"
        raise _NoImage(ImageFault("image-outside", message, remedy))
    if is_there and not exists and not is_folder:
        message = f"{shown} is a pipe, a device or a socket, not an image"
        remedy = "replace it by an image file, or write the name of another one"
        raise _NoImage(ImageFault("image-missing", message, remedy))
    if is_folder or not exists:
        raise _NoImage(_missing_fault(folder, "" if is_folder else name, beside, shown))
    if MEDIA_TYPES.get(path.suffix.lower(), "").partition("/")[0] != "image":
        raise _NoImage(_kind_fault(path, shown))
    return path


def lacks_profile(folder: Path, name: str) -> bool:
    """Return whether an image that can be printed is in CMYK without a colour profile."""
    from brief.press.job.pictures.store import check_picture

    path = find_file(folder, name)
    return path.suffix.lower() in CMYK_ENDINGS and check_picture(path.read_bytes()).lacks_profile


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
    elif near == name:
        remedy = "it is a link that leads to no file: copy the file in its place"
    elif are_confusable(near, name):
        differs = describe_difference(name.rpartition("/")[2], near.rpartition("/")[2])
        remedy = f"write {near}: it differs by {differs}"
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
    wanted = name.rpartition("/")[2]
    same = (it for it in names if are_confusable(it.rpartition("/")[2], wanted))
    return next(same, "") or find_nearest(name, names) or ""


def _check_content(path: Path, name: str, families: Collection[str] | None) -> Iterator[ImageFault]:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the image {name} is larger than {MAX_BYTES // 1024 // 1024} MB"
            yield ImageFault("image-too-large", message, "save it with fewer pixels")
        elif not size:
            message = f"the image {name} is empty"
            yield ImageFault("image-damaged", message, "copy the file again from where it came")
        elif path.suffix.lower() == ".svg":
            for fault in find_drawing_faults(path.read_bytes(), families):
                message = f"the image {name} {fault.reason}"
                yield ImageFault(fault.code, message, fault.remedy, is_error=fault.is_error)
        elif fault_found := _check_raster(path, name):
            yield fault_found
    except OSError as problem:
        message = f"the image {name} cannot be read: {problem.strerror or problem}"
        yield ImageFault("image-damaged", message, "give yourself the right to read it")


def _check_raster(path: Path, name: str) -> ImageFault | None:
    from brief.press.job.pictures.refusal import PictureRefused
    from brief.press.job.pictures.store import check_picture

    content = path.read_bytes()
    try:
        checked = check_picture(content)
    except PictureRefused as refusal:
        if refusal.code == "image-damaged" and (foreign := _foreign_fault(content, path, name)):
            return foreign
        return ImageFault(refusal.code, f"the image {name} {refusal.reason}", refusal.remedy)
    if checked.is_untrue:
        message = f"the colour profile in the image {name} cannot be used: its colours are taken "
        remedy = "save it in the profile sRGB, and check its colours"
        return ImageFault("image-profile", f"{message}for sRGB", remedy, is_error=False)
    return None


def _kind_fault(path: Path, name: str) -> ImageFault:
    """Return the fault of a file whose name ends like no image that can be printed."""
    with path.open("rb") as file:
        what = _recognise(file.read(64))
    said = f": it is {what}" if what else ""
    message = f"the image {name} is of a kind that cannot be printed{said}"
    remedy = "save it as PNG, JPEG, GIF, WebP or SVG, with the file name's ending to match"
    return ImageFault("image-kind", message, REMEDIES.get(what, remedy))


def _recognise(head: bytes) -> str:
    return next((what for pattern, what in FOREIGN_SIGNATURES if pattern.match(head)), "")


def _foreign_fault(content: bytes, path: Path, name: str) -> ImageFault | None:
    """Return the fault of a file that is named like an image, but contains something else."""
    kind = path.suffix[1:].upper()
    what = _recognise(content[:64])
    if not what:
        if content.startswith(OWN_SIGNATURES) or content[8:12] == b"WEBP":
            return None
        message = f"the image {name} is damaged, or not a {kind} image"
        return ImageFault("image-damaged", message, SAVE_AGAIN)
    remedy = REMEDIES.get(what, SAVE_AGAIN)
    return ImageFault("image-kind", f"the file {name} is {what}, not a {kind} image", remedy)
