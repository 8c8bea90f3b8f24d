"""Tables of values by year: proposed as a chart, or as the series of a key figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from brief.editorial.importing.figures.table_series import read_series
from tests.editorial.importing.conftest import Inbox
from tests.editorial.importing.word import document, paragraph, run, table

if TYPE_CHECKING:
    from brief.editorial.briefing import Briefing

TEXT = """\
# {title}

The port has grown for years, and its quays are full in every month of the year.

- Ships wait two days for a berth.
- The council plans a second basin.

{table}
"""
SHARES = ("Anteil in %", "12,5", "–", "14", "15,5")
TRAINS = ("Züge", "1.200", "1.300", "1.450", "1.500")
ROWS = (("Year", "Exports (million USD)"), ("2022", "3,100"), ("2023", "3,300"), ("2024", "4,200"))


def write_table(rows: tuple[tuple[str, ...], ...]) -> str:
    head, *rest = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((head, "|---" * len(rows[0]) + "|", *rest))


def list_points(briefing: Briefing) -> list[tuple[str, Decimal | None]]:
    (chart,) = briefing.facts.charts
    return [(str(point.period), point.value) for point in chart.points]


def test_a_table_in_markdown_becomes_a_chart(inbox: Inbox) -> None:
    file = inbox.put("port.md", TEXT.format(title="The port grows", table=write_table(ROWS)))
    briefing = inbox.bring(file, lang="en")
    (chart,) = briefing.facts.charts
    assert (chart.id, chart.unit, chart.notation) == ("exports", "USD", "compact")
    assert list_points(briefing)[-1] == ("2024", Decimal("4.2e9"))
    assert briefing.editions["en"].charts["exports"].title == "Exports"
    assert briefing.facts.status == "draft"
    (found,) = (it for it in inbox_findings(inbox, file) if it[0] == "charts-proposed")
    assert found[1].endswith("briefing.yaml")


def inbox_findings(inbox: Inbox, file: Path) -> list[tuple[str, str]]:
    plan = inbox.plan(file, lang="en", slug="again")
    return [(it.code, it.place.path if it.place else "") for it in plan.findings]


def test_two_languages_must_have_the_same_values(inbox: Inbox) -> None:
    german = (("Jahr", "Ausfuhr in Mio. USD"), *((y, v.replace(",", ".")) for y, v in ROWS[1:]))
    en = inbox.put("port.en.md", TEXT.format(title="The port grows", table=write_table(ROWS)))
    de = inbox.put("port.de.md", TEXT.format(title="Der Hafen", table=write_table(german)))
    briefing = inbox.bring(en, de, lang="en de")
    assert briefing.editions["de"].charts["exports"].title == "Ausfuhr"
    other = write_table((*german[:-1], ("2024", "4.300")))
    de = inbox.put("port.de.md", TEXT.format(title="Der Hafen", table=other))
    assert inbox.bring(en, de, lang="en de", slug="differs").facts.charts == ()


def test_a_table_whose_last_value_is_in_the_text_is_a_key_figures_series(inbox: Inbox) -> None:
    text = TEXT.replace("- Ships", "- Exports were 4,200 million USD.\n- Ships")
    file = inbox.put("port.md", text.format(title="The port", table=write_table(ROWS)))
    briefing = inbox.bring(file, lang="en")
    (figure,) = briefing.facts.key_figures
    assert [point.value for point in figure.points] == [
        Decimal("3.1e9"),
        Decimal("3.3e9"),
        Decimal("4.2e9"),
    ]
    assert briefing.facts.charts == ()


def test_a_table_of_a_web_page_and_of_a_word_document(inbox: Inbox) -> None:
    cells = "".join(f"<tr>{''.join(f'<td>{it}</td>' for it in row)}</tr>" for row in ROWS)
    html = (
        "<h1>The port grows</h1><p>It has grown for years, and all its quays are full.</p><ul>"
        f"<li>Ships wait two days.</li><li>A basin is planned.</li></ul><table>{cells}</table>"
    )
    web = inbox.bring(inbox.put("port.html", html), lang="en", slug="web")
    body = "".join(
        paragraph(run(text))
        for text in ("The port grows", "It has grown for years.", "Ships wait.", "A basin is due.")
    )
    word = inbox.put(
        "port.docx",
        document(body + table(*(tuple(paragraph(run(it)) for it in row) for row in ROWS))),
    )
    assert list_points(web) == list_points(inbox.bring(word, lang="en", slug="word"))


@pytest.mark.parametrize(
    ("rows", "tag", "expected"),
    [
        (ROWS, "en", [("Exports", "USD", "3100e6 3300e6 4200e6")]),
        (tuple(zip(*ROWS, strict=True)), "en", [("Exports", "USD", "3100e6 3300e6 4200e6")]),
        ((ROWS[0], *ROWS[:0:-1]), "en", [("Exports", "USD", "3100e6 3300e6 4200e6")]),
        (
            tuple(zip(("", *["2020", "2021", "2022", "2023"]), SHARES, TRAINS, strict=True)),
            "de",
            [("Anteil", "percent", "12.5 - 14 15.5"), ("Züge", "", "1200 1300 1450 1500")],
        ),
        (
            (
                ("Anno", "2020", "2021", "2022"),
                ("Ricavi", "1,2 mld. €", "1,3 mld. €", "1,5 mld. €"),
            ),
            "it",
            [("Ricavi", "EUR", "1.2e9 1.3e9 1.5e9")],
        ),
        (
            (("Year", "Balance"), ("2020", "−4"), ("2021", "5"), ("2022", "-6.5")),
            "en",
            [("Balance", "", "-4 5 -6.5")],
        ),
        ((("Year", "Berths"), ("2020", "4"), ("2021", "5"), ("2022", "")), "en", []),
        ((("Year", "Berths"), ("2020", "4"), ("2021", "closed"), ("2022", "6")), "en", []),
        ((("Year", "Berths"), ("2020", "4"), ("2020", "5"), ("2022", "6")), "en", []),
        ((("Year", "Berths"), ("2020", "4"), ("2022", "6")), "en", []),
        ((("Year", "2019"), ("2020", "4"), ("2021", "4"), ("2022", "6")), "en", []),
        ((("Port", "Ships"), ("Hamburg", "4"), ("Triest", "5"), ("Koper", "6")), "en", []),
        ((("Year", "A"), ("2020", "4"), ("2021", "4", "7"), ("2022", "6")), "en", []),
        ((), "en", []),
    ],
)
def test_columns_of_numbers_beside_years_are_series(
    rows: tuple[tuple[str, ...], ...], tag: str, expected: list[tuple[str, str, str]]
) -> None:
    found = [
        (it.name, it.unit, [None if value is None else value.normalize() for _, value in it.points])
        for it in read_series(rows, tag)
    ]
    assert found == [
        (
            name,
            unit,
            [None if it == "-" else Decimal(it).normalize() for it in values.split()],
        )
        for name, unit, values in expected
    ]


cells = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.decimals(-9999, 9999, places=2).map(str),
    st.sampled_from(["", "–", "n/a", "12 %", "4.5 million", "$3", "x", "2024", "1,234", "€ 5m"]),
)
heads = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20),
    st.sampled_from(["Exports (USD)", "Share in %", "Zeit, Stunden", "*Bold*", "a: b", "- x", "#"]),
)


@settings(max_examples=20)
@given(st.data())
def test_what_is_proposed_can_be_read(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 3))
    head = data.draw(st.tuples(*[heads] * width))
    years = range(2020, 2020 + data.draw(st.integers(2, 5)))
    rows = [(str(year), *data.draw(st.tuples(*[cells] * width))) for year in years]
    shown = "".join(
        f"<tr>{''.join(f'<td>{escape(it)}</td>' for it in row)}</tr>"
        for row in (("Year", *head), *rows)
    )
    page = (
        "<h1>The port grows</h1><p>It has grown for years, and all its quays are full.</p><ul>"
        f"<li>Ships wait two days.</li><li>A basin is planned.</li></ul><table>{shown}</table>"
    )
    with TemporaryDirectory() as folder:
        (Path(folder) / "project" / "content").mkdir(parents=True)
        inbox = Inbox(Path(folder))
        inbox.bring(inbox.put("port.html", page), lang="en")
