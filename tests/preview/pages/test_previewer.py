"""The desk's pages are those of `brief build`, with every text's source; problems are findings."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Event
from time import sleep
from typing import TYPE_CHECKING

import pytest

from brief.preview.pages.drawing import draw_page
from brief.preview.pages.model import PreviewOptions, PreviewResult
from brief.preview.pages.previewer import Previewer
from brief.preview.pages.text_search import find_counterparts, find_text_at
from brief.project import Project
from tests.press.execution import faulty_printing

if TYPE_CHECKING:
    from brief.preview.pages.model import PreviewEdition
    from tests.workspace import Workspace


def render(workspace: Workspace, *languages: str, **options: str) -> PreviewResult:
    with Previewer(Project(workspace.root), processes=0) as previewer:
        return previewer.render("tides", PreviewOptions(languages=languages, **options))


@pytest.fixture(scope="module")
def shown(tides: Workspace) -> dict[str, PreviewEdition]:
    result = render(tides, "de", "de+it")
    return {edition.language: edition for edition in result.editions}


def test_the_pages_are_those_of_a_build(tides: Workspace, shown: dict[str, PreviewEdition]) -> None:
    assert shown["de"].digest == sha256(tides.pdf("de").read_bytes()).hexdigest()


def test_nothing_is_written_into_the_project(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    before = sorted(workspace.root.rglob("*"))
    assert render(workspace).editions[0].pdf
    assert sorted(workspace.root.rglob("*")) == before


def test_a_later_build_finds_the_page_in_the_cache(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    digest = render(workspace).editions[0].digest
    run = workspace.run("build", "--json")
    assert run.json["editions"][0]["seconds"] == 0
    assert sha256(workspace.pdf("en").read_bytes()).hexdigest() == digest


def test_texts_have_their_sources(shown: dict[str, PreviewEdition]) -> None:
    texts = {(it.file, it.path): it for it in shown["de"].texts}
    assert texts["de", ("title",)].text.replace("\xa0", " ") == "Was die Tide mit dem Hafen macht"
    assert texts["de", ("points", 1)].text.startswith("Umwelt.")
    assert texts["de", ("points", 1)].key == "points.2"
    assert texts["briefing", ("key_figures", 0, "value")].text.startswith("3,9")
    assert texts["briefing", ("key_figures", 1, "qualifier")].text == "fast"
    assert texts["de", ("key_figures", "cost")].key == "key_figures.cost"
    assert texts["briefing", ("sources", 0, "url")].text == "www.example.org/tides"


def test_each_language_of_a_page_has_its_own_texts(shown: dict[str, PreviewEdition]) -> None:
    page = shown["de+it"]
    by_key = {(it.lang, it.key): it for it in page.texts}
    for key in ("title", "summary", "points.1", "points.2", "key_figures.range"):
        german, italian = by_key["de", key], by_key["it", key]
        assert (german.file, italian.file) == ("de", "it")
        assert list(find_counterparts(page, german)) == [italian]
    assert by_key["de", "title"].rects[0].left < by_key["it", "title"].rects[0].left


def test_findings_lead_to_the_text_on_the_page(
    tides: Workspace, shown: dict[str, PreviewEdition]
) -> None:
    edition = shown["de"]
    source = (tides.root / "content/tides/de.yaml").read_text("utf-8").splitlines()
    for text in edition.texts:
        assert find_text_at(edition, text.place) in {
            it for it in edition.texts if it.path == text.path and it.file == text.file
        }
    line = next(number for number, own in enumerate(source, 1) if "Naturschutz" in own)
    start = edition.texts[0].place
    found = find_text_at(edition, type(start)("content/tides/de.yaml", line, 20))
    assert found is not None
    assert found.key == "points.2"


def test_a_broken_file_gives_findings_and_leaves_the_others(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en").change("content/tides/de.yaml", "points:\n", "points\n")
    result = render(workspace)
    assert [edition.language for edition in result.editions] == ["en"]
    assert any(it.place and it.place.path == "content/tides/de.yaml" for it in result.findings)
    workspace.change("content/tides/briefing.yaml", "date:", "date")
    result = render(workspace)
    assert result.editions == ()
    assert any(it.place and it.place.line for it in result.findings)


def test_the_trim_of_a_page_for_the_press_is_inside_its_bleed(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    (edition,) = render(workspace, profile="press").editions
    left, top, width, height = edition.trim
    assert (round(width), round(height)) == (595, 842)
    assert edition.width == pytest.approx(width + 2 * left)
    assert edition.height == pytest.approx(height + 2 * top)
    assert left > 3
    assert min(text.rects[0].left for text in edition.texts) > 0


def test_a_page_is_drawn_as_a_picture(shown: dict[str, PreviewEdition]) -> None:
    from io import BytesIO

    from PIL import Image

    picture = Image.open(BytesIO(draw_page(shown["de"].pdf, 0.5)))
    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (298, 421))
    with pytest.raises(IndexError):
        draw_page(shown["de"].pdf, 1.0, 1)


def test_requests_that_wait_share_the_next_render(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    previewer = Previewer(Project(workspace.root), processes=0)
    began, go_on = Event(), Event()
    rendered = []

    def render_slowly(_: object, slug: str, options: PreviewOptions) -> PreviewResult:
        rendered.append(slug)
        began.set()
        go_on.wait(10)
        return PreviewResult(f"{slug} {len(rendered)}", options, (), ())

    monkeypatch.setattr("brief.preview.pages.rendering.Renderer.render", render_slowly)
    with ThreadPoolExecutor(20) as threads:
        first = threads.submit(previewer.render, "tides", PreviewOptions())
        began.wait(10)
        others = [threads.submit(previewer.render, "tides", PreviewOptions()) for _ in range(9)]
        while previewer.count_waiting() < len(others):
            sleep(0.001)
        go_on.set()
        assert first.result().slug == "tides 1"
        assert {other.result().slug for other in others} == {"tides 2"}


def test_what_goes_wrong_in_a_process_is_a_finding(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(faulty_printing.MARKS, str(workspace.root))
    workspace.briefing("bad", "en")
    crash = faulty_printing.crash_by_name
    with Previewer(Project(workspace.root), processes=1, print_one=crash) as previewer:
        lost = previewer.render("bad", PreviewOptions())
        assert [finding.code for finding in lost.findings] == ["worker-lost"]
    closed = previewer.render("bad", PreviewOptions())
    assert [finding.code for finding in closed.findings] == ["worker-lost"]
