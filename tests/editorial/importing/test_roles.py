"""The lines around a press text find their places, and the text keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.importing.roles.agreement import agree_on_summary
from brief.editorial.importing.roles.assign import assign_roles
from brief.editorial.importing.structure import EditionDraft, arrange_blocks

if TYPE_CHECKING:
    from brief.editorial.importing.document import Manuscript


def read(text: str, tag: str = "en") -> tuple[EditionDraft, Manuscript]:
    """Return the parts of an edition that a plain text becomes."""
    manuscript = read_plain_text(text, "text.txt")
    assign_roles(manuscript, tag)
    return arrange_blocks(manuscript), manuscript


BODY = "The port grows.\n\n- Quay\n- Crane\n"


@pytest.mark.parametrize(
    ("tag", "line", "byline", "day"),
    [
        ("en", "By Ada Berg | 12 May 2026 | 4 min read", "Ada Berg", "2026-05-12"),
        ("en", "By Ada Berg, Economics Correspondent", "Ada Berg, Economics Correspondent", None),
        ("fr", "Par Ada Berg, le 3 mars 2026 à 7h15", "Ada Berg", "2026-03-03"),
        ("de", "Stand: 14.03.2026, 06:30 Uhr | Lesezeit: 3 Min.", "", "2026-03-14"),
        ("it", "di Ada Berg - 11 aprile 2026 - Lettura: 2 min", "Ada Berg", "2026-04-11"),
        ("nl", "Door onze redacteur Economie", "onze redacteur Economie", None),
        ("zh", "2026年3月5日 09:20 | 来源：江海 | 记者 李明", "李明", "2026-03-05"),
        ("ko", "김하늘 기자", "김하늘", None),
        ("tr", "Giriş: 18 Ocak 2026 - 09:30", "", "2026-01-18"),
    ],
)  # fmt: skip
def test_a_line_under_the_headline_names_author_and_day(
    tag: str, line: str, byline: str, day: str | None
) -> None:
    draft, manuscript = read(f"The Port\n{line}\n\n{BODY}", tag)
    assert (draft.title, draft.summary, draft.points) == (
        "The Port",
        "The port grows.",
        ["Quay", "Crane"],
    )
    assert draft.byline == byline
    assert (str(manuscript.day) if manuscript.day else None) == day
    assert line.partition("|")[0].strip() in " ".join(each.text for each in manuscript.left_out)


@pytest.mark.parametrize(
    ("tag", "line", "day"),
    [
        ("en", "BERLIN, 3 March 2026 — ", "2026-03-03"),
        ("en", "LONDON, May 6 (Newswire) - ", None),
        ("de", "Bozen, 3. Februar 2026 – ", "2026-02-03"),
        ("it", "BOLZANO – ", None),
        ("it", "Trento, 8 aprile 2026. ", "2026-04-08"),
        ("de", "Wien – ", None),
        ("de", "Stuttgart (wk). ", None),
        ("uk", "КИЇВ. ", None),
        ("ko", "(서울=한빛뉴스) ", None),
    ],
)
def test_a_place_line_is_taken_off_the_text(tag: str, line: str, day: str | None) -> None:
    draft, manuscript = read(f"The Port\n\n{line}The port grows.\n\n- Quay\n- Crane\n", tag)
    assert draft.summary == "The port grows."
    assert (str(manuscript.day) if manuscript.day else None) == day
    assert line.strip() in [each.text for each in manuscript.left_out]


@pytest.mark.parametrize(
    "text",
    ["The port – a success – grows.", "Berlin – the port grows.", "In 2026 it grew - by 3 %."],
)
def test_a_dash_in_a_sentence_is_no_place_line(text: str) -> None:
    assert read(f"The Port\n\n{text}\n\n- Quay\n- Crane\n")[0].summary == text


@pytest.mark.parametrize("line", ["###", "– ENDS –", "-30-", "Press contact", "About Port Ltd"])
def test_what_follows_a_release_is_left_out(line: str) -> None:
    draft, manuscript = read(f"The Port\n\n{BODY}\n{line}\nPort Ltd was founded in 1932.\n")
    assert draft.points == ["Quay", "Crane"]
    assert "Port Ltd was founded in 1932." in [each.text for each in manuscript.left_out]


def test_a_source_line_has_its_day_issue_and_address() -> None:
    _, manuscript = read(f"The Port\n\n{BODY}\nSource: Port Review, issue 7/2026, 3 May 2026\n")
    (source,) = manuscript.sources
    assert (source.publication, source.issue) == ("Port Review", "issue 7/2026")
    assert str(source.published) == "2026-05-03"


def test_lines_above_the_headline_do_not_hide_the_byline() -> None:
    text = f"News > Energy\n\nThe port grows\nBy Ada Berg, editor\n14 January 2026\n\n{BODY}"
    draft, manuscript = read(text)
    assert (draft.kicker, draft.title, draft.byline) == (
        "Energy",
        "The port grows",
        "Ada Berg, editor",
    )
    assert str(manuscript.day) == "2026-01-14"


def test_a_name_before_the_day_of_a_release_is_the_place() -> None:
    text = f"PRESS RELEASE\n\nNew York, 18 March 2026\n\nThe port grows\n\n{BODY}"
    draft, manuscript = read(text)
    assert (draft.title, draft.byline, str(manuscript.day)) == ("The port grows", "", "2026-03-18")


def test_a_label_in_brackets_is_no_part_of_the_headline() -> None:
    assert read(f"[Exclusive] The port grows\n\n{BODY}")[0].title == "The port grows"


def test_a_word_above_the_headline_is_its_topic() -> None:
    draft, _ = read(f"Tourism\n\nAntalya had 17 million guests\n18 May 2026\n\n{BODY}")
    assert (draft.kicker, draft.title) == ("Tourism", "Antalya had 17 million guests")


def test_a_quoted_name_in_a_source_keeps_its_marks() -> None:
    _, manuscript = read(f"The Port\n\n{BODY}\nSource: Agency «Path»\n")
    assert [source.publication for source in manuscript.sources] == ["Agency «Path»"]


def test_names_below_the_day_are_a_byline() -> None:
    draft, _ = read(f"The port grows\n18 May 2026\nAda Berg\n\n{BODY}")
    assert (draft.byline, draft.summary) == ("Ada Berg", "The port grows.")


def test_names_alone_are_a_byline_if_the_day_follows() -> None:
    text = f"The port grows\nAda Berg and Jan Lind\nPublished: 18 May 2026, 14:05 GMT\n\n{BODY}"
    draft, manuscript = read(text)
    assert (draft.title, draft.byline) == ("The port grows", "Ada Berg and Jan Lind")
    assert str(manuscript.day) == "2026-05-18"


def test_a_source_with_an_issue_before_the_day() -> None:
    _, manuscript = read(f"The Port\n\n{BODY}\nSource: Le Sillon, n° 18, 6 mai 2026\n", "fr")
    (source,) = manuscript.sources
    assert (source.publication, source.issue) == ("Le Sillon", "n° 18")
    assert str(source.published) == "2026-05-06"


def test_a_summary_over_a_long_text_may_be_a_list() -> None:
    body = "The quay is long.\n\nThe crane is high.\n\nThe town is near.\n"
    draft, _ = read(f"The Port\n\nThe lead.\n\nIn brief\n\n- It grows.\n- It pays.\n\n{body}")
    assert draft.summary == "It grows. It pays."
    assert draft.points == ["The quay is long.", "The crane is high.", "The town is near."]


def test_headings_over_paragraphs_are_no_sections_of_a_site() -> None:
    draft, manuscript = read(
        "The Port\n\nThe lead.\n\nEnergy\n\nIt is dear.\n\nWorld\n\nIt is far.\n"
    )
    assert draft.points == ["**Energy.** It is dear.", "**World.** It is far."]
    assert manuscript.section == ""


def test_a_greeting_and_titles_of_other_pages_are_left_out() -> None:
    draft, manuscript = read(
        f"Dear members,\n\nThe Port\n\n{BODY}\nYou may also like\nShips of old\n"
    )
    assert (draft.title, draft.points) == ("The Port", ["Quay", "Crane"])
    left = [each.text for each in manuscript.left_out]
    assert {"Dear members,", "You may also like", "Ships of old"} <= set(left)


def test_languages_agree_on_the_summary() -> None:
    texts = {
        "en": "The Port\n\nThe lead.\n\n- Quay\n- Crane\n\nIn short: it grows.\n",
        "de": "Der Hafen\n\nDer Vorspann.\n\n- Kai\n- Kran\n\nDer Hafen wächst.\n",
    }
    manuscripts = [read_plain_text(text, f"{tag}.txt") for tag, text in texts.items()]
    for manuscript, tag in zip(manuscripts, texts, strict=True):
        assign_roles(manuscript, tag)
    agree_on_summary(manuscripts)
    drafts = [arrange_blocks(each) for each in manuscripts]
    assert [draft.summary for draft in drafts] == ["It grows.", "Der Hafen wächst."]
    assert [len(draft.points) for draft in drafts] == [2, 2]


def test_a_publisher_above_the_kind_of_a_text_is_its_source() -> None:
    text = f"Port Statistics\nPress release 12/2026 – 4 May 2026\n\nThe port grows\n\n{BODY}"
    draft, manuscript = read(text)
    assert (draft.title, draft.kicker, str(manuscript.day)) == ("The port grows", "", "2026-05-04")
    assert [source.publication for source in manuscript.sources] == ["Port Statistics"]


def test_the_sections_of_a_site_are_left_out_as_a_whole() -> None:
    draft, manuscript = read(f"Home | News | Business\n\nThe port grows\n\n{BODY}")
    assert (draft.title, draft.kicker, manuscript.sources) == ("The port grows", "", [])


@pytest.mark.parametrize(
    "line", ["Ada Berg / Paris", "Ada Berg, Paris", "Paris – Ada Berg", "Ada Berg (Paris)"]
)
def test_a_place_beside_a_name_is_no_part_of_the_byline(line: str) -> None:
    draft, _ = read(f"The port grows\n{line}\n18 May 2026\n\n{BODY}")
    assert (draft.title, draft.byline, draft.summary) == (
        "The port grows",
        "Ada Berg",
        "The port grows.",
    )


def test_a_line_under_the_headline_without_a_stop_is_the_standfirst() -> None:
    deck = "New cranes bring more ships to the quay"
    draft, _ = read(f"The port grows\n{deck}\n\nThe lead is here.\n\n{BODY}")
    assert (draft.standfirst, draft.summary) == (deck, "The lead is here. The port grows.")


@pytest.mark.parametrize(
    "start",
    [
        "(PortNews) - ",
        "MOSS, 6 May. /PortNews/. ",
        "Moss. ",
        "MOSS. 6 May. NEWS. ",
        "6 May 2026.- ",
    ],
)
def test_agencies_and_places_of_other_forms_are_taken_off(start: str) -> None:
    draft, _ = read(f"Quays of Moss\n\n{start}The port grows.\n\n- Quay\n- Crane\n")
    assert draft.summary == "The port grows."
    assert read("Quays\n\nMoss. It grows.\n\n- Quay\n- Crane\n")[0].summary == "Moss. It grows."


def test_captions_and_notes_on_the_method_are_left_out() -> None:
    note, caption = "Methodology: 300 firms were asked.", "The quay at dawn (Photo: Ada Berg)"
    draft, manuscript = read(f"The Port\n\n{caption}\n\n{BODY}\n{note}\n")
    assert (draft.points, draft.summary) == (["Quay", "Crane"], "The port grows.")
    assert {note, caption} <= {each.text for each in manuscript.left_out}


def test_the_sentence_after_a_greeting_begins_with_a_capital() -> None:
    draft, _ = read("The Port\n\nDear friends,\n\nwe have a crane.\n\n- Quay\n- Crane\n")
    assert draft.summary == "We have a crane."


def test_a_word_beside_a_day_is_a_word_and_no_beginning_of_one() -> None:
    draft, _ = read("Порт росте\nАвтор: Олена Марчук, 14 листопада 2026, 11:05\n\n" + BODY, "uk")
    assert draft.byline == "Олена Марчук"


def test_fields_of_a_chinese_header_are_apart() -> None:
    text = (
        "港口增长\n2026-11-09 10:22 来源：江海网 作者：林晓\n\n港口继续增长。\n\n• 码头\n• 起重机\n"
    )
    draft, manuscript = read(text, "zh")
    assert draft.byline == "林晓"
    assert [source.publication for source in manuscript.sources] == ["江海网"]


def test_rights_in_angle_brackets_are_no_placeholder() -> None:
    manuscript = read_plain_text("항구\n\n<저작권자 ⓒ 한빛통신, 무단전재 금지>\n", "ko.txt")
    assert [each.text[0] for each in manuscript.rights] == ["저"]


def test_an_authority_above_a_line_with_the_day_is_the_source() -> None:
    draft, manuscript = read(
        f"Ministry of Ports\nBulletin, 12 May 2026\n\nThe port grows\n\n{BODY}"
    )
    assert (draft.title, str(manuscript.day)) == ("The port grows", "2026-05-12")
    assert [source.publication for source in manuscript.sources] == ["Ministry of Ports"]


def test_a_last_paragraph_after_in_short_and_a_comma_is_the_summary() -> None:
    draft, _ = read(f"The Port\n\n{BODY}\nIn short, the town gains.\n")
    assert (draft.standfirst, draft.summary) == ("The port grows.", "The town gains.")


def test_the_heading_of_a_list_is_no_headline() -> None:
    draft, _ = read("The port grows, and the town gains.\n\nKey points\n\n- Quay\n- Crane\n")
    assert draft.title == "The port grows, and the town gains"


def test_a_label_in_brackets_does_not_take_the_headline_with_it() -> None:
    text = "[보도자료] 충전기 50만 기 돌파\n담당: 환경부 과장\n\n충전기가 늘었다.\n\n- 하나\n- 둘\n"
    assert read(text, "ko")[0].title == "충전기 50만 기 돌파"
