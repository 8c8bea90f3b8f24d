"""YAML that a person would have written, and that means the same when it is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from brief.editorial.fields.numbers_and_dates import read_decimal
from brief.editorial.fields.reader import try_read_model
from brief.editorial.models.content import Edition
from brief.editorial.yaml.writer import (
    FlowValue,
    FoldedText,
    PlainScalar,
    dump_yaml,
    format_plain_number,
)
from brief.project import Project

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
AWKWARD = st.lists(
    st.sampled_from(
        [
            *"-:?[]{},#&*!|>'\"%@`\\ \n\t\r~<=.…—„“()/0x",
            *(": ", " #", "\n  ", "- ", "  ", "\x85", "\ufeff", "\u2028", "\x00", "\x7f"),
            *("null", "no", "1e3", "2025-01-01", "wort ", "港口", "é"),
        ]
    ),
    max_size=60,
).map("".join)
ANY_TEXT = TEXT | AWKWARD


def read(text: str, loader: Any = yaml.BaseLoader) -> Any:  # noqa: ANN401
    """Return what PyYAML makes of a file, scalars as texts."""
    return yaml.load(text, Loader=loader)  # noqa: S506 - one of PyYAML's that make texts only


def test_prose_stands_in_folded_blocks_without_escapes() -> None:
    point = 'Der Hafen „wächst“: Rang #2, sagt "man" in Rotterdam – und zwar seit 2019. ' * 3
    written = dump_yaml(
        {"title": FoldedText("Kurz: der Hafen"), "points": [point.strip(), "Kurz."]}
    )
    assert written.startswith(
        "title: >-\n  Kurz: der Hafen\npoints:\n  - >-\n    Der Hafen „wächst“:"
    )
    assert written.endswith("  - >-\n    Kurz.\n")
    assert "\\" not in written
    assert max(len(line) for line in written.splitlines()) <= 100


def test_quotes_stand_only_where_they_are_needed() -> None:
    data = {
        "kicker": "Häfen & Meere",
        "rank": "Rang #2",
        "comment": "Rang # zwei",
        "colon": "Rotterdam: vorn",
        "quoted": '"groß" ist der Hafen',
        "word": "no",
        "year": "2025",
        "nothing": "null",
        "none": None,
    }
    assert dump_yaml(data).splitlines() == [
        "kicker: Häfen & Meere",
        'rank: "Rang #2"',
        'comment: "Rang # zwei"',
        'colon: "Rotterdam: vorn"',
        "quoted: >-",
        '  "groß" ist der Hafen',
        'word: "no"',
        'year: "2025"',
        'nothing: "null"',
        "none:",
    ]


def test_short_entries_stand_on_one_line_and_long_ones_do_not() -> None:
    figure = {"id": "boxes", "value": format_plain_number(Decimal(14_500_000)), "unit": "EUR"}
    assert dump_yaml({"key_figures": [FlowValue(figure)]}) == (
        "key_figures:\n  - {id: boxes, value: 14.5e6, unit: EUR}\n"
    )
    long = FlowValue({"id": "boxes", "label": "Container " * 12})
    assert dump_yaml({"key_figures": [long]}).splitlines()[1] == "  - id: boxes"
    assert dump_yaml({"names": FlowValue(["Rotterdam", "Shanghai, China"])}) == (
        'names: [Rotterdam, "Shanghai, China"]\n'
    )


def test_comments_open_the_file_and_stand_above_keys() -> None:
    written = dump_yaml({"a": "b", "c": "d"}, header="One.\n\nTwo.", comments={"c": "what c is"})
    assert written == "# One.\n#\n# Two.\na: b\n# what c is\nc: d\n"


def test_dates_and_truth_values_are_written_as_content_has_them() -> None:
    written = dump_yaml(
        {"date": date(2025, 9, 15), "notes": False, "digits": 1, "x": PlainScalar("4e9")}
    )
    assert written == "date: 2025-09-15\nnotes: no\ndigits: 1\nx: 4e9\n"


def test_what_has_no_form_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        dump_yaml({"value": 1.5})
    with pytest.raises(ValueError, match="written"):
        dump_yaml({"title": "half of a pair \ud800"})


@pytest.mark.parametrize(
    ("number", "typed"),
    [("0", "0"), ("45000", "45000"), ("560000000", "560e6"), ("4000000000", "4e9"),
     ("3900000000", "3.9e9"), ("29.50", "29.50"), ("-2e6", "-2e6"), ("1234567", "1234567")],
)  # fmt: skip
def test_a_number_is_typed_as_a_person_would(number: str, typed: str) -> None:
    assert format_plain_number(Decimal(number)) == typed


@given(st.decimals(-(10**20), 10**20, allow_nan=False, places=6) | st.integers().map(Decimal))
def test_a_typed_number_is_the_number(number: Decimal) -> None:
    assume(number.adjusted() < 30)
    typed = format_plain_number(number)
    assert Decimal(typed) == number
    assert read_decimal(typed) == number


@settings(max_examples=200)
@given(text=ANY_TEXT, label=ANY_TEXT, key=ANY_TEXT)
@example(text="a  b", label="  a", key=":")
@example(text="a\n\n b\n", label="\n", key="null")
@example(text="- a", label="---", key="- a")
@example(text="", label="0?", key="")
@example(text="wort " * 60, label=" #", key="#")
def test_any_text_comes_back_in_any_place(text: str, label: str, key: str) -> None:
    data = {
        "prose": FoldedText(text),
        "text": text,
        "points": [text, FoldedText(label), {"id": label, "text": FoldedText(text)}],
        "labels": {key: label, "deeper": {"deeper still": FoldedText(text)}},
        "flow": FlowValue({key: label, "list": [text, label]}),
    }
    written = dump_yaml(data)
    expected = {**data, "flow": {key: label, "list": [text, label]}}
    assert read(written) == expected
    assert read(written, yaml.CBaseLoader) == expected


@given(text=ANY_TEXT)
def test_what_brief_itself_reads_is_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    printable = "".join(c for c in text if c.isprintable() or c in "\u200b\u00a0\u3000")
    text = f"a{printable}z"
    assume("](" not in text)
    root = tmp_path_factory.getbasetemp()
    path = root / "it.yaml"
    data = {"title": text, "summary": FoldedText(text), "points": [text, FoldedText(text)]}
    path.write_text(dump_yaml(data), "utf-8", newline="")
    attempt = try_read_model(path, Project(root), Edition)
    assert attempt.model is not None, attempt.findings
    assert attempt.model.title == attempt.model.summary == text
    assert [point.text for point in attempt.model.points] == [text, text]
