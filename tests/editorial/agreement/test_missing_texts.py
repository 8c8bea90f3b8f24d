"""Texts that need not be there are there in all languages or in none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.editorial.agreement.conftest import Port


@pytest.mark.parametrize("name", ["kicker", "standfirst"])
def test_a_text_that_one_language_lacks_is_noted(port: Port, name: str) -> None:
    port.languages = ("de", "en", "it")
    (finding,) = port.findings(de={name: "Häfen im Norden."}, en={name: "Ports up north."})
    assert finding.code == "text-missing"
    assert finding.message == f"{name}: `de` has one, and `it` has none"
    assert finding.place is not None
    assert finding.place.path == "content/harbour/de.yaml"
    assert [each.place.path for each in finding.related] == ["content/harbour/en.yaml"]


def test_a_text_that_all_languages_have_or_none_is_not_told(port: Port) -> None:
    assert port.codes() == []
    assert port.codes(de={"kicker": "Häfen"}, it={"kicker": "Porti"}) == []


def test_notes_of_key_figures_are_compared_and_labels_are_not(port: Port) -> None:
    port.facts = "key_figures: [{id: quays, additional: yes, value: 9}]\n"
    labels = {"de": {"label": "Kais", "note": "im Norden"}, "it": "banchine"}
    (finding,) = port.findings(**{tag: {"key_figures": {"quays": labels[tag]}} for tag in labels})
    assert finding.message == "key figure quays, note: `de` has one, and `it` has none"


def test_a_text_on_one_side_may_be_meant(port: Port) -> None:
    port.more["de"] = "waive: [{code: text-missing, value: kicker, reason: so}]\n"
    assert port.codes(de={"kicker": "Häfen"}) == []
