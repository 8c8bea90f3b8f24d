"""Checks of a briefing that cannot be read, so that one build reports all of its problems."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from brief.design.presentation import choose_presentation
from brief.editorial.briefing import Briefing
from brief.editorial.fields.reader import try_read_model
from brief.editorial.models.content import BriefingFacts
from brief.editorial.models.filenames import classify_files
from brief.editorial.models.structure_checks import FACTS
from brief.editorial.yaml.locations import Places
from brief.editorial.yaml.nodes import ScalarNode
from brief.errors import ContentError, UsageError
from brief.prepress.image_checks import check_images, check_logo

if TYPE_CHECKING:
    from brief.design.presentation import Overrides
    from brief.editorial.models.settings import Settings
    from brief.editorial.yaml.locations import FilePlaces
    from brief.findings import Finding
    from brief.project import Project


def find_early_problems(
    project: Project, settings: Settings, slug: str, overrides: Overrides
) -> list[Finding]:
    """Return the findings of a briefing's images, brand and layout, without reading its texts.

    If briefing.yaml is invalid, its images, brand and layout are checked as far as it names them.
    """
    folder = project.content_folder / slug
    facts = try_read_model(classify_files(folder, project).facts, project, BriefingFacts)
    findings = check_images(folder, facts.places)
    places = Places(MappingProxyType({FACTS: facts.places}), project.display_path(folder))
    read = facts.model or _read_names(facts.places)
    briefing = Briefing(slug, folder, read, MappingProxyType({}), places)
    try:
        presentation = choose_presentation(project, settings, briefing, overrides)
    except ContentError as problem:
        return [*findings, *problem.findings]
    except UsageError:  # of the command line, and reported separately
        return findings
    return [*findings, *check_logo(presentation.brand)]


def _read_names(facts: FilePlaces) -> BriefingFacts:
    """Return facts with only the brand and layout that an invalid briefing.yaml names."""
    names: dict[str, str | None] = {"brand": None, "layout": None}
    for key in names:
        node = facts.find_node(key)
        if isinstance(node, ScalarNode) and not node.is_empty:
            names[key] = node.value.strip()
    return BriefingFacts.model_construct(sources=(), brand=names["brand"], layout=names["layout"])
