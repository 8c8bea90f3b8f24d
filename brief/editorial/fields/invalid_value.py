"""The error for a value that is not valid, with its message; checks for empty values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.yaml.nodes import EmptyValue, ScalarText
from brief.editorial.yaml.pitfalls import COMMENT_IN_TEXT
from brief.findings.message import Message

if TYPE_CHECKING:
    from brief.findings import Finding, Place

# The whole text is in angle brackets, and is not an address.
_PLACEHOLDER = re.compile(r"<[^<>/@]{2,}>", re.DOTALL)


class InvalidValue(ValueError):  # noqa: N818 - a finding about the content, not a failure
    """A value is not valid for its field.

    Validators of models raise it; the reader converts it to a finding with a place. `offset` is
    the position of the error in the file's text, if it is not the whole value.
    """

    def __init__(self, message: Message, offset: int | None = None) -> None:
        super().__init__(message.message)
        self.message = message
        self.offset = offset

    def to_finding(self, place: Place) -> Finding:
        """Return the error as a finding at `place`."""
        return self.message.as_error(place)


def invalid_value(code: str, message: str, remedy: str) -> InvalidValue:
    """Return the error with a message of these parts."""
    return InvalidValue(Message(code, message, remedy))


def read_scalar(value: object, expected: str, example: str) -> str:
    """Return a scalar's text without the white space around it.

    Raises InvalidValue if `value` is empty, a list or a mapping; the message contains `expected`
    (such as "a date") and `example`.
    """
    if isinstance(value, EmptyValue):
        raise empty_value_error(value, example)
    if not isinstance(value, str):
        raise wrong_kind_error(value, expected, example)
    text = value.strip()
    if not text:
        remedy = f"write {expected}, for example {example}"
        raise invalid_value("left-empty", "the value is empty", remedy)
    refuse_placeholder(text)
    return text


def refuse_placeholder(text: str) -> None:
    """Raise InvalidValue for a placeholder such as `<the headline>`, which `brief new` writes."""
    if _PLACEHOLDER.fullmatch(text):
        message = f"`{' '.join(text.split())}` is a placeholder for a text that is not written yet"
        remedy = "replace it by your own text, without the angle brackets"
        raise invalid_value("placeholder-left", message, remedy)


def empty_value_error(value: EmptyValue, example: str) -> InvalidValue:
    """Return the error for an empty value, or for one that a `#` turned into a comment."""
    if value.may_lose_text:
        return lost_text_error(value.node.comment)
    remedy = f"write a value, for example {example}, or remove the line"
    return invalid_value("left-empty", "the value is empty", remedy)


def wrong_kind_error(value: object, expected: str, example: str) -> InvalidValue:
    """Return the error for a list or a mapping where a single value is expected."""
    if isinstance(value, list):
        return invalid_value(
            "wrong-kind",
            f"this is a list, but {expected} is expected here",
            f"write one value, for example {example}; put a text that begins with `[` or `- ` "
            "in quotes",
        )
    return invalid_value(
        "wrong-kind",
        f"this is a key with a value, but {expected} is expected here",
        f"write one value, for example {example}; put a text in quotes if it contains a colon "
        "followed by a space or begins with `{`",
    )


def lost_text_error(offset: int | None) -> InvalidValue:
    """Return the error for text that is lost because a `#` begins a comment."""
    return InvalidValue(COMMENT_IN_TEXT, offset)


def refuse_lost_text(value: object, *, any_comment: bool) -> None:
    """Raise InvalidValue if the comment after the plain scalar `value` is probably text.

    With `any_comment` every comment counts, as in prose; otherwise only one without a space after
    its `#`, as in `Rang #2`.
    """
    if not isinstance(value, ScalarText) or value.node.comment is None:
        return
    if any_comment or value.node.comment_opens_tight:
        raise lost_text_error(value.node.comment)
