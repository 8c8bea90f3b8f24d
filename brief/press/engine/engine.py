"""The engine: lay editions out with WeasyPrint, and write them as PDF.

An engine has one set of fonts and one list of style sheets, for any number of editions.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, TypeVar

from brief.errors import ContentError, SetupError
from brief.findings import Finding, error
from brief.press.engine.box_reader import read_page_model
from brief.press.engine.fast_import import find_libraries_by_file_name
from brief.press.engine.html_reader import parse_plain_page
from brief.press.engine.impossible_styles import find_impossible_style
from brief.press.engine.line_ends import LineEnd, read_line_ends
from brief.press.engine.page_metrics import measure_fullness, read_line_blocks
from brief.press.engine.pictures import OPTION as PICTURE_OPTION
from brief.press.engine.release import render_document
from brief.press.engine.shared_resources import SharedResources, get_shared_resources
from brief.press.fonts.hyphenation import prefer_usual_regions
from brief.press.job.pictures.prepare import PictureUse
from brief.press.job.resources import ResourceLoader, ResourceRefused
from brief.press.job.run_limits import TimeLimitError
from brief.press.pdf.writer import OUTPUT_INTENT, PDF_VARIANT, write_pages
from brief.press.weasyprint_patches import apply_patches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType
    from xml.etree.ElementTree import Element

    from brief.press.engine.page_model import LineBlock, PageModel
    from brief.press.job.model import EditionJob, Fullness, RenderJob, Stylesheet
    from brief.press.weasyprint_types import WeasyDocument, WeasyHtml

T = TypeVar("T")
ENDLESS_HEIGHT = 4000  # mm
PANGO_REMEDY = (
    "Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: dnf install pango; Alpine: apk add pango; macOS: brew install pango"
)


def load_weasyprint() -> ModuleType:
    """Import WeasyPrint and apply the patches.

    Raises SetupError, with the packages to install, if Pango is missing. What WeasyPrint prints
    then is left out: standard output may be read by a program.
    """
    try:
        with find_libraries_by_file_name(), redirect_stdout(StringIO()):
            import weasyprint
    except OSError as problem:
        library = str(problem).split("'")[1] if "'" in str(problem) else "Pango"
        msg = f"pages cannot be laid out: the library Pango is not installed ({library} is missing)"
        raise SetupError(msg, PANGO_REMEDY) from problem
    apply_patches()
    return sys.modules[weasyprint.__name__]


def describe_failure(problem: Exception, sheets: Sequence[Stylesheet] = ()) -> Finding:
    """Return the finding for a page that cannot be laid out, fitted or checked.

    Its place is that of a declaration in the style sheets which is probably the cause, if any.
    """
    reason = type(problem).__name__
    if isinstance(problem, TimeLimitError):
        reason = str(problem)
    if isinstance(problem, MemoryError):
        reason = "it needs too much memory"
    message = f"the layout engine cannot lay out this page ({reason})"
    if place := find_impossible_style(sheets):
        remedy = "correct or remove this declaration: it is probably the cause"
        return error("engine", message, remedy, place)
    remedy = "undo the last change to the layout's template or style sheets, or to the brand's"
    return error("engine", message, remedy)


def get_known_properties() -> frozenset[str]:
    """Return the names of the CSS properties that the engine supports."""
    from weasyprint.css.properties import INITIAL_VALUES

    return frozenset(name.replace("_", "-") for name in INITIAL_VALUES)


class _WarningCollector(logging.Handler):
    """Collects the messages of WeasyPrint's log from warnings upwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@dataclass
class LaidOutEdition:
    """The pages of an edition, not yet written; `refused` are messages about files."""

    document: WeasyDocument
    edition: EditionJob
    fullness: Fullness
    warnings: tuple[str, ...]
    refused: tuple[str, ...] = field(default=())
    _page_model: PageModel | None = None

    def read_page_model(self) -> PageModel:
        """Return the paragraphs and frames of the pages."""
        if self._page_model is None:
            self._page_model = read_page_model(self.document.pages)
        return self._page_model

    def read_line_ends(self) -> list[LineEnd]:
        """Return the ends of lines between letters or digits."""
        return read_line_ends(self.document.pages)

    def read_line_blocks(self) -> list[LineBlock]:
        """Return the texts of the page model's paragraphs with their elements."""
        return read_line_blocks(self.document.pages)


class Engine:
    """Lays out and writes editions that share fonts, style sheets and files."""

    def __init__(self, job: RenderJob) -> None:
        self._weasyprint = load_weasyprint()
        prefer_usual_regions()
        from weasyprint.text.fonts import FontConfiguration

        # fontconfig reads this variable for each new configuration: only the job's fonts are used
        os.environ["FONTCONFIG_FILE"] = os.path.join(job.font_folder, "fonts.conf")  # noqa: PTH118
        self._loader = ResourceLoader(job.roots)
        self._refused: list[str] = []
        self._fetcher = self._make_fetcher()
        self._regions = job.regions
        self._trim = job.trim
        self._source_map = job.source_map
        self._stylesheets = job.stylesheets
        profile = job.profile
        self._picture_use = PictureUse(profile.resolution, profile.inks, job.cmyk_profile)
        self._warnings = _WarningCollector()
        self._parsed_pages: dict[str, WeasyHtml] = {}
        self._documents: list[WeasyDocument] = []
        self._shared = get_shared_resources(
            job, lambda: self._prepare_resources(job, FontConfiguration())
        )
        self.sheet_warnings = self._shared.warnings

    def lay_out(
        self, edition: EditionJob, settings: str, *, endless: bool = False
    ) -> LaidOutEdition:
        """Lay the edition out; `settings` is CSS that comes after all other style sheets.

        An `endless` page is high enough for all text, so that no text is on a second page.
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
        """Return the root element of a page, given as HTML."""
        return self._parse_page(page).etree_element

    def write_pdf(self, laid_out: Sequence[LaidOutEdition]) -> bytes:
        """Return the PDF with the pages of all editions in `laid_out`, in PDF/A-3a and PDF/UA-1.

        Its metadata are those of the first. The same pages give the same bytes.
        """
        self._refused.clear()
        self._warnings.messages.clear()
        editions = [laid.edition for laid in laid_out]
        documents = [laid.document for laid in laid_out]
        written = self._run_logged(partial(write_pages, documents, editions, self._weasyprint))
        # files that an SVG or an attachment refers to are loaded while drawing
        for laid in laid_out:
            laid.warnings = tuple(self._warnings.messages)
            laid.refused = tuple(dict.fromkeys(self._refused))
        return written

    def release_pages(self) -> None:
        """Free the memory of all pages; they can no longer be written or read."""
        for document in self._documents:
            document.release()
        self._documents.clear()

    def _prepare_resources(self, job: RenderJob, fonts: object) -> SharedResources:
        """Parse the style sheets, and collect the engine's warnings about each."""
        ready = SharedResources(fonts)
        for sheet in job.stylesheets:
            self._warnings.messages.clear()
            ready.sheets.append(self._run_logged(partial(self._parse_sheet, sheet, fonts)))
            ready.warnings += [(sheet, message) for message in self._warnings.messages]
        ready.fetch_count = self._loader.request_count
        ready.refused_urls = tuple(self._refused)
        return ready

    def _parse_sheet(self, sheet: Stylesheet, fonts: object) -> object:
        return self._weasyprint.CSS(
            string=sheet.text, base_url=sheet.url, url_fetcher=self._fetcher, font_config=fonts
        )

    def _render_document(self, edition: EditionJob, settings: str) -> WeasyDocument:
        html = self._parse_page(edition.html)
        fonts = self._shared.fonts
        css = partial(self._weasyprint.CSS, url_fetcher=self._fetcher, font_config=fonts)
        options = {
            **self._weasyprint.DEFAULT_OPTIONS,
            "stylesheets": [*self._shared.sheets, css(string=settings)],
            "pdf_variant": PDF_VARIANT,
            "output_intent": OUTPUT_INTENT,
            PICTURE_OPTION: self._picture_use,
        }
        profiles = {OUTPUT_INTENT: self._read_srgb_profile()}
        document = render_document(html, fonts, profiles, options)
        self._documents.append(document)
        return document

    def _parse_page(self, page: str) -> WeasyHtml:
        """Return the parsed HTML of a page; it is parsed once for all layouts."""
        if page not in self._parsed_pages:
            root = parse_plain_page(page)
            html = self._weasyprint.HTML(
                string=page if root is None else "",
                base_url="brief:///page/",
                url_fetcher=self._fetcher,
            )
            if root is not None:
                wrap = html.wrapper_element.from_html_root
                html.wrapper_element, html.etree_element = wrap(root, content_language=None), root
            self._parsed_pages[page] = html
        return self._parsed_pages[page]

    def _read_srgb_profile(self) -> object:
        """Return WeasyPrint's sRGB profile for the output intent of the PDF.

        WeasyPrint would use it by default, but leaves the file open.
        """
        from weasyprint.css import ColorProfile

        file = files(f"{self._weasyprint.__name__}.pdf") / "sRGB2014.icc"
        components = (["r"], ["g"], ["b"])
        return ColorProfile(
            BytesIO(file.read_bytes()), file.name, "relative-colorimetric", components
        )

    def _make_fetcher(self) -> object:
        from weasyprint.urls import URLFetcher, URLFetcherResponse

        loader, refused = self._loader, self._refused

        class ResourceFetcher(URLFetcher):  # type: ignore[misc]
            """Loads files for WeasyPrint, and records the refused ones."""

            def fetch(self, url: str, headers: object = None) -> object:
                _ = headers
                try:
                    resource = loader.load(url)
                except ResourceRefused as refusal:
                    refused.append(str(refusal))
                    raise ValueError(str(refusal)) from refusal
                return URLFetcherResponse(
                    resource.url, resource.content, {"Content-Type": resource.media_type}
                )

        return ResourceFetcher()

    def _run_logged(self, step: Callable[[], T]) -> T:
        logger = logging.getLogger("weasyprint")
        logger.addHandler(self._warnings)
        logger.propagate = False
        try:
            return step()
        except Exception as problem:  # its layout fails at some CSS that its parser accepts
            failure = describe_failure(problem, self._stylesheets)
            raise ContentError([self._source_map.locate_finding(failure)]) from problem
        finally:
            logger.removeHandler(self._warnings)
