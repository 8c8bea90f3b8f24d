"""An SVG image that was drawn before is drawn again with the same bytes."""

from __future__ import annotations

import logging
from base64 import b64decode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.press.weasyprint_patches.svg_drawing import _drawings
from tests.press.weasyprint_patches.comparing import FILES, assert_drawn_alike, drawn

PAGE = """<html lang="en"><title>A page</title><style>@page {{ size: 90mm }} p {{ color: #123 }}
{style}</style><body><p>Before</p><img src="a.svg" alt="a" width="{width}"><p>Between</p>
<div style="opacity: 0.5; color: rgb(9 9 9 / 40%)">x <img src="a.svg" alt="b"></div>"""
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"{}>'


def page(width: int, style: str = "") -> str:
    """Return a page with an image twice, once in a transparent block."""
    return PAGE.format(style=style, width=width)


def svg(content: str, size: str = "") -> bytes:
    """Return an SVG image."""
    return f"{OPEN.format(size)}{content}</svg>".encode()


colours = st.sampled_from(["none", "red", "#12345678", "rgb(1 2 3 / 40%)", "currentColor", "nil"])
lengths = st.sampled_from(["0", "3", "7.25", "20%", "1em", "-2", "x"])
attributes = st.fixed_dictionaries(
    {},
    optional={
        "fill": colours,
        "stroke": colours,
        "stroke-width": lengths,
        "stroke-dasharray": st.sampled_from(["1 2", "3", "none"]),
        "opacity": st.sampled_from(["1", "0.5", "0"]),
        "fill-opacity": st.sampled_from(["0.25", "1"]),
        "fill-rule": st.just("evenodd"),
        "transform": st.sampled_from(["rotate(9)", "scale(2 0.5)", "translate(1)", "scale(0)"]),
        "style": st.sampled_from(["fill: blue", "color: green; stroke: currentColor"]),
        "display": st.just("none"),
        "visibility": st.just("hidden"),
    },
)
shapes = st.sampled_from(
    [
        '<rect width="9" height="7"',
        '<rect x="2" width="30" height="7" rx="2"',
        '<circle cx="9" cy="9" r="5"',
        '<ellipse cx="9" cy="9" rx="5" ry="3"',
        '<line x1="1" y1="2" x2="30" y2="3"',
        '<path d="M1 2L30 4C3 4 5 6 7 8A2 3 0 0 1 9 9Q1 1 2 2Z"',
        '<path d="M1 L"',
        '<polygon points="1,2 3,4 9,1"',
        '<polyline points="1,2 3,4 9"',
        '<text x="3" y="9">Text</text><g',
        '<use href="#none"',
    ]
)


def tag(start: str, said: dict[str, str]) -> str:
    return start + "".join(f' {name}="{value}"' for name, value in said.items())


drawings = st.lists(
    st.builds(lambda start, said: f"{tag(start, said)}/>", shapes, attributes), max_size=4
).map("".join)
groups = st.builds(lambda said, inner: f"{tag('<g', said)}>{inner}</g>", attributes, drawings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(groups, drawings, st.sampled_from(["", ' width="30" height="12"', ' width="50%"']))
def test_shapes_are_drawn_again_with_the_same_bytes(group: str, others: str, size: str) -> None:
    assert_drawn_alike(page(40), {"a.svg": svg(group + others, size)})


PNG = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
GRADIENT = '<linearGradient id="g"><stop stop-color="red"/></linearGradient>'


@pytest.mark.parametrize(
    "inside",
    [
        f'{GRADIENT}<rect width="9" height="9" fill="url(#g)"/>',
        '<text x="3" y="9">Text</text>',
        '<defs><rect id="r" width="9" height="9"/></defs><use href="#r"/>',
        "<style>rect { fill: red }</style>",
        '<rect fill="color(display-p3 1 0 0)" width="3" height="3"/>',
        f'<image href="{FILES}b.png" width="9" height="9"/>',
    ],
)
def test_an_image_with_more_than_shapes_is_not_stored(inside: str) -> None:
    _drawings.clear()
    assert_drawn_alike(page(30), {"a.svg": svg(inside), "b.png": PNG})
    assert not _drawings


def test_shapes_are_stored() -> None:
    _drawings.clear()
    assert_drawn_alike(page(30), {"a.svg": svg("<rect width='9' height='9'/>")})
    assert _drawings


def test_an_image_that_changes_is_drawn_anew() -> None:
    pages = [
        drawn(page(30), {"a.svg": svg(f"<rect width='{side}' height='9'/>")}) for side in (9, 8, 9)
    ]
    assert pages[0] == pages[2] != pages[1]


@pytest.mark.parametrize("content", [b"", b"<svg", b"no drawing"])
def test_a_damaged_image_is_reported_each_time(
    content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "weasyprint"):
        assert_drawn_alike(page(30), {"a.svg": content})
    messages = [record.getMessage() for record in caplog.records if "load" in record.getMessage()]
    assert len(set(messages)) == 1
    assert len(messages) % 3 == 0  # pages drawn


def test_an_image_in_the_background_is_drawn_alike() -> None:
    style = "body { background: url(a.svg) no-repeat } p { background: url(a.svg) }"
    image = svg("<rect width='9' height='9' fill='#abc8'/>")
    assert_drawn_alike(page(30, style), {"a.svg": image})
