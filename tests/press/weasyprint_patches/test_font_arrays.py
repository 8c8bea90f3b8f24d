"""Fonts are subset without a C type for each number of glyphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.press.execution.local import print_in_process
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from tests.workspace import Workspace


def test_cffi_parses_no_type_for_a_number_of_glyphs(workspace: Workspace) -> None:
    from weasyprint.text.ffi import ffi

    workspace.briefing("tides", "en")
    before = set(ffi._parsed_types)

    print_in_process(make_order(workspace))

    new = set(ffi._parsed_types) - before
    assert not [name for name in new if re.search(r"codepoint_t\[\d+\]$", name)]
