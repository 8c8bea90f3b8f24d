"""Pictures in the PDF: as good as the file, no larger than needed, without its metadata."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pytest
from PIL import Image, ImageChops

from tests.press.job.making_pictures import ADOBE_RGB, RED, encode, photo, plain, without_segment
from tests.workspace import FACTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Run, Workspace

SECRET = b"Harbour master's own camera"


def build(workspace: Workspace, content: bytes, name: str, profile: str = "screen") -> Run:
    """Build the small briefing with an image."""
    workspace.briefing("tides", "en", facts=f'images:\n  - {{id: quay, file: "{name}"}}\n')
    path = workspace.root / "content/tides/en.yaml"
    path.write_text(path.read_text("utf-8") + "images:\n  quay: {alt: A quay}\n", "utf-8")
    workspace.write(f"content/tides/{name}", content)
    return workspace.run("build", "--profile", profile, "--json")


class Printed(NamedTuple):
    """A picture of a PDF: as it is shown, and as it is stored."""

    shown: Image.Image
    samples: bytes
    space: str
    decode: list[int]


def printed(workspace: Workspace, profile: str = "screen") -> Printed:
    """Return the only picture of the PDF."""
    with pikepdf.open(path(workspace, profile)) as document:
        (found,) = [it for it in document.objects if is_picture(it)]
        assert isinstance(found, pikepdf.Stream)
        decode = [int(it) for it in found.get("/Decode", [])]
        image = pikepdf.PdfImage(found).as_pil_image()
        return Printed(image, found.read_raw_bytes(), str(found.ColorSpace), decode)


def is_picture(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image


def path(workspace: Workspace, profile: str) -> Path:
    found = workspace.pdf("en")
    return found if profile == "screen" else found.with_suffix(f".{profile}.pdf")


def tagged(content: bytes) -> bytes:
    """Return a JPEG with a name, a comment and XMP, and a second picture behind it."""
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    with Image.open(BytesIO(content)) as image:
        target = BytesIO()
        image.save(target, "JPEG", quality="keep", exif=exif, comment=SECRET, xmp=SECRET)
    return target.getvalue() + content + SECRET


def test_a_jpeg_keeps_its_samples_and_loses_its_metadata(workspace: Workspace) -> None:
    content = tagged(photo())
    run = build(workspace, content, "a.jpg")
    samples = printed(workspace).samples
    assert SECRET not in path(workspace, "screen").read_bytes()
    assert SECRET not in samples
    assert (
        ImageChops.difference(printed(workspace).shown, Image.open(BytesIO(content))).getbbox()
        is None
    )
    assert samples[-2000:] in content[:-2000], "the samples are the file's"
    assert run.code == 0


def test_a_turned_jpeg_is_as_good_as_the_file(workspace: Workspace) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.effect_noise((300, 200), 60).convert("RGB")
    build(workspace, encode(image, "JPEG", quality=97, subsampling=0, exif=exif), "a.jpg")
    picture = printed(workspace).shown
    upright = image.transpose(Image.Transpose.ROTATE_270)
    off = ImageChops.difference(picture, upright).convert("L").histogram()
    assert picture.size == upright.size
    assert sum(level * count for level, count in enumerate(off)) / (300 * 200) < 5


def test_a_plain_png_keeps_its_samples(workspace: Workspace) -> None:
    image = Image.effect_noise((300, 200), 60).convert("RGB")
    build(workspace, encode(image), "a.png")
    assert ImageChops.difference(printed(workspace).shown, image).getbbox() is None


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
def test_a_wide_gamut_is_converted(workspace: Workspace, name: str, kind: str) -> None:
    options = {"lossless": True} if kind == "WEBP" else {}
    build(
        workspace, encode(plain(RED, size=(300, 200)), kind, icc_profile=ADOBE_RGB, **options), name
    )
    red, green, blue = printed(workspace).shown.getpixel((9, 9))  # type: ignore[misc]
    assert max(abs(red - 231), abs(green - 57), abs(blue - 57)) <= 2


def test_a_large_photo_makes_a_small_pdf(workspace: Workspace) -> None:
    content = photo((4000, 3000), quality=90)
    assert len(content) > 4_000_000
    build(workspace, content, "a.jpg")
    width, height = printed(workspace).shown.size
    assert 550 < width < 870
    assert abs(width / height - 4 / 3) < 0.01
    assert path(workspace, "screen").stat().st_size < 500_000


def cmyk(marked: bool = True) -> bytes:  # noqa: FBT001, FBT002
    image = plain((0, 180, 200, 20), "CMYK", (300, 200))
    image.paste((0, 0, 0, 0), (0, 0, 150, 100))
    content = encode(image, "JPEG", quality=95)
    return content if marked else without_segment(content, 0xEE)


@pytest.mark.parametrize("marked", [True, False])
def test_inks_have_colours_on_screen_and_stay_inks_on_a_press(
    workspace: Workspace,
    marked: bool,  # noqa: FBT001
) -> None:
    run = build(workspace, cmyk(marked), "a.jpg")
    assert run.codes() <= {"text-identical"}
    picture = printed(workspace)
    assert picture.space == "/DeviceRGB"
    assert min(picture.shown.getpixel((9, 9))) > 245  # type: ignore[arg-type]
    assert build(workspace, cmyk(marked), "a.jpg", "office").code == 0
    assert printed(workspace, "office").shown.getpixel((9, 9)) > 245  # type: ignore[operator]
    run = build(workspace, cmyk(marked), "a.jpg", "press")
    assert "press-ink-limit" not in run.codes()
    picture = printed(workspace, "press")
    assert (picture.space, picture.decode) == ("/DeviceCMYK", [1, 0] * 4)
    assert picture.samples[-500:] == cmyk(marked)[-500:], "the samples are the file's"


def test_black_in_a_picture_keeps_within_the_ink_of_the_press(workspace: Workspace) -> None:
    image = plain((200, 30, 40), size=(300, 200))
    image.paste((0, 0, 0), (97, 61, 203, 139))
    run = build(workspace, encode(image), "a.png", "press")
    assert run.code == 0
    assert run.codes() <= {"image-coarse"}


def test_a_finding_of_a_turned_picture_is_at_its_line(workspace: Workspace) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = photo((300, 200), exif=exif)
    finding = build(workspace, content, "a.jpg", "press").finding("image-coarse")
    place = (finding["path"], finding["line"])
    assert place == ("content/tides/briefing.yaml", len(FACTS.splitlines()) + 2)


def test_a_picture_with_a_damaged_profile_is_warned_of(workspace: Workspace) -> None:
    content = encode(plain(RED, size=(300, 200)), icc_profile=ADOBE_RGB[:140] + bytes(300))
    run = build(workspace, content, "a.png")
    finding = run.finding("image-profile")
    assert (run.code, finding["severity"]) == (0, "warning")
    assert finding["line"] == len(FACTS.splitlines()) + 2


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("Ku\u0308ste.png", "K\u00fcste.png"),
        ("K\u00fcste.png", "Ku\u0308ste.png"),
        ("Bild 10.04.12\u202fPM.png", "Bild 10.04.12 PM.png"),
    ],
)
def test_a_file_is_found_by_the_name_that_is_seen(
    workspace: Workspace, there: str, typed: str
) -> None:
    content = encode(plain(RED, size=(300, 200)))
    build(workspace, content, typed)
    (workspace.root / "content/tides" / typed).rename(workspace.root / "content/tides" / there)
    assert workspace.run("build", "--fresh").code == 0
    assert printed(workspace).shown.getpixel((9, 9)) == RED
