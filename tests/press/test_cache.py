"""The cache of printed pages: it gives back what it was given, or nothing."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from brief.findings import Place, Related, error, note
from brief.press.cache import PageCache
from brief.press.job.hash import JobKey
from brief.press.job.result import PrintedPdf

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


def test_a_single_wrong_byte_is_found_wherever_it_is(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    cache.put(KEY, (page(),))
    (entry,) = cache.folder.glob("??/*")
    content = entry.read_bytes()
    for place in range(len(content)):
        entry.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert cache.get(KEY) is None, place


@given(data=st.data())
def test_a_damaged_entry_is_never_given_out(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = PageCache(tmp_path_factory.mktemp("cache"))
    cache.put(KEY, (page(),))
    (entry,) = cache.folder.glob("??/*")
    content = bytearray(entry.read_bytes())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    entry.write_bytes(content)

    assert cache.get(KEY) is None
    assert [finding.code for finding in cache.findings] == ["cache-damaged"]
    assert not entry.exists()
    cache.put(KEY, (page(),))
    assert cache.get(KEY) == (page(),)


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    keys = [key(f"{number:02}") for number in range(10)]
    for number, name in enumerate(keys):
        cache.put(name, (page(bytes(1000)),))
        (entry,) = cache.folder.glob(f"{name.with_findings[:2]}/*")
        os.utime(entry, (1_000_000 + number, 1_000_000 + number))
    cache.get(keys[0])  # in use again

    size = cache.usage().size
    freed = cache.prune(size // 2)

    left = {name for name in keys if cache.get(name)}
    assert 0 < cache.usage().size <= size // 2
    assert freed == size - cache.usage().size
    assert keys[0] in left
    assert left - {keys[0]} == set(keys[-len(left) + 1 :])


def test_it_stays_within_its_bound_while_it_is_filled(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, bound=100_000)
    for number in range(200):
        cache.put(key(f"{number:02x}"), (page(bytes(2000)),))
        assert cache.usage().size <= 110_000
    assert cache.usage().entries > 20


def test_what_a_crash_left_half_written_is_taken_away_in_time(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    cache.put(KEY, (page(),))
    (entry,) = cache.folder.glob("??/*")
    fresh, old = entry.with_name(".fresh"), entry.with_name(".old")
    fresh.write_bytes(b"half")
    old.write_bytes(b"half")
    os.utime(old, (0, 0))

    assert cache.usage().entries == 1
    cache.prune(0)

    assert fresh.exists()
    assert not old.exists()


def test_builds_at_the_same_time_share_it(tmp_path: Path) -> None:
    wrong: list[object] = []

    def work(number: int) -> None:
        cache = PageCache(tmp_path, bound=50_000)
        for step in range(60):
            name = key(f"{step % 7:02}")
            there = (page(name.pages.encode() * 30),)
            found = cache.get(name)
            if found not in (None, there):
                wrong.append((number, found))
            cache.put(name, there)
        wrong.extend(cache.findings)

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
