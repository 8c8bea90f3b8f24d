"""Which briefings there are, and what one of them is when it is read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from brief.editorial.briefing import list_languages, read_briefing, read_settings
from brief.editorial.fields.reader import read_model
from brief.editorial.models.base import Model
from brief.editorial.models.folders import list_slugs
from brief.editorial.models.key_figures import KeyFigure, Range
from brief.editorial.models.settings import Settings
from brief.errors import ContentError, UsageError
from brief.findings import Severity
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editorial.conftest import SampleProject

RICH_FACTS = """\
date: 2025-09-15
sources:
  - {publication: Harbour Quarterly, published: 2025-09, rights: © 2025 Harbour Quarterly}
key_figures:
  - {id: berths, value: [16, 29.50], unit: percent, additional: yes}
  - {id: cost, value: 560e6, unit: EUR, notation: compact, qualifier: almost, additional: yes}
images:
  - {id: quay, file: quay.png}
"""
RICH_EDITION = """\
title: no
summary: >-
  Zwölf: „12:30“
  und 010
points:
  - {id: b, text: "Zweitens # nicht zuerst"}
  - id: a
    text: Erstens
key_figures:
  berths: Plätze
  cost: {label: Kosten, note: ohne Zinsen}
images: {quay: {alt: Der Kai}}
"""


def test_everything_is_what_was_typed(sample: SampleProject) -> None:
    briefing = sample.read(briefing=RICH_FACTS, it=RICH_EDITION, de=RICH_EDITION)
    facts, edition = briefing.facts, briefing.editions["de"]
    assert briefing.slug == "harbour"
    assert briefing.folder == sample.root / "content" / "harbour"
    assert briefing.findings == ()
    assert facts.date == dt.date(2025, 9, 15)
    assert str(facts.sources[0].published) == "2025-09"
    assert facts.key_figures[0].value == Range(low=Decimal(16), high=Decimal("29.50"))
    assert facts.key_figures[1].value == Decimal(560_000_000)
    assert facts.key_figures[1].qualifier == "almost"
    assert edition.title == "no"
    assert edition.summary == "Zwölf: „12:30“ und 010"
    assert [point.id for point in edition.points] == ["b", "a"]
    assert edition.points[0].text == "Zweitens # nicht zuerst"
    assert edition.key_figures["berths"].label == "Plätze"
    assert edition.key_figures["cost"].note == "ohne Zinsen"
    assert edition.images["quay"].alt == "Der Kai"
    assert {type(edition.title), type(edition.points[0].text)} == {str}


def test_every_value_has_its_place(sample: SampleProject) -> None:
    places = sample.read(briefing=RICH_FACTS, it=RICH_EDITION).places
    assert str(places.value_place("it", "points", 1, "text")) == "content/harbour/it.yaml:8:11"
    assert str(places.value_place("it", "points", 0, "text")) == "content/harbour/it.yaml:6:19"
    assert (
        str(places.value_place("it", "key_figures", "cost", "note"))
        == "content/harbour/it.yaml:11:31"
    )
    assert str(places.value_place("briefing", "key_figures", 0, "value", "high")).endswith(":5:30")
    assert places.value_place("briefing", "key_figures", 0, "value", "high").length == len("29.50")
    assert str(places.key_place("it", "title")) == "content/harbour/it.yaml:1:1"


def test_what_is_not_there_has_the_place_of_what_is_around_it(sample: SampleProject) -> None:
    places = sample.read(briefing=RICH_FACTS, it=RICH_EDITION).places
    assert places.value_place("it", "key_figures", "berths", "note") == places.value_place(
        "it", "key_figures", "berths"
    )
    assert places.value_place("it", "points", 9, "text") == places.value_place("it", "points")
    assert str(places.value_place("it", "standfirst")) == "content/harbour/it.yaml:1:1"
    assert str(places.value_place("fr", "title")) == "content/harbour"


def test_a_short_point_and_a_short_label_have_the_place_of_their_text(
    sample: SampleProject,
) -> None:
    places = sample.read().places
    assert str(places.value_place("it", "points", 0, "text")) == "content/harbour/it.yaml:4:5"


def test_editions_come_in_the_order_of_the_project(sample: SampleProject) -> None:
    tags = {"de": sample.edition, "pt_BR": sample.edition, "ar": sample.edition}
    briefing = sample.read(brief="languages: [it, pt-BR]\n", **tags)
    assert tuple(briefing.editions) == ("it", "pt-BR", "ar", "de")
    with pytest.raises(TypeError):
        briefing.editions["fr"] = briefing.editions["it"]  # type: ignore[index]


def test_a_missing_language_leaves_the_others(sample: SampleProject) -> None:
    briefing = sample.read(brief="languages: [it, de, fr]\n")
    assert tuple(briefing.editions) == ("it",)
    assert [finding.code for finding in briefing.findings] == ["missing-language"] * 2
    assert {finding.severity for finding in briefing.findings} == {Severity.ERROR}
    place = briefing.findings[0].place
    assert place is not None
    assert (str(place), place.length) == ("brief.yaml:1:17", 2)
    assert "content/harbour/de.yaml" in briefing.findings[0].remedy


@pytest.mark.parametrize("languages", ["languages: [it]\n", "languages: []\n"])
def test_a_briefing_may_ask_for_fewer_languages(sample: SampleProject, languages: str) -> None:
    briefing = sample.read(brief="languages: [it, de]\n", briefing=sample.facts + languages)
    assert briefing.findings == ()


def test_a_language_list_left_empty_is_the_project_s(sample: SampleProject) -> None:
    briefing = sample.read(brief="languages: [it, de]\n", briefing=sample.facts + "languages:\n")
    assert [finding.code for finding in briefing.findings] == ["missing-language"]


def test_facts_that_are_not_there_are_explained(sample: SampleProject) -> None:
    project = sample.write()
    (project.content_folder / "harbour" / "briefing.yaml").unlink()
    (finding,) = sample.findings(project)
    assert (finding.code, str(finding.place)) == (
        "missing-file",
        "content/harbour/briefing.yaml",
    )
    assert "`sources`" in finding.remedy


def test_settings_without_a_file_are_the_defaults(sample: SampleProject) -> None:
    assert read_settings(sample.write()) == Settings()
    assert read_settings(sample.write(brief="paper: a5\nbrand:\n")).paper == "a5"


def test_briefings_are_folders_with_yaml_and_a_public_name(sample: SampleProject) -> None:
    project = sample.write()
    for name in ("b-2", "a_1", "_draft", ".hidden", "empty", "no yaml"):
        (project.content_folder / name).mkdir()
    for name in ("b-2", "a_1", "_draft", ".hidden"):
        (project.content_folder / name / "de.yaml").write_text(sample.edition)
    (project.content_folder / "no yaml" / "text.txt").write_text("")
    (project.content_folder / "file.yaml").write_text("")
    assert list_slugs(project) == ("a_1", "b-2", "harbour")
    assert list_languages(project, "b-2") == ("de",)
    assert list_languages(project, "empty") == ()
    assert list_languages(project, "nowhere") == ()


def test_a_project_without_content_has_no_briefings(tmp_path: Path) -> None:
    assert list_slugs(Project(tmp_path)) == ()
    (tmp_path / "content").write_text("")
    assert list_slugs(Project(tmp_path)) == ()


def test_a_briefing_that_is_not_there(sample: SampleProject) -> None:
    project = sample.write()
    with pytest.raises(UsageError) as caught:
        read_briefing(project, Settings(), "habour")
    assert "`harbour`" in caught.value.remedy
    for slug in ("", ".", "..", "../content/harbour", "harbour/", "a\x00b"):
        with pytest.raises(UsageError):
            read_briefing(project, Settings(), slug)


@pytest.mark.parametrize(
    ("slug", "better"), [("Größe 2", "groesse-2"), ("UPPER", "upper"), ("中国", "my-briefing")]
)
def test_a_folder_name_that_cannot_go_into_a_file_name(
    sample: SampleProject, slug: str, better: str
) -> None:
    project = sample.write()
    (project.content_folder / "harbour").rename(project.content_folder / slug)
    assert list_slugs(project) == (slug,)
    (finding,) = sample.findings(project)
    assert (finding.code, str(finding.place)) == ("bad-slug", f"content/{slug}")
    assert f"rename it to {better} " in finding.remedy


def test_available_languages_come_from_names_alone(sample: SampleProject) -> None:
    project = sample.write(it=b"\xff", de="", pt_BR="", notes="")
    assert list_languages(project, "harbour") == ("de", "it", "pt-BR")


class _Ink(BaseModel):
    model_config = ConfigDict(extra="forbid")
    share: float = Field(ge=0, le=100)
    name: str = Field(pattern="^[a-z]+$", default="black")


class _House(Model):
    publisher: str
    inks: dict[str, _Ink] = Field(default_factory=dict)
    sizes: tuple[int, ...] = ()
    dark: bool = False
    paper: Literal["a4", "a5"] = "a4"
    words: dict[str, dict[str, str]] = Field(default_factory=dict)


WORDS_WANTED = "write, indented below it, `de: {source: Quelle}`, a line for each language"


def _house(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "house.yaml").write_text(text)
    with pytest.raises(ContentError) as caught:
        read_model(tmp_path / "house.yaml", Project(tmp_path), _House)
    assert all(finding.message and finding.remedy for finding in caught.value.findings)
    return [f"{finding.place} {finding.code} {finding.remedy}" for finding in caught.value.findings]


def test_any_model_can_be_read_with_places(tmp_path: Path) -> None:
    text = "publisher: 010\ninks:\n  a: {share: 5}\nwords: {de: {source: Quelle}}\ndark: no\n"
    (tmp_path / "house.yaml").write_text(text)
    house, places = read_model(tmp_path / "house.yaml", Project(tmp_path), _House)
    assert (house.publisher, house.inks["a"].share, house.dark) == ("010", 5.0, False)
    assert str(places.value_place("inks", "a", "share")) == "house.yaml:3:14"
    assert str(places.value_place("words", "de", "source")) == "house.yaml:4:22"


def test_any_model_s_errors_are_in_plain_words(tmp_path: Path) -> None:
    text = (
        "publsher: x\ninks:\n  a: {share: 101}\n  b: {share: x, name: A1, shade: 1}\n  c: 5\n"
        "  d:\nsizes: [1, x, 2.5]\ndark: maybe\npaper: a6\nwords: [x]\n"
    )
    assert _house(tmp_path, text) == [
        "house.yaml:1:1 unknown-key did you mean `publisher`?",
        "house.yaml:3:14 bad-value `share` must be at most 100.0",
        "house.yaml:4:14 bad-value `share` must be a number, such as 29.5",
        "house.yaml:4:23 bad-value `name` must be of the form ^[a-z]+$",
        "house.yaml:4:27 unknown-key did you mean `share`? (possible: `share` or `name`)",
        "house.yaml:5:6 wrong-kind write it with its key, as in `share: 5`",
        "house.yaml:6:3 left-empty write a value, for example `d: …`, or remove the line",
        "house.yaml:7:12 bad-value `sizes 2` must be a whole number, such as 2",
        "house.yaml:7:15 bad-value `sizes 3` must be a whole number, such as 2",
        "house.yaml:8:7 bad-value `dark` must be yes or no",
        "house.yaml:9:8 unknown-value possible here: `a4` or `a5`",
        f"house.yaml:10:8 wrong-kind {WORDS_WANTED}",
    ]


def test_models_can_be_made_of_typed_values() -> None:
    figure = KeyFigure(id="a", value=Decimal("2.50"), unit="percent")
    assert figure.value == Decimal("2.50")
    spread = Range(low=Decimal(1), high=Decimal(2))
    assert KeyFigure(id="a", value=spread).value == spread
