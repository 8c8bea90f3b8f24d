"""A share that is written as a fraction."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.editorial.agreement.conftest import Port


def test_the_remedy_names_the_percentage_of_the_text(port: Port) -> None:
    port.facts = "key_figures: [{id: share, value: 0.375, unit: percent}]\n"
    (found,) = port.findings(
        de={"summary": "Der Anteil liegt bei 37,5 Prozent.", "key_figures": {"share": "Anteil"}},
        it={"summary": "La quota è del 37,5 per cento.", "key_figures": {"share": "quota"}},
    )
    assert found.code == "figure-not-in-text"
    assert found.remedy.startswith("write 37.5, as in the text")
