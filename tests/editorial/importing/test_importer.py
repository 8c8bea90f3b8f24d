"""From files to a briefing: languages, names, sources, further languages, nothing overwritten."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from brief.editorial.briefing import read_briefing, read_settings
from brief.editorial.importing.importer import write_import
from brief.errors import BriefError, ContentError, UsageError

if TYPE_CHECKING:
    from brief.editorial.importing.importer import ImportPlan
    from tests.editorial.importing.conftest import Inbox

DE = """\
- Rotterdam schlug 2024 rund 13,8 Millionen Container um.
- Fast 40 % der Ladung gehen mit dem Binnenschiff weiter.

📌 Der Hafen wächst, und die Bahnstrecke hat 4,7 Milliarden Euro gekostet.
"""
IT = """\
• Rotterdam ha movimentato nel 2024 circa 13,8 milioni di container.
  • Quasi 40% delle merci prosegue su chiatta.

📌 Il porto cresce, e la ferrovia è costata 4,7 miliardi di euro.

Share.
© 2025 Bollettino del porto
Exit mobile version"""
EN = "# The port\n\nIt grows, and the railway cost 4.7 billion euros.\n\n- Boxes.\n- Barges.\n"


def codes(plan: ImportPlan) -> set[str]:
    """Return the codes of the findings."""
    return {finding.code for finding in plan.findings}


def test_two_languages_make_a_briefing_with_figures_and_source(inbox: Inbox) -> None:
    briefing = inbox.bring(inbox.put("a.txt", DE), inbox.put("b.txt", IT), lang="de it")
    assert set(briefing.editions) == {"de", "it"}
    (source,) = briefing.facts.sources
    assert (source.publication, source.rights) == (
        "Bollettino del porto",
        "© 2025 Bollettino del porto",
    )
    assert str(source.published) == "2025"
    assert briefing.facts.status == "draft"
    assert {(figure.value, figure.unit) for figure in briefing.facts.key_figures} == {
        (Decimal("4.7e9"), "EUR"),
        (Decimal(40), "percent"),
        (Decimal("13.8e6"), None),
    }
    assert all(len(edition.key_figures) == 3 for edition in briefing.editions.values())


def test_languages_are_guessed_from_names_and_texts(inbox: Inbox) -> None:
    plan = inbox.plan(inbox.put("hafen.de.txt", DE), inbox.put("testo.txt", IT))
    assert plan.languages == ("de", "it")


@pytest.mark.parametrize(
    ("name", "content", "lang"),
    [
        ("it.txt", DE, ""),
        ("x.txt", "- 12\n- 13\n\n📌 14", ""),
        ("x.txt", DE, "de it"),
        ("x.txt", DE, "eu"),
    ],
)
def test_an_uncertain_language_is_asked_for(
    inbox: Inbox, name: str, content: str, lang: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        inbox.plan(inbox.put(name, content), lang=lang)
    assert refusal.value.remedy


def test_two_texts_in_one_language_are_not_one_briefing(inbox: Inbox) -> None:
    with pytest.raises(UsageError, match="two of the files are in `de`"):
        inbox.plan(inbox.put("a.txt", DE), inbox.put("b.txt", DE))


@pytest.mark.parametrize(
    ("name", "content", "slug"),
    [
        ("x.txt", "# Die Häfen: Was bleibt?\n\nKurz.\n\n- Kai", "die-haefen-was-bleibt"),
        ("häfen-und-meere.de.txt", DE, "haefen-und-meere"),
        ("0003_f4a337.txt", DE, "der-hafen-waechst-und-die-bahnstrecke"),
        ("x.txt", "# Die Elbe steigt\n\nKurz.\n\n- Kai", "die-elbe-steigt"),
        (
            "x.txt",
            "# Der Hafen senkt seinen Satz auf 2 Prozent, l’eau monte\n\nKurz.\n\n- Kai",
            "der-hafen-senkt-seinen-satz",
        ),
        ("0003.txt", "- 港口。\n\n📌 港口。", "briefing"),
    ],
)
def test_a_briefing_is_named_by_title_file_or_text(
    inbox: Inbox, name: str, content: str, slug: str
) -> None:
    name = name.replace(".txt", ".md") if content.startswith("#") else name
    assert inbox.plan(inbox.put(name, content), lang="de").slug == slug


def test_a_text_that_names_no_source_has_its_file_for_one_and_is_a_draft(inbox: Inbox) -> None:
    plan = inbox.plan(inbox.put("the port.md", EN), lang="en")
    facts = plan.files[inbox.project.content_folder / "the-port" / "briefing.yaml"]
    assert "status: draft" in facts
    assert "publication: the port.md" in facts
    assert "source-proposed" in codes(plan)


def test_a_complete_import_is_not_a_draft(inbox: Inbox) -> None:
    content = "# The port\n\nIt grows.\n\n- Boxes.\n\n© 2025 The Port\n"
    plan = inbox.plan(inbox.put("en.md", content))
    assert [finding.code for finding in plan.findings] == ["date-missing"]
    assert not any("draft" in text for text in plan.files.values())


def test_a_web_page_is_its_own_source(inbox: Inbox) -> None:
    page = (
        '<meta property="og:site_name" content="Port News"><meta name="author" content="Desk">'
        '<meta property="article:published_time" content="2025-03-04T08:00">'
        '<link rel="canonical" href="https://www.example.org/port">'
        "<h1>The port</h1><p>It grows.</p><ul><li>Boxes</ul><footer>© 2025 Port News Ltd</footer>"
    )
    (source,) = inbox.bring(inbox.put("en.html", page)).facts.sources
    assert (source.publication, source.author, source.url) == (
        "Port News",
        "Desk",
        "https://www.example.org/port",
    )
    assert (str(source.published), source.rights) == ("2025-03-04", "© 2025 Port News Ltd")


def test_a_further_language_gets_labels_for_the_figures_that_are_there(inbox: Inbox) -> None:
    inbox.bring(inbox.put("de.txt", DE), slug="hafen")
    facts = (inbox.project.content_folder / "hafen" / "briefing.yaml").read_bytes()
    briefing = inbox.bring(inbox.put("it.txt", IT), into="hafen")
    assert set(briefing.editions) == {"de", "it"}
    assert briefing.editions["it"].key_figures.keys() == briefing.editions["de"].key_figures.keys()
    assert (inbox.project.content_folder / "hafen" / "briefing.yaml").read_bytes() == facts


def test_labels_to_write_are_reported_and_refused_by_the_build(inbox: Inbox) -> None:
    text = "- Die Akademie hält 16 %.\n\n📌 Der Hafen wächst."
    plan = inbox.plan(inbox.put("de.txt", text), lang="de", slug="hafen")
    (finding,) = (each for each in plan.findings if each.code == "figures-proposed")
    assert finding.remedy.endswith("write a label in place of each <label>")
    write_import(plan)
    with pytest.raises(ContentError, match="`<label>` is a placeholder"):
        read_briefing(inbox.project, read_settings(inbox.project), "hafen")


def test_additions_to_existing_files_are_reported_and_not_written(inbox: Inbox) -> None:
    folder = inbox.project.content_folder / "hafen"
    folder.mkdir()
    (folder / "briefing.yaml").write_text("sources: [{publication: Hafenblatt}]\n")
    inbox.bring(inbox.put("de.txt", DE), slug="other")
    (folder / "de.yaml").write_text(
        (inbox.project.content_folder / "other" / "de.yaml")
        .read_text("utf-8")
        .partition("# prop")[0]
    )
    plan = inbox.plan(inbox.put("it.txt", IT), into="hafen")
    assert list(plan.files) == [folder / "it.yaml"]
    assert "publication: Bollettino del porto" in plan.additions["content/hafen/briefing.yaml"]
    assert "value: 4.7e9" in plan.additions["content/hafen/briefing.yaml"]
    assert plan.additions["content/hafen/de.yaml"].startswith("key_figures:\n")
    assert plan.additions["content/hafen/it.yaml"].startswith("key_figures:\n")
    write_import(plan)
    assert "Bollettino" not in (folder / "briefing.yaml").read_text("utf-8")


def test_other_points_and_missing_labels_are_reported_at_their_places(inbox: Inbox) -> None:
    inbox.bring(inbox.put("de.txt", DE), slug="hafen")
    plan = inbox.plan(inbox.put("it.txt", "- Rotterdam cresce.\n\n📌 Il porto è la città."),
                      lang="it", into="hafen")  # fmt: skip
    reported = {finding.code: finding for finding in plan.findings}
    assert {"points-differ", "no-label", "title-proposed"} <= reported.keys()
    assert str(reported["points-differ"].place).startswith("content/hafen/it.yaml:")
    assert str(reported["title-proposed"].place) == "content/hafen/it.yaml:2:1"


def test_nothing_is_overwritten(inbox: Inbox) -> None:
    path = inbox.put("de.txt", DE)
    inbox.bring(path, slug="hafen")
    with pytest.raises(UsageError, match="the briefing `hafen` exists"):
        inbox.plan(path, slug="hafen")
    with pytest.raises(UsageError, match=r"content/hafen/de\.yaml exists"):
        inbox.plan(path, into="hafen")
    with pytest.raises(UsageError, match="the briefing `hafn` is not in"):
        inbox.plan(path, into="hafn")
    with pytest.raises(UsageError, match="cannot be part of a file name"):
        inbox.plan(path, slug="Häfen & Meere")


def test_a_folder_without_texts_is_filled_and_kept(inbox: Inbox) -> None:
    image = inbox.project.content_folder / "hafen" / "kai.jpg"
    image.parent.mkdir()
    image.write_bytes(b"\xff\xd8")
    inbox.bring(inbox.put("de.txt", DE), slug="hafen")
    assert sorted(path.name for path in image.parent.iterdir()) == [
        "briefing.yaml",
        "de.yaml",
        "kai.jpg",
    ]


def test_all_files_that_cannot_be_imported_are_reported_at_once(inbox: Inbox) -> None:
    files = [inbox.put("de.txt", b""), inbox.put("it.pdf", b"%PDF-1.7"), inbox.put("en.txt", EN)]
    with pytest.raises(ContentError) as refusal:
        inbox.plan(*files, inbox.root / "fr.txt")
    assert [finding.code for finding in refusal.value.findings] == [
        "empty-file",
        "format-not-imported",
        "missing-file",
    ]
    assert list(inbox.project.content_folder.iterdir()) == []


def test_a_mistyped_file_name_is_reported(inbox: Inbox) -> None:
    inbox.put("hafen.docx", b"")
    with pytest.raises(ContentError) as refusal:
        inbox.plan(inbox.root / "inbox" / "hafn.docx", inbox.root / "inbox")
    missing, folder = refusal.value.findings
    assert (missing.code, missing.remedy) == ("missing-file", "did you mean `hafen.docx`?")
    assert folder.code == "not-a-file"
    assert "remove" not in folder.remedy
    with pytest.raises(ContentError) as refusal:
        inbox.plan(inbox.root / "nowhere" / "x.txt")
    assert "check its name" in refusal.value.findings[0].remedy


@pytest.mark.parametrize(
    ("wanted", "own"),
    [("[it, fr]", "languages: [de, it]"), ("[de, it]", ""), ("[it, de, fr]", ""), ("", "")],
)
def test_a_briefing_in_other_languages_than_the_project_lists_its_own(
    inbox: Inbox, wanted: str, own: str
) -> None:
    inbox.project.settings_file.write_text(f"languages: {wanted}\n" if wanted else "brand: house\n")
    plan = inbox.plan(inbox.put("a.txt", DE), inbox.put("b.txt", IT), lang="de it", slug="hafen")
    facts = plan.files[inbox.project.content_folder / "hafen" / "briefing.yaml"]
    listed = [line for line in facts.splitlines() if line.startswith("languages")]
    assert listed == [own] * bool(own)
    assert ("missing-language" in codes(plan)) == (wanted == "[it, de, fr]")


def test_files_are_written_all_or_none(inbox: Inbox) -> None:
    plan = inbox.plan(inbox.put("de.txt", DE), inbox.put("it.txt", IT), slug="hafen")
    folder = inbox.project.content_folder / "hafen"
    folder.mkdir()
    (folder / "it.yaml").write_text("title: mine\n")
    with pytest.raises(BriefError) as refusal:
        write_import(plan)
    assert refusal.value.remedy
    assert [path.name for path in folder.iterdir()] == ["it.yaml"]
    assert (folder / "it.yaml").read_text() == "title: mine\n"


def test_a_failed_import_leaves_no_folder(inbox: Inbox) -> None:
    plan = inbox.plan(inbox.put("de.txt", DE), slug="hafen")
    inbox.project.content_folder.rmdir()
    inbox.project.content_folder.write_text("no folder")
    with pytest.raises(BriefError):
        write_import(plan)
    assert inbox.project.content_folder.read_text() == "no folder"


def test_planning_writes_nothing(inbox: Inbox) -> None:
    inbox.plan(inbox.put("de.txt", DE))
    assert list(inbox.project.content_folder.iterdir()) == []
