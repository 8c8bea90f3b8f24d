"""Certificates for the test servers: the right one, one for another host, one of nobody known."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import trustme

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Certificates:
    """PEM files: `ca` is for `ca_file`, `chain` has the certificate with its private key."""

    ca: Path
    chain: Path
    wrong_host: Path
    unknown_ca: Path

    @classmethod
    def make(cls, folder: Path) -> Self:
        """Issue the certificates for localhost and 127.0.0.1 into a folder."""
        authority, stranger = trustme.CA(), trustme.CA()
        made = cls(*(folder / name for name in ("ca.pem", "good.pem", "wrong.pem", "other.pem")))
        authority.cert_pem.write_to_path(str(made.ca))
        for path, issuer, names in (
            (made.chain, authority, ("localhost", "127.0.0.1")),
            (made.wrong_host, authority, ("mail.example.com",)),
            (made.unknown_ca, stranger, ("localhost", "127.0.0.1")),
        ):
            issuer.issue_cert(*names).private_key_and_cert_chain_pem.write_to_path(str(path))
            path.chmod(0o600)
        return made


def make_server_context(chain: Path) -> ssl.SSLContext:
    """Return the TLS context of a server with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    return context
