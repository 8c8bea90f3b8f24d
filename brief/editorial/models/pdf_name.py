"""The pattern of the names of PDFs, such as `{slug}.{date}.{lang}`."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator

from brief.editorial.fields.invalid_value import invalid_value, read_scalar
from brief.findings.message import shorten
from brief.findings.suggest import did_you_mean

if TYPE_CHECKING:
    from brief.editorial.models.content import BriefingFacts

DEFAULT_FILE_NAME = "{slug}.{lang}"
SLOTS = ("slug", "lang", "date", "issue")
REQUIRED = ("slug", "lang")
EXAMPLE = 'write as in "{slug}.{date}.{lang}"'
MAX_LENGTH = 100
_UNSAFE = re.compile(r"""[^\w .,+()=@~'-]""")
"""Signs that some systems refuse in a file name, or that mean something to a shell."""


def read_file_name(value: object) -> str:
    """Return the pattern of the PDFs' names, without its ending.

    It has `{slug}` and `{lang}`, so that no two pages have the same name, and is never a path.
    """
    text = read_scalar(value, "a pattern of file names", '"{slug}.{date}.{lang}"')
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        message = f"`{shorten(text)}` has a brace without its partner"
        raise invalid_value("pdf-name", message, EXAMPLE) from None
    named = [(name, bool(form or turn)) for _, name, form, turn in parts if name is not None]
    for name, is_formatted in named:
        if name not in SLOTS or is_formatted:
            message = f"`{{{shorten(name)}}}` is not a part of a file name"
            remedy = f"write {{{name}}} alone" if is_formatted else did_you_mean(name, SLOTS)
            raise invalid_value("pdf-name", message, remedy)
    lacking = [f"{{{name}}}" for name in REQUIRED if name not in dict(named)]
    if lacking:
        message = f"several PDFs would have the same name without {' and '.join(lacking)}"
        raise invalid_value("pdf-name", message, EXAMPLE)
    _check_letters("".join(literal for literal, *_ in parts), text)
    return text


def fill_file_name(pattern: str, slug: str, page: str, facts: BriefingFacts | None = None) -> str:
    """Return the name of a page's PDF (`it`, `de+it`), without its ending.

    Without `facts`, which have errors, `{date}` and `{issue}` are left empty.
    """
    day = facts.date.isoformat() if facts and facts.date else ""
    issue = re.sub(r"[^\w+]+", "-", facts.issue or "").strip("-") if facts else ""
    return pattern.format(slug=slug, lang=page, date=day, issue=issue)


def _check_letters(literal: str, text: str) -> None:
    """Raise InvalidValue for signs that a file name may not have."""
    if found := _UNSAFE.search(literal):
        what = "is a path" if found[0] in "/\\" else f"has the sign `{found[0]}`"
        message = f"`{shorten(text)}` {what}, and not the name of a file in dist/"
        raise invalid_value("pdf-name", message, f"{EXAMPLE}; `--out` names another folder")
    if text.startswith((".", "-", " ")) or text.endswith((".", " ")):
        message = f"a file name begins with a letter and ends with one, and `{shorten(text)}` not"
        raise invalid_value("pdf-name", message, EXAMPLE)
    if text.lower().endswith(".pdf"):
        raise invalid_value("pdf-name", "the ending .pdf is added by brief", "leave it out")
    if len(text) > MAX_LENGTH:
        message = f"this name has {len(text)} characters, more than the limit of {MAX_LENGTH}"
        raise invalid_value("pdf-name", message, "shorten it")


FileName = Annotated[str, BeforeValidator(read_file_name)]
