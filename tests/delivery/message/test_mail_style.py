"""The colours of mails: readable in light and dark, whatever the brand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from brief.delivery.message.style import make_dark_colours
from brief.design.brand.grey import relative_luminance
from brief.press.colour.srgb import contrast
from tests.delivery.message.mailing import body

if TYPE_CHECKING:
    from tests.delivery.message.mailing import Mailing

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def between(one: str, other: str) -> float:
    return contrast(relative_luminance(one), relative_luminance(other))


@given(colours, colours, colours)
def test_dark_colours_have_enough_contrast(ink: str, accent: str, muted: str) -> None:
    dark = make_dark_colours({"ink": ink, "accent": accent, "muted": muted})
    for ground in ("paper", "tint"):
        assert relative_luminance(dark[ground]) < 0.05
        assert between(dark["ink"], dark[ground]) >= 7
        assert between(dark["muted"], dark[ground]) >= 7
        assert between(dark["accent"], dark[ground]) >= 4.5


def test_rules_for_dark_screens_stay_in_a_style_sheet(mailing: Mailing) -> None:
    html = body(mailing.read(), "html")
    (sheet,) = re.findall(r"(?<!>)<style>(.*?)</style>", html, re.DOTALL)
    assert "@media (prefers-color-scheme: dark)" in sheet
    assert ":root { color-scheme: light dark; }" in sheet
    assert "var(" not in html
    assert "inline-start" not in html
    assert '<meta name="color-scheme" content="light dark">' in html


def test_a_brand_without_a_logo_has_its_name(mailing: Mailing) -> None:
    mailing.workspace.brand("own")
    mailing.write_settings()
    mailing.workspace.change("brief.yaml", "mail:", "brand: own\nmail:")
    html = body(mailing.read(), "html")
    assert ">Harbour Office</p>" in html
    assert "#005500" in html
    assert "'Lato', Arial" in html


def test_a_raster_logo_is_shown_too(mailing: Mailing) -> None:
    from PIL import Image

    folder = mailing.workspace.brand("own", more="logo: logo.png\n").root / "styles/brands/own"
    Image.new("RGBA", (400, 100), (0, 0, 0, 0)).save(folder / "logo.png")
    mailing.workspace.change("brief.yaml", "mail:", "brand: own\nmail:")
    ((_, logo),) = mailing.open().pictures("de")
    assert (logo.width, logo.height) == (128, 32)


def test_a_family_name_cannot_end_the_style(mailing: Mailing) -> None:
    name = "X</style><img src=https:example.org>'\\22"
    mailing.workspace.brand("own", heading=f'"{name}"'.replace("\\", "\\\\"))
    mailing.workspace.change("brief.yaml", "mail:", "brand: own\nmail:")
    assert "<img" not in body(mailing.read(), "html")
