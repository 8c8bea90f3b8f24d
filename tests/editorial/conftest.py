"""A project with one briefing in a temporary folder, and the findings about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from brief.editorial.briefing import read_briefing, read_settings
from brief.editorial.models.folders import list_slugs
from brief.errors import ContentError
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.briefing import Briefing
    from brief.findings import Finding


@dataclass(frozen=True)
class SampleProject:
    """Writes and reads a project with one briefing, `harbour`."""

    root: Path
    facts: str = "sources:\n  - publication: Harbour Quarterly\ndate: 2025-03-04\n"
    edition: str = "title: Il porto\nsummary: Il porto cresce.\npoints:\n  - Nuove banchine.\n"

    def write(self, **files: str | bytes) -> Project:
        """Write a project; `it` is it.yaml, `brief` is brief.yaml, other files are valid."""
        folder = self.root / "content" / "harbour"
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in {"briefing": self.facts, "it": self.edition, **files}.items():
            path = (self.root if name == "brief" else folder) / f"{name.replace('_', '-')}.yaml"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Project(self.root)

    def read(self, **files: str | bytes) -> Briefing:
        """Write a valid project and return its briefing."""
        project = self.write(**files)
        return read_briefing(project, read_settings(project), "harbour")

    def findings(self, project: Project) -> tuple[Finding, ...]:
        """Return the findings about the settings and every briefing."""
        try:
            settings = read_settings(project)
        except ContentError as problem:
            return problem.findings
        found: tuple[Finding, ...] = ()
        for slug in list_slugs(project):
            try:
                found += read_briefing(project, settings, slug).findings
            except ContentError as problem:
                found += problem.findings
        return found

    def list_codes(self, project: Project) -> list[str]:
        """Return the findings as lines of place and code."""
        return [f"{finding.place} {finding.code}" for finding in self.findings(project)]


@pytest.fixture
def sample(tmp_path: Path) -> SampleProject:
    """Return a project in an empty folder."""
    return SampleProject(tmp_path)
