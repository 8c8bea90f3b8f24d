"""What others say of files for the press: veraPDF of their tags, qpdf and poppler of the rest."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest

from brief.press.colour.to_press import convert_to_press
from brief.press.engine.engine import Engine
from tests.prepress.jobs import make_order
from tests.press.colour.plates import FACTS, INKS, coated, noise, picture, plates
from tests.press.colour.reading import screen_colours
from tests.test_standards import vera
from tests.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.press.colour.plates import PrintShop

pytestmark = pytest.mark.slow

SAMPLE = "china-buys-china"


@pytest.fixture(scope="module")
def sample(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample as a file for the press."""
    root = tmp_path_factory.mktemp("press")
    shutil.copytree(checkout / "content", root / "content")
    order = make_order(Workspace(root), SAMPLE, "", "de")
    engine = Engine(order)
    laid = engine.lay_out(order.editions[0], "@page { bleed: 10mm }")
    proof = engine.write_pdf([laid])
    (root / "proof.pdf").write_bytes(proof)
    pdf, findings = convert_to_press(proof, INKS, coated(), order.editions[0].facts)
    assert findings == ()
    path = root / "sample.pdf"
    path.write_bytes(pdf)
    return path


@pytest.fixture(scope="module")
def mixed(shop: PrintShop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page with links, pictures, gradients and transparency as a file for the press."""
    path = tmp_path_factory.mktemp("mixed") / "mixed.pdf"
    body = (
        "<h1>Head</h1><p>Read <a href='https://example.org/'>there</a>.</p>"
        f"<p><img alt='a picture' src='{picture(noise())}' style='inline-size: 20mm'></p>"
        "<p style='background: linear-gradient(#8c1c2b80, #fff0)'>text</p>"
        "<p style='color: rgb(0 0 0 / .5)'>pale</p>"
    )
    proof = shop.proof(body, css="img { image-rendering: crisp-edges }")
    pdf, findings = convert_to_press(proof, INKS, coated(), FACTS)
    assert findings == ()
    path.write_bytes(pdf)
    return path


def test_verapdf_finds_them_accessible(sample: Path, mixed: Path) -> None:
    assert [line for line in vera("ua1", [sample, mixed]) if not line.startswith("PASS ua1")] == []


def test_they_no_longer_claim_to_be_archivable(sample: Path) -> None:
    assert vera("3a", [sample])[0].startswith("FAIL 3a")


def test_qpdf_and_poppler_find_them_sound(sample: Path, mixed: Path) -> None:
    for path in (sample, mixed):
        for command in (["qpdf", "--check"], ["pdfinfo"], ["pdffonts"]):
            run = subprocess.run([*command, path], capture_output=True, text=True, check=False)
            assert (run.returncode, run.stderr) == (0, "")
        run = subprocess.run(
            ["pdfimages", "-list", path], capture_output=True, text=True, check=True
        )
        assert " rgb " not in run.stdout


def test_poppler_takes_it_for_what_it_is(sample: Path) -> None:
    run = subprocess.run(["pdfinfo", sample], capture_output=True, text=True, check=True)
    assert "PDF version:     1.6" in run.stdout
    assert "ISO 15930" in run.stdout
    assert "Tagged:          yes" in run.stdout


def test_the_sample_keeps_its_brand_and_the_limit_of_ink(sample: Path, tmp_path: Path) -> None:
    with pikepdf.open(sample) as document:
        assert screen_colours(document) == []
    sheet = plates(sample.read_bytes(), tmp_path, 150)
    assert sheet.coverage() <= 301
    pairs = zip(*(plate.tobytes() for plate in sheet.all), strict=True)
    accent = tuple(round(ink * 2.55) for ink in INKS["#8c1c2b"])
    near = sum(all(abs(a - b) <= 3 for a, b in zip(inks, accent, strict=True)) for inks in pairs)
    assert near > 200


def test_the_text_is_that_of_the_page_before(sample: Path) -> None:
    texts = [
        subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
        for path in (sample, sample.with_name("proof.pdf"))
    ]
    assert len(texts[0].split()) > 200
    assert sorted(texts[0].split()) == sorted(texts[1].split())
