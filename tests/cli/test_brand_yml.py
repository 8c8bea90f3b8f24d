"""`brief new-brand NAME --from _brand.yml`: carried over, listed as left out, or refused."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from PIL import Image

from brief.design.brand.brand import Brand, load_brand
from brief.project import Project

if TYPE_CHECKING:
    from tests.workspace import Run, Workspace

GUIDE = """\
meta:
  name: {short: Quay, full: Quay and Sons}
  link: https://www.example.org
logo:
  images:
    icon: {path: marks/icon.png, alt: An anchor}
    wide: marks/wide.svg
  small: icon
  medium: {light: wide, dark: marks/white.png}
color:
  palette: {sea: "#0b4f6c", deep: sea, sand: "#f5efe0"}
  foreground: "#1a1a1a"
  background: white
  primary: deep
  secondary: rgb(80, 80, 80)
  light: sand
  success: green
typography:
  fonts:
    - {family: Lato, source: google, weight: [400, 700]}
    - {family: Fira Code, source: bunny}
  base: {family: "Lato, sans-serif", size: 1rem}
  headings: {family: Spectral, weight: semi-bold, color: primary}
  monospace: Fira Code
defaults: {bootstrap: {sass: x}}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h9v3z"/></svg>'
OWN_FONT = """\
typography:
  fonts: [{family: Ours, source: file, files: [{path: type/ours.ttf}, type/ours.woff2]}]
  base: Ours
"""


@pytest.fixture
def guide(workspace: Workspace) -> Workspace:
    workspace.write("brief.yaml", "languages: [de]\n")
    workspace.write("guide/marks/wide.svg", DRAWING)
    workspace.write("guide/_brand.yml", GUIDE)
    return workspace


def take(workspace: Workspace, content: str = "", origin: str = "guide/_brand.yml") -> Run:
    if content:
        workspace.write("guide/_brand.yml", content)
    return workspace.run("new-brand", "quay", "--from", origin, "--json")


def made(workspace: Workspace) -> Brand:
    return load_brand(Project(workspace.root), "quay").data


def left_out(run: Run) -> dict[str, str]:
    return {entry["keys"]: entry["why"] for entry in run.json["left_out"]}


def lato() -> bytes:
    spec = find_spec("fontpkg_lato")
    assert spec
    assert spec.origin
    return Path(spec.origin).with_name("files").joinpath("Lato-Regular.ttf").read_bytes()


def test_name_logo_colours_and_fonts_are_carried_over(guide: Workspace) -> None:
    run = take(guide, origin="guide/")
    assert run.code == 0, run.err
    assert run.json["findings"] == []
    brand = made(guide)
    assert brand.publisher == "Quay"
    assert brand.rights == "© {year} Quay and Sons"
    assert (guide.root / "styles/brands/quay/logo.svg").read_text() == DRAWING
    colours = {name: getattr(brand.colours, name).screen for name in ("accent", "muted", "tint")}
    assert colours == {"accent": "#0b4f6c", "muted": "#505050", "tint": "#f5efe0"}
    assert brand.colours.ink.screen == "#1a1a1a"
    assert brand.colours.ink.cmyk == (0, 0, 0, 100), "text is printed with black ink alone"
    assert (brand.fonts.heading, brand.fonts.text) == (("Spectral",), ("Lato",))
    rules = (guide.root / "styles/brands/quay/brand.css").read_text()
    assert "h1, h2 { font-weight: 600; }\nh1 { color: var(--accent); }\n" in rules


def test_every_key_that_a_brand_cannot_have_is_listed_with_its_line(guide: Workspace) -> None:
    run = take(guide)
    assert list(left_out(run)) == [
        "meta.link",
        "logo.images.icon",
        "logo.small",
        "logo.medium.dark",
        "color.success",
        "typography.fonts.0.weight",
        "typography.fonts.1",
        "typography.base.size",
        "typography.monospace",
        "defaults",
    ]
    assert run.json["left_out"][4]["line"] == 17
    assert "guide/_brand.yml:17:3: color.success – " in run.err


def test_the_brand_makes_pages_at_once(guide: Workspace) -> None:
    take(guide)
    guide.briefing("tides", "de").layout("sheet")
    run = guide.run("build", "--brand", "quay", "--layout", "sheet", "--json")
    assert run.code == 0, run.err


def test_a_file_with_a_name_only_is_enough(guide: Workspace) -> None:
    run = take(guide, "meta: {name: Quay}\n")
    assert run.code == 0
    assert made(guide).fonts.heading == ("Spectral",)
    assert [found["code"] for found in run.json["findings"]] == ["brand-yml"] * 2


def test_a_font_file_is_copied_under_the_family_that_it_has(guide: Workspace) -> None:
    guide.write("guide/type/ours.ttf", lato())
    run = take(guide, OWN_FONT)
    assert run.code == 0, run.err
    assert made(guide).fonts.text == ("Lato",)
    assert (guide.root / "styles/brands/quay/fonts/ours.ttf").read_bytes() == lato()
    why = left_out(run)
    assert "calls its family `Lato`" in why["typography.fonts.0.family"]
    assert "TTF and OTF" in why["typography.fonts.0.files.1"]


def test_fonts_and_logos_on_the_web_are_named_and_not_fetched(guide: Workspace) -> None:
    content = OWN_FONT.replace("type/ours.ttf", "https://www.example.org/ours.ttf")
    content = content.replace("Ours", "Open Sans") + "logo: https://www.example.org/logo.svg\n"
    run = take(guide, content)
    assert run.code == 0
    found = run.finding("font-missing")
    assert "pip install fontpkg-open-sans" in found["remedy"]
    assert (found["line"], found["severity"]) == (3, "warning")
    assert "not downloaded" in left_out(run)["typography.fonts.0.files.0.path"]
    assert "nothing is downloaded" in left_out(run)["logo"]
    assert made(guide).logo is None


@pytest.mark.parametrize(
    ("content", "code", "line", "column", "remedy"),
    [
        ("color: {primary: nosuch}", "bad-colour", 1, 18, "six hexadecimal digits"),
        ("color:\n  primary: gren", "bad-colour", 2, 12, "did you mean `green`"),
        ("color:\n  primary: '#ff000080'", "bad-colour", 2, 12, '"#ff7f7f"'),
        ("color:\n  primary: #ff0000", "comment-in-text", 2, 12, "in quotes"),
        ("color:\n  primary: a\n  palette: {a: b, b: a}", "bad-colour", 3, 16, "hexadecimal"),
        ("logo: wide.svg", "image-missing", 1, 7, "marks/wide.svg"),
        ("logo: ../other.svg", "image-outside", 1, 7, "copy the file"),
        ('meta: {name: "a\\x07"}', "control-character", 1, 14, "remove"),
        ("meta: {name: [Quay]}", "wrong-kind", 1, 14, "one value"),
        (OWN_FONT, "font-missing", 2, 55, "path"),
        ("typography:\n  headings: {weight: heavy}", "bad-value", 2, 22, "100 to 900"),
        ("publisher: Quay", "brand-yml", 1, 1, "typography"),
        ("color: {primary: blue", "unclosed-bracket", 1, 8, "}"),
    ],
)
def test_an_error_has_its_place_and_nothing_is_written(  # noqa: PLR0913, PLR0917 - one row each
    guide: Workspace, content: str, code: str, line: int, column: int, remedy: str
) -> None:
    guide.write("other.svg", DRAWING)
    run = take(guide, content + "\n")
    assert run.code == 1
    found: dict[str, Any] = run.finding(code)
    assert (found["path"], found["line"], found["col"]) == ("guide/_brand.yml", line, column)
    assert remedy in found["remedy"]
    assert not (guide.root / "styles").exists()


def test_a_colour_that_is_hard_to_read_is_named_with_a_darker_one(guide: Workspace) -> None:
    run = take(guide, "color: {primary: '#ffb000', secondary: '#bbbbbb'}\n")
    found = run.finding("contrast-low")
    assert (found["line"], found["col"]) == (1, 18)
    assert "1.8:1" in found["message"]
    assert '"#' in found["remedy"]
    assert "muted" in left_out(run)["color.secondary"]
    assert made(guide).colours.muted.screen != "#bbbbbb"


def test_a_brand_for_dark_screens_is_printed_dark_on_white(guide: Workspace) -> None:
    run = take(guide, "color: {foreground: '#f0f0f0', background: '#101820', primary: {light: "
                      "'#00508c', dark: '#80c0ff'}}\n")  # fmt: skip
    assert made(guide).colours.ink.screen == "#101820"
    assert made(guide).colours.accent.screen == "#00508c"
    assert set(left_out(run)) == {"color.foreground", "color.primary.dark"}


@pytest.mark.parametrize("origin", ["guide/other.yml", "guide/brand.yaml", "guide/missing/"])
def test_a_path_that_leads_to_no_brand_yml_is_wrong_usage(guide: Workspace, origin: str) -> None:
    run = take(guide, origin=origin)
    assert run.code == 2
    assert not (guide.root / "styles").exists()


@pytest.mark.parametrize(
    ("logo", "file"),
    [
        ("logo: marks/wide.svg", "logo.svg"),
        ("logo: {small: marks/dot.png}", "logo.png"),
        ("logo: {small: marks/dot.png, medium: /marks/wide.svg}", "logo.svg"),
        ("logo: {medium: marks/dot.png, large: marks/wide.svg}", "logo.svg"),
        ("logo: {images: {a: {path: marks/wide.svg}}}", "logo.svg"),
        ("logo: {large: {dark: marks/wide.svg}}", None),
        ("logo: {medium: b, images: {b: b}}", "error"),
    ],
)
def test_the_logo_for_a_masthead_is_taken(guide: Workspace, logo: str, file: str | None) -> None:
    picture = BytesIO()
    Image.new("RGB", (300, 100)).save(picture, "PNG")
    guide.write("guide/marks/dot.png", picture.getvalue())
    run = take(guide, f"{logo}\nmeta: {{name: Quay}}\n")
    if file == "error":
        assert run.code == 1
        return
    assert run.code == 0, run.err
    assert made(guide).logo == file


def test_settings_of_other_programs_and_unknown_keys_are_no_obstacle(guide: Workspace) -> None:
    rules = "defaults:\n  bootstrap:\n    rules: |\n      // a: b\n      p { color: red; }\n"
    run = take(guide, "colour: {primary: red}\ntypography: {captions: Lato}\n" + rules)
    assert run.code == 0, run.err
    assert list(left_out(run)) == ["colour", "typography.captions", "defaults"]
    assert "did you mean `color`?" in left_out(run)["colour"]


def test_the_written_file_is_plain_yaml_with_comments(guide: Workspace) -> None:
    take(guide)
    text = (guide.root / "styles/brands/quay/brand.yaml").read_text("utf-8")
    assert text.startswith("# Imported from _brand.yml.")
    assert list(yaml.safe_load(text)) == ["publisher", "rights", "logo", "colours", "fonts"]
