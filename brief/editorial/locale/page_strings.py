"""The words that the page itself says ("Key figures", "Source"), in each language.

A catalogue is one small file, `catalogue/<tag>.yaml`, and has every word of `Words`.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Literal, Self

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

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PageStrings(BaseModel):
    """The page's own words in one language; those with a slot, such as `{date}`, are patterns.

    They stand alone or beside a bare name, number or date, so none has to agree with its
    neighbour in gender, number or case.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)

    key_figures: str
    source: str
    sources: str
    summary: str
    points: str
    notes: str
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

    def format_qualifier(self, name: Literal["almost", "about", "over", "under", "planned"]) -> str:
        """Return the qualifier by itself, to be set apart from its figure: `fast`, `未満`."""
        pattern: str = getattr(self, name)
        return pattern.replace("{value}", "").strip(" \u00a0:՝（）")


def page_strings(tag: str, overrides: Mapping[str, str] | None = None) -> PageStrings:
    """Return the page's own words in the language `tag`, with those that a brand says otherwise.

    A region has its language's words (`pt-BR` those of `pt`, `zh-TW` those of `zh-Hant`). Raises
    ValueError for a language without a catalogue, naming those that exist, for an override of an
    unknown word, and for one whose slots are not those of the word.
    """
    own = _read_catalogue(_find_catalogue(tag))
    if not overrides:
        return own
    for name, text in overrides.items():
        if name not in PageStrings.model_fields:
            raise ValueError(_unknown_string_message(name))
        if not text.strip():
            msg = f"the word '{name}' must not be empty"
            raise ValueError(msg)
        _check_slots(name, text)
    return own.model_copy(update=dict(overrides))


@lru_cache(maxsize=1)
def list_catalogues() -> tuple[str, ...]:
    """Return the tags of the languages that have a catalogue, in alphabetical order."""
    folder = files("brief.editorial.locale") / "catalogue"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@lru_cache(maxsize=64)
def _read_catalogue(tag: str) -> PageStrings:
    source = files("brief.editorial.locale") / "catalogue" / f"{tag}.yaml"
    return PageStrings(**yaml.load(source.read_text(encoding="utf-8"), Loader=_LOADER))  # noqa: S506 - a safe loader


def _find_catalogue(tag: str) -> str:
    """Return the tag of the catalogue that serves `tag`: of its script, else of its language."""
    locale = parse_locale(tag)
    with_script = f"{locale.language}-{get_script(tag)}"
    if with_script in list_catalogues():
        return with_script
    # A second script of a language (Serbian in Latin, Uzbek in Cyrillic) is another page.
    if locale.language in list_catalogues() and get_script(tag) == get_script(locale.language):
        return locale.language
    msg = f"the page's own words are not there in '{tag}', only in {', '.join(list_catalogues())}"
    raise ValueError(msg)


def _check_slots(name: str, text: str) -> None:
    """Raise ValueError unless `text` has the slot of the word `name`, once, and no other."""
    wanted = [_SLOTS[name]] if name in _SLOTS else []
    try:
        found = [slot for _, slot, _, _ in Formatter().parse(text) if slot is not None]
    except ValueError:
        found = ["?"]
    if found != wanted:
        needs = f"'{{{wanted[0]}}}' once, and no other braces" if wanted else "no braces"
        msg = f"the word '{name}' needs {needs}, not '{text}'"
        raise ValueError(msg)


def _unknown_string_message(name: str) -> str:
    near = get_close_matches(name, PageStrings.model_fields, n=1)
    hint = (
        f"did you mean '{near[0]}'?" if near else f"there are {', '.join(PageStrings.model_fields)}"
    )
    return f"the page has no word '{name}'; {hint}"
