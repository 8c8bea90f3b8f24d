"""Files that would take all memory or time are a finding; the others are inspected as usual."""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from brief.press.execution.guarded_inspection import GuardedInspector
from brief.press.preflight import inspect_file

if TYPE_CHECKING:
    from pathlib import Path


def save_pdf(path: Path, contents: bytes) -> Path:
    """Write a page whose content is already compressed."""
    document = pikepdf.new()
    page = document.add_blank_page()
    stream = pikepdf.Stream(document, b"")
    stream.write(contents, filter=Name.FlateDecode)
    page.obj.Contents = stream
    document.save(path)
    return path


def save_doubling_forms(path: Path) -> Path:
    """Write a page with 30 forms, each of which draws the next one twice: 2^30 drawings."""
    document = pikepdf.new()
    page = document.add_blank_page()
    inner = document.make_stream(b"0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form)
    for _ in range(30):
        form = document.make_stream(b"/A Do /A Do", Type=Name.XObject, Subtype=Name.Form)
        form.BBox = pikepdf.Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(A=inner))
        inner = form
    page.obj.Resources = Dictionary(XObject=Dictionary(A=inner))
    page.obj.Contents = document.make_stream(b"/A Do")
    document.save(path)
    return path


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs RLIMIT_DATA")
def test_a_file_that_needs_too_much_is_a_finding_and_the_next_is_inspected(tmp_path: Path) -> None:
    small = save_pdf(tmp_path / "small.pdf", zlib.compress(b"0 0 m"))
    with GuardedInspector() as inspector:
        large = inspector.inspect(save_doubling_forms(tmp_path / "large.pdf"), "large.pdf")
        assert [(each.code, str(each.severity)) for each in large] == [("pdf-too-large", "error")]
        assert inspector.inspect(small, "small.pdf") == inspect_file(small, "small.pdf")
        with pytest.raises(FileNotFoundError):
            inspector.inspect(tmp_path / "none.pdf", "none.pdf")
