"""Lines of Chinese and Japanese texts are joined without the space that YAML puts there."""

from __future__ import annotations

import pytest

from brief.editorial.yaml.character_offsets import map_value_offsets
from brief.editorial.yaml.nodes import MapNode, ScalarNode
from brief.editorial.yaml.parser import parse_yaml
from brief.editorial.yaml.writer import dump_yaml
from brief.findings.source_text import SourceText


def read(text: str) -> ScalarNode:
    root, findings = parse_yaml(SourceText("ja.yaml", text), ("summary",))
    assert findings == ()
    assert isinstance(root, MapNode)
    node = root.values["summary"]
    assert isinstance(node, ScalarNode)
    return node


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (">-\n  港は深く、\n  船は大きい。\n  岸は静か。", "港は深く、船は大きい。岸は静か。"),
        ("港は深く、\n  船は大きい。", "港は深く、船は大きい。"),
        ('"港は深く、\n  船は大きい。"', "港は深く、船は大きい。"),
        ("'港は深く、\n  船は大きい。'", "港は深く、船は大きい。"),
        (">-\n  山田 花子の港は\n  深い。", "山田 花子の港は深い。"),
        (">-\n  港は深く、\n  2027年に開く。", "港は深く、2027年に開く。"),
        (">-\n  港は 2027\n  年に開く。", "港は 2027 年に開く。"),
        (">-\n  한국 항구는\n  깊다.", "한국 항구는 깊다."),
        (">-\n  The port 港\n  is deep.", "The port 港 is deep."),
    ],
)
def test_a_line_end_between_two_wide_characters_is_no_space(typed: str, value: str) -> None:
    text = f"summary: {typed}\n"
    node = read(text)
    assert node.value == value
    offsets = map_value_offsets(text, node)
    pairs = zip(offsets, node.value, strict=True)
    assert all(text[offset] == sign for offset, sign in pairs if sign != " ")


def test_a_typed_space_between_two_wide_characters_is_written_so_that_it_stays() -> None:
    value = "港は深く、船は大きく、岸は静かである。" * 4 + " " + "山田 花子が記す。" * 8
    assert read(dump_yaml({"summary": value})).value == value
