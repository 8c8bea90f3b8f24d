"""Layouts that newsrooms, ministries and chambers give their texts; each part finds its place."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import yaml

from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.importing.importer import read_manuscript
from brief.editorial.importing.roles.assign import assign_roles
from brief.editorial.importing.structure import EditionDraft, arrange_blocks
from brief.editorial.locale.page_strings import list_catalogues

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.importing.document import Manuscript

WORDS = files("brief.editorial.importing") / "words"
LEAD = "The quay was lengthened by the port of Skagen in the spring of last year."
LIST = "- Quay\n- Crane\n"


def read(text: str, tag: str = "en") -> tuple[EditionDraft, Manuscript]:
    """Return the parts of an edition that a plain text becomes."""
    manuscript = read_plain_text(text, "text.txt")
    assign_roles(manuscript, tag)
    return arrange_blocks(manuscript), manuscript


def read_as(folder: Path, name: str, text: str, tag: str = "en") -> tuple[EditionDraft, Manuscript]:
    """Return the parts of an edition that a file becomes."""
    (folder / name).write_text(text, "utf-8")
    manuscript = read_manuscript(folder / name)
    assign_roles(manuscript, tag)
    return arrange_blocks(manuscript), manuscript


def left(manuscript: Manuscript) -> list[str]:
    """Return the texts that are left out."""
    return [entry.text for entry in manuscript.left_out]


def test_the_paragraph_under_a_deck_is_the_summary() -> None:
    deck = "The longest quay of the country was finished in spring"
    draft, _ = read(f"The port grows\n\n{deck}\n\n{LEAD}\n\nCranes came.\n\nShips came.\n")
    assert (draft.standfirst, draft.summary) == (deck, LEAD)
    assert draft.points == ["Cranes came.", "Ships came."]


def test_a_bold_line_under_the_headline_is_the_standfirst(tmp_path: Path) -> None:
    html = f"<h1>The port grows</h1><p><b>The quay is new.</b></p><p>{LEAD}</p><p>Ships came.</p>"
    draft, _ = read_as(tmp_path, "a.html", html)
    assert (draft.standfirst, draft.summary) == ("The quay is new.", LEAD)
    assert draft.points == ["Ships came."]


def test_a_deck_alone_above_a_list_is_the_summary() -> None:
    draft, _ = read(f"The port grows\n\nThe longest quay of the country was finished\n\n{LIST}")
    assert (draft.standfirst, draft.summary) == ("", "The longest quay of the country was finished")


@pytest.mark.parametrize("deck", ["- {} -", "– {} –", "――{}"])
def test_a_line_between_dashes_under_the_headline_is_the_standfirst(deck: str) -> None:
    line = deck.format("the longest quay of the country")
    draft, _ = read(f"The port grows\n\n{line}\n\n{LEAD}\n\n{LIST}")
    assert (draft.standfirst, draft.points) == (
        "the longest quay of the country",
        ["Quay", "Crane"],
    )


@pytest.mark.parametrize("line", ["Utl.: Der Kai ist neu =", "Untertitel: Der Kai ist neu"])
def test_a_line_that_is_called_the_subtitle_is_the_standfirst(line: str) -> None:
    draft, _ = read(f"Der Hafen wächst\n\n{line}\n\n{LEAD}\n\n{LIST}", "de")
    assert (draft.standfirst, draft.summary) == ("Der Kai ist neu", LEAD)


def test_a_line_with_a_bullet_under_the_headline_is_the_standfirst() -> None:
    draft, _ = read(f"The port grows\n\n• The quay is new\n\n{LEAD}\n\n{LIST}")
    assert (draft.standfirst, draft.summary) == ("The quay is new", LEAD)
    assert draft.points == ["Quay", "Crane"]


def test_lines_with_bullets_under_the_headline_are_sentences_of_the_standfirst() -> None:
    draft, _ = read(f"The port grows\n\n* The quay is new\n* It is long\n\n{LEAD}\n\n{LIST}")
    assert draft.standfirst == "The quay is new. It is long."


def test_a_deck_below_a_headline_in_capitals_is_a_line_of_its_own() -> None:
    wrapped = "The quay was lengthened by the port of Skagen in spring, and it\nis new."
    draft, _ = read(f"THE PORT GROWS\nThe quay of the town is new at last\n\n{wrapped}\n\n{LIST}")
    assert (draft.title, draft.standfirst) == (
        "THE PORT GROWS",
        "The quay of the town is new at last",
    )


def test_bold_and_italics_of_whole_lines_are_only_their_look(tmp_path: Path) -> None:
    html = (
        f"<p><b>The port grows</b></p><p><i>The quay is new</i></p><p>{LEAD}</p>"
        "<p>In brief:<br>- Quay<br>- Crane</p><p>Kind regards</p><p>Ada Berg</p>"
    )
    draft, manuscript = read_as(tmp_path, "a.html", html)
    assert (draft.title, draft.standfirst) == ("The port grows", "The quay is new")
    assert (draft.summary, draft.points) == (LEAD, ["Quay", "Crane"])
    assert {"In brief:", "Kind regards", "Ada Berg"} <= set(left(manuscript))


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("en", "Embargoed until 00:01, 12 March 2026"),
        ("de", "Sperrfrist: 12. März 2026, 10 Uhr"),
        ("fr", "Sous embargo jusqu’au 12 mars 2026"),
        ("ko", "엠바고: 2026. 3. 12. 12:00"),
    ],
)
def test_an_embargo_is_that_of_the_briefing(tag: str, line: str) -> None:
    draft, manuscript = read(f"{line}\n\nQx Zv Kp Wm\n\n{LEAD}\n\n{LIST}", tag)
    assert (draft.title, draft.kicker, str(manuscript.embargo)) == ("Qx Zv Kp Wm", "", "2026-03-12")
    assert line in left(manuscript)


def test_an_embargo_is_written_into_the_briefing(tmp_path: Path) -> None:
    from brief.editorial.importing.importer import ImportRequest, plan_import
    from brief.project import Project

    path = tmp_path / "port.en.txt"
    path.write_text(f"Embargoed until 12 March 2026\n\nThe port grows\n\n{LEAD}\n\n{LIST}")
    plan = plan_import(Project(tmp_path), ImportRequest((path,)))
    assert any("embargo: 2026-03-12" in text for text in plan.files.values())


def test_a_short_line_above_the_list_introduces_it() -> None:
    draft, manuscript = read(f"The port grows\n\n{LEAD}\n\nThe port and its cranes\n\n{LIST}")
    assert (draft.summary, draft.points) == (LEAD, ["Quay", "Crane"])
    assert "The port and its cranes" in left(manuscript)


@pytest.mark.parametrize(
    ("tag", "dateline"),
    [
        ("it", "(ACN) Bolzano - "),
        ("ru", "МОСКВА, 15 января. "),
        ("zh-Hant", "【記者陳怡君／臺中報導】"),
    ],
)
def test_where_a_text_was_written_is_taken_off(tag: str, dateline: str) -> None:
    draft, manuscript = read(f"Qx Zv Kp Wm\n\n{dateline}{LEAD}\n\n{LIST}", tag)
    assert draft.summary == LEAD
    assert dateline.strip() in left(manuscript)
    assert draft.byline == ("陳怡君" if tag == "zh-Hant" else "")


@pytest.mark.parametrize("tag", list_catalogues())
def test_a_heading_over_the_points_is_listed(tag: str) -> None:
    words = yaml.safe_load((WORDS / f"{tag}.yaml").read_text("utf-8"))
    heading = words["summary"][0]
    draft, manuscript = read(f"Qx Zv Kp\n\n{LEAD}\n\n{heading}:\n\n{LIST}", tag)
    assert (draft.summary, draft.points) == (LEAD, ["Quay", "Crane"])
    assert f"{heading}:" in left(manuscript)


def test_a_heading_without_text_is_listed() -> None:
    _, manuscript = read(f"The port grows\n\n{LEAD}\n\n{LIST}\nIn brief\n")
    assert ("In brief", "a heading without text under it") in [
        (entry.text, entry.why) for entry in manuscript.left_out
    ]


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


@pytest.mark.parametrize(
    ("tag", "above", "publisher", "day"),
    [
        ("tr", "BASIN BÜLTENİ\n3 Mart 2026", "", "2026-03-03"),
        ("hi", "बंदरगाह मंत्रालय", "बंदरगाह मंत्रालय", None),
        ("hi", "प्रेस विज्ञप्ति\nबंदरगाह विभाग", "बंदरगाह विभाग", None),
        ("ja", "報道関係者各位\n2026年3月3日\n日本港湾協会", "日本港湾協会", "2026-03-03"),
        ("ko", "보도자료\n배포일시: 2026. 3. 3.\n담당부서: 항만과", "", "2026-03-03"),
        ("ar", "بلاغ صحفي", "", None),
        ("pl", "Informacja prasowa\nIzba Morska", "Izba Morska", None),
        ("tr", "T.C. LİMAN BAKANLIĞI\nBASIN AÇIKLAMASI", "T.C. LİMAN BAKANLIĞI", None),
        ("fr", "BANQUE DU PORT\nDirection du quai\nCOMMUNIQUÉ DE PRESSE", "BANQUE DU PORT", None),
        ("zh-Hant", "港務局新聞稿\n發布日期：115年3月3日", "港務局", "2026-03-03"),
        ("ja", "報道関係者 各位\n\nいつもお世話になっております。", "", None),
        ("uk", "Прес-реліз\nм. Львів, 3 березня 2026 року", "", "2026-03-03"),
        ("en", "For immediate use", "", None),
        ("de", "OTS0042 5 WI 0412 WKX0001     Do, 12.Feb 2026\n\nHafen/Kai/Kran", "", None),
    ],
)  # fmt: skip
def test_lines_above_the_headline(tag: str, above: str, publisher: str, day: str | None) -> None:
    title = "Qx Zv Kp Wm Headline"
    draft, manuscript = read(f"{above}\n\n{title}\n\n{LEAD}\n\n{LIST}", tag)
    assert (draft.title, draft.kicker, draft.summary) == (title, "", LEAD)
    assert [source.publication for source in manuscript.sources] == [publisher] * bool(publisher)
    assert str(manuscript.day) == str(day)


def test_the_day_and_the_office_of_an_indian_release() -> None:
    line = "प्रविष्टि तिथि: 3 मार्च 2026 4:30 PM by Port Desk"
    _, manuscript = read(f"Qx Zv Kp Wm\n\n{line}\n\n{LEAD}\n\n{LIST}", "hi")
    assert (str(manuscript.day), manuscript.byline) == ("2026-03-03", "Port Desk")


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("en", "Please find below our press release."),
        ("de", "Anbei erhalten Sie unsere Pressemitteilung mit der Bitte um Veröffentlichung."),
        ("nl", "Hierbij ontvangt u ons persbericht."),
        ("fr", "Veuillez trouver ci-dessous notre communiqué de presse."),
    ],
)
def test_a_line_that_hands_the_text_over_is_listed(tag: str, line: str) -> None:
    draft, manuscript = read(f"{line}\n\nThe port grows\n\n{LEAD}\n\n{LIST}", tag)
    assert (draft.title, draft.standfirst, draft.summary) == ("The port grows", "", LEAD)
    assert line in left(manuscript)


def test_a_chinese_line_of_source_day_and_letter_size() -> None:
    line = "来源：市港务局　发布时间：2026-03-03 10:15　字号：大 中 小"
    draft, manuscript = read(f"Qx Zv Kp Wm\n\n{line}\n\n{LEAD}\n\n{LIST}", "zh")
    assert [source.publication for source in manuscript.sources] == ["市港务局"]
    assert (str(manuscript.day), draft.byline) == ("2026-03-03", "")


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
