"""Whatever a file holds: an import, or findings in words, and never anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from brief.errors import BriefError, ContentError
from tests.editorial.importing.word import document, paragraph, run

if TYPE_CHECKING:
    from brief.editorial.importing.importer import ImportPlan
    from tests.editorial.importing.conftest import Inbox

SHARED_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60
)
PIECES = st.one_of(
    st.sampled_from(
        [
            *("- ", "• ", "1. ", "2) ", "# ", "📌 ", "\n", "\n\n", "  ", "\t", "---\n", "© 2025 "),
            *("Share.", "Summary", "29 %", "4,7 Mrd. Euro", "(40)", "560 milioni di dollari"),
            *("gegründet 2016", "verdoppelt", "fast", "**", "_", "[a](b)", "<p>", "<li>", "<br>"),
            *("&#7;", "&#x2028;", "&#xD800;", "<table><tr><td>", "</div>", "\u200b", "\xa0"),
            *("\u2028", "\x0c", "\x85", "\x07", "Der Hafen wächst.", "港口增长 40%。", "“x”: y #"),
        ]
    ),
    st.text(max_size=6),
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


def outcome(inbox: Inbox, name: str, content: bytes) -> None:
    """Plan an import; anything but a plan or an error in words is a bug."""
    path = inbox.put(name, content)
    plan: ImportPlan | None = None
    problem: BriefError | None = None
    try:
        plan = inbox.plan(path, lang="de", slug="hafen")
    except BriefError as refusal:
        problem = refusal
    if plan is not None:
        json.dumps([finding.as_json() for finding in plan.findings])
        json.dumps([entry.as_json() for entry in plan.left_out])
        assert len(plan.files) == 2
    elif isinstance(problem, ContentError):
        assert problem.findings
        for finding in problem.findings:
            assert finding.message
            assert finding.remedy
            assert finding.place is not None
            # What is reported is about the file that the person has, and not one that is not there.
            assert "content/" not in str(finding.place)
    else:
        assert problem is not None
        assert problem.remedy


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
@SHARED_FOLDER
@given(content=TEXTS)
@example(content="- Kai &#7;\n\n📌 Kran &#x2028; Schleuse")
@example(content="- Kai \t- Kran\n- a\tb")
@example(content="- 0\n.")
@example(content="<pre>a\tb</pre><p>c")
@example(content="- \u200b\n- a\n\n📌 b")
def test_any_text_is_an_import_or_findings(inbox: Inbox, suffix: str, content: str) -> None:
    outcome(inbox, f"de.{suffix}", content.encode("utf-8", "replace"))


@SHARED_FOLDER
@given(content=st.binary(max_size=200), name=st.sampled_from(["de.txt", "de.md", "de.html", "de"]))
def test_any_bytes_are_an_import_or_findings(inbox: Inbox, content: bytes, name: str) -> None:
    outcome(inbox, name, content)


SOUND = document(paragraph(run("Kai")) + paragraph(run("Kran"), item=True))


@SHARED_FOLDER
@given(
    at=st.integers(0, len(SOUND) - 1),
    instead=st.binary(min_size=1, max_size=8),
    cut=st.booleans(),
)
def test_any_damage_to_a_word_document_is_an_import_or_findings(
    inbox: Inbox,
    at: int,
    instead: bytes,
    cut: bool,  # noqa: FBT001 - hypothesis gives it
) -> None:
    damaged = SOUND[:at] if cut else SOUND[:at] + instead + SOUND[at + len(instead) :]
    outcome(inbox, "de.docx", damaged)


def test_an_undecodable_file_name_is_accepted(inbox: Inbox) -> None:
    path = inbox.put("x", "- Kai\n\n📌 Kran.").with_name("\udcffha\x07fen.txt")
    inbox.put("x", "").rename(path)
    path.write_text("- Kai\n\n📌 Kran.")
    (facts,) = (
        text for file, text in inbox.plan(path, lang="de").files.items() if file.stem == "briefing"
    )
    assert "publication: ha fen.txt" in facts
