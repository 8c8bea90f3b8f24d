"""Drawings that are not printed as other programs show them are told of, with the construct."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from brief.prepress.svg.faults import find_drawing_faults
from tests.press.job.making_pictures import encode, plain
from tests.workspace import FACTS

if TYPE_CHECKING:
    from brief.prepress.svg.drawing_fault import DrawingFault
    from tests.workspace import Workspace

FONTS = ("Lato", "IBM Plex Serif")
BOX = '<rect width="90" height="60" fill="#369"/>'


def drawing(body: str, root: str = "") -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 90 60" {root}>\n{body}\n</svg>'
    ).encode()


def embed(content: bytes) -> str:
    return f"data:image/png;base64,{b64encode(content).decode()}"


def faults(body: str, root: str = "") -> list[DrawingFault]:
    return list(find_drawing_faults(drawing(body, root), FONTS))


@pytest.mark.parametrize(
    "body",
    [
        BOX,
        '<g fill="rebeccapurple" opacity="50%"><circle r="1cm" cx="20%" cy="2em"/></g>',
        "<style>.a { fill: oklch(0.6 0.2 30); stroke-dasharray: 4 2 }</style>" + BOX,
        "<style>@media (prefers-color-scheme: dark) { rect { fill: #fff } }</style>" + BOX,
        '<linearGradient id="g"><stop stop-color="red"/></linearGradient><g fill="url(#g)"/>',
        '<clipPath id="c"><rect width="9" height="9" clip-rule="nonzero"/></clipPath>',
        '<filter id="f"><feGaussianBlur/></filter><mask id="m"/>',  # not used
        '<symbol id="s" viewBox="0 0 1 1"/><use href="#s" width="9" height="9"/>',
        '<marker id="m" orient="auto"/><path d="M0 0L9 9C1 1 2 2 3 3" marker-end="url(#m)"/>',
        '<text x="1 2" y="3" font-family="Lato" text-anchor="end">Q<tspan dy="2">s</tspan></text>',
        '<text font-family="Arial, Lato">Named as an alternative</text>',
        '<text font-family="sans-serif">Fée – Ł 漢字 ✈️</text>',
        '<metadata><r:RDF xmlns:r="urn:rdf"><r:path/></r:RDF></metadata>' + BOX,
        '<s:namedview xmlns:s="urn:sodipodi" pagecolor="#fff"/>' + BOX,
        '<g style="mix-blend-mode:normal;paint-order:normal;-inkscape-font-specification:Lato"/>',
        '<path d="M0 0L9 9" style="fill:none;stroke:inherit;transform:rotate(10deg)"/>',
        f'<image href="{embed(encode(plain(9, "L")))}" preserveAspectRatio="none" width="9"/>',
    ],
)
def test_a_drawing_that_is_printed_as_it_is_has_no_fault(body: str) -> None:
    assert faults(body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>A</p></foreignObject>",
            "foreignO",
        ),
        ("<switch><g/></switch>", "<switch>"),
        ("<text><textPath href='#p'>Along</textPath></text>", "<textPath>"),
        ("<flowRoot><flowPara>Words</flowPara></flowRoot>", "<flowRoot>"),
        ("<meshgradient/>", "<meshgradient>"),
        ("<style>:root{--a:#c00} rect{fill:var(--a)}</style>" + BOX, "var()"),
        ("<rect width='calc(1px + 2px)'/>", "calc()"),
        ("<rect fill='light-dark(#fff, #000)'/>", "light-dark()"),
        ("<rect style='fill:#12345 icc-color(a, 0)'/>", "the colour `#12345"),
        ("<rect width='10vw'/>", "the length `10vw`"),
        ("<text font-size='small'>A</text>", "the length `small`"),
        ("<text style='font:bold 12px Lato'>A</text>", "the property `font`"),
        ("<g mask='url(#m)'/>", "a mask"),
        ("<g style='filter:url(#f)'/>", "a filter"),
        ("<style>g{filter:drop-shadow(0 0 1px #000)}</style>", "a filter"),
        ("<g style='mix-blend-mode:multiply'/>", "mix-blend-mode"),
        ("<g style='clip-path:circle(3px)'/>", "clip-path with a shape"),
        ("<clipPath clipPathUnits='objectBoundingBox'/>", "objectBoundingBox"),
        ("<clipPath><path clip-rule='evenodd'/></clipPath>", "clip-rule"),
        ("<clipPath><text>A</text></clipPath>", "text as a clipping path"),
        ("<text stroke='#fff' paint-order='stroke'>A</text>", "paint-order"),
        ("<text>10<tspan baseline-shift='super'>6</tspan></text>", "raised or lowered"),
        ("<text text-decoration='line-through'>A</text>", "struck-out"),
        ("<text writing-mode='tb'>A</text>", "vertical text"),
        ("<text style='text-transform:uppercase'>a</text>", "other letters"),
        ("<text><tspan>a <tspan>b</tspan> c</tspan></text>", "after a <tspan>"),
        ("<g style='transform:rotate(9deg);transform-origin:center'/>", "not in pixels"),
        ("<polyline points='0 0 9 9' marker-end='url(#m)'/>", "arrowheads"),
        ("<path d='M0 0A9 9 0 0 1 9 9' marker-end='url(#m)'/>", "arrowheads"),
        ("<symbol id='s' viewBox='0 0 1 1'/><use xlink:href='#s'/>", "<use> of a symbol"),
        ("<style>@media print{rect{fill:red}}</style>", "@media print"),
        ("<style media='(prefers-color-scheme: dark)'>rect{fill:red}</style>", "for the media"),
        ("<style>g{rect{fill:red}}</style>", "within another rule"),
        ("<style>rect:nope(3){fill:red}</style>", "the selector"),
        ("<x:rect xmlns:x='urn:x' width='9' height='9'/>", "of another language"),
        ("<g systemLanguage='de'/>", "systemLanguage"),
    ],
)
def test_a_construct_that_is_printed_wrong_is_an_error(body: str, said: str) -> None:
    (fault,) = [it for it in faults(body) if it.is_error]
    assert fault.code == "image-drawing"
    assert said in fault.reason
    assert "line 2" in fault.reason
    assert "PNG" in fault.remedy


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<rect><animate attributeName='x' fill='freeze'/></rect>", "animation"),
        ("<script>draw()</script>", "a script"),
        ("<rect vector-effect='non-scaling-stroke'/>", "keeps its width"),
        ("<radialGradient fx='10%'/>", "a focus"),
        ("<style>rect { corner-shape: squircle }</style>", "`corner-shape`"),
        ("<text text-anchor='end'>A<tspan x='9'>B</tspan></text>", "first line"),
    ],
)
def test_what_may_only_look_different_is_a_warning(body: str, said: str) -> None:
    (fault,) = faults(body)
    assert not fault.is_error
    assert said in fault.reason


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"\x89PNG", "image-damaged", "is damaged"),
        (encode(plain((0, 200, 200, 0), "CMYK"), "JPEG"), "image-colour", "in CMYK"),
        (drawing("<foreignObject/>"), "image-drawing", "foreignObject"),
    ],
)
def test_pictures_in_a_drawing_are_looked_at(content: bytes, code: str, said: str) -> None:
    (fault,) = faults(f'<image xlink:href="{embed(content)}"/>')
    assert fault.code == code
    assert said in fault.reason
    assert fault.reason.startswith("contains a picture (line 2)")


def test_a_dark_ground_of_the_whole_drawing_is_not_lost_in_silence() -> None:
    assert "background" in faults(BOX, 'style="background:#123"')[0].reason
    assert faults(BOX, 'style="background-color: rgb(255, 255, 255)"') == []


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("وزارة", "from right to left"),
        ("שלום", "from right to left"),
        ("नमस्ते", "join the letter"),
        ("น้ำ", "join the letter"),
        ("e\u0301t\u0301e\u0301", "join the letter"),
        ("cafe\u0301", "stored apart"),
        ("Grain\nexports", "run together"),
    ],
)
def test_labels_that_are_not_set_letter_by_letter_are_refused(label: str, said: str) -> None:
    (fault,) = faults(f"<text><tspan>{label}</tspan></text>")
    assert (fault.code, fault.is_error) == ("image-text", True)
    assert said in fault.reason
    assert "paths" in fault.remedy


@pytest.mark.parametrize(
    "body",
    [
        "<text font-family='Helvetica Neue'>A</text>",
        "<text style='font-family:&quot;Open Sans&quot;, Arial'>A</text>",
        "<style>text { font-family: 'Open Sans' }</style><text>A</text>",
    ],
)
def test_a_font_that_the_page_has_not_is_named(body: str) -> None:
    (fault,) = faults(body)
    assert (fault.code, fault.is_error) == ("image-font", False)
    assert "Helvetica Neue" in fault.reason or "Open Sans" in fault.reason
    assert list(find_drawing_faults(drawing(body))) == [], "fonts are not known"


def test_a_drawing_without_end_is_refused() -> None:
    uses = "".join(f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>" for n in range(8))
    (fault,) = faults(f'<g id="a0">{BOX}</g>{uses}')
    assert fault.code == "image-too-large"
    assert faults("<g>" * 300 + "</g>" * 300)[0].code == "image-too-large"


def test_a_drawing_is_told_of_at_its_line(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts="images:\n  - {id: quay, file: quay.svg}\n")
    path = workspace.root / "content/tides/en.yaml"
    path.write_text(path.read_text("utf-8") + "images:\n  quay: {alt: A quay}\n", "utf-8")
    workspace.write("content/tides/quay.svg", drawing("<foreignObject/>"))
    run = workspace.run("build", "--json")
    finding = run.finding("image-drawing")
    place = (finding["path"], finding["line"])
    assert (run.code, place) == (1, ("content/tides/briefing.yaml", len(FACTS.splitlines()) + 2))
    workspace.write("content/tides/quay.svg", drawing("<text font-family='Arial'>A</text>"))
    run = workspace.run("build", "--json")
    finding = run.finding("image-font")
    assert (run.code, finding["severity"]) == (0, "warning")


def test_the_text_of_a_logo_names_the_fonts_that_it_needs(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(more="logo: logo.svg\n")
    workspace.write(
        "styles/brands/own/logo.svg", drawing("<text y='40' font-family='Futura'>Tide</text>")
    )
    finding = workspace.run("build", "--brand", "own", "--json").finding("image-font")
    assert (finding["path"], finding["line"]) == ("styles/brands/own/brand.yaml", 8)


@pytest.mark.parametrize(("side", "count"), [("5", 0), ("0.00001", 1)])
def test_patterns_of_millions_of_tiles_are_refused(side: str, count: int) -> None:
    pattern = f'<pattern id="p" patternUnits="userSpaceOnUse" width="{side}" height="{side}">'
    found = faults(f'{pattern}{BOX}</pattern><rect width="9" height="9" fill="url(#p)"/>')
    assert [it.code for it in found] == ["image-too-large"] * count


@pytest.mark.parametrize(
    ("body", "element"),
    [
        ('<g id="a">\n<use href="#a"/></g>', '<use href="#a"> (line 3)'),
        ('<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>', "<use "),
        ('<use id="u" href="#u"/>', '<use href="#u"> (line 2)'),
        ('<pattern id="p"><rect fill="url(#p)"/></pattern><path fill="url(#p)"/>', "<rect fill="),
        ('<linearGradient id="g" href="#g"/><rect fill="url(#g)"/>', "<linearGradient "),
    ],
)
def test_what_draws_itself_is_named(body: str, element: str) -> None:
    (fault,) = faults(body)
    assert (fault.code, fault.is_error) == ("image-drawing", True)
    assert element in fault.reason


def test_what_is_drawn_twice_or_linked_is_no_loop() -> None:
    twice = '<rect id="r" width="9" height="9"/><use href="#r"/><use href="#r" x="20"/>'
    assert faults(twice) == []
    assert faults('<a id="top" href="#top"><rect width="9" height="9"/></a>') == []


@pytest.mark.parametrize(
    "body",
    [
        '<rect width="1e30" height="9"/>',
        '<path d="M0 0L-1e30 5"/>',
        '<g transform="scale(1e30)"><rect width="1" height="1"/></g>',
        '<polygon points="0,0 99999999999,5 3,3"/>',
        '<svg viewBox="0 0 0 0"/>',
        '<svg viewBox="0 0 1e30 5"/>',
    ],
)
def test_sizes_that_no_page_has_are_told(body: str) -> None:
    (fault,) = faults(body)
    assert (fault.code, fault.is_error) == ("image-drawing", True)
    assert "(line 2)" in fault.reason


def test_coordinates_of_maps_are_no_fault() -> None:
    assert (
        faults('<svg viewBox="7500000.5 5200000 1e3 800"><path d="M7500000 5200000h9"/></svg>')
        == []
    )


def test_a_variable_is_refused_with_what_to_write() -> None:
    (fault,) = faults('<g style="--c:red"><rect fill="var(--c)" width="9" height="9"/></g>')
    assert "write the value in place of var()" in fault.remedy


def test_a_label_too_small_is_told_at_the_drawing(workspace: Workspace) -> None:
    label = f'{BOX}<text x="9" y="9" font-size="0.4" font-family="Fira Sans">Quay</text>'
    workspace.briefing("tides", "en").write("content/tides/map.svg", drawing(label).decode())
    workspace.write("content/tides/briefing.yaml", f"{FACTS}images: [{{id: map, file: map.svg}}]\n")
    with (workspace.root / "content/tides/en.yaml").open("a") as texts:
        texts.write("images: {map: {alt: A map}}\n")
    finding = workspace.run("build", "--json").finding("text-small")
    assert finding["path"] == "content/tides/briefing.yaml"
    assert "map.svg" in finding["source"]


def test_a_control_character_in_a_name_is_told_where_it_is_written(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").write("content/tides/a\nb.svg", drawing(BOX).decode())
    workspace.write(
        "content/tides/briefing.yaml", FACTS + 'images: [{id: map, file: "a\\nb.svg"}]\n'
    )
    with (workspace.root / "content/tides/en.yaml").open("a") as texts:
        texts.write("images: {map: {alt: A map}}\n")
    finding = workspace.run("build", "--json").finding("image-missing")
    assert finding["path"] == "content/tides/briefing.yaml"
    assert "U+000A" in finding["message"]
