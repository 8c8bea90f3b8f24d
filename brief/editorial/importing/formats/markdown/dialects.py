"""Resolve what other dialects add to CommonMark: notes, comments, links, boxes, short codes.

The dialects are those of pandoc, GitHub, Obsidian, CriticMarkup, Hugo, Jekyll, WordPress and MDX.
Each step works on the source text, in time that grows with its length only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.markdown.notes import take_notes
from brief.editorial.importing.formats.markdown.pandoc import resolve_pandoc

if TYPE_CHECKING:
    from collections.abc import Callable

    Lister = Callable[[str, str], None]

WHY_COMMENT = "a comment"
WHY_CODE = "a short code"
WHY_STRUCK = "it is struck out"
WHY_EMBEDDED = "an embedded file"
MAX_BETWEEN = 20_000

_PERMILLE = re.compile(r"[0-9]\s?%%")
_WIKI_LINK = re.compile(r"(!?)\[\[([^\[\]\n]{1,300})\]\]")
_MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])([^=\n]{1,500})(?<=\S)==(?!=)")
_CALLOUT = re.compile(r"^[ \t]*>[ \t]*\[!([\w-]+)\][-+]?[ \t]*(.*)$", re.IGNORECASE)
_QUOTED = re.compile(r"^[ \t]*>[ \t]?")
_SUMMARIES = frozenset({"summary", "abstract", "tldr"})
_TASK = re.compile(r"(?m)^([ \t]*(?:[-*+]|[0-9]{1,3}[.)])[ \t]+)(\[[ xX/>-]\])[ \t]+")
_BLOCK_ID = re.compile(r"(?m)[ \t]\^[A-Za-z][A-Za-z0-9-]{1,40}[ \t]*$")
_TAG_LINE = re.compile(r"(?m)^[ \t]*(?:tags:?[ \t]*)?(?:#[^\s#]{1,60}[ \t]*)+$", re.IGNORECASE)
_LAST_TAGS = re.compile(r"(?m)(?:[ \t]+#[^\W\d][\w/-]{0,60})+[ \t]*$")
_IMPORT = re.compile(
    r"""(?m)^(?:import\s[^\n]{0,300}?["'][^"'\n]*["'];?"""
    r"""|export\s+(?:default|const|let|function)\b[^\n]*)[ \t]*$"""
)
_COMPONENT = re.compile(r"<([A-Z][\w.]*)\b[^<>\n]{0,500}/>")
_WORDPRESS = re.compile(
    r"\[/?(?:gallery|caption|embed|audio|video|playlist|contact-form(?:-7)?|vc_\w+|et_pb_\w+|su_\w+"
    r"|youtube|vimeo|button|toc|TOC|_TOC_|ad|ads|shortcode|more|wp\w+|fusion_\w+)"
    r"(?:[ \t=][^\[\]\n]{0,500})?/?\](?![(:\[])"
)
_DIRECTIVE = re.compile(r"(?m)^[ \t]*:{3,}[ \t]*[^\n]*$")
_ATTRIBUTES = re.compile(r"(?m)[ \t]*\{:?[ \t]*[#.:][^{}\n]{1,200}\}[ \t]*$")
_HIDDEN_REFERENCE = re.compile(
    r"""(?m)^\[(?://|comment|_|#)\]:[ \t]*(?:#|<>)[ \t]*["'(](.*)[)"'][ \t]*$"""
)
_EMOJI = re.compile(r"(?<![\w:/])(:[a-z][a-z_]{2,30}:)(?![\w:])")
_PINS = frozenset({":pushpin:", ":round_pushpin:"})
_RAISED = re.compile(r"(?<=[\w)%.,”\"])\^(?!\s)([0-9A-Za-z+−–-]{1,6})\^(?!\^)")
_LOWERED = re.compile(r"(?<=[A-Za-z)])(?<!~)~([0-9A-Za-z+−–-]{1,6})~(?!~)")
_STRUCK = re.compile(r"(?<![~\w])~(?=[^\s~])([^~\n]{1,300})(?<=\S)~(?![~\w])")
_FORMULA = re.compile(
    r"(?<![\\$\w])\$\$?(?P<dollars>[^\s$][^$\n]{0,60})\$\$?(?![\w$])"
    r"|\\\((?P<brackets>[^\n]{1,60}?)\\\)"
)
_UPRIGHT = re.compile(r"\\(?:mathrm|text|mathbf|mathit|operatorname|ce)\{([^{}\n]{1,40})\}")
_FORMULA_TEXT = re.compile(r"(?:[A-Za-z0-9 .,+=·×−-]|[_^](?:\{[\w+−-]{1,6}\}|\w))+")
_FORMULA_INDEX = re.compile(r"([_^])(?:\{([\w+−-]{1,6})\}|(\w))")


def resolve_dialects(text: str, leave_out: Lister) -> str:
    """Return a Markdown text as CommonMark with tables and `~~`; what is taken out is listed."""
    is_obsidian = "[[" in text or "%%" in text or bool(_BLOCK_ID.search(text))
    text = _drop_remarks(resolve_pandoc(text, leave_out), leave_out)
    text = take_notes(text, leave_out)
    text = _WIKI_LINK.sub(lambda found: _read_wiki_link(found, leave_out), text)
    text = _MARKED.sub(r"\1", text)
    text = _read_callouts(text, leave_out)
    text = _TASK.sub(lambda found: _list(found[2], "a box of a task", leave_out) or found[1], text)
    for pattern, why in ((_BLOCK_ID, "the name of a block"), (_TAG_LINE, "tags")):
        text = _drop(pattern, text, why, leave_out)
    if is_obsidian:
        text = _drop(_LAST_TAGS, text, "tags", leave_out)
    text = _EMOJI.sub(lambda found: _read_emoji(found[1], leave_out), text)
    text = _FORMULA.sub(_read_formula, text)
    text = _RAISED.sub(r"<sup>\1</sup>", text)
    text = _LOWERED.sub(r"<sub>\1</sub>", text)
    return _STRUCK.sub(r"<s>\1</s>", text)


def _drop_remarks(text: str, leave_out: Lister) -> str:
    """Return the text without comments, changes that are struck out, and short codes."""
    steps: tuple[tuple[str, str, Callable[[str], str]], ...] = (
        ("{>>", "<<}", lambda inside: _list(inside, WHY_COMMENT, leave_out)),
        ("{--", "--}", lambda inside: _list(inside, WHY_STRUCK, leave_out)),
        ("{++", "++}", lambda inside: inside),
        ("{==", "==}", lambda inside: inside),
        ("{~~", "~~}", lambda inside: _read_change(inside, leave_out)),
        ("{/*", "*/}", lambda inside: _list(inside, WHY_COMMENT, leave_out)),
        ("{{<", ">}}", lambda inside: _list(f"{{{{<{inside}>}}}}", WHY_CODE, leave_out)),
        ("{{%", "%}}", lambda inside: _list(f"{{{{%{inside}%}}}}", WHY_CODE, leave_out)),
        ("{%", "%}", lambda inside: _list(f"{{%{inside}%}}", WHY_CODE, leave_out)),
        ("{#", "#}", lambda inside: _list(inside, WHY_COMMENT, leave_out)),
        ("{{", "}}", lambda inside: _list(f"{{{{{inside}}}}}", WHY_CODE, leave_out)),
    )
    for begin, end, step in steps:
        text = _replace_between(text, begin, end, step)
    if not _PERMILLE.search(text):
        text = _replace_between(text, "%%", "%%", lambda x: _list(x, WHY_COMMENT, leave_out))
    for pattern, why in (
        (_HIDDEN_REFERENCE, WHY_COMMENT),
        (_IMPORT, "a line of a program"),
        (_COMPONENT, "a component"),
        (_WORDPRESS, WHY_CODE),
        (_DIRECTIVE, WHY_CODE),
        (_ATTRIBUTES, "attributes"),
    ):
        text = _drop(pattern, text, why, leave_out)
    return text


def _drop(pattern: re.Pattern[str], text: str, why: str, leave_out: Lister) -> str:
    """Return the text without what a pattern finds; it is listed."""
    return pattern.sub(lambda found: _list(found[0], why, leave_out), text)


def _replace_between(text: str, begin: str, end: str, step: Callable[[str], str]) -> str:
    """Return the text with each part between two marks replaced by the result of `step`."""
    parts: list[str] = []
    position = 0
    while (start := text.find(begin, position)) >= 0:
        after = start + len(begin)
        stop = text.find(end, after)
        if stop < 0:
            break
        if stop - after > MAX_BETWEEN:
            parts.append(text[position:after])
            position = after
            continue
        parts += [text[position:start], step(text[after:stop])]
        position = stop + len(end)
    return "".join([*parts, text[position:]])


def _list(text: str, why: str, leave_out: Lister) -> str:
    if text.strip():
        leave_out(text.strip(), why)
    return ""


def _read_change(inside: str, leave_out: Lister) -> str:
    """Return the new text of a change in CriticMarkup, `{~~old~>new~~}`."""
    old, arrow, new = inside.partition("~>")
    if not arrow:
        return inside
    _list(old, WHY_STRUCK, leave_out)
    return new


def _read_wiki_link(found: re.Match[str], leave_out: Lister) -> str:
    """Return the text of a link in Obsidian or a wiki, `[[page#part|text]]`."""
    target, bar, shown = found[2].rpartition("|")
    if found[1]:
        return _list(found[2], WHY_EMBEDDED, leave_out)
    if bar:
        return shown.strip() or target.strip()
    page, _, part = shown.partition("#")
    return page.strip() or part.lstrip("^#").strip()


def _read_callouts(text: str, leave_out: Lister) -> str:
    """Return the text with the boxes of GitHub and Obsidian as paragraphs."""
    if "[!" not in text:
        return text
    lines: list[str] = []
    inside = False
    for line in text.split("\n"):
        begin = _CALLOUT.match(line)
        if begin:
            leave_out(f"[!{begin[1]}] {begin[2]}".strip(), "the title of a box")
            lines += ["", *(["Summary", ""] if begin[1].lower() in _SUMMARIES else [])]
            inside = True
        elif inside and _QUOTED.match(line):
            lines.append(_QUOTED.sub("", line, count=1))
        else:
            lines += [""] if inside else []
            inside = False
            lines.append(line)
    return "\n".join(lines)


def _read_emoji(name: str, leave_out: Lister) -> str:
    return "📌" if name in _PINS else _list(name, "the name of a sign", leave_out)


def _read_formula(found: re.Match[str]) -> str:
    """Return a short formula in TeX with raised and lowered text; others stay as typed."""
    inside = (found["dollars"] or found["brackets"]).strip()
    inside = _UPRIGHT.sub(r"\1", inside).replace(r"\cdot", "·").replace(r"\times", "×")
    if not _FORMULA_TEXT.fullmatch(inside) or not ("^" in inside or "_" in inside):
        return found[0]

    def index(part: re.Match[str]) -> str:
        tag = "sup" if part[1] == "^" else "sub"
        return f"<{tag}>{part[2] or part[3]}</{tag}>"

    return _FORMULA_INDEX.sub(index, inside)
