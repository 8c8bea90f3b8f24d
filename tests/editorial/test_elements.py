"""The optional elements of a briefing: what is refused, what is noted, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.models.checks.elements import count_words

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

FACTS = """\
sources: [{publication: Harbour Quarterly}]
date: 2025-03-04
key_figures: [{id: berths, value: 12, additional: yes}]
next:
  - {id: vote, date: 2025-04-17}
  - {id: opening, date: 2027}
"""
BASE = "title: T\nsummary: S\npoints: [Uno]\nkey_figures: {berths: B}\n"
EVENTS = "next: {vote: Si vota., opening: Si apre.}\n"
TABLE = """\
comparison:
  columns: [Nave, Treno]
  rows:
    - {label: Costo, cells: [40 €, 25 €]}
    - {label: Posti, cells: [{figure: berths}, 300]}
"""


def test_a_briefing_with_all_elements_has_no_findings(sample: SampleProject) -> None:
    text = "why: Il porto dà lavoro a tutti.\nquote: Siamo pieni.\n" + EVENTS + TABLE
    briefing = sample.read(briefing=FACTS, it=BASE + text)
    assert briefing.findings == ()
    assert str(briefing.facts.next[1].date) == "2027"
    table = briefing.editions["it"].comparison
    assert table is not None
    assert table.rows[1].cells[0].figure == "berths"


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("next: {vote: Si vota.}\n", "it.yaml:5:1 no-text"),
        (EVENTS.replace("opening", "openning"), "it.yaml:5:24 no-such-event"),
        (EVENTS + f"why: {'porto ' * 41}\n", "it.yaml:6:6 why-too-long"),
        (
            EVENTS + TABLE.replace("figure: berths", "figure: berth"),
            "it.yaml:10:39 no-such-key-figure",
        ),
        (EVENTS + TABLE.replace("berths}", "berths, text: x}"), "it.yaml:10:30 cell-unclear"),
        (EVENTS + TABLE.replace("{figure: berths}", "{figure: }"), "it.yaml:10:30 cell-unclear"),
        (EVENTS + TABLE.replace(", 25 €", ""), "it.yaml:9:29 wrong-count"),
        (EVENTS + "".join(TABLE.splitlines(keepends=True)[:-1]), "it.yaml:9:5 wrong-count"),
    ],
)
def test_what_an_edition_lacks_or_has_too_much_of_is_placed(
    added: str, expected: str, sample: SampleProject
) -> None:
    found = sample.list_codes(sample.write(briefing=FACTS, it=BASE + added))
    assert [line for line in found if expected in line], found


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("date: 2025-04-17", "date: 2024-04-17"),
        ("date: 2025-04-17", "date: 2024"),
        ("date: 2025-04-17", "date: 2025-02"),
    ],
)
def test_a_next_date_that_is_over_is_unlikely(
    changed: str, expected: str, sample: SampleProject
) -> None:
    facts = FACTS.replace(changed, expected)
    found = sample.list_codes(sample.write(briefing=facts, it=BASE + EVENTS))
    assert found == ["content/harbour/briefing.yaml:5:22 date-unlikely"]


@pytest.mark.parametrize("month", ["2025-03", "2025"])
def test_the_month_and_the_year_of_the_briefing_are_not_over(
    month: str, sample: SampleProject
) -> None:
    facts = FACTS.replace("2025-04-17", month)
    assert sample.list_codes(sample.write(briefing=facts, it=BASE + EVENTS)) == []


def test_the_languages_are_compared(sample: SampleProject) -> None:
    """Rows that one lacks are an error; numbers and missing parts are told as those of prose."""
    facts = FACTS.partition("next:")[0].replace("12,", "12, digits: 0,")
    why = "why: Im Hafen liegen jeden Tag 12 Schiffe, und das sind zu viele.\n"
    german = BASE.replace("Uno", "Der erste Punkt steht hier.") + why + TABLE
    italian = BASE + "why: Nel porto ci sono ogni giorno 14 navi, e sono troppe.\nquote: Basta.\n"
    found = sample.list_codes(sample.write(briefing=facts, de=german, it=italian))
    assert "content/harbour/it.yaml:5:36 number-differs" in found
    assert "content/harbour/it.yaml:6:8 text-missing" in found  # the quotation
    assert "content/harbour/de.yaml:7:13 text-missing" in found  # the comparison
    longer = TABLE + "    - {label: Ore, cells: [2, 3]}\n"
    found = sample.list_codes(
        sample.write(briefing=facts, de=german, it=BASE + why.replace("Im", "Nel") + longer)
    )
    assert "content/harbour/it.yaml:8:3 rows-differ" in found


def test_the_focus_of_an_image_needs_a_place(sample: SampleProject) -> None:
    facts = FACTS.partition("next:")[0] + "images: [{id: quay, file: a.png, focus: [20, 30]}]\n"
    edition = BASE + "images: {quay: {alt: Il molo}}\n"
    found = sample.list_codes(sample.write(briefing=facts, it=edition))
    assert found == ["content/harbour/briefing.yaml:4:41 focus-unused"]
    beyond = facts.replace("focus: [20, 30]", "place: head, focus: [20, 130]")
    found = sample.list_codes(sample.write(briefing=beyond, it=edition))
    assert found == ["content/harbour/briefing.yaml:4:59 bad-value"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("L’acqua sale di 3,9 metri", 5), ("12 % – mehr", 2), ("港口很重要", 3)],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_contact_by_language_is_in_all_languages(sample: SampleProject) -> None:
    lines = "contact:\n  de: |\n    Redaktion\n    hafen@example.org\n"
    facts = FACTS.partition("next:")[0] + lines
    found = sample.list_codes(sample.write(briefing=facts, it=BASE))
    assert found == ["content/harbour/briefing.yaml:4:1 contact-language"]
    briefing = sample.read(briefing=facts.replace("de:", "it:"), it=BASE)
    assert briefing.facts.contact == {"it": "Redaktion\nhafen@example.org"}


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        ("[Redaktion, hafen@example.org]", []),
        ("hafen@example.org", []),
        ("{de: [Redaktion, Tor 1], it: Redazione}", []),
        ("{name: Redaktion, email: hafen@example.org}", ["wrong-kind"]),
        ("{it: {name: Redazione}}", ["wrong-kind"]),
        ("[]", ["wrong-kind"]),
        ("", []),
    ],
)
def test_a_contact_is_lines_or_lines_by_language(
    contact: str, found: list[str], sample: SampleProject
) -> None:
    facts = FACTS.partition("next:")[0] + f"contact: {contact}\n"
    findings = sample.findings(sample.write(briefing=facts, it=BASE))
    assert [finding.code for finding in findings] == found
