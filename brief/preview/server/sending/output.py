"""What leaves the desk, PDFs to build, check and download; and new briefings and languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from brief.editorial.briefing import list_languages, read_settings
from brief.editorial.editing import read_for_editing, replace_scalar, write_if_unchanged
from brief.editorial.models.folders import is_briefing
from brief.errors import UsageError
from brief.findings import Severity
from brief.preview.server.answers.options import read_options
from brief.preview.server.answers.page_data import finding_id
from brief.preview.server.answers.replies import UNUSABLE, BadRequestError, read_json
from brief.preview.server.sending.mail import SECURITY_POLICY, write_mail

if TYPE_CHECKING:
    from starlette.requests import Request

    from brief.findings import Finding
    from brief.preview.server.state.desk import Desk

MAX_LANGUAGES = 24


class OutputRoutes:
    """Builds, checks and downloads PDFs, records agreement, begins languages and briefings."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Return what this class answers."""
        return [
            Route("/api/b/{slug}/build", self.build, methods=["POST"]),
            Route("/api/b/{slug}/check", self.check, methods=["POST"]),
            Route("/api/b/{slug}/agree", self.agree, methods=["POST"]),
            Route("/api/b/{slug}/languages", self.add_language, methods=["POST"]),
            Route("/api/briefings", self.add_briefing, methods=["POST"]),
            Route("/b/{slug}/pdf/{page}", self.download),
            Route("/b/{slug}/mail/{tag}", self.show_mail),
        ]

    def build(self, request: Request) -> Response:
        """Write the PDFs into dist/, as `brief build` does with the same switches."""
        from brief.build import Request as BuildRequest
        from brief.build import build

        slug, options = self._options(request)
        profiles = (options.profile,) if options.profile else ()
        asked = BuildRequest(
            slugs=(slug,),
            languages=options.languages,
            brand=options.brand,
            layout=options.layout,
            paper=options.paper,
            profiles=profiles,
            jobs=1,
        )
        report = build(self._desk.project, asked)
        own = (finding for result in report.results for finding in result.findings)
        paths = [result.path for result in report.results if result.path]
        return JSONResponse(
            {
                "files": [self._desk.project.display_path(path) for path in paths],
                "failed": report.has_failed,
                "findings": findings_as_json([*report.findings, *own]),
            }
        )

    def check(self, request: Request) -> Response:
        """Inspect the PDFs that are shown, as `brief check` does."""
        from brief.editorial.locale.language_detection import find_other_language
        from brief.press.preflight import inspect_file

        slug, options = self._options(request)
        found: list[Finding] = []
        for edition in self._desk.open_view(slug, options).shown.editions:
            name = f"{slug}.{edition.language}.pdf"
            found += inspect_file(edition.pdf, name, find_other_language)
        return JSONResponse({"findings": findings_as_json(found)})

    def agree(self, request: Request) -> Response:
        """Record that the languages agree, as `brief agree` does."""
        from brief.build.agreeing import record_agreement

        slug, _ = self._options(request)
        settings = read_settings(self._desk.project)
        outcome = record_agreement(self._desk.project, settings, slug, (), named=True)
        failed = any(finding.severity is Severity.ERROR for finding in outcome.findings)
        listed = findings_as_json(outcome.findings)
        message = outcome.findings[-1].message if outcome.findings else ""
        data = {**outcome.as_json(), "findings": listed, "message": message}
        return JSONResponse(data, UNUSABLE if failed else 200)

    async def add_language(self, request: Request) -> Response:
        """Begin a further language of a briefing, as `brief new --lang` does."""
        values = await read_json(request)
        slug = request.path_params["slug"]
        self._desk.require_briefing(slug)
        tags = _read_tags([values.get("tag")])
        files = await run_in_threadpool(self._write_new, slug, tags)
        return JSONResponse({"files": files})

    async def add_briefing(self, request: Request) -> Response:
        """Begin a briefing, as `brief new` does."""
        from brief.scaffold.briefing import slug_for

        values = await read_json(request)
        title, tags = values.get("title"), values.get("languages")
        if not isinstance(title, str) or not title.strip() or not isinstance(tags, list):
            msg = "title and languages of the briefing are missing"
            raise BadRequestError(msg)
        slug = slug_for(title.strip()[:200])
        if is_briefing(self._desk.project, slug):
            msg = f"there is a briefing `{slug}` already"
            raise UsageError(msg, "choose another title", "in-the-way")
        languages = _read_tags(tags)
        files = await run_in_threadpool(self._write_new, slug, languages)
        await run_in_threadpool(self._write_title, slug, languages[0], title.strip())
        return JSONResponse({"slug": slug, "files": files})

    def download(self, request: Request) -> Response:
        """Send the PDF of a page for a profile, printed from the files as they are now."""
        slug, options = self._options(request)
        page = request.path_params["page"]
        query = {"page": page}
        languages = list_languages(self._desk.project, slug)
        chosen = read_options(self._desk.project, query, languages).languages
        result = self._desk.renderer.render(slug, replace(options, languages=chosen))
        pdf = next((each for each in result.editions if each.pdf), None)
        if pdf is None:
            msg = f"{slug} cannot be printed in `{page}`"
            raise UsageError(msg, "see the findings", "no-such-edition")
        ending = f".{options.profile}" if options.profile not in {"", "screen"} else ""
        name = f"{slug}.{page}{ending}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(pdf.pdf, media_type="application/pdf", headers=headers)

    def show_mail(self, request: Request) -> Response:
        """Show the mail that brings a briefing."""
        slug = str(request.path_params["slug"])
        self._desk.require_briefing(slug)
        html = write_mail(self._desk.project, slug, request.path_params["tag"])
        return HTMLResponse(html, headers={"Content-Security-Policy": SECURITY_POLICY})

    def _options(self, request: Request) -> Any:  # noqa: ANN401 - slug and options
        slug = str(request.path_params["slug"])
        self._desk.require_briefing(slug)
        languages = list_languages(self._desk.project, slug)
        return slug, read_options(self._desk.project, request.query_params, languages)

    def _write_title(self, slug: str, tag: str, title: str) -> None:
        """Write the title into the first language of a new briefing."""
        path = self._desk.project.content_folder / slug / f"{tag}.yaml"
        shown = self._desk.project.display_path(path)
        found = read_for_editing(path, self._desk.project)
        text = replace_scalar(found.text, ("title",), title, shown=shown)
        write_if_unchanged(path, text, found.hash, self._desk.project)

    def _write_new(self, slug: str, tags: tuple[str, ...]) -> list[str]:
        from brief.scaffold.briefing import new_briefing

        today = self._desk.now().date()
        written = new_briefing(self._desk.project, slug, tags, today)
        return [self._desk.project.display_path(path) for path in written]


def findings_as_json(findings: list[Finding] | tuple[Finding, ...]) -> list[dict[str, object]]:
    """Return findings as data, each once."""
    return [
        {"id": finding_id(one), **one.as_json(), "place": str(one.place or ""), "texts": []}
        for one in dict.fromkeys(findings)
    ]


def _read_tags(tags: list[object]) -> tuple[str, ...]:
    """Return canonical language tags. Raises UsageError for other texts."""
    from brief.editorial.fields.texts import read_language

    if not 0 < len(tags) <= MAX_LANGUAGES:
        msg = "no language is named"
        raise UsageError(msg, "name at least one, such as de", "no-language")
    try:
        return tuple(dict.fromkeys(str(read_language(str(tag))) for tag in tags))
    except ValueError as problem:
        raise UsageError(str(problem), "write a language tag such as de, it or pt-BR") from problem
