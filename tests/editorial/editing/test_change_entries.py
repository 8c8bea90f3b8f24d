"""Entries of lists and mappings are added, removed and moved with the comments that are theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from brief.editorial.editing import (
    EditRefusedError,
    insert_item,
    move_item,
    remove_item,
    remove_key,
    set_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FACTS = """\
# About the file.
date: 2026-03-01
# Who is named.
names: [Alpha, "Beta", Gamma]
key_figures:
  # the first figure
  - {id: one, value: 560e6, unit: USD}
  - {id: two, value: 2}  # the second

  # about nothing

  - {id: three, value: 3}
"""
POINTS = """\
points:
  - >-
    The first point.

  - id: second
    text: >-
      The second point.
    # a note on the second

  - third
none: []  # not yet
nothing:
labels:
  one: label of one
  # about two
  two: label of two
"""


def test_a_figure_is_written_like_those_beside_it() -> None:
    new = {"id": "new", "value": "4e9", "unit": "CNY", "label": "a, b"}
    result = insert_item(FACTS, ("key_figures",), 2, new)
    line = '  - {id: new, value: 4e9, unit: CNY, label: "a, b"}\n'
    before, after = FACTS.split("  - {id: three")
    assert result == f"{before}{line}  - {{id: three{after}"


def test_a_figure_goes_with_its_comments() -> None:
    result = remove_item(FACTS, ("key_figures",), 0)
    assert result == FACTS.replace(
        "  # the first figure\n  - {id: one, value: 560e6, unit: USD}\n", ""
    )
    result = remove_item(FACTS, ("key_figures",), 1)
    assert result == FACTS.replace("  - {id: two, value: 2}  # the second\n\n", "")
    assert "# about nothing" in remove_item(FACTS, ("key_figures",), 2)


def test_figures_move_with_their_comments() -> None:
    result = move_item(FACTS, ("key_figures",), 0, 2)
    assert result.split("key_figures:\n")[1] == (
        "  - {id: two, value: 2}  # the second\n"
        "  - {id: three, value: 3}\n\n"
        "  # about nothing\n\n"
        "  # the first figure\n"
        "  - {id: one, value: 560e6, unit: USD}\n"
    )
    assert move_item(result, ("key_figures",), 2, 0) == FACTS


def test_a_text_in_a_list_is_written_in_the_style_of_its_neighbour() -> None:
    result = insert_item(POINTS, ("points",), 0, "A new point: with a colon.")
    assert result.startswith(
        "points:\n  - >-\n    A new point: with a colon.\n\n  - >-\n    The first point.\n"
    )
    result = insert_item(POINTS, ("points",), 3, "fourth")
    assert "  - third\n\n  - fourth\nnone:" in result


def test_a_mapping_in_a_list_of_blocks() -> None:
    result = insert_item(POINTS, ("points",), 2, {"id": "new", "text": "A new one."})
    assert "    # a note on the second\n\n  - id: new\n    text: A new one.\n\n  - third" in result


def test_points_are_removed_with_their_blank_line() -> None:
    assert remove_item(POINTS, ("points",), 0) == POINTS.replace(
        "  - >-\n    The first point.\n\n", ""
    )
    start, end = POINTS.index("  - id: second"), POINTS.index("  - third")
    assert remove_item(POINTS, ("points",), 1) == POINTS[:start] + POINTS[end:]
    assert remove_item(POINTS, ("points",), 2) == POINTS.replace("\n\n  - third\n", "\n")


def test_empty_lists_get_their_first_item() -> None:
    result = insert_item(POINTS, ("none",), 0, "first")
    assert "none:  # not yet\n  - first\nnothing:" in result
    result = insert_item(POINTS, ("nothing",), 0, {"id": "a", "text": "b"})
    assert "nothing:\n  - id: a\n    text: b\nlabels:" in result
    assert insert_item("a: {b: []}\n", ("a", "b"), 0, "c") == "a: {b: [c]}\n"
    assert insert_item("a:", ("a",), 0, "c") == "a:\n  - c"


def test_dashes_are_where_the_file_has_them() -> None:
    text = "a:\n- b\nc: []\n"
    assert insert_item(text, ("c",), 0, "d") == "a:\n- b\nc:\n- d\n"


def test_the_last_item_leaves_an_empty_list() -> None:
    text = "a:  # why\n  # about b\n  - b\nc: d\n"
    assert remove_item(text, ("a",), 0) == "a: []  # why\nc: d\n"
    assert remove_item("a: [b]\n", ("a",), 0) == "a: []\n"
    assert remove_item("- a\n", (), 0) == "[]\n"


def test_lists_in_brackets_on_one_line() -> None:
    assert '[Alpha, Delta, "Beta", Gamma]' in insert_item(FACTS, ("names",), 1, "Delta")
    assert '[Alpha, "Beta", Gamma, "x, y"]' in insert_item(FACTS, ("names",), 3, "x, y")
    assert '["Beta", Gamma]' in remove_item(FACTS, ("names",), 0)
    assert '[Alpha, "Beta"]' in remove_item(FACTS, ("names",), 2)
    assert '["Beta", Gamma, Alpha]' in move_item(FACTS, ("names",), 0, 2)


def test_lists_in_brackets_on_several_lines() -> None:
    text = "a: [\n  b,  # of b\n  # above c\n  c,\n  d  # of d\n]\n"
    assert insert_item(text, ("a",), 3, "e") == text.replace("d  # of d\n", "d,  # of d\n  e\n")
    assert insert_item(text, ("a",), 0, "e") == text.replace("[\n", "[\n  e,\n")
    assert remove_item(text, ("a",), 1) == text.replace("  # above c\n  c,\n", "")
    assert remove_item(text, ("a",), 2) == text.replace("c,\n  d  # of d\n", "c\n")
    assert move_item(text, ("a",), 0, 2) == (
        "a: [\n  # above c\n  c,\n  d,  # of d\n  b  # of b\n]\n"
    )
    text = "a: [\n  b,\n  c,\n]\n"
    assert insert_item(text, ("a",), 2, "d") == "a: [\n  b,\n  c,\n  d,\n]\n"
    assert remove_item(text, ("a",), 1) == "a: [\n  b,\n]\n"


def test_labels_are_added_changed_and_removed() -> None:
    result = set_key(POINTS, ("labels",), "three", "label: three")
    assert result == POINTS + '  three: "label: three"\n'
    result = set_key(POINTS, ("labels",), "one", "another label")
    assert result == POINTS.replace("label of one", "another label")
    assert remove_key(POINTS, ("labels", "two")) == POINTS.replace(
        "  # about two\n  two: label of two\n", ""
    )
    assert "nothing:\n  one: a label\nlabels:" in set_key(POINTS, ("nothing",), "one", "a label")


def test_keys_of_a_figure_in_braces() -> None:
    result = set_key(FACTS, ("key_figures", 1), "unit", "EUR")
    assert "- {id: two, value: 2, unit: EUR}  # the second" in result
    result = set_key(result, ("key_figures", 1), "value", "3.5")
    assert "- {id: two, value: 3.5, unit: EUR}  # the second" in result
    result = set_key(result, ("key_figures", 1), "value", ["1", "2"])
    assert "- {id: two, value: [1, 2], unit: EUR}  # the second" in result
    assert remove_key(result, ("key_figures", 1, "value")).count("{id: two, unit: EUR}") == 1


def test_another_kind_of_value_keeps_the_comment_on_its_line() -> None:
    text = "a: b  # of a\nc: >-\n  d\ne:\n  - f  # of f\ng: {i}\n"
    assert set_key(text, (), "a", None) == text.replace("a: b  #", "a:  #")
    assert set_key(text, (), "a", ["x"]) == text.replace("a: b  # of a", "a:  # of a\n  - x")
    assert set_key(text, (), "a", 5) == text.replace("a: b", "a: 5")
    assert set_key(text, (), "c", None) == text.replace(" >-\n  d", "")
    assert set_key(text, (), "e", "x") == text.replace("\n  - f", " x")
    assert set_key(text, ("g",), "i", "x, y") == text.replace("i}", 'i: "x, y"}')
    assert set_key(text, ("g",), "i", ["x"]) == text.replace("i}", "i: [x]}")


def test_a_long_list_in_brackets_goes_on_on_the_next_line() -> None:
    text = "names: [" + ", ".join(["Somebody"] * 9) + "]\n"
    result = insert_item(text, ("names",), 9, "Somebody else")
    assert result == text.replace("]", ",\n  Somebody else]")


def test_keys_of_the_file() -> None:
    assert set_key(FACTS, (), "status", "draft") == f"{FACTS}status: draft\n"
    result = remove_key(FACTS, ("date",))
    assert result == FACTS.replace("date: 2026-03-01\n", ""), "the file's first comment stays"
    assert "# Who is named" not in remove_key(FACTS, ("names",))
    assert set_key("# nothing yet\n", (), "a", "b") == "# nothing yet\na: b\n"
    assert remove_key("a: b\n", ("a",)) == "{}\n"
    assert set_key("{}\n", (), "a", "b") == "{a: b}\n"


def test_a_list_as_a_new_key() -> None:
    result = set_key("a: b\n", (), "points", ["One.", {"id": "two", "text": "Two."}])
    assert result == "a: b\npoints:\n  - One.\n  - id: two\n    text: Two.\n"


def test_the_first_key_after_a_dash() -> None:
    text = "a:\n  - id: b\n    # of text\n    text: c\n  - d\n"
    assert remove_key(text, ("a", 0, "id")) == "a:\n  - # of text\n    text: c\n  - d\n"
    assert remove_key("a:\n  - id: b\n", ("a", 0, "id")) == "a:\n  - {}\n"


def test_a_file_without_a_last_line_end() -> None:
    text = "a:\r\n  - b\r\n  - >\r\n    c"
    assert insert_item(text, ("a",), 2, "d") == "a:\r\n  - b\r\n  - >\r\n    c\r\n  - >-\r\n    d"
    assert remove_item(text, ("a",), 1) == "a:\r\n  - b"
    assert yaml.safe_load(move_item(text, ("a",), 0, 1)) == {"a": ["c\n", "b"]}


REFUSED: dict[str, tuple[Callable[..., str], tuple[object, ...], str]] = {
    "not a list": (insert_item, ("a: b\n", ("a",), 0, "c"), "edit-refused"),
    "after the end": (insert_item, ("a: [b]\n", ("a",), 2, "c"), "no-such-value"),
    "before the start": (insert_item, ("a: [b]\n", ("a",), -1, "c"), "no-such-value"),
    "no item": (remove_item, ("a: [b]\n", ("a",), 1), "no-such-value"),
    "no place": (move_item, ("a: [b]\n", ("a",), 0, 1), "no-such-value"),
    "no key": (remove_key, ("a: [b]\n", ("b",)), "no-such-value"),
    "an item": (remove_key, ("a: [b]\n", ("a", 0)), "edit-refused"),
    "not a mapping": (set_key, ("a: [b]\n", ("a",), "c", "d"), "edit-refused"),
    "a question mark": (remove_key, ("? a\n: b\nc: d\n", ("a",)), "edit-refused"),
    "a reference": (set_key, ("a: *b\n", (), "c", "d"), "anchor"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_refused(case: str) -> None:
    change, arguments, code = REFUSED[case]
    with pytest.raises(EditRefusedError) as caught:
        change(*arguments)
    assert caught.value.findings[0].code == code
    assert caught.value.findings[0].place
