"""Files as they come: any line ends and encodings, and things that are no files of ours."""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from brief.editorial.yaml.parser import parse_yaml
from brief.findings.source_text import MAX_FILE_SIZE, SourceText

if TYPE_CHECKING:
    from tests.editorial.conftest import Desk

IT = "content/harbour/it.yaml"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(
    desk: Desk, line_end: str, mark: str
) -> None:
    content = mark + desk.edition.replace("\n", line_end)
    briefing = desk.read(it=content)
    assert briefing.editions["it"].summary == "Il porto cresce."
    assert briefing.places.value_place("it", "summary").line == 2
    assert briefing.places.value_place("it", "summary").text == "summary: Il porto cresce."


def test_places_count_characters_and_lines_of_any_kind(desk: Desk) -> None:
    content = "\ufefftitle: 𝔓orto è 中\r\nsummary: a\rpoints:\n  - »𝔓«: b\n"
    project = desk.write(it=content)
    assert desk.told(project) == [f"{IT}:4:8 colon-in-text"]


def test_separators_from_layout_programs_are_spaces(desk: Desk) -> None:
    project = desk.write(
        it=desk.edition.replace("Il porto cresce.", "Il porto\u2028cresce\u2029x # y")
    )
    assert desk.told(project) == [f"{IT}:2:28 comment-in-text"]


def test_a_file_in_windows_1252_is_named_with_its_first_byte(desk: Desk) -> None:
    project = desk.write(it=desk.edition.replace("cresce", "è").encode("cp1252"))
    (finding,) = desk.findings(project)
    assert str(finding.place) == f"{IT}:2:19"
    assert "byte 35 " in finding.message
    assert "`è`" in finding.message
    assert "UTF-8" in finding.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_named_as_such(desk: Desk, encoding: str) -> None:
    project = desk.write(it=desk.edition.encode(encoding))
    (finding,) = desk.findings(project)
    assert finding.code == "not-utf-8"
    assert encoding[:6].upper() in finding.message


def test_control_characters_have_a_place_and_hide_nothing_else(desk: Desk) -> None:
    content = desk.edition.replace("Il porto cresce.", "Il\x00 porto\x93 \x1bcresce: sì")
    project = desk.write(it=content)
    assert desk.told(project) == [
        f"{IT}:2:12 control-character",
        f"{IT}:2:19 control-character",
        f"{IT}:2:21 control-character",
        f"{IT}:2:28 colon-in-text",
    ]
    assert "`“`" in desk.findings(project)[1].remedy


def test_a_huge_file_is_refused_before_it_is_read(desk: Desk) -> None:
    project = desk.write()
    with (project.root / IT).open("r+b") as file:
        file.truncate(100 * 1024 * 1024)
    assert desk.told(project) == [f"{IT} file-too-large"]


def test_the_largest_file_is_read(desk: Desk) -> None:
    filler = "# " + "x" * (MAX_FILE_SIZE - len(desk.edition) - 3) + "\n"
    project = desk.write(it=desk.edition + filler)
    assert desk.told(project) == []
    (project.root / IT).write_text(desk.edition + filler + "\n")
    assert desk.told(project) == [f"{IT} file-too-large"]


def test_a_folder_in_place_of_a_file(desk: Desk) -> None:
    project = desk.write()
    (project.root / IT).unlink()
    (project.root / IT).mkdir()
    assert desk.told(project) == [f"{IT} not-a-file"]


def test_a_pipe_in_place_of_a_file_does_not_hang(desk: Desk) -> None:
    project = desk.write()
    (project.root / IT).unlink()
    os.mkfifo(project.root / IT)
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.extend(desk.told(project)), daemon=True)
    reader.start()
    reader.join(10)
    assert found == [f"{IT} not-a-file"]


def test_a_device_in_place_of_a_file(desk: Desk) -> None:
    project = desk.write()
    (project.root / IT).unlink()
    (project.root / IT).symlink_to("/dev/zero")
    assert desk.told(project) == [f"{IT} not-a-file"]


def test_a_link_to_itself(desk: Desk) -> None:
    project = desk.write()
    (project.root / IT).unlink()
    (project.root / IT).symlink_to(project.root / IT)
    assert desk.told(project) == [f"{IT} not-a-file"]


def test_a_link_to_nothing(desk: Desk) -> None:
    project = desk.write()
    for name in ("it.yaml", "briefing.yaml"):
        path = project.content_folder / "harbour" / name
        path.unlink()
        path.symlink_to("nowhere.yaml")
    (project.root / "brief.yaml").symlink_to("nowhere.yaml")
    assert desk.told(project) == ["brief.yaml missing-file"]
    (project.root / "brief.yaml").unlink()
    assert desk.told(project) == [
        "content/harbour/briefing.yaml missing-file",
        f"{IT} missing-file",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read(desk: Desk) -> None:
    project = desk.write()
    (project.root / IT).unlink()
    (project.root / IT).symlink_to("/proc/self/mem")
    assert desk.told(project) == [f"{IT} unreadable-file"]


def test_settings_that_are_a_folder(desk: Desk) -> None:
    project = desk.write()
    project.settings_file.mkdir()
    assert desk.told(project) == ["brief.yaml not-a-file"]


@pytest.mark.parametrize(
    "content", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000, "[{a: " * 3_000]
)
def test_deep_nesting_is_refused(desk: Desk, content: str) -> None:
    project = desk.write(it=content)
    assert "too-deep" in [finding.code for finding in desk.findings(project)]


def test_a_bomb_of_references_does_not_go_off(desk: Desk) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)
    )
    project = desk.write(it=bomb + desk.edition)
    codes = [finding.code for finding in desk.findings(project)]
    assert set(codes) == {"anchor", "unknown-key", "more-findings"}
    assert len(codes) == 51


def test_a_file_full_of_mistakes_is_answered_in_brief(desk: Desk) -> None:
    content = "".join(f"key{n}: x\n" for n in range(5_000))
    project = desk.write(it=content)
    codes = [finding.code for finding in desk.findings(project)]
    assert len(codes) == 51
    assert codes.count("more-findings") == 1


@pytest.mark.parametrize("content", ["- a: b\n" * 100_000, "{" + "a: b, " * 100_000 + "}"])
def test_a_file_of_countless_entries_is_refused(desk: Desk, content: str) -> None:
    project = desk.write(it=content)
    assert "too-many-entries" in [finding.code for finding in desk.findings(project)]


def test_a_text_that_no_page_could_hold_is_refused(desk: Desk) -> None:
    project = desk.write(it=desk.edition.replace("Il porto cresce.", "'" + "[" * 900_000 + "](x'"))
    assert desk.told(project) == [f"{IT}:2:10 too-long"]


def test_countless_labels_do_not_hold_up_the_build(desk: Desk) -> None:
    labels = "".join(f"  label-{number}: x\n" for number in range(5_000))
    figures = "".join(f"  - {{id: figure-{number}, value: 1}}\n" for number in range(1_500))
    project = desk.write(
        briefing=desk.facts + "key_figures:\n" + figures,
        it=desk.edition + "key_figures:\n" + labels,
    )
    codes = [finding.code for finding in desk.findings(project)]
    assert codes.count("no-such-key-figure") == 30
    assert codes.count("no-label") == 30


def test_a_file_full_of_syntax_errors_is_answered_in_brief() -> None:
    text = "points:\n" + "  - a b: c: d\n" * 500
    _, findings = parse_yaml(SourceText("it.yaml", text), {"points"})
    assert [str(finding.place) for finding in findings[:2]] == ["it.yaml:2:11", "it.yaml:3:11"]
    assert 20 < len(findings) < 30


def test_one_bad_file_hides_no_other(desk: Desk) -> None:
    project = desk.write(briefing=desk.facts.encode("utf-16"), it=b"\xff\x00", de="x")
    assert desk.told(project) == [
        "content/harbour/briefing.yaml not-utf-8",
        "content/harbour/de.yaml:1:1 wrong-kind",
        f"{IT}:1:1 not-utf-8",
    ]
