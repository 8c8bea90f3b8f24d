"""A missing date is noted, and an unlikely one is warned of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from brief.editorial.fields.reader import read_model
from brief.editorial.models.checks.dates import check_dates
from brief.editorial.models.content import BriefingFacts
from tests.editorial.agreement.conftest import marked

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

TODAY = date(2026, 12, 1)
SOURCE = "sources: [{publication: Harbour Quarterly}]\n"


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (f"date: 2026-12-08\n{SOURCE}", []),
        (SOURCE, ["date-missing"]),
        (f"status: draft\n{SOURCE}", []),
        (f"date: 2027-11-30\n{SOURCE}", []),
        (f"date: 2028-01-08\n{SOURCE}", ["date-unlikely"]),
        (f"date: 1026-12-08\n{SOURCE}", ["date-unlikely"]),
        (f"date: 2026-12-08\nembargo: 2062-12-08\n{SOURCE}", ["date-unlikely"]),
        ("date: 2026-12-01\nsources: [{publication: P, published: 2027-02}]\n", []),
        ("date: 2016-12-01\nsources: [{publication: P, published: 2026}]\n", ["date-unlikely"]),
        ("date: 2026-12-01\nsources: [{publication: P, published: 2206}]\n", ["date-unlikely"]),
        ("date: 2026-12-01\nsources: [{publication: P, accessed: 2026-12-02}]\n", []),
        (
            "date: 2026-12-01\nsources: [{publication: P, accessed: 2027-01-02}]\n",
            ["date-unlikely"],
        ),
    ],
)
def test_unlikely_dates_are_told(sample: SampleProject, facts: str, codes: list[str]) -> None:
    project = sample.write(briefing=facts)
    model, places = read_model(
        project.content_folder / "harbour/briefing.yaml", project, BriefingFacts
    )
    found = list(check_dates(model, places, TODAY))
    assert [finding.code for finding, _ in found] == codes
    for finding, about in found:
        assert marked(finding) == about or finding.code == "date-missing"
        assert finding.place
        assert finding.place.path.endswith("briefing.yaml")


def test_an_unlikely_date_can_be_waived(sample: SampleProject) -> None:
    facts = f"date: 1801-12-08\n{SOURCE}"
    waiver = 'waive: [{code: date-unlikely, value: "1801-12-08", reason: a facsimile}]\n'
    assert sample.list_codes(sample.write(briefing=facts)) == [
        "content/harbour/briefing.yaml:1:7 date-unlikely"
    ]
    assert sample.list_codes(sample.write(briefing=facts + waiver)) == []
