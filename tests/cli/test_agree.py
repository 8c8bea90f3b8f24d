"""`brief agree`: what it records, what it refuses, what its exit code says; and `--strict`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.workspace import Workspace

RECORD = "content/tides/agreed.json"


@pytest.fixture
def tide(workspace: Workspace) -> Workspace:
    """Return a project with the small briefing, of which nothing is recorded."""
    return workspace.briefing()


def record(workspace: Workspace, slug: str = "tides") -> dict[str, Any]:
    found = json.loads((workspace.root / f"content/{slug}/agreed.json").read_text("utf-8"))
    return dict(found["texts"])


def test_agreeing_records_every_text_and_says_so(tide: Workspace) -> None:
    run = tide.run("agree", "tides")
    assert (run.code, run.out) == (0, "")
    assert f"texts agree in de, en, it ({RECORD})" in run.err
    assert "  updated: title (de, en, it)" in run.err
    assert record(tide)["title"]["it"] == "Che cosa fa la marea al porto"
    assert set(record(tide)["point 1"]) == {"de", "en", "it"}


def test_agreeing_again_changes_nothing(tide: Workspace) -> None:
    tide.run("agree", "tides")
    before = (tide.root / RECORD).stat().st_mtime_ns
    run = tide.run("agree", "content/tides/")
    assert run.code == 0
    assert "as before" in run.err
    assert (tide.root / RECORD).stat().st_mtime_ns == before


def test_the_record_is_taken_for_no_language(tide: Workspace) -> None:
    tide.run("agree", "tides")
    listed = tide.run("list", "--json").json
    assert listed["briefings"][0]["languages"] == ["de", "en", "it"]


def test_an_edit_of_one_language_is_told_by_every_build_until_all_agree(tide: Workspace) -> None:
    tide.run("agree", "tides")
    tide.change("content/tides/it.yaml", "al porto", "ai porti")
    run = tide.run("build", "--lang", "de", "--json")
    finding = run.finding("languages-drifted")
    assert run.code == 0
    assert (finding["severity"], finding["path"]) == ("warning", "content/tides/it.yaml")
    assert "“al porto” → “ai porti”" in finding["message"]
    assert [place["path"] for place in finding["related"]] == [
        "content/tides/de.yaml",
        "content/tides/en.yaml",
    ]
    assert tide.run("agree", "tides", "--lang", "it").code == 0
    assert "languages-drifted" not in tide.run("build", "--lang", "de", "--json").codes()


def test_numbers_that_differ_forbid_to_agree(tide: Workspace) -> None:
    tide.change("content/tides/it.yaml", "quasi 45 mln", "quasi 54 mln")
    run = tide.run("agree", "tides", "--json")
    assert run.code == 1
    assert "agreement-refused" in run.codes()
    assert run.json["ok"] is False
    assert run.json["briefings"][0]["file"] is None
    assert not (tide.root / RECORD).exists()
    assert "number" in run.err


def test_numbers_that_are_waived_do_not(tide: Workspace) -> None:
    tide.change("content/tides/it.yaml", "quasi 45 mln", "quasi 54 mln")
    (found,) = (
        each
        for each in tide.run("agree", "tides", "--json").json["findings"]
        if each["code"].startswith("number-")
    )
    key, waiver = found["remedy"].replace("…", "so").split("`")[1::2]
    path = tide.root / "content/tides/it.yaml"
    path.write_text(f"{path.read_text('utf-8')}{key}\n{waiver}\n", "utf-8")
    assert tide.run("agree", "tides").code == 0


def test_numbers_of_other_languages_do_not_forbid_to_record_one(tide: Workspace) -> None:
    tide.change("content/tides/it.yaml", "quasi 45 mln", "quasi 54 mln")
    assert tide.run("agree", "tides", "--lang", "it").code == 1
    alone = tide.run("agree", "tides", "--lang", "en", "--json")
    # the finding at the Italian text names another language, one of the two that agree
    told = [each for each in alone.json["findings"] if each["code"].startswith("number-")]
    assert all("en.yaml" in str(each) for each in told)


def test_a_briefing_with_errors_is_not_recorded(tide: Workspace) -> None:
    tide.change("content/tides/it.yaml", "title:", "titel:")
    run = tide.run("agree", "tides", "--json")
    assert run.code == 1
    assert "unknown-key" in run.codes()


def test_several_briefings_and_all_of_them(tide: Workspace) -> None:
    tide.briefing("ebb")
    assert tide.run("agree", "tides", "ebb").code == 0
    assert record(tide, "ebb") == record(tide)
    (tide.root / RECORD).unlink()
    run = tide.run("agree", "--all", "--json")
    assert run.code == 0
    assert [each["slug"] for each in run.json["briefings"]] == ["ebb", "tides"]
    assert run.json["briefings"][0]["renewed"] == []
    assert (tide.root / RECORD).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no briefing is named"),
        (["tide"], "did you mean `tides`?"),
        (["tides", "--lang", "italiano"], "is not a language tag"),
        (["tides", "nowhere"], "no briefing `nowhere`"),
    ],
)
def test_wrong_usage_is_told_and_records_nothing(
    tide: Workspace, arguments: list[str], said: str
) -> None:
    run = tide.run("agree", *arguments, "--json")
    assert run.code == 2
    assert said in run.err
    assert run.json["ok"] is False
    assert not (tide.root / RECORD).exists()


def test_a_language_that_is_not_there_is_an_error_where_the_briefing_was_named(
    tide: Workspace,
) -> None:
    named = tide.run("agree", "tides", "--lang", "fr", "--json")
    assert (named.code, named.codes()) == (1, {"no-such-edition"})
    every = tide.run("agree", "--all", "--lang", "fr", "--json")
    assert (every.code, every.finding("no-such-edition")["severity"]) == (0, "note")


def test_one_language_has_nothing_to_agree_with(workspace: Workspace) -> None:
    workspace.briefing("tides", "it")
    run = workspace.run("agree", "tides", "--json")
    assert (run.code, run.codes()) == (0, {"one-language"})
    assert not (workspace.root / RECORD).exists()


def test_a_damaged_record_is_not_overwritten(tide: Workspace) -> None:
    tide.write(RECORD, "<<<<<<<\n")
    run = tide.run("agree", "tides", "--json")
    assert (run.code, run.codes()) == (1, {"agreement-damaged"})
    assert (tide.root / RECORD).read_text() == "<<<<<<<\n"


def test_a_quiet_run_says_nothing(tide: Workspace) -> None:
    run = tide.run("agree", "tides", "--quiet")
    assert (run.code, run.out, run.err) == (0, "", "")


def drifted(tide: Workspace) -> None:
    tide.run("agree", "tides")
    tide.change("content/tides/it.yaml", "al porto", "ai porti")


def test_a_strict_build_writes_nothing_of_what_is_warned_of(tide: Workspace) -> None:
    drifted(tide)
    run = tide.run("build", "--strict", "--json")
    assert run.code == 1
    assert run.codes() >= {"languages-drifted", "warnings-forbid"}
    assert [edition["path"] for edition in run.json["editions"]] == [None] * 3
    assert not (tide.root / "dist").exists()
    assert "not built" in run.err


def test_a_strict_build_stops_for_languages_that_nobody_asked_for(tide: Workspace) -> None:
    drifted(tide)
    run = tide.run("build", "--strict", "--lang", "de", "--json")
    assert run.code == 1
    assert not tide.pdf("de").exists()


def test_a_strict_build_writes_what_is_not_warned_of(tide: Workspace) -> None:
    drifted(tide)
    tide.briefing("ebb", "it")
    run = tide.run("build", "--strict", "--json")
    assert run.code == 1
    assert tide.pdf("it", "ebb").exists()
    assert not tide.pdf("it").exists()


def test_a_strict_build_leaves_the_old_page_and_says_so(tide: Workspace) -> None:
    assert tide.run("build", "--strict", "--lang", "de").code == 0
    drifted(tide)
    run = tide.run("build", "--strict", "--lang", "de", "--json")
    assert run.json["editions"][0]["stale"] == "dist/tides.de.pdf"


def test_warnings_about_the_page_forbid_it_too(tide: Workspace) -> None:
    tide.brand("own", css="p { colour: red }\n")
    assert tide.run("build", "--brand", "own", "--lang", "de").code == 0
    tide.pdf("de").unlink()
    run = tide.run("build", "--brand", "own", "--lang", "de", "--strict", "--json")
    (edition,) = run.json["editions"]
    severities = [finding["severity"] for finding in edition["findings"]]
    assert (run.code, severities) == (1, ["warning", "error"])
    assert edition["findings"][1]["code"] == "warnings-forbid"
    assert not tide.pdf("de").exists()
