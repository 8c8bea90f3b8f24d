"""What a person sees: the caret under the right character, and nothing that plays tricks."""

from __future__ import annotations

import os
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.cli.terminal import Terminal, crop_line, display_width, escape_controls
from brief.findings import Finding, Place, Related, Severity, error, note, warning


class Tty(StringIO):
    """A stream that a person watches."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_a_source_line_fits_the_terminal_and_carets_stand_under_it(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    monkeypatch.setenv("NO_COLOR", "1")
    stream = Tty()
    monkeypatch.setattr(stream, "fileno", lambda: 2)
    _, source, carets, *_ = shown(at("Hafen und Kran " * 20, 151, 5), stream).splitlines()
    assert len(source) < columns
    assert len(source) <= 100
    assert source[carets.index("^") :][:5] == "Hafen"


def shown(finding: Finding, stream: StringIO | None = None) -> str:
    """Return what the terminal shows of a finding."""
    stream = stream or StringIO()
    Terminal(stream).show_finding(finding)
    return stream.getvalue()


def at(text: str, column: int, length: int = 1) -> Finding:
    """Return a finding at that column of a line."""
    return error("slip", "a slip", "fix it", Place("content/x/it.yaml", 12, column, length, text))


def caret_and_line(output: str) -> tuple[int, int, str]:
    """Return the cells before the caret, those that it underlines, and the line above it."""
    line = next(line for line in output.splitlines() if line.lstrip().startswith("12 |"))
    carets = next(line for line in output.splitlines() if line.lstrip().startswith("|"))
    assert line.index("|") == carets.index("|")
    under = carets[carets.index("|") + 2 :]
    return len(under) - len(under.lstrip()), under.count("^"), line[line.index("|") + 2 :]


def test_a_finding_is_told_with_place_source_caret_and_remedy() -> None:
    assert shown(at("titel: Il porto", 1, 5)).splitlines() == [
        "content/x/it.yaml:12:1: error: a slip [slip]",
        "   12 | titel: Il porto",
        "      | ^^^^^",
        "  → fix it",
    ]


def test_a_related_place_is_told() -> None:
    finding = Finding(
        "twice",
        "written twice",
        severity=Severity.ERROR,
        related=(Related("first here", Place("content/x/it.yaml", 3, 2)),),
    )
    assert "  content/x/it.yaml:3:2: first here" in shown(finding).splitlines()


@pytest.mark.parametrize(
    ("text", "column", "before", "under"),
    [
        ("abc: x", 6, "abc: ", "x"),
        ("\tabc: x", 7, " abc: ", "x"),
        ("港: x", 4, "港: ", "x"),
        ("a: 港口", 4, "a: ", "港"),
        ("ＡＢ: x", 5, "ＡＢ: ", "x"),
        ("e\N{COMBINING ACUTE ACCENT}: x", 5, "e\N{COMBINING ACUTE ACCENT}: ", "x"),
        ("a\N{ZERO WIDTH JOINER}b: x", 6, "a\N{ZERO WIDTH JOINER}b: ", "x"),
        ("a\x1b[31m: x", 9, r"a\x1b[31m: ", "x"),
    ],
)
def test_the_caret_stands_under_its_character(
    text: str, column: int, before: str, under: str
) -> None:
    cells, carets, _ = caret_and_line(shown(at(text, column)))
    assert cells == display_width(before)
    assert carets == display_width(under)


def test_the_caret_is_as_wide_as_what_it_underlines() -> None:
    assert caret_and_line(shown(at("港口港口", 2, 2)))[:2] == (2, 4)


@pytest.mark.parametrize(("column", "length"), [(0, 1), (99, 1), (4, 99), (7, 0)])
def test_a_place_outside_its_line_does_no_harm(column: int, length: int) -> None:
    assert "^" in shown(at("short", column, length))


@pytest.mark.parametrize("column", [1, 200, 399, 400])
@pytest.mark.parametrize("letter", ["x", "港", "\x1b"])
def test_a_long_line_is_cropped_around_its_place(column: int, letter: str) -> None:
    text = letter * (column - 1) + "!" + letter * (400 - column)
    cells, carets, line = caret_and_line(shown(at(text, column)))
    assert display_width(line) <= 92
    assert carets == 1
    assert "!" in line
    assert display_width(line[: line.index("!")]) == cells
    assert line.startswith("…") == (column > 90)
    assert line.endswith("…") == (column < 300)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=150), st.integers(0, 200))
def test_a_cropped_line_shows_the_character_at_its_place(text: str, column: int) -> None:
    part, at_column = crop_line(text, column, 40)
    assert display_width(escape_controls(part.strip("…"))) <= 40 or part == text
    if 1 <= column <= len(text):
        assert part[at_column - 1] == text[column - 1]


@pytest.mark.parametrize(
    "character",
    [
        "\x1b",
        "\x07",
        "\x08",
        "\r",
        "\n",
        "\0",
        "\x9b",
        "\x7f",
        "\u202e",
        "\u2066",
        "\u2028",
        "\udc80",
    ],
)
def test_no_control_character_reaches_the_terminal(character: str) -> None:
    evil = f"a{character}[31mb"
    place = Place(f"content/{evil}/it.yaml", 12, 1, 1, evil)
    related = (Related(evil, place),)
    output = shown(Finding("slip", evil, evil, place, related, severity=Severity.ERROR))
    assert not set(character) & set(output.replace("\n", "") if character == "\n" else output)
    assert len(output.splitlines()) == 7


@given(st.text())
def test_whatever_is_shown_is_one_line_that_can_be_encoded(text: str) -> None:
    line = escape_controls(text)
    assert len(line.splitlines()) <= 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", line)
    line.encode("utf-8")


def test_a_terminal_that_is_not_unicode_gets_question_marks() -> None:
    stream = Tty("ascii")
    Terminal(stream).show_finding(at("港: Häfen", 1))
    stream.getvalue().encode("ascii")


@pytest.mark.parametrize(
    ("watched", "variables", "coloured"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_people_who_want_it(
    monkeypatch: pytest.MonkeyPatch, *, watched: bool, variables: dict[str, str], coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    output = shown(at("titel: x", 1), Tty() if watched else StringIO())
    assert ("\x1b[" in output) == coloured


def test_colour_changes_nothing_but_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    finding = at("港\ttitel: x", 3, 5)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown(finding, Tty()))
    assert plain == shown(finding)


def test_severities_differ_by_words_too() -> None:
    lines = [shown(make("c", "m")) for make in (error, warning, note)]
    assert lines == ["error: m [c]\n", "warning: m [c]\n", "note: m [c]\n"]


def test_progress_is_only_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    watched, piped, quiet = Tty(), StringIO(), Tty()
    for stream in (watched, piped):
        Terminal(stream).show_progress("tides\x1b[31m", 0, 2)
    Terminal(quiet, quiet=True).show_progress("tides", 0, 2)
    assert "building 1/2 tides" in watched.getvalue()
    assert "\x1b[31m" not in watched.getvalue()
    assert piped.getvalue() == quiet.getvalue() == ""
