"""The store of hash-checked files: it returns what was written, or nothing, and stays small."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.storage.hashed_store import HashedStore, StoreUsage, prune_stores, take_damage_notes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def no_notes_from_others() -> Iterator[None]:
    take_damage_notes()
    yield
    take_damage_notes()


@pytest.fixture
def store(tmp_path: Path) -> HashedStore:
    return HashedStore(tmp_path / "store", ".entry", 100_000, (".folder",))


def test_an_entry_is_read_as_it_was_written(store: HashedStore, tmp_path: Path) -> None:
    assert store.read("abc") is None
    assert store.read_usage() == StoreUsage(0, 0)
    for content in (b"", b"\0\n" * 99):
        store.write("abc", content)
        other = HashedStore(tmp_path / "store", ".entry", 100_000)
        assert other.read("abc") == content
    assert store.read_usage() == StoreUsage(1, store.entry_path("abc").stat().st_size)
    assert take_damage_notes() == []


def test_each_wrong_byte_is_found_and_reported_once(store: HashedStore) -> None:
    store.write("abc", b"content")
    entry = store.entry_path("abc")
    file = entry.read_bytes()
    for place in range(len(file)):
        entry.write_bytes(file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :])
        assert store.read("abc") is None, place
        assert not entry.exists()
        assert [note.code for note in take_damage_notes()] == ["cache-damaged"]
        assert take_damage_notes() == []


@given(data=st.data())
def test_an_entry_that_is_cut_or_extended_is_not_read(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = HashedStore(tmp_path_factory.mktemp("store"), ".entry", 100_000)
    store.write("abc", b"content")
    entry = store.entry_path("abc")
    file = entry.read_bytes()
    if data.draw(st.booleans()):
        entry.write_bytes(file[: data.draw(st.integers(0, len(file) - 1))])
    else:
        entry.write_bytes(file + data.draw(st.binary(min_size=1)))
    assert store.read("abc") is None
    store.write("abc", b"content")
    assert store.read("abc") == b"content"


def test_an_entry_under_the_name_of_another_is_not_read(store: HashedStore) -> None:
    store.write("abc", b"content")
    store.entry_path("abc").rename(store.entry_path("abd"))
    assert store.read("abd") is None


def test_the_least_recently_used_entries_go_first(store: HashedStore) -> None:
    keys = [f"{number:02}x" for number in range(10)]
    for number, key in enumerate(keys):
        store.write(key, bytes(1000))
        os.utime(store.entry_path(key), (1_000_000 + number, 1_000_000 + number))
    store.read(keys[0])  # in use again

    size = store.read_usage().size
    freed = prune_stores([store], size // 2)

    left = {key for key in keys if store.read(key)}
    assert 0 < store.read_usage().size <= size // 2
    assert freed == size - store.read_usage().size
    assert left == {keys[0], *keys[-len(left) + 1 :]}


def test_stores_are_pruned_together(store: HashedStore, tmp_path: Path) -> None:
    other = HashedStore(tmp_path / "other", ".json", 100_000)
    store.write("new", bytes(1000))
    other.write("old", bytes(1000))
    os.utime(other.entry_path("old"), (1_000_000, 1_000_000))
    assert prune_stores([store, other], 1500) > 1000
    assert store.read("new") == bytes(1000)
    assert other.read("old") is None


def test_a_store_stays_within_its_limit_while_it_is_filled(store: HashedStore) -> None:
    for number in range(200):
        store.write(f"{number:02x}x", bytes(2000))
        assert store.read_usage().size <= 110_000
    assert store.read_usage().entries > 20


def test_a_temporary_file_of_a_crash_goes_in_time(store: HashedStore) -> None:
    store.write("abc", b"content")
    entry = store.entry_path("abc")
    fresh, old = entry.with_name(".fresh"), entry.with_name(".old")
    fresh.write_bytes(b"half")
    old.write_bytes(b"half")
    os.utime(old, (0, 0))

    assert store.read_usage().entries == 1
    prune_stores([store], 0)

    assert fresh.exists()
    assert not old.exists()


def test_folders_of_an_entry_count_and_go_with_it(store: HashedStore) -> None:
    store.write("abc", b"content")
    alone = store.read_usage().size
    folder = store.companion("abc", ".folder")
    folder.mkdir()
    (folder / "file").write_bytes(bytes(500))
    assert store.read_usage() == StoreUsage(1, alone + 500)
    assert prune_stores([store], 0) == alone + 500
    assert not folder.exists()


def test_everything_can_be_deleted(store: HashedStore) -> None:
    assert store.clear() == 0
    store.write("abc", b"content")
    size = store.read_usage().size
    assert store.clear() == size > 0
    assert store.read_usage() == StoreUsage(0, 0)
