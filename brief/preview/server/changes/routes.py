"""The requests with which a tab changes texts, and their answers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from brief.editorial.editing.saving import read_for_editing
from brief.errors import UsageError
from brief.preview.server.answers.page_data import display_language, finding_id, list_findings
from brief.preview.server.answers.replies import BadRequestError, read_json
from brief.preview.server.changes.fields import list_fields, list_parts
from brief.preview.server.changes.number_check import compare_typed
from brief.preview.server.changes.opening import editor_command, open_editor
from brief.preview.server.changes.texts import (
    NEEDS_MATCH,
    ConflictError,
    TextId,
    read_text_id,
    read_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.requests import Request

    from brief.findings import Place
    from brief.preview.server.changes.texts import Texts
    from brief.preview.server.changes.undo import ChangeLog
    from brief.preview.server.state.desk import Desk

CONFLICT = 409
FACTS, FIGURES = "briefing", "key_figures"


class TextRoutes:
    """Reads and writes texts, undoes, opens the editor."""

    def __init__(self, desk: Desk, texts: Texts, log: ChangeLog) -> None:
        self._desk = desk
        self._texts = texts
        self._log = log

    def routes(self) -> list[Route]:
        """Return what this class answers."""
        return [
            Route("/api/b/{slug}/read", self.read, methods=["POST"]),
            Route("/api/b/{slug}/text", self.write, methods=["PUT"]),
            Route("/api/b/{slug}/numbers", self.compare_numbers, methods=["POST"]),
            Route("/api/b/{slug}/fields", self.fields),
            Route("/api/b/{slug}/undo", self.undo, methods=["POST"]),
            Route("/api/b/{slug}/redo", self.redo, methods=["POST"]),
            Route("/api/b/{slug}/open", self.open, methods=["POST"]),
        ]

    async def read(self, request: Request) -> Response:
        """Send a text as it is written, with those of the other languages."""
        text = await self._read_id(request)
        return JSONResponse(await run_in_threadpool(self._describe, text))

    async def write(self, request: Request) -> Response:
        """Write a text into a file that has the hash in `If-Match` (RFC 9110, 13.1.1)."""
        values = await read_json(request)
        text = read_text_id(request.path_params["slug"], values)
        expected, value = read_match(request), read_value(values)
        new = await run_in_threadpool(self._texts.write, text, value, expected)
        return JSONResponse({"hash": new}, headers={"ETag": f'"{new}"'})

    async def compare_numbers(self, request: Request) -> Response:
        """Say which numbers of a text that is being typed differ from the other languages'."""
        values = await read_json(request)
        text, value = read_text_id(self._slug(request), values), read_value(values)
        others = await run_in_threadpool(self._other_languages, text)
        differ = await run_in_threadpool(compare_typed, value, text.file, others)
        return JSONResponse({"differ": differ, "compared": len(others)})

    def fields(self, request: Request) -> Response:
        """Send all texts of a briefing."""
        return JSONResponse({"files": list_fields(self._desk, request.path_params["slug"])})

    def undo(self, request: Request) -> Response:
        """Take back the last change made here."""
        return JSONResponse({"what": self._log.undo(self._slug(request))})

    def redo(self, request: Request) -> Response:
        """Make the change again that was undone last."""
        return JSONResponse({"what": self._log.redo(self._slug(request))})

    async def open(self, request: Request) -> Response:
        """Open the place of a finding or of a text in the user's editor."""
        values = await read_json(request)
        slug = self._slug(request)
        await run_in_threadpool(self._open, slug, values)
        return JSONResponse({})

    def _open(self, slug: str, values: dict[str, Any]) -> None:
        if "path" in values:
            path, place = self._texts.place_of(read_text_id(slug, values))
        else:
            path, place = self._find_shown(slug, values)
        open_editor(editor_command(os.environ, path, place))

    def _find_shown(self, slug: str, values: dict[str, Any]) -> tuple[Path, Place]:
        """Return file and place of a finding or text that is shown; its id or key says which."""
        for place in self._shown_places(slug, values):
            path = self._desk.project.root / place.path
            if path.is_file() and path.resolve().is_relative_to(self._desk.project.root):
                return path, place
        msg = "this has no place in a file of the project"
        raise UsageError(msg, "copy the brand or layout that it comes from into the project")

    def _shown_places(self, slug: str, values: dict[str, Any]) -> Iterator[Place]:
        for shown in self._desk.shown_of(slug):
            for finding in list_findings(shown):
                if finding.place and finding_id(finding) == values.get("finding"):
                    yield finding.place
            for edition in shown.editions:
                for text in edition.texts:
                    if (text.key, text.file) == (values.get("key"), values.get("file")):
                        yield text.place

    def _describe(self, text: TextId) -> dict[str, object]:
        path, place = self._texts.place_of(text)
        found = read_for_editing(path, self._desk.project)
        shown = self._desk.project.display_path(path)
        parts = list_parts(found.text, shown, text.path)
        is_group = len(parts) != 1 or parts[0]["path"] != list(text.path)
        value = "" if is_group else self._texts.read(text)[0]
        others = [
            {"file": file, "lang": file, "name": display_language(file), "value": other}
            for file, other in self._other_languages(text)
        ]
        figure = ""
        if text.file == FACTS and text.path[0] == FIGURES:
            name = TextId(text.slug, FACTS, (*text.path[:2], "id"))
            figure = self._texts.try_read(name) or ""
        return {
            "value": value,
            "hash": found.hash,
            "place": str(place),
            "shown": shown,
            "parts": parts if is_group else [],
            "others": others,
            "figure": figure,
        }

    def _other_languages(self, text: TextId) -> list[tuple[str, str]]:
        """Return the same text in the other languages, by tag."""
        if text.file == FACTS:
            return []
        paths = self._paths_of_same_text(text)
        found = []
        for file in self._desk.files_of(text.slug):
            if file not in {FACTS, text.file}:
                path = paths.get(file, text.path)
                other = self._texts.try_read(TextId(text.slug, file, path))
                if other is not None:
                    found.append((file, other))
        return found

    def _paths_of_same_text(self, text: TextId) -> dict[str, tuple[str | int, ...]]:
        """Return where the text is in each language that is shown, by its key on the page."""
        placed = [
            one
            for shown in self._desk.shown_of(text.slug)
            for edition in shown.editions
            for one in edition.texts
        ]
        keys = {one.key for one in placed if (one.file, one.path) == (text.file, text.path)}
        return {one.file: one.path for one in placed if one.key in keys}

    async def _read_id(self, request: Request) -> TextId:
        return read_text_id(self._slug(request), await read_json(request))

    def _slug(self, request: Request) -> str:
        slug = str(request.path_params["slug"])
        self._desk.require_briefing(slug)
        return slug


def read_match(request: Request) -> str:
    """Return the hash in `If-Match`. Raises BadRequestError without one: nothing is overwritten."""
    found = request.headers.getlist("if-match")
    given = found[0].strip() if len(found) == 1 else ""
    if len(given) < 2 or given[0] != '"' or given[-1] != '"':  # noqa: PLR2004 - two quotes
        msg = "the request must say in If-Match which file it has seen"
        raise BadRequestError(msg, NEEDS_MATCH)
    return given[1:-1]


def reply_conflict(problem: ConflictError) -> Response:
    """Return the answer for a file that has changed meanwhile: both versions of the text."""
    return JSONResponse(
        {
            "message": problem.message,
            "mine": problem.mine,
            "theirs": problem.theirs,
            "hash": problem.hash,
            "findings": [],
        },
        CONFLICT,
    )
