"""dist/ and its manifest: whole files only, and nothing said that is no longer true."""

from __future__ import annotations

import json
import os
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from brief.build.output import UNFINISHED_PREFIX, OutputFolder
from brief.errors import BriefError
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

PDF = b"%PDF-1.7 pretended"


def names(folder: Path) -> list[str]:
    """Return the names of what lies in the folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def output(tmp_path: Path) -> OutputFolder:
    return OutputFolder(Project(tmp_path), None)


def manifest(folder: Path) -> dict[str, dict[str, object]]:
    """Return the editions that the manifest in the folder lists."""
    editions = json.loads((folder / "manifest.json").read_text("utf-8"))["editions"]
    assert isinstance(editions, dict)
    return editions


def test_the_manifest_says_what_lies_in_the_folder(tides: Workspace) -> None:
    dist = tides.root / "dist"
    editions = manifest(dist)
    assert list(editions) == ["tides.de.pdf", "tides.en.pdf", "tides.it.pdf"]
    for name, entry in editions.items():
        content = (dist / name).read_bytes()
        assert entry == {
            "slug": "tides",
            "language": name.split(".")[1],
            "bytes": len(content),
            "sha256": sha256(content).hexdigest(),
            "profile": "screen",
            "stale": False,
        }


def test_a_build_of_one_language_keeps_what_the_manifest_says_of_others(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "de", "en")
    assert workspace.run("build").code == 0
    before = manifest(workspace.root / "dist")
    assert workspace.run("build", "--lang", "en").code == 0
    assert manifest(workspace.root / "dist") == before


def test_a_pdf_of_an_earlier_build_is_told_and_kept(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    assert workspace.run("build").code == 0
    old = workspace.pdf().read_bytes()
    workspace.change("content/tides/en.yaml", "title:", "titel:")
    run = workspace.run("build", "--json")
    assert run.code == 1
    assert workspace.pdf().read_bytes() == old
    assert run.json["editions"][0]["stale"] == "dist/tides.en.pdf"
    assert "dist/tides.en.pdf is from an earlier build" in run.err
    entry = manifest(workspace.root / "dist")["tides.en.pdf"]
    assert entry["stale"] is True
    assert entry["sha256"] == sha256(old).hexdigest()


def test_a_pdf_that_is_mended_is_no_longer_stale(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    assert workspace.run("build").code == 0
    workspace.change("content/tides/en.yaml", "title:", "titel:")
    assert workspace.run("build").code == 1
    workspace.change("content/tides/en.yaml", "titel:", "title:")
    assert workspace.run("build").code == 0
    assert manifest(workspace.root / "dist")["tides.en.pdf"]["stale"] is False


def test_a_pdf_that_was_removed_leaves_the_manifest(output: OutputFolder) -> None:
    output.write_pdf("a", "it", PDF)
    output.write_pdf("b", "it", PDF)
    output.update_manifest()
    output.pdf_path("a", "it").unlink()
    later = OutputFolder(Project(output.folder.parent), None)
    later.write_pdf("b", "it", PDF)
    later.update_manifest()
    assert list(manifest(output.folder)) == ["b.it.pdf"]


def test_a_stale_pdf_that_no_manifest_knows_is_listed_with_slug_and_language(
    output: OutputFolder,
) -> None:
    output.folder.mkdir()
    output.pdf_path("a", "it").write_bytes(PDF)
    assert output.mark_stale("a", "it") == output.pdf_path("a", "it")
    output.update_manifest()
    assert manifest(output.folder) == {
        "a.it.pdf": {"slug": "a", "language": "it", "stale": True},
    }


def test_nothing_is_stale_where_nothing_lies(output: OutputFolder) -> None:
    assert output.mark_stale("a", "it") is None
    output.update_manifest()
    assert not output.folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"editions": 3}',
        b'{"editions": {"a.it.pdf": 3, "b\\u0000": {}}}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_someone_spoilt_is_written_anew(
    output: OutputFolder, content: bytes
) -> None:
    output.folder.mkdir()
    (output.folder / "manifest.json").write_bytes(content)
    output.write_pdf("a", "it", PDF)
    output.update_manifest()
    assert manifest(output.folder)["a.it.pdf"]["bytes"] == len(PDF)


def test_a_pipe_in_place_of_the_manifest_stops_no_build(output: OutputFolder) -> None:
    output.folder.mkdir()
    os.mkfifo(output.folder / "manifest.json")
    output.write_pdf("a", "it", PDF)
    output.update_manifest()
    assert manifest(output.folder)["a.it.pdf"]["bytes"] == len(PDF)


def test_no_temporary_file_stays_behind(workspace: Workspace) -> None:
    workspace.briefing("good", "en").briefing("bad", "en")
    workspace.change("content/bad/en.yaml", "title:", "titel:")
    workspace.run("build")
    assert names(workspace.root / "dist") == [".brief-ledger", "good.en.pdf", "manifest.json"]
    assert names(workspace.root) == ["content", "dist"]


def test_no_temporary_file_stays_behind_when_writing_fails(output: OutputFolder) -> None:
    output.pdf_path("a", "it").mkdir(parents=True)
    with pytest.raises(BriefError, match=r"a\.it\.pdf cannot be written"):
        output.write_pdf("a", "it", PDF)
    assert names(output.folder) == ["a.it.pdf"]


def test_what_a_killed_build_left_half_written_is_taken_away(output: OutputFolder) -> None:
    output.write_pdf("a", "it", PDF)
    ended = subprocess.run(["sh", "-c", "echo $$"], capture_output=True, text=True, check=True)
    left = output.folder / f"{UNFINISHED_PREFIX}{ended.stdout.strip()}-x"
    ours = output.folder / f"{UNFINISHED_PREFIX}{os.getpid()}-x"
    left.touch()
    ours.touch()

    output.update_manifest()

    assert not left.exists()
    assert ours.exists()


def test_a_pdf_is_as_readable_as_any_new_file(output: OutputFolder) -> None:
    mask = os.umask(0o027)
    try:
        assert output.write_pdf("a", "it", PDF).stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(mask)


def test_another_folder_can_be_named(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    run = workspace.run("build", "--out", "printed/today", "--json")
    assert run.code == 0
    assert run.json["editions"][0]["path"] == "printed/today/tides.en.pdf"
    assert names(workspace.root / "printed/today") == [
        ".brief-ledger",
        "manifest.json",
        "tides.en.pdf",
    ]
    assert not (workspace.root / "dist").exists()


def test_a_folder_outside_the_project_is_told_as_it_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.briefing("tides", "en")
    run = workspace.run("build", "--out", str(tmp_path / "elsewhere"), "--json")
    assert run.json["editions"][0]["path"] == str(tmp_path / "elsewhere" / "tides.en.pdf")


def test_an_out_folder_that_cannot_be_made_is_told_plainly(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").write("printed", "a file, not a folder")
    run = workspace.run("build", "--out", "printed")
    assert run.code == 1
    assert "printed" in run.err
    assert "cannot be written" in run.err
    assert "--out" in run.err
    assert "Traceback" not in run.err


def test_what_was_written_before_a_build_broke_off_is_remembered(workspace: Workspace) -> None:
    workspace.briefing("a", "en").briefing("b", "en")
    (workspace.root / "dist" / "b.en.pdf").mkdir(parents=True)
    assert workspace.run("build").code == 1
    assert "a.en.pdf" in manifest(workspace.root / "dist")
