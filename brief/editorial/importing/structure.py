"""Arrange blocks of text as the parts of an edition: title, standfirst, summary, points."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import INVISIBLE, read_prose
from brief.editorial.importing.document import ImportedBlock
from brief.editorial.importing.formats.to_markdown import escape_markdown, to_prose
from brief.editorial.prose import TextSpan, strip_markup
from brief.errors import ContentError
from brief.findings import Finding, Place, error, note, warning
from brief.findings.message import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.importing.document import Manuscript

MAX_STANDFIRST = 300
MAX_TITLE = 120
MAX_CHARACTERS = 100_000
USUAL_TITLE = 95
MIN_TITLE = 30
MAX_QUOTED = 50

_SENTENCE = re.compile(r".+?[.!?…。！？](?=[\"'”“»«’)\]]*(?:\s|$))[\"'”“»«’)\]]*", re.DOTALL)
_CLAUSE_END = re.compile(r"\s*(?:[,;:]|\s[–—-])\s")
_FINAL = re.compile(r"[.!?…:。！？]$")


@dataclass(slots=True)
class EditionDraft:
    """The parts of an edition as inline Markdown, and findings for the editor.

    `has_title` and `has_summary` are false if title and summary are copies of other parts.
    `kicker` is the text’s section.
    """

    title: str
    summary: str
    points: list[str]
    standfirst: str = ""
    has_title: bool = True
    has_summary: bool = True
    findings: list[Finding] = field(default_factory=list)
    kicker: str = ""
    byline: str = ""

    def leads(self) -> list[str]:
        """Return headline, standfirst and summary without markup."""
        parts = [self.title, self.standfirst, self.summary]
        return [strip_markup(part) for part in parts if part]

    def texts(self) -> list[str]:
        """Return the texts without markup, in the order of the page."""
        parts = [self.standfirst, self.summary, *self.points]
        return [strip_markup(part) for part in parts if part]


def arrange_blocks(manuscript: Manuscript) -> EditionDraft:
    """Return the blocks of a manuscript as the parts of an edition; no text is lost.

    The title is the first heading; the summary is the block marked as one, else the paragraphs
    above the list, else the first or last paragraph. All other paragraphs and all list entries
    are points. Raises ContentError if there is too little text for a page.
    """
    return _StructureBuilder(manuscript).build()


class _StructureBuilder:
    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.place = Place(manuscript.shown)
        self.blocks = [block for block in manuscript.blocks if self._is_visible(block)]
        self.findings: list[Finding] = []
        self.has_summary = True
        self.lost_styles = 0
        self.refused: list[Finding] = []

    def build(self) -> EditionDraft:
        shown, length = self.place.path, sum(len(block.text) for block in self.blocks)
        if length > MAX_CHARACTERS:
            message = f"{shown} has {length} characters, and a page has room for about 5,000"
            remedy = "import the part of it that is the text"
            raise ContentError([error("too-long", message, remedy, self.place)])
        title = self._take_title()
        blocks = self._merge_headings()
        standfirst, summary, points = self._divide_blocks(blocks, has_title=bool(title))
        if not points or not summary:
            message = (
                f"{shown} has too little text: a briefing has a summary and at least one point"
            )
            remedy = "write them as paragraphs of their own, each point after `- `"
            if any(entry.why == "a table" for entry in self.manuscript.left_out):
                message += "; some of its text is in a table, and tables are not imported"
                remedy = f"copy the text out of the table, and {remedy}"
            raise ContentError([error("too-little-text", message, remedy, self.place)])
        written = [self._write_prose([block]) for block in points]
        whole = self._write_prose(summary)
        if self.refused:
            raise ContentError(dict.fromkeys(self.refused))
        made = title or escape_markdown(_cut_headline(" ".join(block.text for block in summary)))
        if not title:
            self._warn(
                "title-proposed",
                f"the text has no title: its beginning is used (“{shorten(made, MAX_QUOTED)}”)",
                "write a headline in its place",
            )
        if self.lost_styles:
            count = "a stretch" if self.lost_styles == 1 else f"{self.lost_styles} stretches"
            message = f"{count} of bold, italic or linked text could not be kept"
            remedy = "check whether it matters"
            self.findings.append(note("look-not-kept", message, remedy, self.place))
        return EditionDraft(
            made,
            whole,
            written,
            self._write_prose(_with_stops(standfirst)) if standfirst else "",
            bool(title),
            self.has_summary,
            self.findings,
            escape_markdown(self.manuscript.section),
            escape_markdown(self.manuscript.byline),
        )

    def _is_visible(self, block: ImportedBlock) -> bool:
        """Return whether a block has visible characters; record a block without any as left out."""
        seen = any(unicodedata.category(sign) not in INVISIBLE for sign in block.text)
        if not seen:
            self.manuscript.leave_out("", "only invisible characters", block.line)
        return seen

    def _take_title(self) -> str:
        """Remove the title from the blocks, and return it as prose; "" without one."""
        headings = [block for block in self.blocks if block.kind == "heading"]
        if not headings:
            return ""
        title = min(headings, key=lambda block: block.level)
        if title.level > 1 and self.blocks[0] is not title:
            return ""
        self.blocks.remove(title)
        return self._write_prose([_without_design(title)])

    def _merge_headings(self) -> list[ImportedBlock]:
        """Return the blocks with each heading over one block prepended to it in bold.

        A heading over several blocks has no place on a page with one list; it is left out.
        """
        kept: list[ImportedBlock] = []
        for number, block in enumerate(self.blocks):
            if block.kind != "heading":
                kept.append(block)
                continue
            rest = takewhile(lambda each: each.kind != "heading", self.blocks[number + 1 :])
            under = len(list(rest))
            if under != 1:
                self.manuscript.leave_out(
                    block.text, f"a heading over {under} paragraphs or points", block.line
                )
                continue
            follows = self.blocks[number + 1]
            end = "" if _FINAL.search(block.text) else "."
            spans = (TextSpan(block.text + end, strong=True), TextSpan(" "), *follows.spans)
            self.blocks[number + 1] = ImportedBlock(follows.kind, spans, follows.line)
        return kept

    def _divide_blocks(
        self, blocks: list[ImportedBlock], *, has_title: bool
    ) -> tuple[list[ImportedBlock], list[ImportedBlock], list[ImportedBlock]]:
        """Return the blocks of standfirst, summary and points."""
        marked = [block for block in blocks if block.kind == "summary"]
        standfirst, rest = _split_standfirst([each for each in blocks if each.kind != "summary"])
        items = [number for number, block in enumerate(rest) if block.kind == "item"]
        lead = rest[: items[0]] if items else rest[:1]
        after = rest[len(lead) :]
        may_open = has_title and not standfirst and bool(lead) and (bool(marked) or len(lead) > 1)
        if may_open and _is_standfirst(lead[0]):
            standfirst, lead = lead[:1], lead[1:]
        if standfirst and not marked and not lead:
            standfirst, lead = [], standfirst
        if marked:
            return standfirst, marked, self._check_points([*lead, *after], listed=bool(items))
        if lead:
            return standfirst, lead, self._check_points(after, listed=bool(items))
        if len(after) > 1 and after[-1].kind == "paragraph":
            return standfirst, after[-1:], self._check_points(after[:-1], listed=True)
        return standfirst, self._summary_from_points(after), self._check_points(after, listed=True)

    def _check_points(
        self, blocks: Sequence[ImportedBlock], *, listed: bool
    ) -> list[ImportedBlock]:
        """Return blocks as points, with a warning for each paragraph among list entries."""
        for block in blocks if listed else ():
            if block.kind in {"paragraph", "standfirst"}:
                quoted = shorten(block.text, MAX_QUOTED)
                message = f"a paragraph beside the list became a point: “{quoted}”"
                remedy = "if it is not a point, move it into the summary or remove it"
                place = Place(self.manuscript.shown, block.line)
                self.findings.append(warning("paragraph-made-point", message, remedy, place))
        return list(blocks)

    def _summary_from_points(self, points: list[ImportedBlock]) -> list[ImportedBlock]:
        if points:
            self.has_summary = False
            self._warn(
                "summary-proposed",
                "the text has no summary: the first point is used",
                "write a paragraph that sums up",
            )
        return points[:1]

    def _write_prose(self, blocks: Sequence[ImportedBlock]) -> str:
        """Return blocks as one prose text; collect the errors of the content reader."""
        spans: list[TextSpan] = []
        for block in blocks:
            spans += [TextSpan(" "), *block.spans] if spans else block.spans
        text, is_styled = to_prose(spans)
        self.lost_styles += not is_styled
        try:
            read_prose(text)
        except InvalidValue as problem:
            line = blocks[0].line if blocks else 0
            self.refused.append(problem.to_finding(Place(self.manuscript.shown, line)))
        return text

    def _warn(self, code: str, message: str, remedy: str) -> None:
        self.findings.append(warning(code, message, remedy, self.place))


def _without_design(block: ImportedBlock) -> ImportedBlock:
    """Return a block without bold and italics that cover all of it: they are only its look."""
    shown = [span for span in block.spans if span.text.strip()]
    strong, slanted = (all(getattr(s, name) for s in shown) for name in ("strong", "emphasis"))
    spans = (
        replace(s, strong=s.strong and not strong, emphasis=s.emphasis and not slanted)
        for s in block.spans
    )
    return replace(block, spans=tuple(spans)) if strong or slanted else block


def _with_stops(blocks: list[ImportedBlock]) -> list[ImportedBlock]:
    """Return the blocks of a standfirst; of several, each has a full stop."""
    blocks = [_without_design(block) for block in blocks]
    if len(blocks) == 1:
        return blocks
    return [
        each if _FINAL.search(each.text) else replace(each, spans=(*each.spans, TextSpan(".")))
        for each in blocks
    ]


def _split_standfirst(
    blocks: list[ImportedBlock],
) -> tuple[list[ImportedBlock], list[ImportedBlock]]:
    """Return the blocks marked as the standfirst, as far as they fit there, and the others."""
    standfirst: list[ImportedBlock] = []
    others: list[ImportedBlock] = []
    for block in blocks:
        length = sum(len(each.text) for each in (*standfirst, block))
        is_part = block.kind == "standfirst" and (length <= MAX_STANDFIRST or not standfirst)
        (standfirst if is_part else others).append(block)
    return standfirst, others


def _is_standfirst(block: ImportedBlock) -> bool:
    return block.kind == "paragraph" and len(block.text) <= MAX_STANDFIRST


def _cut_headline(text: str) -> str:
    """Return the beginning of a text that can serve as a title."""
    found = _SENTENCE.match(text)
    sentence = (found[0] if found else text).strip()
    if len(sentence) <= MAX_TITLE:
        bare = sentence.rstrip(".。").rstrip()
        return bare if any(sign.isalnum() for sign in bare) else sentence
    ends = [end.start() for end in _CLAUSE_END.finditer(sentence, 0, MAX_TITLE)]
    ends = [end for end in ends if end >= MIN_TITLE]
    if ends:
        return sentence[: min(ends, key=lambda end: abs(end - USUAL_TITLE))].rstrip()
    cut = sentence[:MAX_TITLE]
    return f"{cut.rpartition(' ')[0] or cut} …"
