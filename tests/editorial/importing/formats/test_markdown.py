"""Markdown documents."""

from __future__ import annotations

from brief.editorial.importing.formats.markdown import read_markdown
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
