"""Whatever is typed, the languages are compared without a crash, and findings have a place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.errors import ContentError

if TYPE_CHECKING:
    from decimal import Decimal

    from tests.editorial.agreement.conftest import Port

PIECES = st.sampled_from(
    ["4", "29 %", "560 Mio. EUR", "[x](https://a.org/", ")", "**", "2016", "fast ", "drei", "–",
     "1.000", "1,5", "水", "\u202f", "Nvidia", "$", "½", "3.3.2024", "Juli ", "''", '"', "\\", "#"]
)  # fmt: skip
TEXT = st.lists(
    st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)),
    min_size=1,
    max_size=8,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(german=TEXT, italian=TEXT, more=TEXT, value=st.decimals(-(10**12), 10**12, places=2))
def test_any_texts_are_compared(
    port: Port, german: str, italian: str, more: str, value: Decimal
) -> None:
    port.settings = "glossary: [Nvidia, {de: drei, it: tre}]\n"
    port.facts = f"key_figures:\n  - {{id: x, value: {value:f}, unit: EUR}}\n"
    label = {"key_figures": {"x": "Wert"}}
    try:
        port.agree(de={"title": german, **label}, it={"title": italian, **label})
        findings = port.findings(de={"title": more, **label}, it={"title": italian, **label})
    except ContentError:
        return
    for finding in findings:
        places = [finding.place, *(related.place for related in finding.related)]
        for place in places:
            assert place is not None
            assert 0 <= place.column <= len(place.text) + 1
            assert place.length >= 1
            json.dumps(finding.as_json())
