"""Key figures reach the templates with their marks, in the direction of their language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from brief.design.figures import choose_chart_sizes
from brief.design.layout.layout import Layout
from brief.design.presentation import Overrides, choose_presentation
from brief.design.view import make_view
from brief.editorial.briefing import read_briefing, read_settings
from brief.project import Project

if TYPE_CHECKING:
    from brief.design.figures import FigureView
    from brief.design.view import PageView
    from tests.workspace import Workspace

FIGURES = """\
date: 2025-03-04
sources: [{publication: Harbour Review}]
key_figures:
  - {id: ships, value: 1.48e6, notation: compact, trend: up, qualifier: about, additional: yes}
  - {id: share, value: 84, unit: percent, trend: down, good: down, additional: yes}
  - {id: price, value: [49, 189], unit: EUR, lead: yes, trend: up, additional: yes}
  - {id: opened, value: 2016, unit: year, additional: yes}
  - {id: closes, value: 2028, unit: year, additional: yes, qualifier: planned}
  - {id: fleet, value: 120, additional: yes}
  - {id: large, value: 70, of: fleet, additional: yes}
  - {id: plain, value: 29, unit: percent, mark: none, additional: yes}
  - id: course
    value: 4.2
    unit: percent
    series: {2023: 3.1, 2024: ~, 2025: 4.2}
    additional: yes
"""
IDS = ("ships", "share", "price", "opened", "closes", "fleet", "large", "plain", "course")


def make_page(workspace: Workspace, tag: str, facts: str = FIGURES, texts: str = "") -> PageView:
    labels = "".join(f"  {name}: label of {name}\n" for name in IDS if f"id: {name}" in facts)
    workspace.write("content/tides/briefing.yaml", facts)
    edition = f"title: T\nsummary: S\npoints: [P]\nkey_figures:\n{labels}{texts}"
    workspace.write(f"content/tides/{tag}.yaml", edition)
    project = Project(workspace.root)
    settings = read_settings(project)
    briefing = read_briefing(project, settings, "tides")
    brand = choose_presentation(project, settings, briefing, Overrides()).brand
    return make_view(briefing, tag, brand, "a4")


def figures(workspace: Workspace, tag: str) -> dict[str, FigureView]:
    page = make_page(workspace, tag)
    return dict(zip(IDS, page.figures, strict=True))


def test_each_kind_of_value_has_its_mark(workspace: Workspace) -> None:
    shown = figures(workspace, "de")
    kinds = {
        name: figure.mark.split('class="')[1].split('"')[0] if figure.mark else ""
        for name, figure in shown.items()
    }
    assert kinds == {
        "ships": "",
        "share": "mark mark-share",
        "price": "mark mark-range",
        "opened": "mark mark-years",
        "closes": "mark mark-years",
        "fleet": "mark mark-parts",
        "large": "mark mark-parts",
        "plain": "",
        "course": "chart chart-column",
    }


def test_the_parts_of_a_figure_are_final_texts(workspace: Workspace) -> None:
    ships = figures(workspace, "de")["ships"]
    assert (ships.qualifier, ships.number, ships.unit) == ("rund", "1,48", "Mio.")
    assert (ships.amount, ships.value) == ("1,48\u00a0Mio.", "rund 1,48\u00a0Mio.")


def test_charts_are_drawn_for_the_widths_of_their_layout() -> None:
    assert choose_chart_sizes("a4") == ((48, 21), (116, 45), None)
    assert choose_chart_sizes("a4", (33, 58), (176, 70)) == ((33, 18), (58, 22.5), (176, 70))
    layout = Layout.model_validate(
        {
            "regions": ["main"],
            "margins": {"a4": {"top": "10", "sides": "10", "bottom": "10"}},
            "charts": {
                "a4": {"sidebar": "33", "text": "58", "hero": {"width": "150", "height": "60"}}
            },
        }
    )
    assert layout.chart_sizes("a4") == ((33, 18), (58, 22.5), (150, 60))
    assert layout.chart_sizes("a5") == choose_chart_sizes("a5")


def test_one_figure_leads_the_first_if_no_other_is_named(workspace: Workspace) -> None:
    assert [name for name, it in figures(workspace, "en").items() if it.is_lead] == ["price"]
    page = make_page(workspace, "en", FIGURES.replace("lead: yes, ", ""))
    assert [figure.is_lead for figure in page.figures[:2]] == [True, False]


def test_a_trend_has_its_word_and_colour_only_for_the_lead(workspace: Workspace) -> None:
    shown = figures(workspace, "de")
    trends = {name: it.trend for name, it in shown.items() if it.trend}
    assert {name: (str(it), it.word) for name, it in trends.items()} == {
        "ships": ("up", "steigend"),
        "share": ("down", "fallend"),
        "price": ("up", "steigend"),
        "course": ("up", "steigend"),
    }
    assert ["#8c1c2b" in unquote(it.svg) for it in trends.values()] == [False, False, True, False]
    assert all(f'alt="{it.word}"' in it.svg for it in trends.values())
    worse = make_page(workspace, "de", FIGURES.replace("lead: yes,", "lead: yes, good: down,"))
    assert worse.figures[2].trend
    assert "#8c1c2b" not in unquote(worse.figures[2].trend.svg)


@pytest.mark.parametrize("tag", ["ar", "he", "fa", "ur"])
def test_marks_are_mirrored_where_the_text_runs_from_right_to_left(
    workspace: Workspace, tag: str
) -> None:
    shown = figures(workspace, tag)
    assert 'x="7.68"' in unquote(str(shown["share"].mark))
    assert "right center" in str(shown["share"].mark)


def test_a_series_has_a_table_and_a_sentence(workspace: Workspace) -> None:
    course = figures(workspace, "de")["course"]
    assert course.table
    assert course.table.header == ("Jahr", "label of course")
    assert course.table.rows == (("2023", "3,1\u00a0%"), ("2024", ""), ("2025", "4,2\u00a0%"))
    sentence = "label of course 2023–2025: von 3,1 auf 4,2\u00a0%; keine Angabe: 2024"
    assert f'alt="{sentence}"' in str(course.mark)
