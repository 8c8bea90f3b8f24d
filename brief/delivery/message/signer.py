"""Sign messages with DKIM (RFC 6376): RSA with SHA-256, both canonicalizations relaxed.

The same message gets the same signature: it has no time (`t=`), and RSA with PKCS #1 v1.5 has no
random part. Message-ID and Date are not signed, since some relays replace them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from brief.errors import ContentError, SetupError
from brief.findings import Place, error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from hashlib import _Hash as HASH

    from brief.editorial.models.mail import Dkim
    from brief.project import Project

SIGNED = (
    *("From", "To", "Subject", "Reply-To", "MIME-Version", "Content-Type"),
    *("List-ID", "List-Unsubscribe", "List-Unsubscribe-Post", "X-Brief-Delivery"),
)
"""The headers that are signed if present; From is named once more, so that none can be added."""

LINE = 72
OTHERS_MAY_READ = 0o077
LEAST_BITS = 1024  # RFC 8301, 3.2; Gmail refuses shorter keys
_FIELD = re.compile(rb"([!-9;-~]+):((?:[^\r\n]|\r\n[ \t])*)\r\n")
_SPACES = re.compile(rb"[ \t]+")


class Signer(Protocol):
    """Signs a message."""

    def sign(self, content: bytes) -> bytes:
        """Return the message with a signature header before the others."""


class DkimSigner:
    """Signs for a domain; `sign_hash` returns the RSA signature of a SHA-256 hash object."""

    def __init__(self, domain: str, selector: str, sign_hash: Callable[[HASH], bytes]) -> None:
        self._domain, self._selector, self._sign_hash = domain, selector, sign_hash

    def sign(self, content: bytes) -> bytes:
        """Return the message with its DKIM-Signature header first."""
        head, _, body = content.partition(b"\r\n\r\n")
        headers = {name.lower(): (name, value) for name, value in _FIELD.findall(head + b"\r\n")}
        names = [name for name in SIGNED if name.lower().encode("ascii") in headers]
        signed = ":".join(["From", *names])
        body_hash = b64encode(sha256(_relax_body(body)).digest()).decode("ascii")
        field = (
            f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={self._domain}; s={self._selector};\r\n"
            f"\th={_fold(signed, ':')};\r\n\tbh={body_hash};\r\n\tb="
        )
        digest = sha256()
        for name in names:
            digest.update(_relax_header(*headers[name.lower().encode("ascii")]) + b"\r\n")
        digest.update(_relax_header(b"DKIM-Signature", field.encode("ascii")))
        signature = b64encode(self._sign_hash(digest)).decode("ascii")
        lines = [signature[at : at + LINE] for at in range(0, len(signature), LINE)]
        whole = "\r\n\t ".join([f"DKIM-Signature: {field}{lines[0]}", *lines[1:]])
        return f"{whole}\r\n".encode("ascii") + content


def open_signer(project: Project, dkim: Dkim) -> Signer:
    """Return the signer with the key that the settings name.

    Raises SetupError if dkimpy is not installed, or if other users can read the key; ContentError
    if the file is missing, outside of the project, or not an RSA key.
    """
    try:
        from dkim.crypto import parse_pem_private_key
    except ImportError as problem:
        msg = "brief cannot sign mails: the package dkimpy is not installed"
        remedy = "install it with `pip install briefpress[dkim]`, or remove `dkim` from brief.yaml"
        raise SetupError(msg, remedy) from problem
    pem = _read_key(project, dkim.key_file)
    try:
        key = parse_pem_private_key(pem.replace(b"\r\n", b"\n"))
        bits = int(key["modulus"]).bit_length()
    except Exception:  # noqa: BLE001 - dkimpy's own errors, which may quote parts of the key
        bits = 0
    if bits < LEAST_BITS:
        fault = (
            f"has {bits} bits, which is too short" if bits else "is not a private RSA key in PEM"
        )
        remedy = f"make one with `openssl genrsa -out {dkim.key_file} 2048`"
        raise _refuse(project, f"the key {dkim.key_file} {fault}", remedy)
    return DkimSigner(dkim.domain, dkim.selector, _choose_rsa(pem, key))


def _choose_rsa(pem: bytes, key: Mapping[str, int]) -> Callable[[HASH], bytes]:
    """Return the function that signs a hash: by OpenSSL if it can be used, otherwise by dkimpy.

    Both give the same signature; dkimpy takes 8 ms for it, OpenSSL less than one.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        loaded = load_pem_private_key(pem, None)
    except (ImportError, ValueError):  # ValueError: a form of PEM that only dkimpy reads
        loaded = None
    else:
        if isinstance(loaded, RSAPrivateKey):
            private, padding, prehashed = loaded, PKCS1v15(), Prehashed(SHA256())
            return lambda digest: private.sign(digest.digest(), padding, prehashed)
    from dkim.crypto import RSASSA_PKCS1_v1_5_sign

    return lambda digest: bytes(RSASSA_PKCS1_v1_5_sign(digest, key))


def _read_key(project: Project, name: str) -> bytes:
    root = project.root.resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        message = f"the key {name} lies outside of the project"
        raise _refuse(project, message, "put the file into the project, for example delivery/")
    try:
        mode, pem = path.stat().st_mode, path.read_bytes()
    except OSError as problem:
        message = f"the key {name} cannot be read: {problem.strerror or problem}"
        raise _refuse(project, message, "write its path, relative to brief.yaml") from problem
    if mode & OTHERS_MAY_READ:
        msg = f"other users of this machine can read the key {name}"
        raise SetupError(msg, f"run `chmod 600 {name}`")
    return pem


def _refuse(project: Project, message: str, remedy: str) -> ContentError:
    from brief.editorial.fields.reader import try_read_model
    from brief.editorial.models.settings import Settings

    file = project.settings_file
    place = Place(project.display_path(file))
    if file.is_file():
        places = try_read_model(file, project, Settings).places
        place = places.value_place("mail", "dkim", "key_file")
    return ContentError([error("dkim-key", message, remedy, place)])


def _relax_header(name: bytes, value: bytes) -> bytes:
    """Return a header in relaxed form (RFC 6376, 3.4.2), without its line end."""
    unfolded = _SPACES.sub(b" ", value.replace(b"\r\n", b""))
    return name.lower().strip() + b":" + unfolded.strip()


def _relax_body(body: bytes) -> bytes:
    """Return a body in relaxed form (RFC 6376, 3.4.4)."""
    # regular expressions would take 4 ms for a message with a PDF, this takes less than one
    relaxed = body.replace(b"\t", b" ")
    while b"  " in relaxed:
        relaxed = relaxed.replace(b"  ", b" ")
    relaxed = relaxed.replace(b" \r\n", b"\r\n").rstrip(b"\r\n")
    return relaxed + b"\r\n" if relaxed else b""


def _fold(text: str, separator: str) -> str:
    """Return a list folded into lines."""
    lines: list[str] = []
    line = ""
    for item in text.split(separator):
        piece = f"{separator}{item}" if line or lines else item
        if len(line) + len(piece) > LINE:
            lines.append(line)
            line = ""
        line += piece
    return "\r\n\t ".join([*lines, line])
