"""Edits of one language alone are told once the languages have agreed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.agreement.drift import find_changes, format_changes
from brief.findings import Severity
from tests.editorial.agreement.conftest import Port, counterpart, marked

if TYPE_CHECKING:
    from pathlib import Path

BOTH = (
    {"points": ["Neue Kais.", "Neue Kräne.", "Neue Tore."]},
    {"points": ["Nuove banchine.", "Nuove gru.", "Nuovi varchi."]},
)


def record(port: Port) -> Path:
    return port.sample.root / "content" / "harbour" / "agreed.json"


def test_what_was_never_agreed_on_does_not_drift(port: Port) -> None:
    port.project()
    assert port.codes(it={"title": "Il porto è cresciuto"}) == []


def test_what_is_agreed_on_is_silent_until_it_is_edited(port: Port) -> None:
    port.agree()
    assert port.codes() == []


def test_an_edit_of_one_language_is_a_warning_that_shows_what_changed(port: Port) -> None:
    port.agree()
    (finding,) = port.findings(it={"summary": "Più navi, meno code ai varchi."})
    assert (finding.code, finding.severity) == ("languages-drifted", Severity.WARNING)
    assert "“attese” → “code”" in finding.message
    assert marked(finding) == "code"
    assert counterpart(finding) == "Mehr Schiffe, weniger Warten am Tor."
    assert "brief agree harbour --lang it" in finding.remedy


def test_an_edit_that_is_taken_back_is_silent(port: Port) -> None:
    port.agree()
    port.project(it={"title": "Il porto cresce ancora"})
    assert port.codes() == []


def test_line_breaks_in_the_yaml_are_no_edit(port: Port) -> None:
    port.agree(it={"standfirst": "Navi e gru."}, de={"standfirst": "Schiffe und Kräne."})
    port.more = {"it": "standfirst: >-\n  Navi\n  e gru.\n"}
    assert port.codes(de={"standfirst": "Schiffe und Kräne."}) == []


def test_edits_of_all_languages_are_one_note(port: Port) -> None:
    port.agree()
    german, italian = {"title": "A", "summary": "B"}, {"title": "C", "summary": "D"}
    (finding,) = port.findings(de=german, it=italian)
    assert (finding.code, finding.severity) == ("agreement-stale", Severity.NOTE)
    assert "2 texts are new or edited" in finding.message
    assert "title, summary" in finding.message


def test_agreeing_again_settles_it(port: Port) -> None:
    port.agree()
    edited = {"title": "Il porto è cresciuto"}
    assert port.agree(it=edited) == {"title": ["it"]}
    assert port.codes(it=edited) == []
    assert port.agree(it=edited) == {}


def test_one_language_can_be_recorded_alone(port: Port) -> None:
    port.agree()
    german, italian = {"title": "Der Hafen wuchs"}, {"summary": "Più navi."}
    assert port.agree("it", de=german, it=italian) == {"summary": ["it"]}
    (finding,) = port.findings(de=german, it=italian)
    assert (finding.code, marked(finding)) == ("languages-drifted", "wuchs")


def test_of_three_languages_those_that_did_not_follow_are_named(port: Port) -> None:
    port.languages = ("de", "en", "it")
    port.agree()
    findings = port.findings(de={"title": "Der Hafen wuchs"}, it={"title": "Il porto crebbe"})
    assert {finding.code for finding in findings} == {"languages-drifted"}
    assert [marked(finding) for finding in findings] == ["wuchs", "crebbe"]
    assert [counterpart(finding) for finding in findings] == ["The port is growing"] * 2


def test_a_new_language_is_a_note_until_it_is_recorded(port: Port) -> None:
    port.agree()
    port.languages = ("de", "en", "it")
    assert port.codes() == ["agreement-stale"]
    assert port.agree() == {"title": ["en"], "summary": ["en"], "point 1": ["en"]}
    assert port.codes() == []


def test_a_point_put_before_others_does_not_make_them_drift(port: Port) -> None:
    german, italian = BOTH
    port.agree(de=german, it=italian)
    more_german = {"points": ["Ein neuer Punkt.", *german["points"]]}
    more_italian = {"points": ["Un punto nuovo.", *italian["points"]]}
    (finding,) = port.findings(de=more_german, it=more_italian)
    assert (finding.code, finding.message.rpartition(": ")[2]) == ("agreement-stale", "point 1")


def test_an_edit_is_found_though_the_points_changed_places(port: Port) -> None:
    german, italian = BOTH
    port.agree(de=german, it=italian)
    turned = {"points": german["points"][::-1]}
    other = {"points": ["Nuovi varchi.", "Nuove gru.", "Nuovi moli."]}
    (finding,) = port.findings(de=turned, it=other)
    assert (finding.code, marked(finding)) == ("languages-drifted", "Nuovi moli")
    assert counterpart(finding) == "Neue Kais."


def test_a_text_removed_from_one_language_is_told(port: Port) -> None:
    port.agree(de={"standfirst": "Kurz."}, it={"standfirst": "Breve."})
    (finding,) = port.findings(de={"standfirst": "Kurz."})
    assert finding.code == "languages-drifted"
    assert "standfirst: removed here" in finding.message
    assert finding.place is not None
    assert finding.place.path == "content/harbour/it.yaml"


def test_a_text_removed_from_all_languages_is_silent(port: Port) -> None:
    port.agree(de={"standfirst": "Kurz."}, it={"standfirst": "Breve."})
    assert port.codes() == []


def test_points_with_ids_are_known_by_them(port: Port) -> None:
    german = {"points": [{"id": "kai", "text": "Kais."}, {"id": "gru", "text": "Kräne."}]}
    italian = {"points": [{"id": "gru", "text": "Gru."}, {"id": "kai", "text": "Moli."}]}
    port.agree(de=german, it=italian)
    italian["points"][1]["text"] = "Banchine."
    (finding,) = port.findings(de=german, it=italian)
    assert (marked(finding), counterpart(finding)) == ("Banchine", "Kais.")


def test_the_record_has_a_line_for_each_text_and_is_the_same_every_time(port: Port) -> None:
    port.agree()
    first = record(port).read_bytes()
    lines = first.decode().splitlines()
    assert '   "it": "Il porto cresce"' in [line.rstrip(",").replace("  ", "  ") for line in lines]
    assert list(json.loads(first)["texts"]) == ["title", "summary", "point 1"]
    record(port).unlink()
    port.agree()
    assert record(port).read_bytes() == first
    assert [path.name for path in record(port).parent.glob(".*")] == []


@pytest.mark.parametrize(
    "content",
    [b"{", b"<<<<<<< HEAD\n{}", b"[]", b"{}", b'{"texts": []}', b'{"texts": {"title": "x"}}',
     b'{"texts": {"title": {"it": 3}}}', b"\xff\xfe", b"[" * 100_000, b""],
)  # fmt: skip
def test_a_damaged_record_is_a_warning_and_stops_nothing(port: Port, content: bytes) -> None:
    port.project()
    record(port).write_bytes(content)
    (finding,) = port.findings()
    assert (finding.code, finding.severity) == ("agreement-damaged", Severity.WARNING)
    assert finding.place is not None
    assert finding.place.path == "content/harbour/agreed.json"


def test_a_record_that_cannot_be_read_is_a_warning(port: Port) -> None:
    port.project()
    record(port).mkdir()
    assert port.codes() == ["agreement-damaged"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("fast 4 Mrd. CNY", "fast 5 Mrd. CNY", "“4” → “5”"),
        ("um 1.000 Stück", "um 1.500 Stück", "“1.000” → “1.500”"),
        ("der Hafen", "der neue Hafen", "“neue” added"),
        ("der neue Hafen", "der Hafen", "“neue” removed"),
        ("a b c d e f g h", "1 b 2 d 3 f 4 h", "“a” → “1”, “c” → “2”, “e” → “3” and 1 more"),
        ("水位预报", "水位预告", "“报” → “告”"),
        ("a  b", "a b", "“a b” → “a b”"),
    ],
)
def test_changes_are_told_word_by_word(old: str, new: str, message: str) -> None:
    assert format_changes(find_changes(old, new)) == message


@given(st.text("ab 1.,水 \u00a0", max_size=30), st.text("ab 1.,水 \u00a0", max_size=30))
def test_changes_are_found_in_any_text_and_stand_where_they_say(old: str, new: str) -> None:
    found = find_changes(old, new)
    assert bool(found) == (old != new)
    for change in found:
        assert 0 <= change.start <= change.end <= len(new)
        assert not change.new or new[change.start : change.end] == change.new
        assert change.old in old
