"""Read mails (.eml) and saved web pages (.mhtml): the text in them, without heads and quoted mails.

Both are MIME messages (RFC 2045, RFC 2557); a saved page has its pictures as further parts.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import read_url
from brief.editorial.importing.document import ImportedBlock, Manuscript
from brief.editorial.importing.formats.html import read_html
from brief.editorial.importing.formats.plain_text import read_plain_text
from brief.editorial.prose import TextSpan
from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

    Decoder = Callable[[bytes, bool], str]

MAX_HEAD = 64 * 1024
MAX_PARTS = 200
MAX_LISTED = 300
WHY_HEAD = "the head of the mail"
WHY_SIGNATURE = "a signature"
WHY_EARLIER = "an earlier mail"
WHY_OTHER = "another mail in the file: only the first is imported"

_SUFFIXES = frozenset({".eml", ".emlx", ".mht", ".mhtml", ".mbox"})
_HEADER = re.compile(rb"(?m)^([A-Za-z][A-Za-z0-9-]{1,40}):")
_HEAD_NAMES = frozenset(
    (b"from", b"to", b"subject", b"date", b"mime-version", b"content-type", b"message-id",
     b"received", b"return-path", b"reply-to", b"delivered-to", b"snapshot-content-location",
     b"content-transfer-encoding")
)  # fmt: skip
_MBOX_LINE = re.compile(rb"(?m)^From [^\r\n]*\r?\n(?=[A-Za-z][A-Za-z0-9-]*:)")
_PREFIX = re.compile(r"(?i)^(?:(?:re|fwd?|aw|wg|tr|rv|enc|vs|sv|antw|doorst|odp|pd|r|i)\s*:\s*)+")
_FORWARDED = re.compile(r"\s*-{3,}[^\n-]{3,80}-{3,}\s*|\s*_{10,}\s*|Begin forwarded message:\s*")
_NAME = (
    r"\*?(?:From|Sent|Date|To|Cc|Subject|Reply-To|Von|Gesendet|Datum|An|Kopie|Betreff|Antwort an"
    r"|De|Envoyé(?: le)?|À|Objet|Da|Inviato|A|Oggetto|Data|Para|Asunto|Enviado(?: el| em)?|Fecha"
    r"|Assunto|Van|Aan|Onderwerp|Verzonden|Od|Do|Temat|Wysłano|Från|Till|Ämne|Skickat|Til|Emne|Fra"
    r"|Отправлено|От|Кому|Тема|Дата)\*?[ \u00a0]?:\*?"
)
_HEAD_LINE = re.compile(rf"\s*{_NAME}(?:\s|$)")
_HEAD_IN_LINE = re.compile(rf"(?:^|\s){_NAME}(?=\s)")
_HEAD_LINES = 3
_QUOTED = re.compile(r"\s?>")
_ATTRIBUTION = re.compile(r".{10,300}:\s*$")


def is_mail(suffix: str, raw: bytes) -> bool:
    """Return whether a file is a mail or a saved page: by lines of its head, and by its name."""
    head = _cut_count(raw)[:MAX_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    if head.startswith(b"From "):  # the line before a mail in an mbox file
        head = head.partition(b"\n")[2]
    if not _HEADER.match(head):
        return False
    head = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {found[1].lower() for found in _HEADER.finditer(head)} & _HEAD_NAMES
    if suffix in _SUFFIXES:
        return bool(names)
    return len(names) > 1 and bool(names & {b"from", b"mime-version", b"received"})


def read_mail(raw: bytes, shown: str, decode: Decoder) -> Manuscript:
    """Return the text of a mail or a saved page in blocks; its subject is the title.

    `decode` returns the text of bytes, and knows whether they are HTML. Raises ContentError for
    a message without a text, and one with too many parts.
    """
    first, others = _split_mbox(_cut_count(raw))
    message = _parse(first, shown)
    body = message.get_body(("html", "plain"))
    content = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(content, bytes) or not content.strip():
        raise _refusal(shown, "has no text that can be read (it may be encrypted)")
    is_html = body.get_content_type() == "text/html"
    text = decode(_to_utf8(content, body.get_content_charset()), is_html)
    if is_html:
        manuscript = read_html(text, shown)
        _drop_heads(manuscript)
    else:
        taken = Manuscript(shown)
        lines = _own_lines(text.split("\n"), taken)
        manuscript = read_plain_text("\n".join(lines), shown)
        manuscript.left_out = [*taken.left_out, *manuscript.left_out]
    _take_head(message, manuscript)
    for other in others[:MAX_PARTS]:
        manuscript.leave_out(_describe(other), WHY_OTHER)
    if len(others) > MAX_PARTS:
        manuscript.leave_out(f"{len(others) - MAX_PARTS} further mails", WHY_OTHER)
    return manuscript


def _split_mbox(raw: bytes) -> tuple[bytes, list[bytes]]:
    """Return the first mail of a file, and its other ones (RFC 4155)."""
    if not raw.startswith(b"From "):
        return raw, []
    starts = [found.start() for found in _MBOX_LINE.finditer(raw)]
    mails = [raw[start:end] for start, end in pairwise([*starts, len(raw)])] or [raw]
    mails = [re.sub(rb"(?m)^>(>*From )", rb"\1", mail) for mail in mails]
    return mails[0], mails[1:]


def _describe(raw: bytes) -> str:
    """Return sender, day and subject of a mail."""
    from email import message_from_bytes
    from email.policy import default

    try:
        head = message_from_bytes(raw[:MAX_HEAD], policy=default)
        named = [" ".join(str(head[name] or "").split()) for name in ("From", "Date", "Subject")]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return "a mail that cannot be read"
    return ", ".join(filter(None, named))[:MAX_LISTED]


def _cut_count(raw: bytes) -> bytes:
    """Return a mail without the number of bytes that Apple Mail writes above it."""
    first, _, rest = raw[:40].partition(b"\n")
    return raw[len(first) + 1 :] if first.strip().isdigit() and rest else raw


def _parse(raw: bytes, shown: str) -> EmailMessage:
    from email import message_from_bytes
    from email.policy import default

    if raw.lower().count(b"boundary=") > MAX_PARTS:
        raise _refusal(shown, f"has more than {MAX_PARTS} parts")
    try:
        return message_from_bytes(raw.lstrip(b"\r\n"), policy=default)
    except (RecursionError, ValueError, LookupError) as problem:
        raise _refusal(shown, "cannot be read as a mail") from problem


def _refusal(shown: str, problem: str) -> ContentError:
    remedy = (
        "open it in the program that it comes from, copy its text into a .txt file, and import that"
    )
    return ContentError([error("format-not-imported", f"{shown} {problem}", remedy, Place(shown))])


def _to_utf8(content: bytes, charset: str | None) -> bytes:
    """Return bytes in UTF-8 if they are in the encoding that they declare, else as they are."""
    try:
        return content.decode(charset).encode() if charset else content
    except (LookupError, ValueError):
        return content


def _take_head(message: EmailMessage, manuscript: Manuscript) -> None:
    """Take the title and the address of a page from the head, and list its other lines."""
    try:
        subject = " ".join(str(message["subject"] or "").split())
        named = [
            (name, " ".join(str(message[name] or "").split())) for name in ("From", "To", "Date")
        ]
        files = [part.get_filename() or "" for part in message.iter_attachments()]
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, KeyError):
        subject, named, files = (
            "",
            [],
            [],
        )  # a damaged head: the library raises errors of many kinds
    title = "".join(sign for sign in _PREFIX.sub("", subject) if sign.isprintable()).strip()
    has_title = any(block.kind == "heading" and block.level == 1 for block in manuscript.blocks)
    if title and not has_title:
        manuscript.blocks.insert(0, ImportedBlock("heading", (TextSpan(title),), 0, 1))
    elif title and all(block.text != title for block in manuscript.blocks):
        manuscript.leave_out(f"Subject: {title}"[:MAX_LISTED], WHY_HEAD)
    for name, value in named:
        if value and "Saved by" not in value:
            manuscript.leave_out(f"{name}: {value}"[:MAX_LISTED], WHY_HEAD)
    for name in files:
        manuscript.leave_out(name[:MAX_LISTED], "an attachment")
    address = str(message["snapshot-content-location"] or message["content-location"] or "")
    if address and not manuscript.url:
        try:
            manuscript.url = read_url(address.strip())
        except InvalidValue:
            manuscript.url = ""


def _own_lines(lines: list[str], taken: Manuscript) -> list[str]:
    """Return the lines of a mail without signature, quoted mails, and heads of forwarded ones."""
    end = next(
        (n for n, line in enumerate(lines) if line.rstrip("\r") in {"-- ", "--"}), len(lines)
    )
    if signature := " ".join(" ".join(lines[end + 1 :]).split()):
        taken.leave_out(signature[:MAX_LISTED], WHY_SIGNATURE)
    lines = lines[:end]
    is_quote = [bool(_QUOTED.match(line)) for line in lines]
    if sum(is_quote) * 2 > sum(bool(line.strip()) for line in lines):
        # Most of the mail is a quotation: that is what was forwarded.
        lines = [re.sub(r"^(?:\s?>)+ ?", "", line) for line in lines]
        is_quote = [False] * len(lines)
    in_head = _mark_heads(lines)
    kept: list[str] = []
    for number, line in enumerate(lines):
        follows = next(
            (n for n in range(number + 1, min(number + 3, len(lines))) if lines[n].strip()), 0
        )
        if in_head[number]:
            taken.leave_out(line.strip()[:MAX_LISTED], WHY_HEAD)
        elif is_quote[number] or (follows and is_quote[follows] and _ATTRIBUTION.match(line)):
            taken.leave_out(line.strip(" >")[:MAX_LISTED], WHY_EARLIER)
        else:
            kept.append(line)
    return kept


def _mark_heads(lines: list[str]) -> list[bool]:
    """Return for each line whether it belongs to the head of a forwarded mail."""
    marked = [False] * len(lines)
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and _HEAD_LINE.match(lines[stop]):
            stop += 1
        if stop - start >= _HEAD_LINES:
            marked[start:stop] = [True] * (stop - start)
            above = next(
                (n for n in range(start - 1, start - 3, -1) if n >= 0 and lines[n].strip()), -1
            )
            if above >= 0 and _FORWARDED.fullmatch(lines[above]):
                marked[above] = True
        start = max(stop, start + 1)
    return marked


def _is_head_line(block: ImportedBlock) -> bool:
    return bool(_HEAD_LINE.match(block.text))


def _drop_heads(manuscript: Manuscript) -> None:
    """Take the heads of earlier mails out of the blocks; they are listed."""
    kept: list[ImportedBlock] = []
    for is_line, group in groupby(manuscript.blocks, _is_head_line):
        blocks = list(group)
        names = sum(len(_HEAD_IN_LINE.findall(block.text)) for block in blocks) if is_line else 0
        for block in blocks:
            if names >= _HEAD_LINES or _FORWARDED.fullmatch(block.text):
                manuscript.leave_out(block.text[:MAX_LISTED], WHY_HEAD)
            else:
                kept.append(block)
    manuscript.blocks = kept
