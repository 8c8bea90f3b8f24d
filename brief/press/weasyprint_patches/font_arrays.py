"""Patch: pass glyphs to HarfBuzz in arrays whose type does not name their length.

Without it, fresh editions of benchmarks/content.py take 3.5 % longer. WeasyPrint subsets a font
with `ffi.new("hb_codepoint_t[87]", glyphs)`. cffi parses each new type name, together with all
declarations before it, which takes two milliseconds; an open array, `hb_codepoint_t[]`, gets the
length of its initial value and is parsed once.

Depends on: the name `ffi` in `weasyprint.pdf.fonts`.
Upstream could pass `hb_codepoint_t[]`.
"""

from __future__ import annotations

from typing import Any

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi

GLYPHS = "hb_codepoint_t["
OPEN_ARRAY = "hb_codepoint_t[]"


class OpenArrayInterface:
    """The C interface of WeasyPrint, except that arrays of glyphs have an open type."""

    def new(self, name: str, initial: Any = None) -> Any:
        """Return a new C object of the type `name` with an initial value."""
        is_array = name.startswith(GLYPHS) and isinstance(initial, list | tuple)
        return ffi.new(OPEN_ARRAY if is_array else name, initial)

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)


PATCHES = ((fonts, "ffi", OpenArrayInterface()),)
