"""What tests of agreement share: a port's briefing, with other words where a test needs them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from brief.editorial.agreement.drift import record_agreement
from brief.editorial.briefing import align_briefing, read_briefing, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.editorial.briefing import Briefing
    from brief.findings import Finding
    from brief.project import Project
    from tests.editorial.conftest import SampleProject

WORDS = {
    "de": ("Der Hafen wächst", "Mehr Schiffe, weniger Warten am Tor.", "Neue Kais im Norden."),
    "en": ("The port is growing", "More ships, less waiting at the gate.", "New quays up north."),
    "it": ("Il porto cresce", "Più navi, meno attese ai varchi.", "Nuove banchine a nord."),
    "fr": ("Le port s’agrandit", "Plus de navires, moins d’attente.", "Nouveaux quais au nord."),
    "zh": ("港口正在发展", "船只更多，等待更少。", "北部的新码头。"),
}
FACTS = "sources:\n  - publication: Harbour Quarterly\ndate: 2025-03-04\n"


@dataclass
class Port:
    """A briefing about a port, in German and Italian unless a test says otherwise."""

    sample: SampleProject
    languages: tuple[str, ...] = ("de", "it")
    facts: str = ""
    settings: str = ""
    more: dict[str, str] = field(default_factory=dict)

    def project(self, **texts: Mapping[str, object]) -> Project:
        """Write the briefing; `it={"title": …}` replaces what a language says."""
        files = {}
        for tag in self.languages:
            title, summary, point = WORDS[tag]
            said: dict[str, object] = {"title": title, "summary": summary, "points": [point]}
            said |= texts.get(tag, {})
            # JSON is YAML, and quotes whatever a test may write
            lines = [
                f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()
            ]
            files[tag] = "\n".join(lines) + "\n" + self.more.get(tag, "")
        order = f"languages: [{', '.join(self.languages)}]\n"
        project = self.sample.write(
            briefing=FACTS + self.facts, brief=order + self.settings, **files
        )
        if "it" not in self.languages:
            (project.content_folder / "harbour" / "it.yaml").unlink()
        return project

    def briefing(self, **texts: Mapping[str, object]) -> Briefing:
        """Write the briefing and read it."""
        project = self.project(**texts)
        return read_briefing(project, read_settings(project), "harbour")

    def findings(self, **texts: Mapping[str, object]) -> tuple[Finding, ...]:
        """Write the briefing and return what is found in it."""
        return self.briefing(**texts).findings

    def codes(self, **texts: Mapping[str, object]) -> list[str]:
        """Write the briefing and return the codes of what is found in it."""
        return [finding.code for finding in self.findings(**texts)]

    def agree(self, *tags: str, **texts: Mapping[str, object]) -> dict[str, list[str]]:
        """Write the briefing and record that its languages agree."""
        project = self.project(**texts)
        settings = read_settings(project)
        briefing = read_briefing(project, settings, "harbour")
        return dict(record_agreement(align_briefing(briefing, settings), briefing.folder, tags))


@pytest.fixture
def port(sample: SampleProject) -> Port:
    """Return the briefing about a port; its `it.yaml` of its own makes way for the test's."""
    return Port(sample)


def marked(finding: Finding) -> str:
    """Return the words that a finding underlines."""
    place = finding.place
    assert place is not None
    return place.text[place.column - 1 :][: place.length]


def counterpart(finding: Finding) -> str:
    """Return the words that the first related place underlines."""
    place = finding.related[0].place
    return place.text[place.column - 1 :][: place.length]
