"""What veraPDF says of pages with pictures of every kind. A missing tool is a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.press.job.making_pictures import (
    ADOBE_RGB,
    RED,
    encode,
    grey_profile,
    photo,
    plain,
    without_segment,
)
from tests.test_standards import vera

if TYPE_CHECKING:
    from tests.workspace import Workspace

pytestmark = pytest.mark.slow


def kinds() -> dict[str, bytes]:
    """Return pictures by the name of their file."""
    exif = Image.Exif()
    exif[0x0112] = 6
    inks = plain((0, 180, 200, 20), "CMYK", (300, 200))
    inks.paste((0, 0, 0, 0), (0, 0, 150, 100))
    animation = [plain((0, 0, 255), size=(300, 200))]
    glass = plain((*RED, 128), "RGBA", (300, 200))
    return {
        "adobe-rgb.jpg": encode(plain(RED), "JPEG", icc_profile=ADOBE_RGB),
        "turned.jpg": photo(exif=exif),
        "plain.jpg": photo(),
        "progressive.jpg": photo(progressive=True),
        "large.jpg": photo((3000, 2000)),
        "inks.jpg": encode(inks, "JPEG"),
        "inks-without-mark.jpg": without_segment(encode(inks, "JPEG"), 0xEE),
        "grey.jpg": encode(plain(90, "L"), "JPEG", icc_profile=grey_profile()),
        "deep.png": encode(Image.new("I;16", (300, 200), 30_000)),
        "glass.png": encode(glass, icc_profile=ADOBE_RGB),
        "palette.png": encode(plain(RED, size=(300, 200)).convert("P")),
        "line.png": encode(Image.new("1", (300, 200), 1)),
        "animation.gif": encode(plain(RED, size=(300, 200)), "GIF", save_all=True,
                                append_images=animation),
        "photo.webp": encode(glass, "WEBP"),
    }  # fmt: skip


@pytest.mark.parametrize("profile", ["screen", "office"])
def test_verapdf_finds_pages_with_all_pictures_archivable(
    workspace: Workspace, profile: str
) -> None:
    found = kinds()
    for number, (name, content) in enumerate(found.items()):
        slug = f"tides-{number}"
        workspace.briefing(slug, "en", facts=f"images:\n  - {{id: quay, file: {name}}}\n")
        path = workspace.root / f"content/{slug}/en.yaml"
        path.write_text(path.read_text("utf-8") + "images:\n  quay: {alt: A quay}\n", "utf-8")
        workspace.write(f"content/{slug}/{name}", content)
    run = workspace.run("build", "--profile", profile)
    assert run.code == 0, run.out
    paths = sorted((workspace.root / "dist").glob("*.pdf"))
    lines = vera("ua1,3a", paths)
    assert [line for line in lines if not line.startswith("PASS")] == []
    assert len(lines) == 2 * len(found)
