"""The number of characters to cut, as an error says it, is enough and not far too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workspace import TEXTS

if TYPE_CHECKING:
    from tests.workspace import Workspace

WORDS = (
    "The pilots wait for the tide, and the dredgers work at night when few ships use the channel. "
)


def long(length: int) -> str:
    return (WORDS * (length // len(WORDS) + 1))[:length].rsplit(" ", 1)[0]


def write(workspace: Workspace, key: str, length: int) -> None:
    """Write the small briefing with a text of about that length in one of its places."""
    text = TEXTS["en"]
    if key == "points":
        text = text.replace("  - >-\n    **Env", f"  - {long(length)}\n  - >-\n    **Env")
    else:
        lines = text.splitlines(keepends=True)
        start = next(n for n, line in enumerate(lines) if line.startswith(f"{key}:"))
        end = start + 1
        while lines[end].startswith(" "):
            end += 1
        text = "".join([*lines[:start], f"{key}: {long(length)}\n", *lines[end:]])
    workspace.briefing("tides", "en").write("content/tides/en.yaml", text)


@pytest.mark.parametrize(
    ("key", "length"),
    [
        ("title", 1300),
        pytest.param("title", 2100, marks=pytest.mark.slow),
        pytest.param("standfirst", 3600, marks=pytest.mark.slow),
        pytest.param("summary", 4600, marks=pytest.mark.slow),
        pytest.param("summary", 7500, marks=pytest.mark.slow),
        pytest.param("points", 5300, marks=pytest.mark.slow),
        pytest.param("points", 8000, marks=pytest.mark.slow),
    ],
)
def test_what_is_to_be_cut_is_enough_and_half_of_it_is_not(
    workspace: Workspace, key: str, length: int
) -> None:
    write(workspace, key, length)
    finding = workspace.run("build", "--json").finding("too-long")
    cut = int(finding["remedy"].split("about ")[1].split()[0])
    write(workspace, key, length - cut)
    assert workspace.run("build").code == 0
    write(workspace, key, length - cut // 2)
    assert workspace.run("build").code == 1


def test_of_many_short_points_some_are_to_be_left_out(workspace: Workspace) -> None:
    count = 70

    def write_points(count: int) -> None:
        lines = "".join(f"  - {long(110)} {number}.\n" for number in range(count))
        text = TEXTS["en"].replace("points:\n", f"points:\n{lines}")
        workspace.briefing("tides", "en").write("content/tides/en.yaml", text)

    write_points(count)
    remedy = workspace.run("build", "--json").finding("too-long")["remedy"]
    left_out = int(remedy.split("which is ")[1].split()[0])
    write_points(count - left_out)
    assert workspace.run("build").code == 0
