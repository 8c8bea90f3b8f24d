"""The data that a PDF carries has the values of series and charts, with every digit typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from brief.editorial.briefing import read_briefing, read_settings
from brief.editorial.citations.published_record import format_published_record
from brief.project import Project

if TYPE_CHECKING:
    from tests.workspace import Workspace


def test_series_are_in_the_record(workspace: Workspace) -> None:
    workspace.write(
        "content/tides/briefing.yaml",
        "sources: [{publication: X}]\n"
        "key_figures:\n"
        "  - {id: a, value: 1.50, series: {2023: 1e3, 2024: ~, 2025: 1.50}, additional: yes}\n"
        "charts:\n"
        "  - {id: b, unit: EUR, series: {2024: 1, 2025: 2}, scenario: forecast}\n",
    )
    workspace.write(
        "content/tides/en.yaml",
        "title: T\nsummary: S\npoints: [P]\nkey_figures: {a: A}\ncharts: {b: Results}\n",
    )
    project = Project(workspace.root)
    briefing = read_briefing(project, read_settings(project), "tides")
    record = json.loads(format_published_record(briefing, ["en"]))
    (figure,), (chart,) = record["key_figures"], record["charts"]
    assert figure["series"] == [
        {"period": "2023", "value": "1000"},
        {"period": "2024", "value": None},
        {"period": "2025", "value": "1.50"},
    ]
    assert figure["trend"] == "down"
    assert chart["series"][-1] == {"period": "2025", "value": "2", "scenario": "forecast"}
    assert record["editions"]["en"]["charts"] == {"b": {"title": "Results"}}
