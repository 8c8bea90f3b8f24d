"""Pictures in CMYK: which way round their values are, and their inks.

Programs that write Adobe's segment store the paper that is left, in place of the ink (TN 5116).
Without the segment, PDF readers take the values for ink (ISO 32000-1, 7.4.8), and most other
programs for paper. Then the picture itself decides: no press
prints it if a part of it has more ink than paper can take.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageChops
from PIL.Image import Resampling

from brief.press.job.pictures.refusal import PictureRefused

if TYPE_CHECKING:
    from PIL import Image

    from brief.press.job.pictures.picture_file import PictureFile

IMPOSSIBLE_INK = 340  # per cent: more than any paper takes (ISO 12647-2: 350 at most, usually 300)
CLEAR_SHARE, CLEAR_RATIO = 0.001, 10
SAMPLE = (256, 256)
REMEDY = "open it in an image program and save it in RGB, or as CMYK with its colour profile"


def stores_paper(file: PictureFile) -> bool:
    """Return whether a JPEG in CMYK stores the paper that is left, and not the ink.

    Raises PictureRefused if nothing tells which.
    """
    if file.jpeg.adobe_transform is not None:
        return True
    image = file.decode(SAMPLE)
    image.thumbnail(SAMPLE, Resampling.BOX)
    # Pillow takes the values for paper, and returns inks
    as_paper, as_ink = _heavy_share(image), _heavy_share(ImageChops.invert(image))
    if max(as_paper, as_ink) > CLEAR_SHARE:
        if as_ink > CLEAR_RATIO * as_paper:
            return True
        if as_paper > CLEAR_RATIO * as_ink:
            return False
    reason = "is in CMYK, and nothing in the file tells whether its values are ink or paper"
    raise PictureRefused("image-colour", reason, REMEDY)


def read_inks(file: PictureFile, at_least: tuple[int, int] | None = None) -> Image.Image:
    """Return a picture in CMYK with its inks: 255 is full ink."""
    image = file.decode(at_least)
    return image if stores_paper(file) else ImageChops.invert(image)


def _heavy_share(image: Image.Image) -> float:
    """Return the share of pixels with more ink than any paper takes."""
    colours = image.getcolors(image.width * image.height) or []
    limit = IMPOSSIBLE_INK * 2.55
    heavy = sum(count for count, inks in colours if isinstance(inks, tuple) and sum(inks) > limit)
    return heavy / (image.width * image.height)
