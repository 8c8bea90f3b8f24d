"""Predicted pages do not depend on where their templates come from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brief.press.copyfit.line_breaker import TextMeasurer, get_text_measurer
from brief.press.copyfit.parameters import FitParameters
from brief.press.copyfit.search import fit_group
from brief.press.engine.engine import Engine
from brief.press.job.model import Stylesheet
from brief.press.prediction.page_template import read_template
from brief.press.prediction.template_cache import FOLDER
from brief.press.prediction.template_store import NO_TEMPLATE, TemplateStore, _remembered
from brief.press.print_group import EditionLayouter, print_group
from brief.storage.hashed_store import HASH_LENGTH
from tests.build import filler
from tests.languages import write_briefing
from tests.prepress.jobs import make_order
from tests.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.engine.page_model import PageModel
    from brief.press.job.model import Fullness, RenderJob

EXACT = 0.02  # points


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Start without templates, in memory or in the folder."""
    _remembered.clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield tmp_path / "cache" / "brief" / FOLDER
    _remembered.clear()


def cached_files(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


def cached_texts(cache: Path) -> list[str]:
    return [path.read_text("utf-8")[HASH_LENGTH + 1 :] for path in cached_files(cache)]


def parameters(job: RenderJob) -> FitParameters:
    limits = job.limits
    return FitParameters(
        limits.size.default, limits.leading.default, limits.space.default, 1.0, limits.small
    )


def predicted(job: RenderJob, number: int = 0) -> tuple[PageModel, Fullness] | None:
    engine, measurer = Engine(job), TextMeasurer(Path(job.font_folder))
    cache = Path(job.font_folder).parent
    return TemplateStore(cache, job, engine, measurer).predict_page(
        job.editions[number], parameters(job)
    )


def laid_out(job: RenderJob, number: int = 0) -> tuple[PageModel, Fullness]:
    laid = Engine(job).lay_out(job.editions[number], parameters(job).to_css(), endless=True)
    return laid.read_page_model(), laid.fullness


def with_sheet(job: RenderJob, css: str) -> RenderJob:
    extra = Stylesheet("brief:///page/extra.css", css)
    return replace(job, stylesheets=(*job.stylesheets, extra))


def pdfs(job: RenderJob) -> list[bytes]:
    printed = print_group(job)
    assert not [finding for item in printed for finding in item.findings]
    return [item.pdf for item in printed]


def briefing(folder: Path, tag: str, length: int, seed: int = 1, layout: str = "") -> RenderJob:
    workspace = Workspace(folder)
    workspace.write("brief.yaml", f"languages: [{tag}]\n")
    write_briefing(workspace, tag, length, seed)
    return make_order(workspace, layout=layout)


@pytest.mark.parametrize("tag", ["pl", "el", "bg", "fa", "hi", "ja", "ko"])
def test_a_page_is_foretold_as_it_is_laid_out(tmp_path: Path, tag: str) -> None:
    # without a dictionary, Thai lines end within words: they are not predicted exactly
    job = briefing(tmp_path, tag, 1700)
    page = predicted(job)
    assert page is not None
    page_model, fullness = page
    shown, measured = laid_out(job)
    within = EXACT
    assert dict(fullness.region_ends) == pytest.approx(dict(measured.region_ends), abs=within)
    assert fullness.footer_top == pytest.approx(measured.footer_top, abs=within)
    frames = {par.frame for par in page_model.paragraphs}
    others = [par for par in shown.paragraphs if par.frame in frames and not par.is_rotated]
    for par, other in zip(page_model.paragraphs, others, strict=True):
        assert (par.line_count, par.tag) == (other.line_count, other.tag)
        assert par.top == pytest.approx(other.top, abs=within)
        assert par.width == pytest.approx(other.width, abs=EXACT)
        assert {run.size for run in par.runs} == {run.size for run in other.runs}


def test_two_languages_on_a_page_are_foretold(tmp_path: Path) -> None:
    workspace = filler.begin(Workspace(tmp_path))
    for tag in ("de", "it"):
        filler.write(workspace, tag, 3, 1500)
        path = workspace.root / f"content/tides/{tag}.yaml"
        workspace.write(
            f"content/tides/{tag}.yaml", path.read_text("utf-8") + "key_figures: {range: x}\n"
        )
    job = make_order(workspace, "tides", "parallel", "de+it")
    page = predicted(job)
    assert page is not None
    assert dict(page[1].region_ends) == pytest.approx(dict(laid_out(job)[1].region_ends), abs=EXACT)


def test_most_pages_are_laid_out_once(tmp_path: Path) -> None:
    counts = []
    for seed in range(6):
        folder = tmp_path / str(seed)
        folder.mkdir()
        job = briefing(folder, "it", 1400 + 200 * seed, seed)
        engine, measurer = Engine(job), TextMeasurer(Path(job.font_folder))
        templates = TemplateStore(tmp_path, job, engine, measurer)
        layouters = [EditionLayouter(engine, measurer, job, it, templates) for it in job.editions]
        counts += [fit.layouts for fit in fit_group(layouters, job.limits)]
    assert counts.count(1) >= 5


@pytest.mark.slow
def test_a_page_is_the_same_wherever_its_template_comes_from(
    tides: Workspace, cache: Path, tmp_path: Path
) -> None:
    job = make_order(tides)
    first = pdfs(job)
    (kept, *_) = cached_files(cache)
    assert pdfs(job) == first  # from memory
    _remembered.clear()
    assert pdfs(job) == first  # from the folder
    _remembered.clear()
    for file in cached_files(cache):
        file.write_bytes(file.read_bytes()[:-7] + b"0000000")
    assert pdfs(job) == first  # damaged, and made again
    assert kept.read_bytes() != b""
    _remembered.clear()
    (tmp_path / "elsewhere").mkdir()
    job_before = briefing(tmp_path / "elsewhere", "de", 900)
    print_group(job_before)  # other words in the same outline, or nearly
    assert (
        pdfs(replace(job, editions=job.editions[::-1], wanted_languages=job.wanted_languages[::-1]))
        == first[::-1]
    )


def test_a_template_does_not_depend_on_an_edition(tmp_path: Path, cache: Path) -> None:
    """The order of two briefings does not change the cached templates."""
    jobs = []
    for seed in (1, 2):
        folder = tmp_path / str(seed)
        folder.mkdir()
        workspace = filler.begin(Workspace(folder))
        for tag in ("de", "it"):
            filler.write(workspace, tag, seed, 1600)
            path = workspace.root / f"content/tides/{tag}.yaml"
            workspace.write(
                f"content/tides/{tag}.yaml", path.read_text("utf-8") + "key_figures: {range: x}\n"
            )
        jobs.append(make_order(workspace))
    kept = []
    for order in (jobs, jobs[::-1]):
        _remembered.clear()
        for file in cached_files(cache):
            file.unlink()
        for job in order:
            print_group(job)
        kept.append({file.name: file.read_bytes() for file in cached_files(cache)})
    assert kept[0] == kept[1]


def test_the_words_of_the_page_change_nothing_but_lines(tides: Workspace) -> None:
    assert predicted(make_order(tides)) is not None


@pytest.mark.parametrize(
    "css",
    [
        "h1 { text-transform: uppercase }",
        "h1::before { content: 'On: ' }",
        ".standfirst { text-indent: 5mm }",
        ".summary { display: flex }",
        ".points { columns: 2 }",
        ".summary { float: left }",
        ".points ol { list-style: disc inside }",
        ".standfirst { font-variant-caps: small-caps }",
        ".standfirst { word-spacing: 3mm }",
        'a[href^="https"] { font-size: 20pt }',
    ],
)
def test_where_words_may_change_more_than_lines_the_page_is_laid_out(
    tides: Workspace, tmp_path: Path, css: str
) -> None:
    job = with_sheet(make_order(tides), css)
    assert predicted(job) is None
    engine, measurer = Engine(job), TextMeasurer(Path(job.font_folder))
    templates = TemplateStore(tmp_path, job, engine, measurer)
    layouter = EditionLayouter(engine, measurer, job, job.editions[0], templates)
    assert layouter.estimate_page(parameters(job)).is_laid_out


def test_a_page_without_a_template_is_cached_too(tides: Workspace, cache: Path) -> None:
    job = with_sheet(make_order(tides), "h1 { text-transform: uppercase }")
    print_group(job)
    assert set(cached_texts(cache)) == {NO_TEMPLATE}


@pytest.mark.parametrize(
    "css",
    [
        "li:nth-child(3) { padding-block-end: 20mm }",
        "li + li + li { padding-block-end: 20mm }",
        "ol:has(:nth-child(5)) { padding-block-end: 20mm }",
    ],
)
def test_where_items_are_counted_a_page_has_its_own_template(tmp_path: Path, css: str) -> None:
    job = with_sheet(briefing(tmp_path, "it", 1800), css)
    page = predicted(job)
    assert page is not None
    assert dict(page[1].region_ends) == pytest.approx(dict(laid_out(job)[1].region_ends), abs=EXACT)


def test_a_composed_template_prints_the_same_as_an_own_one(tmp_path: Path) -> None:
    job = briefing(tmp_path, "it", 2300, 4)
    assert pdfs(job) == pdfs(with_sheet(job, "nothing:nth-child(2) { color: red }"))


def test_another_style_sheet_has_another_template(tides: Workspace) -> None:
    job = make_order(tides)
    narrow = with_sheet(job, "main { margin-inline-end: 80mm }")
    first, second = predicted(job), predicted(narrow)
    assert first is not None
    assert second is not None
    assert dict(second[1].region_ends)["main"] > dict(first[1].region_ends)["main"]
    assert dict(second[1].region_ends) == pytest.approx(
        dict(laid_out(narrow)[1].region_ends), abs=EXACT
    )


@pytest.mark.slow
def test_a_folder_that_cannot_be_written_costs_time_only(
    tides: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = make_order(tides)
    first = pdfs(job)
    _remembered.clear()
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "brief").mkdir()
    (blocked / "brief" / FOLDER).write_text("a file, and no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert pdfs(job) == first


def test_a_template_is_the_same_after_it_was_cached(tides: Workspace, cache: Path) -> None:
    print_group(make_order(tides))
    for text in cached_texts(cache):
        assert read_template(text).to_json() == text


def test_jobs_that_are_alike_share_what_is_made_ready(tides: Workspace) -> None:
    job = make_order(tides)
    assert Engine(job)._shared is Engine(job)._shared
    assert get_text_measurer(job) is get_text_measurer(job)
    other = with_sheet(job, "p { color: red }")
    assert Engine(other)._shared is not Engine(job)._shared


def test_what_could_bring_fonts_is_not_shared(tides: Workspace) -> None:
    job = make_order(tides)
    (first, *rest) = job.editions
    styled = replace(first, html=first.html.replace("</head>", "<style>p {}</style></head>"))
    own = replace(job, editions=(styled, *rest))
    assert Engine(own)._shared is not Engine(own)._shared
    importing = with_sheet(job, '@import "other.css";')
    assert Engine(importing)._shared is not Engine(importing)._shared
    assert Engine(importing).sheet_warnings or Engine(importing)._shared.refused_urls
