"""The QR code: there where it can be scanned, and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.design.parts.qr import qr_code
from tests.pdf_structure import page_text, read_structure

if TYPE_CHECKING:
    from tests.workspace import Workspace


def test_a_code_has_a_text_alternative() -> None:
    code = qr_code("https://example.org/a", "Read the source")
    assert code is not None
    assert code.alt == "Read the source: https://example.org/a"
    assert code.src.startswith("data:image/svg+xml")


@pytest.mark.parametrize("length", [250, 5000])
def test_an_address_too_long_to_be_scanned_gets_no_code(length: int) -> None:
    assert qr_code("https://example.org/" + "a" * length, "Read the source") is None


def test_a_page_with_such_an_address_still_has_the_link(workspace: Workspace) -> None:
    url = "https://www.example.org/tides/" + "a" * 250
    workspace.briefing("tides", "en")
    workspace.change("content/tides/briefing.yaml", "https://www.example.org/tides", url)
    assert workspace.run("build").code == 0
    assert "aaaaaaaa" in page_text(workspace.pdf())
    assert not [element for element in read_structure(workspace.pdf()).walk() if url in element.alt]


def test_without_an_address_there_is_no_code(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change("content/tides/briefing.yaml", "    url: https://www.example.org/tides\n", "")
    assert workspace.run("build").code == 0
    figures = [item.alt for item in read_structure(workspace.pdf()).walk() if item.kind == "Figure"]
    assert figures == ["brief"]
