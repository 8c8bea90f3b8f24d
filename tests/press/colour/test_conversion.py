"""Colours into inks, one by one: exact, neutral, by profile, within the limit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brief.press.colour.conversion import CmykConverter, MaskConverter
from brief.press.colour.ink_coverage import find_max_ink, limit_image, limit_inks
from brief.press.pdf.colour_spaces import CMYK, GRAY, LAB, RGB
from tests.press.colour.plates import ACCENT, INKS, coated, noise

SHARE = st.floats(0, 1)


@pytest.fixture(scope="module")
def press() -> CmykConverter:
    return CmykConverter(coated(), INKS)


PRESS = CmykConverter(coated(), INKS)


def test_white_is_paper_and_black_is_black(press: CmykConverter) -> None:
    for space, white in ((RGB, (1.0, 1.0, 1.0)), (GRAY, (1.0,)), (LAB, (100.0, 0.0, 0.0))):
        assert press.convert_colour(space, white) == (0, 0, 0, 0)
        assert press.convert_colour(space, space.initial) == (0, 0, 0, 1)


def test_the_brands_colour_is_exact_and_its_neighbour_by_profile(press: CmykConverter) -> None:
    red, green, blue = (part / 255 for part in bytes.fromhex(ACCENT[1:]))
    assert press.convert_colour(RGB, (red, green, blue)) == (0.22, 1, 0.78, 0.28)
    assert press.convert_colour(RGB, (red + 0.001, green, blue - 0.001)) == (0.22, 1, 0.78, 0.28)
    assert press.convert_colour(RGB, (red + 1 / 255, green, blue)) != (0.22, 1, 0.78, 0.28)


def test_device_cmyk_is_left_alone(press: CmykConverter) -> None:
    assert press.convert_colour(CMYK, (0.1, 0.2, 0.3, 0.4)) == (0.1, 0.2, 0.3, 0.4)


def test_the_same_colour_in_lab_has_the_same_inks(press: CmykConverter) -> None:
    red = press.convert_colour(RGB, (1.0, 0.0, 0.0))
    assert press.convert_colour(LAB, (54.3, 80.8, 69.9)) == pytest.approx(red, abs=0.02)


@given(level=SHARE)
def test_grey_grows_lighter_with_less_black(level: float) -> None:
    *colours, black = PRESS.convert_colour(RGB, (level,) * 3)
    assert colours == [0, 0, 0]
    assert 0 <= black <= 1
    assert PRESS.match_black(max(0.0, level - 0.05)) >= black


@given(red=SHARE, green=SHARE, blue=SHARE, tac=st.sampled_from([200.0, 260.0, 300.0]))
def test_no_colour_has_more_ink_than_the_paper_takes(
    red: float, green: float, blue: float, tac: float
) -> None:
    strict = CmykConverter(replace(coated(), tac=tac), {})
    inks = strict.convert_colour(RGB, (red, green, blue))
    assert sum(inks) <= tac / 100 + 1e-9
    assert all(0 <= ink <= 1 for ink in inks)


@given(inks=st.tuples(SHARE, SHARE, SHARE, SHARE), tac=st.floats(1, 4))
def test_limited_inks_keep_black_and_proportions(
    inks: tuple[float, float, float, float], tac: float
) -> None:
    result = limit_inks(inks, tac)
    assert sum(result) <= max(tac, inks[3]) + 1e-9
    assert result[3] == inks[3]
    if sum(inks) <= tac:
        assert result == inks


def test_a_picture_with_too_much_ink_is_thinned() -> None:
    image = Image.new("CMYK", (3, 1))
    image.putdata([(255, 255, 255, 255), (255, 255, 200, 90), (10, 20, 30, 40)])
    result = limit_image(image, 3.0)
    assert find_max_ink(image) == 4
    assert find_max_ink(result) <= 3
    assert result.getpixel((2, 0)) == (10, 20, 30, 40)
    pixel = result.getpixel((0, 0))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 255


def test_a_picture_is_inked_like_a_flat_colour(press: CmykConverter) -> None:
    image = noise(64)
    converted = press.convert_image(image, RGB)
    assert converted.mode == "CMYK"
    assert find_max_ink(converted) <= 3
    pixel = image.getpixel((10, 40))
    assert isinstance(pixel, tuple)
    flat = press.convert_colour(RGB, tuple(part / 255 for part in pixel))
    found = converted.getpixel((10, 40))
    assert isinstance(found, tuple)
    assert [ink / 255 for ink in found] == pytest.approx(flat, abs=0.02)


def test_levels_of_a_mask_weigh_colours_as_light() -> None:
    levels = MaskConverter()
    assert levels.convert_colour(GRAY, (0.4,)) == (0.4,)
    assert levels.convert_colour(RGB, (1.0, 1.0, 1.0)) == pytest.approx((1,))
    assert levels.convert_colour(RGB, (1.0, 0.0, 0.0)) == pytest.approx((0.3,))
    assert levels.convert_colour(CMYK, (0.0, 0.0, 0.0, 0.25)) == pytest.approx((0.75,))
    assert levels.convert_colour(LAB, (100.0, 0.0, 0.0)) == pytest.approx((1,), abs=0.001)
    assert levels.convert_image(noise(8), RGB).mode == "L"
