"""A drawing that was drawn before is drawn again to the byte."""

from __future__ import annotations

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.press.weasyprint_patches.svg_cache import _read_shapes
from tests.press.weasyprint_patches.comparing import FILES, assert_drawn_alike, drawn

PAGE = """<html lang="en"><title>A page</title><style>@page {{ size: 90mm }} p {{ color: #123 }}
{style}</style><body><p>Before</p><img src="a.svg" alt="a" width="{width}"><p>Between</p>
<div style="opacity: 0.5; color: rgb(9 9 9 / 40%)">x <img src="a.svg" alt="b"></div>"""
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"{}>'

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
def test_shapes_are_drawn_again_as_they_were(group: str, others: str, size: str) -> None:
    content = f"{OPEN.format(size)}{group}{others}</svg>".encode()
    assert_drawn_alike(PAGE.format(style="", width=40), {"a.svg": content})


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
def test_what_is_more_than_shapes_is_left_to_weasyprint(inside: str) -> None:
    assert _read_shapes("a.svg", f"{OPEN.format('')}{inside}</svg>".encode()) is None


def test_shapes_are_remembered() -> None:
    content = f"{OPEN.format('')}<rect width='9' height='9'/></svg>".encode()
    assert _read_shapes("a.svg", content) is not None
    assert _read_shapes("a.svg", content) is _read_shapes("a.svg", content)


def test_a_drawing_that_changes_is_drawn_anew() -> None:
    pages = [
        drawn(
            PAGE.format(style="", width=30),
            {"a.svg": f"{OPEN.format('')}<rect width='{side}' height='9'/></svg>".encode()},
        )
        for side in (9, 8, 9)
    ]
    assert pages[0] == pages[2] != pages[1]


@pytest.mark.parametrize("content", [b"", b"<svg", b"no drawing"])
def test_what_is_no_drawing_is_warned_of_as_ever(
    content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "weasyprint"):
        assert_drawn_alike(PAGE.format(style="", width=30), {"a.svg": content})
    told = {record.getMessage() for record in caplog.records if "load" in record.getMessage()}
    assert len(told) == 1
    assert len([1 for record in caplog.records if record.getMessage() in told]) % 3 == 0


def test_a_drawing_in_the_background_is_the_same() -> None:
    content = f"{OPEN.format('')}<rect width='9' height='9' fill='#abc8'/></svg>".encode()
    style = "body { background: url(a.svg) no-repeat } p { background: url(a.svg) }"
    assert_drawn_alike(PAGE.format(style=style, width=30), {"a.svg": content})
