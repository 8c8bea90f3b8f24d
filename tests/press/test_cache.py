"""The cache of printed pages: it gives back what it was given, or nothing."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from brief.findings import Place, Related, error, note
from brief.press.cache import PageCache
from brief.press.job.hash import JobKey
from brief.press.job.result import PrintedPdf
from brief.storage.hashed_store import take_damage_notes

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

KEY = JobKey("ab" + "c" * 62, "de" + "f" * 62)


def key(start: str) -> JobKey:
    return JobKey(f"{start:0<64}", f"{start:f<64}")


def page(pdf: bytes = b"%PDF-1.7 a page", *, silent: bool = False) -> PrintedPdf:
    place = Place("content/tides/it.yaml", 4, 2, 3, "title: L’acqua")
    findings = (
        error("a-code", "què", "fà così", place, (Related("qui", place),)),
        note("b", "nota"),
    )
    told = () if silent else findings
    return PrintedPdf("tides", "it", "screen", pdf, 1, 0.25, 2, 9.3, 0.97, told)


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    printed = (page(), page(b""), page(b"\x00\n" * 99))
    PageCache(tmp_path).put(KEY, printed)

    assert PageCache(tmp_path).get(KEY) == printed
    assert PageCache(tmp_path).get(key("0")) is None


def test_what_was_found_holds_only_where_it_was_said(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    moved = JobKey(KEY.pages, "another")
    cache.put(KEY, (page(),))
    assert cache.get(moved) is None
    cache.put(KEY, (page(silent=True),))
    assert cache.get(moved) == (page(silent=True),)


@given(data=st.data())
def test_a_damaged_entry_is_never_given_out(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = PageCache(tmp_path_factory.mktemp("cache"))
    cache.put(KEY, (page(),))
    (entry,) = cache.store.folder.glob("??/*")
    content = bytearray(entry.read_bytes())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    entry.write_bytes(content)

    assert cache.get(KEY) is None
    assert [finding.code for finding in take_damage_notes()] == ["cache-damaged"]
    assert not entry.exists()
    cache.put(KEY, (page(),))
    assert cache.get(KEY) == (page(),)


def test_builds_at_the_same_time_share_it(tmp_path: Path) -> None:
    wrong: list[object] = []

    def work(number: int) -> None:
        cache = PageCache(tmp_path, max_bytes=50_000)
        for step in range(60):
            name = key(f"{step % 7:02}")
            there = (page(name.pages.encode() * 30),)
            found = cache.get(name)
            if found not in (None, there):
                wrong.append((number, found))
            cache.put(name, there)
        wrong.extend([*cache.findings, *take_damage_notes()])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "pages").write_text("in the way")
    cache = PageCache(tmp_path)

    cache.put(KEY, (page(),))
    cache.put(KEY, (page(),))

    assert cache.get(KEY) is None
    assert [finding.code for finding in cache.findings] == ["cache-unwritable"]
