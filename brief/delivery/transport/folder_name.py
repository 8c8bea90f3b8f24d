"""Strings of IMAP commands: quoted, and names of folders in their own encoding."""

from __future__ import annotations

import re
from base64 import b64encode

_ASCII_RUN = re.compile(r"[ -~]+")
MAX_QUOTED = 1000


def quote_text(text: str) -> str:
    """Return a quoted string (RFC 3501, 4.3); ValueError if it is not printable ASCII."""
    if len(text) > MAX_QUOTED or not (text.isascii() and text.isprintable()):
        msg = "the text of an IMAP search is not short and printable ASCII"
        raise ValueError(msg)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def encode_folder_name(name: str) -> str:
    """Return the name of a folder in modified UTF-7 (RFC 3501, 5.1.3)."""
    parts: list[str] = []
    position = 0
    for run in _ASCII_RUN.finditer(name):
        parts += [_encode_run(name[position : run.start()]), run[0].replace("&", "&-")]
        position = run.end()
    return "".join([*parts, _encode_run(name[position:])])


def _encode_run(text: str) -> str:
    if not text:
        return ""
    encoded = b64encode(text.encode("utf-16-be")).decode("ascii").rstrip("=")
    return f"&{encoded.replace('/', ',')}-"
