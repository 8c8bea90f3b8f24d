"""Explain syntax errors of indentation and spacing: tabs, columns, keys without a space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from brief.findings.message import Message, shorten

if TYPE_CHECKING:
    from brief.editorial.yaml.parse_failure import ParseFailure, SyntaxProblem

_LONE_KEY = re.compile(r"[ ]*(?:- +)?(?P<key>[\w-]+)[ ]*$")
_TIGHT_KEY = re.compile(
    r"[ ]*(?:- +)?(?P<key>[\w-]+)(?P<colon>:|[ ]*\N{FULLWIDTH COLON})(?P<next>[^ \t/])"
)
_KEY = re.compile(r"[ ]*(?:- +)?(?P<key>[\w-]+)[ ]*:(?:\s|$)")
_ODD_INDENT = re.compile("[ ]*(?P<odd>[\u00a0\u2000-\u200b\u202f\u3000])")
_BLOCK_HEADER = re.compile(r"(?:.*[:-])?\s*[|>][-+0-9]*\s*(?:#.*)?$")


def is_key(failure: ParseFailure, line: str) -> bool:
    """Return whether a line begins with one of the keys that the file may contain."""
    found = _KEY.match(line)
    return bool(found and found["key"] in failure.keys)


def is_list_entry(line: str) -> bool:
    """Return whether a line begins with the dash of a list entry."""
    return bool(re.match(r"\s*-(?:\s|$)", line))


def explain_tab(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a tab in indentation, where only spaces are allowed (YAML 1.1, 5.1)."""
    line = failure.line_text()
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        at = failure.source.line_start(failure.line_number) + indent.find("\t")
    elif failure.next_character == "\t":
        at = failure.offset
    else:
        return None
    message = Message(
        "tab",
        "this line is indented with a tab; YAML allows only spaces",
        "replace each tab at the beginning of a line by two spaces",
    )
    return failure.problem_at(message, at)


def explain_special_space(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a line that begins with a no-break or other special space, as in pasted text."""
    for number in (failure.line_number, failure.source.line_of(failure.context_offset)):
        found = _ODD_INDENT.match(failure.line_text(number))
        if found:
            message = Message(
                "indentation",
                f"this line begins with a special space (U+{ord(found['odd']):04X}), which does "
                "not count as indentation",
                "replace it by ordinary spaces",
            )
            at = failure.source.line_start(number) + found.start("odd")
            return failure.problem_at(message, at)
    return None


def explain_document_start(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain content after `...`, and a first line that is indented while others are not."""
    if "document start" not in failure.message:
        return None
    before = failure.text[: failure.offset].rstrip()
    if before.endswith("..."):
        message = Message(
            "several-documents",
            "`...` ends the content of the file, but more text follows",
            "remove the line with `...`",
        )
        return failure.problem_at(message, len(before) - len("..."))
    first = re.search(r"^[ ]+(?=\S)", failure.text, re.MULTILINE)
    message = Message(
        "indentation",
        "this line is indented, but the other keys of the file are not",
        "remove the spaces before the key: all keys of the file begin in the first column",
    )
    at = first.end() if first and first.start() < failure.offset else failure.offset
    return failure.problem_at(message, at)


def explain_tight_key(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a key without a space after its colon, or without a colon."""
    number = failure.line_number - 1
    if "simple key" in failure.context:
        number = failure.source.line_of(failure.context_offset)
    line = failure.line_text(number)
    tight, lone = _TIGHT_KEY.match(line), _LONE_KEY.match(line)
    if tight and tight["key"] in failure.keys:
        message = Message(
            "missing-space",
            f"the colon after `{tight['key']}` has no space after it",
            f"write `{tight['key']}: …`, with an ordinary colon and a space",
        )
        start = failure.source.line_start(number)
        at, after = start + tight.start("colon"), start + tight.start("next")
        return failure.problem_at(message, at, at, ":" + " " * (after - at))
    if lone and lone["key"] in failure.keys:
        message = Message(
            "missing-colon",
            f"the key `{lone['key']}` has no colon",
            f"write `{lone['key']}: …`, with a colon and a space",
        )
        return failure.problem_at(message, failure.source.line_start(number) + lone.start("key"))
    return None


def explain_unindented_text(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a line that is neither a key nor indented like the text above."""
    if "simple key" in failure.context:
        number = failure.source.line_of(failure.context_offset)
        line = failure.line_text(number)
        if line.lstrip().startswith("-"):
            return _explain_tight_dash(failure, number, line)
        message = Message(
            "indentation",
            f"“{shorten(line)}” is neither a key with a value nor an indented line of the text "
            "above",
            "indent it by two spaces if it continues the text above; a key needs a colon and a "
            "space",
        )
        above = failure.line_text(number - 1) if number > 1 else ""
        at = failure.source.line_start(number) + len(line) - len(line.lstrip())
        # As a comment the line does no harm, unless it is all the text that the key above has.
        repair_offset = None if not line.strip() or _BLOCK_HEADER.match(above) else at
        return failure.problem_at(message, at, repair_offset, "#")
    last = failure.last_event
    if isinstance(last, yaml.ScalarEvent) and last.style in {"|", ">"}:
        message = Message(
            "indentation",
            "this line is indented less than the first line of the text above",
            "indent all lines of the text by the same number of spaces",
        )
        return failure.problem_at(message, failure.offset)
    return None


def _explain_tight_dash(failure: ParseFailure, number: int, line: str) -> SyntaxProblem:
    message = Message(
        "missing-space",
        "the dash has no space after it, and so does not begin a list entry",
        "put an ordinary space after the dash: `- …`",
    )
    at = failure.source.line_start(number) + line.index("-")
    return failure.problem_at(message, at, at, "- " if len(line.strip()) > 1 else "-")


def explain_misalignment(failure: ParseFailure) -> SyntaxProblem:
    """Explain any other error: usually a line that begins in the wrong column."""
    line = failure.line_text()
    if is_key(failure, line) or is_list_entry(line):
        what = "dashes of a list" if is_list_entry(line) else "keys of the same level"
        message = Message(
            "indentation",
            "this line begins in a column that none of the lines above begins in",
            f"begin all {what} in the same column",
        )
    else:
        message = Message(
            "syntax",
            "this is not valid YAML",
            "check that this line and the lines above are indented alike, and put texts with "
            "special characters in quotes",
        )
    return failure.problem_at(message, failure.offset)
