"""ICC profiles of RGB spaces that are described by primaries and a curve, such as Adobe RGB."""

from __future__ import annotations

import struct
from functools import lru_cache

Matrix = tuple[tuple[float, float, float], ...]
Vector = tuple[float, float, float]

BRADFORD: Matrix = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
"""From XYZ to the cone responses in which white points are adapted (ICC.1:2022, Annex E)."""
D50: Vector = (0.9642, 1.0, 0.8249)
D65 = (0.3127, 0.3290)
SRGB_PRIMARIES = (*D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)  # IEC 61966-2-1
ADOBE_PRIMARIES = (*D65, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)  # Adobe RGB (1998), 4.3
P3_PRIMARIES = (*D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)  # SMPTE EG 432-1
ADOBE_GAMMA = 2 + 51 / 256
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # IEC 61966-2-1, 5.2
FIXED = 65536


@lru_cache(maxsize=8)
def make_matrix_profile(primaries: tuple[float, ...], gamma: float | None = None) -> bytes:
    """Return an ICC profile of an RGB space (ICC.1:2022, 8.3).

    `primaries` are white point, red, green and blue as x and y. The curve is that of sRGB, or a
    power. Raises ValueError if the primaries lie on one line.
    """
    white = _from_xy(*primaries[:2])
    corners = [_from_xy(*primaries[at : at + 2]) for at in (2, 4, 6)]
    columns = tuple(zip(*corners, strict=True))
    shares = _multiply(_invert(columns), white)
    scaled = tuple(tuple(v * s for v, s in zip(row, shares, strict=True)) for row in columns)
    adapted = _product(_adapt(white), scaled)
    curve = SRGB_CURVE if gamma is None else (gamma,)
    kind = 3 if gamma is None else 0  # function types of parametric curves (10.18)
    parametric = b"para" + struct.pack(">IHH", 0, kind, 0) + _pack_fixed(curve)
    tags = [(b"wtpt", _pack_xyz(D50))]
    for name, column in zip(b"rgb", zip(*adapted, strict=True), strict=True):
        tags += [(bytes([name]) + b"XYZ", _pack_xyz(column)), (bytes([name]) + b"TRC", parametric)]
    return _assemble(tags)


def _assemble(tags: list[tuple[bytes, bytes]]) -> bytes:
    place = 128 + 4 + 12 * len(tags)
    table, bodies = struct.pack(">I", len(tags)), b""
    for name, body in tags:
        table += name + struct.pack(">II", place + len(bodies), len(body))
        bodies += body
    head = struct.pack(
        ">I4sI4s4s4s", place + len(bodies), b"", 0x04200000, b"mntr", b"RGB ", b"XYZ "
    )
    head = head.ljust(36, b"\0") + b"acsp"
    head = head.ljust(68, b"\0") + _pack_fixed(D50)
    return head.ljust(128, b"\0") + table + bodies


def _pack_fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * FIXED) for value in values))


def _pack_xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + _pack_fixed(values)


def _from_xy(x: float, y: float) -> Vector:
    return x / y, 1.0, (1 - x - y) / y


def _adapt(white: Vector) -> Matrix:
    """Return the matrix that turns colours under a white into those under D50."""
    given, wanted = _multiply(BRADFORD, white), _multiply(BRADFORD, D50)
    scale = tuple(
        tuple(wanted[row] / given[row] if row == column else 0.0 for column in range(3))
        for row in range(3)
    )
    return _product(_invert(BRADFORD), _product(scale, BRADFORD))  # type: ignore[arg-type]


def _multiply(matrix: Matrix, vector: Vector) -> Vector:
    red, green, blue = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return red, green, blue


def _product(first: Matrix, second: Matrix) -> Matrix:
    columns = [_multiply(first, column) for column in zip(*second, strict=True)]
    return tuple(zip(*columns, strict=True))


def _invert(matrix: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    if abs(determinant) < 1e-9:  # noqa: PLR2004
        msg = "the primaries lie on one line"
        raise ValueError(msg)
    adjugate = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    return tuple(
        (row[0] / determinant, row[1] / determinant, row[2] / determinant) for row in adjugate
    )
