"""Read a YAML file into a model: settings, content, brands and layouts."""

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
    """The result of reading a file; the model is None if a finding is an error."""

    model: M | None
    places: FilePlaces
    findings: tuple[Finding, ...]


def read_model(path: Path, project: Project, model: type[M]) -> tuple[M, FilePlaces]:
    """Return the model of a YAML file with the places of its values.

    Raises ContentError with all findings if one of them is an error. Warnings about a file without
    errors are returned by `try_read_model` only.
    """
    attempt = try_read_model(path, project, model)
    if attempt.model is None:
        raise ContentError(attempt.findings)
    return attempt.model, attempt.places


def try_read_model(
    path: Path,
    project: Project,
    model: type[M],
    elsewhere: Mapping[str, type[BaseModel]] | None = None,
) -> ReadResult[M]:
    """Read a model like `read_model`, but return the findings instead of raising them.

    The model's validators get all scalars as strings. `elsewhere` maps names of other files to
    their models, so that the remedy for a key in the wrong file can name the right one.
    """
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
        # Syntax errors in a file of plain text would not help.
        own = () if isinstance(root, ScalarNode) else findings
        return ReadResult(None, places, _limit_findings((*own, _not_keys_finding(places, model))))
    read: M | None = None
    try:
        read = model.model_validate(as_data(root))
    except ValidationError as problems:
        # The values that were repaired in memory are not what was typed.
        repaired = {_line_and_column(finding) for finding in syntax}
        found = ErrorConverter(model, places, elsewhere or {}).to_findings(problems)
        findings += tuple(finding for finding in found if _line_and_column(finding) not in repaired)
    if any(finding.severity is Severity.ERROR for finding in findings):
        read = None
    return ReadResult(read, places, _limit_findings(findings))


def _line_and_column(finding: Finding) -> tuple[int, int]:
    return (finding.place.line, finding.place.column) if finding.place else (0, 0)


def _empty_file_finding(places: FilePlaces) -> Finding:
    remedy = "write its content, or remove the file"
    return error("empty-file", "the file has only comments", remedy, places.offset_place(0))


def _not_keys_finding(places: FilePlaces, model: type[BaseModel]) -> Finding:
    """Return the finding for a file that is a single list or text."""
    is_text = isinstance(places.root, ScalarNode)
    kind = "text" if is_text else "list"
    message = f"the file is one {kind}, but must have lines of the form `key: value`"
    remedy = f"begin with a key, such as `{next(iter(model.model_fields))}:`"
    if is_text:
        remedy += "; to make a briefing of a plain text, use `brief import`"
    return error("wrong-kind", message, remedy, places.value_place())


def _limit_findings(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return at most `MAX_FINDINGS` findings in the order of the file, errors first if too many."""
    ordered = sorted(dict.fromkeys(findings), key=_line_and_column)
    if len(ordered) <= MAX_FINDINGS:
        return tuple(ordered)
    errors = [finding for finding in ordered if finding.severity is Severity.ERROR]
    shown = (errors or ordered)[:MAX_FINDINGS]
    message = f"{len(ordered) - len(shown)} more problems follow in this file"
    remedy = "fix these first, then build again"
    return (*shown, error("more-findings", message, remedy, shown[-1].place))
