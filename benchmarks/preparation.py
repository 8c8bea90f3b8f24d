"""What the peers get: each edition as one HTML file in its final setting, and as data for Typst.

The peers are spared everything but the printing: reading, typography and fitting are done here,
before the clock starts, so that their pages presentation like ours.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brief.design.presentation import Presentation
    from brief.design.view import PageView
    from brief.press.copyfit.parameters import FitParameters
    from brief.press.job.model import RenderJob

FONTS = "FONTCONFIG_FILE"


@dataclass(frozen=True, slots=True)
class PeerPage:
    """An edition, ready to be printed by any peer; `setting` is what brief found to fill the page.

    `html` holds its style sheets and logo, `data` what a Typst template needs, and `fonts` is
    the folder of its fonts.
    """

    root: Path
    slug: str
    language: str
    setting: FitParameters
    html: Path
    data: Path
    fonts: Path

    @property
    def name(self) -> str:
        """What its PDF is called."""
        return f"{self.slug}.{self.language}.pdf"


def prepare(root: Path, folder: Path) -> tuple[PeerPage, ...]:
    """Fit every edition of the project and write its files into the folder.

    From then on this process and those it starts see the project's fonts only.
    """
    from benchmarks.content import slugs
    from benchmarks.peers.library import fitted, order
    from brief.design.view import make_view

    folder.mkdir(parents=True)
    pages = []
    for slug in slugs(root):
        job, briefing, presentation = order(root, slug)
        settings = fitted(job)
        fonts = Path(job.font_folder)
        os.environ[FONTS] = os.fspath(fonts / "fonts.conf")
        for number, edition in enumerate(job.editions):
            view = make_view(briefing, edition.language, presentation.brand, presentation.paper)
            setting = settings[view.lang]
            html = folder / f"{slug}.{view.lang}.html"
            html.write_text(_whole_html(job, number, setting, presentation), "utf-8")
            data = folder / f"{slug}.{view.lang}.json"
            data.write_text(json.dumps(_for_typst(view, setting, presentation)), "utf-8")
            pages.append(PeerPage(root, slug, view.lang, setting, html, data, fonts))
    return tuple(pages)


def _whole_html(
    job: RenderJob, number: int, setting: FitParameters, presentation: Presentation
) -> str:
    """Return the edition's page with its style sheets and its logo in it."""
    css = "\n".join(sheet.text for sheet in job.stylesheets) + setting.to_css()
    html = job.editions[number].html
    if presentation.brand.data.logo:
        logo = base64.b64encode(_logo(presentation)).decode("ascii")
        html = html.replace(
            f"brief:///brand/{presentation.brand.data.logo}", f"data:image/svg+xml;base64,{logo}"
        )
    return html.replace("</head>", f"<style>\n{css}</style>\n</head>", 1)


def _logo(presentation: Presentation) -> bytes:
    return (presentation.brand.folder / (presentation.brand.data.logo or "")).read_bytes()


def _for_typst(
    view: PageView, setting: FitParameters, presentation: Presentation
) -> dict[str, Any]:
    """Return the texts of the page as runs, with the presentation as numbers."""
    colours = presentation.brand.data.colours
    return {
        "language": view.lang,
        "logo": _logo(presentation).decode("utf-8") if presentation.brand.data.logo else "",
        "date": view.date,
        "kicker": _runs(view.kicker or ""),
        "title": _runs(view.title),
        "standfirst": _runs(view.standfirst or ""),
        "summary": _runs(view.summary),
        "points": [_runs(point) for point in view.points],
        "figures": [
            {
                "before": figure.before + figure.gap_before,
                "number": figure.number,
                "after": figure.gap_after + figure.after,
                "label": _runs(figure.label),
            }
            for figure in view.figures
        ],
        "sources": [_runs(source.line) for source in view.sources],
        "colophon": view.colophon,
        "words": {
            "summary": view.words.summary,
            "points": view.words.points,
            "figures": view.words.key_figures,
            "source": view.words.source,
        },
        "size": setting.size,
        "label_size": setting.label_size,
        "note_size": setting.note_size,
        "leading": setting.leading,
        "space": setting.space,
        "density": setting.density,
        "title_measure": setting.headlines[0].width if setting.headlines else 0,
        "colours": {name: getattr(colours, name).screen for name in type(colours).model_fields},
    }


def _runs(markup: str) -> list[dict[str, object]]:
    """Return a text with tags as stretches, each strong, emphasised, or neither."""
    reader = _Runs()
    reader.feed(markup)
    reader.close()
    return reader.found


class _Runs(HTMLParser):
    """Reads inline HTML; of its elements only emphasis counts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, object]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        _ = attrs
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        _ = tag
        self._open.pop()

    def handle_data(self, data: str) -> None:
        strong, emphasis = "strong" in self._open, {"em", "cite"} & {*self._open}
        self.found.append({"text": data, "strong": strong, "emphasis": bool(emphasis)})
