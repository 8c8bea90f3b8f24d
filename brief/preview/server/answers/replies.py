"""Answers in JSON, and errors as answers: no request ends the server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from brief.errors import BriefError, ContentError, UsageError
from brief.findings import error
from brief.preview.server.answers.page_data import finding_id

if TYPE_CHECKING:
    from starlette.requests import Request

NOT_FOUND, CONFLICT, UNUSABLE, FAILED = 404, 409, 422, 500


class BadRequestError(Exception):
    """A request that the desk's own pages do not make."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


async def read_json(request: Request) -> dict[str, Any]:
    """Return the object in the body of a request. Raises BadRequestError for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        msg = "the body is not application/json"
        raise BadRequestError(msg, 415)
    try:
        found = json.loads(await request.body())
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        msg = "the body is not a JSON object"
        raise BadRequestError(msg)
    return found


def reply_error(problem: BriefError) -> Response:
    """Return the answer for a problem that the user can fix."""
    status = NOT_FOUND if isinstance(problem, UsageError) else UNUSABLE
    found = (
        problem.findings
        if isinstance(problem, ContentError)
        else (error(problem.code, problem.message, problem.remedy),)
    )
    listed = [
        {"id": finding_id(one), **one.as_json(), "place": str(one.place or "")} for one in found
    ]
    return JSONResponse({"message": problem.message, "findings": listed}, status)


def reply_bad_request(problem: BadRequestError) -> Response:
    """Return the answer for a request that the desk's own pages do not make."""
    return JSONResponse({"message": str(problem), "findings": []}, problem.status)
