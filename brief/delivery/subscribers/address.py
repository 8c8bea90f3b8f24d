"""Mail addresses of subscribers: validated, with the domain in ASCII, compared without case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from brief.findings.message import Message, shorten

MAX_ADDRESS_LENGTH = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
MAX_LOCAL_LENGTH = 64  # RFC 5321, 4.5.3.1.1
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_PLAIN_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")  # dot-atom of RFC 5322, 3.2.3
_NAME_AND_ADDRESS = re.compile(r"[^<>]*<[^<>\s]+@[^<>\s]+>")
REMEDY = "write it as `reader@example.org`"


@dataclass(frozen=True, slots=True)
class Address:
    """A valid address; `is_local`: its domain is one for tests (RFC 6761, 6.2)."""

    text: str
    is_local: bool = False

    @property
    def key(self) -> str:
        """The form by which addresses are compared."""
        return self.text.lower()

    @property
    def domain(self) -> str:
        """The part after the @, in ASCII."""
        return self.text.rpartition("@")[2]


def read_address(text: str) -> Address | Message:
    """Return an address, or the message why this text cannot be one.

    Quoted local parts, comments and addresses in brackets are refused: they are valid by RFC 5321,
    but used almost only to attack programs. A local part outside ASCII is kept, in Unicode form C:
    whether a server accepts it (RFC 6531) is known only when sending.
    """
    if len(text) > 2 * MAX_ADDRESS_LENGTH:
        return _refuse_address(text, f"it is longer than {MAX_ADDRESS_LENGTH} characters")
    if "=?" in text:  # programs decode it to another address (RFC 2047)
        return _refuse_address(text, "it has the encoding of mail headers (`=?`) in it")
    local, _, domain = text.rpartition("@")
    if not _PLAIN_LOCAL.fullmatch(local) or len(local) > MAX_LOCAL_LENGTH:
        return _read_unusual_address(text)
    checked = _read_domain(domain)
    if isinstance(checked, str):
        return _refuse_address(text, checked)
    address = Address(f"{local}@{checked[0]}", checked[1])
    if len(address.text) > MAX_ADDRESS_LENGTH:
        return _refuse_address(text, f"it is longer than {MAX_ADDRESS_LENGTH} characters")
    return address


@lru_cache(maxsize=100_000)
def _read_domain(domain: str) -> tuple[str, bool] | str:
    """Return a domain in ASCII and whether it is local, or the reason to refuse it."""
    checked = _validate(f"x@{domain}")
    return checked if isinstance(checked, str) else (checked[1], checked[2])


def _read_unusual_address(text: str) -> Address | Message:
    if _NAME_AND_ADDRESS.fullmatch(text):
        reason = "it is a name with an address"
        return _refuse_address(text, reason, "put name and address into separate columns")
    checked = _validate(text)
    if isinstance(checked, str):
        return _refuse_address(text, checked)
    local, domain, is_local = checked
    return Address(f"{local}@{domain}", is_local)


def _validate(text: str) -> tuple[str, str, bool] | str:
    """Return local part, domain in ASCII, and whether it is local; or a reason to refuse it."""
    from email_validator import EmailNotValidError, validate_email

    if re.search(r"\s", text):
        return "it has a space or a line break in it"
    try:
        found = validate_email(text, check_deliverability=False, strict=True)
    except EmailNotValidError as problem:
        try:
            found = validate_email(
                text, check_deliverability=False, strict=True, test_environment=True
            )
        except EmailNotValidError:
            return _shorten_reason(str(problem))
        return found.local_part, found.ascii_domain, True
    return found.local_part, found.ascii_domain, False


def _shorten_reason(sentence: str) -> str:
    reason = sentence.rstrip(".").replace("@-sign", "@").replace("email address", "address")
    return reason[:1].lower() + reason[1:]


def _refuse_address(text: str, reason: str, remedy: str = REMEDY) -> Message:
    return Message(
        "subscriber-address", f"`{shorten(text)}` is not a mail address: {reason}", remedy
    )
