"""Lines that an editor wrapped are joined; lines that are paragraphs of their own are not."""

from __future__ import annotations

from brief.editorial.importing.formats.plain_text import read_plain_text


def texts(text: str) -> list[str]:
    """Return the texts of the blocks of a plain text."""
    return [block.text for block in read_plain_text(text, "text.txt").blocks]


def test_lines_of_a_text_that_is_not_wrapped_are_blocks() -> None:
    lines = ["The port of Moss grows", "Ships wait less, and cranes lift more", "The quay is long"]
    assert texts("\n".join(lines)) == lines


def test_lines_of_a_wrapped_text_are_joined() -> None:
    wrapped = "The port of Moss has grown for ten years, and\nships wait less than they did.\n"
    assert texts(wrapped) == [wrapped.strip().replace("\n", " ")]


def test_a_short_line_above_a_wrapped_text_is_a_block() -> None:
    wrapped = "The port of Moss has grown for ten years, and the\nships wait less than they did."
    assert texts(f"Cranes lift more\n{wrapped}")[0] == "Cranes lift more"


def test_a_byline_in_small_letters_does_not_say_that_a_text_is_wrapped() -> None:
    lines = ["Il porto di Moss cresce da dieci anni", "di Ada Berg", "Le navi aspettano meno"]
    assert texts("\n".join(lines)) == lines


def test_arabic_lines_are_joined_only_where_the_next_word_has_no_room() -> None:
    long = "ارتفعت صادرات الميناء خلال العام الماضي بفضل الرافعات الجديدة"
    assert texts(f"الميناء ينمو\nسلمى حسن\n\n{long}.") == ["الميناء ينمو", "سلمى حسن", f"{long}."]
    assert texts(f"{long}\nوتوسيع الأرصفة.") == [f"{long} وتوسيع الأرصفة."]


def test_short_lines_one_below_the_other_are_points() -> None:
    lines = ["Exports rise by a third", "Ships wait less than before", "Two cranes are new"]
    text = "The port of Moss grows\n\nThe quay is long.\n\n" + "\n".join(lines) + "\n\nIt pays.\n"
    kinds = {block.text: block.kind for block in read_plain_text(text, "text.txt").blocks}
    assert {kinds[line] for line in lines} == {"item"}
