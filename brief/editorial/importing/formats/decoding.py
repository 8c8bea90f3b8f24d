"""Detect the format of an imported file, and decode its text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Literal

from brief.editorial.importing.formats.mail import is_mail
from brief.editorial.importing.formats.span_lines import SOFT_HYPHEN
from brief.editorial.importing.formats.word.office_files import ZIP, recognise_other_file
from brief.editorial.importing.legacy_encodings import guess_encoding
from brief.errors import ContentError
from brief.findings import Finding, Place, error, note
from brief.findings.source_text import SourceText, find_damaged_text, find_unprintable

if TYPE_CHECKING:
    from pathlib import Path

Format = Literal["text", "markdown", "html", "mail", "word"]

MIB = 1024 * 1024
MAX_BYTES = 20 * MIB  # of a Word document with pictures
MAX_FORMAT_BYTES = {
    "text": 2 * MIB, "markdown": MAX_BYTES, "html": MAX_BYTES,
    "mail": MAX_BYTES, "word": MAX_BYTES,
}  # fmt: skip
MAX_TEXT = 200_000
# Pictures in Markdown, as Google Docs writes them, have no size limit of their own.
_DATA = re.compile(r"(?i)\bdata:[a-z]+/[\w.+-]+(?:;[\w.=+-]+)*,[\w+/=%.!*'~-]*")
_SUFFIXES: dict[str, Format] = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".docx": "word", ".mdx": "markdown", ".mkd": "markdown",
    ".mdown": "markdown", ".qmd": "markdown", ".rmd": "markdown",
}  # fmt: skip
_HTML = re.compile(rb"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b")
MAX_MAGIC = 4_000
_AS_TEXT = "open it, copy its text into a .txt file, and import that"
_REFUSED_FORMATS = (
    (rb"%PDF", "a PDF", _AS_TEXT),
    (rb"\{\\rtf", "an RTF document", "save it as .docx, and import that"),
    (rb"%!PS", "a PostScript file", _AS_TEXT),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|....ftyp(?:heic|avif)",
     "a picture", "type its text into a .txt file, and import that"),
    (rb"bplist00", "a web archive of Safari", "open it, save it as HTML, and import that"),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!|BZh", "an archive", "unpack it, and import the text in it"),
    (rb"\s*(?:%[^\n]*\n\s*)*\\(?:documentclass|documentstyle|begin\{document\})",
     "a LaTeX document", "convert it to .docx, or copy its text into a .txt file, and import that"),
    (rb"\s*BEGIN:V(?:CALENDAR|CARD)", "a calendar or an address card", _AS_TEXT),
    (rb'\s*\{\s*"(?:cells|nbformat|metadata)"', "a notebook of Jupyter", _AS_TEXT),
    (rb"\s*-----BEGIN PGP MESSAGE", "an encrypted message", "decrypt it, and import the text"),
)  # fmt: skip
_CONVERT = "convert it to .docx, .html or .md, or copy its text into a .txt file; import that"
_REFUSED_SUFFIXES = {
    ".rst": "a reStructuredText file", ".adoc": "an AsciiDoc file",
    ".asciidoc": "an AsciiDoc file", ".org": "an Org file", ".wiki": "a wiki page",
    ".mediawiki": "a wiki page", ".textile": "a Textile file", ".typ": "a Typst file",
    ".tex": "a LaTeX document", ".texi": "a Texinfo file", ".icml": "an InDesign text",
    ".yaml": "a YAML file", ".yml": "a YAML file", ".json": "a JSON file", ".csv": "a table",
    ".tsv": "a table", ".srt": "a file of subtitles", ".vtt": "a file of subtitles",
    ".opml": "an outline", ".xml": "an XML file", ".rss": "a news feed", ".svg": "a drawing",
    ".fb2": "an e-book", ".enex": "an export of Evernote", ".url": "an address of a page",
    ".webloc": "an address of a page", ".gdoc": "an address of a Google document",
}  # fmt: skip
_CHARSET = re.compile(rb"""(?i)<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""")
_HEAD = 1024  # HTML standard, 13.2.3.2: a page declares its encoding in its first 1,024 bytes
# Encodings of web pages, by Python's names; Python also has codecs that are not for text.
_PAGE_ENCODINGS = re.compile(
    r"cp[0-9]+|iso8859-[0-9]+|koi8-[ru]|mac-\w+|gb\w+|big5\w*|shift_jis\w*|euc_\w+|tis-620"
)
# Form feed, vertical tab and NEL end a line; offsets stay the same.
_LINE_ENDS = str.maketrans("\x0b\x0c\x85\u2028\u2029", "\n\n\n\n\n")
# Between words of Thai or Japanese, a space without a width says where a line may end.
_INVISIBLE = re.compile(
    "\ufeff|(?m:^[\u200b\u200e\u200f\u2060]+|[\u200b\u200e\u200f\u2060]+$)"
    "|(?<=[\\s!-\u052f])[\u200b\u2060]|[\u200b\u2060](?=[\\s!-\u052f])"
)
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def detect_format(path: Path, raw: bytes, shown: str) -> Format:
    """Return the format of a file, by its content first and its name second.

    Raises ContentError for formats that are not imported, and for files that are too large.
    """
    for magic, what, remedy in _REFUSED_FORMATS:
        if re.match(magic, raw[:MAX_MAGIC], re.DOTALL):
            message = f"{shown} is {what}, which is not imported"
            raise ContentError([error("format-not-imported", message, remedy, Place(shown))])
    if other := recognise_other_file(raw):
        message = f"{shown} {other.problem}"
        raise ContentError([error("format-not-imported", message, other.remedy, Place(shown))])
    if raw.startswith(ZIP):
        return "word"
    suffix = path.suffix.lower()
    if what := _REFUSED_SUFFIXES.get(suffix, ""):
        message = f"{shown} is {what}, which is not imported"
        raise ContentError([error("format-not-imported", message, _CONVERT, Place(shown))])
    by_name = "mail" if is_mail(suffix, raw) else _SUFFIXES.get(suffix, "text")
    if by_name == "word":
        message = f"{shown} is named like a Word document, but is not one"
        remedy = "open it in the program that it comes from, and save it as .docx"
        raise ContentError([error("format-not-imported", message, remedy, Place(shown))])
    kind: Format = "html" if by_name == "text" and _HTML.match(raw) else by_name
    if len(raw) > MAX_FORMAT_BYTES[kind]:
        message = f"{shown} is larger than {MAX_FORMAT_BYTES[kind] // MIB} MiB, and no briefing is"
        remedy = "import the part of it that is the text"
        raise ContentError([error("file-too-large", message, remedy, Place(shown))])
    return kind


def decode_text(raw: bytes, shown: str, *, is_html: bool = False) -> tuple[str, list[Finding]]:
    """Return the text of a file, with newlines as line ends, and findings about it.

    Soft hyphens are removed: the page is hyphenated by its language's rules. So are byte order
    marks, and spaces without a width and marks of direction where nothing needs them.

    Raises ContentError for bytes that are not text, an empty text, and unprintable characters,
    each with its place.
    """
    text, findings = _decode_bytes(raw, shown, is_html=is_html)
    text = text if is_html else _DATA.sub("data:,", text)
    if not is_html and len(text) > MAX_TEXT:
        message = f"{shown} has {len(text)} characters, and a page has room for about 5,000"
        remedy = "import the part of it that is the text"
        raise ContentError([error("too-long", message, remedy, Place(shown))])
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    source = SourceText(shown, text)
    controls = find_unprintable(source)
    if controls:
        raise ContentError(controls)
    if not text.strip():
        message, remedy = f"{shown} is empty", "put the text into it, or name another file"
        raise ContentError([error("empty-file", message, remedy, Place(shown))])
    findings += find_damaged_text(source)
    return _INVISIBLE.sub("", text.replace(SOFT_HYPHEN, "")), findings


def _decode_bytes(raw: bytes, shown: str, *, is_html: bool) -> tuple[str, list[Finding]]:
    """Decode by byte order mark, as UTF-16 or UTF-8, by HTML declaration, or by a guess."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decode_strictly(raw[len(mark) :], encoding, shown), []
    if wide := _guess_utf16(raw):
        return _decode_strictly(raw, wide, shown), [_assumed_encoding_note(shown, wide.upper())]
    if b"\x1b$" in raw[:_HEAD] and raw.isascii() and (guessed := guess_encoding(raw)):
        return _decode_strictly(raw, guessed[0], shown), [_assumed_encoding_note(shown, guessed[1])]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    named = _declared_encoding(raw) if is_html else None
    if named:
        return _decode_strictly(raw, named, shown), []
    encoding, name = guess_encoding(raw) or ("cp1252", "Windows-1252")
    return _decode_strictly(raw, encoding, shown), [_assumed_encoding_note(shown, name)]


def _declared_encoding(raw: bytes) -> str | None:
    """Return Python's name of the encoding that an HTML page declares, if Python knows it.

    Latin-1 and ASCII mean Windows-1252 on the web (Encoding standard, 4.2).
    """
    found = _CHARSET.search(raw[:_HEAD])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return None
    if name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return name if _PAGE_ENCODINGS.fullmatch(name) else None


def _guess_utf16(raw: bytes) -> str | None:
    """Return the UTF-16 codec of Latin text without a mark: every other byte is zero."""
    head = raw[:1000]
    if len(head) < 4 or head.count(0) * 3 < len(head):  # noqa: PLR2004 - two letters
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _decode_strictly(raw: bytes, encoding: str, shown: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        message = f"{shown} is not readable text: byte {problem.start + 1} fits no encoding"
        remedy = "open it in the program that it comes from, and save it as text in UTF-8"
        raise ContentError([error("not-text", message, remedy, Place(shown))]) from problem


def _assumed_encoding_note(shown: str, encoding: str) -> Finding:
    message = f"{shown} does not say how its characters are encoded: it was read as {encoding}"
    remedy = "check its umlauts and accents; if they are wrong, save the file as UTF-8"
    return note("encoding-assumed", message, remedy, Place(shown))
