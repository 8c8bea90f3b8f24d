"""A press text composed from the words of each language comes out with every part in its place."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
import yaml

from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.importing.roles.assign import assign_roles
from brief.editorial.importing.structure import EditionDraft, arrange_blocks
from brief.editorial.locale.page_strings import list_catalogues

if TYPE_CHECKING:
    from brief.editorial.importing.document import Manuscript

WORDS = files("brief.editorial.importing") / "words"
NAMES = {
    "ar": "سلمى العتيبي", "fa": "سارا احمدی", "he": "דנה כהן", "hi": "आशा वर्मा", "ja": "森 葵",
    "ko": "김민서", "th": "มาลี ใจดี", "ur": "عائشہ خان", "zh": "周岚", "zh-Hant": "周嵐",
}  # fmt: skip
NAME = "Ada Berg"
TITLE, LEAD, SUMMARY = "Qx Zv Kp Headline", "Lead qx zv kp lead.", "Qx zv kp sum."
POINTS = ["Qx zv kp one.", "Qx zv kp two.", "Qx zv kp three."]


def words(tag: str) -> dict[str, list[str]]:
    """Return the words of a language."""
    read: dict[str, list[str]] = yaml.safe_load((WORDS / f"{tag}.yaml").read_text("utf-8"))
    return read


def compose(tag: str) -> str:
    """Return a press text with a line of every kind."""
    own = words(tag)
    name = NAMES.get(tag, NAME)
    return "\n\n".join(
        [
            own["labels"][0],
            own["sections"][0],
            TITLE,
            f"{own['author'][0]}: {name}",
            own["lines"][0],
            LEAD,
            f"{own['points'][0]}:",
            "\n".join(f"• {point}" for point in POINTS),
            f"{own['summary'][1]}: {SUMMARY}",
            f"{own['pointers'][0]}: Qx Zv Other Page",
            f"{own['photo'][0]}: Qx Zv",
            f"3 {own['comments'][0]}",
            next(each for each in own["invites"] if not each.startswith("*") and " " in each)
            if any(" " in each.lstrip("*") for each in own["invites"] if each[0] != "*")
            else own["lines"][1],
            f"{own['source'][0]}: Qx Review",
            own["reserved"][0],
            f"{own['contact'][0]}:\nQx Zv, press@example.org",
        ]
    )


def read(text: str, tag: str) -> tuple[EditionDraft, Manuscript]:
    """Return the parts of an edition that a plain text becomes."""
    manuscript = read_plain_text(text, "text.txt")
    assign_roles(manuscript, tag)
    return arrange_blocks(manuscript), manuscript


def test_every_language_of_the_pages_has_words() -> None:
    names = {path.name.removesuffix(".yaml") for path in WORDS.iterdir()}
    assert names == {*list_catalogues(), "any"}
    keys = words("en").keys() - {"by", "greetings"}
    assert {
        tag: keys - words(tag).keys() for tag in list_catalogues() if keys - words(tag).keys()
    } == {}


@pytest.mark.parametrize("tag", list_catalogues())
def test_a_press_text_of_each_language_has_its_parts_in_place(tag: str) -> None:
    draft, manuscript = read(compose(tag), tag)
    assert (draft.title, draft.standfirst, draft.summary) == (TITLE, LEAD, SUMMARY)
    assert draft.points == POINTS
    assert draft.byline == NAMES.get(tag, NAME)
    assert draft.kicker == words(tag)["sections"][0]
    assert [source.publication for source in manuscript.sources] == ["Qx Review"]
    assert draft.findings == []


@pytest.mark.parametrize("tag", list_catalogues())
def test_nothing_is_lost_without_a_word(tag: str) -> None:
    text = compose(tag)
    draft, manuscript = read(text, tag)
    used = [draft.title, draft.standfirst, draft.summary, *draft.points, draft.byline, draft.kicker]
    said = "\n".join([*used, *(entry.text for entry in manuscript.left_out)])
    said += "".join(source.publication for source in manuscript.sources)
    lost = [line for line in text.splitlines() if line and line.lstrip("• ") not in said]
    marks = words(tag)["summary"][1], words(tag)["source"][0]
    assert [line for line in lost if not line.startswith(marks)] == []
