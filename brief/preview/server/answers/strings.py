"""The desk's own texts, in the language that the browser asks for, or that was chosen."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml

FALLBACK = "en"
LANGUAGES = ("de", "en", "fr", "it")
COOKIE = "brief-desk-language"
MAX_HEADER = 400


@lru_cache(maxsize=1)
def load_strings() -> dict[str, dict[str, str]]:
    """Return the texts of each language by their names."""
    text = (files("brief.preview") / "assets" / "strings.yaml").read_text("utf-8")
    catalogue = yaml.safe_load(text)
    return {
        language: {name: str(entry[language]) for name, entry in catalogue.items()}
        for language in LANGUAGES
    }


def choose_language(accepted: str, chosen: str = "") -> str:
    """Return the language of the texts for the header `Accept-Language` (RFC 9110, 12.5.4)."""
    if chosen in LANGUAGES:
        return chosen
    ranked = []
    for number, part in enumerate(accepted[:MAX_HEADER].split(",")):
        tag, _, quality = part.partition(";")
        ranked.append((-_read_quality(quality), number, tag.strip().lower().partition("-")[0]))
    return next((tag for rank, _, tag in sorted(ranked) if rank and tag in LANGUAGES), FALLBACK)


def _read_quality(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
