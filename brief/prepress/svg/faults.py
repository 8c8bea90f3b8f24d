"""Find why a drawing (SVG) cannot be printed as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

if TYPE_CHECKING:
    from collections.abc import Collection

INTERNAL_REFERENCE = re.compile(r"#|data:", re.IGNORECASE)
CSS_LOADS = re.compile(r"@import[^;]*|url\(\s*[\"']?(?!\s*(?:#|data:))[^)\"']+", re.IGNORECASE)
MAX_QUOTED = 80  # characters of an address in a message
SAVE_SVG = "open it in a drawing program and save it again as plain SVG"
EMBED = "put that file's content into the drawing (“embed” in drawing programs)"


@dataclass(frozen=True, slots=True)
class DrawingFault:
    """Why a drawing cannot be printed as it is: `reason` follows its name in a message."""

    code: str
    reason: str
    remedy: str
    is_error: bool = True


def find_drawing_fault(content: bytes, families: Collection[str] = ()) -> DrawingFault | None:
    """Return the fault of an SVG file; entities, which can expand without limit, are refused."""
    _ = families
    reader = _SvgReader()
    try:
        reader.read(content)
    except (ExpatError, ValueError) as problem:
        if not reader.entities:
            reason = "is not a readable SVG"
            if isinstance(problem, ExpatError):
                reason += f": line {problem.lineno}, {ErrorString(problem.code)}"
            return DrawingFault("image-damaged", reason, SAVE_SVG)
    if reader.entities:
        return DrawingFault("image-kind", "declares entities, which are not allowed", SAVE_SVG)
    if reader.root != "svg":
        return DrawingFault("image-kind", f"is not an SVG, but {reader.root}", SAVE_SVG)
    if reader.external_urls:
        url = reader.external_urls[0][:MAX_QUOTED]
        return DrawingFault("image-linked", f"refers to another file ({url})", EMBED)
    return None


class _SvgReader:
    """Reads the root element of an XML file, its entities, and the URLs that it loads."""

    def __init__(self) -> None:
        self.root = ""
        self.entities: list[str] = []
        self.external_urls: list[str] = []
        self._element = ""

    def read(self, content: bytes) -> None:
        """Read the whole file. Raises ExpatError or ValueError if it is not XML."""
        parser = ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start_element
        parser.CharacterDataHandler = self._take_text
        parser.EntityDeclHandler = lambda name, *_: self.entities.append(name)
        parser.Parse(content, True)  # noqa: FBT003 - expat's own flag: this is all

    def _start_element(self, name: str, attributes: dict[str, str]) -> None:
        self._element = name.rpartition(" ")[2]
        self.root = self.root or self._element
        for key, value in attributes.items():
            self._collect_css_urls(value)
            # the target of a link is not loaded; everything else is
            loads = key.rpartition(" ")[2] in {"href", "src"} and self._element != "a"
            if loads and value.strip() and not INTERNAL_REFERENCE.match(value.strip()):
                self.external_urls.append(value.strip())

    def _take_text(self, text: str) -> None:
        if self._element == "style":
            self._collect_css_urls(text)

    def _collect_css_urls(self, text: str) -> None:
        self.external_urls += [found[0] for found in CSS_LOADS.finditer(text)]
