"""Read the metadata of an HTML page, and decide which elements are not part of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.numbers_and_dates import read_partial_date
from brief.editorial.fields.texts import read_url
from brief.editorial.importing.formats.boilerplate import parse_rights
from brief.editorial.importing.formats.html.tree import block_lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.document import Manuscript

_EXCLUDED_TAGS = {
    "nav": "the page’s navigation",
    "aside": "it is beside the page’s text",
    "footer": "the page’s foot",
    "dialog": "a dialogue window",
    "menu": "a menu",
}
_EXCLUDED_ROLES = {
    "navigation": "the page’s navigation",
    "banner": "the page’s head",
    "contentinfo": "the page’s foot",
    "complementary": "it is beside the page’s text",
    "search": "a search field",
    "dialog": "a dialogue window",
    "alertdialog": "a dialogue window",
}
# Names that content systems give to elements around a text, as whole words of class or id.
_EXCLUDED_NAMES = (
    (r"cookies?|consent|gdpr|onetrust|cmp", "a cookie notice"),
    (r"shar(?:e|ing)|social|addtoany|sharedaddy|jetpack-likes", "buttons to share the page"),
    (r"newsletter|subscribe|subscription|signup|paywall", "an invitation to subscribe"),
    (r"related|recommended|more-stories|read-also", "links to other pages"),
    (r"breadcrumbs?|navigation|navbar|menu|pagination|skip-link", "the page’s navigation"),
    (r"(?<!inline-)comments?|respond|disqus", "readers’ comments"),
    (r"adverts?|advertisement|advertising|ads|sponsored|promo", "an advertisement"),
    (
        r"screen-reader-text|sr-only|screen-only|visually-?hidden|hidden-visually|off-?screen",
        "it is not shown on the page",
    ),
    (r"editsection|mw-jump-link|catlinks|navbox|hatnote|noprint|toc", "the page’s navigation"),
    (r"gmail_quote|moz-cite-prefix|yahoo_quoted|protonmail_quote", "an earlier mail"),
    (r"gmail_signature|moz-signature", "a signature"),
    (r"gmail_attr", "the head of the mail"),
    (r"wp-caption-text|image-caption|photo-caption|media-caption", "a caption"),
    (r"msoplaceholdertext", "a prompt that was not filled in"),
)
# Classes that hide (Tailwind, Bootstrap, WordPress), and those that show again on wide screens.
_HIDING = frozenset(("hidden", "d-none", "is-hidden", "u-hidden", "hide", "invisible"))
_SHOWING = re.compile(
    r":(?:block|inline|flex|grid|contents|table|visible)|d-\w+-(?:block|inline|flex)"
)
_BY_NAME = tuple(
    (re.compile(rf"(?:^|[-_])(?:{names})(?:$|[-_])"), why) for names, why in _EXCLUDED_NAMES
)


def excluded_tag(element: Element, *, has_title: bool) -> str:
    """Return why an element is not part of a page's text by its tag or role, or ""."""
    tag = str(element.tag)
    if why := _EXCLUDED_ROLES.get((element.get("role") or "").lower()) or _EXCLUDED_TAGS.get(tag):
        return why
    return "the page’s head" if tag == "header" and not has_title else ""


def excluded_by_name(element: Element) -> str:
    """Return why an element is not part of a page's text by its class or id, or ""."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    if _HIDING & set(names) and not any(_SHOWING.search(name) for name in names):
        return "it is not shown on the page"
    return next((why for name in names for pattern, why in _BY_NAME if pattern.search(name)), "")


def find_article(root: Element) -> Element:
    """Return the element with a page's text: its only `<article>`, its only `<main>`, or `root`."""
    for path in (".//article", ".//main", ".//*[@role='main']"):
        found = root.findall(path)
        if len(found) == 1 and len(" ".join(found[0].itertext())) > 1:
            return found[0]
    return root


def read_metadata(root: Element, manuscript: Manuscript) -> None:
    """Read a page's site name, address, author and date into the manuscript, as far as valid."""
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        printable = (sign if sign.isprintable() else " " for sign in element.get("content") or "")
        content = " ".join("".join(printable).split())
        if name and content:
            meta.setdefault(name, content)
    canonical = root.find(".//link[@rel='canonical']")
    address = canonical.get("href", "") if canonical is not None else meta.get("og:url", "")
    manuscript.publication = meta.get("og:site_name", "")[:200]
    author = meta.get("author", "")
    manuscript.author = "" if author.lower().startswith(("http", "admin")) else author[:200]
    try:
        manuscript.url = read_url(address) if address else ""
    except InvalidValue:
        manuscript.url = ""
    day = meta.get("article:published_time") or meta.get("date") or ""
    try:
        manuscript.published = read_partial_date(day[:10]) if day else None
    except InvalidValue:
        manuscript.published = None


def read_surroundings(root: Element, article: Element, manuscript: Manuscript) -> None:
    """Read copyright lines around the article, and record the number of words left out."""
    around = block_lines(root)
    for line in around:
        rights = parse_rights(line)
        if rights and rights not in manuscript.rights:
            manuscript.rights.append(rights)
    inside = sum(len(line.split()) for line in block_lines(article))
    words = sum(len(line.split()) for line in around) - inside
    if words > 0:
        counted = "1 word" if words == 1 else f"{words} words"
        manuscript.leave_out("", f"{counted} around the page’s article")
