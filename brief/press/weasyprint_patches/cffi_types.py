"""Load the C types that page layout needs into cffi before workers are forked.

cffi parses the declaration of a C type when it is first used, together with all declarations
before it, which takes two milliseconds for each type.
"""

from __future__ import annotations

from contextlib import suppress

TYPES = (
    *("char[]", "char[4]", "int *", "unsigned int *", "uintptr_t"),
    *("PangoFcFontMap *", "PangoRectangle *", "PangoLogAttr[]"),
    *("FcChar8 **", "FcResult *"),
    *("hb_tag_t[100]", "hb_codepoint_t[]"),
)


def load_types() -> None:
    """Parse the types in this process; types that cffi does not know are skipped."""
    from weasyprint.text.ffi import ffi

    for name in TYPES:
        with suppress(Exception):  # laying out the first page reports the problem
            ffi.typeof(name)
