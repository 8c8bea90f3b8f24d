"""Contrast on a gradient: judged by what is painted behind the text, on screen and in inks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.press.pdf.reader import PdfReader
from brief.press.preflight.checks.legibility import _measure_contrast
from brief.press.preflight.pdf.rendered_page import read_rendered_pages

if TYPE_CHECKING:
    from tests.press.colour.plates import PrintShop
    from tests.workspace import Workspace

GROUNDS = [
    "#c0392b",
    "#2e7d32",
    "linear-gradient(to right, #c0392b, #2e7d32)",
    "linear-gradient(to right, #0b4a6f, #8c1c2b)",
    "radial-gradient(#c0392b, #2e7d32)",
    "linear-gradient(to right, rgba(11, 74, 111, 0.9), #8c1c2b)",
]


def page(ground: str) -> str:
    text = "Twice a day the water comes, and twice it goes."
    return f'<p style="background: {ground}; color: #fff; padding: 2mm">{text}</p>'


def ratio(pdf: bytes) -> float:
    with PdfReader(pdf) as opened:
        (page,) = read_rendered_pages(opened, 1)
        found = [_measure_contrast(piece, page) for piece in page.texts if piece.text.strip()]
    return min(reached for reached in found if reached is not None)


@pytest.mark.parametrize("ground", GROUNDS)
def test_contrast_in_print_is_that_on_screen(shop: PrintShop, ground: str) -> None:
    """Of colours that a press can print; its greys are lighter, as black ink is."""
    proof, job = shop.proof(page(ground)), shop.separate(page(ground))
    assert ratio(job.pdf) == pytest.approx(ratio(proof), rel=0.08)


@pytest.mark.parametrize("profile", ["screen", "office", "press"])
@pytest.mark.parametrize(
    ("ground", "passes"),
    [
        ("linear-gradient(to right, #005a8c, #8c1c2b)", True),
        ("linear-gradient(to right, #8c1c2b, #ffffff)", False),
        ("linear-gradient(to right, #9a9a9a, #aaaaaa)", False),
    ],
)
def test_a_header_with_a_gradient_is_judged_alike_in_every_profile(
    workspace: Workspace, profile: str, ground: str, *, passes: bool
) -> None:
    workspace.briefing("tides", "en")
    workspace.brand(
        css=f".masthead {{ background: {ground}; color: #fff; padding: 3mm }} "
        ".dateline { color: #fff }"
    )
    run = workspace.run("build", "--json", "--brand", "own", "--profile", profile)
    assert ("contrast-low" not in run.codes()) is passes, run.err
