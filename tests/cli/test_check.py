"""`brief check`: what it looks at, how it reports, what its exit code says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.press.preflight.planting import opened, saved
from tests.workspace import Workspace, run_brief

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pikepdf

KEYS = {
    *("code", "severity", "path", "line", "col", "end_col", "source"),
    *("message", "remedy", "rule", "related"),
}


def spoilt(tides: Workspace, folder: Path, spoil: Callable[[pikepdf.Pdf], None]) -> Path:
    """Return a PDF of the small briefing with something wrong."""
    path = folder / "spoilt.pdf"
    with opened(tides.pdf("en").read_bytes()) as document:
        spoil(document)
        path.write_bytes(saved(document))
    return path


def without_language(document: pikepdf.Pdf) -> None:
    del document.Root["/Lang"]


def without_trim(document: pikepdf.Pdf) -> None:
    del document.pages[0].obj["/TrimBox"]


def test_a_sound_file_passes_outside_any_project(tides: Workspace, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(tides.pdf("de").read_bytes())
    run = run_brief("check", "page.pdf", cwd=tmp_path)
    assert (run.code, run.out) == (0, "")
    assert run.err == "page.pdf: nothing found\n1 file checked: nothing found\n"


def test_an_error_fails_with_place_rule_and_remedy(tides: Workspace, tmp_path: Path) -> None:
    spoilt(tides, tmp_path, without_language)
    run = run_brief("check", "spoilt.pdf", cwd=tmp_path)
    assert run.code == 1
    assert "spoilt.pdf: error: " in run.err
    assert "[language-missing]" in run.err
    assert "→ set the document's Lang" in run.err
    assert "1 file checked: 1 error" in run.err


def test_a_warning_fails_only_when_strict(tides: Workspace, tmp_path: Path) -> None:
    spoilt(tides, tmp_path, without_trim)
    assert run_brief("check", "spoilt.pdf", cwd=tmp_path).code == 0
    assert run_brief("check", "spoilt.pdf", "--strict", cwd=tmp_path).code == 1


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    run = run_brief("check", "nowhere.pdf", cwd=tmp_path)
    assert run.code == 2
    assert "does not exist" in run.err
    assert "nowhere.pdf" in run.err
    assert "check its name and folder" in run.err


def test_a_folder_named_like_a_pdf_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    assert run_brief("check", "folder.pdf", cwd=tmp_path).code == 2


def test_two_formats_at_once_are_wrong_usage(tmp_path: Path) -> None:
    assert run_brief("check", "x.pdf", "--json", "--sarif", cwd=tmp_path).code == 2


def test_json_tells_every_finding_with_its_path(tides: Workspace, tmp_path: Path) -> None:
    spoilt(tides, tmp_path, without_language)
    (tmp_path / "junk.pdf").write_bytes(b"junk")
    run = run_brief("check", "spoilt.pdf", "junk.pdf", "--json", cwd=tmp_path)
    assert run.code == 1
    assert run.json["ok"] is False
    assert run.json["files"] == ["spoilt.pdf", "junk.pdf"]
    assert [(item["path"], item["code"]) for item in run.json["findings"]] == [
        ("spoilt.pdf", "language-missing"),
        ("junk.pdf", "pdf-damaged"),
    ]
    assert all(set(item) == KEYS for item in run.json["findings"])
    assert run.finding("language-missing")["rule"] == "ISO 14289-1, 7.2; WCAG 2.2, SC 3.1.1"


def test_json_tells_of_wrong_usage_too(tmp_path: Path) -> None:
    run = run_brief("check", "nowhere.pdf", "--json", cwd=tmp_path)
    assert run.code == 2
    assert run.codes() == {"usage"}


def test_without_arguments_all_briefings_are_checked_and_nothing_is_left(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "de", "en").briefing("winds", "it")
    run = workspace.run("check", "--json")
    assert run.code == 0, run.err
    assert sorted(run.json["files"]) == ["tides.de.pdf", "tides.en.pdf", "winds.it.pdf"]
    assert {path.name for path in workspace.root.iterdir()} == {"content"}


def test_only_the_language_asked_for_is_checked(workspace: Workspace) -> None:
    run = workspace.briefing().run("check", "tides", "--lang", "it", "--json")
    assert run.json["files"] == ["tides.it.pdf"]


def test_briefings_and_files_go_together(workspace: Workspace, tides: Workspace) -> None:
    workspace.briefing("tides", "en").write("other.PDF", tides.pdf("it").read_bytes())
    run = workspace.run("check", "other.PDF", "tides", "--json")
    assert run.code == 0, run.err
    assert run.json["files"] == ["other.PDF", "tides.en.pdf"]


def test_a_briefing_that_cannot_be_built_fails_the_check(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change("content/tides/en.yaml", "title:", "titel:")
    run = workspace.run("check", "--json")
    assert run.code == 1
    assert "unknown-key" in run.codes()
    assert run.finding("unknown-key")["path"] == "content/tides/en.yaml"


def test_what_a_brand_paints_too_pale_is_found(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").layout().brand(css="p { color: #aaaaaa; }")
    workspace.write("brief.yaml", "brand: own\nlayout: own\n")
    run = workspace.run("check", "--json")
    assert run.code == 1
    found = run.finding("contrast-low")
    assert "2.3:1, of 4.5:1" in found["message"]
    assert (found["path"], found["line"]) == ("styles/brands/own/brand.css", 1)
    assert [other["path"] for other in found["related"]]


def test_an_unknown_briefing_is_wrong_usage(workspace: Workspace) -> None:
    run = workspace.briefing("tides", "en").run("check", "tide")
    assert run.code == 2
    assert "did you mean `tides`?" in run.err


@pytest.fixture
def sarif(tides: Workspace, tmp_path: Path) -> Any:  # noqa: ANN401 - JSON is anything
    spoilt(tides, tmp_path, without_language)
    spoilt_too = tmp_path / "a b.pdf"
    (tmp_path / "spoilt.pdf").rename(spoilt_too)
    spoilt(tides, tmp_path, without_trim)
    run = run_brief("check", "a b.pdf", "spoilt.pdf", "--sarif", cwd=tmp_path)
    assert run.code == 1
    return run.json


def test_sarif_has_the_parts_that_the_standard_asks_for(sarif: Any) -> None:  # noqa: ANN401
    assert sarif["version"] == "2.1.0"
    assert urlsplit(sarif["$schema"]).netloc == "docs.oasis-open.org"
    (run,) = sarif["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "brief"
    identifiers = [rule["id"] for rule in driver["rules"]]
    assert len(set(identifiers)) == len(identifiers)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    for result in run["results"]:
        assert identifiers[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}


def test_sarif_places_results_in_their_files(sarif: Any) -> None:  # noqa: ANN401
    (run,) = sarif["runs"]
    uris = {item["location"]["uri"] for item in run["artifacts"]}
    assert uris == {"a%20b.pdf", "spoilt.pdf"}
    found = [
        (
            result["ruleId"],
            result["level"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        )
        for result in run["results"]
    ]
    assert found == [
        ("language-missing", "error", "a%20b.pdf"),
        ("page-box-missing", "warning", "spoilt.pdf"),
    ]


def test_sarif_points_at_the_line_in_the_yaml(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change("content/tides/en.yaml", "title:", "titel:")
    (run,) = workspace.run("check", "--sarif").json["runs"]
    result = next(item for item in run["results"] if item["ruleId"] == "unknown-key")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/tides/en.yaml"
    region = place["region"]
    assert [region[key] for key in ("startLine", "startColumn", "endColumn")] == [2, 1, 6]
    assert region["snippet"]["text"] == "titel: What the tide does to the port"


def test_a_file_that_is_no_pdf_is_called_that(workspace: Workspace) -> None:
    workspace.write("notes.pdf", "The tide comes twice a day.\n" * 99)
    run = workspace.run("check", "notes.pdf", "--json")
    assert run.code == 1
    assert run.finding("pdf-damaged")["message"].startswith("the file is not a PDF")
    workspace.write("notes.pdf", "%PDF-1.7\nThe tide comes twice a day.\n")
    message = workspace.run("check", "notes.pdf", "--json").finding("pdf-damaged")["message"]
    assert message.startswith("the file cannot be read as a PDF")
