"""Warn of marks that would be printed as they are typed: HTML, other Markdown, quotation marks."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from brief.editorial.models.folders import FACTS_FILE
from brief.editorial.prose import strip_markup
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.findings import Finding, warning
from brief.findings.message import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.yaml.locations import FilePlaces
    from brief.editorial.yaml.nodes import Node
    from brief.findings import Place

CODE = "markup-printed"
QUOTES_CODE = "quotes-printed"
SUSPECT = re.compile(r"[<>&#*_\[~`]")
QUOTED = re.compile("[“„«»‘‚”]([^“„«»”‘‚’]*)[”“»«’‘]")
NAME_KEYS = ("publication", "author", "kicker", "byline", "credit", "rights", "licence")
"""Texts that are hardly ever a quotation, and so never in quotation marks as a whole."""
NOT_PRINTED = ("id", "waive", "url", "file", "figure")

_HTML = re.compile(
    r"</?(?P<tag>a|b|big|blockquote|br|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|q|s"
    r"|small|span|strike|strong|sub|sup|table|td|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG_REMEDIES = {
    **dict.fromkeys(("b", "strong"), "write **…** for strong text"),
    **dict.fromkeys(("i", "em", "cite"), "write *…* for emphasis"),
    "a": "write a link as [text](https://…)",
    "q": "write the quotation marks of the language",
    "sup": "write the raised sign itself, as in m² or CO₂",
    "sub": "write the lowered sign itself, as in CO₂ or m²",
}
# Each with the remedy; in the text that remains when valid Markdown is taken away.
_MARKDOWN = (
    (re.compile(r"\[[^\[\]]+\]\s+\(\s*[^()\s]+\s*\)"), "write a link without a space: [text](https://…)"),
    (re.compile(r"\(\s*https?://[^()\s]+\s*\)\s*\[[^\[\]]+\]"), "write a link as [text](https://…)"),
    (re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)"), "name images under `images:`, and remove this here"),
    (re.compile(r"<(?:https?://|mailto:)[^<>\s]+>"), "write a link as [text](https://…)"),
    (re.compile(r"\[\[[^\[\]]+\]\]"), "write a link as [text](https://…)"),
    (re.compile(r"\[(/?)(?:b|i|u|url|quote|img)(?:=[^\[\]]*)?\]", re.IGNORECASE),
     "write **strong**, *emphasis* and [text](https://…)"),
    (re.compile(r"^#{1,6}\s+(?=\S)"), "remove it: a text has no heading of its own"),
    (re.compile(r"(?<!\w)\*\*(?=\S)|(?<=\S)\*\*(?!\w)"), "write ** on both sides of strong text"),
    (re.compile(r"(?<![\w_])__(?=\w)|(?<=\w)__(?![\w_])"), "write ** on both sides of strong text"),
    (re.compile(r"(?:(?<=\s)|^)\*(?=\w)"),
     r"write * on both sides of the emphasis, or \* for an asterisk"),
    (re.compile(r"~~[^~]+~~"), "remove the text that is struck out, and the marks"),
    (re.compile(r"`[^`]+`"), "remove the marks: a page has no type for code"),
)  # fmt: skip


def check_markup(file: FilePlaces) -> Iterator[tuple[Finding, str]]:
    """Yield a warning for the first mark of each text that is printed, though it is not meant to.

    With each is the mark, or the text in quotation marks.

    The models accept such texts: a `<` or `#` may belong to one.
    """
    texts = list(_find_texts(file.root))
    for key, node in texts:
        yield from _check_text(key, node, file, is_prose=not file.shown.endswith(FACTS_FILE))
    yield from _check_quotes(texts, file)


def _find_texts(root: Node | None) -> list[tuple[str, ScalarNode]]:
    """Return the texts of a file that are printed, each with its nearest key."""
    found: list[tuple[str, ScalarNode]] = []
    waiting: list[tuple[str, Node | None]] = [("", root)]
    while waiting:
        key, node = waiting.pop()
        if isinstance(node, MapNode):
            inner = [each for each in node.values.items() if each[0] not in NOT_PRINTED]
            waiting += reversed(inner)
        elif isinstance(node, ListNode):
            waiting += [(key, item) for item in reversed(node.items)]
        elif isinstance(node, ScalarNode) and not node.is_empty:
            found.append((key, node))
    return found


def _check_text(
    key: str, node: ScalarNode, file: FilePlaces, *, is_prose: bool
) -> Iterator[tuple[Finding, str]]:
    if not SUSPECT.search(node.value) or key == "url":
        return
    found = _find_mark(node.value, is_prose=is_prose)
    if found:
        mark, remedy = found
        message = f"`{shorten(mark, 40)}` is printed as it is"
        yield warning(CODE, message, remedy, _find_place(mark, node, file)), mark


def _find_mark(text: str, *, is_prose: bool) -> tuple[str, str] | None:
    """Return the first mark of a text that is not meant to be printed, and the remedy."""
    if tag := _HTML.search(text):
        return tag[0], _TAG_REMEDIES.get(tag["tag"].lower(), "remove the tag: HTML has no effect")
    for entity in _ENTITY.finditer(text):
        character = unescape(entity[0])
        if len(character) == 1:
            shown = "an ordinary space" if character.isspace() else f"`{character}`"
            return entity[0], f"write {shown} instead"
    if not is_prose:
        return None
    escaped = " ".join(text.split()).replace("\\*", "-").replace("\\[", "(")
    rest = strip_markup(escaped)
    if not SUSPECT.search(rest):
        return None
    for pattern, remedy in _MARKDOWN:
        if mark := pattern.search(rest):
            return mark[0], remedy
    return None


def _check_quotes(
    texts: Sequence[tuple[str, ScalarNode]], file: FilePlaces
) -> Iterator[tuple[Finding, str]]:
    """Yield values in typographic quotation marks, which YAML prints: names, or most values."""
    quoted = [each for each in texts if QUOTED.fullmatch(each[1].value.strip())]
    most = len(quoted) > 1 and len(quoted) * 2 > len(texts)
    for key, node in quoted:
        if (most or key in NAME_KEYS) and not node.style:
            message = f"the quotation marks around `{shorten(node.value, 40)}` are printed"
            remedy = 'remove them; where YAML needs quotation marks, use straight ones: "…"'
            yield warning(QUOTES_CODE, message, remedy, file.node_place(node)), node.value


def _find_place(mark: str, node: ScalarNode, file: FilePlaces) -> Place:
    """Return the place of a mark, or of its text where a line ends in it."""
    if file.source is None:
        return file.node_place(node)
    start = file.source.text.find(mark, node.start, node.end)
    if start < 0:
        return file.node_place(node)
    return file.source.place_at(start, start + len(mark))
