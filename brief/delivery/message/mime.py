"""Assemble the parts of a message (RFC 2045, 2046, 2183, 2231): texts, images, and the PDF."""

from __future__ import annotations

import binascii
import re
import unicodedata
from base64 import encodebytes
from dataclasses import dataclass
from urllib.parse import quote

MAX_FILE_NAME = 60  # characters
MAX_FILE_BYTES = 200  # of UTF-8; file systems take 255, with the language and `.pdf`
_FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*]')  # by Windows


MAX_BOUNDARY = 70  # RFC 2046, 5.1.1
BASE64_LINE = 57  # bytes that become a line of 76 characters


@dataclass(frozen=True, slots=True)
class AttachedPdf:
    """The part with a PDF: its headers, all whole lines of base64, and the bytes that follow."""

    head: bytes
    lines: bytes
    rest: bytes

    def encode(self, update: bytes = b"") -> bytes:
        """Return the part; `update` is added to the PDF, for a personal copy."""
        return self.head + self.lines + _encode_base64(self.rest + update)


@dataclass(frozen=True, slots=True)
class FixedParts:
    """The encoded parts that all messages in a language share."""

    images: tuple[bytes, ...]
    attachment: AttachedPdf | None


def make_file_name(title: str, tag: str) -> str:
    """Return the name of an attached PDF, from the title: every file system accepts it."""
    plain = "".join(c if unicodedata.category(c)[0] != "C" else "" for c in title)
    plain = " ".join(_FORBIDDEN_IN_NAMES.sub(" ", plain).split())
    if len(plain) > MAX_FILE_NAME:
        shortened, _, _ = plain[: MAX_FILE_NAME + 1].rpartition(" ")
        plain = shortened or plain[:MAX_FILE_NAME]
    while len(plain.encode("utf-8")) > MAX_FILE_BYTES:
        plain = plain[:-1]
    return f"{plain.rstrip(' .,;–-') or 'briefing'} ({tag}).pdf"


def encode_pdf(pdf: bytes, name: str, fallback: str) -> AttachedPdf:
    """Return the part with the PDF; `fallback` is its name in ASCII, for old programs."""
    shown = ""
    if name.isascii():
        fallback = name
    else:  # first, since several libraries take the first of the two
        shown = f"filename*=utf-8''{quote(name, safe='')};\r\n "
    head = (
        f'Content-Type: application/pdf;\r\n name="{fallback}"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment;\r\n {shown}filename="{fallback}"\r\n\r\n'
    )
    whole = len(pdf) // BASE64_LINE * BASE64_LINE
    return AttachedPdf(head.encode("ascii"), _encode_base64(pdf[:whole]), pdf[whole:])


def encode_png(png: bytes, name: str, content_id: str) -> bytes:
    """Return the part with an image that the HTML shows."""
    head = (
        f'Content-Type: image/png; name="{name}.png"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-ID: <{content_id}>\r\n"
        f'Content-Disposition: inline; filename="{name}.png"\r\n\r\n'
    )
    return head.encode("ascii") + _encode_base64(png)


def encode_text_part(text: str, kind: str, parameters: str = "") -> bytes:
    """Return a text part in the encoding that makes it shorter: quoted-printable or base64."""
    raw = text.encode("utf-8")
    quoted = binascii.b2a_qp(raw, istext=True)
    if len(quoted) > 4 * len(raw) // 3:
        name, body = "base64", encodebytes(raw.replace(b"\n", b"\r\n"))
    else:
        name, body = "quoted-printable", quoted
    head = (
        f"Content-Type: text/{kind}; charset=utf-8{parameters}\r\n"
        f"Content-Transfer-Encoding: {name}\r\n\r\n"
    )
    return head.encode("ascii") + body.replace(b"\n", b"\r\n")


def assemble(
    plain: bytes, html: bytes, parts: FixedParts, delivery_id: str, update: bytes = b""
) -> bytes:
    """Return the body with its own headers, the first of which is Content-Type.

    `update` is added to the attached PDF.
    The boundaries contain the delivery id, as far as there is room, and begin with `=_`, which
    neither encoding can produce.
    """
    shown = html
    if parts.images:
        shown = _join("related", [html, *parts.images], delivery_id, '; type="text/html"')
    body = _join("alternative", [plain, shown], delivery_id)
    if parts.attachment is None:
        return body
    return _join("mixed", [body, parts.attachment.encode(update)], delivery_id)


def _join(kind: str, parts: list[bytes], delivery_id: str, parameters: str = "") -> bytes:
    boundary = f"=_{kind}_{delivery_id}"[:MAX_BOUNDARY].encode("ascii")
    head = b'Content-Type: multipart/%s%s;\r\n boundary="%s"\r\n\r\n' % (
        kind.encode("ascii"),
        parameters.encode("ascii"),
        boundary,
    )
    line = b"--" + boundary
    # the line end before a boundary belongs to the boundary (RFC 2046, 5.1.1)
    inner = b"".join(b"%s\r\n%s\r\n" % (line, part) for part in parts)
    return b"%s%s%s--\r\n" % (head, inner, line)


def _encode_base64(content: bytes) -> bytes:
    return encodebytes(content).replace(b"\n", b"\r\n")
