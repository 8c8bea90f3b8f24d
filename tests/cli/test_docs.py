"""`brief docs`: the documentation, wherever brief is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.cli.completion import complete_document
from tests.workspace import run_brief

if TYPE_CHECKING:
    from pathlib import Path


def test_all_parts_are_listed_with_their_titles(checkout: Path, tmp_path: Path) -> None:
    run = run_brief("docs", cwd=tmp_path)
    assert run.code == 0
    parts = [line.split()[0] for line in run.out.splitlines()[:-1]]
    files = (checkout / "docs").glob("**/*.md")
    assert sorted(parts) == sorted(
        path.relative_to(checkout / "docs").as_posix()[:-3] for path in files
    )
    assert complete_document("mail/s") == ["mail/sending", "mail/server", "mail/subscribers"]


@pytest.mark.parametrize("name", ["mail/sending", "docs/mail/sending.md"])
def test_a_part_is_printed_under_the_name_that_messages_use(
    checkout: Path, tmp_path: Path, name: str
) -> None:
    run = run_brief("docs", name, cwd=tmp_path)
    assert run.out == (checkout / "docs/mail/sending.md").read_text("utf-8")


def test_an_unknown_part_is_wrong_usage(tmp_path: Path) -> None:
    run = run_brief("docs", "mail/sendin", cwd=tmp_path)
    assert run.code == 2
    assert "`mail/sending`" in run.err
    assert run_brief("docs", "../pyproject", cwd=tmp_path).code == 2


def test_help_says_where_the_documentation_is(tmp_path: Path) -> None:
    assert "brief docs" in run_brief("--help", cwd=tmp_path).out
