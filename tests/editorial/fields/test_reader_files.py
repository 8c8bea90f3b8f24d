"""Files with any line ends and encodings, folders, links, and files that are not YAML."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from brief.editorial.yaml.parser import parse_yaml
from brief.findings.source_text import MAX_FILE_SIZE, SourceText

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editorial.conftest import SampleProject

IT = "content/harbour/it.yaml"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(
    sample: SampleProject, line_end: str, mark: str
) -> None:
    content = mark + sample.edition.replace("\n", line_end)
    briefing = sample.read(it=content)
    assert briefing.editions["it"].summary == "Il porto cresce."
    assert briefing.places.value_place("it", "summary").line == 2
    assert briefing.places.value_place("it", "summary").text == "summary: Il porto cresce."


def test_places_count_characters_and_lines_of_any_kind(sample: SampleProject) -> None:
    content = "\ufefftitle: 𝔓orto è 中\r\nsummary: a\rpoints:\n  - »𝔓«: b\n"
    project = sample.write(it=content)
    assert sample.list_codes(project) == [f"{IT}:4:8 colon-in-text"]


def test_separators_from_layout_programs_are_spaces(sample: SampleProject) -> None:
    project = sample.write(
        it=sample.edition.replace("Il porto cresce.", "Il porto\u2028cresce\u2029x # y")
    )
    assert sample.list_codes(project) == [f"{IT}:2:28 comment-in-text"]


def test_a_file_in_windows_1252_is_named_with_its_first_byte(sample: SampleProject) -> None:
    project = sample.write(it=sample.edition.replace("cresce", "è").encode("cp1252"))
    (finding,) = sample.findings(project)
    assert str(finding.place) == f"{IT}:2:19"
    assert "byte 35 " in finding.message
    assert "`è`" in finding.message
    assert "UTF-8" in finding.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_named_as_such(sample: SampleProject, encoding: str) -> None:
    project = sample.write(it=sample.edition.encode(encoding))
    (finding,) = sample.findings(project)
    assert finding.code == "not-utf-8"
    assert encoding[:6].upper() in finding.message


def test_control_characters_have_a_place_and_hide_nothing_else(sample: SampleProject) -> None:
    content = sample.edition.replace("Il porto cresce.", "Il\x00 porto\x93 \x1bcresce: sì")
    project = sample.write(it=content)
    assert sample.list_codes(project) == [
        f"{IT}:2:12 control-character",
        f"{IT}:2:19 control-character",
        f"{IT}:2:21 control-character",
        f"{IT}:2:28 colon-in-text",
    ]
    assert "`“`" in sample.findings(project)[1].remedy


def test_a_huge_file_is_refused_before_it_is_read(sample: SampleProject) -> None:
    project = sample.write()
    with (project.root / IT).open("r+b") as file:
        file.truncate(100 * 1024 * 1024)
    assert sample.list_codes(project) == [f"{IT} file-too-large"]


def test_the_largest_file_is_read(sample: SampleProject) -> None:
    filler = "# " + "x" * (MAX_FILE_SIZE - len(sample.edition) - 3) + "\n"
    project = sample.write(it=sample.edition + filler)
    assert sample.list_codes(project) == []
    (project.root / IT).write_text(sample.edition + filler + "\n")
    assert sample.list_codes(project) == [f"{IT} file-too-large"]


def test_a_folder_in_place_of_a_file(sample: SampleProject) -> None:
    project = sample.write()
    (project.root / IT).unlink()
    (project.root / IT).mkdir()
    assert sample.list_codes(project) == [f"{IT} not-a-file"]


def test_a_pipe_in_place_of_a_file_does_not_hang(sample: SampleProject) -> None:
    project = sample.write()
    (project.root / IT).unlink()
    os.mkfifo(project.root / IT)
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.extend(sample.list_codes(project)), daemon=True)
    reader.start()
    reader.join(10)
    assert found == [f"{IT} not-a-file"]


def test_a_device_in_place_of_a_file(sample: SampleProject) -> None:
    project = sample.write()
    (project.root / IT).unlink()
    (project.root / IT).symlink_to("/dev/zero")
    assert sample.list_codes(project) == [f"{IT} not-a-file"]


def test_a_link_to_itself(sample: SampleProject) -> None:
    project = sample.write()
    (project.root / IT).unlink()
    (project.root / IT).symlink_to(project.root / IT)
    assert sample.list_codes(project) == [f"{IT} not-a-file"]


def test_a_link_to_nothing(sample: SampleProject) -> None:
    project = sample.write()
    for name in ("it.yaml", "briefing.yaml"):
        path = project.content_folder / "harbour" / name
        path.unlink()
        path.symlink_to("nowhere.yaml")
    (project.root / "brief.yaml").symlink_to("nowhere.yaml")
    assert sample.list_codes(project) == ["brief.yaml missing-file"]
    (project.root / "brief.yaml").unlink()
    assert sample.list_codes(project) == [
        "content/harbour/briefing.yaml missing-file",
        f"{IT} missing-file",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read(sample: SampleProject) -> None:
    project = sample.write()
    (project.root / IT).unlink()
    (project.root / IT).symlink_to("/proc/self/mem")
    assert sample.list_codes(project) == [f"{IT} unreadable-file"]


def test_settings_that_are_a_folder(sample: SampleProject) -> None:
    project = sample.write()
    project.settings_file.mkdir()
    assert sample.list_codes(project) == ["brief.yaml not-a-file"]


@pytest.mark.parametrize(
    "content", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000, "[{a: " * 3_000]
)
def test_deep_nesting_is_refused(sample: SampleProject, content: str) -> None:
    project = sample.write(it=content)
    assert "too-deep" in [finding.code for finding in sample.findings(project)]


def test_a_bomb_of_references_does_not_go_off(sample: SampleProject) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)
    )
    project = sample.write(it=bomb + sample.edition)
    codes = [finding.code for finding in sample.findings(project)]
    assert set(codes) == {"anchor", "unknown-key", "more-findings"}
    assert len(codes) == 51


def test_a_file_full_of_mistakes_is_answered_in_brief(sample: SampleProject) -> None:
    content = "".join(f"key{n}: x\n" for n in range(5_000))
    project = sample.write(it=content)
    codes = [finding.code for finding in sample.findings(project)]
    assert len(codes) == 51
    assert codes.count("more-findings") == 1


@pytest.mark.parametrize("content", ["- a: b\n" * 100_000, "{" + "a: b, " * 100_000 + "}"])
def test_a_file_of_countless_entries_is_refused(sample: SampleProject, content: str) -> None:
    project = sample.write(it=content)
    assert "too-many-entries" in [finding.code for finding in sample.findings(project)]


def test_a_text_that_no_page_could_hold_is_refused(sample: SampleProject) -> None:
    project = sample.write(
        it=sample.edition.replace("Il porto cresce.", "'" + "[" * 900_000 + "](x'")
    )
    assert sample.list_codes(project) == [f"{IT}:2:10 too-long"]


def test_countless_labels_do_not_hold_up_the_build(sample: SampleProject) -> None:
    labels = "".join(f"  label-{number}: x\n" for number in range(5_000))
    figures = "".join(f"  - {{id: figure-{number}, value: 1}}\n" for number in range(1_500))
    project = sample.write(
        briefing=sample.facts + "key_figures:\n" + figures,
        it=sample.edition + "key_figures:\n" + labels,
    )
    codes = [finding.code for finding in sample.findings(project)]
    assert codes.count("no-such-key-figure") == 30
    assert codes.count("no-label") == 30


def test_a_file_full_of_syntax_errors_is_answered_in_brief() -> None:
    text = "points:\n" + "  - a b: c: d\n" * 500
    _, findings = parse_yaml(SourceText("it.yaml", text), {"points"})
    assert [str(finding.place) for finding in findings[:2]] == ["it.yaml:2:11", "it.yaml:3:11"]
    assert 20 < len(findings) < 30


def test_one_bad_file_hides_no_other(sample: SampleProject) -> None:
    project = sample.write(briefing=sample.facts.encode("utf-16"), it=b"\xff\x00", de="x")
    assert sample.list_codes(project) == [
        "content/harbour/briefing.yaml not-utf-8",
        "content/harbour/de.yaml:1:1 wrong-kind",
        f"{IT}:1:1 not-utf-8",
    ]


def test_a_link_out_of_the_project_is_refused_and_not_quoted(
    sample: SampleProject, tmp_path: Path
) -> None:
    project = sample.write()
    secret = tmp_path.parent / f"{tmp_path.name}-secret.yaml"
    secret.write_text("password: tide\n")
    (project.root / IT).unlink()
    (project.root / IT).symlink_to(secret)
    (found,) = sample.findings(project)
    assert (found.code, str(found.place)) == ("file-refused", IT)
    assert "tide" not in str(found)
    (project.root / "shared.yaml").write_text(sample.edition)
    (project.root / IT).unlink()
    (project.root / IT).symlink_to(project.root / "shared.yaml")
    assert sample.list_codes(project) == []
