"""`brief mail copy` writes the PDF with a reader's name on it."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

NAME = "A. Reader"


@pytest.fixture
def project(tides: Workspace, tmp_path: Path) -> Workspace:
    copytree(tides.root, tmp_path / "project")
    return Workspace(tmp_path / "project")


def read_text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text


def test_a_copy_is_written_beside_the_mails(project: Workspace) -> None:
    run = project.run("mail", "copy", "tides", "--lang", "it", "--for", NAME, "--json")
    assert run.code == 0, run.err
    assert run.json["files"] == ["dist/mail/tides.it.copy.pdf"]
    file = project.root / "dist/mail/tides.it.copy.pdf"
    assert f"Preparato per {NAME}" in read_text(file)
    assert file.read_bytes().startswith(project.pdf("it").read_bytes())
    assert project.run("check", "dist/mail/tides.it.copy.pdf").code == 0


def test_the_file_can_be_named(project: Workspace) -> None:
    run = project.run("mail", "copy", "tides", "--lang", "de", "--for", NAME, "--out", "mine.pdf")
    assert run.code == 0
    assert "mine.pdf" in run.err
    assert NAME in read_text(project.root / "mine.pdf")


def test_a_name_that_cannot_be_set_is_an_error(project: Workspace) -> None:
    run = project.run("mail", "copy", "tides", "--lang", "de", "--for", "A\u202eB", "--json")
    assert run.code == 1
    assert run.codes() == {"personal-name"}
    assert not (project.root / "dist/mail").exists()


def test_a_pdf_that_is_not_built_is_an_error(project: Workspace) -> None:
    run = project.run("mail", "copy", "tides", "--lang", "de+it", "--for", NAME)
    assert run.code == 1
    assert "brief build tides --lang de+it" in run.err


def test_a_copy_is_made_of_one_pdf(project: Workspace) -> None:
    run = project.run("mail", "copy", "tides", "--lang", "de,it", "--for", NAME)
    assert run.code == 2
    assert "one PDF" in run.err
