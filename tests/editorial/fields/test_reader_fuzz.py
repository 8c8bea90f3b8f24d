"""Reading a file with any content returns a briefing or findings, and never crashes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from brief.editorial.briefing import Briefing, read_briefing, read_settings
from brief.editorial.fields.model_keys import collect_keys
from brief.editorial.models.content import BriefingFacts, Edition
from brief.editorial.yaml.parser import FastLoader, parse_yaml
from brief.errors import ContentError
from brief.findings.source_text import SourceText

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

KEYS = sorted(collect_keys(Edition) | collect_keys(BriefingFacts))
SHARED_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)
SIGNS = [*"-:?[]{},#&*!|>'\"%@`\\ \n\t\r~<=.…—„“«»()/", ": ", "- ", " #", "\n  ", "\n- ", ">-\n"]
PIECES = st.one_of(
    st.sampled_from(SIGNS),
    st.sampled_from([f"{key}: " for key in KEYS]),
    st.sampled_from(
        ["2025-02-30", "3,9", "29 %", "null", "no", "[16, 29]", "\u2028", "\ufeff", "\x85"]
    ),
    st.text(max_size=8),
)
YAML_LIKE = st.lists(PIECES, max_size=40).map("".join)
# What can be printed: no controls, no half characters, and something to see.
PRINTABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
    min_size=1,
).filter(lambda text: text.strip() == text and any(character.isalnum() for character in text))


def outcome(sample: SampleProject, **files: str | bytes) -> Briefing | ContentError:
    """Return the briefing, or the error with its findings; anything else is a bug."""
    project = sample.write(**files)
    try:
        return read_briefing(project, read_settings(project), "harbour")
    except ContentError as problem:
        refusal = problem
    assert refusal.findings
    for finding in refusal.findings:
        assert finding.message
        assert finding.remedy
        assert finding.place is not None
        json.dumps(finding.as_json())
    return refusal


@SHARED_FOLDER
@given(content=st.binary(max_size=200))
def test_any_bytes_are_a_briefing_or_findings(sample: SampleProject, content: bytes) -> None:
    outcome(sample, it=content, briefing=content, brief=content)


@SHARED_FOLDER
@given(content=YAML_LIKE)
@example(content="title: a\n\tb: c")
@example(content="- ? : - x")
@example(content="%YAML 2.0\n---\n")
@example(content="{a, b: [}")
@example(content="'\n---\n'")
@example(content="!<tag:x> !")
@example(content="\ufeff\ufeff")
def test_anything_like_yaml_is_a_briefing_or_findings(sample: SampleProject, content: str) -> None:
    data = content.encode("utf-8", "surrogatepass")
    outcome(sample, it=data)
    outcome(sample, briefing=data)


@SHARED_FOLDER
@given(content=YAML_LIKE)
def test_a_broken_end_is_a_briefing_or_findings(sample: SampleProject, content: str) -> None:
    outcome(sample, it=sample.edition + content, briefing=sample.facts + content)


@settings(max_examples=300)
@given(content=YAML_LIKE)
def test_neither_parser_is_brought_down(content: str) -> None:
    assume(content.isprintable() or "\n" in content)
    source = SourceText("it.yaml", content.replace("\u2028", " ").replace("\x85", " "))
    for loader in (FastLoader, yaml.SafeLoader):
        try:
            _, findings = parse_yaml(source, KEYS, loader)
        except yaml.reader.ReaderError:
            continue  # read_source keeps such characters from the parser
        for finding in findings:
            assert finding.place is not None
            assert finding.place.line >= 1


@SHARED_FOLDER
@given(text=PRINTABLE, style=st.sampled_from(["double", "block", "point", "keyed"]))
def test_a_text_comes_back_as_it_was_typed(sample: SampleProject, text: str, style: str) -> None:
    assume("](" not in text)
    written = json.dumps(text, ensure_ascii=False)
    content = {
        "double": f"title: {written}\nsummary: s\npoints: [p]\n",
        "block": f"title: >-\n  {text}\nsummary: s\npoints: [p]\n",
        "point": f"title: t\nsummary: s\npoints:\n  - {written}\n",
        "keyed": f"title: t\nsummary: s\npoints:\n  - text: {written}\n    id: a\n",
    }[style]
    briefing = outcome(sample, it=content)
    assert isinstance(briefing, Briefing), briefing.findings
    edition = briefing.editions["it"]
    assert (edition.title if style in {"double", "block"} else edition.points[0].text) == text
