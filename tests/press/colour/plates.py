"""A print shop for tests: sets small pages, puts them into ink, and makes plates of them."""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image, ImageChops

from brief.press.colour.to_press import convert_to_press
from brief.press.engine.engine import Engine
from brief.press.job.model import DocumentFacts, Stylesheet
from brief.press.job.printing_condition import PrintingCondition, find_default_condition
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from brief.findings import Finding
    from brief.press.colour.conversion import Inks
    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace

ACCENT = "#8c1c2b"
INKS: Mapping[str, Inks] = {ACCENT: (22, 100, 78, 28), "#16191d": (0, 0, 0, 100)}
FACTS = DocumentFacts(
    title="Tides",
    languages=("en",),
    publisher="Harbour Office",
    author="Harbour Office",
    subject="What the water does",
    created="2025-03-04T00:00:00Z",
)
PAGE = """\
@page { size: 100mm 80mm; margin: 10mm; bleed: 10mm }
body { margin: 0; font: 12pt Lato; color: #000 }
p { margin: 0 } div { block-size: 8mm }
"""
POINTS_PER_MM = 72 / 25.4


@cache
def coated() -> PrintingCondition:
    return find_default_condition()


@dataclass(frozen=True)
class Job:
    """What came of a page: the file for the press, and the findings."""

    pdf: bytes
    findings: tuple[Finding, ...]

    def codes(self) -> set[str]:
        return {finding.code for finding in self.findings}

    def document(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.pdf))


class PrintShop:
    """Sets pages by brief's own engine, with one style sheet and nothing of a layout's."""

    def __init__(self, tides: Workspace) -> None:
        order = make_order(tides)
        self._order: RenderJob = replace(order, stylesheets=(Stylesheet("brief:///page/", PAGE),))

    def proof(self, *bodies: str, css: str = "", trim: float = 10) -> bytes:
        """Return pages in screen colours, one a body, bound together."""
        engine = Engine(self._order)
        settings = css + (f"@page {{ bleed: {trim}mm }}" if trim != 10 else "")
        bound = [
            engine.lay_out(
                replace(
                    self._order.editions[0],
                    html=f"<html lang=en><head><title>T</title></head><body>{body}</body></html>",
                    facts=FACTS,
                ),
                settings,
            )
            for body in bodies
        ]
        return engine.write_pdf(bound)

    def separate(
        self, *bodies: str, css: str = "", condition: PrintingCondition | None = None
    ) -> Job:
        return Job(
            *convert_to_press(self.proof(*bodies, css=css), INKS, condition or coated(), FACTS)
        )


@dataclass(frozen=True)
class Plates:
    """The four plates of a page: shares of ink, looked at in millimetres from its trim."""

    cyan: Image.Image
    magenta: Image.Image
    yellow: Image.Image
    black: Image.Image
    resolution: float

    @property
    def all(self) -> tuple[Image.Image, ...]:
        return (self.cyan, self.magenta, self.yellow, self.black)

    def at(self, x: float, y: float) -> tuple[float, ...]:
        """Return the inks in per cent, a point measured from the trim's upper left corner."""
        scale = self.resolution / 25.4
        place = (int((x + 10) * scale), int((y + 10) * scale))
        return tuple(level(plate, place) * 100 / 255 for plate in self.all)

    def most(self) -> tuple[float, ...]:
        """Return the most of each ink within the trim."""
        return tuple(int(self._within(plate).getextrema()[1]) * 100 / 255 for plate in self.all)  # type: ignore[arg-type]

    def coverage(self) -> float:
        """Return the most ink on one spot within the trim, in per cent."""
        sums = map(sum, zip(*(self._within(plate).tobytes() for plate in self.all), strict=True))
        return max(sums) * 100 / 255

    def _within(self, plate: Image.Image) -> Image.Image:
        rim = int(10.2 * self.resolution / 25.4)
        return plate.crop((rim, rim, plate.width - rim, plate.height - rim))


def level(plate: Image.Image, place: tuple[int, int]) -> int:
    value = plate.getpixel(place)
    assert isinstance(value, int)
    return value


def plates(pdf: bytes, folder: Path, resolution: float = 72, page: int = 1) -> Plates:
    """Return the plates that Ghostscript makes of a page."""
    assert shutil.which("gs"), "apt-get install ghostscript"
    source = folder / "plates.pdf"
    source.write_bytes(pdf)
    command = ["gs", "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep"]
    command += [f"-r{resolution}", f"-dFirstPage={page}", f"-dLastPage={page}"]
    run = subprocess.run(
        [*command, f"-sOutputFile={folder / 'plate.tif'}", source],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not run.stdout, run.stdout
    found = []
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(folder / f"plate({name}).tif") as plate:
            found.append(ImageChops.invert(plate.convert("L")))  # on a plate, black is ink
    cyan, magenta, yellow, black = found
    return Plates(cyan, magenta, yellow, black, resolution)


def picture(image: Image.Image, kind: str = "png", **options: int) -> str:
    """Return a picture as a data: URL."""
    target = BytesIO()
    image.save(target, kind, **options)
    return f"data:image/{kind};base64,{b64encode(target.getvalue()).decode()}"


def noise(size: int = 320) -> Image.Image:
    """Return a picture with all sorts of colours in it."""
    ramp = Image.linear_gradient("L").resize((size, size))
    return Image.merge("RGB", [ramp, ramp.rotate(90), ramp.rotate(180)])
