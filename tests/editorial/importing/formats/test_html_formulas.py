"""Formulas and drawings inside a page: written on one line, or left out as a whole and listed."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.html import read_html

POWER = "<msup><mn>10</mn><mn>6</mn></msup>"


def read_sentence(inside: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the text of a sentence with something in it, and what is left out."""
    page = read_html(f"<p>It takes {inside} tonnes.</p>", "page.html")
    return " ".join(b.text for b in page.blocks), [(o.text, o.why) for o in page.left_out]


KATEX = (
    f'<span class="katex"><span class="katex-mathml"><math><semantics><mrow>{POWER}</mrow>'
    "<annotation>10^6</annotation></semantics></math></span>"
    '<span class="katex-html" aria-hidden="true">106</span></span>'
)
WIKIPEDIA = (
    f'<span class="mwe-math-element"><span style="display:none"><math>{POWER}</math></span>'
    '<img alt="10^{6}"></span>'
)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (f"<math>{POWER}</math>", "10⁶"),
        ("<math><msub><mi>CO</mi><mn>2</mn></msub></math>", "CO₂"),
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "½"),
        ("<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>", "E = mc²"),
        (KATEX, "10⁶"),
        (WIKIPEDIA, "10⁶"),
    ],
)
def test_simple_formula_is_text(formula: str, text: str) -> None:
    assert read_sentence(formula) == (f"It takes {text} tonnes.", [])


def test_other_formula_is_left_out_and_listed() -> None:
    formula = "<math><msqrt><mn>40</mn></msqrt></math>"
    assert read_sentence(formula) == ("It takes tonnes.", [("40", "a formula")])


def test_words_of_a_drawing_are_no_words_of_the_text() -> None:
    drawing = "<svg><title>An arrow</title><text>up</text></svg>"
    assert read_sentence(f"{drawing}five") == (
        "It takes five tonnes.",
        [("up", "a drawing")],
    )


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:-9999px",
        "text-indent:-999em",
        "height:0;overflow:hidden",
        "clip:rect(0 0 0 0)",
        "clip-path:inset(50%)",
        "color:transparent",
        "color:#fff;background-color:#fff",
    ],
)
def test_text_that_a_style_takes_out_of_sight_is_listed(style: str) -> None:
    text, left_out = read_sentence(f'<span style="{style}">many</span>ten')
    assert text == "It takes ten tonnes."
    assert left_out == [("many", "it is not shown on the page")]


@pytest.mark.parametrize("names", ["hidden", "d-none", "visually-hidden", "elementor-screen-only"])
def test_classes_that_hide(names: str) -> None:
    assert read_sentence(f'<span class="{names}">many</span>ten')[0] == "It takes ten tonnes."


@pytest.mark.parametrize(
    "names", ["hidden md:inline", "d-none d-md-inline", "inline-comment-marker"]
)
def test_classes_that_keep_text(names: str) -> None:
    assert read_sentence(f'<span class="{names}">ten</span>')[0] == "It takes ten tonnes."


@pytest.mark.parametrize("names", ["line-through", "strikethrough"])
def test_classes_that_strike_out(names: str) -> None:
    text, left_out = read_sentence(f'<span class="{names}">nine</span> ten')
    assert (text, left_out) == ("It takes ten tonnes.", [("nine", "it is struck out")])


@pytest.mark.parametrize(
    "style",
    [
        "position:relative;top:-5.0pt;mso-text-raise:5.0pt",
        "position:relative;top:-0.5em",
        "mso-text-raise:4pt",
    ],
)
def test_raised_by_position(style: str) -> None:
    assert read_sentence(f'10<span style="{style}">6</span>')[0] == "It takes 10⁶ tonnes."


def test_note_of_a_plugin_beside_its_mark() -> None:
    note = '<sup>1</sup><span class="modern-footnotes-footnote__note">Port office.</span>'
    text, left_out = read_sentence(f"ten{note}")
    assert text == "It takes ten tonnes."
    assert ("Port office.", "a footnote") in left_out
