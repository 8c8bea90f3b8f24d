"""The pages follow the files: changes, errors, and what only looks like a change."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from time import sleep
from typing import TYPE_CHECKING

import pytest

from brief.project import Project
from brief.storage.project_files import ContentComparison
from tests.preview.server.desk import run_desk

if TYPE_CHECKING:
    from tests.preview.server.desk import RunningDesk
    from tests.workspace import Workspace

EN = "content/tides/en.yaml"
TITLE = "What the tide does to the port"


def title(state: dict[str, list[dict[str, object]]]) -> object:
    (english,) = (each for each in state["editions"] if each["language"] == "en")
    return english["texts"][0]["text"]  # type: ignore[index]


def test_a_saved_file_shows_at_once(desk: RunningDesk) -> None:
    with desk.browser.listen("/api/b/tides/events") as events:
        events.until("current")
        desk.workspace.change(EN, TITLE, "Tides and ports")
        assert title(events.until("current")) == "Tides and ports"


def test_a_file_saved_by_renaming_shows_at_once(desk: RunningDesk) -> None:
    with desk.browser.listen("/api/b/tides/events") as events:
        events.until("current")
        path = desk.workspace.root / EN
        beside = path.with_name(".en.yaml.swp")
        beside.write_text(path.read_text("utf-8").replace(TITLE, "Renamed"), "utf-8")
        beside.replace(path)
        assert title(events.until("current")) == "Renamed"


def test_an_error_stands_over_the_last_good_page_until_it_is_mended(desk: RunningDesk) -> None:
    with desk.browser.listen("/api/b/tides/events") as events:
        good = events.until("current")
        desk.workspace.change(EN, "title: ", "title: [")
        broken = events.until("broken")
        assert broken["findings"][0]["severity"] == "error"
        assert broken["findings"][0]["path"] == EN
        assert [each["digest"] for each in broken["editions"]] == [
            each["digest"] for each in good["editions"]
        ]
        assert all(each["stale"] for each in broken["editions"])
        desk.workspace.change(EN, "title: [", "title: ")
        mended = events.until("current")
        assert not any(each["stale"] for each in mended["editions"])
        assert mended["findings"] == good["findings"]


def test_a_touched_file_makes_nothing(desk: RunningDesk) -> None:
    with desk.browser.listen("/api/b/tides/events") as events:
        events.until("current")
        made = desk.renderer.count
        os.utime(desk.workspace.root / EN)
        desk.workspace.write("content/tides/.hidden.yaml", "x")
        sleep(0.8)
        assert desk.renderer.count == made


def test_of_a_hundred_saves_the_last_is_shown(desk: RunningDesk) -> None:
    with desk.browser.listen("/api/b/tides/events") as events:
        events.until("current")
        made = desk.renderer.count
        path = desk.workspace.root / EN
        text = path.read_text("utf-8")
        desk.renderer.gate.clear()
        for number in range(100):
            path.write_text(text.replace(TITLE, f"Save {number}"), "utf-8")
            sleep(0.001)
        sleep(0.3)
        desk.renderer.gate.set()
        for _ in range(4):
            if title(events.until("current")) == "Save 99":
                break
        else:
            pytest.fail("the last save is not shown")
    assert desk.renderer.count - made <= 4


def test_a_new_and_a_removed_briefing_are_seen(desk: RunningDesk) -> None:
    with desk.browser.listen("/events") as events:
        events.next()
        desk.workspace.briefing("later", "en")
        for _ in range(10):
            events.next()
            if "row-later" in desk.browser.get("/rows").body.decode():
                break
        shutil.rmtree(desk.workspace.root / "content/later")
        for _ in range(10):
            events.next()
            if "row-later" not in desk.browser.get("/rows").body.decode():
                break
        else:
            pytest.fail("the removed briefing is still listed")


def test_a_checkout_that_replaces_the_folder_is_followed(desk: RunningDesk) -> None:
    content = desk.workspace.root / "content"
    with desk.browser.listen("/api/b/tides/events") as events:
        events.until("current")
        other = desk.workspace.root / "elsewhere"
        shutil.copytree(content, other)
        text = (other / "tides/en.yaml").read_text("utf-8")
        (other / "tides/en.yaml").write_text(text.replace(TITLE, "Another branch"), "utf-8")
        shutil.rmtree(content)
        other.rename(content)
        for _ in range(4):
            if title(events.until("current")) == "Another branch":
                break
        else:
            pytest.fail("the other branch is not shown")


def test_a_bug_in_rendering_is_shown_and_ends_nothing(desk: RunningDesk) -> None:
    with desk.browser.listen("/api/b/tides/events") as events:
        events.until("current")
        desk.renderer.bug = ValueError("odd")
        desk.workspace.change(EN, TITLE, "Odd")
        assert "ValueError" in events.until("broken")["findings"][0]["message"]
        assert isinstance(desk.bugs.pop(), ValueError)
        desk.renderer.bug = None
        desk.workspace.change(EN, "Odd", "Even")
        assert title(events.until("current")) == "Even"


def test_pages_go_on_after_the_server_was_restarted(workspace: Workspace) -> None:
    workspace.briefing()
    with run_desk(workspace) as desk:
        port, cookie = desk.server.port, desk.browser.cookie
    with run_desk(workspace, port) as again:
        assert again.server.keys.token != desk.server.keys.token
        assert again.browser.get("/", Cookie=cookie).status == 200


def test_a_tab_that_asks_gets_only_news(desk: RunningDesk) -> None:
    version = desk.state()["version"]
    assert desk.browser.get(f"/api/b/tides/state?known={version}").status == 204
    assert desk.browser.get("/api/b/tides/state?known=-1").json["version"] == version


def test_only_other_contents_are_changes(workspace: Workspace) -> None:
    workspace.briefing()
    comparison = ContentComparison(Project(workspace.root))
    path = workspace.root / EN
    assert comparison.find_changes() == frozenset()
    os.utime(path, ns=(1, 1))
    assert comparison.find_changes() == frozenset()
    workspace.change(EN, TITLE, "Changed")
    assert comparison.find_changes() == {os.fspath(path)}
    path.unlink()
    workspace.write("styles/own.css", "a")
    assert comparison.find_changes() == {os.fspath(path), f"{workspace.root}/styles/own.css"}
    workspace.write(EN, "title: again")
    assert comparison.find_changes() == {os.fspath(path)}


def test_the_oldest_of_many_connections_makes_room(desk: RunningDesk) -> None:
    address = "/api/b/tides/events"
    with ExitStack() as open_streams:
        streams = [open_streams.enter_context(desk.browser.listen(address)) for _ in range(5)]
        for stream in streams:
            stream.until("current")
        assert streams[0].next()[0] == "dismissed"
        desk.workspace.change(EN, TITLE, "Changed")
        assert title(streams[-1].until("current")) == "Changed"
