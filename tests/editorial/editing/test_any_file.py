"""In any file, an edit changes what it should and nothing else."""

from __future__ import annotations

import re
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.editorial.editing import (
    EditRefusedError,
    insert_item,
    move_item,
    remove_item,
    remove_key,
    replace_scalar,
    set_key,
)
from brief.editorial.editing.document import EditedText
from brief.editorial.yaml.nodes import ScalarNode
from brief.findings.source_text import clean_text
from tests.editorial.editing.random_files import RandomFile

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]
NEW = "new key"


def load(text: str) -> Any:  # noqa: ANN401 - a file is anything
    """Read a file by another way than the edits do: PyYAML's own parser."""
    return yaml.load(clean_text(text.removeprefix("\ufeff")), Loader=yaml.BaseLoader)  # noqa: S506


def values(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401
    yield path, data
    steps = list(data) if isinstance(data, dict) else []
    for step in range(len(data)) if isinstance(data, list) else steps:
        yield from values(data[step], (*path, step))


def replaced(data: Any, path: Path, value: str) -> Any:  # noqa: ANN401
    if not path:
        return value
    if isinstance(data, dict):
        return {
            key: replaced(inner, path[1:], value) if key == path[0] else inner
            for key, inner in data.items()
        }
    return [
        replaced(inner, path[1:], value) if number == path[0] else inner
        for number, inner in enumerate(data)
    ]


def check_replacement(seed: int) -> None:
    made = RandomFile(Random(seed))  # noqa: S311 - not a secret
    pick, before = made.random, made.file()
    data = load(before)
    scalars = {path: value for path, value in values(data) if isinstance(value, str)}
    path = pick.choice(list(scalars))
    new = made.text()
    if pick.random() < 0.3 and (words := scalars[path].split(" ")):
        words[pick.randrange(len(words))] = made.words(2)
        new = " ".join(words)
    after = replace_scalar(before, path, new)
    read = load(after)
    found = next(value for at, value in values(read) if at == path)
    assert found == new or (found.rstrip("\n") == new and found.endswith("\n")), (before, after)
    assert read == replaced(data, path, found), (before, after)
    assert list(values(read)) == list(values(replaced(data, path, found))), "the order of keys"
    assert comments(after) == comments(before), (before, after)
    if re.fullmatch(r"[a-z]+(?: [a-z]+)*", new) and scalars[path] and new != "null":
        assert style_of(after, path) == style_of(before, path), (before, after)


def style_of(text: str, path: Path) -> str:
    """Return the style of a scalar: its quote, `|` or `>`, or nothing."""
    node = EditedText(text, "").slot_at(path).node
    assert isinstance(node, ScalarNode)
    return node.style


def comments(text: str) -> list[str]:
    return re.findall(r"# (?:header|free|about it|comment|c)(?=\r?$)", text, re.MULTILINE)


def check_entries(seed: int) -> None:
    made = RandomFile(Random(seed))  # noqa: S311 - not a secret
    pick, before = made.random, made.file()
    expected = load(before)
    path, inside = pick.choice(
        [(path, value) for path, value in values(expected) if isinstance(value, list | dict)]
    )
    value = pick.choice((made.words(30), made.text(), {"id": made.words(1), "text": made.text()}))
    steps = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
    at, to = pick.choice(steps), pick.choice(steps)
    name = pick.choice(("add", "remove", "move"))
    try:
        after = change(name, before, path, at, to, value)
    except EditRefusedError:
        assert keeps_blank_lines(before), (name, before)
        return
    change_data(name, inside, at, to, value)
    assert without_last_breaks(load(after)) == without_last_breaks(expected), (before, after)
    if name != "remove":
        assert sorted(comments(after)) == sorted(comments(before)), (before, after)


def change(name: str, text: str, path: Path, at: Any, to: Any, value: Any) -> str:  # noqa: ANN401, PLR0913, PLR0917
    if isinstance(at, str):
        return (
            remove_key(text, (*path, at)) if name == "remove" else set_key(text, path, NEW, value)
        )
    if name == "add":
        return insert_item(text, path, at, value)
    return remove_item(text, path, at) if name == "remove" else move_item(text, path, at, to)


def change_data(name: str, data: Any, at: Any, to: Any, value: Any) -> None:  # noqa: ANN401
    if name == "remove":
        del data[at]
    elif isinstance(data, dict):
        data[NEW] = value
    else:
        data.insert(*((at, value) if name == "add" else (to, data.pop(at))))


def without_last_breaks(data: Any) -> Any:  # noqa: ANN401
    """Return the data in the order of its keys; line breaks that end a text do not count."""
    return [
        (path, value.rstrip("\n") if isinstance(value, str) else type(value))
        for path, value in values(data)
    ]


def keeps_blank_lines(text: str) -> bool:
    """Return whether blank lines belong to a text: what follows them cannot be moved freely."""
    return bool(re.search(r"[|>]\+", text)) or not text.endswith("\n")


@given(st.integers(0, 2**32))
@settings(max_examples=150)
def test_a_scalar_is_replaced_and_nothing_else(seed: int) -> None:
    check_replacement(seed)


@given(st.integers(0, 2**32))
@settings(max_examples=100)
def test_entries_change_and_nothing_else(seed: int) -> None:
    check_entries(seed)


@pytest.mark.slow
def test_a_scalar_is_replaced_in_ten_thousand_files() -> None:
    for seed in range(10_000):
        check_replacement(seed)


@pytest.mark.slow
def test_entries_change_in_ten_thousand_files() -> None:
    for seed in range(10_000):
        check_entries(seed)


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.sampled_from("abcdefg"))
@settings(max_examples=200)
def test_any_text_is_written_in_any_style(text: str, key: str) -> None:
    before = (
        "a: plain\nb: 'single'\nc: \"double\"\nd: >-\n  folded\n  lines\ne: |-\n  literal\n"
        "f:\ng: [in, brackets]\nh: last\n"
    )
    path: Path = (key, 1) if key == "g" else (key,)
    read = load(replace_scalar(before, path, text))
    assert read == replaced(load(before), path, text)
