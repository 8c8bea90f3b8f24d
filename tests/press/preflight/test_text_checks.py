"""Nothing is lost without a word: layouts that hide, cut off or misplace text are found out."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.press.pdf.reader import PdfReader
from brief.press.preflight.text_checks import (
    NOT_COMPARED,
    PdfPage,
    find_missing_text,
    normalise_text,
    read_pages,
)
from tests.workspace import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.workspace import Run, Workspace

POINT = "{{ page.points[1] }}"
HIDDEN = "Hidden words that nobody will ever see on the paper"


@given(
    st.text(max_size=40)
    | st.text("a b-\u00ad’„“\u2212\ufb01\u200b\u0085\u2028\x1c\x02", max_size=20)
)
def test_what_is_compared_has_no_spaces_hyphens_or_forms_of_quotes(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text)
    usual = plain.translate(str.maketrans("’‘“”„−", '\'\'"""-'))
    assert normalise_text(text) == NOT_COMPARED.sub("", usual)


def build(
    workspace: Workspace, css: str = "", change: Callable[[str], str] = str, tag: str = "en"
) -> Run:
    """Build with the plain layout after `change`, and a sheet; nothing may be written."""
    workspace.briefing("tides", tag).layout()
    page = workspace.root / "layouts/own/page.html"
    workspace.write("layouts/own/page.html", change(page.read_text("utf-8")))
    workspace.write("layouts/own/page.css", css)
    return workspace.run("build", "--json", "--layout", "own")


def refused(
    workspace: Workspace, code: str, css: str = "", change: Callable[[str], str] = str
) -> str:
    """Build, and return the messages of that code, which must have forbidden the output."""
    run = build(workspace, css, change)
    assert run.code == 1
    assert not workspace.pdf().exists()
    found = [item["message"] for item in run.json["findings"] if item["code"] == code]
    assert found, run.json["findings"]
    return "\n".join(found)


def test_a_layout_that_leaves_nothing_out_has_no_findings(workspace: Workspace) -> None:
    run = build(workspace)
    assert run.code == 0
    assert not run.json["findings"]
    assert workspace.pdf().exists()


@pytest.mark.parametrize("tag", ["de", "en", "it"])
def test_the_bundled_layout_has_no_findings(tides: Workspace, tag: str) -> None:
    run = tides.run("build", "--json", "--lang", tag)
    assert (run.code, run.json["findings"]) == (0, [])


def test_a_word_of_a_text_that_is_lost_is_not_missed_where_it_stands_alone(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "en").layout()
    workspace.change("content/tides/en.yaml", "kicker: Ports", "kicker: Environment")
    workspace.write("layouts/own/page.css", "ol { display: none }")
    run = workspace.run("build", "--json", "--layout", "own")
    lost = [item["message"] for item in run.json["findings"] if item["code"] == "text-lost"]
    assert any("“Environment. Conservation" in message for message in lost)
    assert not any(message.endswith("“Environment”") for message in lost)


def test_text_in_a_box_of_fixed_height_is_cut_off(workspace: Workspace) -> None:
    message = refused(workspace, "text-cut", "ol { height: 9mm; overflow: hidden }")
    assert "Environment. Conservation groups" in message


def test_text_that_runs_out_of_a_box_of_fixed_height_is_over_the_next(workspace: Workspace) -> None:
    message = refused(workspace, "text-overlap", "ol { height: 9mm }")
    assert "Environment. Conservation groups" in message
    assert "mean tidal range" in message


def test_a_line_too_long_for_its_box_is_cut_off(workspace: Workspace) -> None:
    css = "ol { width: 60mm; overflow: hidden } li { white-space: nowrap }"
    assert "Channel. A deeper channel" in refused(workspace, "text-cut", css)


def test_a_line_that_begins_before_its_box_is_cut_off(workspace: Workspace) -> None:
    css = "ol { overflow: hidden; margin: 0 0 0 20mm; padding: 0 } li { text-indent: -4mm }"
    assert "Channel. A deeper channel" in refused(workspace, "text-cut", css)


def test_a_point_that_the_template_leaves_out_is_missed(workspace: Workspace) -> None:
    def first_only(page: str) -> str:
        assert "in page.points %}" in page
        return page.replace("in page.points %}", "in page.points[:1] %}")

    assert "Environment. Conservation groups" in refused(workspace, "text-lost", "", first_only)


@pytest.mark.parametrize(
    "css",
    ["display: none", "visibility: hidden", "position: absolute; left: -500mm"],
)
def test_text_that_is_not_shown_is_missed(workspace: Workspace, css: str) -> None:
    run = build(workspace, f"li + li {{ {css} }}")
    assert run.code == 1
    assert run.codes() & {"text-lost", "text-outside"}
    assert "Environment" in str(run.json["findings"])


def test_a_figure_that_is_left_out_is_missed_although_its_number_stands_elsewhere(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "en").layout()
    workspace.change("content/tides/briefing.yaml", "value: 3.9, unit: meter", "value: 45")
    workspace.change("content/tides/en.yaml", "mean tidal range", "million")
    workspace.write("layouts/own/page.css", ".figure-1 { display: none }")
    workspace.change(
        "layouts/own/page.html",
        "<p>{{ figure.opening",
        "<p class='figure-{{ loop.index }}'>{{ figure.opening",
    )
    run = workspace.run("build", "--json", "--layout", "own")
    assert run.code == 1
    assert run.codes() == {"text-lost"}


def test_text_off_the_page_is_found(workspace: Workspace) -> None:
    message = refused(workspace, "text-outside", "li + li { position: relative; left: 180mm }")
    assert "off the page" in message


def test_text_in_the_rim_that_printers_leave_white_is_found(workspace: Workspace) -> None:
    message = refused(workspace, "text-outside", "h1 { margin-left: -6mm }")
    assert "What the tide does" in message
    assert "3 mm from its edge" in message


def test_two_blocks_over_each_other_are_found(workspace: Workspace) -> None:
    message = refused(workspace, "text-overlap", "h1 { position: absolute; top: 40mm; left: 0 }")
    assert "What the tide does" in message


def test_columns_of_fixed_height_that_run_off_the_page_are_found(workspace: Workspace) -> None:
    css = "ol { columns: 2; column-fill: auto; height: 4mm; width: 186mm; margin-bottom: 20mm }"
    run = build(workspace, css)
    assert run.code == 1
    assert run.codes() & {"text-outside", "text-overlap", "text-lost", "text-cut", "too-long"}
    assert not workspace.pdf().exists()


def test_a_sidebar_that_is_too_long_by_one_figure_is_found(workspace: Workspace) -> None:
    """Whatever number of key figures is built, all of them are on the page."""
    counts = {}
    for count in (11, 12, 14, 16, 18, 24):
        figures = "".join(f"  - {{id: n{n}, value: {1000 + n}}}\n" for n in range(count))
        labels = "".join(f"  n{n}: label number {n}\n" for n in range(count))
        workspace.briefing("tides", "en")
        facts = (workspace.root / "content/tides/briefing.yaml").read_text("utf-8")
        workspace.write(
            "content/tides/briefing.yaml",
            facts.split("key_figures")[0] + f"key_figures:\n{figures}",
        )
        workspace.write(
            "content/tides/en.yaml", TEXTS["en"].split("key_figures")[0] + f"key_figures:\n{labels}"
        )
        run = workspace.run("build", "--json")
        counts[count] = run.code
        if run.code:
            assert "the key figures are" in run.finding("too-long")["message"]
            assert run.json["editions"][0]["path"] is None
        else:
            with PdfReader(workspace.pdf().read_bytes()) as opened:
                text = "".join(page.text for page in read_pages(opened))
            assert f"label number {count - 1}" in text
    assert counts[11] == 0
    assert counts[24] == 1


def test_what_is_folded_away_is_what_setting_changes() -> None:
    assert normalise_text("a‐\nb c\u00a0d") == "abcd"
    assert normalise_text("“so” – ‘this’") == normalise_text("\"so\" – 'this'")
    assert normalise_text("ﬁn") == "fin"
    assert normalise_text("29%") != normalise_text("28%")


def test_letters_of_two_words_are_not_wanted_as_a_word() -> None:
    """The last letter of ها and the first of یک are the end of the word before: ای."""
    page = PdfPage(100, 100, (), "یک خانه‌ها (OECD) اوریه‌ای", lambda _: "")
    assert find_missing_text([page], ["اوریه‌ای (OECD) خانه‌ها یک"]) == []
    assert find_missing_text([page], ["اوریه‌ای (OECD) خانه‌ها یک نان"]) != []
