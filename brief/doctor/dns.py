"""Look-ups in the domain name system, and the records of a sender: SPF, DKIM, DMARC."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 5.0
MAX_SPF_LOOKUPS = 10  # RFC 7208, 4.6.4
MAX_LABELS = 8  # RFC 9989, 4.10: the most queries of the tree walk
_SPF_LOOKUP = re.compile(r"[+?~-]?(?:(include|exists):(\S+)|(a|mx|ptr)(?:[:/].*)?)")


class DnsUnavailableError(Exception):
    """No name server answers."""


class Dns(Protocol):
    """Look-ups that tests replace. Each raises DnsUnavailableError."""

    def texts(self, name: str) -> list[str]:
        """Return the TXT records of a name."""

    def mail_servers(self, name: str) -> list[str]:
        """Return the mail servers of a domain (MX)."""


class SystemDns:
    """The name servers of this machine, asked with dnspython."""

    def texts(self, name: str) -> list[str]:
        """Return the TXT records of a name, each with its parts joined."""
        records = self._resolve(name, "TXT")
        return [b"".join(record.strings).decode("utf-8", "replace") for record in records]

    def mail_servers(self, name: str) -> list[str]:
        """Return the mail servers of a domain (MX), without "." for a domain that gets no mail."""
        hosts = (str(record.exchange).rstrip(".") for record in self._resolve(name, "MX"))
        return [host for host in hosts if host]

    def _resolve(self, name: str, kind: str) -> list[Any]:
        try:
            from dns.exception import DNSException
            from dns.resolver import NXDOMAIN, NoAnswer, Resolver
        except ImportError as problem:
            raise DnsUnavailableError from problem
        try:
            return list(Resolver().resolve(name, kind, lifetime=SECONDS))
        except (NXDOMAIN, NoAnswer):
            return []
        except (DNSException, OSError, ValueError) as problem:
            raise DnsUnavailableError from problem


def read_tags(record: str) -> dict[str, str]:
    """Return the tags of a record such as `v=DMARC1; p=none` (RFC 6376, 3.2)."""
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, found, value in pairs if found}


def find_dmarc(dns: Dns, domain: str) -> tuple[str, str]:
    """Return the DMARC record for a domain and where it is; ("", "") without one.

    The walk goes from the domain to its parents (RFC 9989, 4.10).
    """
    labels = domain.split(".")
    starts = [0, *range(max(1, len(labels) - MAX_LABELS + 1), len(labels))]
    for start in starts:
        name = ".".join(labels[start:])
        texts = dns.texts(f"_dmarc.{name}")
        records = [it for it in texts if re.match(r"v\s*=\s*DMARC1\s*(;|$)", it)]
        if len(records) == 1:
            return records[0], name
    return "", ""


def find_spf(dns: Dns, domain: str) -> list[str]:
    """Return the SPF records of a domain; exactly one is valid (RFC 7208, 4.5)."""
    return [it for it in dns.texts(domain) if re.match(r"v=spf1(?: |$)", it, re.IGNORECASE)]


def count_spf_lookups(dns: Dns, record: str, depth: int = 0) -> int:
    """Return how many look-ups a receiver needs for a record, at most a few over the limit."""
    count = 0
    for term in record.split()[1:]:
        lowered = term.lower()
        match = _SPF_LOOKUP.fullmatch(lowered)
        target = match[2] if match and match[1] == "include" else ""
        if lowered.startswith("redirect="):
            target = lowered.removeprefix("redirect=")
        if not match and not target:
            continue
        count += 1
        if target and "%" not in target and depth < MAX_SPF_LOOKUPS:
            found = find_spf(dns, target)
            count += count_spf_lookups(dns, found[0], depth + 1) if found else 0
        if count > MAX_SPF_LOOKUPS:
            break
    return count


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public key of a DKIM record; `bits` is 0 for a key that is not RSA."""

    content: bytes
    bits: int

    def matches(self, private_key: bytes) -> bool:
        """Return whether a private RSA key in PEM belongs to it: both contain the modulus."""
        modulus = max(_integers(self.content), key=len, default=b"")
        match = re.search(rb"-----BEGIN [A-Z ]+-----(.*?)-----END", private_key, re.DOTALL)
        try:
            private = b64decode(b"".join(match[1].split())) if match else b""
        except ValueError:
            return False
        return bool(modulus) and modulus in set(_integers(private))


def read_public_key(tags: dict[str, str]) -> PublicKey | None:
    """Return the key of a DKIM record (RFC 6376, 3.6.1); None if it cannot be read."""
    try:
        content = b64decode("".join(tags.get("p", "").split()), validate=True)
    except ValueError:
        return None
    if tags.get("k", "rsa").lower() != "rsa":
        return PublicKey(content, 0) if content else None
    modulus = max(_integers(content), key=len, default=b"").lstrip(b"\0")
    return PublicKey(content, len(modulus) * 8) if modulus else None


def is_aligned(domain: str, other: str) -> bool:
    """Return whether one domain is the other, or part of it: roughly DMARC's relaxed alignment."""
    first, second = f".{domain.lower()}", f".{other.lower()}"
    return first.endswith(second) or second.endswith(first)


SEQUENCE, INTEGER, BIT_STRING, OCTET_STRING = 0x30, 0x02, 0x03, 0x04
LONG_FORM = 0x80


def _integers(content: bytes) -> Iterator[bytes]:
    """Yield the whole numbers in a key in DER (X.690), at whatever depth."""
    position = 0
    while position + 2 <= len(content):
        tag, length = content[position], content[position + 1]
        position += 2
        if length & LONG_FORM:
            size = length & ~LONG_FORM
            length = int.from_bytes(content[position : position + size])
            position += size
        value = content[position : position + length]
        position += length
        if tag == INTEGER:
            yield value
        elif tag in {SEQUENCE, OCTET_STRING}:
            yield from _integers(value)
        elif tag == BIT_STRING:
            yield from _integers(value[1:])
