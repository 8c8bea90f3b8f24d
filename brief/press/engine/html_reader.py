"""Parse the HTML of a page with expat, in a tenth of the time that an HTML parser takes.

HTML defines a tree for every page, however faulty. If all elements are closed and nested as HTML
allows, the tree is the one that an XML parser returns. All other pages are left to WeasyPrint.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

SPACE = " \t\n"
DOCTYPE = re.compile(r"<!doctype html>[ \t\n]*", re.IGNORECASE)
VOID_TAG = re.compile(r'<((?:br|img|meta|wbr)(?:[ \t\n]+[a-z-]+="[^"]*")*)[ \t\n]*>')
DIFFERENT_IN_XML = re.compile(
    r"""<[!?]|/>|\r|xmlns(?::[^\s=]*)?\s*=\s*["']|&#(?!34;|39;)"""
    r"""|=[ \t\n]*(?:"[^"]*[\t\n]|'[^']*[\t\n])"""  # XML replaces them in attributes by spaces
)

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "div", "figcaption", "figure", "footer",
    "header", "li", "main", "nav", "ol", "p", "section", "table", "ul", *HEADINGS,
}  # fmt: skip
"""Elements before which HTML closes an open paragraph."""
FORMATTING = {"a", "b", "code", "em", "i", "s", "small", "strong", "u"}
"""Elements that HTML may close and open again if one contains another of its name."""
PHRASES = {"abbr", "bdi", "bdo", "cite", "mark", "q", "span", "sub", "sup", "time"}
VOID = {"br", "img", "wbr"}
ONLY_INSIDE = {
    "li": {"ol", "ul"},
    "thead": {"table"}, "tbody": {"table"}, "tr": {"thead", "tbody"}, "td": {"tr"}, "th": {"tr"},
}  # fmt: skip
PARTS_OF_TABLES = {"table", "thead", "tbody", "tr"}
"""Elements from which HTML moves texts, and elements other than parts of a table."""
IN_BODY = BLOCKS | FORMATTING | PHRASES | VOID | ONLY_INSIDE.keys()
MAX_DEPTH = 100


def parse_plain_page(page: str) -> ET.Element | None:
    """Return the root element of a page, or None if it needs a parser of HTML."""
    doctype = DOCTYPE.match(page)
    if doctype is None or DIFFERENT_IN_XML.search(page, doctype.end()):
        return None
    markup, end, after = page[doctype.end() :].rpartition("</html>")
    try:
        root = ET.fromstring(VOID_TAG.sub(r"<\1/>", markup) + end)  # noqa: S314 - has no DTD
    except (ET.ParseError, UnicodeEncodeError):
        return None
    if [root.tag, *(child.tag for child in root)] != ["html", "head", "body"]:
        return None
    head, body = root
    is_plain = (
        all(child.tag in {"meta", "title"} and not len(child) for child in head)
        and all(map(_has_plain_attributes, (root, head, *head, body)))
        and _is_nested_as_in_html(body, ())
    )
    outside = (root.text, head.text, *(child.tail for child in head), head.tail, body.tail, after)
    if not is_plain or "".join(filter(None, outside)).strip(SPACE):
        return None
    _move_outer_space(root, body, after)
    return root


def _has_plain_attributes(element: ET.Element) -> bool:
    return all(name == name.lower() and "{" not in name for name in element.keys())  # noqa: SIM118


def _is_nested_as_in_html(parent: ET.Element, ancestors: tuple[str, ...]) -> bool:
    """Return whether HTML has no rule that moves or closes an element inside `parent`."""
    inside = (*ancestors, parent.tag)
    if len(inside) > MAX_DEPTH:
        return False
    if parent.tag in PARTS_OF_TABLES and _has_text(parent):
        return False
    for child in parent:
        name = child.tag
        if (
            name not in IN_BODY
            or (name in FORMATTING and name in inside)
            or (name in BLOCKS and "p" in inside)
            or (name in HEADINGS and parent.tag in HEADINGS)
            or not _may_contain(inside, name)
            or not _has_plain_attributes(child)
            or not _is_nested_as_in_html(child, inside)
        ):
            return False
    return True


def _may_contain(inside: tuple[str, ...], name: str) -> bool:
    """Return whether HTML leaves an element of that name in the innermost of these elements."""
    parents, parent = ONLY_INSIDE.get(name), inside[-1]
    if name == "li" and parent == "div":  # closes only an open item of a list
        return "li" not in inside
    return parent in parents if parents else parent not in PARTS_OF_TABLES


def _has_text(element: ET.Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(text.strip(SPACE) for text in texts if text)


def _move_outer_space(root: ET.Element, body: ET.Element, after: str) -> None:
    """Put the white space outside of head and body where HTML puts it."""
    root.text = None
    space, body.tail = (body.tail or "") + after, None
    if space and len(body):
        body[-1].tail = (body[-1].tail or "") + space
    elif space:
        body.text = (body.text or "") + space
