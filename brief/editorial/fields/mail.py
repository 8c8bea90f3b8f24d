"""Validators of mail addresses, hosts and whole numbers in the section `mail` of `brief.yaml`."""

from __future__ import annotations

import re
from typing import NamedTuple

from brief.editorial.fields.invalid_value import InvalidValue, invalid_value, read_scalar
from brief.findings.message import shorten

_HOST = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_MAILBOX = re.compile(r"(?P<name>[^<>\r\n]*)<(?P<address>[^<>\s]+)>|(?P<alone>[^<>\s]+@[^<>\s]+)")
MAX_WHOLE_NUMBER = 1_000_000


class Mailbox(NamedTuple):
    """A mail address with the name shown for it (RFC 5322, 3.4)."""

    name: str
    address: str


def read_address(value: object) -> str:
    """Return a mail address without a name; its domain may exist only in a local network."""
    text = read_scalar(value, "a mail address", "news@example.org")
    return _check_address(text, "news@example.org")


def read_mailbox(value: object) -> Mailbox:
    """Return a name and a mail address written as `Institute of Ports <news@example.org>`."""
    example = "Institute of Ports <news@example.org>"
    text = read_scalar(value, "a name and a mail address", example)
    match = _MAILBOX.fullmatch(text)
    if not match:
        message = f"`{shorten(text)}` is not a name with a mail address"
        raise invalid_value("bad-address", message, f"write it as `{example}`")
    name = " ".join((match["name"] or "").strip('"').split())
    return Mailbox(name, _check_address(match["address"] or match["alone"], example))


def _check_address(text: str, example: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(
            text, check_deliverability=False, test_environment=True, globally_deliverable=False
        )
    except EmailNotValidError as problem:
        message = f"`{shorten(text)}` is not a mail address: {str(problem).rstrip('.').lower()}"
        raise invalid_value("bad-address", message, f"write it as `{example}`") from problem
    if "=?" in text:  # programs decode it to another address (RFC 2047)
        message = f"`{shorten(text)}` has the encoding of mail headers (`=?`) in it"
        raise invalid_value("bad-address", message, f"write it as `{example}`")
    if found.ascii_local_part is None:
        message = f"`{shorten(text)}` has letters before the @ that not every mail server accepts"
        raise invalid_value("bad-address", message, "use an address in a–z, 0–9, . and -")
    return f"{found.ascii_local_part}@{found.ascii_domain}"


def read_host(value: object) -> str:
    """Return the name or IPv4 address of a host, in lower case (RFC 1123, 2.1)."""
    text = read_scalar(value, "the name of a server", "smtp.example.org").lower()
    if _HOST.fullmatch(text):
        return text
    message = f"`{shorten(text)}` is not the name of a server"
    remedy = "write the name alone, without protocol or port, for example smtp.example.org"
    raise invalid_value("bad-host", message, remedy)


def read_whole_number(value: object) -> int:
    """Return a whole number from 1 to a million."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = read_scalar(value, "a whole number", "30")
    if re.fullmatch(r"[0-9]{1,7}", text) and 0 < int(text) <= MAX_WHOLE_NUMBER:
        return int(text)
    message = f"`{shorten(text)}` is not a whole number from 1 to {MAX_WHOLE_NUMBER}"
    raise invalid_value("bad-number", message, "write it in digits, for example 30")


def read_https_url(value: object) -> str:
    """Return a web address that begins with https://, in ASCII, to which a path can be added.

    It has no query and no fragment, and no name or password, which every reader would see.
    """
    text = read_scalar(value, "a web address", "https://news.example.org/mail")
    if re.fullmatch(r"https://[!-~]+", text) and not re.search(r"""[#?<>"\\^`{|}]""", text):
        host = text.removeprefix("https://").partition("/")[0]
        try:
            read_host(host if "@" in host else host.partition(":")[0])
        except InvalidValue:
            pass
        else:
            return text
    message = f"`{shorten(text)}` is not a secure web address"
    raise invalid_value("bad-url", message, "write it as https://news.example.org/mail")
