"""A page without a date: its rights, and the dates of its PDF."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.pdf_structure import DUBLIN_CORE

if TYPE_CHECKING:
    from tests.workspace import Workspace


def begin(workspace: Workspace) -> None:
    """Write a briefing without a date."""
    facts = "content/tides/briefing.yaml"
    workspace.briefing("tides", "en").change(facts, "date: 2025-03-04\n", "")


def test_without_a_date_the_rights_have_no_year_and_the_pdf_no_date(workspace: Workspace) -> None:
    begin(workspace)
    assert workspace.run("build", SOURCE_DATE_EPOCH=None).code == 0
    with pikepdf.open(workspace.pdf()) as document:
        assert not {"/CreationDate", "/ModDate"} & set(document.docinfo.keys())
        with document.open_metadata() as metadata:
            assert metadata[DUBLIN_CORE + "rights"] == "© brief"


def test_without_a_date_the_reproducible_builds_variable_dates_the_pdf(
    workspace: Workspace,
) -> None:
    begin(workspace)
    moment = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)
    assert workspace.run("build", SOURCE_DATE_EPOCH=str(int(moment.timestamp()))).code == 0
    with pikepdf.open(workspace.pdf()) as document:
        assert document.docinfo["/CreationDate"] == "D:20240229123000Z"


@pytest.mark.parametrize("epoch", ["soon", "-1", "²", "9" * 40, "1.5"])
def test_a_nonsense_date_of_the_environment_is_refused_in_words(
    workspace: Workspace, epoch: str
) -> None:
    begin(workspace)
    run = workspace.run("build", SOURCE_DATE_EPOCH=epoch)
    assert run.code == 1
    assert "SOURCE_DATE_EPOCH" in run.err
    assert not workspace.pdf().exists()
