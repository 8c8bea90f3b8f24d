"""The formats by name, and the format of a file by its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.translation.unit import ReturnedFile, TranslationFile


class Format(NamedTuple):
    """A format of translation files: the end of its file names, and the function that writes it."""

    suffix: str
    write: Callable[[TranslationFile], bytes]


def find_format(name: str) -> Format:
    """Return a format by its name in FORMATS."""
    from brief.translation.formats import xliff1, xliff2

    formats = {"xliff": Format(".xlf", xliff2.write), "xliff1": Format(".xlf", xliff1.write)}
    return formats[name]


FORMATS = ("xliff", "xliff1")


def read_returned(data: bytes, shown: str) -> ReturnedFile:
    """Return the units of a file in any of the formats.

    Raises ContentError with a place if it is in none of them, or damaged.
    """
    from brief.translation.formats import xliff1, xliff2
    from brief.translation.formats.xml_reader import read_xml

    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or b"\x00<" in data[:16]:
        root = read_xml(data, shown)
        for reader in (xliff2, xliff1):
            if reader.matches(root):
                return reader.read(root, shown)
    message = "the file is neither XLIFF 2 nor XLIFF 1.2"
    remedy = "export the briefing with `brief translate export`, and import what comes back"
    raise ContentError([error("translation-file", message, remedy, Place(shown))])
