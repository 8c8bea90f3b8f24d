"""The routes of the desk, and what each answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from brief.editorial.briefing import list_languages
from brief.editorial.editing.errors import ChangedMeanwhileError
from brief.errors import BriefError
from brief.preview.server.answers.html import find_language, send_asset, show_page
from brief.preview.server.answers.options import list_choices, options_query, read_options
from brief.preview.server.answers.page_data import display_language, view_as_json
from brief.preview.server.answers.replies import BadRequestError, reply_bad_request, reply_error
from brief.preview.server.answers.streams import stream_list, stream_view
from brief.preview.server.answers.strings import COOKIE, LANGUAGES, load_strings
from brief.preview.server.changes.files import Files
from brief.preview.server.changes.item_routes import ItemRoutes
from brief.preview.server.changes.routes import CONFLICT, TextRoutes, reply_conflict
from brief.preview.server.changes.texts import ConflictError, Texts
from brief.preview.server.changes.undo import ChangeLog
from brief.preview.server.security.gate import BodyTooLargeError
from brief.preview.server.sending.output import OutputRoutes

if TYPE_CHECKING:
    from starlette.requests import Request

    from brief.preview.server.state.desk import Desk
    from brief.preview.server.state.view import View

UNREAD = 204
FOREVER = "private, max-age=31536000, immutable"


class Site:
    """Answers the requests for pages, pictures and events."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Return what this class answers."""
        return [
            Route("/", self.show_list),
            Route("/rows", self.show_rows),
            Route("/b/{slug}", self.show_briefing),
            Route("/assets/{name}", self.send_asset),
            Route("/pages/{digest}.png", self.send_picture),
            Route("/events", self.stream_list),
            Route("/api/b/{slug}/events", self.stream_view),
            Route("/api/b/{slug}/state", self.send_state),
            Route("/api/language", self.choose_language, methods=["POST"]),
        ]

    def show_list(self, request: Request) -> Response:
        """Show the list of briefings."""
        return show_page(
            request,
            "list.html",
            rows=self._desk.overview.rows(),
            title="",
            default_languages=self._desk.overview.languages(),
        )

    def show_rows(self, request: Request) -> Response:
        """Show the rows of that list alone."""
        return show_page(request, "rows.html", rows=self._desk.overview.rows())

    def show_briefing(self, request: Request) -> Response:
        """Show a briefing; its pages follow as events."""
        view = self._open_view(request)
        languages = list_languages(self._desk.project, view.slug)
        return show_page(
            request,
            "briefing.html",
            slug=view.slug,
            title=view.slug,
            options=view.options,
            query=options_query(view.options),
            choices=list_choices(self._desk.project),
            files={tag: display_language(tag) for tag in languages},
            pairs=[f"{a}+{b}" for a in languages for b in languages if a != b],
            strings=load_strings()[find_language(request)],
        )

    def send_asset(self, request: Request) -> Response:
        """Send a script or a style sheet."""
        return send_asset(request.path_params["name"])

    def send_picture(self, request: Request) -> Response:
        """Send the picture of a page."""
        try:
            scale = float(request.query_params.get("scale", "1")[:10])
        except ValueError:
            scale = 0.0
        if not 0 < scale < 100:  # noqa: PLR2004 - refuses NaN, too
            return Response("", 400)
        picture = self._desk.pictures.draw(request.path_params["digest"], scale)
        if picture is None:
            return Response("", 404)
        return Response(picture, media_type="image/png", headers={"Cache-Control": FOREVER})

    async def stream_list(self, _: Request) -> Response:
        """Send the changes of the list."""
        return stream_list(self._desk)

    def stream_view(self, request: Request) -> Response:
        """Send the states of a view."""
        return stream_view(self._desk, self._open_view(request))

    def send_state(self, request: Request) -> Response:
        """Send the state of a view, unless it is the one that the tab knows."""
        view = self._open_view(request)
        if request.query_params.get("known") == str(view.shown.version):
            return Response(None, UNREAD)
        return JSONResponse(view_as_json(view))

    async def choose_language(self, request: Request) -> Response:
        """Remember the language of the desk's own texts."""
        chosen = request.query_params.get("to", "")
        if chosen not in LANGUAGES:
            msg = "no such language"
            raise BadRequestError(msg)
        answer = Response(None, UNREAD)
        answer.set_cookie(COOKIE, chosen, max_age=31536000, samesite="strict", httponly=True)
        return answer

    def _open_view(self, request: Request) -> View:
        slug = request.path_params["slug"]
        self._desk.require_briefing(slug)
        languages = list_languages(self._desk.project, slug)
        options = read_options(self._desk.project, request.query_params, languages)
        return self._desk.open_view(slug, options)


def make_app(desk: Desk) -> Starlette:
    """Return the application."""
    log = ChangeLog(desk.project)
    texts = Texts(desk, log)
    groups = (
        Site(desk),
        TextRoutes(desk, texts, log),
        ItemRoutes(desk, Files(desk, log)),
        OutputRoutes(desk),
    )

    def show_problem(request: Request, problem: Exception) -> Response:
        if isinstance(problem, ConflictError):
            return reply_conflict(problem)
        if isinstance(problem, ChangedMeanwhileError):
            return JSONResponse({"message": problem.message, "findings": []}, CONFLICT)
        if isinstance(problem, BadRequestError):
            return reply_bad_request(problem)
        assert isinstance(problem, BriefError)  # noqa: S101 - those alone are registered
        answer = reply_error(problem)
        if request.url.path.startswith("/api/"):
            return answer
        return show_page(
            request, "problem.html", answer.status_code, problem=problem, title=problem.message
        )

    def show_too_large(_: Request, __: Exception) -> Response:
        return JSONResponse({"message": "the request is too large", "findings": []}, 413)

    def show_missing(request: Request, _: Exception) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"message": "there is nothing here", "findings": []}, 404)
        return RedirectResponse("/", 303) if request.url.path == "/b/" else Response("", 404)

    handlers = {
        BodyTooLargeError: show_too_large,
        BriefError: show_problem,
        BadRequestError: show_problem,
        404: show_missing,
    }
    return Starlette(
        routes=[route for group in groups for route in group.routes()],
        exception_handlers=handlers,
    )
