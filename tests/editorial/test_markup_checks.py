"""Marks that would be printed as typed are warned of, at their place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.editorial.agreement.conftest import marked

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

EDITION = "title: Il porto\nsummary: {}\npoints:\n  - Nuove banchine.\n"


@pytest.mark.parametrize(
    ("text", "mark", "remedy"),
    [
        ("Il <b>porto</b> cresce.", "<b>", "write **…**"),
        ("Il porto<br/>cresce.", "<br/>", "remove the tag"),
        (
            'Il <a href="https://example.org">porto</a>.',
            '<a href="https://example.org">',
            "[text](",
        ),
        ("Porto &amp; città", "&amp;", "write `&`"),
        ("Porto&nbsp;Nuovo", "&nbsp;", "an ordinary space"),
        ("Porto &#8211; città", "&#8211;", "write `–`"),
        ("## Il porto", "## ", "remove it"),
        ("Il **porto cresce.", "**", "both sides"),
        ("Il ** porto** cresce.", "**", "both sides"),
        ("Il *porto cresce.", "*", r"\*"),
        ("Il [porto] (https://example.org) cresce.", "[porto] (https://example.org)", "without a"),
        ("Il (https://example.org)[porto].", "(https://example.org)[porto]", "[text]("),
        ("Si veda <https://example.org>.", "<https://example.org>", "[text]("),
        ("Il ~~vecchio~~ porto.", "~~vecchio~~", "remove"),
        ("Il `porto` cresce.", "`porto`", "remove the marks"),
        ("Il [b]porto[/b] cresce.", "[b]", "**strong**"),
    ],
)
def test_marks_without_effect_are_warned_of(
    sample: SampleProject, text: str, mark: str, remedy: str
) -> None:
    project = sample.write(it=EDITION.format(json.dumps(text, ensure_ascii=False)))
    (finding,) = [one for one in sample.findings(project) if one.code == "markup-printed"]
    assert remedy in finding.remedy
    assert '"' in mark or marked(finding) == mark


@pytest.mark.parametrize(
    "text",
    [
        "Il **porto** e il *molo*: [qui](https://example.org/a_b__c).",
        "Le 5 < 6 > 4 navi, R&D, AT&T; e C# o F#.",
        "Cinque * sei, 2*3, m**2, lavoratori* e colleghe.",
        r"\*Nota a margine, \[sic\].",
        "Il #1 dei porti [sic] (si veda sopra).",
        "La variabile nome_del_porto cresce.",
    ],
)
def test_signs_that_belong_to_a_text_are_not(sample: SampleProject, text: str) -> None:
    project = sample.write(it=EDITION.format(json.dumps(text, ensure_ascii=False)))
    assert sample.list_codes(project) == []


def test_quotation_marks_of_word_processors_around_values_are_warned_of(
    sample: SampleProject,
) -> None:
    project = sample.write(
        briefing="sources:\n  - publication: „Harbour Quarterly“\n",
        it="title: “Il porto”\nsummary: “Il porto cresce.”\npoints:\n  - Nuove banchine.\n",
    )
    found = [one for one in sample.findings(project) if one.code == "quotes-printed"]
    assert [marked(one) for one in found] == [
        "„Harbour Quarterly“", "“Il porto”", "“Il porto cresce.”",
    ]  # fmt: skip


def test_a_quotation_as_title_is_not(sample: SampleProject) -> None:
    project = sample.write(it="title: “Cresciamo”\nsummary: Così il sindaco.\npoints: [Ecco.]\n")
    assert sample.list_codes(project) == []


def test_marks_and_quotation_marks_can_be_waived(sample: SampleProject) -> None:
    """By the value that the remedy shows, in the file that has them."""
    edition = EDITION.format("Il `porto` cresce.") + "kicker: «Porti»\n"
    waive = """\
waive:
  - {code: markup-printed, value: "`porto`", reason: a name}
  - {code: quotes-printed, value: "«Porti»", reason: a title}
"""
    found = sample.findings(sample.write(it=edition))
    assert [finding.code for finding in found] == ["markup-printed", "quotes-printed"]
    for finding, line in zip(found, waive.splitlines()[1:], strict=True):
        shown = line.strip().partition(", reason")[0].removeprefix("- {")
        assert shown in finding.remedy
    assert sample.list_codes(sample.write(it=edition + waive)) == []
    codes = sample.list_codes(sample.write(it=EDITION.format("Il porto cresce.") + waive))
    assert [line.split()[1] for line in codes] == ["waiver-unused"] * 2
