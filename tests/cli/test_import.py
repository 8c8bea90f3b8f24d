"""`brief import`, as a person runs it, and what a build makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

# The form is that of texts copied from web pages; the facts are those of the port of Rotterdam.
DE = """\
- Der Hafen von Rotterdam schlug 2024 rund 13,8 Millionen Container um und blieb damit der größte \
Containerhafen in Europa.
- Fast 40 % der Ladung gehen mit dem Binnenschiff weiter, vor allem auf dem Rhein.
- Die Betuweroute, eröffnet 2007, hat 4,7 Milliarden Euro gekostet: Sie verbindet den Hafen mit \
Deutschland.
📌 Rotterdam bleibt der größte Hafen Europas. Die Güterbahn nach Deutschland, eröffnet 2007, hat \
4,7 Milliarden Euro gekostet; fast 40 % der Ladung nehmen trotzdem das Binnenschiff.
"""
IT = """\
• Nel 2024 il porto di Rotterdam ha movimentato circa 13,8 milioni di container, restando il \
maggiore porto container d’Europa.
  • Quasi 40% delle merci prosegue su chiatta, soprattutto lungo il Reno.
  • La Betuweroute, inaugurata nel 2007, è costata 4,7 miliardi di euro: collega il porto alla \
Germania.

📌 Rotterdam resta il maggiore porto d’Europa. La ferrovia merci verso la Germania, inaugurata nel \
2007, è costata 4,7 miliardi di euro; quasi 40% delle merci prende comunque la chiatta.

Share.
© 2025 Bollettino del porto
Exit mobile version"""


@pytest.fixture
def inbox(workspace: Workspace) -> Workspace:
    """Return a project with two texts beside its content."""
    workspace.write("brief.yaml", "languages: [de, it]\n")
    workspace.write("in/de.txt", DE)
    workspace.write("in/it.txt", IT)
    return workspace


def words(path: Path) -> str:
    """Return the text of a PDF on one line, without hyphens at line ends."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    return " ".join(text.replace("\ufffe\r\n", "").replace("\ufffe", "").split())


def next_step(err: str) -> list[str]:
    """Return what the program says comes next, as arguments."""
    (line,) = (line for line in err.splitlines() if line.startswith("next: "))
    return line.removeprefix("next: ").split()


@pytest.mark.slow
def test_doing_what_it_says_makes_a_page_in_each_language(inbox: Workspace) -> None:
    imported = inbox.run("import", "in/de.txt", "in/it.txt", "--lang", "de", "--lang", "it",
                         "--slug", "hafen")  # fmt: skip
    assert imported.code == 0, imported.err
    assert imported.out == ""
    assert "in/it.txt:7:1: “Share.” – left over from a web page" in imported.err
    assert "in/it.txt:9:1: “Exit mobile version” – left over from a web page" in imported.err
    program, *arguments = next_step(imported.err)
    assert program == "brief"
    for tag, label in (("de", "im Hafen"), ("it", "nel porto")):
        texts = inbox.root / "content" / "hafen" / f"{tag}.yaml"
        assert '"<label>"' in texts.read_text("utf-8")  # which the build would refuse
        inbox.change(f"content/hafen/{tag}.yaml", '"<label>"', label)
    built = inbox.run(*arguments, "--json")
    assert built.code == 0, built.err
    assert not [code for code in built.codes() if code.startswith("number-")]
    for tag, said in (("de", "13,8 Mio."), ("it", "13,8 Mln")):
        page = words(inbox.pdf(tag, "hafen"))
        assert said in page.replace("\u00a0", " ").replace("\u202f", " ")
        assert "Bollettino del porto" in page
    assert "blieb damit der größte Containerhafen in Europa" in words(inbox.pdf("de", "hafen"))


def test_a_dry_run_shows_the_files_and_writes_none(inbox: Workspace) -> None:
    run = inbox.run("import", "in/de.txt", "--slug", "hafen", "--dry-run")
    assert run.code == 0, run.err
    assert "# content/hafen/briefing.yaml\n" in run.out
    assert "title: >-\n  Rotterdam bleibt der größte Hafen Europas\n" in run.out
    assert "would write content/hafen/de.yaml" in run.err
    assert not (inbox.root / "content" / "hafen").exists()


def test_a_project_with_schemas_has_them_named_in_imported_files_too(inbox: Workspace) -> None:
    inbox.write("content/.keep", "")
    assert inbox.run("schema").code == 0
    run = inbox.run("import", "in/de.txt", "--slug", "hafen", "--json")
    assert run.code == 0, run.err
    for file, kind in zip(run.json["files"], ("briefing", "edition"), strict=True):
        line = f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json\n"
        assert file["text"].startswith(line)
    finding = run.finding("title-proposed")
    title = run.json["files"][1]["text"].splitlines()[finding["line"] - 1]
    assert title.startswith("title:"), "the line above has moved it"


def test_machines_are_told_what_was_done_and_what_is_left(inbox: Workspace) -> None:
    inbox.write("content/.keep", "")
    run = inbox.run("import", "in/de.txt", "in/it.txt", "--slug", "hafen", "--json", "--quiet")
    assert run.code == 0, run.err
    report = run.json
    assert (report["ok"], report["written"], report["slug"]) == (True, True, "hafen")
    assert report["points"] == {"de": 3, "it": 3}
    assert [file["path"] for file in report["files"]] == [
        "content/hafen/briefing.yaml",
        "content/hafen/de.yaml",
        "content/hafen/it.yaml",
    ]
    for file in report["files"]:
        assert (inbox.root / file["path"]).read_text("utf-8") == file["text"]
    assert len(report["key_figures"]) >= 3
    assert [(entry["text"], entry["line"]) for entry in report["left_out"]] == [
        ("Share.", 7),
        ("Exit mobile version", 9),
    ]
    assert run.codes() == {"title-proposed", "figures-proposed"}
    assert report["next"] == "brief build hafen"


def test_problems_to_fix_come_before_the_build(inbox: Workspace) -> None:
    inbox.write("in/short.txt", "- Rotterdam cresce.\n\n📌 Il porto e la città.\n")
    run = inbox.run("import", "in/de.txt", "in/short.txt", "--lang", "de,it", "--slug", "hafen")
    assert run.code == 0, run.err
    assert "points-differ" in run.err
    assert "next: fix the problems above, then brief build hafen" in run.err


def test_a_file_that_cannot_be_imported_is_told_in_words(inbox: Workspace) -> None:
    inbox.write("in/de.pdf", b"%PDF-1.7\n")
    run = inbox.run("import", "in/de.pdf", "--json")
    assert run.code == 1
    assert run.json["ok"] is False
    assert run.codes() == {"format-not-imported"}
    assert "copy its text into a .txt file" in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["in/de.txt", "--into", "a", "--slug", "b"], "exclude each other"),
        (["in/de.txt", "--lang", "de+it"], "a file is in one language"),
        (["in/de.txt", "--lang", "xx"], "xx"),
        (["in/de.txt", "--into", "a"], "the briefing `a` is not in"),
        ([], "FILE"),
    ],
)
def test_wrong_usage_is_told(inbox: Workspace, arguments: list[str], said: str) -> None:
    run = inbox.run("import", *arguments)
    assert run.code == 2
    assert said in run.err


def test_a_second_language_is_added_and_lines_for_the_facts_are_shown(inbox: Workspace) -> None:
    assert inbox.run("import", "in/de.txt", "--slug", "hafen").code == 0
    facts = inbox.root / "content" / "hafen" / "briefing.yaml"
    before = facts.read_bytes()
    run = inbox.run("import", "in/it.txt", "--into", "hafen")
    assert run.code == 0, run.err
    assert "content/hafen/briefing.yaml is unchanged; you may want to add:" in run.err
    assert "    - publication: Bollettino del porto" in run.err
    assert facts.read_bytes() == before
    assert (inbox.root / "content" / "hafen" / "it.yaml").is_file()
