"""Read a finished message again, as a mail server would, before it is sent.

Python 3.11.7 lets an encoded word in a name become a header of its own (CVE-2024-6923), and other
mailers had errors of this kind. Here the bytes are parsed: only known headers, each once, and one
recipient, who is that of the envelope.
"""

from __future__ import annotations

import re
from email import policy
from email.parser import BytesHeaderParser, HeaderParser
from typing import TYPE_CHECKING, NoReturn

from brief.errors import BriefError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import EmailMessage

REQUIRED = (
    *("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
    *("Content-Language", "List-ID", "List-Unsubscribe", "Auto-Submitted", "X-Brief-Delivery"),
)
OPTIONAL = ("Reply-To", "List-Unsubscribe-Post", "DKIM-Signature")
MAX_LINE = 998  # RFC 5322, 2.1.1
RAW_HEADERS = (b"List-Unsubscribe", b"List-Unsubscribe-Post")
_LINE = re.compile(rb"(?:([!-9;-~]+):)?[^\r\n\0]*\r\n")


class UnsafeMessageError(BriefError):
    """A message is not what it should be, and must not be sent."""

    code = "unsafe-message"


def verify_head(content: bytes, address: str, name: str) -> None:
    """Raise UnsafeMessageError unless the headers of a message are the expected ones.

    `address` is the recipient of the envelope, `name` the name that To should show.
    """
    head = content[: content.index(b"\r\n\r\n") + 2]
    names = _list_names(head)
    _check_names(names)
    try:
        message = _parse(head)
        (to,) = message.get_all("To", [])
    except ValueError:  # the parser refuses a header, for example an address with a line end
        _refuse("a header cannot be parsed")
    if list(map(str.lower, message.keys())) != list(map(str.lower, names)):
        _refuse("the headers differ when they are parsed")
    if len(to.addresses) != 1 or to.addresses[0].addr_spec != address:
        _refuse("To is not the recipient of the envelope")
    # Python 3.11 keeps the space between two encoded words, which does not count (RFC 2047, 6.2)
    if "".join(to.addresses[0].display_name.split()) != "".join(name.split()):
        _refuse("To shows another name")
    for key in RAW_HEADERS:
        if re.search(rb"^%s:[^\r]*\r\n[ \t]" % key, head, re.MULTILINE):
            _refuse("a header of RFC 8058 is folded")


def _parse(head: bytes) -> EmailMessage:
    if head.isascii():
        return BytesHeaderParser(policy=policy.default).parsebytes(head)
    return HeaderParser(policy=policy.default).parsestr(head.decode("utf-8"))  # RFC 6532


def verify_lines(content: bytes) -> None:
    """Raise UnsafeMessageError for a line that is too long, or a line end other than CRLF."""
    lines = content.split(b"\r\n")
    if max(map(len, lines)) > MAX_LINE:
        _refuse("a line is too long")
    rest = content.replace(b"\r\n", b"")
    if b"\r" in rest or b"\n" in rest or b"\0" in rest:
        _refuse("a line end is not CRLF")


def _list_names(head: bytes) -> list[str]:
    names, position = [], 0
    while position < len(head):
        match = _LINE.match(head, position)
        if match is None or match.end() - position - 2 > MAX_LINE:
            _refuse("a header has a wrong line end, or is too long")
        if match[1]:
            names.append(match[1].decode("ascii"))
        elif head[position : position + 1] not in {b" ", b"\t"} or not names:
            _refuse("a line is neither a header nor its continuation")
        position = match.end()
    return names


def _check_names(names: Sequence[str]) -> None:
    allowed = {*REQUIRED, *OPTIONAL}
    if len({name.lower() for name in names}) != len(names):
        _refuse("a header is repeated")
    if not {*REQUIRED} <= {*names} <= allowed:
        _refuse("a header is missing or unknown")


def _refuse(problem: str) -> NoReturn:
    msg = f"the message is not as it should be: {problem}"
    remedy = "shorten or correct the headline, the name of the sender, or that of the recipient"
    raise UnsafeMessageError(msg, remedy)
