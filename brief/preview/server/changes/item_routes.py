"""The requests with which a tab changes points and key figures, and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from brief.preview.server.answers.replies import read_json
from brief.preview.server.changes.figures import Figures
from brief.preview.server.changes.parts import Parts
from brief.preview.server.changes.points import Points
from brief.preview.server.changes.waivers import Waivers

if TYPE_CHECKING:
    from starlette.requests import Request

    from brief.preview.server.changes.files import Files
    from brief.preview.server.state.desk import Desk


class ItemRoutes:
    """Adds, removes and moves points; the form of a key figure."""

    def __init__(self, desk: Desk, files: Files) -> None:
        self._desk = desk
        self._points = Points(files)
        self._figures = Figures(files)
        self._parts = Parts(files)
        self._waivers = Waivers(desk, files)

    def routes(self) -> list[Route]:
        """Return what this class answers."""
        return [
            Route("/api/b/{slug}/points", self.change_points, methods=["POST"]),
            Route("/api/b/{slug}/parts", self.list_parts),
            Route("/api/b/{slug}/parts", self.add_part, methods=["POST"]),
            Route("/api/b/{slug}/waive", self.waive, methods=["POST"]),
            Route("/api/b/{slug}/figure", self.describe_figure),
            Route("/api/b/{slug}/figure", self.write_figure, methods=["PUT"]),
            Route("/api/b/{slug}/figure", self.remove_figure, methods=["DELETE"]),
        ]

    async def change_points(self, request: Request) -> Response:
        """Add, remove or move a point in all languages."""
        values = await read_json(request)
        hashes = await run_in_threadpool(self._points.change, self._slug(request), values)
        return JSONResponse({"hashes": hashes})

    def list_parts(self, request: Request) -> Response:
        """Send the names of the texts that can be added."""
        return JSONResponse({"missing": self._parts.list_missing(self._slug(request))})

    async def add_part(self, request: Request) -> Response:
        """Add a text in all languages."""
        values = await read_json(request)
        hashes = await run_in_threadpool(self._parts.add, self._slug(request), values)
        return JSONResponse({"hashes": hashes})

    async def waive(self, request: Request) -> Response:
        """Accept what a finding reports, with a reason."""
        values = await read_json(request)
        hashes = await run_in_threadpool(self._waivers.write, self._slug(request), values)
        return JSONResponse({"hashes": hashes})

    def describe_figure(self, request: Request) -> Response:
        """Send the fields of a key figure's form."""
        name = request.query_params.get("id", "")
        return JSONResponse(self._figures.describe(self._slug(request), name))

    async def write_figure(self, request: Request) -> Response:
        """Write a key figure."""
        values = await read_json(request)
        hashes = await run_in_threadpool(self._figures.write, self._slug(request), values)
        return JSONResponse({"hashes": hashes})

    async def remove_figure(self, request: Request) -> Response:
        """Remove a key figure."""
        values = await read_json(request)
        hashes = await run_in_threadpool(self._figures.remove, self._slug(request), values)
        return JSONResponse({"hashes": hashes})

    def _slug(self, request: Request) -> str:
        slug = str(request.path_params["slug"])
        self._desk.require_briefing(slug)
        return slug
