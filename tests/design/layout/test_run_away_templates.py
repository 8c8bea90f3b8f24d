"""Templates that would use all memory or run without end are refused, with a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.workspace import Workspace

GREEDY = {
    "memory": "{{ 'x' * 10**9 }}",
    "length": "{{ 'x' * 2 * 10**6 }}",
    "columns": "<table><tr><td colspan='100000000'>x</td></tr></table>",
    "depth": "<div>" * 600,
}


@pytest.mark.parametrize("kind", GREEDY)
def test_a_greedy_template_is_refused(workspace: Workspace, kind: str) -> None:
    workspace.briefing("tides", "en").layout("own", GREEDY[kind])
    run = workspace.run("build", "--layout", "own", "--jobs", "1")
    assert run.code == 1
    assert "layouts/own/page.html" in run.err
    assert "bug" not in run.err


@pytest.mark.slow
def test_an_endless_template_is_stopped(workspace: Workspace) -> None:
    loop = "{% for n in range(99999) %}"
    workspace.briefing("tides", "en").layout("own", 2 * loop + 2 * "{% endfor %}")
    run = workspace.run("build", "--layout", "own")
    assert run.code == 1
    assert "it needs more than 10 seconds" in run.err


@pytest.mark.parametrize("css", ["body { display: none }", "p { border: 1e9mm solid }"])
def test_a_style_without_any_page_is_an_error_of_the_design(workspace: Workspace, css: str) -> None:
    workspace.briefing("tides", "en").brand("own", css=css)
    run = workspace.run("build", "--brand", "own")
    assert run.code == 1
    assert "[engine]" in run.err
