"""The page's own strings, such as "Key figures" and "Source", in each language.

A catalogue is one small file, `catalogue/<tag>.yaml`, with every string of `PageStrings`.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Self, TypeVar, cast

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from brief.editorial.locale.locales import get_script, parse_locale

if TYPE_CHECKING:
    from collections.abc import Mapping

_SLOTS = {
    "embargo": "date",
    "edition": "language",
    "issue": "number",
    "page": "page",
    "by": "name",
    "accessed": "date",
    "photo": "credit",
    **dict.fromkeys(("almost", "about", "over", "under", "planned", "multiple"), "value"),
}

M = TypeVar("M", bound=BaseModel)
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PageStrings(BaseModel):
    """The page's own strings in one language; one with a slot, such as `{date}`, is a pattern.

    They are printed alone or next to a name, number or date, so that none must agree with another
    word in gender, number or case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    key_figures: str
    source: str
    sources: str
    summary: str
    points: str
    why: str
    next: str
    notes: str
    contact: str
    draft: str
    embargo: str
    edition: str
    issue: str
    page: str
    by: str
    accessed: str
    licence: str
    photo: str
    scan: str
    almost: str
    about: str
    over: str
    under: str
    planned: str
    up: str
    down: str
    steady: str
    multiple: str
    list_separator: str

    @model_validator(mode="after")
    def _slots_filled(self) -> Self:
        for name in type(self).model_fields:
            _check_slots(name, getattr(self, name))
        return self


class ChartStrings(BaseModel):
    """Patterns and words of sentences about charts in one language (`catalogue/charts/`).

    The numbers and periods in a pattern are in no grammatical case; a pattern with a year is used
    only for years. `plan` and `forecast` mark a value that is not measured.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    change: str
    highest: str
    highest_in_year: str
    lowest: str
    lowest_in_year: str
    missing: str
    plan: str
    forecast: str
    year: str
    period: str
    separator: str
    map: str


def page_strings(tag: str, overrides: Mapping[str, str] | None = None) -> PageStrings:
    """Return the page's own strings in the language `tag`, with the overrides of a brand.

    A region has the strings of its language (`pt-BR` of `pt`, `zh-TW` of `zh-Hant`). Raises
    ValueError for a language without a catalogue, and for an override of an unknown string, or
    with wrong slots.
    """
    own = read_catalogue(PageStrings, find_catalogue(tag))
    if not overrides:
        return own
    for name, text in overrides.items():
        if name not in PageStrings.model_fields:
            near = get_close_matches(name, PageStrings.model_fields, n=1)
            known = f"there are {', '.join(PageStrings.model_fields)}"
            hint = f"did you mean '{near[0]}'?" if near else known
            msg = f"the page has no word '{name}'; {hint}"
            raise ValueError(msg)
        if not text.strip():
            msg = f"the word '{name}' must not be empty"
            raise ValueError(msg)
        _check_slots(name, text)
    return own.model_copy(update=dict(overrides))


def chart_strings(tag: str) -> ChartStrings:
    """Return the strings in the language `tag`; a region has those of its language.

    Raises ValueError for a language without a catalogue.
    """
    return read_catalogue(ChartStrings, find_catalogue(tag), "charts")


@lru_cache(maxsize=1)
def list_catalogues() -> tuple[str, ...]:
    """Return the tags of the languages that have a catalogue, sorted."""
    folder = files("brief.editorial.locale") / "catalogue"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def read_catalogue(model: type[M], tag: str, folder: str = ".") -> M:
    """Return the strings of one language, from a `folder` of the catalogue."""
    return cast("M", _read_strings(model, tag, folder))


@lru_cache(maxsize=128)
def _read_strings(model: type[BaseModel], tag: str, folder: str) -> BaseModel:
    source = files("brief.editorial.locale") / "catalogue" / folder / f"{tag}.yaml"
    return model(**yaml.load(source.read_text(encoding="utf-8"), Loader=_LOADER))  # noqa: S506 - a safe loader


def find_catalogue(tag: str) -> str:
    """Return the tag of the catalogue for `tag`: of its script, otherwise of its language."""
    locale = parse_locale(tag)
    with_script = f"{locale.language}-{get_script(tag)}"
    if with_script in list_catalogues():
        return with_script
    # A second script of a language (Serbian in Latin, Uzbek in Cyrillic) needs its own catalogue.
    if locale.language in list_catalogues() and get_script(tag) == get_script(locale.language):
        return locale.language
    known = ", ".join(list_catalogues())
    msg = f"the page's own words are not available in '{tag}', only in {known}"
    raise ValueError(msg)


def _check_slots(name: str, text: str) -> None:
    """Raise ValueError unless `text` contains the slot of the string `name` once, and no other."""
    wanted = [_SLOTS[name]] if name in _SLOTS else []
    try:
        found = [slot for _, slot, _, _ in Formatter().parse(text) if slot is not None]
    except ValueError:
        found = ["?"]
    if found != wanted:
        needs = f"'{{{wanted[0]}}}' once, and no other braces" if wanted else "no braces"
        msg = f"the word '{name}' needs {needs}, not '{text}'"
        raise ValueError(msg)
