"""The C types that a page names are those that the server of workers learns beforehand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.press.execution.local import load_engine_modules, print_in_process
from brief.press.weasyprint_patches.cffi_types import TYPES, load_types
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from tests.making import Making

SIZED = re.compile(r"\[\d+\]$")  # as many glyphs as a page happens to have


def test_a_page_names_no_type_that_was_not_learnt(making: Making) -> None:
    making.briefing("tides", "en")
    load_engine_modules()
    load_types()

    print_in_process(make_order(making))

    from weasyprint.text.ffi import ffi

    read = set(ffi._parsed_types)  # what cffi has read, by what it was asked for
    assert set(TYPES) <= read
    named = {name for name in read if name.endswith(("*", "]")) and not SIZED.search(name)}
    assert named <= set(TYPES)
