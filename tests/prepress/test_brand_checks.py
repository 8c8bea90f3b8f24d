"""A brand's inks, logo and fonts: what would be printed in another way than meant is told."""

from __future__ import annotations

from shutil import copy
from typing import TYPE_CHECKING

import pytest

from brief.prepress.ink_difference import InkComparison
from brief.press.fonts.advice import advise_on_missing, packaged_families
from brief.press.fonts.families import find_family
from brief.press.job.printing_condition import find_default_condition

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><path d="M0 0h9v9H0z"/></svg>'
)


def test_a_colour_changed_on_screen_but_not_in_ink_is_told(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand()
    workspace.write("brief.yaml", "brand: own\n")
    brand = "styles/brands/own/brand.yaml"
    workspace.change(brand, "[90, 0, 80, 40]", "[22, 100, 78, 28]")
    found = workspace.run("build", "--json", "--profile", "press").finding("inks-differ")
    assert (found["path"], found["line"], found["severity"]) == (brand, 4, "warning")
    assert found["message"].startswith("`accent` is #005500 on screen, but its inks print about #")
    assert "remove `cmyk`" in found["remedy"]

    workspace.change(brand, "[22, 100, 78, 28]", "[90, 20, 100, 50]")
    assert workspace.run("build", "--json", "--profile", "press").json["findings"] == []


@pytest.mark.parametrize(
    ("screen", "inks", "is_near"),
    [
        ("#8c1c2b", (22, 100, 78, 28), True),
        ("#16191d", (0, 0, 0, 100), True),
        ("#0000ff", (100, 80, 0, 0), True),  # no press prints it; these are the nearest inks
        ("#009640", (100, 0, 100, 0), True),
        ("#8c1c2b", (100, 58, 25, 30), False),
        ("#f4f1ec", (0, 0, 0, 60), False),
    ],
)
def test_inks_are_compared_by_the_printing_condition(
    screen: str, inks: tuple[float, float, float, float], *, is_near: bool
) -> None:
    difference = InkComparison(find_default_condition().profile).compare(screen, inks)
    assert (difference.delta < 22) is is_near, difference


@pytest.mark.parametrize(
    ("width", "height", "said"),
    [
        (22, 100, "7.5 mm high, and only 1.6 mm wide"),
        (1600, 40, "only 2.4 mm high"),
        (1400, 100, ""),
    ],
)
def test_a_logo_that_would_be_tiny_is_named(
    workspace: Workspace, width: int, height: int, said: str
) -> None:
    workspace.briefing("tides", "en").brand(more="logo: tower.svg\n")
    workspace.write("brief.yaml", "brand: own\n")
    workspace.write("styles/brands/own/tower.svg", DRAWING.format(width, height))
    run = workspace.run("build", "--json")
    assert run.code == 0, run.err
    messages = [item["message"] for item in run.json["findings"]]
    assert [message.startswith("the logo tower.svg is") for message in messages] == [True] * bool(
        said
    )
    assert said in "".join(messages)


def test_a_tall_logo_gets_a_height(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").brand(more="logo: tower.svg\nlogo_height: 24\n")
    workspace.write("brief.yaml", "brand: own\n")
    workspace.write("styles/brands/own/tower.svg", DRAWING.format(22, 100))
    assert workspace.run("build", "--json").json["findings"] == []
    workspace.change("styles/brands/own/brand.yaml", "logo_height: 24", "logo_height: 99")
    found = workspace.run("build", "--json").finding("bad-value")
    assert found["message"] == "a logo is from 3 to 40 mm high, not 99"


def test_a_family_without_bold_is_told(workspace: Workspace, tmp_path: Path) -> None:
    workspace.briefing("tides", "en").brand()
    workspace.write("brief.yaml", "brand: own\n")
    folder = workspace.root / "styles" / "brands" / "own" / "fonts"
    folder.mkdir()
    for face in find_family("Lato", tmp_path):
        if face.weight < 600:
            copy(face.file, folder)
    found = workspace.run("build", "--json").finding("font-not-bold")
    assert (found["line"], found["severity"]) == (7, "warning")
    assert "`Lato` has no bold face" in found["message"]


@pytest.mark.parametrize(
    ("family", "at_hand", "said"),
    [
        ("Harbour Grotesk", ["Harbour Grotesque"], "did you mean `Harbour Grotesque`?"),
        ("Inter", [], "install it: pip install fontpkg-inter"),
        ("Source Sans", [], "did you mean `Source Sans 3` (pip install fontpkg-source-sans-3)?"),
        ("Quay Antiqua", [], "no Python package is known to have it"),
    ],
)
def test_only_packages_that_exist_are_advised(family: str, at_hand: list[str], said: str) -> None:
    assert said in advise_on_missing(family, at_hand)
    assert len(packaged_families()) > 100


def test_a_family_in_the_brands_folder_is_offered(workspace: Workspace, tmp_path: Path) -> None:
    workspace.briefing("tides", "en").brand(heading="Mukta Sans", text="Lato")
    workspace.write("brief.yaml", "brand: own\n")
    folder = workspace.root / "styles" / "brands" / "own" / "fonts"
    folder.mkdir()
    copy(find_family("Mukta", tmp_path)[0].file, folder)
    workspace.change("styles/brands/own/brand.yaml", "Mukta Sans", "Muktaa")
    found = workspace.run("build", "--json").finding("font-missing")
    assert "did you mean `Mukta`?" in found["remedy"]
