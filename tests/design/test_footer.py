"""The footer names its sources under one label, in the number that the language has for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from brief.design.citation import format_source_line
from brief.editorial.models.content import Source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

SECOND = "  - {publication: Tide Tables, published: 2024, rights: © 2024 Tide Office}\n"


def words_of(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document).split()
    finally:
        document.close()


def cited(workspace: Workspace, *languages: str) -> Workspace:
    workspace.briefing("tides", *languages)
    workspace.change("content/tides/briefing.yaml", "key_figures:", f"{SECOND}key_figures:")
    return workspace


@pytest.mark.parametrize(
    ("tag", "one", "several"), [("de", "Quelle", "Quellen"), ("it", "Fonte", "Fonti")]
)
def test_several_sources_have_one_label_in_the_plural(
    workspace: Workspace, tag: str, one: str, several: str
) -> None:
    assert cited(workspace, tag).run("build").code == 0
    found = words_of(workspace.pdf(tag))
    assert (found.count(several), found.count(one)) == (1, 0)
    assert {"Tables,", "Review,"} <= set(found)


def test_one_source_has_its_label_in_the_singular(workspace: Workspace) -> None:
    assert workspace.briefing("tides", "de").run("build").code == 0
    found = words_of(workspace.pdf("de"))
    assert (found.count("Quelle"), found.count("Quellen")) == (1, 0)


def test_each_language_of_a_shared_page_has_its_own_label(workspace: Workspace) -> None:
    run = cited(workspace, "de", "it").run("build", "--lang", "de+it")
    assert run.code == 0, run.err
    found = words_of(workspace.root / "dist" / "tides.de+it.pdf")
    assert [found.count(word) for word in ("Quellen", "Quelle", "Fonti", "Fonte")] == [1, 0, 1, 0]


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("de", "Quellen: „Highs“, Tides; Review, 2025"),
        ("en", "Sources: “Highs”, Tides; Review, 2025"),
        ("fr", "Sources\u00a0: «\u00a0Highs\u00a0», Tides\u202f; Review, 2025"),
        ("it", "Fonti: «Highs», Tides; Review, 2025"),
        ("ar", "المصادر: ”Highs“، Tides؛ Review، 2025"),
        ("zh", "来源：“Highs”、Tides；Review、2025年"),
    ],
)
def test_a_line_of_text_is_set_by_the_rules_of_the_language(tag: str, line: str) -> None:
    sources = [
        Source.model_validate({"publication": "Tides", "title": "Highs"}),
        Source.model_validate({"publication": "Review", "published": "2025"}),
    ]
    assert format_source_line(sources, tag) == line
