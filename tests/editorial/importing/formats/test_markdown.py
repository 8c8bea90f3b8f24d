"""Markdown documents."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.markdown import read_markdown
from brief.editorial.importing.formats.to_markdown import to_prose
from tests.editorial.importing.manuscripts import blocks

MARKDOWN = """\
---
title: Rotterdam wächst
tags: [hafen, verkehr]
---

Der *Hafen* von __Rotterdam__ wächst, sagt die [Behörde](https://www.example.org).

1. 13,8 Millionen Container
2. 2\\*3 Kräne, `kai_3` und a_b_c

• Kai
• Kran

> Ein Zitat.

<script>alert(1)</script>

| Kai | 3 |
|-----|---|
| a   | b |

![Kai im Nebel](kai.jpg)

© 2025 Hafenblatt
"""


def test_markdown_comes_in_blocks() -> None:
    manuscript = read_markdown(MARKDOWN, "de.md")
    assert blocks(manuscript) == [
        "heading 1: Rotterdam wächst",
        "paragraph 0: Der *Hafen* von **Rotterdam** wächst, sagt die [Behörde](https://www.example.org).",
        "item 0: 13,8 Millionen Container",
        "item 0: 2*3 Kräne, kai_3 und a_b_c",
        "item 0: Kai",
        "item 0: Kran",
        'paragraph 0: "Ein Zitat."',
    ]
    assert [rights.holder for rights in manuscript.rights] == ["Hafenblatt"]
    assert [entry.why for entry in manuscript.left_out] == [
        "a table",
        "an image",
        "it is in the keys above the text",
    ]


def test_a_rule_at_the_top_of_markdown_is_not_front_matter() -> None:
    assert blocks(read_markdown("---\n\nDer Hafen: er wächst.\n", "de.md")) == [
        "paragraph 0: Der Hafen: er wächst."
    ]


def read(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the blocks of a text as content files have them, and what is left out."""
    page = read_markdown(text, "a.md")
    blocks = [to_prose(block.spans)[0] for block in page.blocks]
    return blocks, [(each.text, each.why) for each in page.left_out]


@pytest.mark.parametrize("head", ["```{r}", "```python", "~~~{.python}"])
def test_code_is_listed(head: str) -> None:
    blocks, left = read(f"Der Hafen wächst.\n\n{head}\nx <- 1\n{head[:3]}\n\nEr altert.\n")
    assert blocks == ["Der Hafen wächst.", "Er altert."]
    assert [why for _, why in left] == ["a line of a program"]
    assert "x <- 1" in left[0][0]


def test_text_in_a_fence_without_a_language_is_text() -> None:
    assert read("```\nDer Hafen wächst.\n```\n")[0] == ["Der Hafen wächst."]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("`r kai`", ""),
        ("`<b>`{=html}", ""),
        ("[@amt2020, S. 3]", ""),
        ("[Kai]{.smallcaps}", "Kai"),
        (r"\\(10^6\\)".replace("\\\\", "\\"), "10⁶"),
        ("$$10^9$$", "10⁹"),
        (r"$\mathrm{CO_2}$", "CO₂"),
        ("$5 und $10", "$5 und $10"),
    ],
)
def test_parts_of_a_sentence(written: str, shown: str) -> None:
    assert read(f"Der Hafen: {written} und mehr.\n")[0] == [
        " ".join(f"Der Hafen: {shown} und mehr.".split())
    ]


def test_grid_table_is_listed() -> None:
    grid = "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n"
    blocks, left = read(f"Der Hafen wächst.\n\n{grid}\nEr altert.\n")
    assert blocks == ["Der Hafen wächst.", "Er altert."]
    assert [why for _, why in left] == ["a table"]


@pytest.mark.parametrize("text", ["**港口很大。**这是真的。", "这是**“引号”**也是。"])
def test_bold_beside_chinese_is_never_stars(text: str) -> None:
    page = read_markdown(text, "a.md")
    assert page.blocks[0].text == text.replace("*", "")
    assert any(span.strong for span in page.blocks[0].spans)


def test_several_authors_above_a_text() -> None:
    head = "---\nauthor:\n  - Ada Berg\n  - name: Bo Tal\n---\n"
    assert read_markdown(f"{head}Der Hafen wächst.\n", "a.md").byline == "Ada Berg, Bo Tal"


def test_a_long_line_of_a_grid_is_read_at_once() -> None:
    assert read("+-" * 50_000 + "\n")[1] == []
