"""A value that cannot be read as what it should be, said in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.yaml.nodes import EmptyValue, ScalarText
from brief.editorial.yaml.pitfalls import COMMENT_IN_TEXT
from brief.findings.message import Message

if TYPE_CHECKING:
    from brief.findings import Finding, Place

# All of it in angle brackets, and no address in them.
_PLACEHOLDER = re.compile(r"<[^<>/@]{2,}>", re.DOTALL)


class InvalidValue(ValueError):  # noqa: N818 - it is what happened, and no error of the program
    """A value was read and makes no sense where it stands.

    Models raise it from their validators; the reader turns it into a located finding. `at` is
    an offset into the file's text where the trouble is, if it is not the value as a whole.
    """

    def __init__(self, message: Message, offset: int | None = None) -> None:
        super().__init__(message.message)
        self.message = message
        self.offset = offset

    def to_finding(self, place: Place) -> Finding:
        """Return this as a finding at `place`."""
        return self.message.as_error(place)


def read_scalar(value: object, expected: str, example: str) -> str:
    """Return a scalar's text without the white space around it.

    Raises InvalidValue if `value` is left empty, a list or a mapping; `wanted` ("a date") and
    `example` go into its words.
    """
    if isinstance(value, EmptyValue):
        raise empty_value_error(value, example)
    if not isinstance(value, str):
        raise wrong_kind_error(value, expected, example)
    text = value.strip()
    if not text:
        msg = "nothing is written here"
        raise InvalidValue(Message("left-empty", msg, f"write {expected}, for example {example}"))
    refuse_placeholder(text)
    return text


def refuse_placeholder(text: str) -> None:
    """Raise InvalidValue for a placeholder such as `<the headline>`, which `brief new` writes."""
    if _PLACEHOLDER.fullmatch(text):
        shown = " ".join(text.split())
        raise InvalidValue(
            Message(
                "placeholder-left",
                f"`{shown}` is not written yet: it only says what belongs here",
                "write your own words in its place, without the angle brackets",
            )
        )


def empty_value_error(value: EmptyValue, example: str) -> InvalidValue:
    """Return the words for a value that is not there, or that a `#` made a comment."""
    if value.may_lose_text:
        return lost_text_error(value.node.comment)
    return InvalidValue(
        Message(
            "left-empty",
            "nothing is written here",
            f"write a value, for example {example}, or remove the line",
        )
    )


def wrong_kind_error(value: object, expected: str, example: str) -> InvalidValue:
    """Return the words for a list or a mapping where one value belongs."""
    if isinstance(value, list):
        return InvalidValue(
            Message(
                "wrong-kind",
                f"a list stands here, where {expected} is expected",
                f"write one value, for example {example}; a text that begins with `[` or `- ` "
                "goes in quotes",
            )
        )
    return InvalidValue(
        Message(
            "wrong-kind",
            f"keys with values stand here, where {expected} is expected",
            f"write one value, for example {example}; a text that has a colon followed by a space, "
            "or begins with `{`, goes in quotes",
        )
    )


def lost_text_error(offset: int | None) -> InvalidValue:
    """Return the error for text that YAML drops because a `#` opens a comment."""
    return InvalidValue(COMMENT_IN_TEXT, offset)


def refuse_lost_text(value: object, *, any_comment: bool) -> None:
    """Raise InvalidValue if a comment after the plain scalar `value` may have been meant as text.

    With `any_comment` every comment counts (prose); without, only one that opens as no comment
    does, with a character right after the `#` (`Rang #2`).
    """
    if not isinstance(value, ScalarText) or value.node.comment is None:
        return
    if any_comment or value.node.comment_opens_tight:
        raise lost_text_error(value.node.comment)
