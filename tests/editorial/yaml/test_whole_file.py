"""Problems of a whole file, and numbers in braces, have one message that names the cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editorial.agreement.conftest import marked

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

SOURCES = "sources:\n  - publication: Harbour Quarterly\n"
LABELLED = "title: Il porto\nsummary: Cresce.\npoints: [Ecco.]\nkey_figures: {berths: moli}\n"


def test_a_merge_conflict_is_one_error(sample: SampleProject) -> None:
    text = "<<<<<<< HEAD\ntitle: Il porto\n=======\ntitle: Porto\n>>>>>>> a1b2\nsummary: Cresce.\n"
    (finding,) = sample.findings(sample.write(it=text + "points:\n  - Ecco.\n"))
    assert (finding.code, marked(finding)) == ("merge-conflict", "<<<<<<< HEAD")


def test_special_spaces_as_indentation_are_one_error(sample: SampleProject) -> None:
    text = "title: Il porto\nsummary: Cresce.\npoints:\n\u00a0\u00a0- Uno.\n\u00a0 - Due.\n"
    facts = "sources:\n  - publication: Harbour Quarterly\n\u00a0\u00a0\u00a0 issue: 4\n"
    first, second = sample.findings(sample.write(briefing=facts, it=text))
    assert (first.code, second.code) == ("indentation", "indentation")
    assert "U+00A0" in first.message
    assert "and 1 more" in second.message
    assert second.place is not None
    assert (second.place.line, second.place.column) == (4, 1)


def test_a_special_space_in_a_text_is_no_error(sample: SampleProject) -> None:
    text = "title: Il porto\nsummary: >-\n  Cresce\n  \u00a0: ecco.\npoints: [Ecco.]\n"
    assert sample.list_codes(sample.write(it=text)) == []


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("37,5", "write 37.5 "),
        ("4,2 Mio.", "write only 4.2e6"),
        ("-0,5", "write -0.5 "),
        ("37,5 %", "`unit: percent`"),
    ],
)
def test_a_decimal_comma_in_braces_is_one_error(
    sample: SampleProject, typed: str, remedy: str
) -> None:
    figure = f"key_figures:\n  - {{id: berths, value: {typed}, additional: yes}}\n"
    (finding,) = sample.findings(sample.write(briefing=SOURCES + figure, it=LABELLED))
    assert (finding.code, marked(finding)) == ("bad-number", typed)
    assert remedy in finding.remedy


def test_paper_may_be_in_capitals(sample: SampleProject) -> None:
    assert sample.list_codes(sample.write(briefing=SOURCES + "date: 2025-03-04\npaper: A4\n")) == []


@pytest.mark.parametrize("line", ["date: “2025-09-15”", "paper: „a4“", "status: “draft”"])
def test_typographic_quotation_marks_around_a_value_are_named(
    sample: SampleProject, line: str
) -> None:
    (finding,) = sample.findings(sample.write(briefing=f"{SOURCES}{line}\n"))
    assert (
        finding.remedy == f"remove the typographic quotation marks: write {line[7:-1].strip('“„ ')}"
    )
