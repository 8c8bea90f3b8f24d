"""Blocks become the parts of an edition: no text is lost, and proposals are reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.editorial.importing.document import ImportedBlock, Manuscript
from brief.editorial.importing.formats.markdown import read_markdown
from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.importing.structure import EditionDraft, arrange_blocks
from brief.editorial.prose import TextSpan
from brief.errors import ContentError


def markdown(text: str) -> EditionDraft:
    """Return a Markdown text as the parts of an edition."""
    return arrange_blocks(read_markdown(text, "de.md"))


def codes(arranged: EditionDraft) -> list[str]:
    """Return the findings."""
    return [finding.code for finding in arranged.findings]


def test_an_article_with_a_list_has_all_parts() -> None:
    arranged = markdown("# Der Hafen\n\nEr wächst.\n\nEr wächst seit 2019.\n\n- Kai\n- Kran\n")
    assert (arranged.title, arranged.standfirst) == ("Der Hafen", "Er wächst.")
    assert (arranged.summary, arranged.points) == ("Er wächst seit 2019.", ["Kai", "Kran"])
    assert codes(arranged) == []


def test_text_in_a_table_is_named_where_text_lacks() -> None:
    with pytest.raises(ContentError) as refusal:
        markdown("# Der Hafen\n\nEr wächst.\n\n| Kai | Kran |\n|--|--|\n| 3 | 5 |\n")
    (finding,) = refusal.value.findings
    assert finding.code == "too-little-text"
    assert "in a table" in finding.message


def test_an_article_without_a_list_has_its_paragraphs_for_points() -> None:
    arranged = markdown("# Der Hafen\n\nEr wächst.\n\nDie Stadt wächst.\n\nDer Fluss nicht.\n")
    assert (arranged.standfirst, arranged.summary) == ("", "Er wächst.")
    assert arranged.points == ["Die Stadt wächst.", "Der Fluss nicht."]
    assert codes(arranged) == []


def test_a_marked_summary_leaves_the_paragraph_above_for_the_standfirst() -> None:
    arranged = markdown("# Der Hafen\n\nEr wächst.\n\n- Kai\n\n📌 Kurz gesagt.\n")
    assert (arranged.standfirst, arranged.summary) == ("Er wächst.", "Kurz gesagt.")


def test_the_last_paragraph_is_the_summary_if_none_is_above_the_list() -> None:
    assert markdown("- Kai\n- Kran\n\nDer Hafen wächst.\n").summary == "Der Hafen wächst."


def test_title_and_summary_of_a_list_alone_are_proposed() -> None:
    arranged = markdown("- Der Hafen wächst.\n- Die Stadt nicht.\n")
    assert arranged.title == "Der Hafen wächst"
    assert arranged.summary == "Der Hafen wächst."
    assert arranged.points == ["Der Hafen wächst.", "Die Stadt nicht."]
    assert (arranged.has_title, arranged.has_summary) == (False, False)
    assert codes(arranged) == ["summary-proposed", "title-proposed"]


def test_a_paragraph_beside_the_list_becomes_a_point_and_is_reported() -> None:
    arranged = markdown("# Hafen\n\nEr wächst.\n\n- Kai\n\nDie Stadt wächst.\n\n- Kran\n")
    assert arranged.points == ["Kai", "Die Stadt wächst.", "Kran"]
    assert codes(arranged) == ["paragraph-made-point"]


def test_a_heading_over_one_paragraph_opens_it_in_bold() -> None:
    arranged = markdown("# Hafen\n\nEr wächst.\n\n## Kai\n\nEr ist lang.\n\n## Wozu?\n\nZum Laden.")
    assert arranged.points == ["**Kai.** Er ist lang.", "**Wozu?** Zum Laden."]


def test_a_heading_over_several_is_left_out_and_listed() -> None:
    manuscript = read_markdown("# Hafen\n\nEr wächst.\n\n## Die Lage\n\n- Kai\n- Kran\n", "de.md")
    assert arrange_blocks(manuscript).points == ["Kai", "Kran"]
    assert [(entry.text, entry.why) for entry in manuscript.left_out] == [
        ("Die Lage", "a heading over 2 paragraphs or points")
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Der Hafen wächst. Die Stadt nicht.", "Der Hafen wächst"),
        ("Wächst der Hafen? Ja.", "Wächst der Hafen?"),
        (
            f"Nach Jahren wächst der größte Seehafen von Europa wieder, {'und ' * 30}wächst.",
            "Nach Jahren wächst der größte Seehafen von Europa wieder",
        ),
        ("Umschlag " * 30, "Umschlag " * 13 + "…"),
    ],
)
def test_a_title_is_made_from_the_first_sentence(text: str, title: str) -> None:
    assert arrange_blocks(read_plain_text(f"- Kai.\n\n📌 {text}", "de.txt")).title == title


def test_a_made_title_is_text_and_no_markup() -> None:
    made = arrange_blocks(read_plain_text("- Kai.\n\n📌 Der *Hafen* wächst.", "de.txt")).title
    assert made == r"Der \*Hafen\* wächst"


def test_a_style_that_cannot_be_kept_is_reported() -> None:
    arranged = markdown("# Hafen\n\nEr wächst.\n\n- Hafen<b>(en)</b>amt\n")
    assert arranged.points == ["Hafen(en)amt"]
    assert codes(arranged) == ["look-not-kept"]


@pytest.mark.parametrize("text", ["Der Hafen wächst.", "# Der Hafen", "\u200b", "Share."])
def test_too_little_text_is_refused(text: str) -> None:
    with pytest.raises(ContentError) as refusal:
        markdown(text)
    assert [finding.code for finding in refusal.value.findings] == ["too-little-text"]


def test_a_paragraph_that_no_page_holds_is_refused_at_its_line() -> None:
    with pytest.raises(ContentError) as refusal:
        arrange_blocks(read_plain_text(f"- Kai\n- {'Hafen ' * 4000}\n\n📌 Kurz.", "de.txt"))
    (finding,) = refusal.value.findings
    assert (finding.code, str(finding.place)) == ("too-long", "de.txt:2:1")


def test_all_that_no_page_may_say_is_refused_at_once() -> None:
    with pytest.raises(ContentError) as refusal:
        arrange_blocks(
            read_plain_text("- <the first point>\n- <the second point>\n\n📌 Kurz.", "de.txt")
        )
    assert [f"{finding.place} {finding.code}" for finding in refusal.value.findings] == [
        "de.txt:1:1 placeholder-left",
        "de.txt:2:1 placeholder-left",
    ]


def test_a_book_is_refused() -> None:
    with pytest.raises(ContentError) as refusal:
        arrange_blocks(read_plain_text("- Der Hafen wächst.\n" * 6000, "de.txt"))
    assert [finding.code for finding in refusal.value.findings] == ["too-long"]


BLOCKS = st.lists(
    st.builds(
        ImportedBlock,
        st.sampled_from(["heading", "paragraph", "item", "summary"]),
        st.tuples(
            st.builds(TextSpan, st.from_regex(r"[a-zäé]{3,9}( [a-zäé]{3,9}){0,3}", fullmatch=True))
        ),
        st.just(0),
        st.integers(1, 3),
    ),
    max_size=12,
)


@settings(max_examples=80)
@given(BLOCKS)
def test_no_block_is_lost_in_any_order(blocks: list[ImportedBlock]) -> None:
    manuscript = Manuscript("de.txt", list(blocks))
    try:
        arranged = arrange_blocks(manuscript)
    except ContentError:
        return
    kept = [arranged.title, arranged.standfirst, arranged.summary, *arranged.points]
    said = "\n".join([*kept, *(entry.text for entry in manuscript.left_out)])
    assert [block.text for block in blocks if block.text not in said] == []


def test_an_empty_manuscript_is_refused() -> None:
    with pytest.raises(ContentError):
        arrange_blocks(Manuscript("de.txt"))
