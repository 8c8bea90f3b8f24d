"""The benchmark measures what it says: new pages, work that was done, tables in their place."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING

import pytest

from benchmarks.content import make_project, slugs
from benchmarks.editing import change_colour, change_word, change_words, state
from benchmarks.measure import CommandError, Series, run, watch
from benchmarks.memory import EVERY, Watch
from benchmarks.outcome import overfull
from benchmarks.peers.chromium import Chromium, ChromiumCommand
from benchmarks.peers.hosting import Hosted, PeerError
from benchmarks.peers.library import Library
from benchmarks.peers.typst import WarmTypst
from benchmarks.peers.weasyprint import WarmWeasyPrint
from benchmarks.preparation import prepare
from benchmarks.table import NoPlaceError, Table, put_into
from brief.editorial.briefing import read_briefing, read_settings
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.peers.hosting import Peer

CHANCE = Random(7)  # noqa: S311 - chance for texts, not for secrets
SECTIONS = ("single", "batch", "prices", "idle", "preview", "scale")
MARKS = "".join(f"{name}\n<!-- {name}: begin -->\n<!-- {name}: end -->\n" for name in SECTIONS)
TABLE = Table("batch", ("what", "ms"), (("brief", "12"),), ("A remark.",))


def texts(root: Path) -> dict[str, str]:
    """Return all that is written in the project, by file."""
    files = (file for file in (root / "content").rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}


def differing(before: dict[str, str], after: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Return the words that differ, by file."""
    return {
        name: [
            pair
            for pair in zip(before[name].split(), after[name].split(), strict=True)
            if pair[0] != pair[1]
        ]
        for name in before
        if before[name] != after[name]
    }


def test_a_seed_makes_the_same_texts_again_and_another_one_makes_others(tmp_path: Path) -> None:
    one, same, other = (
        texts(make_project(tmp_path / name, 4, seed))
        for name, seed in (("one", 1), ("same", 1), ("other", 2))
    )
    assert one == same
    assert all(one[name] != other[name] for name in one)


def test_no_two_editions_of_a_project_are_alike(tmp_path: Path) -> None:
    found = list(texts(make_project(tmp_path / "many", 60, 3)).values())
    assert len(set(found)) == len(found) == 90


def test_brief_has_nothing_to_say_against_the_texts(tmp_path: Path) -> None:
    project = Project(make_project(tmp_path / "many", 60, 4))
    settings = read_settings(project)
    found = [read_briefing(project, settings, slug).findings for slug in slugs(project.root)]
    assert found == [()] * 30


def test_an_editor_changes_one_word_of_one_edition(tmp_path: Path) -> None:
    root = make_project(tmp_path / "few", 6, 5)
    before = texts(root)
    change_word(root, "port-00001", "it", CHANCE)
    changed = differing(before, texts(root))
    assert list(changed) == ["content/port-00001/it.yaml"]
    assert len(changed["content/port-00001/it.yaml"]) == 1


def test_an_editor_changes_one_word_of_every_edition(tmp_path: Path) -> None:
    root = make_project(tmp_path / "few", 6, 6)
    before = texts(root)
    change_words(root, CHANCE)
    changed = differing(before, texts(root))
    assert [len(words) for words in changed.values()] == [1] * 6


def test_another_colour_is_a_change_of_the_accent_alone(tmp_path: Path) -> None:
    root = make_project(tmp_path / "few", 2, 7)
    brand = root / "styles" / "brands" / "house" / "brand.yaml"
    before = brand.read_text("utf-8").splitlines()
    change_colour(root, CHANCE)
    pairs = zip(before, brand.read_text("utf-8").splitlines(), strict=True)
    changed = [after for before, after in pairs if before != after]
    assert len(changed) == 1
    assert re.search(r'accent: \{screen: "#[0-9a-f]{6}"', changed[0])


def test_a_file_that_is_written_again_with_the_same_bytes_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(b"page")
    before = state(tmp_path)
    assert state(tmp_path) == before
    beside = tmp_path / "beside"
    beside.write_bytes(b"page")
    beside.replace(file)
    assert state(tmp_path) != before


def test_a_slow_round_is_slow_for_all_and_does_not_change_the_ratio() -> None:
    one, other = Series("one", seconds=[1, 2, 9]), Series("other", seconds=[2, 4, 18])
    assert one.median == 2
    assert other.times_as_long_as(one) == 2


def test_a_command_that_fails_is_not_timed(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", "import sys; sys.exit('no paper')"]
    with pytest.raises(CommandError, match="no paper"):
        run(argv, tmp_path, os.environ)
    with pytest.raises(CommandError, match="no paper"):
        watch(argv, tmp_path, os.environ, EVERY)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /proc")
def test_memory_is_that_of_the_process_and_of_its_largest_child(tmp_path: Path) -> None:
    child = "import time; held = b'x' * 60_000_000; time.sleep(1)"
    parent = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    )
    _, peaks = watch([sys.executable, "-c", parent], tmp_path, os.environ, EVERY)
    assert peaks is not None
    assert 2 < peaks.own < 60 < peaks.child < 100
    assert peaks.together > 60


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has /proc")
def test_children_that_end_while_they_are_looked_at_stop_no_watch(tmp_path: Path) -> None:
    parent = (
        "import subprocess, time\n"
        "for _ in range(100): subprocess.run(['true'], check=True)\n"
        "held = b'x' * 60_000_000\n"
        "time.sleep(0.2)\n"
    )
    _, peaks = watch([sys.executable, "-c", parent], tmp_path, os.environ, 0.0005)
    assert peaks is not None
    assert peaks.own > 60
    assert peaks.child == 0


def test_nothing_is_said_of_a_process_that_has_ended() -> None:
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    with Watch(ended.pid) as watched:
        pass
    assert watched.peaks() is None


def test_a_table_replaces_what_stands_between_its_marks_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "speed.md"
    file.write_text(f"Before.\n{MARKS}After.\n", "utf-8")
    for _ in range(2):
        put_into(file, TABLE, "Here, today.")
    written = "| what | ms |\n| --- | ---: |\n| brief | 12 |\n\nA remark. Here, today.\n"
    expected = MARKS.replace("batch: begin -->\n", f"batch: begin -->\n{written}")
    assert file.read_text("utf-8") == f"Before.\n{expected}After.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["speed.md"]


def test_a_file_without_a_place_for_the_table_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "speed.md"
    file.write_text("<!-- batch: begin -->\nno end\n", "utf-8")
    with pytest.raises(NoPlaceError, match="batch: end"):
        put_into(file, TABLE, "")
    assert file.read_text("utf-8") == "<!-- batch: begin -->\nno end\n"


def test_a_peer_that_is_not_there_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert ChromiumCommand("command").missing() == "apt-get install chromium"
    assert Chromium("warm", 2).missing().startswith("apt-get install chromium")


def test_a_folder_with_something_in_it_is_not_worked_in(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").touch()
    done = measure(checkout, "--quick", "--keep", str(tmp_path))
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_that_there_is_no_place_for_a_table_is_said_before_it_is_measured(
    checkout: Path, tmp_path: Path
) -> None:
    done = measure(checkout, "--only", "scale", "--into", str(tmp_path / "none.md"))
    assert done.returncode == 1
    assert "<!-- scale: begin -->" in done.stderr


PEERS: tuple[Peer, ...] = (
    Library("brief"),
    Library("in a known setting", fit=False, checks=False),
    WarmWeasyPrint("WeasyPrint", naive=False),
    WarmWeasyPrint("WeasyPrint naive", naive=True),
    Chromium("Chromium", 2),
    WarmTypst("Typst", fresh=True),
)


@pytest.mark.slow
@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_prints_the_whole_text_on_one_page(peer: Peer, tmp_path: Path) -> None:
    if remedy := peer.missing():
        pytest.skip(remedy)
    pages = prepare(make_project(tmp_path / "project", 4, 8), tmp_path / "pages")
    out = tmp_path / "out"
    out.mkdir()
    with Hosted(peer) as host:
        assert host.print(pages, out) > 0
        assert host.print(pages[:2], out) > 0
    assert overfull(pages, out) == 0
    for page in pages:
        data = json.loads(page.data.read_text("utf-8"))
        printed = letters(page_text(out / page.name))
        for runs in (data["title"], data["standfirst"], data["summary"], *data["points"]):
            assert letters("".join(run["text"] for run in runs)) in printed


@pytest.mark.slow
def test_a_peer_that_fails_says_why(tmp_path: Path) -> None:
    pages = prepare(make_project(tmp_path / "project", 2, 9), tmp_path / "pages")
    with (
        Hosted(WarmWeasyPrint("WeasyPrint", naive=False)) as host,
        pytest.raises(PeerError, match="WeasyPrint: FileNotFoundError"),
    ):
        host.print(pages, tmp_path / "no such folder")


@pytest.mark.slow
@pytest.mark.parametrize("section", SECTIONS)
def test_the_smallest_run_of_a_section_writes_its_table(
    section: str, checkout: Path, tmp_path: Path
) -> None:
    documented = (checkout / "docs" / "speed.md").read_bytes()
    page = tmp_path / "speed.md"
    page.write_text(MARKS, "utf-8")
    done = measure(checkout, "--quick", "--only", section, "--into", str(page))
    assert done.returncode == 0, done.stderr
    text = page.read_text("utf-8")
    begin, end = f"<!-- {section}: begin -->", f"<!-- {section}: end -->"
    assert text.replace(text.partition(begin)[2].partition(end)[0], "\n") == MARKS
    rows = [row.strip("| ").split(" | ") for row in text.splitlines() if row.startswith("|")][2:]
    assert len(rows) >= 2
    for name, time, *_ in rows:
        assert name
        assert float(time.split(" ")[0]) > 0
    missing = [peer.name for peer in PEERS if peer.missing()]
    if section == "batch":
        assert all(f"Left out: {name}" in text for name in missing)
        assert len(rows) >= 13 - 5 * len(missing)
    assert done.stdout.strip() in text.replace("\r", "")
    assert (checkout / "docs" / "speed.md").read_bytes() == documented


def measure(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the benchmark as its documentation says."""
    return subprocess.run(
        [sys.executable, "benchmarks/speed.py", *arguments],
        cwd=checkout,
        capture_output=True,
        check=False,
        text=True,
    )


def page_text(file: Path) -> str:
    """Return all text on the first page, tagged or not."""
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return str(document[0].get_textpage().get_text_bounded())


def letters(text: str) -> str:
    """Return the letters and digits of a text, which line ends and hyphens do not change."""
    return "".join(filter(str.isalnum, text))
