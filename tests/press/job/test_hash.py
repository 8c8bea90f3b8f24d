"""A job's key: the same for the same pages anywhere, another for anything that a page shows."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from brief.press.job.hash import compute_job_key
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from pathlib import Path

    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace


@pytest.fixture
def order(workspace: Workspace) -> RenderJob:
    workspace.briefing("tides", "en")
    return make_order(workspace)


def test_the_same_job_has_the_same_key(workspace: Workspace, order: RenderJob) -> None:
    assert compute_job_key(order) == compute_job_key(make_order(workspace))


def test_where_and_when_a_file_was_written_does_not_matter(
    workspace: Workspace, order: RenderJob, tmp_path: Path
) -> None:
    key = compute_job_key(order)
    for file in workspace.root.rglob("*"):
        os.utime(file, (1, 1))
    elsewhere = tmp_path / "elsewhere"
    workspace.root.rename(elsewhere)
    roots = tuple(
        (name, folder.replace(os.fspath(workspace.root), os.fspath(elsewhere)))
        for name, folder in order.roots
    )
    assert compute_job_key(replace(order, roots=roots)) == key


def test_every_field_of_a_job_counts(order: RenderJob) -> None:
    edition = order.editions[0]
    others = [
        replace(order, editions=(replace(edition, html=edition.html.replace("tide", "sea")),)),
        replace(order, editions=(replace(edition, strings=edition.strings[1:]),)),
        replace(order, stylesheets=order.stylesheets[:-1]),
        replace(order, wanted_languages=()),
        replace(order, safe_margin=order.safe_margin + 1),
        replace(order, has_notes=not order.has_notes),
        replace(order, trim=order.trim[::-1]),
        replace(order, profile=replace(order.profile, name="other")),
        replace(order, limits=replace(order.limits, small=order.limits.small + 0.1)),
    ]
    keys = {compute_job_key(other) for other in (order, *others)}
    assert len(keys) == 1 + len(others)


def test_texts_do_not_run_into_each_other(order: RenderJob) -> None:
    one = replace(order, families=("a", "bc"))
    other = replace(order, families=("ab", "c"))
    assert compute_job_key(one) != compute_job_key(other)


def test_a_picture_that_a_page_can_show_counts_by_its_content(
    workspace: Workspace, order: RenderJob
) -> None:
    key = compute_job_key(order)
    picture = workspace.root / "content/tides/harbour.svg"
    picture.write_text("<svg/>")
    with_one = compute_job_key(order)
    picture.write_text("<svg />")
    assert len({key, with_one, compute_job_key(order)}) == 3


def test_a_line_that_moves_changes_what_is_told_and_no_page(
    workspace: Workspace, order: RenderJob
) -> None:
    key = compute_job_key(order)
    workspace.change("content/tides/en.yaml", "kicker:", "# a remark\nkicker:")
    moved = compute_job_key(make_order(workspace))
    assert moved.pages == key.pages
    assert moved.with_findings != key.with_findings


def test_what_has_no_key_is_refused(order: RenderJob) -> None:
    with pytest.raises(TypeError, match="cannot be hashed"):
        compute_job_key(replace(order, families=(object(),)))  # type: ignore[arg-type]
