"""What is wrong on a finished page is told where its cause is written."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from brief.findings import Place, error
from brief.press.job.source_map import MappedText, SourceMap, reduce_to_letters
from brief.press.job.urls import file_url, picture_name
from tests.workspace import TEXTS

if TYPE_CHECKING:
    from tests.workspace import Workspace

IMAGES = "images:\n  - {id: quay, file: quay.png}\n"
ALT = "images:\n  quay: {alt: A quay}\n"


def at(path: str, line: int) -> Place:
    return Place(path, line, 1)


def png(width: int, height: int) -> bytes:
    target = BytesIO()
    Image.new("RGB", (width, height), (200, 100, 50)).save(target, "PNG")
    return target.getvalue()


def found(workspace: Workspace, code: str, *arguments: str) -> dict[str, Any]:
    """Build, and return the first finding of that code."""
    run = workspace.run("build", "--json", *arguments)
    return next(dict(item) for item in run.json["findings"] if item["code"] == code)


def spot(finding: dict[str, Any]) -> tuple[str, str]:
    """Return the file of a finding, and what is underlined in it."""
    start = (finding["col"] or 1) - 1
    return finding["path"], (finding["source"] or "")[start : (finding["end_col"] or 1) - 1]


QUAY = file_url("content", "quay.png")
SOURCE_MAP = SourceMap(
    files=(("de", Place("de.yaml")), ("it", Place("it.yaml"))),
    texts=(
        MappedText("de", reduce_to_letters("Der Hafen wächst – schnell"), at("de.yaml", 1)),
        MappedText("de", reduce_to_letters("Der Hafen"), at("de.yaml", 2)),
        MappedText("it", reduce_to_letters("Il porto cresce"), at("it.yaml", 1)),
        MappedText("", reduce_to_letters("Harbour Review"), at("briefing.yaml", 3)),
    ),
    colours=(("#aaaaaa", at("brand.yaml", 4)), ("#aaaaaa", at("brand.css", 1))),
    urls=((QUAY, at("briefing.yaml", 8)),),
    causes=(("press-bleed", at("brand.yaml", 9)),),
)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("Der Hafen", "de.yaml", 2),
        ("der hafen wächst -\nschnell", "de.yaml", 1),
        ("wächst", "de.yaml", 1),
        ("Source: Harbour Review, 2025", "briefing.yaml", 3),
    ],
)
def test_a_text_is_found_whole_in_part_or_within(text: str, path: str, line: int) -> None:
    assert SOURCE_MAP.find_text(text) == at(path, line)


@pytest.mark.parametrize("text", ["", "–", "e", "Elbe"])
def test_a_text_that_nobody_wrote_has_no_place(text: str) -> None:
    assert SOURCE_MAP.find_text(text) is None


@given(st.text())
def test_any_text_has_a_place_or_none(text: str) -> None:
    assert SOURCE_MAP.find_text(text) in {None, *(mapped.place for mapped in SOURCE_MAP.texts)}


def test_only_the_languages_of_the_page_count() -> None:
    assert SOURCE_MAP.select_languages(["de"]).find_text("Il porto cresce") is None
    assert SOURCE_MAP.select_languages(["it"]).find_text("Harbour Review") == at("briefing.yaml", 3)


def test_the_first_choice_of_a_colour_counts() -> None:
    assert SOURCE_MAP.find_colour("#aaaaaa") == at("brand.yaml", 4)
    assert SOURCE_MAP.find_colour("#bbbbbb") is None


def test_a_picture_is_known_by_the_name_that_its_address_gives_it() -> None:
    assert SOURCE_MAP.find_picture(f"/i{picture_name(QUAY)}1") == at("briefing.yaml", 8)
    assert SOURCE_MAP.find_picture("/i0") is None


def test_every_finding_of_a_page_has_a_file() -> None:
    assert SOURCE_MAP.locate_finding(error("press-bleed", "x")).place == at("brand.yaml", 9)
    assert SOURCE_MAP.select_languages(["it"]).locate_finding(error("any", "x")).place == Place(
        "it.yaml"
    )
    placed = error("any", "x", "", at("de.yaml", 7))
    assert SOURCE_MAP.locate_finding(placed) == placed


def test_a_text_too_long_is_told_at_its_longest_point(workspace: Workspace) -> None:
    long = "Ships wait for the tide, and the tide waits for nobody. " * 70
    workspace.briefing("tides", "en")
    workspace.change("content/tides/en.yaml", "**Environment.**", long + "**Environment.**")
    finding = found(workspace, "too-long")
    assert spot(finding)[0] == "content/tides/en.yaml"
    assert spot(finding)[1].startswith("Ships wait")
    assert "longest: points 2 (" in finding["message"]
    assert finding["related"][0]["message"] == "point 1"


def test_an_image_that_is_too_tall_is_told_as_one(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts=IMAGES).write("content/tides/quay.png", png(40, 900))
    workspace.write("content/tides/en.yaml", TEXTS["en"] + ALT)
    finding = found(workspace, "too-long")
    assert spot(finding) == ("content/tides/briefing.yaml", "quay.png")
    assert "image" in finding["message"]
    assert "crop" in finding["remedy"]


def test_an_image_with_few_pixels_is_told_at_its_name(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts=IMAGES).write("content/tides/quay.png", png(60, 45))
    workspace.write("content/tides/en.yaml", TEXTS["en"] + ALT)
    for profile in ("press", "screen"):
        finding = found(workspace, "image-coarse", "--profile", profile)
        assert spot(finding) == ("content/tides/briefing.yaml", "quay.png")


def test_a_pale_colour_is_told_where_the_brand_chooses_it(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand()
    workspace.change("styles/brands/own/brand.yaml", "#333333", "#b0b0b0")
    finding = found(workspace, "contrast-low", "--brand", "own")
    assert spot(finding) == ("styles/brands/own/brand.yaml", '"#b0b0b0"')
    assert "content/tides/briefing.yaml" in {other["path"] for other in finding["related"]}


@pytest.mark.parametrize("colour", ["#c8c8c8", "#CCC"])
def test_a_pale_colour_of_a_style_sheet_is_told_there(workspace: Workspace, colour: str) -> None:
    workspace.briefing("tides", "en").brand(css=f"p {{ margin: 0 }}\nh1 {{ color: {colour} }}\n")
    finding = found(workspace, "contrast-low", "--brand", "own")
    assert spot(finding) == ("styles/brands/own/brand.css", colour)
    assert finding["line"] == 2


def test_ink_and_bleed_are_told_in_the_brand_and_at_once(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(more="press: {bleed: 30}\n")
    workspace.change("styles/brands/own/brand.yaml", "[90, 0, 80, 40]", "[100, 100, 90, 80]")
    ink = found(workspace, "press-ink-limit", "--brand", "own", "--profile", "press")
    assert (ink["path"], ink["line"]) == ("styles/brands/own/brand.yaml", 4)
    bleed = found(workspace, "press-bleed", "--brand", "own", "--profile", "press")
    assert spot(bleed) == ("styles/brands/own/brand.yaml", "30")


def test_small_type_and_lost_text_are_told_at_the_text(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(css=".kicker { font-size: 4pt } ")
    assert spot(found(workspace, "text-small", "--brand", "own"))[1] == "Ports"
    workspace.write("styles/brands/own/brand.css", "h1 { display: none }")
    lost = found(workspace, "text-lost", "--brand", "own")
    assert spot(lost) == ("content/tides/en.yaml", "What the tide does to the port")
    assert lost["related"][0]["path"] == "layouts/onepager/page.html"


def test_a_short_stretch_that_several_texts_have_is_told_at_none_of_them(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "en").layout()
    workspace.change("content/tides/en.yaml", "standfirst: Twice", "standfirst: Channel. Twice")
    workspace.write("layouts/own/page.css", "ol strong { font-size: 3pt }")
    finding = workspace.run("build", "--json", "--layout", "own").finding("text-small")
    source = (workspace.root / "content/tides/en.yaml").read_text().splitlines()
    told = [each for each in (finding, *finding["related"]) if each["path"].endswith("en.yaml")]
    assert told
    assert not [each for each in told if "standfirst" in source[each["line"] - 1]]


@pytest.mark.parametrize("mark", ["\N{COMBINING SHORT SOLIDUS OVERLAY}", "\u035a"])
def test_a_mark_that_no_font_has_is_told_where_it_stands(workspace: Workspace, mark: str) -> None:
    workspace.briefing("tides", "en").change("content/tides/en.yaml", "it goes", f"it{mark} goes")
    run = workspace.run("build", "--json")
    assert run.codes() == {"glyph-missing"}
    finding = run.finding("glyph-missing")
    assert spot(finding) == ("content/tides/en.yaml", mark)
    assert f"◌{mark}" in finding["message"]


def test_a_letter_put_together_of_two_is_no_missing_glyph(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").change(
        "content/tides/en.yaml", "it goes", "cafe\u0301, ti\u0304de"
    )
    assert workspace.run("build", "--json").codes() == set()


def test_a_watermark_whose_date_is_broken_is_said_in_plain_view_all_the_same(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", facts="embargo: 2025-09-20\nstatus: draft\n")
    for arguments in ([], ["--paper", "a5"], ["--lang", "de+it"]):
        assert "watermark-only" not in workspace.run("build", "--json", *arguments).codes()


@pytest.mark.parametrize(
    ("css", "line", "underlined", "remedy"),
    [
        ("p { colr: red }", 1, "colr: red", "did you mean `color`?"),
        ("\np { margin: 3furlongs }", 2, "margin: 3furlongs", "correct or remove it"),
        ("p { color: red;\nh1 { margin: 0 }", 1, "{", "close it with }"),
        ('p { font-family: "Comic Sans MS" }', 1, '"Comic Sans MS"', "add it to the brand's fonts"),
        ("p { color: var(--acent) }", 1, "--acent", "did you mean `--accent`?"),
        ("p:nix(3) { color: red }", 1, "p:nix(3)", "correct the selector"),
        ("/* { */ p { content: '{' }", 0, "", ""),
        ("p { font-family: var(--font-text), Lato, serif }", 0, "", ""),
    ],
)
def test_a_slip_in_a_style_sheet_is_told_at_its_line(
    workspace: Workspace, css: str, line: int, underlined: str, remedy: str
) -> None:
    workspace.briefing("tides", "en").brand(css=css)
    run = workspace.run("build", "--json", "--brand", "own")
    told = [item for item in run.json["findings"] if item["code"] == "style-sheet"]
    assert [item["line"] for item in told] == ([line] if line else [])
    for item in told:
        assert spot(item) == ("styles/brands/own/brand.css", underlined)
        assert remedy in item["remedy"]


@pytest.mark.parametrize(
    ("css", "markup", "path"),
    [
        ("h1 { background: url(bg.png) }", "", "styles/brands/own/brand.css"),
        ("", '<img src="http://www.example.org/bg.png" alt="">', "layouts/own/page.html"),
    ],
)
def test_a_file_that_is_refused_is_told_where_it_is_named(
    workspace: Workspace, css: str, markup: str, path: str
) -> None:
    workspace.briefing("tides", "en").layout(markup=markup).brand(css=css)
    finding = found(workspace, "file-refused", "--brand", "own", "--layout", "own")
    assert spot(finding)[0] == path
    assert spot(finding)[1].endswith("bg.png")


def test_css_that_the_engine_gives_up_on_is_no_bug_of_ours(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(css="h1 { font-size: calc(1pt + ) }", more="")
    run = workspace.run("build", "--json", "--brand", "own")
    assert run.code == 1
    assert run.codes() == {"engine"}
    assert "Traceback" not in run.err
