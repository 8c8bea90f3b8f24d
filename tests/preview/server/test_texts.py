"""A text is changed on the page: one scalar of one file, and never over another's change."""

from __future__ import annotations

import stat
import sys
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import pytest

from tests.preview.server.desk import run_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.server.desk import Answer, RunningDesk

EN = "content/tides/en.yaml"
TITLE = "What the tide does to the port"
TITLE_ID = {"file": "en", "path": ["title"]}


def read(desk: RunningDesk, text: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON is anything
    return desk.browser.post("/api/b/tides/read", text).json


def save(desk: RunningDesk, text: dict[str, Any], value: str, file_hash: str) -> Answer:
    body = {**text, "value": value}
    return desk.browser.send("PUT", "/api/b/tides/text", body, {"If-Match": f'"{file_hash}"'})


def english(desk: RunningDesk) -> str:
    return (desk.workspace.root / EN).read_text("utf-8")


def test_a_text_is_shown_as_written_with_the_other_languages(shared: RunningDesk) -> None:
    shared.state()
    found = read(shared, {"file": "en", "path": ["points", 0]})
    assert found["value"].startswith("**Channel.** A deeper channel")
    assert found["place"].startswith(f"{EN}:8:")
    assert [each["lang"] for each in found["others"]] == ["de", "it"]
    assert "Fahrrinne" in found["others"][0]["value"]


def test_saving_changes_one_scalar_and_nothing_else(desk: RunningDesk) -> None:
    desk.workspace.change(EN, "title: ", "# the headline\ntitle:   ")
    before = english(desk)
    answer = save(desk, TITLE_ID, "Tides, ports", read(desk, TITLE_ID)["hash"])
    assert answer.status == 200
    assert english(desk) == before.replace(TITLE, "Tides, ports")
    assert answer.json["hash"] == desk.server.desk.hash_files("tides")["en"]
    assert answer.headers["etag"] == f'"{answer.json["hash"]}"'


def test_the_page_shows_what_was_saved(desk: RunningDesk) -> None:
    with desk.browser.listen("/api/b/tides/events") as events:
        events.until("current")
        save(desk, TITLE_ID, "Saved here", read(desk, TITLE_ID)["hash"])
        assert events.until("current")["editions"][1]["texts"][0]["text"] == "Saved here"


def test_a_change_by_somebody_else_is_never_overwritten(desk: RunningDesk) -> None:
    seen = read(desk, TITLE_ID)["hash"]
    desk.workspace.change(EN, TITLE, "Theirs")
    answer = save(desk, TITLE_ID, "Mine", seen)
    assert answer.status == 409
    assert (answer.json["mine"], answer.json["theirs"]) == ("Mine", "Theirs")
    assert "Theirs" in english(desk)
    assert save(desk, TITLE_ID, "Mine", answer.json["hash"]).status == 200
    assert "Mine" in english(desk)


def test_a_removed_file_is_a_conflict_or_unknown(desk: RunningDesk) -> None:
    seen = read(desk, TITLE_ID)["hash"]
    (desk.workspace.root / EN).unlink()
    assert save(desk, TITLE_ID, "Mine", seen).status in {404, 409}


@pytest.mark.parametrize("match", ["", "*", "x", '"'])
def test_nothing_is_saved_without_the_hash(desk: RunningDesk, match: str) -> None:
    body = {**TITLE_ID, "value": "Blind"}
    answer = desk.browser.send("PUT", "/api/b/tides/text", body, {"If-Match": match})
    assert answer.status == 428
    assert "Blind" not in english(desk)


def test_text_that_is_not_there_is_refused_with_its_place(shared: RunningDesk) -> None:
    text = {"file": "en", "path": ["points", 7]}
    answer = save(shared, text, "x", read(shared, TITLE_ID)["hash"])
    assert answer.status == 422
    assert answer.json["findings"][0]["path"] == EN


def test_changes_are_undone_and_made_again(desk: RunningDesk) -> None:
    before = english(desk)
    for value in ("One", "Two"):
        save(desk, TITLE_ID, value, read(desk, TITLE_ID)["hash"])
    assert desk.browser.post("/api/b/tides/undo").json == {"what": "title"}
    assert "One" in english(desk)
    assert desk.browser.post("/api/b/tides/redo").json == {"what": "title"}
    assert "Two" in english(desk)
    for _ in range(2):
        desk.browser.post("/api/b/tides/undo")
    assert english(desk) == before
    assert desk.browser.post("/api/b/tides/undo").json == {"what": None}


def test_changes_of_an_earlier_run_are_undone(desk: RunningDesk) -> None:
    before = english(desk)
    save(desk, TITLE_ID, "Mine", read(desk, TITLE_ID)["hash"])
    desk.server.__exit__(None, None, None)
    with run_desk(desk.workspace) as again:
        assert again.browser.post("/api/b/tides/undo").json == {"what": "title"}
        assert english(again) == before
        assert again.browser.post("/api/b/tides/redo").json == {"what": "title"}
        assert "Mine" in english(again)


def test_undoing_never_overwrites_a_later_change(desk: RunningDesk) -> None:
    save(desk, TITLE_ID, "Mine", read(desk, TITLE_ID)["hash"])
    desk.workspace.change(EN, "kicker: Ports", "kicker: Harbours")
    assert desk.browser.post("/api/b/tides/undo").status == 409
    assert "Harbours" in english(desk)
    assert "Mine" in english(desk)


def test_numbers_are_compared_while_typing(shared: RunningDesk) -> None:
    text = {"file": "en", "path": ["points", 0], "value": "It costs almost 46 million EUR. 🚢"}
    found = shared.browser.post("/api/b/tides/numbers", text).json
    assert found["compared"] == 2
    differing = [each for each in found["differ"] if "start" in each]
    assert "46" in text["value"][differing[0]["start"] : differing[0]["end"]]
    text["value"] = "It costs almost 45 million EUR."
    assert shared.browser.post("/api/b/tides/numbers", text).json["differ"] == []


def test_all_texts_are_fields_of_a_form(shared: RunningDesk) -> None:
    files = shared.browser.get("/api/b/tides/fields").json["files"]
    assert [each["file"] for each in files] == ["briefing", "de", "en", "it"]
    paths = [field["path"] for field in files[2]["fields"]]
    assert ["title"] in paths
    assert ["points", 1] in paths


def test_the_editor_is_opened_at_the_line_without_a_shell(
    desk: RunningDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, editor = tmp_path / "told", tmp_path / "my editor.py"
    code = f"import sys; open({str(told)!r}, 'w').write('\\n'.join(sys.argv[1:]))"
    editor.write_text(f"#!{sys.executable}\n{code}\n")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", f"'{editor}' '$(touch {tmp_path}/harm)'")
    assert desk.browser.post("/api/b/tides/open", TITLE_ID).status == 200
    end = monotonic() + 10
    while not (told.exists() and told.read_text()) and monotonic() < end:
        sleep(0.02)
    assert told.read_text().splitlines() == [
        f"$(touch {tmp_path}/harm)",
        "+2",
        str(desk.workspace.root / EN),
    ]
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize("editor", ["", "vim", "no-such-editor-here", "'"])
def test_an_editor_that_cannot_be_opened_is_explained(
    shared: RunningDesk, monkeypatch: pytest.MonkeyPatch, editor: str
) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("VISUAL", editor)
    answer = shared.browser.post("/api/b/tides/open", TITLE_ID)
    assert answer.status == 422
    assert "VISUAL" in answer.json["findings"][0]["remedy"]


def test_a_finding_is_opened_by_its_id(desk: RunningDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.workspace.change(EN, "45 million", "46 million")
    found = next(one for one in desk.state()["findings"] if one["line"])
    monkeypatch.setenv("VISUAL", "true")
    address = "/api/b/tides/open"
    assert desk.browser.post(address, {"finding": found["id"]}).status == 200
    assert desk.browser.post(address, {"finding": "../../etc/passwd"}).status == 404


def test_a_source_or_a_range_is_read_as_its_parts(desk: RunningDesk) -> None:
    desk.workspace.change("content/tides/briefing.yaml", "value: 3.9", "value: [3.1, 3.9]")
    found = read(desk, {"file": "briefing", "path": ["sources", 0]})
    assert {"path": ["sources", 0, "publication"], "value": "Harbour Review"} in found["parts"]
    found = read(desk, {"file": "briefing", "path": ["key_figures", 0, "value"]})
    assert [each["value"] for each in found["parts"]] == ["3.1", "3.9"]
    assert found["figure"] == "range"
    assert read(desk, TITLE_ID)["parts"] == []
    answer = desk.browser.post("/api/b/tides/read", {"file": "en", "path": ["points", 9]})
    assert answer.status == 422
