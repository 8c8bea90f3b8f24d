"""Lines that do not stand where YAML wants them: tabs, indentation, keys without a space."""

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
    """Say whether a line begins with one of the keys that may stand in the file."""
    found = _KEY.match(line)
    return bool(found and found["key"] in failure.keys)


def is_list_entry(line: str) -> bool:
    """Say whether a line begins an entry of a list."""
    return bool(re.match(r"\s*-(?:\s|$)", line))


def explain_tab(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a tab where only spaces indent (YAML 1.1, 5.1)."""
    line = failure.line_text()
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        at = failure.source.line_start(failure.line_number) + indent.find("\t")
    elif failure.next_character == "\t":
        at = failure.offset
    else:
        return None
    words = Message(
        "tab",
        "a tab stands where YAML takes only spaces",
        "replace the tabs at the beginning of lines by two spaces each",
    )
    return failure.problem_at(words, at)


def explain_special_space(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a line that begins with a no-break or other special space, as pasted text may."""
    for number in (failure.line_number, failure.source.line_of(failure.context_offset)):
        found = _ODD_INDENT.match(failure.line_text(number))
        if found:
            words = Message(
                "indentation",
                f"this line begins with a special space (U+{ord(found['odd']):04X}), which YAML "
                "takes for text",
                "replace it by ordinary spaces",
            )
            return failure.problem_at(words, failure.source.line_start(number) + found.start("odd"))
    return None


def explain_document_start(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain content after `...`, and a first line that is indented while others are not."""
    if "document start" not in failure.message:
        return None
    before = failure.text[: failure.offset].rstrip()
    if before.endswith("..."):
        words = Message(
            "several-documents",
            "`...` ends the content of the file, and more follows",
            "remove the line",
        )
        return failure.problem_at(words, len(before) - len("..."))
    first = re.search(r"^[ ]+(?=\S)", failure.text, re.MULTILINE)
    words = Message(
        "indentation",
        "this line is indented, and those that belong beside it are not",
        "begin all keys of the file in the first column",
    )
    at = first.end() if first and first.start() < failure.offset else failure.offset
    return failure.problem_at(words, at)


def explain_tight_key(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a key with no space after its colon, or with no colon: all text to YAML."""
    simple_key = "simple key" in failure.context
    number = (
        failure.source.line_of(failure.context_offset) if simple_key else failure.line_number - 1
    )
    line = failure.line_text(number)
    tight, lone = _TIGHT_KEY.match(line), _LONE_KEY.match(line)
    if tight and tight["key"] in failure.keys:
        words = Message(
            "missing-space",
            f"after `{tight['key']}` stand a colon and no space",
            f"write `{tight['key']}: ` with an ordinary colon and a space",
        )
        start = failure.source.line_start(number)
        at, after = start + tight.start("colon"), start + tight.start("next")
        return failure.problem_at(words, at, at, ":" + " " * (after - at))
    if lone and lone["key"] in failure.keys:
        words = Message(
            "missing-colon", f"`{lone['key']}` has no colon after it", f"write `{lone['key']}:`"
        )
        return failure.problem_at(words, failure.source.line_start(number) + lone.start("key"))
    return None


def explain_unindented_text(failure: ParseFailure) -> SyntaxProblem | None:
    """Explain a line that is no key and not indented as the rest of the text above would be."""
    if "simple key" in failure.context:
        number = failure.source.line_of(failure.context_offset)
        line = failure.line_text(number)
        if line.lstrip().startswith("-"):
            return _explain_tight_dash(failure, number, line)
        words = Message(
            "indentation",
            f"“{shorten(line)}” is neither a key with a value nor indented like the rest of a text",
            "indent it by two spaces, if it belongs to the text above",
        )
        above = failure.line_text(number - 1) if number > 1 else ""
        at = failure.source.line_start(number) + len(line) - len(line.lstrip())
        # As a comment the line is out of the way, unless it is all that the text above has.
        mend = None if not line.strip() or _BLOCK_HEADER.match(above) else at
        return failure.problem_at(words, at, mend, "#")
    last = failure.last_event
    if isinstance(last, yaml.ScalarEvent) and last.style in {"|", ">"}:
        words = Message(
            "indentation",
            "this line is indented less than the first line of the text above",
            "indent all lines of a block alike",
        )
        return failure.problem_at(words, failure.offset)
    return None


def _explain_tight_dash(failure: ParseFailure, number: int, line: str) -> SyntaxProblem:
    words = Message(
        "missing-space",
        "a dash with no space after it begins no entry of a list",
        "put an ordinary space after the dash",
    )
    at = failure.source.line_start(number) + line.index("-")
    return failure.problem_at(words, at, at, "- " if len(line.strip()) > 1 else "-")


def explain_misalignment(failure: ParseFailure) -> SyntaxProblem:
    """Explain what nothing else explains: most often, a line in a column of its own."""
    line = failure.line_text()
    if is_key(failure, line) or is_list_entry(line):
        what = "dashes of a list" if is_list_entry(line) else "keys that belong side by side"
        words = Message(
            "indentation",
            "this line begins in a column that fits none of the lines above",
            f"begin all {what} in the same column",
        )
    else:
        words = Message(
            "syntax",
            "YAML cannot make out what begins here",
            "see whether the lines above are indented alike, and put texts with special "
            "characters in quotes",
        )
    return failure.problem_at(words, failure.offset)
