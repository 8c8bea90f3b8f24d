"""Each folder in tests/projects is one failure: exactly its findings, each with what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from brief.editorial.fields.model_keys import collect_keys
from brief.editorial.models.content import BriefingFacts, Edition
from brief.editorial.yaml.parser import FastLoader, parse_yaml
from brief.errors import ContentError
from brief.findings.source_text import read_source
from brief.project import Project

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

PROJECTS = Path(__file__).parent.parent / "projects"
NAMES = sorted(folder.name for folder in PROJECTS.iterdir() if folder.is_dir())
KEYS = collect_keys(BriefingFacts) | collect_keys(Edition)
JARGON = (
    "validat", "input should", "pydantic", "scalar", "mapping", "sequence", "node", "token",
    "indicator", "extra", "type=", "dict", "tuple", "None",
)  # fmt: skip


def test_there_are_projects_for_every_failure() -> None:
    assert len(NAMES) > 100


@pytest.mark.parametrize("name", NAMES)
def test_the_findings_are_exactly_these(name: str, sample: SampleProject) -> None:
    expected = (PROJECTS / name / "expected.txt").read_text().splitlines()
    found = sample.findings(Project(PROJECTS / name))
    assert sorted(f"{finding.place} {finding.code}" for finding in found) == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_is_placed_and_helpful(name: str, sample: SampleProject) -> None:
    project = Project(PROJECTS / name)
    for finding in sample.findings(project):
        place = finding.place
        assert place is not None
        assert finding.message
        assert finding.remedy
        said = f"{finding.message} {finding.remedy}"
        assert not [word for word in JARGON if word in said], said
        if place.line:
            lines = (project.root / place.path).read_text().splitlines()
            assert place.text == lines[place.line - 1]
            assert 1 <= place.column <= len(place.text) + 1
            assert 1 <= place.length <= max(1, len(place.text) - place.column + 1)


@pytest.mark.skipif(FastLoader is yaml.SafeLoader, reason="PyYAML was built without libyaml")
@pytest.mark.parametrize("name", NAMES)
def test_the_parser_in_python_finds_the_same(name: str) -> None:
    project = Project(PROJECTS / name)
    for path in sorted(project.root.rglob("*.yaml")):
        try:
            source, _ = read_source(path, project)
        except ContentError:
            continue
        fast = parse_yaml(source, KEYS, FastLoader)
        slow = parse_yaml(source, KEYS, yaml.SafeLoader)
        assert slow[1] == fast[1]
        assert (slow[0] is None) == (fast[0] is None)
