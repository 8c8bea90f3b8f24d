"""Encryption: certificates and host names are verified, and plain text stays on this machine."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from brief.delivery.transport.transport_error import TransportError
from brief.editorial.models.mail import LOOPBACK
from brief.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.models.mail import MailServer

SMTP_PORTS = {"starttls": 587, "tls": 465, "none": 25}
IMAP_PORTS = {"starttls": 143, "tls": 993, "none": 143}


def make_tls_context(server: MailServer, root: Path) -> ssl.SSLContext:
    """Return the context of a client: the system's authorities and that of `ca_file`.

    A `ca_file` outside the project, missing or unreadable raises ProjectError.
    """
    context = ssl.create_default_context()
    if server.ca_file is None:
        return context
    path = (root / server.ca_file).resolve()
    if not path.is_relative_to(root.resolve()):
        msg = f"`ca_file: {server.ca_file}` is outside the project"
        raise ProjectError(msg, "copy the certificate into the project")
    try:
        context.load_verify_locations(path)
    except (OSError, ssl.SSLError) as problem:
        reason = "does not exist" if isinstance(problem, FileNotFoundError) else "cannot be read"
        msg = f"`ca_file: {server.ca_file}` {reason}"
        remedy = "give a PEM file with the certificate of the authority, below the project's root"
        raise ProjectError(msg, remedy) from problem
    return context


def require_encryption(server: MailServer) -> None:
    """Raise an error if mails or a password would leave this machine in plain text."""
    if server.encryption == "none" and server.host not in LOOPBACK:
        msg = f"{server.host} would get mails in plain text"
        raise TransportError(msg, "write `encryption: starttls` or `tls`", "mail-not-encrypted")


def explain_tls_problem(name: str, problem: Exception) -> TransportError:
    """Return the error for a handshake that failed."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        msg = f"the certificate of {name} is not valid: {problem.verify_message}"
        remedy = (
            "check `host`; if the server has a certificate of your own authority, name it in "
            "`ca_file`"
        )
    else:
        reason = getattr(problem, "reason", None) or str(problem)
        msg = f"no encrypted connection to {name}: {reason}"
        remedy = "check `port` and `encryption`: 587 has STARTTLS, 465 and 993 have TLS"
    return TransportError(msg, remedy, "mail-tls")
