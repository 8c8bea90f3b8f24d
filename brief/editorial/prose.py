r"""Parse the inline Markdown of prose: emphasis, strong emphasis and links.

Everything else is printed as typed: HTML, code, images, entities. The rules are those of CommonMark
(0.31, 6.2 to 6.4) with two exceptions: an asterisk between two letters or digits of scripts with
spaces between words is an asterisk (`2*3*4`), and only `\\*`, `\\_`, `\\[` and `\\]` are escapes.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MAX_TARGET_LENGTH = 4_000  # encoded characters of an address
SCHEMES = ("http://", "https://", "mailto:")
_MARKS = re.compile(r"[*_\[\\]")
_LINE_ENDS = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")
_NO_TARGET = re.compile(r"\((?:<>)?\s*\)$")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ESCAPABLE = "*_[]"
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_WIDE_EMPHASIS = re.compile(r"(?<![*\\])(\*{1,3})(?=[^\s*])([^*]+)(?<=[^\s\\])\1(?!\*)")
_SEPARATOR = "\N{MEDIUM MATHEMATICAL SPACE}"


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A part of a text with one style; `href` is the target of a link."""

    text: str
    emphasis: bool = False
    strong: bool = False
    href: str | None = None


@lru_cache(maxsize=2048)
def parse_prose(text: str) -> tuple[TextSpan, ...]:
    """Return the text as spans of different style; no text is lost, and no error is raised.

    Line breaks become spaces. A link that is not http, https or mailto stays as typed.
    """
    line = _LINE_ENDS.sub(" ", text)
    if not _MARKS.search(line):
        return (TextSpan(line),) if line else ()
    marked = _separate_wide_marks(line) if _WIDE.search(line) else line
    spans = _build_spans(_tokenize_line(marked, any_link=False))
    if marked == line:
        return spans
    return tuple(replace(span, text=span.text.replace(_SEPARATOR, "")) for span in spans)


def _separate_wide_marks(line: str) -> str:
    """Return the line with a space outside of each `**…**` that wide punctuation begins or ends.

    CommonMark takes asterisks between punctuation and a letter as the marks of another word
    (0.31, 6.2), which is wrong where words have no spaces between them.
    """

    def separate(match: re.Match[str]) -> str:
        start, end = match.span()
        before, after = line[start - 1 : start], line[end : end + 1]
        if _is_wide_letter(before) and unicodedata.category(match[2][0])[0] == "P":
            before = _SEPARATOR
        else:
            before = ""
        is_closed = unicodedata.category(match[2][-1])[0] == "P"
        return before + match[0] + (_SEPARATOR if is_closed and _is_wide_letter(after) else "")

    return _WIDE_EMPHASIS.sub(separate, line)


def _is_wide_letter(character: str) -> bool:
    return bool(_WIDE.match(character)) and unicodedata.category(character)[0] in "LN"


def plain_text(spans: Iterable[TextSpan]) -> str:
    """Return the text of the spans without their style."""
    return "".join(span.text for span in spans)


def strip_markup(text: str) -> str:
    """Return prose without its inline Markdown."""
    return plain_text(parse_prose(text))


def join_spans(spans: Iterable[TextSpan]) -> tuple[TextSpan, ...]:
    """Return the spans that have text, with neighbours of the same style joined."""
    joined: list[TextSpan] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and replace(last, text="") == replace(span, text=""):
            joined[-1] = replace(last, text=last.text + span.text)
        elif span.text:
            joined.append(span)
    return tuple(joined)


def find_refused_links(text: str) -> list[str]:
    """Return the targets of the links that `parse_prose` does not accept, in their order."""
    if "](" not in text:
        return []
    tokens = _tokenize_line(_LINE_ENDS.sub(" ", text), any_link=True)
    targets = [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]
    return [target for target in targets if not _is_allowed(target)]


def _is_allowed(target: str) -> bool:
    return len(target) <= MAX_TARGET_LENGTH and target.lower().startswith(SCHEMES)


def _tokenize_line(line: str, *, any_link: bool) -> list[Token]:
    """Return markdown-it's tokens of one line; its inline parser keeps spaces as typed."""
    parser = _make_parser(any_link=any_link)
    tokens: list[Token] = []
    parser.inline.parse(line, parser, {}, tokens)
    return tokens


@lru_cache(maxsize=2)
def _make_parser(*, any_link: bool) -> MarkdownIt:
    """Return a Markdown parser for links and emphasis only."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"maxNesting": 20}).enable(["emphasis", "link"])
    parser.inline.ruler.at("emphasis", _parse_emphasis)
    parser.inline.ruler.at("link", _parse_link)
    parser.inline.ruler.before("emphasis", "own_escape", _parse_escape)
    parser.validateLink = lambda url: any_link or _is_allowed(url)  # type: ignore[method-assign]
    encode = parser.normalizeLink
    parser.normalizeLink = lambda url: encode(map_host(url))  # type: ignore[method-assign]
    return parser


def map_host(url: str) -> str:
    """Return the address with its host mapped as browsers do it (UTS 46, 4).

    Letters are small and composed, and invisible signs are left out.
    """
    if url.isascii():
        return url
    try:
        host = urlsplit(url).netloc
    except ValueError:  # brackets that enclose no address
        return url
    return url.replace(host, unicodedata.normalize("NFKC", _UNSEEN.sub("", host).lower()), 1)


def _parse_emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    from markdown_it.rules_inline import emphasis

    text, pos = state.src, state.pos
    if text[pos] == "*" and 0 < pos < len(text) - 1:
        # letters and digits of scripts with spaces between words
        kinds = {unicodedata.category(text[pos - 1]), unicodedata.category(text[pos + 1])}
        if kinds <= {"Ll", "Lu", "Lt", "Nd"}:
            return False
    return emphasis.tokenize(state, silent)


def _parse_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    from markdown_it.rules_inline import link

    start = state.pos
    if (start and state.src[start - 1] == "!") or not link(state, silent=True):
        return False
    if _NO_TARGET.search(state.src[start : state.pos]):
        state.pos = start
        return False
    if silent:
        return True
    state.pos = start
    return link(state, silent=False)


def _parse_escape(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    following = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or not following or following not in _ESCAPABLE:
        return False
    if not silent:
        state.pending += following
    state.pos += 2
    return True


def _build_spans(tokens: list[Token]) -> tuple[TextSpan, ...]:
    spans: list[TextSpan] = []
    emphasis = strong = 0
    href: str | None = None
    for token in tokens:
        if token.type.startswith("em_"):
            emphasis += token.nesting
        elif token.type.startswith("strong_"):
            strong += token.nesting
        elif token.type == "link_open":
            href = str(token.attrGet("href"))
        elif token.type == "link_close":
            href = None
        elif token.content:
            spans.append(TextSpan(token.content, emphasis > 0, strong > 0, href))
    return join_spans(spans)
