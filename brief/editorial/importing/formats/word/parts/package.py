"""Open a Word package (a ZIP file, ECMA-376 part 2) within bounds, and find its parts."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from brief.editorial.importing.formats.word.parts.xml_tree import (
    ElementBudget,
    UnreadableWordError,
    parse_xml,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_PARTS = 2_000
MAX_XML = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
USUAL_MAIN_PART = "word/document.xml"

_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # ECMA-376-2, annex C.5
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: the last word of its type, a part's name or an address."""

    kind: str
    target: str
    is_external: bool


class WordPackage:
    """The parts of a package; each is unpacked when it is asked for."""

    def __init__(self, raw: bytes) -> None:
        """Raise UnreadableWordError for a damaged package, or one that is huge when unpacked."""
        self._budget = ElementBudget()
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw))
        except Exception as problem:  # zipfile raises exceptions of many kinds
            msg = "it is damaged"
            raise UnreadableWordError(msg) from problem
        members = [each for each in self._archive.infolist() if not each.is_dir()]
        if problem_of := _trouble(members):
            raise UnreadableWordError(problem_of)
        self._members = {_fold(each.filename): each for each in members}
        self._by_file: dict[str, list[str]] = {}
        for name in self._members:
            self._by_file.setdefault(posixpath.basename(name), []).append(name)

    def has(self, name: str) -> bool:
        """Return whether the package has a part; case does not matter (ECMA-376-2, 6.2.2.3)."""
        return _fold(name) in self._members

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. Raises UnreadableWordError if they cannot be unpacked."""
        try:
            with self._archive.open(self._members[_fold(name)]) as packed:
                content = packed.read(MAX_XML + 1)
        except Exception as problem:  # zipfile does not convert those of its decompressors
            msg = f"its part {name} is damaged"
            raise UnreadableWordError(msg) from problem
        if len(content) > MAX_XML:
            msg = f"its part {name} is larger when unpacked than any briefing is"
            raise UnreadableWordError(msg)
        return content

    def parse(self, name: str) -> Element:
        """Return the root element of a part. Raises UnreadableWordError."""
        return parse_xml(self.read(name), name, self._budget)

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return what a part refers to, by id; `""` is the package itself."""
        folder, _, file = name.rpartition("/")
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(listed):
            return {}
        found: dict[str, Relationship] = {}
        for each in self.parse(listed).iter("rel:Relationship"):
            external = each.get("TargetMode", "").lower() == "external"
            target = each.get("Target", "")
            kind = each.get("Type", "").rpartition("/")[2]
            place = target if external else self._resolve(folder, target)
            found.setdefault(each.get("Id", ""), Relationship(kind, place, external))
        return found

    def main_part(self) -> str:
        """Return the name of the part with the text; "" without one.

        It is what the package refers to as its document, whatever its name and folder.
        """
        for each in self.relationships("").values():
            if each.kind == "officeDocument" and not each.is_external and self.has(each.target):
                return each.target
        return USUAL_MAIN_PART if self.has(USUAL_MAIN_PART) else ""

    def _resolve(self, folder: str, target: str) -> str:
        """Return the name of the part that a target means; it may be absolute or percent-coded."""
        target = target.replace("\\", "/").partition("#")[0]
        whole = target if target.startswith("/") else f"/{folder}/{target}"
        name = unquote(posixpath.normpath(whole).lstrip("/"))
        if self.has(name):
            return name
        # Some programs move the text to another folder, and leave its styles where they were.
        alike = self._by_file.get(posixpath.basename(_fold(name)), [])
        return alike[0] if len(alike) == 1 else name


def _trouble(members: list[zipfile.ZipInfo]) -> str:
    """Return why a package must not be read, or ""."""
    seen: set[str] = set()
    for each in members:
        name = _fold(each.filename)
        if name in seen:
            return f"it holds two parts of the name {each.filename[:100]}"
        seen.add(name)
        if ".." in name.split("/"):
            return f"it holds a part whose name leads to other folders: {each.filename[:100]}"
        if each.flag_bits & _ENCRYPTED:
            return "it is locked with a password"
        if each.compress_type not in _PACKED:
            return "it is packed in a way that no Word document is"
    xml = sum(each.file_size for each in members if each.filename.endswith((".xml", ".rels")))
    unpacked = sum(each.file_size for each in members)
    if len(members) > MAX_PARTS or xml > MAX_XML or unpacked > MAX_UNPACKED:
        return "it is larger when unpacked than any briefing is"
    return ""


def _fold(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
