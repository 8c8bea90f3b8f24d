"""Every character of a text is found where it was typed, however the YAML is written."""

from __future__ import annotations

from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.fields.texts import read_prose
from brief.editorial.yaml.character_offsets import (
    locate_characters,
    map_text_offsets,
    map_value_offsets,
)
from brief.editorial.yaml.locations import FilePlaces
from brief.editorial.yaml.nodes import MapNode, ScalarNode
from brief.editorial.yaml.parser import parse_yaml
from brief.findings.source_text import SourceText

STYLES = ["|", ">", "'", '"', None]
WORDS = st.text(
    st.one_of(
        st.sampled_from("ab 1.,:#'\"\\-%€–\u00a0\u202fäß中\U0001f600\n"),
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff"),
    ),
    min_size=1,
    max_size=80,
)


def parsed(text: str) -> tuple[SourceText, ScalarNode, FilePlaces]:
    """Return the value of the file's first key, and the file's places."""
    source = SourceText("it.yaml", text)
    root, findings = parse_yaml(source)
    assert isinstance(root, MapNode), findings
    node = next(iter(root.values.values()))
    assert isinstance(node, ScalarNode)
    return source, node, FilePlaces("it.yaml", source, root)


@pytest.mark.parametrize("style", STYLES)
@given(text=WORDS, width=st.integers(5, 60), indent=st.integers(2, 6), wide=st.booleans())
def test_each_character_stands_where_it_is_said_to(
    style: str | None, text: str, width: int, indent: int, *, wide: bool
) -> None:
    written = yaml.dump(
        {"title": {"de": text}} if wide else {"title": text},
        default_style=style, width=width, indent=indent, allow_unicode=True,
    )  # fmt: skip
    source = SourceText("it.yaml", written)
    root, _ = parse_yaml(source)
    node = root.values["title"] if isinstance(root, MapNode) else None
    if isinstance(node, MapNode):
        node = node.values["de"]
    assert isinstance(node, ScalarNode)
    assert node.value == text
    offsets = map_value_offsets(written, node)
    assert len(offsets) == len(text)
    assert list(offsets) == sorted(offsets)
    for character, offset in zip(text, offsets, strict=True):
        there = written[offset]
        if character in " \n":
            assert there in " \n\\" or (there == '"' and not text.strip())
        elif node.style == '"' and there == "\\":
            assert yaml.safe_load(f'"{_escape_at(written, offset)}"') == character
        else:
            assert there == character


def _escape_at(written: str, offset: int) -> str:
    lengths = {"x": 4, "u": 6, "U": 10}
    return written[offset : offset + lengths.get(written[offset + 1], 2)]


@given(text=WORDS.filter(str.strip), style=st.sampled_from(STYLES), width=st.integers(5, 60))
def test_texts_as_models_read_them_have_an_offset_for_each_character(
    text: str, style: str | None, width: int
) -> None:
    written = yaml.dump({"title": text}, default_style=style, width=width, allow_unicode=True)
    source, node, _ = parsed(written)
    try:
        read = read_prose(node.value)
    except ValueError:
        return
    assert len(map_text_offsets(source.text, node)) == len(read)


FORMS = {
    "plain": "title: almost 4 billion\n  CNY, or 560 million dollars\n",
    "folded": "title: >-\n  almost 4 billion\n  CNY, or 560 million dollars\n",
    "literal": "title: |\n    almost 4 billion\n    CNY, or 560 million dollars\n",
    "with a header": "title: >2-  # so\n    almost 4 billion\n\n  CNY, or 560 million dollars",
    "in quotes": 'title: "almost 4\\u0020billion\n  CNY, or 560 million dollars"\n',
    "line end escaped": 'title: "almost 4 billion C\\\n  NY, or 560 million dollars"\n',
    "in apostrophes": "title: 'almost ''4'' billion\n\n  CNY, or 560 million dollars'\n",
    "with a key": "title: {text: almost 4 billion CNY, note: 560 million dollars}\n",
    "Windows": "title: >-\r\n  almost 4 billion\r\n  CNY, or 560 million dollars\r\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_words_are_placed_in_every_form_of_yaml(form: str) -> None:
    source = SourceText("it.yaml", FORMS[form])
    root, findings = parse_yaml(source)
    assert not findings
    file = FilePlaces("it.yaml", source, root)
    text = "almost ''4'' billion" if form == "in apostrophes" else "almost 4 billion"
    value = read_prose(yaml.safe_load(FORMS[form])["title"] if form != "with a key" else text)
    start = value.index("almost")
    place = locate_characters(file, ["title"], start, start + len("almost"))
    assert place.text[place.column - 1 :][: place.length] == "almost"
    if form != "with a key":
        start = value.index("560 million")
        place = locate_characters(file, ["title"], start, start + len("560 million"))
        assert place.text[place.column - 1 :][: place.length] == "560 million"


def test_words_on_two_lines_are_underlined_to_the_end_of_the_first() -> None:
    _, _, file = parsed("title: >-\n  almost 4 billion\n  CNY\n")
    place = locate_characters(file, ["title"], 7, 20)
    assert (place.line, place.column, place.length) == (2, 10, 9)


def test_a_whole_text_is_placed_where_its_words_begin() -> None:
    _, _, file = parsed("title: >-\n  almost 4\n  billion\n")
    place = locate_characters(file, ["title"])
    assert (place.line, place.column, place.length) == (2, 3, 8)


def test_an_escape_at_the_end_is_underlined_whole() -> None:
    _, _, file = parsed('title: "29\\u00a0% more"\n')
    place = locate_characters(file, ["title"], 0, 3)
    assert (place.column, place.length) == (9, 8)


def test_what_is_not_there_is_placed_at_what_is_around_it() -> None:
    _, _, file = parsed(
        dedent("""\
        title: 29 %
        """)
    )
    assert locate_characters(file, ["points", 3], 0, 2).line == 1
    assert locate_characters(file, ["title"], 40, 50) == file.value_place("title")
    assert locate_characters(FilePlaces("it.yaml"), ["title"], 0, 2).line == 0
