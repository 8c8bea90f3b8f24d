"""Press texts in other formats: BBCode, keys above a text, title blocks, mbox files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.editorial.importing.press_texts import LEAD, LIST, left, read, read_as

if TYPE_CHECKING:
    from pathlib import Path


def test_bold_and_italics_of_whole_lines_are_only_their_look(tmp_path: Path) -> None:
    html = (
        f"<p><b>The port grows</b></p><p><i>The quay is new</i></p><p>{LEAD}</p>"
        "<p>In brief:<br>- Quay<br>- Crane</p><p>Kind regards</p><p>Ada Berg</p>"
    )
    draft, manuscript = read_as(tmp_path, "a.html", html)
    assert (draft.title, draft.standfirst) == ("The port grows", "The quay is new")
    assert (draft.summary, draft.points) == (LEAD, ["Quay", "Crane"])
    assert {"In brief:", "Kind regards", "Ada Berg"} <= set(left(manuscript))


def test_an_embargo_is_written_into_the_briefing(tmp_path: Path) -> None:
    from brief.editorial.importing.importer import ImportRequest, plan_import
    from brief.project import Project

    path = tmp_path / "port.en.txt"
    path.write_text(f"Embargoed until 12 March 2026\n\nThe port grows\n\n{LEAD}\n\n{LIST}")
    plan = plan_import(Project(tmp_path), ImportRequest((path,)))
    assert any("embargo: 2026-03-12" in text for text in plan.files.values())


def test_angle_brackets_are_bullets_and_quotations_are_not() -> None:
    draft, _ = read(f"The port grows\n\n{LEAD}\n\n> Quay\n> Crane\n")
    assert draft.points == ["Quay", "Crane"]
    draft, _ = read(f"The port grows\n\n{LEAD}\n\n> The quay that\n> was built.\n\nShips came.\n")
    assert draft.points == ["> was built.", "Ships came."]


@pytest.mark.parametrize(
    ("tag", "line", "byline"),
    [
        ("de", "Von unserer Redaktion", "unserer Redaktion"),
        ("de", "Eigener Bericht", "Eigener Bericht"),
        ("it", "a cura della redazione", "cura della redazione"),
        ("fr", "La rédaction", "La rédaction"),
        ("es", "Redacción", "Redacción"),
        ("nl", "Van onze redactie", "onze redactie"),
        ("tr", "Haber Merkezi", "Haber Merkezi"),
        ("hi", "न्यूज़ डेस्क", "न्यूज़ डेस्क"),
        ("ja", "編集部", "編集部"),
        ("en", "By our reporter", "our reporter"),
    ],
)
def test_the_newsroom_is_a_byline(tag: str, line: str, byline: str) -> None:
    draft, manuscript = read(f"The port grows\n{line}\n\n{LEAD}\n\n{LIST}", tag)
    assert (draft.byline, draft.summary) == (byline, LEAD)
    assert line in left(manuscript)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_keys_above_the_text_without_a_rule(tmp_path: Path, name: str) -> None:
    keys = "Titel: Der Hafen\nUntertitel: Der Kai ist neu\nAutorin: Ada Berg\nDatum: 2026-03-03"
    draft, manuscript = read_as(tmp_path, name, f"{keys}\nRessort: Meer\n\n{LEAD}\n\n{LIST}")
    assert (draft.title, draft.standfirst) == ("Der Hafen", "Der Kai ist neu")
    assert (draft.byline, str(manuscript.published)) == ("Ada Berg", "2026-03-03")
    assert (draft.summary, left(manuscript)) == (LEAD, ["Ressort: Meer"])


def test_the_subtitle_of_front_matter_is_the_standfirst(tmp_path: Path) -> None:
    text = f"---\ntitle: The Port\nsubtitle: The quay is new\n---\n\n{LEAD}\n\n{LIST}"
    draft, manuscript = read_as(tmp_path, "a.md", text)
    assert (draft.title, draft.standfirst, left(manuscript)) == ("The Port", "The quay is new", [])


def test_a_line_with_a_colon_is_no_key(tmp_path: Path) -> None:
    draft, _ = read_as(tmp_path, "a.md", f"Port: the quay is new\n\n{LEAD}\n\n{LIST}")
    assert draft.title == "Port: the quay is new"


def test_bbcode_is_resolved() -> None:
    text = (
        f"[size=150][b]The port grows[/b][/size]\n\n{LEAD}\n\n[list]\n[*][i]Quay[/i]\n[*]Crane\n"
        "[/list]\n[img]quay.jpg[/img]\n[url=https://www.example.org/a]More[/url]\n"
    )
    draft, manuscript = read(text)
    assert (draft.title, draft.summary, draft.points) == ("The port grows", LEAD, ["Quay", "Crane"])
    assert {"quay.jpg", "https://www.example.org/a"} <= set(left(manuscript))


def test_brackets_in_prose_are_no_bbcode() -> None:
    draft, _ = read(f"The port grows\n\n{LEAD} It [the port] is [b] old.\n\n{LIST}")
    assert "It \\[the port\\] is \\[b\\] old." in draft.summary or "[the port]" in draft.summary


def test_title_block_of_pandoc(tmp_path: Path) -> None:
    html = (
        '<header id="title-block-header"><h1 class="title">The Port</h1>'
        '<p class="subtitle">The quay is new</p><p class="author">Ada Berg</p>'
        '<p class="author">Jan Lind</p><p class="date">3 March 2026</p></header>'
        f"<p>{LEAD}</p><ul><li>Quay</li><li>Crane</li></ul>"
    )
    draft, manuscript = read_as(tmp_path, "a.html", html)
    assert (draft.title, draft.standfirst) == ("The Port", "The quay is new")
    assert (draft.byline, str(manuscript.day)) == ("Ada Berg, Jan Lind", "2026-03-03")
    assert (draft.summary, draft.points) == (LEAD, ["Quay", "Crane"])


def test_a_sentence_about_an_author_is_no_byline(tmp_path: Path) -> None:
    html = f'<h1>The Port</h1><p class="author">Ada Berg lives there.</p><p>{LEAD}</p><p>End.</p>'
    draft, manuscript = read_as(tmp_path, "a.html", html)
    assert (draft.byline, manuscript.byline) == ("", "")


def test_only_the_first_mail_of_a_file_is_imported(tmp_path: Path) -> None:
    head = "From jo@port.test Mon Mar  2 08:00:00 2026\nFrom: Jo <jo@port.test>\nTo: al@port.test\n"
    first = f"{head}Subject: The port grows\n\n{LEAD}\n\n{LIST}\n"
    draft, manuscript = read_as(tmp_path, "a.mbox", f"{first}{head}Subject: Lunch\n\nAt noon.\n")
    assert (draft.title, draft.points) == ("The port grows", ["Quay", "Crane"])
    assert "Jo <jo@port.test>, Lunch" in left(manuscript)


def test_a_quoted_source_is_a_source(tmp_path: Path) -> None:
    text = f"# The port grows\n\n{LEAD}\n\n{LIST}\n> Source: Quay Review\n"
    _, manuscript = read_as(tmp_path, "a.md", text)
    assert [source.publication for source in manuscript.sources] == ["Quay Review"]


def test_a_briefing_is_not_named_by_the_number_in_a_greek_headline(tmp_path: Path) -> None:
    from brief.editorial.importing.importer import ImportRequest, plan_import
    from brief.project import Project

    path = tmp_path / "limani.el.txt"
    path.write_text("Το λιμάνι έχει 23 πλοία\n\nΗ αποβάθρα είναι νέα.\n\n- Πλοία\n", "utf-8")
    assert plan_import(Project(tmp_path), ImportRequest((path,))).slug == "limani"


def test_a_short_czech_text_is_not_taken_for_slovene(tmp_path: Path) -> None:
    from brief.editorial.importing.importer import ImportRequest, plan_import
    from brief.project import Project

    path = tmp_path / "pristav.cs.txt"
    path.write_text("Přístav roste\n\nPřístav je na moři za městem.\n\n- Loď je v doku\n- Jeřáb\n")
    assert plan_import(Project(tmp_path), ImportRequest((path,))).languages == ("cs",)
