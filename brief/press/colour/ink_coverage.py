"""Total area coverage: the limit of ink on one spot (ISO 12647-2, 4.2.4)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

if TYPE_CHECKING:
    import pikepdf

FULL = 255
BANDS = 4
SAMPLE_PIXELS = 128  # along the edge of an image's sample
MIN_INKED_SHARE = 0.002  # of an image: a smaller area is a speck
BITS_PER_BYTE = 8


def limit_inks(inks: tuple[float, ...], tac: float) -> tuple[float, ...]:
    """Return the inks within the limit (3 is 300 %): colours are reduced, black is not."""
    *colours, black = inks
    total = sum(colours)
    if total + black <= tac:
        return inks
    share = max(0.0, tac - black) / total
    return (*(colour * share for colour in colours), black)


def find_max_ink(image: Image.Image) -> float:
    """Return the largest sum of inks in a CMYK image (4 is 400 %)."""
    colours = image.getcolors(1)
    if colours is not None:
        pixel = colours[0][1]
        return sum(pixel) / FULL if isinstance(pixel, tuple) else 0.0
    return max(sum(pixel) for pixel in _find_heaviest_pixels(image)) / FULL


def measure_ink(image: Image.Image) -> float:
    """Return the sum of inks in the heaviest part of a CMYK image, specks excepted (4 is 400 %).

    Its sample is of averages, which never have more ink than the image itself.
    """
    sample = image.reduce(max(1, min(image.size) // SAMPLE_PIXELS))
    found: Any = sample.getcolors(sample.width * sample.height)
    left = MIN_INKED_SHARE * sample.width * sample.height
    for ink, count in sorted(((sum(inks), count) for count, inks in found), reverse=True):
        left -= count
        if left <= 0:
            return float(ink) / FULL
    return 0.0


def read_stored_inks(picture: pikepdf.Stream) -> Image.Image | None:
    """Return the inks of an image XObject in DeviceCMYK, or None if they cannot be read here."""
    kind = str(picture.get("/Filter", ""))
    if "/DCTDecode" in kind:
        # Pillow turns the samples of every such JPEG over, as Adobe does; PDF says so in Decode
        with Image.open(BytesIO(picture.read_raw_bytes())) as jpeg:
            inks = ImageChops.invert(jpeg.convert("CMYK"))
    elif int(picture.get("/BitsPerComponent", 8)) == BITS_PER_BYTE and "/JPXDecode" not in kind:
        size = int(picture.Width), int(picture.Height)
        inks = Image.frombytes("CMYK", size, picture.read_bytes())
    else:
        return None
    decode: Any = picture.get("/Decode", [])
    return ImageChops.invert(inks) if [float(edge) for edge in decode][:2] == [1.0, 0.0] else inks


def limit_image(image: Image.Image, tac: float) -> Image.Image:
    """Return a CMYK image within the limit, unchanged if it is already.

    The slow way, colour by colour, is rare, since profiles are made for the limit.
    """
    if find_max_ink(image) <= tac:
        return image
    data = image.tobytes()
    pixels = [tuple(data[at : at + BANDS]) for at in range(0, len(data), BANDS)]
    table = {pixel: _limit_pixel(pixel, tac) for pixel in set(pixels)}
    result = Image.new("CMYK", image.size)
    result.putdata([table[pixel] for pixel in pixels])
    return result


def _limit_pixel(pixel: tuple[int, ...], tac: float) -> tuple[int, ...]:
    inks = limit_inks(tuple(ink / FULL for ink in pixel), tac)
    return tuple(int(ink * FULL) for ink in inks)


def _find_heaviest_pixels(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the pixels that may have the most ink: those with the largest half sums."""
    cyan, magenta, yellow, black = image.split()
    # half sums stay within a byte: (c+m)/2 and (y+k)/2, and then half of their sum
    half = ImageChops.add(
        ImageChops.add(cyan, magenta, scale=2), ImageChops.add(yellow, black, scale=2), scale=2
    )
    peak = half.getextrema()[1]
    mask = half.point([FULL if level >= int(peak) - 1 else 0 for level in range(256)])  # type: ignore[arg-type]
    flat = Image.new("CMYK", image.size)
    flat.paste(image, mask=mask)
    found = flat.getcolors(image.width * image.height) or []
    return [pixel for _, pixel in found if isinstance(pixel, tuple)]
