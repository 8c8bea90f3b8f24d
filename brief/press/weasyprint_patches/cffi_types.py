"""The C types that setting a page names, learnt beforehand.

WeasyPrint speaks to its text libraries through cffi, which reads a type from its name in C when it
is first used, with all that the libraries declare before it: two milliseconds for each.
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
    """Have cffi read these types now, in whatever process; one that it does not know is left."""
    from weasyprint.text.ffi import ffi

    for name in TYPES:
        with suppress(Exception):  # the first page will say what is wrong
            ffi.typeof(name)
