"""One scalar is replaced in its own style; everything else in the file stays as it was."""

from __future__ import annotations

import pytest
import yaml

from brief.editorial.editing import EditRefusedError, read_scalar, replace_scalar

PAGE = """\
# The header of the file.
title: Tolls return  # in one line
kicker: 'The river''s mouth'
"byline": "A \\u2019quoted\\u2019 name"
summary: >-
  One two three four five six seven
  eight nine ten eleven twelve
  thirteen fourteen

  Another paragraph is here, with
  two lines.

points:
  - |  # literal
    a line
      deeper
  # about the second
  - {id: two, text: plain in braces, names: [a, b,
     c]}
note:
plain: first line of
  a plain text
quoted: "over
  two lines"
last: >2+
  the end
"""


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that were removed and added between the equal beginning and end."""
    old, new = before.split("\n"), after.split("\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


CASES = [
    ("title", "Tolls: gone", 'title: "Tolls: gone"  # in one line'),
    ("title", "Tolls fell", "title: Tolls fell  # in one line"),
    ("title", "yes", "title: yes  # in one line"),
    ("title", "null", 'title: "null"  # in one line'),
    ("title", "1 # 2", 'title: "1 # 2"  # in one line'),
    ("title", "50 % of [all]", "title: 50 % of [all]  # in one line"),
    ("title", "-5", "title: -5  # in one line"),
    ("title", "- five", 'title: "- five"  # in one line'),
    ("title", 'say "no": now', "title: 'say \"no\": now'  # in one line"),
    ("title", "", 'title: ""  # in one line'),
    ("title", " led", 'title: " led"  # in one line'),
    ("title", "a\tb", 'title: "a\\tb"  # in one line'),
    ("title", "\N{GRINNING FACE}", "title: \N{GRINNING FACE}  # in one line"),
    ("title", "a\x85b\u2028c\u2029\x07", 'title: "a\\Nb\\Lc\\P\\a"  # in one line'),
    ("kicker", "It's: new", "kicker: 'It''s: new'"),
    ("kicker", "bell\x07", 'kicker: "bell\\a"'),
    ("kicker", "", "kicker: ''"),
    ("byline", "A ’quoted’ person", '"byline": "A \\u2019quoted\\u2019 person"'),
    ("byline", "a\nb\\", '"byline": "a\\nb\\\\"'),
    ("note", "short", "note: short"),
    ("note", "a, b: c", 'note: "a, b: c"'),
]


@pytest.mark.parametrize(("key", "value", "line"), CASES)
def test_a_value_on_one_line(key: str, value: str, line: str) -> None:
    result = replace_scalar(PAGE, (key,), value)
    assert changed_lines(PAGE, result)[1] == [line]
    assert read_scalar(result, (key,)) == value


def test_a_changed_word_changes_one_line_of_a_block() -> None:
    text = read_scalar(PAGE, ("summary",))
    result = replace_scalar(PAGE, ("summary",), text.replace("ten", "TEN"))
    assert changed_lines(PAGE, result) == (
        ["  eight nine ten eleven twelve"],
        ["  eight nine TEN eleven twelve"],
    )


def test_a_line_that_becomes_too_long_is_broken_as_the_others_are() -> None:
    text = read_scalar(PAGE, ("summary",))
    result = replace_scalar(PAGE, ("summary",), text.replace("ten", "between ten and"))
    assert changed_lines(PAGE, result) == (
        ["  eight nine ten eleven twelve"],
        ["  eight nine between ten and eleven", "  twelve"],
    )


def test_paragraphs_of_a_folded_block() -> None:
    result = replace_scalar(PAGE, ("summary",), "First.\nSecond.\n\nThird.")
    assert "summary: >-\n  First.\n\n  Second.\n\n\n  Third.\n\npoints:" in result


def test_a_literal_block_keeps_its_lines_and_comment() -> None:
    result = replace_scalar(PAGE, ("points", 0), "one\n  two\nthree: # four")
    assert "  - |  # literal\n    one\n      two\n    three: # four\n  # about" in result
    assert yaml.safe_load(result)["points"][0] == "one\n  two\nthree: # four\n"


def test_an_indented_first_line_needs_an_indicator() -> None:
    result = replace_scalar(PAGE, ("points", 0), "  deep\nless")
    assert "  - |2  # literal\n      deep\n    less\n" in result


def test_a_block_that_ends_the_file_without_a_line_end() -> None:
    before = "a: >+\n  one two\n  three four"
    assert replace_scalar(before, ("a",), "one 2 three four") == before.replace("two", "2")


def test_indicators_and_chomping_stay() -> None:
    assert "last: >2+\n  a new end\n" in replace_scalar(PAGE, ("last",), "a new end")


@pytest.mark.parametrize("value", ["ends with \nspaces", "bell\x07", "\n", "  \n x"])
def test_a_block_that_cannot_hold_the_value_becomes_quoted(value: str) -> None:
    result = replace_scalar(PAGE, ("summary",), value)
    assert changed_lines(PAGE, result)[1][0].startswith('summary: "')
    assert read_scalar(result, ("summary",)) == value


def test_values_in_brackets_and_braces() -> None:
    result = replace_scalar(PAGE, ("points", 1, "text"), "still plain: no")
    assert '{id: two, text: "still plain: no", names: [a, b,\n     c]}' in result
    result = replace_scalar(PAGE, ("points", 1, "names", 2), "a, b")
    assert 'names: [a, b,\n     "a, b"]}' in result
    result = replace_scalar(PAGE, ("points", 1, "names", 0), "https://example.org/a")
    assert "names: [https://example.org/a, b,\n" in result


def test_texts_over_several_lines_keep_them() -> None:
    result = replace_scalar(PAGE, ("plain",), "first line of a changed text")
    assert "plain: first line of\n  a changed text\n" in result
    result = replace_scalar(PAGE, ("quoted",), "over three lines")
    assert 'quoted: "over\n  three lines"\n' in result


def test_no_line_of_a_text_looks_like_a_key_or_a_dash() -> None:
    words = "over and over again - title: more " * 3
    result = replace_scalar(PAGE, ("quoted",), words)
    assert read_scalar(result, ("quoted",)) == words
    lines = [line.strip() for line in changed_lines(PAGE, result)[1]]
    assert [line for line in lines[1:] if line.startswith(("- ", "title:"))] == []


def test_a_paragraph_of_a_quoted_text_does_not_look_like_a_key() -> None:
    before = "title: 'one\n\n  two'\nother: x\n"
    assert replace_scalar(before, ("title",), "one\nthree") == before.replace("two", "three")
    result = replace_scalar(before, ("title",), "one\nother: two")
    assert result == 'title: "one\\nother: two"\nother: x\n'


def test_lines_of_chinese_keep_their_ends() -> None:
    before = "a: >-\n  港口的收费又回来了，城市\n  需要新的桥梁和道路，因为\n  交通翻了一番。\n"
    text = "港口的收费又回来了，城市需要新的桥梁和道路，因为交通翻了一番。"
    assert read_scalar(before, ("a",)) == text
    assert replace_scalar(before, ("a",), text.replace("道路", "铁路")) == before.replace(
        "道路", "铁路"
    )
    result = replace_scalar(before, ("a",), text.replace("桥梁", "桥梁、隧道"))
    assert "  需要新的桥梁、隧道和道路，\n  因为\n  交通" in result


def test_line_breaks_in_a_plain_text_make_a_literal_block() -> None:
    result = replace_scalar(PAGE, ("title",), "a\n- b\n\nc")
    assert "title: |-  # in one line\n  a\n  - b\n\n  c\nkicker:" in result


def test_a_long_text_where_none_was_becomes_a_folded_block() -> None:
    words = "many words " * 20 + "here"
    text = "note:\nother: a\n"
    result = replace_scalar(text, ("note",), words)
    assert result.startswith("note: >-\n  many words many")
    assert max(map(len, result.splitlines())) <= 100
    assert result.endswith("here\nother: a\n")


def test_before_a_comment_a_first_text_gets_quotes() -> None:
    assert replace_scalar("a:  # why\n", ("a",), "new") == 'a: "new"  # why\n'


def test_line_ends_and_byte_order_mark_stay() -> None:
    before = "\ufeff" + PAGE.replace("\n", "\r\n").rstrip("\r\n")
    result = replace_scalar(before, ("last",), "one\ntwo")
    assert result.endswith("last: >2+\r\n  one\r\n\r\n  two")
    assert result.startswith("\ufeff# The header of the file.\r\ntitle:")


def test_document_marks_stay() -> None:
    before = "%YAML 1.1\n---\na: b\n...\n# end\n"
    assert replace_scalar(before, ("a",), "c") == before.replace("b\n", "c\n")


def test_a_short_form_is_the_text_of_its_mapping() -> None:
    assert replace_scalar("points:\n- a\n", ("points", 0, "text"), "b") == "points:\n- b\n"
    assert replace_scalar("points:\n- text: a\n", ("points", 0), "b") == "points:\n- text: b\n"


def test_the_same_value_changes_nothing() -> None:
    assert replace_scalar(PAGE, ("title",), "Tolls return") == PAGE


@pytest.mark.parametrize(
    ("text", "path", "where", "code"),
    [
        ("a: &x b\n", ("a",), 1, "anchor"),
        ("a: b\nc: !t d\n", ("a",), 2, "tag"),
        ("a: b\na: c\n", ("a",), 2, "duplicate-key"),
        ("a: [b\n", ("a",), 1, "unclosed-bracket"),
        ("a: b\n", ("c",), 1, "no-such-value"),
        ("a: [b]\n", ("a", 1), 1, "no-such-value"),
        ("# only a comment\n", ("a",), 1, "no-such-value"),
        ("x: y\na: [b]\n", ("a",), 2, "edit-refused"),
    ],
)
def test_a_refusal_says_where(
    text: str, path: tuple[str | int, ...], where: int, code: str
) -> None:
    with pytest.raises(EditRefusedError) as caught:
        replace_scalar(text, path, "new", shown="content/a/it.yaml")
    finding = caught.value.findings[0]
    assert finding.code == code
    assert finding.place
    assert finding.place.path == "content/a/it.yaml"
    assert finding.place.line == where


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(EditRefusedError):
        replace_scalar("a: b\n", ("a",), "\ud83d")
