"""The keys of a `_brand.yml` with their places: which were used, and why others were not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import read_text
from brief.editorial.yaml.locations import FilePlaces, Step
from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode, as_data
from brief.editorial.yaml.parser import parse_yaml
from brief.editorial.yaml.pitfalls import COMMENT_IN_TEXT
from brief.errors import ContentError
from brief.findings import Finding, Place, Severity, error
from brief.findings.source_text import read_source
from brief.findings.suggest import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project

KeyPath = tuple[Step, ...]

SECTIONS = ("meta", "logo", "color", "typography", "defaults")
"""The keys at the top of a `_brand.yml`."""
SPLIT = ("meta", "logo", "color", "typography")
"""The sections whose keys are listed one by one."""

TOKENS = "a brand has the colours ink, accent, muted, rule, tint and watermark"
BY_CSS = "the layout decides this; rules in brand.css can change it"
REASONS: dict[KeyPath, str] = {
    ("meta", "link"): "an address for the footer can be written in `imprint`",
    ("meta", "links"): "an address for the footer can be written in `imprint`",
    ("meta",): "a brand has a name only",
    ("logo",): "a brand has one logo, for white paper, described by the publisher's name",
    ("color",): TOKENS,
    ("typography",): "a brand has fonts for text and headings",
    ("typography", "base"): "brief chooses type size and line height so that the page is full",
    ("typography", "headings"): BY_CSS,
    ("typography", "link"): BY_CSS,
    ("typography", "fonts"): "pages use all faces of a family",
    ("typography", "monospace"): "a page has no program code",
    ("typography", "monospace-inline"): "a page has no program code",
    ("typography", "monospace-block"): "a page has no program code",
    ("defaults",): "settings of other programs",
}
"""Why keys are not used, by the beginning of their path; the longest one counts."""


@dataclass(frozen=True, slots=True)
class UnusedKeys:
    """Keys of one mapping that a brand cannot have, the place of the first, and the reason."""

    place: Place
    keys: str
    why: str

    def as_json(self) -> dict[str, object]:
        """Return the entry as JSON-ready data."""
        where = {"path": self.place.path, "line": self.place.line, "col": self.place.column}
        return {**where, "keys": self.keys, "why": self.why}


@dataclass(slots=True)
class BrandSource:
    """A `_brand.yml` while it is read: its places, the keys used, and the findings."""

    path: Path
    places: FilePlaces
    used: set[KeyPath] = field(default_factory=set)
    reasons: dict[KeyPath, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find_node(self, *path: Step) -> Node | None:
        """Return the node at `path`; None if it is missing or empty."""
        node = self.places.find_node(*path)
        return None if isinstance(node, ScalarNode) and node.is_empty else node

    def read_text(self, *path: Step) -> str:
        """Return the text at `path` and mark it as used; "" if it is missing.

        A list or mapping there, a text that cannot be printed, and one that a `#` makes a comment
        are recorded as errors.
        """
        node = self.places.find_node(*path)
        if node is None:
            return ""
        self.used.add(path)
        place = self.places.value_place(*path)
        if isinstance(node, ScalarNode) and node.is_empty:
            if node.comment is not None and node.comment_opens_tight:  # `primary: #447099`
                place = self.places.offset_place(node.comment)
                self.findings.append(COMMENT_IN_TEXT.as_error(place))
            return ""
        try:
            return " ".join(read_text(as_data(node)).split())
        except InvalidValue as problem:
            self.findings.append(problem.to_finding(place))
            return ""

    def list_keys(self, *path: Step) -> tuple[Step, ...]:
        """Return the keys of the mapping, or the numbers of the list, at `path`."""
        node = self.find_node(*path)
        if isinstance(node, MapNode):
            return tuple(node.values)
        return tuple(range(len(node.items))) if isinstance(node, ListNode) else ()

    def sorted_findings(self) -> tuple[Finding, ...]:
        """Return the findings in the order of the file, each once."""
        places = {it: (it.place.line, it.place.column) for it in self.findings if it.place}
        return tuple(sorted(places, key=lambda it: places[it]))

    def add_error(self, code: str, message: str, remedy: str, *path: Step) -> None:
        """Record an error at the value at `path`."""
        self.findings.append(error(code, message, remedy, self.places.value_place(*path)))

    def list_unused(self) -> tuple[UnusedKeys, ...]:
        """Return the keys that were not used, in the order of the file, siblings together."""
        groups: dict[tuple[KeyPath, str], list[KeyPath]] = {}
        for path in self._walk_unused(()):
            groups.setdefault((path[:-1], self._explain(path)), []).append(path)
        return tuple(
            UnusedKeys(self.places.key_place(*paths[0]), _join_paths(paths), why)
            for (_, why), paths in groups.items()
        )

    def _walk_unused(self, path: KeyPath) -> list[KeyPath]:
        if path in self.used:
            return []
        inside = any(used[: len(path)] == path for used in (*self.used, *self.reasons))
        inside = inside or (len(path) == 1 and path[0] in SPLIT and bool(self.list_keys(*path)))
        if path and (path in self.reasons or not inside):
            return [path]
        return [found for key in self.list_keys(*path) for found in self._walk_unused((*path, key))]

    def _explain(self, path: KeyPath) -> str:
        if path in self.reasons:
            return self.reasons[path]
        if path[0] not in SECTIONS:
            near = did_you_mean(str(path[0]), SECTIONS)
            return f"a _brand.yml does not have this key; {near}"
        begins = (path[:length] for length in range(len(path), 0, -1))
        return next(REASONS[begin] for begin in begins if begin in REASONS or len(begin) == 1)


def _join_paths(paths: list[KeyPath]) -> str:
    """Return sibling keys as text: `color.success, info`."""
    first, *others = [[str(step) for step in path] for path in paths]
    return ", ".join([".".join(first), *(path[-1] for path in others)])


def read_brand_source(path: Path, project: Project) -> BrandSource:
    """Return the parsed file. Raises ContentError unless it is a `_brand.yml` in valid YAML."""
    source, findings = read_source(path, project)
    root, syntax = parse_yaml(source, SECTIONS)
    places = FilePlaces(project.display_path(path), source, root)
    if problems := [it for it in (*findings, *syntax) if it.severity is Severity.ERROR]:
        raise ContentError(problems)
    if not isinstance(root, MapNode) or not root.values.keys() & set(SECTIONS):
        message = "this is not a _brand.yml: it has none of its sections"
        remedy = f"possible sections: {', '.join(SECTIONS)}"
        raise ContentError([error("brand-yml", message, remedy, places.value_place())])
    return BrandSource(path, places)
