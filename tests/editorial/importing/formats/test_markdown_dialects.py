"""Dialects of Markdown: keys above the text, notes, comments, links, boxes, short codes."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from brief.editorial.importing.formats.markdown import read_markdown
from brief.errors import ContentError


def read(text: str) -> tuple[list[str], list[str]]:
    """Return the blocks of a text, and what is left out."""
    manuscript = read_markdown(text, "de.md")
    return [block.text for block in manuscript.blocks], [each.text for each in manuscript.left_out]


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "Hafen"\ndate: 2025-01-01\n---\n',
        '+++\ntitle = "Hafen"\ndate = 2025-01-01\n+++\n',
        '{\n  "title": "Hafen",\n  "date": "2025-01-01"\n}\n\n',
    ],
)
def test_the_title_comes_from_the_keys_above_the_text(head: str) -> None:
    manuscript = read_markdown(f"{head}Der Hafen wächst.\n\n- Kai\n", "de.md")
    assert [(block.kind, block.text) for block in manuscript.blocks] == [
        ("heading", "Hafen"),
        ("paragraph", "Der Hafen wächst."),
        ("item", "Kai"),
    ]
    assert str(manuscript.published) == "2025-01-01"
    assert manuscript.left_out == []


def test_text_between_two_rules_is_text() -> None:
    assert read("---\nDer Hafen wächst.\n\n---\n\nKai.\n") == (["Der Hafen wächst.", "Kai."], [])
    assert read('{"Kai" ist ein Wort}\n') == (['{"Kai" ist ein Wort}'], [])


@pytest.mark.parametrize(
    "head",
    [
        "---\na: &a [x, x]\n" + "".join(f"b{n}: &b [*a, *a]\n" for n in range(50)) + "---\n",
        "---\na: " + "[" * 3000 + "\n---\n",
        "+++\na = " + "[" * 3000 + "\n+++\n",
        "---\n" + "".join(f"key{n}: x\n" for n in range(9000)) + "---\n",
    ],
)
def test_keys_without_bounds_are_not_read(head: str) -> None:
    began = time.process_time()
    blocks, left = read(f"{head}Der Hafen.\n")
    assert blocks == ["Der Hafen."]
    assert len("".join(left)) < 1000
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("written", "kept", "left"),
    [
        (
            "Es steigt.[^1]\n\n[^1]: Amt,\n    Band 8.\n\nKai.",
            ["Es steigt.", "Kai."],
            "Amt, Band 8.",
        ),
        ("Es steigt [^a].\n\n[^a]: https://a.test/r", ["Es steigt."], "https://a.test/r"),
        (
            "Es steigt^[Amt, [Band](https://a.test) 8].",
            ["Es steigt."],
            "Amt, [Band](https://a.test) 8",
        ),
        ("Es %%intern%% steigt.", ["Es steigt."], "intern"),
        ("Es steigt.\n\n%%\nintern\n\nmehr\n%%", ["Es steigt."], "intern mehr"),
        ("Es {>>wirklich?<<}steigt.", ["Es steigt."], "wirklich?"),
        ("Es {--fällt--}{++steigt++}.", ["Es steigt."], "fällt"),
        ("Es {~~fällt~>steigt~~}.", ["Es steigt."], "fällt"),
        ("Es {==steigt==}{>>gut<<}.", ["Es steigt."], "gut"),
        ("Es ~~fällt~~ steigt.", ["Es steigt."], "fällt"),
        ("Es steigt.\n\n[//]: # (intern)", ["Es steigt."], "[//]: # (intern)"),
        ("Es steigt. <!-- bitte prüfen -->", ["Es steigt."], "bitte prüfen"),
        ("Es [[Preise#Kurs|steigt]].", ["Es steigt."], None),
        ("Das [[Amt]] und ==mehr==.", ["Das Amt und mehr."], None),
        ("![[kai.png]]\n\nKai.", ["Kai."], "kai.png"),
        ("> [!NOTE]\n> Es steigt.", ["Es steigt."], "[!NOTE]"),
        ("- [ ] Kai\n- [x] Kran", ["Kai", "Kran"], "[x]"),
        ("Es steigt. ^abc1", ["Es steigt."], "^abc1"),
        ("#hafen #kai\n\nEs steigt.", ["Es steigt."], "#hafen #kai"),
        ('{{< figure src="a.jpg" >}}\n\nKai.', ["Kai."], '{{< figure src="a.jpg" >}}'),
        ("{% include a.html %}\n\nKai.", ["Kai."], "{% include a.html %}"),
        ('[gallery ids="1,2"]\n\nKai.', ["Kai."], '[gallery ids="1,2"]'),
        ("import A from './a'\n\nKai.", ["Kai."], "import A from './a'"),
        ('<Chart title="x" />\n\nKai.', ["Kai."], '<Chart title="x" />'),
        (":::note\nKai.\n:::", ["Kai."], ":::note"),
        ("# Hafen {#top}\n\nKai.", ["Hafen", "Kai."], "{#top}"),
        ("10^6^ t CO~2~ und $10^{9}$", ["10⁶ t CO₂ und 10⁹"], None),
        ("~5 bis ~7 Kräne zu $5 und $6", ["~5 bis ~7 Kräne zu $5 und $6"], None),
        ("Um 5 %% und 3 %% mehr", ["Um 5 %% und 3 %% mehr"], None),
        (":pushpin: Es steigt. :ship:", ["Es steigt."], ":ship:"),
    ],
)
def test_what_dialects_add(written: str, kept: list[str], left: str | None) -> None:
    blocks, out = read(written)
    assert blocks == kept
    assert left in out if left else not out


def test_a_box_with_a_summary_is_the_summary() -> None:
    manuscript = read_markdown("# Hafen\n\n- Kai\n\n> [!summary] Kurz\n> Es steigt.\n", "de.md")
    assert [(block.kind, block.text) for block in manuscript.blocks][-1] == (
        "summary",
        "Es steigt.",
    )


@pytest.mark.parametrize(
    "piece",
    ["> ", "[", "[[", "![[", "[a](", "**", "*a **b ", "_a__b ", "`a", "==", "{>>", "^[a", "[^a] ",
     "~a ", "a^b", "{{<", "{%", "%%", "<!--", "<", "&", "- ", "$a", ":a"],
)  # fmt: skip
def test_signs_repeated_take_no_time(piece: str) -> None:
    began = time.process_time()
    with suppress(ContentError):
        read(piece * (6_000 // len(piece)))
    assert time.process_time() - began < 3
