"""`brief subscribers`: what each command prints, writes and returns."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from brief.delivery.folder import DeliveryFolder
from brief.delivery.journal.journal import open_journal
from brief.delivery.journal.model import Entry

if TYPE_CHECKING:
    from tests.workspace import Run, Workspace

NOW = datetime(2027, 3, 4, tzinfo=UTC)
PEOPLE = """\
E-Mail-Adresse;Name;Sprache;Tags;Notiz
reader@example.org;A. Reader;de|it;press;x
b@example.org;Ä. Müller;it;;
"""


@pytest.fixture
def project(workspace: Workspace) -> Workspace:
    workspace.write("content/.keep", "")
    workspace.write("people.csv", PEOPLE.encode("cp1252"))
    return workspace


def call(project: Workspace, *arguments: str) -> Run:
    return project.run("subscribers", *arguments)


def listed(project: Workspace, *arguments: str) -> dict[str, str]:
    """Return status by address."""
    entries = call(project, "list", "--json", *arguments).json["subscribers"]
    return {entry["address"]: entry["status"] for entry in entries}


def test_an_import_says_how_it_read_the_file_and_what_it_did(project: Workspace) -> None:
    run = call(project, "import", "people.csv", "--tag", "2027")
    assert (run.code, run.out) == (0, "")
    assert "read as Windows-1252: is `Ä` spelled right?" in run.err
    assert "column left out: `Notiz`" in run.err
    assert "people.csv: 2 rows, Windows-1252, semicolon" in run.err
    assert "2 added, 0 changed" in run.err
    assert "2 of those added without a recorded consent" in run.err
    entries = call(project, "list", "--json").json["subscribers"]
    assert [entry["tags"] for entry in entries] == [["2027", "press"], ["2027"]]


@pytest.mark.parametrize("arguments", [("check",), ("import", "--dry-run")])
def test_a_check_writes_nothing(project: Workspace, arguments: tuple[str, ...]) -> None:
    run = call(project, arguments[0], "people.csv", *arguments[1:], "--json")
    assert run.code == 0
    assert (run.json["added"], run.json["written"]) == (2, False)
    assert not (project.root / "delivery").exists()


def test_a_file_with_problems_is_refused_as_a_whole(project: Workspace) -> None:
    project.write("bad.csv", "email,name\na@example.org,A\nwrong,B\na@example.org,=?x?=\n")
    run = call(project, "import", "bad.csv", "--json")
    assert run.code == 1
    assert run.codes() == {"subscriber-address", "subscriber-duplicate"}
    finding = run.finding("subscriber-address")
    assert (finding["path"], finding["line"], finding["col"]) == ("bad.csv", 3, 1)
    assert "nothing was imported" in run.err
    assert run.json["written"] is False
    assert not (project.root / "delivery").exists()


def test_many_problems_are_counted_and_the_first_shown(project: Workspace) -> None:
    project.write("bad.csv", "email\n" + "wrong\n" * 200)
    run = call(project, "check", "bad.csv")
    assert run.err.count("[subscriber-address]") == 50
    assert "200 errors in all" in run.err
    assert len(call(project, "check", "bad.csv", "--json").json["findings"]) == 200


def test_a_file_with_a_strange_name_is_imported_and_exported(project: Workspace) -> None:
    name = os.fsdecode(b"b\xffd\x1b\n.csv")
    (project.root / name).write_text("email\na@example.org\n")
    assert call(project, "import", name).code == 0
    assert call(project, "export", "--out", "all.csv").code == 0
    assert call(project, "check", "all.csv").code == 0


def test_a_pipe_can_be_imported(project: Workspace) -> None:
    pipe = project.root / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=("email\na@example.org\n",))
    writer.start()
    run = call(project, "import", "pipe", "--json")
    writer.join()
    assert run.json["added"] == 1


def test_a_column_can_be_mapped(project: Workspace) -> None:
    project.write("other.csv", "Kontakt,Bemerkung\na@example.org,A. Reader\n")
    assert call(project, "import", "other.csv").code == 1
    run = call(
        project, "import", "other.csv", "--column", "Kontakt=address", "--column", "Bemerkung=name"
    )
    assert run.code == 0
    assert "A. Reader" in call(project, "list").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("import", "missing.csv"), "does not exist"),
        (("import", "content"), "is a folder"),
        (("import", "people.csv", "--column", "x"), "NAME=FIELD"),
        (("import", "people.csv", "--tag", "a\nb"), "line break"),
        (("list", "--status", "activ"), "unknown status"),
        (("suppress", "a@example.org", "--as", "active"), "not suppressed"),
        (("suppress", "missing.csv"), "does not exist"),
        (("add", "not-an-address"), "is not a mail address"),
        (("add", "a@example.org", "--name", "=?utf-8?q?x?="), "mail headers"),
        (("add", "a@example.org", "--consent-at", "2099-01-01"), "future"),
        (("show", "a@example.org"), "is not stored"),
        (("forget", "a@example.org"), "is not stored"),
        (("impart",), "unknown command"),
    ],
)
def test_wrong_usage_is_exit_code_2(
    project: Workspace, arguments: tuple[str, ...], said: str
) -> None:
    run = call(project, *arguments, "--json")
    assert run.code == 2
    assert said in run.err
    assert run.json["ok"] is False
    assert not (project.root / "delivery").exists()


def test_nothing_is_listed_or_created_without_people(project: Workspace) -> None:
    assert call(project, "list").code == 0
    assert listed(project) == {}
    assert call(project, "export").out.startswith("address,name,")
    assert call(project, "undo", "--json").code == 1
    assert not (project.root / "delivery").exists()


def test_people_are_listed_by_tag_status_and_language(project: Workspace) -> None:
    call(project, "import", "people.csv")
    call(project, "suppress", "b@example.org", "--as", "by-hand", "--cause", "asked by phone")
    assert listed(project) == {"reader@example.org": "active", "b@example.org": "by hand"}
    assert list(listed(project, "--tag", "press")) == ["reader@example.org"]
    assert list(listed(project, "--status", "by-hand")) == ["b@example.org"]
    assert list(listed(project, "--language", "de")) == ["reader@example.org"]
    run = call(project, "list")
    assert "2 people: 1 active, 1 by hand" in run.err
    assert "reader@example.org" in run.out


def test_what_is_stored_is_shown_with_its_history(project: Workspace) -> None:
    call(project, "import", "people.csv")
    call(project, "suppress", "b@example.org", "--cause", "asked by phone")
    run = call(project, "show", "B@Example.org")
    assert run.code == 0
    for text in ("Ä. Müller", "by hand", "asked by phone", "import of people.csv", "added"):
        assert text in run.out
    shown = call(project, "show", "b@example.org", "--json").json
    assert [change["status"] for change in shown["changes"]] == ["active", "by hand"]
    assert shown["imports"][0]["file"] == "people.csv"


def test_an_import_does_not_make_a_suppressed_person_active(project: Workspace) -> None:
    project.write("left.csv", "Email Address,UNSUB_TIME\nb@example.org,2026-01-02 03:04:05\n")
    assert call(project, "import", "left.csv", "--json").codes() == {"list-of-suppressed"}
    run = call(project, "suppress", "left.csv", "--json")
    assert (run.json["added"], run.json["written"]) == (1, True)
    run = call(project, "import", "people.csv", "--json")
    assert (run.json["suppressed"], run.json["added"]) == (1, 1)
    assert run.finding("subscriber-suppressed")["line"] == 3
    assert listed(project)["b@example.org"] == "unsubscribed"
    assert call(project, "add", "b@example.org", "--name", "B").code == 2
    assert call(project, "add", "b@example.org", "--consent", "fair in Bolzano").code == 0
    assert listed(project)["b@example.org"] == "active"


def test_a_list_with_an_unknown_reason_is_refused(project: Workspace) -> None:
    project.write("left.csv", "email,reason\na@example.org,foo\nb@example.org,bounce\n")
    run = call(project, "suppress", "left.csv", "--json")
    assert (run.code, run.codes(), run.json["written"]) == (1, {"subscriber-status"}, False)
    assert not (project.root / "delivery").exists()
    assert call(project, "suppress", "left.csv", "--as", "bounced").code == 0
    assert set(listed(project).values()) == {"bounced"}


def test_a_forgotten_person_is_in_no_file_and_does_not_come_back(project: Workspace) -> None:
    call(project, "import", "people.csv")
    run = call(project, "forget", "Reader@example.org", "--json")
    assert run.json == {"ok": True, "at": run.json["at"], "traces": []}
    for path in (project.root / "delivery").iterdir():
        assert b"reader@" not in path.read_bytes().lower(), path
    run = call(project, "import", "people.csv", "--json")
    assert (run.json["erased"], run.codes() >= {"subscriber-erased"}) == (1, True)
    assert "reader@example.org" not in listed(project)
    assert "only a keyed hash" in call(project, "show", "reader@example.org").out


def test_deliveries_are_shown_and_forgotten_too(project: Workspace) -> None:
    call(project, "import", "people.csv")
    folder = DeliveryFolder(project.root / "delivery")
    with open_journal(folder) as journal:
        entries = [Entry("reader@example.org", 1, "de", "de", "delivery-1")]
        edition = journal.freeze_audience("tides", {}, entries, NOW)
        assert journal.record_return(edition.id, 1, "bounce", "no reader@example.org here", NOW)
    assert "tides  de  " in call(project, "show", "reader@example.org").out
    shown = call(project, "show", "reader@example.org", "--json").json
    assert [it["briefing"] for it in shown["deliveries"]] == ["tides"]
    run = call(project, "forget", "reader@example.org", "--json")
    assert (run.code, run.json["traces"]) == (0, [])
    for path in folder.path.iterdir():
        assert b"reader@" not in path.read_bytes().lower(), path
    with open_journal(folder) as journal:
        assert journal.sum_up(edition.id).audience == 1


def test_a_trace_in_another_file_is_reported(project: Workspace) -> None:
    call(project, "import", "people.csv")
    project.write("delivery/other", "READER@example.org")
    run = call(project, "forget", "reader@example.org", "--json")
    assert (run.code, run.json["traces"]) == (1, ["delivery/other"])


def test_the_last_import_is_taken_back(project: Workspace) -> None:
    call(project, "import", "people.csv")
    project.write("more.csv", "email,name\nreader@example.org,Other\nc@example.org,C\n")
    call(project, "import", "more.csv")
    run = call(project, "undo", "--json")
    assert (run.json["file"], run.json["removed"], run.json["restored"]) == ("more.csv", 1, 1)
    assert "undone: the import of more.csv" in run.err
    assert "A. Reader" in call(project, "list").out
    call(project, "undo")
    assert listed(project) == {}


def test_an_export_is_read_again(project: Workspace) -> None:
    call(project, "import", "people.csv")
    call(project, "add", "c@example.org", "--name", "=cmd()", "--lang", "de", "--lang", "it")
    call(project, "suppress", "b@example.org", "--as", "complained")
    exported = call(project, "export").out
    assert ",'=cmd()," in exported
    assert call(project, "export", "--out", "all.csv").code == 0
    path = project.root / "all.csv"
    assert path.read_bytes() == b"\xef\xbb\xbf" + exported.encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = call(project, "export", "--json").json["subscribers"]
    (project.root / "delivery").rename(project.root / "old")
    assert call(project, "import", "all.csv").code == 0
    assert call(project, "export", "--json").json["subscribers"] == before
    assert call(project, "export", "--json", "--out", "all.json").code == 0
    assert json.loads((project.root / "all.json").read_text())["subscribers"] == before


def test_control_characters_do_not_reach_the_terminal(project: Workspace) -> None:
    project.write("bad.csv", "email,name\na@example.org,x\x1b]0;title\x07y\n")
    run = call(project, "check", "bad.csv")
    assert run.code == 1
    assert "\x1b" not in run.err
    assert "\x07" not in run.err
