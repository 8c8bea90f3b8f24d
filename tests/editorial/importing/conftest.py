"""What the tests of importing share: a project, files to import, and what comes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from brief.editorial.briefing import read_briefing, read_settings
from brief.editorial.importing.figures.suggestions import PLACEHOLDER
from brief.editorial.importing.importer import ImportPlan, ImportRequest, plan_import, write_import
from brief.editorial.prose import parse_prose, plain_text
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.briefing import Briefing


@dataclass(frozen=True)
class Inbox:
    """A project without briefings, and a folder of files that are to be imported into it."""

    root: Path

    @property
    def project(self) -> Project:
        """The project."""
        return Project(self.root / "project")

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file that is to be imported."""
        path = self.root / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def plan(self, *files: Path, lang: str = "", slug: str = "", into: str = "") -> ImportPlan:
        """Plan an import; `lang` are tags with spaces between."""
        return plan_import(self.project, ImportRequest(files, tuple(lang.split()), slug, into))

    def bring(self, *files: Path, lang: str = "", slug: str = "", into: str = "") -> Briefing:
        """Import files, write the labels, and return the briefing as brief reads it."""
        plan = self.plan(*files, lang=lang, slug=slug, into=into)
        for path, text in plan.files.items():
            plan.files[path] = text.replace(f': "{PLACEHOLDER}"\n', ': "label"\n')
        write_import(plan)
        return read_briefing(self.project, read_settings(self.project), plan.slug)


def shown(prose: str | None) -> str:
    """Return what readers see of a prose."""
    return plain_text(parse_prose(prose or ""))


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """Return an inbox beside an empty project."""
    (tmp_path / "project" / "content").mkdir(parents=True)
    return Inbox(tmp_path)
