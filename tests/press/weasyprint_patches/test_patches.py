"""WeasyPrint with our patches makes the same PDFs as without, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

from brief.press.copyfit.parameters import FitParameters
from brief.press.engine.engine import Engine
from brief.press.weasyprint_patches import PATCHED_VERSION, apply_patches, patch_status, set_patched
from tests.languages import TAGS, write_briefing
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace

FEW = ("de", "fr", "el", "ar", "hi", "ja", "th")
SETTINGS = (
    FitParameters(9.3, 1.42, 1, 1, 0.9).to_css(),
    FitParameters(10.8, 1.37, 1.21, 1.7, 0.88).to_css() + ":root { --notes-display: block }\n",
)


def written(order: RenderJob, settings: str) -> list[bytes]:
    """Return all pages of an order, laid out by an engine of their own."""
    engine = Engine(order)
    return [engine.write_pdf([engine.lay_out(edition, settings)]) for edition in order.editions]


def assert_same(order: RenderJob) -> None:
    for settings in SETTINGS:
        set_patched(on=True)
        ours = written(order, settings)
        set_patched(on=False)
        assert written(order, settings) == ours


def in_tongue(workspace: Workspace, tag: str) -> RenderJob:
    workspace.write("brief.yaml", f"languages: [{tag}]\n")
    write_briefing(workspace, tag, 1800, 1)
    return make_order(workspace)


@pytest.mark.parametrize("tag", FEW)
def test_a_page_is_the_same(workspace: Workspace, tag: str) -> None:
    assert_same(in_tongue(workspace, tag))


@pytest.mark.slow
@pytest.mark.parametrize("tag", sorted(set(TAGS) - set(FEW)))
def test_a_page_in_any_language_is_the_same(workspace: Workspace, tag: str) -> None:
    assert_same(in_tongue(workspace, tag))


@pytest.mark.parametrize(
    ("layout", "paper"), [("onepager", "a4"), ("onepager", "a5"), ("parallel", "letter")]
)
def test_a_page_of_any_layout_and_brand_is_the_same(
    workspace: Workspace, layout: str, paper: str
) -> None:
    workspace.write("brief.yaml", "languages: [de, en]\n")
    workspace.briefing("tides", "de", "en")
    workspace.write(
        "styles/brands/house/brand.css",
        """
        p { letter-spacing: 0.01em; text-align: justify; word-spacing: 0.05em }
        h1 { text-decoration: underline; text-indent: calc(1em + 1%); width: calc(100% - 9mm) }
        h2::before { content: "§ " }
        h2 { box-sizing: border-box; width: 80% }
        li::first-letter { font-size: 120% }
        li::first-line { color: #333 }
        strong { display: inline-block; min-width: 10% }
        """,
    )
    assert_same(make_order(workspace, "tides", layout, paper=paper))


FEATURES = """<!doctype html><html lang="de"><head><style>
@page { size: 90mm 120mm; margin: 9mm; @bottom-center { content: counter(page) } }
@page :first { margin-top: 15mm }
body { font-size: 9pt; hyphens: auto; text-align: justify }
.flex { display: flex; gap: 2mm } .flex > * { flex: 1; min-width: 0 }
.grid { display: grid; grid-template-columns: 1fr 30%; }
.note { float: footnote } .left { float: left; width: 30%; padding: 3%; }
.cut { text-align: start; max-lines: 2; block-ellipsis: auto; continue: discard }
.clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.narrow { width: 6mm; overflow-wrap: anywhere }
.calc { width: calc(50% + 3mm); line-height: calc(1em + 2px); --gap: 2mm; margin: var(--gap) }
table { border-collapse: collapse; width: 100% } td { border: 1px solid; padding: 2% }
q { quotes: "«" "»" } pre { tab-size: 3 } a::after { content: " (" attr(href) ")" }
dl { columns: 2; border-spacing: calc(1px + 1mm) 2px }
p::first-letter { color: red } h2 { text-decoration: underline }
h2::before { content: counter(item) ". "; counter-increment: item;
  -weasy-anchor: "before" }
</style></head><body>
<h2 id="one">Überschrift mit <u>Unterstrich</u></h2>
<p>Die Donaudampfschifffahrts&shy;gesellschaft<span class="note">Eine Fußnote.</span> fährt noch,
wie <q>man sagt</q>; <a href="#one">siehe</a> und
<a href="#before">davor</a> oben <del>gestern</del>.<br>Zeile
<div class="flex"><p>Erste Spalte mit Text</p><p>Zweite Spalte mit etwas mehr Text</p></div>
<div class="grid"><p>Eins zwei drei vier</p><p>Fünf</p></div>
<p class="left">Links schwebt ein Absatz</p>
<p class="cut">Ein langer Absatz, der nach zwei Zeilen endet, obwohl noch viel zu sagen wäre, denn
die Fahrrinnenanpassung lässt größere Schiffe zu, und Naturschutzverbände klagen dagegen.</p>
<p class="clip">Eine Zeile, die abgeschnitten wird, weil sie nicht auf die Seite passt, so lang</p>
<p class="narrow">Wasserstandsvorhersage <bdo dir="rtl">abc</bdo></p><p class="calc">Gerechnet</p>
<table><tr><td>a<td>b<tr><td colspan=2>c</table><pre>x\ty
  z</pre><ul><li>eins<li>zwei</ul><ol start=8><li>acht<li>neun<li>zehn</ol>
<dl><dt>Wort<dd>Sinn<dt>Wort<dd>Sinn</dl><p dir="rtl" lang="he">שלום עולם 123</p>
</body></html>"""


def drawn(page: str, times: int = 1) -> bytes:
    """Return the PDF of a page, as WeasyPrint draws it for the first, the second … time."""
    document = weasyprint.HTML(string=page).render(
        font_config=FontConfiguration(), presentational_hints=True
    )
    made = b""
    for _ in range(times):
        made = document.write_pdf(pdf_identifier=b"one")
    return made


@pytest.mark.parametrize("times", [1, 2])
def test_what_our_layouts_do_not_use_is_the_same(times: int) -> None:
    ours = drawn(FEATURES, times)
    set_patched(on=False)
    assert drawn(FEATURES, times) == ours


def test_the_version_that_we_test_with_is_the_one_that_is_patched() -> None:
    assert weasyprint.VERSION == PATCHED_VERSION
    assert Layout.reactivate.__module__ == "brief.press.weasyprint_patches.pango_layouts"


def test_another_version_is_not_patched(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = Layout.setup
    set_patched(on=False)
    plain = Layout.setup
    assert plain is not ours
    monkeypatch.setattr(weasyprint, "VERSION", "70.1")
    assert patch_status() == "other version"
    apply_patches.__wrapped__()
    assert Layout.setup is plain
    monkeypatch.undo()
    assert patch_status() == "active"
    apply_patches.__wrapped__()
    assert Layout.setup is ours


def test_patches_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    set_patched(on=False)
    plain = Layout.setup
    monkeypatch.setenv("BRIEF_TUNING", "off")
    assert patch_status() == "switched off"
    apply_patches.__wrapped__()
    assert Layout.setup is plain
