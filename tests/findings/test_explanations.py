"""Every code that brief can give is explained, and nothing else is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from brief.findings.explanations import TITLES, explanations_by_area, load_explanations
from brief.press.preflight.rules import RULES
from tests.finding_codes import Codes, read_codes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def codes(checkout: Path) -> Codes:
    return read_codes(checkout / "brief")


def test_the_source_was_read(codes: Codes) -> None:
    assert len(codes.written) > 150
    assert {"error", "warning", "note", "Message", "Finding", "UsageError"} <= codes.carriers.keys()
    assert {"duplicate-key", "not-a-file", "image-missing", "bug", "usage"} <= codes.written.keys()
    assert codes.written.keys() >= RULES.keys()


def test_every_code_can_be_told_from_the_source(codes: Codes) -> None:
    assert codes.unclear == []


def test_every_code_is_explained(codes: Codes) -> None:
    unexplained = {
        code: at for code, at in codes.written.items() if code not in load_explanations()
    }
    assert unexplained == {}
    for pattern, at in codes.patterns.items():
        assert any(re.fullmatch(pattern, code) for code in load_explanations()), at


def test_every_explanation_is_of_a_code_that_exists(codes: Codes) -> None:
    idle = [
        code
        for code in load_explanations()
        if code not in codes.written
        and not any(re.fullmatch(pattern, code) for pattern in codes.patterns)
    ]
    assert idle == []


@pytest.mark.parametrize("code", load_explanations())
def test_an_explanation_says_what_why_and_what_to_do(code: str) -> None:
    explanation = load_explanations()[code]
    for text in (explanation.what, explanation.why, explanation.do):
        assert text
        assert text[-1] in ".!?:)", text
        assert "  " not in text
    assert len(explanation.what) <= 120
    assert explanation.area in TITLES, "an area has a title"


def test_no_code_is_explained_twice_and_all_stand_in_order(checkout: Path) -> None:
    seen: dict[str, str] = {}
    for file in sorted((checkout / "brief/findings/explanations").glob("*.yaml")):
        text = file.read_text("utf-8")
        written = re.findall(r"^([a-z][\w-]*):", text, re.MULTILINE)
        assert written == sorted(written), file.name
        assert written == list(yaml.safe_load(text)), file.name
        assert not seen.keys() & set(written), file.name
        seen |= dict.fromkeys(written, file.name)
    assert len(seen) == len(load_explanations()) == sum(map(len, explanations_by_area().values()))
