"""Server-sent events (WHATWG HTML, 9.2): the whole state of a view, after each change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from brief.preview.server.answers.page_data import view_as_json
from brief.preview.server.state.overview import LIST_TOPIC
from brief.preview.server.state.view import State

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from brief.preview.server.state.desk import Desk
    from brief.preview.server.state.view import View

HEARTBEAT = 15.0
"""Seconds after which an empty line is sent, so that both sides notice a lost connection."""
RETRY_MS = 700


def stream_view(desk: Desk, view: View) -> StreamingResponse:
    """Return the events of a view."""
    return _as_stream(_view_events(desk, view))


def stream_list(desk: Desk) -> StreamingResponse:
    """Return an event for each change of the list of briefings."""
    return _as_stream(_list_events(desk))


def _as_stream(events: AsyncIterator[str]) -> StreamingResponse:
    headers = {"Cache-Control": "no-store"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


async def _view_events(desk: Desk, view: View) -> AsyncIterator[str]:
    yield f"retry: {RETRY_MS}\n\n"
    sent = -1
    with desk.hub.listen(view.topic) as waiting:
        if view.is_outdated:  # changed between the request for this stream and now
            view.request()
        while not desk.hub.is_closed and not waiting.is_dismissed:
            shown = view.shown
            if shown.version == sent:
                if not await waiting.wait(HEARTBEAT):
                    yield ": here\n\n"
            elif shown.state is State.RENDERING and sent >= 0:
                sent = shown.version
                state = {"version": sent, "state": "rendering", "since": shown.since.isoformat()}
                yield _event("progress", sent, state)
            else:
                data = await run_in_threadpool(view_as_json, view)
                sent = shown.version
                yield _event("state", sent, data)
        if waiting.is_dismissed:
            yield _event("dismissed", sent, {})


async def _list_events(desk: Desk) -> AsyncIterator[str]:
    yield f"retry: {RETRY_MS}\n\n"
    number = 0
    with desk.hub.listen(LIST_TOPIC) as waiting:
        yield _event("list", number, {})
        while not desk.hub.is_closed and not waiting.is_dismissed:
            if await waiting.wait(HEARTBEAT):
                number += 1
                yield _event("list", number, {})
            else:
                yield ": here\n\n"
        if waiting.is_dismissed:
            yield _event("dismissed", number, {})


def _event(name: str, number: int, data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\nid: {number}\ndata: {text}\n\n"
