"""Names and titles of sources keep their order and language in a footer of another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from brief.design.citation import cite_source
from brief.design.text.isolates import END, START
from brief.editorial.locale.page_strings import page_strings
from brief.editorial.models.content import Source
from brief.press.pdf.objects import find_dictionaries
from tests.languages import write_briefing

if TYPE_CHECKING:
    from tests.workspace import Workspace

SOURCE = Source(
    publication="Harbour Review",
    title="Reading the “deep” water",
    language="en",
    author="A. Writer",
    rights="© 2025 Harbour Review Ltd.",
    licence="CC BY 4.0",
    url="https://example.org/a",
)
FACTS = """\
date: 2025-09-15
sources:
  - publication: Harbour Review (London)
    title: "Reading the water: what 3 ports do (2024)"
    language: en
    author: A. B. Writer
    published: 2025-02
    issue: 41
    page: 7-9
    url: https://example.org/tides/2025/
    accessed: 2025-03-04
    rights: © 2025 Harbour Review Ltd.
    licence: CC BY 4.0
  - {publication: صحيفة الميناء, title: ماذا يقول البحر, url: "https://example.org/a-b/?c=3"}
"""


def isolated(text: str) -> str:
    return f"{START}{text}{END}"


def test_latin_parts_are_isolated_where_text_runs_from_right_to_left() -> None:
    found = cite_source(SOURCE, "ar", page_strings("ar"))
    for part in (SOURCE.author, SOURCE.publication, SOURCE.rights, SOURCE.licence):
        assert isolated(str(part)) in found.line.replace("\N{NO-BREAK SPACE}", " ")
    assert found.shown_url == isolated("example.org/a")
    assert START not in found.plain


def test_arabic_parts_are_isolated_where_text_runs_from_left_to_right() -> None:
    source = Source(publication="صحيفة الميناء", title="البحر", published="2025")
    found = cite_source(source, "de", page_strings("de"))
    assert f"„{isolated('البحر')}“, <cite>{isolated('صحيفة الميناء')}</cite>, 2025" in found.line
    assert START not in cite_source(SOURCE, "de", page_strings("de")).line


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("de", '„<span lang="en">Reading the ‚deep‘ water</span>“'),
        ("fr", '«\u00a0<span lang="en">Reading the “deep” water</span>\u00a0»'),
        ("en", "“Reading the ‘deep’ water”"),
    ],
)
def test_a_title_has_its_language(tag: str, title: str) -> None:
    assert title in cite_source(SOURCE, tag, page_strings(tag)).line


@pytest.mark.parametrize("tag", ["ar", "fa", "de"])
def test_a_title_is_read_aloud_in_its_language(workspace: Workspace, tag: str) -> None:
    workspace.write("brief.yaml", f"languages: [{tag}]\nnotes: no\n")
    write_briefing(workspace, tag, 900)
    path = workspace.root / f"content/tides/{tag}.yaml"
    path.write_text(path.read_text("utf-8").split("key_figures:")[0], "utf-8")
    workspace.write("content/tides/briefing.yaml", FACTS)
    run = workspace.run("build", "--json")
    assert (run.code, run.page_findings()) == (0, [])
    with pikepdf.open(workspace.pdf(tag)) as document:
        tongues = {
            str(it.Lang)
            for it in find_dictionaries(document)
            if it.get("/S") == "/Span" and "/Lang" in it
        }
    assert "en" in tongues


def test_a_citation_names_the_language(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change(
        "content/tides/briefing.yaml", "    published", "    language: en\n    published"
    )
    run = workspace.run("cite", "--format", "csl-json")
    assert '"language": "en"' in run.out
