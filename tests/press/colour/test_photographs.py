"""Photographs at the press: a JPEG stays one, in inks, and looks as it does without loss."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.press.colour.plates import coated, noise, picture, plates
from tests.press.colour.reading import dictionaries, is_picture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.press.colour.plates import Job, PrintShop

SIZE = 480


def photograph() -> Image.Image:
    """Return a picture like a photograph: soft shapes in all colours, and grain."""
    grain = Image.effect_noise((SIZE, SIZE), 24).convert("RGB")
    soft = ImageChops.add(noise(SIZE), grain, scale=1.4, offset=-24)
    return soft.filter(ImageFilter.GaussianBlur(0.8))


@pytest.fixture(scope="module")
def image() -> Image.Image:
    return photograph()


def printed(shop: PrintShop, image: Image.Image, kind: str, **options: int) -> Job:
    body = f'<img style="width: 40mm" src="{picture(image, kind, **options)}" alt="a">'
    job = shop.separate(body)
    assert job.codes() <= {"press-resolution"}
    return job


def pictures(job: Job) -> list[dict[str, str]]:
    with job.document() as document:
        return [
            {key.lstrip("/"): str(item[key]) for key in ("/Filter", "/ColorSpace")}
            for item in dictionaries(document)
            if is_picture(item)
        ]


def batched(data: bytes) -> list[bytes]:
    return [data[at : at + 4] for at in range(0, len(data), 4)]


def stored(job: Job) -> int:
    with job.document() as document:
        return sum(
            len(item.read_raw_bytes()) for item in dictionaries(document) if is_picture(item)
        )


def test_a_jpeg_stays_a_jpeg_in_inks_and_a_png_is_kept_without_loss(
    shop: PrintShop, image: Image.Image
) -> None:
    jpeg = printed(shop, image, "jpeg", quality=88)
    png = printed(shop, image, "png")
    assert pictures(jpeg) == [{"Filter": "/DCTDecode", "ColorSpace": "/DeviceCMYK"}]
    assert pictures(png) == [{"Filter": "/FlateDecode", "ColorSpace": "/DeviceCMYK"}]
    assert stored(jpeg) < stored(png) / 2


def test_poppler_finds_a_jpeg_in_four_inks(
    shop: PrintShop, image: Image.Image, tmp_path: Path
) -> None:
    path = tmp_path / "photograph.pdf"
    path.write_bytes(printed(shop, image, "jpeg", quality=88).pdf)
    command = ["pdfimages", "-list", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    (line,) = run.stdout.splitlines()[2:]
    assert line.split()[3:9] == [str(SIZE), str(SIZE), "cmyk", "4", "8", "jpeg"]


def test_the_plates_of_a_jpeg_are_those_of_the_picture_without_loss(
    shop: PrintShop, image: Image.Image, tmp_path: Path
) -> None:
    one, other = (
        plates(printed(shop, image, kind, **options).pdf, tmp_path, 150).all
        for kind, options in (("jpeg", {"quality": 98, "subsampling": 0}), ("png", {}))
    )
    for ours, theirs in zip(one, other, strict=True):
        ink = ImageStat.Stat(theirs).mean[0]
        assert ink > 0.5
        assert ImageStat.Stat(ImageChops.difference(ours, theirs)).mean[0] < 0.12 * ink


def test_the_ripples_of_a_jpeg_stay_within_the_limit_of_ink(shop: PrintShop) -> None:
    dark = Image.effect_noise((200, 200), 80).convert("RGB").point([v // 9 for v in range(256)] * 3)
    body = f'<img style="width: 15mm" src="{picture(dark, "jpeg", quality=95)}" alt="a">'
    for tac in (260.0, 300.0):
        job = shop.separate(body, condition=replace(coated(), tac=tac))
        assert "press-ink-limit" not in job.codes()
        with job.document() as document:
            (item,) = [item for item in dictionaries(document) if is_picture(item)]
            assert isinstance(item, pikepdf.Stream)
            inks = pikepdf.PdfImage(item).as_pil_image()
            assert inks.mode in {"CMYK", "L"}
            if inks.mode == "CMYK":
                most = max(map(sum, batched(inks.tobytes())))
                assert most / 255 * 100 <= tac + 0.5


def test_the_same_photograph_gives_the_same_bytes(shop: PrintShop, image: Image.Image) -> None:
    jobs = [printed(shop, image, "jpeg", quality=88) for _ in range(2)]
    assert jobs[0].pdf == jobs[1].pdf
