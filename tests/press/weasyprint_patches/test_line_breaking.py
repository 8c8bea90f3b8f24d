"""Lines end where WeasyPrint ends them, for any text and any width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import weasyprint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from weasyprint.text import line_break
from weasyprint.text.fonts import FontConfiguration

from brief.press.weasyprint_patches import set_patched

if TYPE_CHECKING:
    import pytest

FONTS = FontConfiguration()
WORDS = (
    *("Fahrrinnenanpassung", "Naturschutzverbände", "Elbe", "km/h", "1.234,5", "%", "–", "§"),
    *("(vorläufig)", "„Hafen“", "Donau-Dampf", "Hafen\u00adbecken", "12\u00a0%", "a", "und"),
    *("https://example.org/hafen/2025?a=b", "…", "internationalization", "μεταφορές", "перевозки"),
    *("x\u2060-\u2060y", "e\u0301t\u00e9", "港口", "מים", "\u200b", "50/50", "C++,", "€5", "-7"),
    *("Wu\u0308", "AVAT"),
)
TEXTS = some.lists(some.sampled_from(WORDS) | some.text(max_size=6), min_size=1, max_size=40).map(
    " ".join
)


def lines(text: str, css: str, language: str) -> list[tuple[Any, ...]]:
    """Return the text, position and size of each line of a paragraph."""
    clean = text.replace("&", "&amp;").replace("<", "&lt;")
    page = (
        "<style>@page { size: 900px 9000px } p { hyphens: auto; hyphenate-limit-chars: 6 2 2; "
        f'{css} }}</style><p lang="{language}">{clean} <b>{clean}</b>'
    )
    document = weasyprint.HTML(string=page).render(font_config=FONTS)
    boxes = document.pages[0]._page_box.descendants()
    return [
        (box.text, box.position_x, box.position_y, box.width, box.height)
        for box in boxes
        if hasattr(box, "text")
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    TEXTS,
    some.integers(20, 600),
    some.sampled_from((7.3, 12.0, 17.7)),
    some.sampled_from(
        (
            "",
            "hyphens: none",
            "hyphens: manual",
            "overflow-wrap: anywhere",
            "white-space: pre-wrap",
            "hyphenate-limit-zone: 15%",
            "text-align: justify",
            "letter-spacing: 1px",
            "word-spacing: 2px",
            'hyphenate-character: "-\\2060"; font-family: serif',
            "direction: rtl",
        )
    ),
    some.sampled_from(("de", "en", "el", "ru", "fr", "")),
)
def test_lines_end_where_they_would(
    text: str, width: int, size: float, rule: str, language: str
) -> None:
    css = f"width: {width}px; font-size: {size}px; {rule}"
    ours = lines(text, css, language)
    set_patched(on=False)
    try:
        assert lines(text, css, language) == ours
    finally:
        set_patched(on=True)


def test_most_lines_are_broken_without_trying_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[object] = []
    first_line = line_break.Layout.get_first_line

    def counted(layout: line_break.Layout) -> object:
        tries.append(layout)
        return first_line(layout)

    monkeypatch.setattr(line_break.Layout, "get_first_line", counted)
    text = "Naturschutzverbände klagen dagegen, denn die Elbe wird noch tiefer gegraben. " * 9
    set_patched(on=True)
    ours = lines(text, "width: 300px; font-size: 12px", "de")
    spent = len(tries)
    set_patched(on=False)
    tries.clear()
    assert lines(text, "width: 300px; font-size: 12px", "de") == ours
    assert spent < 0.7 * len(tries)
