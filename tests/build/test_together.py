"""What only shows when several things come together on one page or sheet."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pikepdf

from tests.pdf_structure import DUBLIN_CORE, page_text

if TYPE_CHECKING:
    from tests.workspace import Workspace

HEBREW = """\
title: שעות הגאות בנמל
summary: המים עולים ויורדים פעמיים ביום.
points:
  - הספינות ממתינות לגאות.
  - מחיר העגינה עולה עם כל שעה.
key_figures: {range: הפרש, cost: מחיר}
"""


def test_a_little_hebrew_beside_much_german_is_found(workspace: Workspace) -> None:
    workspace.briefing("tides", "de")
    workspace.write("content/tides/he.yaml", HEBREW)
    run = workspace.run("build", "--lang", "de+he", "--lang", "he+de", "--json")
    assert run.code == 0, run.out
    assert "text-lost" not in run.codes()


def test_the_page_of_a_source_is_credited(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en")
    workspace.change("content/tides/briefing.yaml", "    rights:", "    page: 12-14\n    rights:")
    assert workspace.run("build").code == 0
    assert "p. 12-14" in page_text(workspace.pdf("en"))
    assert "S. 12-14" in page_text(workspace.pdf("de"))


def test_a_pressed_sheet_names_both_languages(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en")
    run = workspace.run("build", "--lang", "de+en", "--duplex", "--profile", "press", "--json")
    assert run.code == 0, run.out
    assert "language-disagrees" not in run.codes()
    path = workspace.pdf("de+en.duplex.press")
    with pikepdf.open(path) as document, document.open_metadata() as metadata:
        assert set(metadata[DUBLIN_CORE + "language"]) == {"de", "en"}


def test_a_draft_under_embargo_says_both(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts="status: draft\nembargo: 2025-09-20\n")
    assert workspace.run("build").code == 0
    text = page_text(workspace.pdf("en"))
    assert "Draft" in text
    assert "September 20, 2025" in text


def test_an_address_in_a_text_gets_no_hyphens(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    address = "https://example.com/" + "abcdefghij" * 14
    workspace.change(
        "content/tides/en.yaml", "points:\n", f"points:\n  - >-\n    See {address} there.\n"
    )
    assert workspace.run("build").code == 0
    # PDFium takes hyphens at line ends out of the text; poppler gives what is printed
    command = ["pdftotext", str(workspace.pdf("en")), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert address in "".join(text.split())
