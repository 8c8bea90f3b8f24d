"""The desk's pages in HTML, by Jinja templates, in the reader's language."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from brief.editorial.locale.locales import language_name
from brief.preview.server.answers.page_data import display_language
from brief.preview.server.answers.strings import COOKIE, LANGUAGES, choose_language, load_strings

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@lru_cache(maxsize=1)
def asset_files() -> dict[str, Path]:
    """Return the files that the pages load, by name."""
    folder = Path(str(files("brief.preview") / "assets"))
    return {path.name: path for path in folder.rglob("*") if path.suffix in TYPES}


def send_asset(name: str) -> Response:
    """Return a file that the pages load, by its name."""
    path = asset_files().get(name)
    if path is None:
        return Response("", 404)
    return Response(path.read_bytes(), media_type=TYPES[path.suffix])


@lru_cache(maxsize=1)
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("brief.preview", "assets/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["language"] = display_language
    made.filters["data"] = _as_data
    return made


def _as_data(value: object) -> Markup:
    """Return JSON for a `script` element (WHATWG HTML, 4.12.1.3)."""
    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - nothing in it ends the element


def find_language(request: Request) -> str:
    """Return the language of the desk's texts for a request."""
    accepted = request.headers.get("accept-language", "")
    return choose_language(accepted, request.cookies.get(COOKIE, ""))


def show_page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """Return a page; `status` is that of HTTP."""
    language = find_language(request)
    strings = load_strings()[language]
    languages = {tag: language_name(tag, tag) for tag in LANGUAGES}
    text = (
        _templates()
        .get_template(template)
        .render(ui=language, ui_languages=languages, s=strings, **values)
    )
    return HTMLResponse(text, status)
