"""Pictures of all kinds are read as other programs show them."""

from __future__ import annotations

import struct

import pytest
from PIL import Image, ImageChops

from brief.press.job.pictures.picture_file import PictureFile
from brief.press.job.pictures.prepare import read_in_srgb
from brief.press.job.pictures.refusal import PictureRefused
from brief.press.job.pictures.store import check_picture
from brief.press.job.printing_condition import find_default_condition
from tests.press.job.making_pictures import (
    ADOBE_RGB,
    RED,
    by_profile,
    encode,
    grey_profile,
    photo,
    plain,
    png,
    without_segment,
)

WIDE = (231, 57, 57)  # the red of Adobe RGB in sRGB


def colour(content: bytes) -> tuple[int, ...]:
    image = read_in_srgb(content)
    return tuple(image.crop((1, 1, 2, 2)).tobytes())


def near(one: tuple[int, ...], other: tuple[int, ...], distance: int = 2) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= distance for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_profile_is_followed(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    content = encode(plain(RED), kind, icc_profile=ADOBE_RGB, **options)
    assert near(colour(content), WIDE)


def test_transparency_stays_beside_converted_colours() -> None:
    content = encode(plain((*RED, 128), "RGBA"), icc_profile=ADOBE_RGB)
    assert near(colour(content), (*WIDE, 128))
    opaque = encode(plain((*RED, 255), "RGBA"))
    assert colour(opaque) == RED, "a channel that hides nothing is left out"


def test_a_camera_may_say_adobe_rgb_without_a_profile() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 0xFFFF
    exif.get_ifd(0x8769)[0xA005] = {0x0001: "R03", 0x0002: b"0100"}
    content = encode(plain(RED), "JPEG", exif=exif, quality=97)
    assert near(colour(content), WIDE)
    assert near(colour(encode(plain(RED), "JPEG", quality=97)), RED)


def test_greys_follow_their_profile() -> None:
    content = encode(plain(128, "L"), icc_profile=grey_profile())
    assert near(colour(content), (188,))


@pytest.mark.parametrize(
    ("chunks", "shown"),
    [
        ([(b"gAMA", struct.pack(">I", 100_000))], (229, 133, 133)),
        ([(b"gAMA", struct.pack(">I", 45_455))], RED),
        ([(b"sRGB", b"\0"), (b"gAMA", struct.pack(">I", 100_000))], RED),
        ([(b"cICP", bytes([12, 13, 0, 1]))], (217, 42, 52)),
        ([(b"cICP", bytes([1, 13, 0, 1]))], RED),
        ([(b"cHRM", struct.pack(">8I", *[31270] * 8))], RED),  # primaries on one point
    ],
)
def test_a_png_may_say_its_colours_without_a_profile(
    chunks: list[tuple[bytes, bytes]], shown: tuple[int, ...]
) -> None:
    rows = (b"\0" + bytes(RED) * 4) * 4
    assert near(colour(png((4, 4, 8, 2), rows, *chunks)), shown)


def test_high_dynamic_range_is_refused() -> None:
    content = png((4, 4, 8, 2), (b"\0" + bytes(12)) * 4, (b"cICP", bytes([9, 16, 0, 1])))
    with pytest.raises(PictureRefused, match="high dynamic range"):
        check_picture(content)


@pytest.mark.parametrize(
    ("header", "row", "shown"),
    [
        ((2, 2, 16, 0), struct.pack(">2H", 30_000, 30_000), (117,)),
        ((2, 2, 16, 0), struct.pack(">2H", 65_535, 65_535), (255,)),
        ((2, 2, 16, 2), struct.pack(">6H", *[51_400, 15_420, 0] * 2), (200, 60, 0)),
        ((2, 2, 16, 4), struct.pack(">4H", *[30_000, 25_700] * 2), (117,) * 3 + (100,)),
        ((2, 2, 16, 6), struct.pack(">8H", *[51_400, 0, 0, 25_700] * 2), (200, 0, 0, 100)),
        ((2, 2, 1, 0), b"\xc0", (255,)),
        ((2, 2, 2, 0), b"\xa0", (170,)),
        ((2, 2, 4, 0), b"\x77", (119,)),
    ],
)
def test_all_depths_become_eight_bits(
    header: tuple[int, int, int, int], row: bytes, shown: tuple[int, ...]
) -> None:
    assert near(colour(png(header, (b"\0" + row) * 2)), shown, 1)


@pytest.mark.parametrize(
    ("header", "row", "clear"),
    [
        ((2, 2, 8, 0), b"\x80\x80", struct.pack(">H", 128)),
        ((2, 2, 4, 0), b"\x77", struct.pack(">H", 7)),
        ((2, 2, 1, 0), b"\xc0", struct.pack(">H", 1)),
        ((2, 2, 16, 0), struct.pack(">2H", 30_000, 30_000), struct.pack(">H", 30_000)),
        ((2, 2, 8, 2), bytes(RED) * 2, struct.pack(">3H", *RED)),
        ((2, 2, 16, 2), struct.pack(">6H", *[51_400, 0, 0] * 2), struct.pack(">3H", 51_400, 0, 0)),
    ],
)
def test_the_transparent_colour_of_a_png_is_transparent(
    header: tuple[int, int, int, int], row: bytes, clear: bytes
) -> None:
    content = png(header, (b"\0" + row) * 2, (b"tRNS", clear))
    assert colour(content)[-1] == 0
    assert read_in_srgb(content).mode in {"LA", "RGBA"}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_upright(kind: str, orientation: int) -> None:
    upright = Image.new("RGB", (64, 32), "white")
    upright.paste((200, 0, 0), (0, 0, 16, 16))
    back = [None, 0, 3, 1, 5, 4, 6, 2][orientation - 1]  # Image.Transpose, from upright to stored
    stored = upright if back is None else upright.transpose(Image.Transpose(back))
    if orientation in {6, 8}:
        stored = upright.transpose(Image.Transpose({6: 2, 8: 4}[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = encode(stored, kind, exif=exif)
    shown = read_in_srgb(content)
    assert shown.size == PictureFile(content).size == upright.size
    assert shown.getpixel((4, 4))[0] > 180  # type: ignore[index]
    assert shown.getpixel((4, 4))[1] < 60  # type: ignore[index]
    assert shown.getpixel((60, 28))[1] > 240  # type: ignore[index]


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_an_animation_the_first_image_is_printed(kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    later = [plain((0, 0, 255))]
    content = encode(plain(RED), kind, save_all=True, append_images=later, **options)
    assert near(colour(content), RED)


@pytest.mark.parametrize("mode", ["P", "PA", "1", "L", "LA", "RGB", "RGBA"])
def test_colours_of_every_mode_are_those_that_it_shows(mode: str) -> None:
    image = plain((120, 120, 120)).convert(mode) if mode != "PA" else plain(RED).convert("P")
    shown = read_in_srgb(encode(image))
    assert ImageChops.difference(shown.convert("RGB"), image.convert("RGB")).getbbox() is None


@pytest.mark.parametrize("stored", ["paper with a mark", "paper", "ink"])
def test_inks_are_told_from_paper(stored: str) -> None:
    image = plain((0, 180, 200, 20), "CMYK", (128, 96))
    image.paste((0, 0, 0, 0), (0, 0, 64, 48))
    # Pillow writes the paper that is left, and Adobe's mark
    content = encode(ImageChops.invert(image) if stored == "ink" else image, "JPEG", quality=95)
    if "mark" not in stored:
        content = without_segment(content, 0xEE)
    profile = find_default_condition().profile
    shown = read_in_srgb(content, profile)
    wanted = by_profile(profile, (0, 180, 200, 20), "CMYK")
    assert near(shown.getpixel((10, 10)), (255, 255, 255), 6)  # type: ignore[arg-type]
    assert near(shown.getpixel((100, 80)), wanted, 6)  # type: ignore[arg-type]


def test_inks_without_a_profile_have_no_colours_of_their_own() -> None:
    content = encode(plain((0, 180, 200, 20), "CMYK"), "JPEG")
    assert check_picture(content).lacks_profile
    with pytest.raises(PictureRefused, match="no printing condition"):
        read_in_srgb(content)


def test_inks_that_may_be_paper_are_refused() -> None:
    content = without_segment(encode(plain((90, 90, 90, 60), "CMYK"), "JPEG"), 0xEE)
    with pytest.raises(PictureRefused, match="ink or paper"):
        check_picture(content)


def test_a_damaged_profile_is_told_and_left_aside() -> None:
    damaged = ADOBE_RGB[:140] + b"\xff" * (len(ADOBE_RGB) - 140)
    content = encode(plain(RED), icc_profile=damaged)
    assert check_picture(content).is_untrue
    assert near(colour(content), RED)
    assert not check_picture(photo()).is_untrue
    other = encode(plain(RED), "JPEG", icc_profile=grey_profile())
    assert check_picture(other).is_untrue
