"""The QR code: there where it can be scanned, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.design.qr import qr_code
from tests.inspecting import page_text, read_structure

if TYPE_CHECKING:
    from tests.making import Making


def test_a_code_has_a_text_alternative() -> None:
    code = qr_code("https://example.org/a", "Read the source")
    assert code is not None
    assert code.alt == "Read the source: https://example.org/a"
    assert code.src.startswith("data:image/svg+xml")


@pytest.mark.parametrize("length", [250, 5000])
def test_an_address_too_long_to_be_scanned_gets_no_code(length: int) -> None:
    assert qr_code("https://example.org/" + "a" * length, "Read the source") is None


def test_a_page_with_such_an_address_still_has_the_link(making: Making) -> None:
    url = "https://www.example.org/tides/" + "a" * 250
    making.briefing("tides", "en")
    making.change("content/tides/briefing.yaml", "https://www.example.org/tides", url)
    assert making.run("build").code == 0
    assert "aaaaaaaa" in page_text(making.pdf())
    assert not [element for element in read_structure(making.pdf()).walk() if url in element.alt]


def test_without_an_address_there_is_no_code(making: Making) -> None:
    making.briefing("tides", "en")
    making.change("content/tides/briefing.yaml", "    url: https://www.example.org/tides\n", "")
    assert making.run("build").code == 0
    figures = [item.alt for item in read_structure(making.pdf()).walk() if item.kind == "Figure"]
    assert figures == ["brief"]
