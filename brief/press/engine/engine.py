"""The printing machine: lays pages out and writes them. Only it and its tuning import WeasyPrint.

An engine belongs to one set of fonts and one list of stylesheets, and lays out as many editions
with them as it is given.
"""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

from brief.errors import ContentError, SetupError
from brief.findings import Finding, error
from brief.press.engine.box_reader import read_page_model
from brief.press.engine.fast_import import find_libraries_by_file_name
from brief.press.engine.page_metrics import measure_fullness
from brief.press.engine.release import make_releasable
from brief.press.engine.shared_resources import SharedResources, get_shared_resources
from brief.press.job.resources import ResourceLoader, ResourceRefused
from brief.press.pdf.writer import OUTPUT_INTENT, PDF_VARIANT, write_pages
from brief.press.weasyprint_patches import apply_patches

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType
    from typing import Any
    from xml.etree.ElementTree import Element

    from brief.press.engine.page_model import PageModel
    from brief.press.job.model import EditionJob, Fullness, RenderJob, Stylesheet

ENDLESS_HEIGHT = 4000  # mm
PANGO_REMEDY = (
    "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango; Alpine: apk add pango; macOS: brew install pango"
)


def load_weasyprint() -> ModuleType:
    """Import and tune WeasyPrint; SetupError says what to install when Pango is missing."""
    try:
        with find_libraries_by_file_name():
            import weasyprint
    except OSError as problem:
        library = str(problem).split("'")[1] if "'" in str(problem) else "Pango"
        msg = f"pages cannot be set: the text library Pango is not installed ({library} is missing)"
        raise SetupError(msg, PANGO_REMEDY) from problem
    apply_patches()
    return sys.modules[weasyprint.__name__]


def _describe_failure(problem: Exception) -> Finding:
    """Return the finding for a page that the engine fails at instead of warning."""
    return error(
        "engine",
        f"the program that sets the pages gives up on this page ({type(problem).__name__})",
        "take back what was last changed in the layout's template or style sheets, or the brand's",
    )


def get_known_properties() -> frozenset[str]:
    """Return the names of the CSS properties that the engine knows."""
    from weasyprint.css.properties import INITIAL_VALUES

    return frozenset(name.replace("_", "-") for name in INITIAL_VALUES)


class _WarningCollector(logging.Handler):
    """Collects what WeasyPrint warns of, so that no warning passes unseen."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@dataclass
class LaidOutEdition:
    """An edition on its pages, not yet written."""

    document: Any
    edition: EditionJob
    fullness: Fullness
    warnings: tuple[str, ...]
    refused: tuple[str, ...] = field(default=())
    _page_model: PageModel | None = None

    def read_page_model(self) -> PageModel:
        """Return the edition's paragraphs, as they were laid out."""
        if self._page_model is None:
            self._page_model = read_page_model(self.document.pages)
        return self._page_model


class Engine:
    """Lays out and writes editions that share fonts, stylesheets and files."""

    def __init__(self, job: RenderJob) -> None:
        self._weasyprint = load_weasyprint()
        from weasyprint.document import Document
        from weasyprint.text.fonts import FontConfiguration

        # fontconfig reads this variable whenever a configuration is made, so that each engine
        # sees its own fonts and never the machine's.
        os.environ["FONTCONFIG_FILE"] = os.path.join(job.font_folder, "fonts.conf")  # noqa: PTH118
        self._loader = ResourceLoader(job.roots)
        self._refused: list[str] = []
        self._fetcher = self._make_fetcher()
        self._regions = job.regions
        self._trim = job.trim
        self._source_map = job.source_map
        self._warnings = _WarningCollector()
        self._parsed_pages: dict[str, Any] = {}
        self._document_class = make_releasable(Document)
        self._documents: list[Any] = []
        self._shared = get_shared_resources(
            job, lambda: self._prepare_resources(job, FontConfiguration())
        )
        self.sheet_warnings = self._shared.warnings

    def lay_out(
        self, edition: EditionJob, settings: str, *, endless: bool = False
    ) -> LaidOutEdition:
        """Lay the edition out; `settings` is CSS that comes after all other stylesheets.

        On an `endless` page nothing is broken, so that all lines can be read off it.
        """
        if endless:
            settings += f"@page {{ size: {self._trim[0]:g}mm {ENDLESS_HEIGHT}mm; }}\n"
        self._refused.clear()
        self._warnings.messages.clear()
        document = self._run_logged(partial(self._render_document, edition, settings))
        return LaidOutEdition(
            document,
            edition,
            measure_fullness(document.pages, self._regions),
            tuple(self._warnings.messages),
            tuple(dict.fromkeys((*self._shared.refused_urls, *self._refused))),
        )

    def parse_html(self, page: str) -> Element:
        """Return the elements of a page, given as HTML."""
        root: Element = self._parse_page(page).etree_element
        return root

    def write_pdf(self, laid_out: Sequence[LaidOutEdition]) -> bytes:
        """Return the PDF: PDF/A-3a and PDF/UA-1, with our own XMP, no clock and no random part.

        It holds the pages of all editions in `bound`, and is about the first.
        """
        self._refused.clear()
        self._warnings.messages.clear()
        editions = [laid.edition for laid in laid_out]
        documents = [laid.document for laid in laid_out]
        written: bytes = self._run_logged(
            partial(write_pages, documents, editions, self._weasyprint)
        )
        # what an SVG or an attachment refers to is asked for while drawing
        for laid in laid_out:
            laid.warnings = tuple(self._warnings.messages)
            laid.refused = tuple(dict.fromkeys(self._refused))
        return written

    def release_pages(self) -> None:
        """Clear away the pages laid out; they can neither be written nor read any more."""
        for document in self._documents:
            document.clear()
        self._documents.clear()

    def _prepare_resources(self, job: RenderJob, fonts: Any) -> SharedResources:
        """Parse the style sheets, and note what the engine has to say of each."""
        ready = SharedResources(fonts)
        for sheet in job.stylesheets:
            self._warnings.messages.clear()
            ready.sheets.append(self._run_logged(partial(self._parse_sheet, sheet, fonts)))
            ready.warnings += [(sheet, message) for message in self._warnings.messages]
        ready.fetch_count = self._loader.request_count
        ready.refused_urls = tuple(self._refused)
        return ready

    def _parse_sheet(self, sheet: Stylesheet, fonts: Any) -> Any:
        return self._weasyprint.CSS(
            string=sheet.text, base_url=sheet.url, url_fetcher=self._fetcher, font_config=fonts
        )

    def _render_document(self, edition: EditionJob, settings: str) -> Any:
        html = self._parse_page(edition.html)
        fonts = self._shared.fonts
        css = partial(self._weasyprint.CSS, url_fetcher=self._fetcher, font_config=fonts)
        options = {
            **self._weasyprint.DEFAULT_OPTIONS,
            "stylesheets": [*self._shared.sheets, css(string=settings)],
            "pdf_variant": PDF_VARIANT,
            "output_intent": OUTPUT_INTENT,
        }
        profiles = {OUTPUT_INTENT: self._read_srgb_profile()}
        document = self._document_class._render(html, fonts, None, profiles, options)  # noqa: SLF001
        self._documents.append(document)
        return document

    def _parse_page(self, page: str) -> Any:
        """Return a page's HTML as WeasyPrint reads it; it is read once, and laid out often."""
        if page not in self._parsed_pages:
            self._parsed_pages[page] = self._weasyprint.HTML(
                string=page, base_url="brief:///page/", url_fetcher=self._fetcher
            )
        return self._parsed_pages[page]

    def _read_srgb_profile(self) -> Any:
        """Return the sRGB profile that comes with WeasyPrint, as the PDF's output intent.

        WeasyPrint would take it by itself, and leave its file open.
        """
        from weasyprint.css import ColorProfile

        file = files(f"{self._weasyprint.__name__}.pdf") / "sRGB2014.icc"
        components = (["r"], ["g"], ["b"])
        return ColorProfile(
            BytesIO(file.read_bytes()), file.name, "relative-colorimetric", components
        )

    def _make_fetcher(self) -> Any:
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        shelf, refused = self._loader, self._refused

        class ShelfFetcher(URLFetcher):  # type: ignore[misc]
            """Gives WeasyPrint what is on the shelf, and notes what is not."""

            def fetch(self, url: str, headers: object = None) -> Any:
                _ = headers
                try:
                    item = shelf.load(url)
                except ResourceRefused as refusal:
                    refused.append(str(refusal))
                    raise ValueError(str(refusal)) from refusal
                return URLFetcherResponse(item.url, item.content, {"Content-Type": item.media_type})

        return ShelfFetcher()

    def _run_logged(self, step: Any) -> Any:
        logger = logging.getLogger("weasyprint")
        logger.addHandler(self._warnings)
        logger.propagate = False
        try:
            return step()
        except Exception as problem:  # what is valid CSS for the engine's parser it may choke on
            raise ContentError(
                [self._source_map.locate_finding(_describe_failure(problem))]
            ) from problem
        finally:
            logger.removeHandler(self._warnings)
