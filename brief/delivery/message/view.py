"""What the templates of mails get: the page's view, the mail's own strings, links and images."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar, cast

from markupsafe import Markup

from brief.design.citation import COLONS
from brief.press.job.page_contract import UNBROKEN_START_TAG

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.design.view import PageView
    from brief.editorial.locale.mail_strings import MailStrings

TAG = re.compile(r"<[^>]*>")
LINK = re.compile(r'<a href="([^"]*)">((?:.*?</a><a href="\1">)*.*?)</a>')
"""A link, which is several elements if its text has more than one style."""
WORD_JOINER = "\N{WORD JOINER}"
WHOLE_WORD = re.compile(rf"{re.escape(UNBROKEN_START_TAG)}(.*?)</span>")
View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class InlineImage:
    """An image of the mail: `src` is a `cid:` address; width and height are in CSS pixels."""

    src: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """Another language of the briefing, by its own name, and the address that chooses it."""

    tag: str
    name: str
    direction: str
    url: str


@dataclass(frozen=True, slots=True)
class Reader:
    """What a template may know of the recipient; the name may be empty."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class MailView:
    """The parts of a mail that are not on the page; each string is final.

    `link` is the address of the PDF, or "" if it is attached; `proof` is "" except in a proof.
    """

    preheader: str
    logo: InlineImage | None
    picture: InlineImage | None
    link: str
    pdf_name: str
    sender: str
    postal_address: str
    sender_line: str
    unsubscribe: str
    languages: tuple[LanguageLink, ...]
    colon: str
    separator: str
    proof: str


@dataclass(frozen=True, slots=True)
class TemplateValues:
    """The variables of a template, by their names."""

    page: PageView
    words: MailStrings
    mail: MailView
    reader: Reader

    def as_plain(self, plain_page: PageView) -> TemplateValues:
        """Return the same with the page as plain text."""
        return replace(self, page=plain_page)

    def as_dict(self) -> dict[str, object]:
        """Return the variables by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def find_colon(tag: str) -> str:
    """Return the colon between a label and what it labels, with the spaces of the language."""
    return COLONS.get(tag.partition("-")[0], ": ")


def make_plain(view: View) -> View:
    """Return a view with all markup replaced by plain text."""
    return _change_texts(view, _strip_tags)


def remove_typesetting(view: View) -> View:
    """Return a view without what only the press needs.

    These are the elements around words that are not hyphenated, and word joiners, which some mail
    programs show as boxes.
    """
    return _change_texts(view, _remove_typesetting)


def _strip_tags(text: str) -> str:
    """Return the text without markup; the address of a link follows its text in brackets."""
    if not isinstance(text, Markup):
        return text
    # as a plain string: the methods of Markup would escape what is inserted
    return html.unescape(TAG.sub("", LINK.sub(r"\2 (\1)", str(text))))


def _remove_typesetting(text: str) -> str:
    joined = str(text).replace(WORD_JOINER, "")
    if not isinstance(text, Markup):
        return joined
    return Markup(WHOLE_WORD.sub(r"\1", joined))  # noqa: S704 - a part of what was safe before


def _change_texts(view: View, change: Callable[[str], str]) -> View:
    """Return a view with every text changed, in the views that it contains, too."""
    if isinstance(view, str):
        return cast("View", change(view))
    if isinstance(view, tuple):
        return cast("View", tuple(_change_texts(item, change) for item in view))
    if not is_dataclass(view) or isinstance(view, type):
        return view
    changes = {f.name: _change_texts(getattr(view, f.name), change) for f in fields(view)}
    return replace(view, **changes)
