"""Errors on their way from one process to another."""

from __future__ import annotations

import pickle

import pytest

from brief.errors import BriefError, ContentError, RenderError, SetupError, UsageError
from brief.findings import Place, error


@pytest.mark.parametrize(
    "problem",
    [
        UsageError("no such brand", "did you mean `house`?", "unknown-brand"),
        SetupError("no Pango", "install it"),
        BriefError("alone"),
    ],
)
def test_an_error_arrives_as_it_was_sent(problem: BriefError) -> None:
    again = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own
    assert type(again) is type(problem)
    sent = (problem.message, problem.remedy, problem.code, str(problem))
    assert (again.message, again.remedy, again.code, str(again)) == sent


@pytest.mark.parametrize("kind", [ContentError, RenderError])
def test_findings_arrive_with_their_places(kind: type[ContentError]) -> None:
    found = error("unknown-key", "no such key", "mend it", Place("it.yaml", 3, 4, 5, "titel: x"))
    again = pickle.loads(pickle.dumps(kind([found])))  # noqa: S301 - our own
    assert type(again) is kind
    assert again.findings == (found,)
    assert str(again) == "no such key"
