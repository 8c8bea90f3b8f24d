"""A YAML file to a model: the one way in which brief reads settings, content and brands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from brief.editorial.fields.model_keys import all_keys
from brief.editorial.fields.pydantic_errors import Translator
from brief.editorial.yaml.locations import FilePlaces
from brief.editorial.yaml.nodes import MapNode, ScalarNode, as_data
from brief.editorial.yaml.parser import compose
from brief.errors import ContentError
from brief.findings import Finding, Severity, error
from brief.findings.source_text import read_source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from brief.project import Project

M = TypeVar("M", bound=BaseModel)

MOST_FINDINGS = 50


class Attempt(NamedTuple, Generic[M]):
    """A file that was looked at: the model is None if a finding is an error."""

    model: M | None
    places: FilePlaces
    findings: tuple[Finding, ...]


def read_model(
    path: Path,
    project: Project,
    model: type[M],
    elsewhere: Mapping[str, type[BaseModel]] | None = None,
) -> tuple[M, FilePlaces]:
    """Return the model of a YAML file with the places of its values.

    All scalars come to the model's validators as strings; one that raises Misread chooses its
    words, and other errors are put in plain words. `elsewhere` maps names of other files to
    their models, so that a key in the wrong file is sent to the right one.

    Raises ContentError with all findings if one of them is an error. Who wants warnings of a file
    without errors asks attempt_model.
    """
    attempt = attempt_model(path, project, model, elsewhere)
    if attempt.model is None:
        raise ContentError(attempt.findings)
    return attempt.model, attempt.places


def attempt_model(
    path: Path,
    project: Project,
    model: type[M],
    elsewhere: Mapping[str, type[BaseModel]] | None = None,
) -> Attempt[M]:
    """Do what read_model does, and return the findings instead of raising them."""
    shown = project.display_path(path)
    try:
        source, findings = read_source(path, project)
    except ContentError as problem:
        return Attempt(None, FilePlaces(shown), problem.findings)
    root, syntax = compose(source, all_keys(model))
    places = FilePlaces(shown, source, root)
    findings += syntax
    if root is None:
        if not any(finding.severity is Severity.ERROR for finding in findings):
            findings += (_nothing_written(places),)
        return Attempt(None, places, _first(findings))
    if not isinstance(root, MapNode):
        # what YAML makes of the lines of a plain text helps nobody
        own = () if isinstance(root, ScalarNode) else findings
        return Attempt(None, places, _first((*own, _not_keys(places, model))))
    made: M | None = None
    try:
        made = model.model_validate(as_data(root))
    except ValidationError as problems:
        mended = {_spot(finding) for finding in syntax}  # what stands there is not what was typed
        found = Translator(model, places, elsewhere or {}).findings(problems)
        findings += tuple(finding for finding in found if _spot(finding) not in mended)
    if any(finding.severity is Severity.ERROR for finding in findings):
        made = None
    return Attempt(made, places, _first(findings))


def _spot(finding: Finding) -> tuple[int, int]:
    """Return line and column of a finding in its file."""
    return (finding.place.line, finding.place.column) if finding.place else (0, 0)


def _nothing_written(places: FilePlaces) -> Finding:
    return error(
        "empty-file",
        "the file has comments and no content",
        "write its content, or remove it",
        places.at(0),
    )


def _not_keys(places: FilePlaces, model: type[BaseModel]) -> Finding:
    """Return the finding for a file that is a list or a text as a whole."""
    keys = list(model.model_fields)
    root = places.root
    is_text = isinstance(root, ScalarNode)
    remedy = f"begin with a key, such as `{keys[0]}:`"
    if is_text:
        remedy += "; `brief import` makes a briefing of a plain text"
    return error(
        "wrong-kind",
        f"the file is one {'text' if is_text else 'list'}, and should be lines of the form "
        "`key: value`",
        remedy,
        places.of(),
    )


def _first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings in the order of the file, and no more than a person reads."""
    ordered = sorted(
        dict.fromkeys(findings),
        key=lambda finding: (finding.place.line, finding.place.column) if finding.place else (0, 0),
    )
    if len(ordered) <= MOST_FINDINGS:
        return tuple(ordered)
    errors = [finding for finding in ordered if finding.severity is Severity.ERROR]
    kept = (errors or ordered)[:MOST_FINDINGS]
    rest = len(ordered) - len(kept)
    last = error(
        "more-findings",
        f"{rest} more problems follow in this file",
        "repair these first, and build again",
        kept[-1].place,
    )
    return (*kept, last)
