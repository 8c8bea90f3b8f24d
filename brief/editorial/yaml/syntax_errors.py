"""Explain YAML syntax errors to editors: the error, its place, and what to write instead.

A YAML parser reports "did not find expected '-' indicator" for a point that begins with a
quotation mark. The messages of libyaml and of PyYAML's own parser differ, so an explanation is
chosen by the text around the error, and by the parser's message only if there is no other way.
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
    "“*” does not begin a list entry in YAML",
    "begin each entry with a dash and a space: `- …`",
)
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
SPECIAL = "*&!%@`|>-?#[]{},\"'"


def explain_failure(failure: ParseFailure) -> SyntaxProblem:
    """Return the first explanation that fits the place where the parser stopped."""
    for explanation in EXPLANATIONS:
        if problem := explanation(failure):
            return problem
    return explain_misalignment(failure)


def _explain_open_quote(failure: ParseFailure) -> SyntaxProblem | None:
    ended = "unexpected end of stream" in failure.message or "document indicator" in failure.message
    if "quoted scalar" not in failure.context or not ended:
        return None
    mark = failure.text[failure.context_offset]
    message = Message(
        "unclosed-quote",
        f"the text that begins with {mark} here has no closing {mark}",
        f"write {mark} at the end of the text; if the first {mark} belongs to the text, put the "
        "text in a block: `>-` after the key or dash, and the text on the next line, indented",
    )
    return failure.problem_at(message, failure.context_offset, failure.context_offset)


def _explain_bad_escape(failure: ParseFailure) -> SyntaxProblem | None:
    if "quoted scalar" not in failure.context and "double-quoted" not in failure.context:
        return None
    at = failure.text.rfind("\\", failure.context_offset, failure.offset + 1)
    if at < 0:
        return None
    message = Message(
        "bad-escape",
        "inside double quotes `\\` begins an escape code, and this code does not exist",
        "write the backslash twice (`\\\\`), or put the text in single quotes",
    )
    return failure.problem_at(message, at, at)


def _explain_text_after_quote(failure: ParseFailure) -> SyntaxProblem | None:
    last = failure.last_event_on_line()
    if not isinstance(last, yaml.ScalarEvent) or last.style not in {"'", '"'}:
        return None
    start, end = event_span(last)
    inside = failure.text[start:end]
    if apostrophe := _explain_apostrophe(failure, start, end):
        return apostrophe
    if any(is_list_entry(line) or is_key(failure, line) for line in inside.splitlines()[1:]):
        message = Message(
            "unclosed-quote",
            f"the text that begins with {last.style} here has no closing {last.style} on its "
            "line, and so includes the lines below",
            f"write {last.style} at the end of the text",
        )
        return failure.problem_at(message, start)
    message = Message(
        "quote-then-text",
        f"the text begins with {last.style} and continues after the closing {last.style}, but YAML "
        "reads only the quoted part",
        "put the whole text in a block: `>-` after the key or dash, and the text as it is on the "
        "next line, indented; or use typographic quotation marks (“…”, „…“, «…»)",
    )
    repaired = f"x{inside[1:-1]}x".replace(": ", ". ").replace(" #", " x")
    return failure.problem_at(message, start, start, repaired)


def _explain_apostrophe(failure: ParseFailure, start: int, end: int) -> SyntaxProblem | None:
    """Explain an apostrophe that ends a single-quoted text in the middle of a word."""
    text = failure.text
    if text[start] != "'" or not (text[end - 2].isalpha() and text[end : end + 1].isalpha()):
        return None
    before, after = re.search(r"\w+$", text[: end - 1]), re.match(r"\w+", text[end:])
    word = f"{before[0] if before else ''}'{after[0] if after else ''}"
    message = Message(
        "quote-then-text",
        f"the apostrophe in `{word}` ends the text, because the text begins with '",
        "write a typographic apostrophe (’) or two straight ones (''), or put the text in a block: "
        "`>-` after the key or dash, and the text on the next line, indented",
    )
    rest = text[end:].split("\n", 1)[0]
    repaired = f"x{text[start + 1 : end - 1]}x{rest}".replace(": ", ". ").replace(" #", " x")
    return failure.problem_at(message, end - 1, start, repaired)


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
    depth = 0
    for at in range(end - 1, -1, -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return at
    return end - 1


def _special_start_message(sign: str) -> Message:
    return Message(
        "special-start",
        f"a text without quotes cannot begin with “{sign}”, which has a special meaning in YAML",
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
    """Explain a text that begins with % in the first column, which YAML reads as a directive."""
    if "directive" not in failure.context and "document start" not in failure.message:
        return None
    found = re.search(r"^%(?!YAML |TAG )", failure.text[: failure.offset], re.MULTILINE)
    return failure.problem_at(_special_start_message("%"), found.start()) if found else None


def _stopped_at_special_character(failure: ParseFailure) -> bool:
    """Return whether the parser was reading a construct that begins with a special character."""
    readings = ("alias", "anchor", "tag", "block scalar")
    complaints = ("entries are not allowed", "keys are not allowed", "node content")
    return any(reading in failure.context for reading in readings) or any(
        complaint in failure.message for complaint in complaints
    )


def _explain_colon(failure: ParseFailure) -> SyntaxProblem | None:
    same_line = failure.line_number == failure.source.line_of(failure.context_offset)
    flow = "flow" in failure.context and same_line
    if failure.next_character != ":" or not ("values are not allowed" in failure.message or flow):
        return None
    before = failure.text[failure.source.line_start(failure.line_number) : failure.offset]
    key = before.strip().removeprefix("- ").strip()
    if not flow and key in failure.keys:
        message = Message(
            "indentation",
            f"`{key}` is indented deeper than the line above, and so becomes part of its text",
            "begin all keys of the same level in the same column",
        )
        at = failure.offset - len(before.rstrip()) + before.rfind(key)
        return failure.problem_at(message, at)
    message = Message(
        "colon-in-text",
        "a colon followed by a space means “key: value” in YAML, but here it is part of a text",
        QUOTE_REMEDY,
    )
    return failure.problem_at(message, failure.offset, failure.offset, ".")


def _explain_lost_text(failure: ParseFailure) -> SyntaxProblem | None:
    last, line = failure.last_event, failure.line_text()
    if not isinstance(last, yaml.ScalarEvent) or last.style in {"'", '"', "|", ">"}:
        return None
    end = event_span(last)[1]
    found = re.search(r"(?:^|\s)(#)", failure.text[end : failure.offset])
    is_entry = is_key(failure, line) or is_list_entry(line)
    if not found or ("flow" not in failure.context and is_entry):
        return None
    at = end + found.start(1)
    return SyntaxProblem(COMMENT_IN_TEXT.as_error(failure.source.place_at(at)), at)


def _explain_open_bracket(failure: ParseFailure) -> SyntaxProblem | None:
    if "flow" not in failure.context:
        return None
    start = failure.context_offset
    if failure.text[start : start + 1] not in {"[", "{"}:
        start = max(failure.text.rfind(sign, 0, failure.offset) for sign in "[{")
    if start < 0:
        return None
    sign = failure.text[start]
    if comment := _explain_comment_in_bracket(failure, start):
        return comment
    closing = {"[": "]", "{": "}"}[sign]
    message = Message(
        "unclosed-bracket",
        f"“{sign}” has no matching “{closing}”, or a comma is missing between its entries",
        f"write “{closing}” after the last entry, and commas between entries; if “{sign}” belongs "
        "to a text, put the text in quotes",
    )
    return failure.problem_at(message, start)


def _explain_comment_in_bracket(failure: ParseFailure, start: int) -> SyntaxProblem | None:
    """Explain a bracket whose closing one is lost to a `#`, as in `{screen: #8c1c2b}`."""
    end = start + len(failure.text[start:].split("\n", 1)[0])
    masked = _QUOTED.sub(lambda quoted: " " * (len(quoted[0]) - 1) + "x", failure.text[start:end])
    found = re.search(r"\s(#\S[^\s,\]}]*)", masked)
    if not found:
        return None
    message = Message(
        "comment-in-text",
        f"`#` after a space begins a comment, and so the end of “{failure.text[start]}” is lost",
        f'put the value in quotes: "{found[1]}"',
    )
    return failure.problem_at(message, start + found.start(1), start + found.start(1))


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
