"""Findings as plain data and back, so that a later run can tell again what an earlier one found."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from brief.findings import Finding, Place, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def packed(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as data that JSON can hold, with everything that they say."""
    return [asdict(finding) for finding in findings]


def unpacked(data: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    """Return the findings that `packed` was given.

    Raises KeyError, TypeError or ValueError if the data is of another form.
    """
    return tuple(_finding(item) for item in data)


def _finding(item: Mapping[str, Any]) -> Finding:
    place = item["place"]
    return Finding(
        **{
            **item,
            "severity": Severity(item["severity"]),
            "place": Place(**place) if place else None,
            "related": tuple(
                Related(other["message"], Place(**other["place"])) for other in item["related"]
            ),
        }
    )
