"""The room on a page: whole lines, and lines and characters for each text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.build.request import Request
from brief.build.room import find_room
from brief.errors import ContentError
from brief.project import Project

if TYPE_CHECKING:
    from brief.prepress.sources.text_rooms import PageRoom
    from tests.workspace import Workspace

SENTENCE = "The pilot waits for the water, and the water waits for the moon. "


def find(workspace: Workspace, page: str = "en") -> PageRoom:
    (room,) = find_room(Project(workspace.root), "tides", Request(("tides",), (page,)))
    return room


def lengthen(workspace: Workspace, by: int) -> None:
    """Make the summary longer by about that many characters."""
    added = (SENTENCE * (by // len(SENTENCE) + 1))[:by]
    workspace.change("content/tides/en.yaml", "summary: >-\n", f"summary: >-\n  {added}\n")


def test_a_page_is_too_long_when_no_line_is_free(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    before = find(workspace)
    text = next(it for it in before.texts if it.key == "summary")
    lengthen(workspace, int(text.max_characters * 0.9) - text.characters)
    nearly = find(workspace)
    assert 0 <= nearly.free_lines < before.free_lines
    assert workspace.run("build").code == 0
    lengthen(workspace, int(text.max_characters * 0.25))
    assert find(workspace).free_lines < 0
    assert workspace.run("build").code == 1


def test_each_text_has_its_own_room(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", "de")
    room = find(workspace, "de+en")
    texts = {(it.file, it.key): it for it in room.texts}
    assert texts["en", "kicker"].max_lines == 1
    assert texts["de", "title"].max_lines <= 3
    assert texts["de", "points.1"].max_lines > texts["de", "points.1"].lines
    for text in texts.values():
        assert text.characters <= text.even_characters <= text.max_characters
    assert {file for file, _ in texts} == {"de", "en"}


def test_a_text_beside_a_longer_one_has_its_lines_free(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", "de")
    lengthen(workspace, 600)
    texts = {(it.file, it.key): it for it in find(workspace, "de+en").texts}
    english, german = texts["en", "summary"], texts["de", "summary"]
    assert german.max_lines - german.lines > english.max_lines - english.lines + 5


def test_a_broken_briefing_has_no_room(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").change("content/tides/en.yaml", "title:", "titel:")
    with pytest.raises(ContentError):
        find(workspace)
