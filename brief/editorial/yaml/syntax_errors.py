"""What editors run into in YAML, in words of their own.

A parser says "did not find expected '-' indicator" about a point that opens with a quotation
mark. Here its complaints are turned into what happened, where, and what to do. The messages of
libyaml and of PyYAML's own parser differ, so the text around the complaint decides, and the
message only where nothing else can.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from brief.editorial.yaml.indentation_errors import (
    explain_document_start,
    explain_misalignment,
    explain_special_space,
    explain_tab,
    explain_tight_key,
    explain_unindented_text,
    is_key,
    is_list_entry,
)
from brief.editorial.yaml.parse_failure import ParseFailure, SyntaxProblem, event_span
from brief.editorial.yaml.pitfalls import COMMENT_IN_TEXT
from brief.findings.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTE_REMEDY = (
    "put the text in quotes, or in a block: `>-` after the key or dash, and the text on the next "
    "line, indented"
)
STAR_FOR_DASH = Message(
    "special-start",
    "“*” begins no entry of a list",
    "begin each entry with a dash and a space (`- …`)",
)
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
SPECIAL = "*&!%@`|>-?#[]{},\"'"


def explain_failure(failure: ParseFailure) -> SyntaxProblem:
    """Return what happened where the parser stopped; the first explanation that fits."""
    for explanation in EXPLANATIONS:
        problem = explanation(failure)
        if problem:
            return problem
    return explain_misalignment(failure)


def _explain_open_quote(failure: ParseFailure) -> SyntaxProblem | None:
    ended = "unexpected end of stream" in failure.message or "document indicator" in failure.message
    if "quoted scalar" not in failure.context or not ended:
        return None
    mark = failure.text[failure.context_offset]
    words = Message(
        "unclosed-quote",
        f"the text that {mark} opens here is never closed",
        f"close it with {mark}; or, if {mark} belongs to the text, put the text in a block that "
        "`>-` opens",
    )
    return failure.problem_at(words, failure.context_offset, failure.context_offset)


def _explain_bad_escape(failure: ParseFailure) -> SyntaxProblem | None:
    if "quoted scalar" not in failure.context and "double-quoted" not in failure.context:
        return None
    at = failure.text.rfind("\\", failure.context_offset, failure.offset + 1)
    if at < 0:
        return None
    words = Message(
        "bad-escape",
        "`\\` begins a code inside double quotes, and this one does not exist",
        "write it twice (`\\\\`), or use single quotes",
    )
    return failure.problem_at(words, at, at)


def _explain_text_after_quote(failure: ParseFailure) -> SyntaxProblem | None:
    last = failure.last_event_on_line()
    if not isinstance(last, yaml.ScalarEvent) or last.style not in {"'", '"'}:
        return None
    start, end = event_span(last)
    inside = failure.text[start:end]
    if apostrophe := _explain_apostrophe(failure, start, end):
        return apostrophe
    if any(is_list_entry(line) or is_key(failure, line) for line in inside.splitlines()[1:]):
        words = Message(
            "unclosed-quote",
            f"the text that {last.style} opens here is not closed on its line, and so swallows "
            "lines that follow",
            f"close it with {last.style}",
        )
        return failure.problem_at(words, start)
    words = Message(
        "quote-then-text",
        f"the text begins with {last.style} and goes on after the closing {last.style}: YAML takes "
        "only the quoted part for the text",
        "put the whole text in a block: `>-` after the key or dash, and the text as it is on the "
        "next line, indented; or use typographic quotation marks (“…”, „…“, «…»)",
    )
    repaired = f"x{inside[1:-1]}x".replace(": ", ". ").replace(" #", " x")
    return failure.problem_at(words, start, start, repaired)


def _explain_apostrophe(failure: ParseFailure, start: int, end: int) -> SyntaxProblem | None:
    """Explain an apostrophe that closes single quotes in the middle of a word."""
    text = failure.text
    if text[start] != "'" or not (text[end - 2].isalpha() and text[end : end + 1].isalpha()):
        return None
    before, after = re.search(r"\w+$", text[: end - 1]), re.match(r"\w+", text[end:])
    word = f"{before[0] if before else ''}'{after[0] if after else ''}"
    words = Message(
        "quote-then-text",
        f"the apostrophe in `{word}` closes the text that ' opens",
        "write two apostrophes ('') or a typographic one (’) there, or put the text in a block: "
        "`>-` after the key or dash, and the text on the next line, indented",
    )
    rest = text[end:].split("\n", 1)[0]
    repaired = f"x{text[start + 1 : end - 1]}x{rest}".replace(": ", ". ").replace(" #", " x")
    return failure.problem_at(words, end - 1, start, repaired)


def _explain_text_after_bracket(failure: ParseFailure) -> SyntaxProblem | None:
    last = failure.last_event_on_line()
    if not isinstance(last, yaml.CollectionEndEvent):
        return None
    end = event_span(last)[1]
    closing = failure.text[end - 1 : end]
    opening = {"]": "[", "}": "{"}.get(closing)
    if opening is None:
        return None
    start = _find_opening_bracket(failure.text, opening, closing, end)
    return failure.problem_at(_special_start_message(opening), start, start)


def _find_opening_bracket(text: str, opening: str, closing: str, end: int) -> int:
    """Return where the bracket was opened that closes right before `end`."""
    depth = 0
    for at in range(end - 1, -1, -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return at
    return end - 1


def _special_start_message(sign: str) -> Message:
    return Message(
        "special-start",
        f"a text cannot begin with “{sign}” without quotes: it means something of its own to YAML",
        QUOTE_REMEDY,
    )


def _explain_special_start(failure: ParseFailure) -> SyntaxProblem | None:
    last = failure.last_event_on_line()
    if isinstance(last, yaml.AliasEvent):
        at = event_span(last)[0]
    elif "next token" in failure.context:
        at = failure.offset
    elif _stopped_at_special_character(failure):
        at = failure.context_offset
    else:
        return None
    sign = failure.text[at : at + 1]
    if not sign or sign not in SPECIAL:
        return None
    if sign == "*" and failure.text[at + 1 : at + 2] == " ":
        return failure.problem_at(STAR_FOR_DASH, at, at, "-")
    return failure.problem_at(_special_start_message(sign), at, at)


def _explain_directive(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a text that begins with % in the first column, where YAML's directives stand."""
    if "directive" not in failure.context and "document start" not in failure.message:
        return None
    found = re.search(r"^%(?!YAML |TAG )", failure.text[: failure.offset], re.MULTILINE)
    return failure.problem_at(_special_start_message("%"), found.start()) if found else None


def _stopped_at_special_character(failure: ParseFailure) -> bool:
    """Say whether the parser was reading something that a special character begins."""
    readings = ("alias", "anchor", "tag", "block scalar")
    complaints = ("entries are not allowed", "keys are not allowed", "node content")
    return any(reading in failure.context for reading in readings) or any(
        complaint in failure.message for complaint in complaints
    )


def _explain_colon(failure: ParseFailure) -> SyntaxProblem | None:
    flow = "flow" in failure.context and failure.line_number == failure.source.line_of(
        failure.context_offset
    )
    if failure.next_character != ":" or not ("values are not allowed" in failure.message or flow):
        return None
    before = failure.text[failure.source.line_start(failure.line_number) : failure.offset]
    key = before.strip().removeprefix("- ").strip()
    if not flow and key in failure.keys:
        words = Message(
            "indentation",
            f"`{key}` is indented deeper than the line above, and so is taken for a part of its "
            "text",
            "begin keys that belong side by side in the same column",
        )
        return failure.problem_at(words, failure.offset - len(before.rstrip()) + before.rfind(key))
    words = Message(
        "colon-in-text",
        "a colon followed by a space means “key: value” to YAML, and this one stands in the middle "
        "of a text",
        QUOTE_REMEDY,
    )
    return failure.problem_at(words, failure.offset, failure.offset, ".")


def _explain_lost_text(failure: ParseFailure) -> SyntaxProblem | None:
    last, line = failure.last_event, failure.line_text()
    if not isinstance(last, yaml.ScalarEvent) or last.style in {"'", '"', "|", ">"}:
        return None
    end = event_span(last)[1]
    found = re.search(r"(?:^|\s)(#)", failure.text[end : failure.offset])
    if not found or (
        "flow" not in failure.context and (is_key(failure, line) or is_list_entry(line))
    ):
        return None
    at = end + found.start(1)
    return SyntaxProblem(COMMENT_IN_TEXT.as_error(failure.source.place_at(at)), at)


def _explain_open_bracket(failure: ParseFailure) -> SyntaxProblem | None:
    if "flow" not in failure.context:
        return None
    start = failure.context_offset
    if failure.text[start : start + 1] not in {"[", "{"}:
        start = max(
            failure.text.rfind("[", 0, failure.offset), failure.text.rfind("{", 0, failure.offset)
        )
    if start < 0:
        return None
    sign = failure.text[start]
    if comment := _explain_comment_in_bracket(failure, start):
        return comment
    closing = {"[": "]", "{": "}"}[sign]
    words = Message(
        "unclosed-bracket",
        f"“{sign}” opens here and is not closed as it should be",
        f"close it with “{closing}”, with commas between what it holds; if “{sign}” belongs to a "
        "text, put the text in quotes",
    )
    return failure.problem_at(words, start)


def _explain_comment_in_bracket(failure: ParseFailure, start: int) -> SyntaxProblem | None:
    """Explain a bracket that a `#` on its line keeps open, as in `{screen: #8c1c2b}`."""
    end = start + len(failure.text[start:].split("\n", 1)[0])
    found = re.search(
        r"\s(#\S[^\s,\]}]*)", re.sub(_QUOTED, _mask_quoted_text, failure.text[start:end])
    )
    if not found:
        return None
    words = Message(
        "comment-in-text",
        f"`#` after a space opens a comment, and so “{failure.text[start]}” is never closed",
        f'put the value in quotes: "{found[1]}"',
    )
    return failure.problem_at(words, start + found.start(1), start + found.start(1))


def _mask_quoted_text(found: re.Match[str]) -> str:
    return " " * (len(found[0]) - 1) + "x"


EXPLANATIONS: tuple[Callable[[ParseFailure], SyntaxProblem | None], ...] = (
    explain_tab,
    explain_special_space,
    _explain_directive,
    explain_document_start,
    _explain_open_quote,
    _explain_bad_escape,
    _explain_text_after_quote,
    _explain_text_after_bracket,
    explain_tight_key,
    _explain_special_start,
    _explain_colon,
    _explain_lost_text,
    _explain_open_bracket,
    explain_unindented_text,
)
