"""Signs that begin points: bullets of all fonts, numbers, letters, keycaps; and limits."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.errors import ContentError


def points(text: str) -> list[str]:
    """Return the points of a text below a headline and a paragraph."""
    whole = f"Hafen\n\nDer Hafen wächst weiter.\n\n{text}"
    return [block.text for block in read_plain_text(whole, "x").blocks if block.kind == "item"]


@pytest.mark.parametrize(
    "sign",
    [*"•❖➢➤▸◾▪■🔹👉✅✓✔‣⁃→", "\uf0b7", "\uf0a7", "\uf0d8", "\uf0fc", "-", "–", "—", "--", "*"],
)
def test_a_sign_begins_a_point(sign: str) -> None:
    assert points(f"{sign} Kai\n{sign} Kran") == ["Kai", "Kran"]
    assert points(f"\t{sign}\tKai\n\t{sign}\tKran") == ["Kai", "Kran"]


@pytest.mark.parametrize("sign", ["§", "Ø", "ü", "o"])
def test_a_letter_of_wingdings_before_a_tab_is_a_sign(sign: str) -> None:
    assert points(f"{sign}\tKai\n{sign}\tKran") == ["Kai", "Kran"]
    assert points(f"{sign} Kai\n\n{sign} Kran") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a)", "b)"),
        ("(a)", "(b)"),
        ("a.", "b."),
        ("A)", "B)"),
        ("i.", "ii."),
        ("I.", "II."),
        ("1.", "2."),
        ("1)", "2)"),
        ("(1)", "(2)"),
        ("1️⃣", "2️⃣"),
        ("①", "②"),
        ("1）", "2）"),
        ("一、", "二、"),
        ("а)", "б)"),
        ("α)", "β)"),
        ("أ-", "ب-"),
        ("가.", "나."),
        ("א.", "ב."),
        ("١.", "٢."),
        ("१.", "२."),
        ("１．", "２．"),
        ("（一）", "（二）"),
        ("⒈", "⒉"),
        ("⑴", "⑵"),
        ("1.-", "2.-"),
        ("1°", "2°"),
        ("1/", "2/"),
        ("1 -", "2 -"),
    ],
)
def test_marks_that_count_begin_points(first: str, second: str) -> None:
    assert points(f"{first} Kai\n{second} Kran") == ["Kai", "Kran"]
    assert points(f"{second} Kran und Kai") == []


@pytest.mark.parametrize("text", ["A. Berg kam.\n\nB. Tal ging.", "1. Mai: Der Hafen.", "I. Tor"])
def test_names_and_days_are_no_marks(text: str) -> None:
    assert points(text) == []


def test_three_capitals_in_their_order_are_marks() -> None:
    assert points("A. Kai\n\nB. Kran\n\nC. Lager") == ["Kai", "Kran", "Lager"]


def test_a_text_of_thousands_of_lines_is_refused() -> None:
    with pytest.raises(ContentError) as refusal:
        read_plain_text("- a\n" * 4000, "x")
    assert [finding.code for finding in refusal.value.findings] == ["too-long"]
