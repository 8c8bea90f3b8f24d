"""`brief schema`: where schemas go, and the line that leads an editor to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.scaffold.schemas import LINE, add_schema_line
from tests.workspace import FACTS, run_brief

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

NAMES = ["brand.schema.json", "brief.schema.json", "briefing.schema.json", "edition.schema.json"]


def test_all_schemas_are_written(workspace: Workspace) -> None:
    run = workspace.briefing("tides", "de").run("schema")
    assert run.code == 0
    assert run.out == ""
    assert sorted(path.name for path in (workspace.root / "schemas").iterdir()) == NAMES
    assert (workspace.root / "content/tides/briefing.yaml").read_text() == FACTS


def test_the_line_is_put_on_top_of_every_file_and_only_once(workspace: Workspace) -> None:
    workspace.briefing("tides", "de").brand().write("brief.yaml", "paper: a4\n")
    first = workspace.run("schema", "--add-lines", "--json")
    assert first.json["lines_added"] == [
        "brief.yaml",
        "content/tides/briefing.yaml",
        "content/tides/de.yaml",
        "styles/brands/own/brand.yaml",
    ]
    for name in first.json["lines_added"]:
        path = workspace.root / name
        line = path.read_text().splitlines()[0]
        assert (path.parent / line.removeprefix(LINE)).resolve().is_file()
    assert (workspace.root / "content/tides/briefing.yaml").read_text().endswith("\n" + FACTS)
    assert workspace.run("schema", "--add-lines", "--json").json["lines_added"] == []
    assert workspace.run("build").code == 0


def test_editors_are_told_of_the_brands_and_layouts_there_are(workspace: Workspace) -> None:
    workspace.briefing("tides", "de").brand("port").layout("folder").run("schema")
    schema = json.loads((workspace.root / "schemas/briefing.schema.json").read_text())
    assert schema["properties"]["brand"]["examples"] == ["house", "plain", "port"]
    assert "folder" in schema["properties"]["layout"]["examples"]
    assert "press" in schema["properties"]["profile"]["examples"]


@pytest.mark.parametrize("kind", ["brief", "briefing", "edition", "brand"])
def test_one_is_printed_without_a_project(tmp_path: Path, kind: str) -> None:
    run = run_brief("schema", kind, cwd=tmp_path)
    assert run.code == 0
    assert json.loads(run.out)["additionalProperties"] is False
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_schema_is_wrong_usage(tmp_path: Path) -> None:
    run = run_brief("schema", "edtion", "--json", cwd=tmp_path)
    assert run.code == 2
    assert "`edition`" in run.finding("unknown-schema")["remedy"]


def test_lines_are_not_added_where_one_is_printed(workspace: Workspace) -> None:
    run = workspace.briefing("tides", "de").run("schema", "edition", "--add-lines")
    assert run.code == 2
    assert not (workspace.root / "schemas").exists()


@given(st.binary(max_size=80))
def test_a_file_keeps_every_byte_below_the_line(raw: bytes) -> None:
    made = add_schema_line(raw, LINE + "x.json")
    assert made is not None
    mark = b"\xef\xbb\xbf"
    assert made.startswith(mark) == raw.startswith(mark)
    assert made.removeprefix(mark).startswith(LINE.encode())
    assert made.endswith(raw.removeprefix(mark))
    assert add_schema_line(made, LINE + "y.json") is None


def test_line_ends_stay_as_they_are() -> None:
    assert add_schema_line(b"a: 1\r\nb: 2\r\n", "# x") == b"# x\r\na: 1\r\nb: 2\r\n"
    assert add_schema_line(b"a: 1\nb: 2\r\n", "# x") == b"# x\na: 1\nb: 2\r\n"


def test_a_file_keeps_its_rights_and_a_link_stays_a_link(workspace: Workspace) -> None:
    workspace.briefing("tides", "de")
    path = workspace.root / "content/tides/de.yaml"
    path.chmod(0o640)
    other = workspace.root / "shared.yaml"
    other.write_text("title: x\nsummary: y\npoints: [z]\n")
    link = workspace.root / "content/tides/it.yaml"
    link.symlink_to(other)
    assert workspace.run("schema", "--add-lines").code == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert other.read_text().startswith(LINE)
