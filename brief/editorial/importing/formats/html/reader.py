"""Convert HTML to blocks: the article of a page only; nothing is fetched or executed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from brief.editorial.importing.document import Manuscript
from brief.editorial.importing.formats.boilerplate import parse_rights
from brief.editorial.importing.formats.html.blocks import BlockCollector
from brief.editorial.importing.formats.html.class_roles import find_role
from brief.editorial.importing.formats.html.formulas import write_formulas
from brief.editorial.importing.formats.html.layout import join_fractions, read_tables, sign_of_image
from brief.editorial.importing.formats.html.metadata import (
    find_article,
    read_metadata,
    read_surroundings,
)
from brief.editorial.importing.formats.html.notes import WHY_MARK, WHY_NOTE
from brief.editorial.importing.formats.html.omissions import Omissions
from brief.editorial.importing.formats.html.parsing import check_length, parse_page
from brief.editorial.importing.formats.html.raised_signs import (
    lower_text,
    raise_text,
    warn_of_raised,
)
from brief.editorial.importing.formats.html.styles import (
    font_slant,
    font_weight,
    has_sign_font,
    vertical_position,
)
from brief.editorial.importing.formats.html.tree import (
    BLOCKS,
    HEADINGS,
    SILENT,
    block_lines,
    class_names,
    iterate_events,
    short_text,
)
from brief.editorial.importing.formats.list_marks import Enumerations
from brief.editorial.prose import TextSpan

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.html.styles import Style

MAX_SIGN_TEXT = 8
MAX_COMMENTS, MAX_SHOWN = 20, 300

_EMPHASIS, _STRONG = frozenset({"em", "i"}), frozenset({"strong", "b"})
_SPACES = re.compile("[ \t\n\r\f\u2028\u2029]+")
_PROSE = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}|[^\W\d_]+\s?:\s")
_NOT_A_REMARK = re.compile(
    r"\s*(?:\[if|<!|\[endif|/?wp:|more\b|(?:start|end)fragment)|.*[<>{}=;]",
    re.IGNORECASE | re.DOTALL,
)
# A link from a note back to its mark.
_BACK = re.compile(r"^[↑^](?:\s[a-z]\b)*\s*|\s*[↩↑⤴^]\ufe0e?\ufe0f?$")
_DROP_CAP = re.compile(r"(?:has-)?drop-?cap(?:s|ital)?|initial|lettrine|first-?letter|letrine")
# Signs of Wingdings and Symbol within a sentence, by the letters that the file has.
_SIGNS = {"à": "→", "ß": "←", "è": "→", "ç": "←", "ð": "→", "ï": "←", "ü": "✓", "J": "☺", "·": "·"}


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text of an element looks, with what it inherits."""

    emphasis: bool = False
    strong: bool = False
    href: str | None = None
    is_link: bool = False


def read_html(html: str, shown: str) -> Manuscript:
    """Return the text of an HTML page in blocks.

    Raises ContentError for a page that is too large, or nested too deeply.
    """
    manuscript = Manuscript(shown)
    root = parse_page(html, shown)
    read_metadata(root, manuscript)
    join_fractions(root)
    write_formulas(root)
    article = find_article(root)
    check_length(article, shown)
    if article is not root:
        read_surroundings(root, article, manuscript)
    reader = _HtmlReader(manuscript, root, article)
    for what, text, element in iterate_events(article):
        reader.take_event(what, text, element)
    reader.blocks.finish()
    return manuscript


class _HtmlReader:
    """Reads the elements of an article one by one; its text goes into blocks, or into the list."""

    def __init__(self, manuscript: Manuscript, root: Element, article: Element) -> None:
        self.manuscript = manuscript
        self.blocks = BlockCollector(manuscript, Enumerations(block_lines(article)))
        self.omissions = Omissions(root, article)
        self.looks = [_Look()]
        self.skipped: Element | None = None
        self.verbatim = 0
        self.quotes = 0
        self.quotations: list[Element] = []
        self.comments = 0
        self.after_initial = False

    def take_event(self, what: str, text: str, element: Element | None) -> None:
        """Process the start or end of an element, a text, or a comment."""
        if self.skipped is not None:
            if what == "end" and element is self.skipped:
                self.skipped = None
        elif what == "comment":
            self._take_comment(text)
        elif element is None:
            self._add_text(text.replace("\t", " ") if self.verbatim else _SPACES.sub(" ", text))
        elif what == "start":
            self._start_element(element)
        else:
            self._end_element(element)

    def _start_element(self, element: Element) -> None:
        tag = str(element.tag)
        style = self.omissions.style_of(element)
        if tag in SILENT:
            self.skipped = element
        elif reason := self.omissions.reason(element, style):
            self.skipped = element
            self._omit(element, reason)
        elif self._takes_signs(element, style):
            self.skipped = element
        else:
            self.looks.append(self._look_of(element, style))
            if tag in BLOCKS:
                self._start_block(element, style)
            elif tag == "br":
                self.blocks.end_line()
            elif tag == "q":
                self._add_quote(element, opens=True)

    def _start_block(self, element: Element, style: Style) -> None:
        tag = str(element.tag)
        self.blocks.close()
        role = self.blocks.role = find_role(element)
        self.blocks.heading = HEADINGS.get(tag, 1 if role == "title" else self.blocks.heading)
        self.verbatim += tag == "pre"
        if tag == "li":
            self.blocks.items.append(element)
        elif tag == "blockquote" and not self.omissions.is_most(element):
            self.quotations.append(element)
        if style.get("mso-list", "").startswith("l") or any(
            name.startswith(("msolistbullet", "msolistnumber")) for name in class_names(element)
        ):
            self.blocks.begins_with_sign = True
        self.blocks.quoted = bool(self.quotations) and tag not in {"footer", "figcaption"}

    def _end_element(self, element: Element) -> None:
        tag = str(element.tag)
        self.looks.pop()
        if tag in BLOCKS:
            self.blocks.close()
            self.verbatim -= tag == "pre"
            if tag in HEADINGS or tag == "p":
                self.blocks.heading = 0
            elif tag == "li":
                self.blocks.end_item()
            elif self.quotations and element is self.quotations[-1]:
                self.quotations.pop()
            self.blocks.quoted = bool(self.quotations)
        elif tag == "q":
            self._add_quote(element, opens=False)
        self.after_initial = any(_DROP_CAP.fullmatch(name) for name in class_names(element))

    def _look_of(self, element: Element, style: Style) -> _Look:
        """Return the look of an element; weight and slant of whole blocks are only design."""
        look, tag = self.looks[-1], str(element.tag)
        if tag == "a":
            look = replace(look, href=_whole_address(element) or look.href, is_link=True)
        if tag in BLOCKS:
            return look
        bold, slanted = font_weight(style), font_slant(style)
        strong = tag in _STRONG or look.strong if bold is None else bold
        emphasis = tag in _EMPHASIS or look.emphasis if slanted is None else slanted
        return replace(look, strong=strong, emphasis=emphasis)

    def _takes_signs(self, element: Element, style: Style) -> bool:
        """Add an element that is a sign rather than text; return whether it was one."""
        tag = str(element.tag)
        if tag == "img":
            self._add_text(sign_of_image(element))
            return True  # pictures without a sign are omitted
        if tag in BLOCKS:
            return False
        if style.get("mso-list") == "ignore":
            self.blocks.begins_with_sign = True
            return True
        if has_sign_font(style):
            return self._takes_font_sign(element)
        position = tag if tag in {"sup", "sub"} else vertical_position(style)
        return bool(position) and self._takes_raised_text(element, position)

    def _takes_font_sign(self, element: Element) -> bool:
        """Add a sign in Symbol or Wingdings: at the beginning of a block, it is a bullet."""
        text = short_text(element)
        if len(text) > MAX_SIGN_TEXT:
            return False
        if not self.blocks.text_before().strip():
            self.blocks.begins_with_sign = bool(text) or self.blocks.begins_with_sign
            return True
        known = [_SIGNS.get(sign, "") for sign in text]
        if all(known):
            self._add_text("".join(known))
        else:
            self.manuscript.leave_out(text, "a sign of a font that is not there")
        return True

    def _takes_raised_text(self, element: Element, position: str) -> bool:
        """Add raised or lowered text in signs of its own; return whether it was written."""
        text = self.omissions.kept_text(element)
        if text is None:
            return False
        before, after = self.blocks.text_before(), element.tail or ""
        raised = raise_text(text, before, after) if position == "sup" else lower_text(text)
        if raised.meaning == "unclear":
            found = warn_of_raised(raised, before, position, self.manuscript.shown)
            self.manuscript.findings.append(found)
        for inner in element.iter():
            if why := self.omissions.notes.get(inner):
                self._omit(inner, why)
        if raised.meaning == "mark":
            self.manuscript.leave_out(raised.text, WHY_MARK)
        else:
            lead = " " if text[:1].isspace() and raised.text.strip() else ""
            tail = " " if text[-1:].isspace() else ""
            self._add_text(f"{lead}{_SPACES.sub(' ', raised.text).strip()}{tail}")
        return True

    def _add_quote(self, element: Element, *, opens: bool) -> None:
        """Add the quotation mark of a `q`; the typography sets that of the language."""
        self.quotes += opens
        is_marked = short_text(element)[:1] in set("\"'„“”«»‘’‚‹›「『")
        if not is_marked:
            self._add_text('"' if self.quotes % 2 else "'")
        self.quotes -= not opens

    def _add_text(self, text: str) -> None:
        if self.after_initial and text.lstrip()[:1].islower():
            text = text.lstrip()
        if text:
            self.after_initial = False
        look = self.looks[-1]
        span = TextSpan(text, look.emphasis, look.strong, look.href)
        self.blocks.add(span, is_link=look.is_link)

    def _take_comment(self, text: str) -> None:
        """List a comment in the source if it is a remark in words."""
        if self.comments < MAX_COMMENTS and _PROSE.search(text) and not _NOT_A_REMARK.match(text):
            self.comments += 1
            self.manuscript.leave_out(_cut(text), "a comment")

    def _omit(self, element: Element, reason: str) -> None:
        """List an element that is left out, and read a copyright line in it."""
        self.manuscript.tables += read_tables(element)
        lines = block_lines(element)
        if reason == WHY_NOTE:
            for line in lines:
                self.manuscript.leave_out(_cut(_BACK.sub("", line)), reason)
            return
        text = " ".join(lines)
        rights = next(filter(None, map(parse_rights, [text, *lines])), None)
        if rights and rights not in self.manuscript.rights:
            self.manuscript.rights.append(rights)
            if rights.text == text:
                return
        shown = text or element.get("alt") or element.get("title") or element.get("src") or ""
        shown = "" if shown.startswith("data:") else shown
        if shown or element.tag in {"img", "table"}:
            self.manuscript.leave_out(_cut(shown), reason)


def _whole_address(link: Element) -> str | None:
    """Return the address of a link if it leads to the web or to a mail address."""
    href = (link.get("href") or "").strip()
    try:
        whole = urlsplit(href).scheme.lower() in {"http", "https", "mailto"}
    except ValueError:
        whole = False
    return href if whole else None


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN]}…"
