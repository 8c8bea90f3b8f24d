"""A build as a whole: what lands in dist/, and what one bad briefing does to the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.workspace import Workspace


def test_an_edition_lands_in_dist_by_slug_and_language(tides: Workspace) -> None:
    found = sorted(path.name for path in (tides.root / "dist").iterdir())
    assert found == [
        ".brief-ledger",
        "manifest.json",
        "tides.de.pdf",
        "tides.en.pdf",
        "tides.it.pdf",
    ]


def test_two_pages_of_text_are_refused_and_say_by_how_much(workspace: Workspace) -> None:
    point = "A point that says again what was said before, so that the page overflows by far."
    workspace.briefing("tides", "en")
    workspace.change("content/tides/en.yaml", "points:\n", "points:\n" + f"  - {point}\n" * 60)
    run = workspace.run("build", "--json")
    assert run.code == 1
    message = run.finding("too-long")["message"]
    lines, millimetres = re.search(r"(\d+) lines? \((\d+) mm\)", message).groups()  # type: ignore[union-attr]
    assert 20 < int(lines) < 120
    assert int(lines) * 3 < int(millimetres) < int(lines) * 9
    assert not workspace.pdf().exists()


def test_key_figures_that_do_not_fit_are_never_left_out(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    figures = "".join(
        f"  - {{id: n{number}, value: {number + 2}, additional: yes}}\n" for number in range(40)
    )
    labels = "".join(f"  n{number}: berths of a very small port\n" for number in range(40))
    facts = workspace.root / "content/tides/briefing.yaml"
    facts.write_text(facts.read_text("utf-8") + figures, "utf-8")
    workspace.change("content/tides/en.yaml", "key_figures:\n", "key_figures:\n" + labels)
    run = workspace.run("build", "--json")
    assert run.code == 1
    assert run.codes() & {"too-long", "region-lost"}
    assert "figures" in run.json["findings"][0]["message"]
    assert not workspace.pdf().exists()


def test_one_bad_briefing_does_not_stop_the_others(workspace: Workspace) -> None:
    workspace.briefing("good", "en").briefing("bad", "en").briefing("worse", "en")
    workspace.change("content/bad/en.yaml", "title:", "titel:")
    workspace.write("content/worse/briefing.yaml", b"\xff\xfe")
    run = workspace.run("build", "--json")
    assert run.code == 1
    assert workspace.pdf(slug="good").is_file()
    assert not workspace.pdf(slug="bad").exists()
    built = {edition["slug"]: edition["path"] for edition in run.json["editions"]}
    assert built == {"bad": None, "good": "dist/good.en.pdf", "worse": None}


def test_nothing_is_written_for_an_edition_with_errors(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change("content/tides/en.yaml", "title:", "titel:")
    assert workspace.run("build").code == 1
    assert not (workspace.root / "dist").exists()


def test_a_missing_language_of_the_project_is_an_error_and_the_others_are_built(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "de", "it").write("brief.yaml", "languages: [de, it, en]\n")
    run = workspace.run("build", "--json")
    assert run.code == 1
    finding = run.finding("missing-language")
    assert (finding["path"], finding["line"], finding["col"]) == ("brief.yaml", 1, 21)
    assert workspace.pdf("de").is_file()
    assert workspace.pdf("it").is_file()


def test_a_pdf_of_a_language_that_is_missing_now_is_stale(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en").write("brief.yaml", "languages: [de, en]\n")
    assert workspace.run("build").code == 0
    (workspace.root / "content/tides/en.yaml").unlink()
    run = workspace.run("build", "--json")
    assert run.code == 1
    stale = {edition["language"]: edition["stale"] for edition in run.json["editions"]}
    assert stale == {"de": None, "en": "dist/tides.en.pdf"}
