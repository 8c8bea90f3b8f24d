"""Colour spaces are read with the kind of colour, the profile, the palette and the base."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from brief.press.pdf.colour_spaces import CMYK, GRAY, RGB, PdfColour, read_colour_space

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def document() -> Iterator[pikepdf.Pdf]:
    with pikepdf.Pdf.new() as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "expected"),
    [("/DeviceGray", GRAY), ("/G", GRAY), ("/DeviceRGB", RGB), ("/RGB", RGB), ("/CMYK", CMYK)],
)
def test_device_spaces_are_read_by_both_names(name: str, expected: object) -> None:
    assert read_colour_space(Name(name)) == read_colour_space(Array([Name(name)])) == expected


def test_a_name_of_the_resources_is_resolved(document: pikepdf.Pdf) -> None:
    profile = document.make_stream(b"profile", N=3)
    named = Dictionary(Own=Array([Name.ICCBased, profile]))
    space = read_colour_space(Name.Own, named)
    assert (space.model, space.name, space.components) == ("rgb", "ICC RGB", 3)
    assert space.profile == b"profile"


def test_an_indexed_space_is_that_of_its_colours() -> None:
    space = read_colour_space(Array([Name.Indexed, Name.DeviceCMYK, 0, String("abcd")]))
    assert (space.model, space.palette) == ("cmyk", b"abcd")


def test_inks_of_spot_colours_are_counted(document: pikepdf.Pdf) -> None:
    tint = document.make_stream(b"{}")
    names = Array([Name.Gold, Name.Silver])
    space = read_colour_space(Array([Name.DeviceN, names, Name.DeviceCMYK, tint]))
    assert (space.model, space.base) == ("spot", CMYK)
    assert PdfColour(space, space.initial).ink == pytest.approx(200)
    assert PdfColour(RGB, (1.0, 1.0, 1.0)).ink == 0
