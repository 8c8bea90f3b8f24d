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
    from brief.translation.formats import csv_table, word_table, xliff1, xliff2

    formats = {
        "xliff": Format(".xlf", xliff2.write),
        "xliff1": Format(".xlf", xliff1.write),
        "docx": Format(".docx", word_table.write),
        "csv": Format(".csv", csv_table.write),
    }
    return formats[name]


FORMATS = ("xliff", "xliff1", "docx", "csv")


def read_returned(data: bytes, shown: str) -> ReturnedFile:
    """Return the units of a file in any of the formats.

    Raises ContentError with a place if it is in none of them, or damaged.
    """
    from brief.translation.formats import csv_table, xliff1, xliff2
    from brief.translation.formats.xml_reader import read_xml

    if _begins_with_tag(data):
        root = read_xml(data, shown)
        if xliff2.matches(root):
            return xliff2.read(root, shown)
        if xliff1.matches(root):
            return xliff1.read(root, shown)
    if data.startswith(b"PK"):
        from brief.translation.formats import word_reader

        return word_reader.read(data, shown)
    if csv_table.matches(data):
        return csv_table.read(data, shown)
    message = "the file is neither XLIFF 2, XLIFF 1.2, CSV nor a Word document from brief"
    remedy = "export the briefing with `brief translate export`, and import the file that returns"
    raise ContentError([error("translation-file", message, remedy, Place(shown))])


def _begins_with_tag(data: bytes) -> bool:
    """Return whether a file begins as XML does, in UTF-8 or UTF-16."""
    return data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
