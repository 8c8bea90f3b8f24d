"""Import, write, read: the text that comes out is the text that went in."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from brief.editorial.importing.formats.boilerplate import is_boilerplate
from brief.editorial.prose import parse_prose, plain_text

if TYPE_CHECKING:
    from tests.editorial.importing.conftest import Inbox

SHARED_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50
)
INVISIBLE = {"Cf", "Zs", "Zl", "Zp", "Mn", "Me", "Cc", "Cs"}
SIGNS = st.lists(
    st.sampled_from(
        [*"-:?[]{},#&*!|>'\"%@`\\ ~<=.…—„“()/_+0x", ": ", " #", "  ", "](", "**", "&amp;", "no"]
    ),
    max_size=40,
).map("".join)
ANY = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
)


def is_text(text: str) -> bool:
    """Return whether it is a paragraph: visible, trimmed, and neither a web leftover nor marked.

    Soft hyphens are not kept.
    """
    seen = any(unicodedata.category(sign) not in INVISIBLE for sign in text)
    # Placeholders of new files are refused everywhere.
    placeholder = re.fullmatch(r"<[^<>/@]{2,}>", text)
    marked = text.lstrip("\ufeff").startswith(("\N{PUSHPIN}", "\N{ROUND PUSHPIN}"))
    return (
        seen
        and text == text.strip()
        and not is_boilerplate(text)
        and not marked
        and not placeholder
        and "\u00ad" not in text
    )


TEXTS = st.lists((SIGNS | ANY).filter(is_text), min_size=1, max_size=4)


def come_out(inbox: Inbox, name: str, content: str) -> tuple[str, list[str]]:
    """Import a file, and return summary and points as a reader sees them."""
    slug = f"b{len(list(inbox.project.content_folder.iterdir()))}"
    briefing = inbox.bring(inbox.put(name, content), lang="it", slug=slug)
    edition = briefing.editions["it"]
    points = [plain_text(parse_prose(point.text)) for point in edition.points]
    return plain_text(parse_prose(edition.summary)), points


@SHARED_FOLDER
@given(points=TEXTS, summary=(SIGNS | ANY).filter(is_text))
@example(points=["1. März", "- a", "# b", "a: b", "© 2025 x"], summary="* c")
@example(points=["x" * 300 + "  y"], summary="a  b")
def test_any_unicode_text_comes_through_plain_text(
    inbox: Inbox, points: list[str], summary: str
) -> None:
    content = "".join(f"- {point}\n" for point in points) + f"\n\N{PUSHPIN} {summary}\n"
    assert come_out(inbox, "it.txt", content) == (summary, points)


@SHARED_FOLDER
@given(points=TEXTS, summary=(SIGNS | ANY).filter(is_text))
@example(points=["• a"], summary="<b>")
@example(points=["-"], summary=".")
def test_any_unicode_text_comes_through_html(inbox: Inbox, points: list[str], summary: str) -> None:
    # HTML makes one space of several; a word before signs keeps these from being bullets.
    joined = [re.sub("  +", " ", f"Text {text}") for text in (summary, *points)]
    items = "".join(f"<li><p>{html.escape(point)}</p></li>" for point in joined[1:])
    paragraph = f"<h2>Summary</h2><p>{html.escape(joined[0])}</p>"
    assert come_out(inbox, "it.html", f"<body>{paragraph}<ul>{items}</ul>") == (
        joined[0],
        joined[1:],
    )


@SHARED_FOLDER
@given(words=st.lists(st.text("abcdeüè“,", min_size=1, max_size=12), min_size=30, max_size=60))
def test_wrapped_lines_are_joined_by_a_space(inbox: Inbox, words: list[str]) -> None:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    point = "\n  ".join([*lines, line])
    assert come_out(inbox, "it.txt", f"\N{PUSHPIN} Sommario.\n\n- {point}\n")[1] == [
        " ".join(words)
    ]
