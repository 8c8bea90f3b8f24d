"""Plain text as people paste it: bullets of all kinds, pins, web leftovers, wrapped lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.importing.formats.boilerplate import (
    is_boilerplate,
    is_summary_heading,
    parse_rights,
)
from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.locale.page_strings import list_catalogues, page_strings

if TYPE_CHECKING:
    from brief.editorial.importing.document import Manuscript


def blocks(text: str) -> list[str]:
    """Return the blocks of a text as `kind: text`."""
    return [f"{block.kind}: {block.text}" for block in read_plain_text(text, "de.txt").blocks]


def read(text: str) -> Manuscript:
    """Return a text as a manuscript."""
    return read_plain_text(text, "de.txt")


PASTED = """\
• Nel 2024 il porto di Rotterdam ha movimentato 13,8 milioni di container.
  • Quasi il 40% delle merci va in Germania: via chiatta, ferrovia e strada.

📌 Il porto di Rotterdam cresce – a fatica.

Share.
© 2025 Bollettino del porto
Exit mobile version"""


def test_a_pasted_page_is_points_a_summary_rights_and_leftovers() -> None:
    manuscript = read(PASTED)
    assert [block.kind for block in manuscript.blocks] == ["item", "item", "summary"]
    assert [block.line for block in manuscript.blocks] == [1, 2, 4]
    assert manuscript.blocks[2].text == "Il porto di Rotterdam cresce – a fatica."
    assert [rights.text for rights in manuscript.rights] == ["© 2025 Bollettino del porto"]
    assert [f"{entry.place} {entry.text}" for entry in manuscript.left_out] == [
        "de.txt:6:1 Share.",
        "de.txt:8:1 Exit mobile version",
    ]


@pytest.mark.parametrize("bullet", ["-", "–", "—", "*", "•", "‣", "◦", "▪", "●", "·", "+", "→"])
@pytest.mark.parametrize("indent", ["", "  ", "\t", "\u00a0"])
def test_every_usual_bullet_opens_a_point(bullet: str, indent: str) -> None:
    assert blocks(f"{indent}{bullet} Kai\n{indent}{bullet}\tKran") == ["item: Kai", "item: Kran"]


def test_a_numbered_list_counts_from_one() -> None:
    assert blocks("1. Kai\n2. Kran\n3) Schleuse") == ["item: Kai", "item: Kran", "item: Schleuse"]
    assert blocks("12. März: Der Hafen ist zu.") == ["paragraph: 12. März: Der Hafen ist zu."]
    assert blocks("1. Mai: Der Hafen ruht.") == ["paragraph: 1. Mai: Der Hafen ruht."]


def test_a_sign_without_a_space_after_it_is_not_a_bullet() -> None:
    assert blocks("-5 Grad im Hafen.") == ["paragraph: -5 Grad im Hafen."]
    assert blocks("*Anmerkung.") == ["paragraph: *Anmerkung."]


def test_a_pin_may_follow_a_bullet_or_stand_alone_above_its_paragraph() -> None:
    assert blocks("- Kai\n- 📌 Kurz.") == ["item: Kai", "summary: Kurz."]
    assert blocks("- Kai\n📌\nKurz.") == ["item: Kai", "summary: Kurz."]


@pytest.mark.parametrize("heading", ["In breve", "ZUSAMMENFASSUNG", "Summary:", "L'essentiel"])
def test_the_paragraph_under_a_summary_heading_is_the_summary(heading: str) -> None:
    assert blocks(f"- Kai\n\n{heading}\n\nDer Hafen wächst.") == [
        "item: Kai",
        "summary: Der Hafen wächst.",
    ]


def test_wrapped_lines_go_on_with_their_point_or_paragraph() -> None:
    text = (
        "Der Hafen von Rotterdam hat im vergangenen Jahr mehr Container umgeschlagen\n"
        "als im Jahr zuvor. Der Umsatz stieg.\n"
        "\n"
        "- Ein Kai wird verlängert, und zwei neue Kräne heben Container aus Schiffen\n"
        "  der größten Klasse.\n"
        "- Die Schleuse bleibt.\n"
    )
    joined = text.replace("\n  ", " ").replace("umgeschlagen\n", "umgeschlagen ")
    paragraph, _, first, second, _ = joined.split("\n")
    assert blocks(text) == [f"paragraph: {paragraph}", f"item: {first[2:]}", f"item: {second[2:]}"]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    first, second = "Der Hafen wächst. " * 8, "Die Stadt wächst. " * 8
    assert blocks(f"{first}\n{second}") == [
        f"paragraph: {first.strip()}",
        f"paragraph: {second.strip()}",
    ]


def test_short_lines_without_a_full_stop_are_headings() -> None:
    body = "Der Hafen von Rotterdam wächst seit Jahren langsamer als andere Häfen in Europa. " * 2
    assert blocks(f"Rotterdam wächst\n\n{body}\n\nDie Folgen\n\n- Kai") == [
        "heading: Rotterdam wächst",
        f"paragraph: {body.strip()}",
        "heading: Die Folgen",
        "item: Kai",
    ]
    assert blocks(f"Rotterdam wächst\n========\n{body}")[0] == "heading: Rotterdam wächst"
    assert blocks("Rotterdam wächst.\n\n- Kai")[0] == "paragraph: Rotterdam wächst."
    assert blocks("Was bleibt?\n\n- Kai")[0] == "heading: Was bleibt?"


def test_a_last_line_heads_nothing() -> None:
    assert blocks("- Kai\n\nund so weiter") == ["item: Kai", "paragraph: und so weiter"]


def test_a_hyphen_at_a_line_end_is_kept_and_reported() -> None:
    manuscript = read("Der Hafen von Rotterdam wächst, und zwar im Container-\nverkehr seit 2019.")
    assert manuscript.blocks[0].text.endswith("Container- verkehr seit 2019.")
    assert [f"{each.place} {each.code}" for each in manuscript.findings] == [
        "de.txt:1:1 hyphen-at-line-end"
    ]


@pytest.mark.parametrize(
    ("line", "holder", "year"),
    [
        ("© 2025 Vietmetric", "Vietmetric", 2025),
        ("(c) 2019–2025 Port of Rotterdam. All rights reserved.", "Port of Rotterdam", 2025),
        ("Copyright © 2024 by Hafenblatt", "Hafenblatt", 2024),
        ("© Hafenblatt, 2024", "Hafenblatt", 2024),
        ("© Hafenblatt", "Hafenblatt", None),
        ("© 2024 Hafenblatt | Alle Rechte vorbehalten", "Hafenblatt", 2024),
    ],
)
def test_a_line_of_rights_names_holder_and_year(line: str, holder: str, year: int | None) -> None:
    rights = parse_rights(line)
    assert rights is not None
    assert (rights.text, rights.holder, rights.year) == (line, holder, year)


@pytest.mark.parametrize("line", ["© 2025", "Das © steht hinten: ©", "2025", "", "Copyrightfragen"])
def test_other_lines_name_no_rights(line: str) -> None:
    assert parse_rights(line) is None


def test_a_leftover_is_a_whole_line_and_no_part_of_one() -> None:
    assert all(
        is_boilerplate(line) for line in ("Share.", "TEILEN", "Condividi su:", "E-Mail", "x.com")
    )
    assert not is_boilerplate("Share prices rose.")
    assert blocks("Share prices rose.\nPrint is dead.") == [
        "paragraph: Share prices rose.",
        "paragraph: Print is dead.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi : Le port de Rotterdam",
        "Leggi anche: Il porto di Rotterdam",
        "- Leer también: El puerto",
        "Lesen Sie auch – Der Hafen",
        "Přečtěte si také: Přístav",
        "À lire aussi",
        "Lire aussi :\nLe port de Rotterdam\nLe port d’Anvers",
        "Lire aussi :\n\n• Le port de Rotterdam\n• Le port d’Anvers",
    ],
)
def test_a_line_that_points_to_another_page_is_left_out_with_its_title(line: str) -> None:
    manuscript = read_plain_text(f"Kai.\n\n{line}\n\n© 2025 Port\n\nHafen\n\n- Kran.", "x.txt")
    assert [block.text for block in manuscript.blocks] == ["Kai.", "Hafen", "Kran."]
    assert [left.text for left in manuscript.left_out] == [
        text.strip().removeprefix("- ") for text in line.split("\n") if text
    ]
    assert [rights.holder for rights in manuscript.rights] == ["Port"]


def test_text_that_only_resembles_a_pointer_is_kept() -> None:
    said = ["Read more books: it helps.", "Related: 3 ports.", "Zie ook hier de haven.", "More: 3."]
    assert blocks("\n\n".join(said)) == [f"paragraph: {text}" for text in said]
    # A button under a text that goes on.
    text = "Kai.\n\nRead more\n\nThe port grows\n- Kran."
    assert "heading: The port grows" in blocks(text)


@pytest.mark.parametrize("tag", list_catalogues())
def test_the_page_s_own_word_heads_a_summary_in_every_language(tag: str) -> None:
    assert is_summary_heading(f"{page_strings(tag).summary}:")
    text = f"- Kai.\n\n{page_strings(tag).summary}\n\nHafen und Kran."
    assert blocks(text) == ["item: Kai.", "summary: Hafen und Kran."]


@pytest.mark.parametrize(
    "heading",
    ["Samengevat", "SAMENVATTING:", "En résumé", "Em resumo", "Kort sagt", "总结", "요약"],
)
def test_a_usual_heading_heads_a_summary(heading: str) -> None:
    assert blocks(f"{heading}\n\nKai.") == ["summary: Kai."]


@pytest.mark.parametrize("struck", ["~~klein~~", "k\u0336l\u0336e\u0336i\u0336n\u0336"])
def test_text_that_is_struck_out_is_listed(struck: str) -> None:
    page = read_plain_text(f"Hafen\n\nDer Hafen ist {struck} groß.\n\n- Kai\n- Kran\n", "de.txt")
    assert page.blocks[1].text == "Der Hafen ist groß."
    assert [(each.text, each.why) for each in page.left_out] == [("klein", "it is struck out")]
