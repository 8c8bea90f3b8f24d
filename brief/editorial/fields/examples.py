"""Examples and synonyms that remedies show for each key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.fields.suggestions import QUALIFIERS

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_QUOTED_LENGTH = 60  # characters of a value quoted in a remedy

EXPECTED = {
    "int": "a whole number, such as 2",
    "float": "a number, such as 29.5",
    "decimal": "a number, such as 29.5",
    "bool": "yes or no",
    "string": "a text",
    "date": "a day, such as 2025-09-15",
    "url": "a web address, such as https://www.example.org",
    "path": "the name of a file",
}
"""The expected value, by the first word of pydantic's error type."""
LIMITS = {
    "gt": "more than",
    "ge": "at least",
    "lt": "less than",
    "le": "at most",
    "min_length": "longer: at least",
    "max_length": "shorter: at most",
}
"""Words for the limits of a value, by pydantic's names."""
EXAMPLES = {
    "title": '`title: "China buys China"`',
    "summary": "`summary: >-` with the text on the next line, indented",
    "points": "`points:` with `- …` lines below it",
    "sources": "`sources:` with `- publication: …` below it",
    "publication": "`publication: Annual Report`",
    "id": "`id: founder-stake`",
    "value": "`value: 29`",
    "file": "`file: chart.png`",
    "period": "`period: 2025`",
    "label": "`label: founder’s stake`",
    "columns": "`columns: [Train, Aeroplane]`, the two subjects that are compared",
    "rows": "`rows:` with `- {label: Price, cells: [low, high]}` below it",
    "cells": "`cells: [low, high]`, a text for each column",
    "alt": "`alt: …`, a text for readers who cannot see the image",
    "publisher": "`publisher: Institute of Ports`",
    "colours": '`colours:` with `ink: {screen: "#16191d"}` and others below it',
    "ink": '`ink: {screen: "#16191d"}`, the colour of the text',
    "accent": '`accent: {screen: "#8c1c2b"}`',
    "muted": '`muted: {screen: "#48525c"}`, the colour of less important text',
    "rule": '`rule: {screen: "#c3c8cd"}`, the colour of lines',
    "screen": '`screen: "#8c1c2b"`',
    "cmyk": "`cmyk: [22, 100, 78, 28]`, the inks in per cent",
    "fonts": "`fonts: {heading: [Spectral], text: [Fira Sans]}`",
    "heading": "`heading: [Spectral]`",
    "text": "`text: [Fira Sans]`",
    "regions": "`regions: [main]`, the parts of the page",
    "margins": "`margins:` with `a4: {top: 12, sides: 15, bottom: 12}` below it",
    "top": "`top: 12`, in mm",
    "sides": "`sides: 15`, in mm",
    "bottom": "`bottom: 12`, in mm",
    "least": "`least: 8.5`",
    "usual": "`usual: 9.4`",
    "most": "`most: 11`",
}
ENTRY_EXAMPLES = {
    "imprint": "`de: …`, a line for each language",
    "contact": "`de: …`, a line for each language",
    "next": "`vote: …`, a line for each date in briefing.yaml",
    "publisher": "`de: …`, a line for each language",
    "rights": "`de: …`, a line for each language",
    "logo": "`de: logo-de.svg`, a line for each language",
    "words": "`de: {source: Quelle}`, a line for each language",
    "key_figures": "`founder-stake: …`, a line for each key figure",
    "images": "`chart: {alt: …}`, a line for each image",
    "charts": "`exports: {title: …}`, a line for each chart",
    "series": "`2025: 1.5e6`, a line for each period",
    "scripts": "`Grek: {heading: [Fira Sans], text: [Fira Sans]}`, a line for each script",
    "margins": "`a4: {top: 12, sides: 15, bottom: 12}`, a line for each paper",
}
"""The lines under keys whose entries have free names."""
SYNONYMS = {
    "qualifier": QUALIFIERS,
    "notation": {"short": "compact", "abbreviated": "compact", "long": "standard",
                 "full": "standard", "normal": "standard", "none": "standard"},
    "trend": {"rising": "up", "increase": "up", "higher": "up", "+": "up", "falling": "down",
              "decrease": "down", "lower": "down", "-": "down", "flat": "steady",
              "stable": "steady", "same": "steady", "unchanged": "steady"},
    "scenario": {"previous": "earlier", "past": "earlier", "budget": "plan", "target": "plan",
                 "planned": "plan", "projection": "forecast", "projected": "forecast",
                 "estimate": "forecast", "expected": "forecast", "real": "actual"},
    "kind": {"columns": "column", "bars": "bar", "lines": "line", "dots": "dot", "points": "dot"},
    "place": {"side": "sidebar", "beside": "sidebar", "main": "text", "body": "text"},
    "good": {"rising": "up", "higher": "up", "more": "up", "falling": "down", "lower": "down",
             "less": "down"},
    "status": {"published": "final", "live": "final", "done": "final", "review": "draft"},
    "profile": {"print": "press", "offset": "press", "cmyk": "press", "web": "screen",
                "mail": "screen", "email": "screen", "printer": "office", "laser": "office"},
    "paper": {"us letter": "letter", "us-letter": "letter", "din a4": "a4", "din a5": "a5"},
}  # fmt: skip
"""Words that people write instead of one of a key's possible values."""
YES_NO_SYNONYMS = {
    "true": "yes", "on": "yes", "ja": "yes", "sì": "yes", "si": "yes", "oui": "yes", "1": "yes",
    "y": "yes", "false": "no", "off": "no", "nein": "no", "non": "no", "0": "no", "n": "no",
}  # fmt: skip


def get_example(key: str) -> str:
    """Return an example of a key with its value."""
    return EXAMPLES.get(key, f"`{key}: …`")


def suggest_value(key: str, typed: str) -> str:
    """Return the value of `key` that a synonym means, or ""."""
    words = YES_NO_SYNONYMS | SYNONYMS.get(key, {})
    return words.get(typed.strip().rstrip(".").casefold(), "")


def suggest_list(value: object, *, holds_keys: bool) -> str:
    """Return the remedy for `value` where a list is expected, of keys if `holds_keys`."""
    if isinstance(value, dict):
        return _suggest_list_entries(value)
    if isinstance(value, str):
        if value.startswith("-"):
            return "put a space after each dash: `- …`"
        if value.startswith(("•", "·", "–", "—", "*", "‣", "▪", "●")):
            return f"begin each entry with a dash and a space (`- …`) instead of `{value[0]}`"
        if numbered := re.match(r"[0-9]{1,2}[.)]", value):
            return f"begin each entry with a dash and a space (`- …`) instead of `{numbered[0]}`"
        if not holds_keys and len(value) <= MAX_QUOTED_LENGTH:
            numbers = re.fullmatch(r"[\d.]+( +[\d.]+)+", value)
            return f"put it in brackets: `[{', '.join(value.split()) if numbers else value}]`"
    return "write each entry on a line of its own, after a dash and a space (`- …`)"


def _suggest_list_entries(value: dict[object, object]) -> str:
    if any(str(key).startswith("-") for key in value):
        return "put a space after each dash: `- …`"
    first = next(iter(value), "id")
    if value and all(isinstance(inner, dict) for inner in value.values()):
        return f"begin each entry with a dash, and write its name as its id: `- id: {first}`"
    return f"put a dash and a space before the first key of each entry (`- {first}: …`)"


def suggest_keys(key: str, value: object, keys: Sequence[str]) -> str:
    """Return the remedy for `value` where `keys` are expected (empty if names are free)."""
    if isinstance(value, list) and value and all(isinstance(it, dict) for it in value):
        first = next(iter(value[0]), "…")
        return f"remove the dashes, and write `{first}: …` and the other keys below each other"
    if not keys:
        if lines := ENTRY_EXAMPLES.get(key):
            return f"write, indented below it, {lines}"
        return "write lines of the form `key: value`, without a dash, indented below it"
    shown = str(value) if isinstance(value, str) and len(value) <= MAX_QUOTED_LENGTH else "…"
    shown = f'"{shown}"' if shown.startswith("#") else shown
    return f"write it with its key, as in `{keys[0]}: {shown}`"


def name_kind(value: object) -> str:
    """Return what a message calls a value of the wrong kind: "a list", "a set of keys"."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a set of keys"
    return "a text" if isinstance(value, str) else "nothing"
