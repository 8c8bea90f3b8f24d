"""Layouts that newsrooms, ministries and chambers give their texts; each part finds its place."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import yaml

from brief.editorial.locale.page_strings import list_catalogues
from tests.editorial.importing.press_texts import LEAD, LIST, left, read, read_as

if TYPE_CHECKING:
    from pathlib import Path

WORDS = files("brief.editorial.importing") / "words"


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
