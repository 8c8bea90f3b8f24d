"""Findings from the engine's log messages, at the line of the style sheet or template.

Messages about a project's own CSS, template or images become findings with a remedy. Unknown
messages are quoted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.findings import Finding, Place, error, warning
from brief.findings.message import shorten
from brief.findings.source_text import SourceText
from brief.findings.suggest import did_you_mean, find_nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from brief.press.job.model import Stylesheet
    from brief.press.job.source_map import SourceMap

COMMENT_OR_STRING = re.compile(r"/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
"""Comments and strings, whose braces are ignored."""
FONT_FAMILY = re.compile(r"font-family\s*:(?P<names>[^;}!]*)")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*?font-family\s*:\s*([^;}]+)")
GENERIC = {
    *("serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji"),
    *("inherit", "initial", "unset", "revert"),
}
REFUSED_FILE = re.compile(r"the file (.*) does not exist|(\S+) (?:is refused|cannot be read)")
FILE_REMEDY = (
    "put the file into the folder of the layout, the brand or the briefing, and write its path "
    "from there: pages load no other files"
)
PREVIEW_LENGTH = 60  # characters of a quoted declaration
IGNORED = re.compile(
    r"(?:Ignored|Deprecated) `(?P<name>[^:`]*):(?P<value>.*)` at \d+:\d+, (?P<why>.*)"
)
REPLACEMENT = re.compile(r"use '([\w-]+)' instead")
POSITION = re.compile(r" at (\d+):(\d+)")
SELECTOR = re.compile(r"Invalid or unsupported selector, (?P<why>.*)")
UNLOADABLE_FONT = re.compile(r"Font-face '(.*)' cannot be loaded")
BROKEN_IMAGE = ("Failed to load image", "Failed to render SVG", "Failed to load inline SVG")
MISSING_GLYPH = re.compile(r"\.notdef glyph rendered .*\((U\+[0-9A-F]+)\)")
DUPLICATE_ANCHOR = re.compile(r"Anchor defined twice: '(.*)'")
MISSING_ANCHOR = re.compile(r"No anchor #(\S+) for|undefined anchor '?([^']*)'?")


def find_stylesheet_mistakes(
    sheets: Sequence[Stylesheet], families: Collection[str]
) -> Iterator[Finding]:
    """Find mistakes that the engine does not report.

    These are a brace that is not closed, a font that is not one of the page's `families`, and a
    variable that no sheet sets.
    """
    set_ = {name for sheet in sheets for name in re.findall(r"(--[\w-]+)\s*:", sheet.text)}
    for sheet in sheets:
        if sheet.shown_path:
            text = COMMENT_OR_STRING.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), sheet.text)
            source = SourceText(sheet.shown_path, sheet.text)
            yield from _find_unclosed_brace(text, source)
            yield from _find_unset_variables(text, source, set_)
            yield from _find_unknown_fonts(text, source, families)


def _find_unset_variables(
    text: str, source: SourceText, names: Collection[str]
) -> Iterator[Finding]:
    for found in re.finditer(r"var\(\s*(--[\w-]+)\s*\)", text):
        if found[1] not in names:
            message = f"`{found[1]}` is not set; the declaration is ignored"
            near = find_nearest(found[1], names)
            remedy = f"did you mean `{near}`?" if near else "set it under :root, or correct it"
            yield warning(
                "style-sheet", message, remedy, source.place_at(found.start(1), found.end(1))
            )


def _find_unclosed_brace(text: str, source: SourceText) -> Iterator[Finding]:
    open_: list[int] = []
    for found in re.finditer("[{}]", text):
        if found[0] == "{":
            open_.append(found.start())
        elif open_:
            open_.pop()
    if open_:
        message = "this brace is not closed; the following rules are ignored"
        yield warning("style-sheet", message, "close it with }", source.place_at(open_[0]))


def _find_unknown_fonts(
    text: str, source: SourceText, families: Collection[str]
) -> Iterator[Finding]:
    own = {name.strip("\"' ").casefold() for name in FONT_FACE.findall(source.text)}
    known = {family.casefold() for family in families} | own | GENERIC
    for found in FONT_FAMILY.finditer(text):
        written = source.text[found.start("names") : found.end("names")]
        for name in re.finditer(r"[^,]+", written):
            family = name[0].strip("\"' \n\t")
            if family and "(" not in family and family.casefold() not in known:
                lead = len(name[0]) - len(name[0].lstrip())
                start = found.start("names") + name.start() + lead
                message = f"the page has no font `{family}`; the name is ignored"
                remedy = f"add it to the brand's fonts, which are {', '.join(sorted(families))}"
                place = source.place_at(start, start + len(name[0].strip()))
                yield warning("style-sheet", message, remedy, place)


def explain_refused_file(
    message: str, source_map: SourceMap, sheets: Sequence[Stylesheet]
) -> Finding:
    """Return the error for a file that the page may not load, at the place that names it."""
    found = REFUSED_FILE.match(message)
    name = (found[1] or found[2]) if found else ""
    place = None
    for shown, text in (
        *((it.shown_path, it.text) for it in sheets if it.shown_path),
        *source_map.templates,
    ):
        at = text.find(name) if name else -1
        if at >= 0:
            place = SourceText(shown, text).place_at(at, at + len(name))
            break
    return error("file-refused", message, FILE_REMEDY, place or source_map.find_template())


def explain_stylesheet_warning(
    message: str, sheet: Stylesheet, properties: Collection[str]
) -> Finding:
    """Return the finding for a message of the engine about a style sheet.

    `properties` are the names of all properties that the engine supports.
    """
    place = _find_position(message, sheet)
    if ignored := IGNORED.match(message):
        return _explain_ignored_declaration(ignored, place, properties)
    if selector := SELECTOR.match(message):
        return _explain_selector(selector["why"], sheet)
    if face := UNLOADABLE_FONT.match(message):
        text = f"the font `{face[1]}` cannot be loaded"
        remedy = "correct the address after `src`"
        return warning("style-sheet", text, remedy, _find_text(face[1], sheet))
    said = POSITION.sub("", message).rstrip(".")
    text = f"a part of the style sheet is ignored: {said}"
    remedy = "it is ignored: correct or remove it"
    if message.startswith(("Parse error", "Error:")):
        text = "the style sheet cannot be read from here"
        remedy = "check for a missing brace, bracket, colon or semicolon here or above"
    elif message.startswith("Failed to load stylesheet"):
        text = "this style sheet imports another one"
        remedy = "put all rules into this file: a page loads only its own style sheets"
    elif "@" in message:
        text = f"a rule is not supported: {said}"
    return warning("style-sheet", text, remedy, place)


def _find_text(text: str, sheet: Stylesheet) -> Place:
    """Return the first place of a text in the style sheet, or the sheet as a whole."""
    at = sheet.text.find(text)
    if at < 0:
        return Place(sheet.shown_path)
    return SourceText(sheet.shown_path, sheet.text).place_at(at, at + len(text))


def explain_page_warning(
    message: str, sheets: Sequence[Stylesheet], source_map: SourceMap, properties: Collection[str]
) -> Finding | None:
    """Return the finding for a message about a page, or None if it has been reported already."""
    if message.startswith(BROKEN_IMAGE):
        remedy = "open the image in another program, and save it again"
        place = source_map.find_url(message)
        return error("image-damaged", "an image cannot be read", remedy, place)
    if found := MISSING_GLYPH.search(message):
        text = f"no font of the brand has the character {found[1]} in this style"
        remedy = "replace it, or add a font that has it to the brand's fonts"
        return error("glyph-missing", text, remedy)
    if ignored := IGNORED.match(message):
        if "no value" in ignored["why"]:
            return None  # a variable that is not set: find_stylesheet_mistakes reports it
        places = (_find_position(message, sheet) for sheet in sheets)
        length = len(ignored["name"])
        own = (it for it in places if it and ignored["name"] in it.text[: it.column + length])
        return _explain_ignored_declaration(ignored, next(own, None), properties)
    if astray := _explain_anchor(message):
        return astray
    said = message.splitlines()[0].rstrip(".")
    remedy = "check the page; if it looks right, ignore this warning"
    return warning("engine", f"WeasyPrint reports: {said}", remedy)


def _explain_selector(why: str, sheet: Stylesheet) -> Finding:
    """Return the finding for a selector, at the first place of its longest part."""
    parts = sorted(re.split(r"[\s']+", why), key=len, reverse=True)
    known = next((part for part in parts if len(part) > 1 and part in sheet.text), "")
    place = _find_text(known, sheet) if known else Place(sheet.shown_path)
    text = "a selector is not supported; its rule is ignored"
    return warning("style-sheet", text, "correct the selector, and the braces above it", place)


def _explain_anchor(message: str) -> Finding | None:
    """Return the finding for an id that is used twice or that does not exist, or None."""
    if found := DUPLICATE_ANCHOR.match(message):
        text = f"two elements of the page have the id `{found[1]}`"
        return warning("template", text, "give each element of the template an id of its own")
    if found := MISSING_ANCHOR.search(message):
        text = f"a link leads to `#{found[1] or found[2]}`, and no element has that id"
        return warning("template", text, "correct the link, or give the element that id")
    return None


def _explain_ignored_declaration(
    ignored: re.Match[str], place: Place | None, properties: Collection[str]
) -> Finding:
    """Return the finding for a declaration that the engine ignores."""
    name, value, why = ignored["name"].strip(), ignored["value"].strip(), ignored["why"]
    shown = shorten(value, PREVIEW_LENGTH)
    if instead := REPLACEMENT.search(why):
        message = f"`{name}` is written without its prefix"
        return warning("style-sheet", message, f"write {instead[1]}", place)
    if "unknown property" in why:
        near = did_you_mean(name, properties)
        remedy = near if near.startswith("did you mean") else "correct or remove it"
        message = f"the property `{name}` does not exist; the declaration is ignored"
        return warning("style-sheet", message, remedy, place)
    if "invalid value" in why:
        message = f"`{shown}` is not a valid value for `{name}`; the declaration is ignored"
        return warning("style-sheet", message, "correct or remove it", place)
    message = f"`{name}: {shown}` is ignored: {why.rstrip('.')}"
    return warning("style-sheet", message, "correct or remove it", place)


def _find_position(message: str, sheet: Stylesheet) -> Place | None:
    """Return the place that a message names, or the sheet as a whole."""
    if not sheet.shown_path:
        return None
    found = POSITION.search(message)
    if not found:
        return Place(sheet.shown_path)
    line, column = int(found[1]), int(found[2])
    source = SourceText(sheet.shown_path, sheet.text)
    text = source.line_text(line)
    if not text:
        return Place(sheet.shown_path)
    rest = re.match(r"[^;{}]*", text[column - 1 :])
    length = len(rest[0].rstrip()) if rest else 1
    return Place(sheet.shown_path, line, column, max(1, length), text)
