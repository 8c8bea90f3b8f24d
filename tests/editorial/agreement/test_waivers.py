"""A waiver lets exactly one finding pass, and is told of when it lets none."""

from __future__ import annotations

import pytest

from tests.editorial.agreement.conftest import WORDS, Port

ALIKE = {"title": "Hafen und Stadt im Norden", "standfirst": "Kais und Kräne und Tore"}


def waiver(code: str, *values: str) -> str:
    entries = ", ".join(f'{{code: {code}, value: "{value}", reason: so}}' for value in values)
    return f"waive: [{entries}]\n"


@pytest.mark.parametrize("file", ["de", "it", "briefing"])
@pytest.mark.parametrize(
    "value", ["title", "Hafen und Stadt im Norden", "“hafen  und Stadt im norden”"]
)
def test_a_waiver_lets_pass_what_it_names(port: Port, file: str, value: str) -> None:
    waive = waiver("text-identical", value)
    if file == "briefing":
        port.facts = waive
    else:
        port.more[file] = waive
    assert port.codes(de=ALIKE, it=ALIKE) == ["text-identical"]


def test_two_findings_take_two_waivers(port: Port) -> None:
    port.more["it"] = waiver("text-identical", "title", "standfirst")
    assert port.codes(de=ALIKE, it=ALIKE) == []


def test_the_remedy_can_be_followed_for_one_finding_after_the_other(port: Port) -> None:
    for left in (2, 1):
        found = port.findings(de=ALIKE, it=ALIKE)
        assert [finding.code for finding in found] == ["text-identical"] * left
        quoted = found[0].remedy.replace("…", "a name").split("`")[1::2]
        assert quoted[0 if left == 2 else 1] == "waive:", "the key is there once it is written"
        line = quoted[0] if left == 2 else ""
        (entry,) = (part for part in quoted if part.startswith("- "))
        port.more["it"] = f"{port.more.get('it', line)}\n{entry}"
    assert port.findings(de=ALIKE, it=ALIKE) == ()


def test_a_second_waiver_for_the_same_is_unused(port: Port) -> None:
    port.more["it"] = waiver("text-identical", "title", "title", "standfirst")
    (finding,) = port.findings(de=ALIKE, it=ALIKE)
    assert finding.code == "waiver-unused"
    assert str(finding.place).startswith("content/harbour/it.yaml:5:")


def test_a_waiver_in_one_language_leaves_findings_of_others_alone(port: Port) -> None:
    port.languages = ("de", "en", "it")
    port.more["en"] = waiver("text-identical", "title")
    alike = {"title": ALIKE["title"]}
    codes = port.codes(de=alike, it=alike)
    assert codes == ["waiver-unused", "text-identical"]


def test_a_waiver_of_another_code_lets_nothing_pass(port: Port) -> None:
    port.more["it"] = waiver("link-differs", "title")
    alike = {"title": ALIKE["title"]}
    (first, second) = port.findings(de=alike, it=alike)
    assert {first.code, second.code} == {"text-identical", "waiver-unused"}


@pytest.mark.parametrize("code", ["number-difers", "points-differ", "waiver-unused", "x"])
def test_what_cannot_be_waived_is_told(port: Port, code: str) -> None:
    port.more["it"] = waiver(code, "29")
    (finding,) = port.findings()
    assert finding.code == "waiver-unused"
    assert "cannot be waived" in finding.message
    assert finding.remedy


def test_the_remedy_of_a_finding_is_a_waiver_that_works(port: Port) -> None:
    title = {"title": 'Der „Hafen" \\ und "mehr" im Norden'}
    (finding,) = port.findings(de=title, it=title)
    written = finding.remedy.split("`")[3].replace("…", "so")
    assert finding.place is not None
    assert finding.place.path.endswith("it.yaml")
    port.more["it"] = f"waive:\n  {written}\n"
    assert port.codes(de=title, it=title) == []


def test_a_waiver_is_not_published(port: Port) -> None:
    from brief.editorial.citations.published_record import format_published_record

    port.more["it"] = waiver("text-identical", "title")
    briefing = port.briefing(de={"title": WORDS["de"][0]})
    assert "text-identical" not in format_published_record(briefing, ["de", "it"])
