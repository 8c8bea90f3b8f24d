"""Find what a mail would load when it is opened: images, fonts, style sheets and other files."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LOADING_ATTRIBUTES = {
    *(
        "src",
        "srcset",
        "background",
        "poster",
        "data",
        "lowsrc",
        "dynsrc",
        "longdesc",
        "imagesrcset",
        "attributionsrc",
    ),
    *("action", "formaction", "ping", "manifest", "codebase", "classid", "archive", "profile"),
}
FORBIDDEN_ELEMENTS = {
    *("script", "iframe", "frame", "object", "embed", "link", "base", "form", "input", "button"),
    *("video", "audio", "source", "track", "applet", "svg", "math", "portal", "bgsound", "image"),
}
_CSS_LOADS = re.compile(
    r"url\s*\(|@import|image-set\s*\(|src\s*:|expression\s*\(|\\", re.IGNORECASE
)
"""What loads in CSS; any escape is refused, since `u\\rl(…)` means `url(…)`."""


def find_loads(html: str) -> list[tuple[int, str]]:
    """Return what the HTML would load or run: line, and element or declaration.

    Links that a reader follows are allowed, and images in the mail itself (`cid:`).
    """
    finder = _LoadFinder()
    finder.feed(html)
    finder.close()
    return finder.found


class _LoadFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag in FORBIDDEN_ELEMENTS:
            self._add(f"<{tag}>")
        for name, value in attrs:
            text = (value or "").strip()
            plain = name.rpartition(":")[2]
            is_inline = tag == "img" and plain == "src" and text.startswith("cid:")
            is_link = plain == "href" and tag not in {"a", "area"}
            if (plain in LOADING_ATTRIBUTES and not is_inline) or is_link or plain[:2] == "on":
                self._add(f"<{tag} {name}>")
            if plain == "href" and not re.match(r"(https?|mailto):|#", text, re.IGNORECASE):
                self._add(f"<{tag} href={text[:40]}>")
            if plain == "style" and _CSS_LOADS.search(text):
                self._add(f"<{tag} style>")
            if plain == "http-equiv" and text.lower() == "refresh":
                self._add("<meta http-equiv=refresh>")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style and _CSS_LOADS.search(data):
            self._add("<style>")

    def handle_comment(self, data: str) -> None:
        # Outlook reads conditional comments
        if data.lstrip().startswith("[if"):
            inner = re.sub(r"^\s*\[if[^\]]*\]>|<!\[endif\]\s*$", "", data)
            self.found += [(self.getpos()[0], what) for _, what in find_loads(inner)]

    def _add(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))
