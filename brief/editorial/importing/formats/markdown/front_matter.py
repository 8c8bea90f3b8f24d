"""Keys above a text: YAML between `---`, TOML between `+++`, a JSON object, or lines."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.plain.keys import FrontMatter, read_line_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_CHARACTERS = 20_000

_YAML = re.compile(r"\ufeff?---[ \t]*\n(?P<inside>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\n(?P<inside>.*?\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_JSON = re.compile(r'\ufeff?\s*\{\s*(?:"|\})')
_KEY = re.compile(r"[\w-]+\s*[:=]", re.MULTILINE)
_ALIAS = re.compile(r"(?m)[:,\[\s-][&*][A-Za-z0-9_]")


def read_front_matter(text: str) -> FrontMatter:
    """Return the keys above a text; without any, the length is 0.

    Keys that are too long, or cannot be read, are one value, and so are those that repeat others:
    a few lines of references can become gigabytes.
    """
    for pattern, parse in ((_YAML, _parse_yaml), (_TOML, _parse_toml)):
        found = pattern.match(text)
        if found and (keys := parse(found["inside"])):
            return FrontMatter(keys, found.end())
    if _JSON.match(text):
        return _read_json(text)
    return read_line_keys(text)


def _parse_yaml(inside: str) -> Mapping[str, object]:
    import yaml

    if not _KEY.search(inside):
        return {}
    if len(inside) > MAX_CHARACTERS or _ALIAS.search(inside):
        return _unread(inside)
    try:
        keys = yaml.load(inside, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts, lists and dicts only
    except (yaml.YAMLError, RecursionError, ValueError):
        return _unread(inside) if _KEY.match(inside) else {}
    return {str(key): value for key, value in keys.items()} if isinstance(keys, dict) else {}


def _parse_toml(inside: str) -> Mapping[str, object]:
    if len(inside) > MAX_CHARACTERS:
        return _unread(inside)
    try:
        return tomllib.loads(inside)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return _unread(inside) if _KEY.match(inside) else {}


def _read_json(text: str) -> FrontMatter:
    start = len(text) - len(text.lstrip("\ufeff \t\n"))
    try:
        keys, end = json.JSONDecoder().raw_decode(text[:MAX_CHARACTERS], start)
    except (ValueError, RecursionError):
        return FrontMatter()
    ends = isinstance(keys, dict) and text[end : end + 200].lstrip(" \t")[:1] in {"", "\n"}
    return FrontMatter(keys, end) if ends and keys else FrontMatter()


def _unread(inside: str) -> Mapping[str, object]:
    """Return the keys as they are written; a title on a line of its own is read."""
    title = re.search(r"""(?im)^title\s*[:=]\s*["']?(.*?)["']?\s*$""", inside[:MAX_CHARACTERS])
    named = {"title": title[1]} if title and title[1] else {}
    return {**named, "keys": " ".join(inside[:300].split())}
