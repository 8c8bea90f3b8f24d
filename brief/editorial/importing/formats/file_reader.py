"""Read a file in any of the formats that are imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.clean_addresses import clean_addresses
from brief.editorial.importing.formats.decoding import decode_text, detect_format
from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.importing.formats.typed_notes import take_typed_notes

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.importing.document import Manuscript
    from brief.findings import Finding


def read_file(path: Path, raw: bytes, shown: str) -> Manuscript:
    """Return the text of a file with the content `raw`, in blocks.

    Raises ContentError if it is in another format, is not text, or is too large.
    """
    manuscript = _read_by_format(path, raw, shown)
    take_typed_notes(manuscript)
    clean_addresses(manuscript)
    return manuscript


def _read_by_format(path: Path, raw: bytes, shown: str) -> Manuscript:
    kind = detect_format(path, raw, shown)
    if kind == "word":
        from brief.editorial.importing.formats.word.reader import read_word

        return read_word(raw, shown)
    if kind == "mail":
        return _read_mail(raw, shown)
    text, findings = decode_text(raw, shown, is_html=kind == "html")
    if kind == "html":
        from brief.editorial.importing.formats.html import read_html

        manuscript = read_html(text, shown)
    elif kind == "markdown":
        from brief.editorial.importing.formats.markdown import read_markdown

        manuscript = read_markdown(text, shown)
    else:
        manuscript = read_plain_text(text, shown)
    manuscript.findings += findings
    return manuscript


def _read_mail(raw: bytes, shown: str) -> Manuscript:
    from brief.editorial.importing.formats.mail import read_mail

    findings: list[Finding] = []

    def decode(content: bytes, is_html: bool) -> str:  # noqa: FBT001 - one of two ways to decode
        text, found = decode_text(content, shown, is_html=is_html)
        findings.extend(found)
        return text

    manuscript = read_mail(raw, shown, decode)
    manuscript.findings += findings
    return manuscript
