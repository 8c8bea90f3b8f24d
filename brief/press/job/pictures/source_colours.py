"""Which colours the samples of a picture mean: its ICC profile, or what the format says instead.

A profile in the file comes first. A PNG without one may name its primaries and its curve, a camera
may say Adobe RGB in Exif. Everything else is sRGB, as in every browser (CSS Images 3).
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageCms

from brief.press.job.pictures.matrix_profile import (
    ADOBE_GAMMA,
    ADOBE_PRIMARIES,
    P3_PRIMARIES,
    SRGB_PRIMARIES,
    make_matrix_profile,
)
from brief.press.job.pictures.refusal import PictureRefused

if TYPE_CHECKING:
    from brief.press.job.pictures.picture_file import PictureFile

SRGB = b""
"""In place of a profile: the samples are sRGB already."""
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
SPACES = {b"RGB ": "RGB", b"GRAY": "L", b"CMYK": "CMYK"}
MODES = {"1": "L", "LA": "L", "P": "RGB", "PA": "RGB", "RGBA": "RGB", "I": "L"}
USUAL_GAMMA, GAMMA_TOLERANCE = 1 / 2.2, 0.05  # what libpng takes for sRGB
CODED_PRIMARIES = {1: SRGB_PRIMARIES, 12: P3_PRIMARIES}  # ITU-T H.273, table 2
SRGB_LIKE_CURVES = {1, 6, 13, 14, 15}  # table 3: sRGB, and those of television for the same screens
PLAIN_SAVE = "save it as sRGB, with 8 bits"
STEPS = range(0, 256, 51)


def find_source_profile(file: PictureFile) -> bytes:
    """Return the ICC profile of a picture's samples, SRGB if they are that (or CMYK without one).

    Raises PictureRefused if the samples are light of high dynamic range, which has no sRGB.
    """
    if points := file.png.code_points:
        if points[0] in CODED_PRIMARIES and points[1] in SRGB_LIKE_CURVES:
            return _unless_srgb(make_matrix_profile(CODED_PRIMARIES[points[0]]), "RGB")
        reason = "is a picture of high dynamic range (HDR), whose colours paper and PDF cannot show"
        raise PictureRefused("image-colour", reason, PLAIN_SAVE)
    if file.profile and _is_usable(file.profile, _model(file)):
        return _unless_srgb(file.profile, _model(file))
    if _model(file) == "CMYK" or b"sRGB" in file.png.chunks:
        return SRGB
    if gamma := file.png.gamma:
        return _profile_of_png(file, gamma)
    return make_matrix_profile(ADOBE_PRIMARIES, ADOBE_GAMMA) if file.is_adobe_rgb else SRGB


def has_unusable_profile(file: PictureFile) -> bool:
    """Return whether a picture has a profile that is damaged, or made for other samples."""
    return bool(file.profile) and not _is_usable(file.profile, _model(file))


def convert_to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture of 1, L, LA, RGB, RGBA or CMYK in sRGB: as L, LA, RGB or RGBA.

    Relative colorimetric, with black point compensation.
    """
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA"} else None
    shown = image.convert(MODES.get(image.mode, image.mode))
    if profile and shown.mode == "L":
        shown = shown.point(_grey_levels(profile))
    elif profile:
        converted = ImageCms.applyTransform(shown, _make_transform(profile, shown.mode))
        assert converted is not None  # noqa: S101 - only None when asked to convert in place
        shown = converted
    if alpha is not None and alpha.getextrema() != (255, 255):
        shown.putalpha(alpha)
    return shown


def _model(file: PictureFile) -> str:
    mode = "L" if file.mode.startswith("I") else file.mode
    return MODES.get(mode, mode)


@lru_cache(maxsize=16)
def _is_usable(profile: bytes, mode: str) -> bool:
    """Return whether the profile can be read, and describes samples of that mode."""
    if SPACES.get(profile[16:20]) != mode:  # ICC.1:2022, 7.2.8
        return False
    try:
        _make_transform(profile, mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False
    return True


@lru_cache(maxsize=16)
def _make_transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return ImageCms.buildTransform(source, srgb, mode, "RGB", INTENT, FLAGS)


@lru_cache(maxsize=16)
def _grey_levels(profile: bytes) -> list[int]:
    """Return the level of sRGB for each level of grey in a profile."""
    ramp = Image.new("L", (256, 1))
    ramp.putdata(range(256))
    mode = SPACES[profile[16:20]]
    shown = ImageCms.applyTransform(ramp.convert(mode), _make_transform(profile, mode))
    assert shown is not None  # noqa: S101 - only None when asked to convert in place
    return list(shown.getchannel("G").tobytes())


@lru_cache(maxsize=16)
def _unless_srgb(profile: bytes, mode: str) -> bytes:
    """Return the profile, or SRGB if it leaves all colours as they are to within one level."""
    if mode == "CMYK":
        return profile
    if mode == "L":
        changes = (abs(level - at) for at, level in enumerate(_grey_levels(profile)))
        return profile if max(changes) > 1 else SRGB
    colours = [(red, green, blue) for red in STEPS for green in STEPS for blue in STEPS]
    sample = Image.new("RGB", (len(colours), 1))
    sample.putdata(colours)
    shown = ImageCms.applyTransform(sample, _make_transform(profile, "RGB"))
    assert shown is not None  # noqa: S101 - only None when asked to convert in place
    extrema = ImageChops.difference(sample, shown).getextrema()
    return profile if max(int(high) for _, high in extrema) > 1 else SRGB  # type: ignore[misc]


def _profile_of_png(file: PictureFile, gamma: float) -> bytes:
    """Return the profile that gAMA and cHRM describe (PNG, 13.13)."""
    is_usual = abs(gamma / USUAL_GAMMA - 1) < GAMMA_TOLERANCE
    is_grey = _model(file) == "L"
    primaries = (not is_grey and file.png.primaries) or SRGB_PRIMARIES
    if is_grey and is_usual:
        return SRGB
    try:
        profile = make_matrix_profile(primaries, None if is_usual else 1 / gamma)
        return profile if is_grey else _unless_srgb(profile, "RGB")
    except (ValueError, ImageCms.PyCMSError):
        return SRGB
