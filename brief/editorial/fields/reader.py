"""A YAML file to a model: the one way in which brief reads settings, content and brands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from brief.editorial.fields.model_keys import collect_keys
from brief.editorial.fields.pydantic_errors import ErrorConverter
from brief.editorial.yaml.locations import FilePlaces
from brief.editorial.yaml.nodes import MapNode, ScalarNode, as_data
from brief.editorial.yaml.parser import parse_yaml
from brief.errors import ContentError
from brief.findings import Finding, Severity, error
from brief.findings.source_text import read_source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from brief.project import Project

M = TypeVar("M", bound=BaseModel)

MAX_FINDINGS = 50


class ReadResult(NamedTuple, Generic[M]):
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

    All scalars come to the model's validators as strings; one that raises InvalidValue chooses its
    words, and other errors are put in plain words. `elsewhere` maps names of other files to
    their models, so that a key in the wrong file is sent to the right one.

    Raises ContentError with all findings if one of them is an error. Who wants warnings of a file
    without errors asks try_read_model.
    """
    attempt = try_read_model(path, project, model, elsewhere)
    if attempt.model is None:
        raise ContentError(attempt.findings)
    return attempt.model, attempt.places


def try_read_model(
    path: Path,
    project: Project,
    model: type[M],
    elsewhere: Mapping[str, type[BaseModel]] | None = None,
) -> ReadResult[M]:
    """Do what read_model does, and return the findings instead of raising them."""
    shown = project.display_path(path)
    try:
        source, findings = read_source(path, project)
    except ContentError as problem:
        return ReadResult(None, FilePlaces(shown), problem.findings)
    root, syntax = parse_yaml(source, collect_keys(model))
    places = FilePlaces(shown, source, root)
    findings += syntax
    if root is None:
        if not any(finding.severity is Severity.ERROR for finding in findings):
            findings += (_empty_file_finding(places),)
        return ReadResult(None, places, _limit_findings(findings))
    if not isinstance(root, MapNode):
        # what YAML makes of the lines of a plain text helps nobody
        own = () if isinstance(root, ScalarNode) else findings
        return ReadResult(None, places, _limit_findings((*own, _not_keys_finding(places, model))))
    read: M | None = None
    try:
        read = model.model_validate(as_data(root))
    except ValidationError as problems:
        repaired = {
            _line_and_column(finding) for finding in syntax
        }  # what stands there is not what was typed
        found = ErrorConverter(model, places, elsewhere or {}).to_findings(problems)
        findings += tuple(finding for finding in found if _line_and_column(finding) not in repaired)
    if any(finding.severity is Severity.ERROR for finding in findings):
        read = None
    return ReadResult(read, places, _limit_findings(findings))


def _line_and_column(finding: Finding) -> tuple[int, int]:
    """Return line and column of a finding in its file."""
    return (finding.place.line, finding.place.column) if finding.place else (0, 0)


def _empty_file_finding(places: FilePlaces) -> Finding:
    return error(
        "empty-file",
        "the file has comments and no content",
        "write its content, or remove it",
        places.offset_place(0),
    )


def _not_keys_finding(places: FilePlaces, model: type[BaseModel]) -> Finding:
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
        places.value_place(),
    )


def _limit_findings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings in the order of the file, and no more than a person reads."""
    ordered = sorted(
        dict.fromkeys(findings),
        key=lambda finding: (finding.place.line, finding.place.column) if finding.place else (0, 0),
    )
    if len(ordered) <= MAX_FINDINGS:
        return tuple(ordered)
    errors = [finding for finding in ordered if finding.severity is Severity.ERROR]
    shown = (errors or ordered)[:MAX_FINDINGS]
    rest = len(ordered) - len(shown)
    last = error(
        "more-findings",
        f"{rest} more problems follow in this file",
        "repair these first, and build again",
        shown[-1].place,
    )
    return (*shown, last)
