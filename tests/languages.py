"""Briefings in every language of the catalogue, made of names that CLDR has in that language.

The text means nothing; its words, letters and lengths are those of the language.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from babel import Locale

from brief.editorial.locale.page_strings import list_catalogues

if TYPE_CHECKING:
    from tests.workspace import Workspace

TAGS = list_catalogues()
DENSE = {"zh": 0.45, "zh-Hant": 0.45, "ja": 0.45, "ko": 0.6}
"""How many characters say what a Latin letter says, where a character is a syllable or a word."""
UNSPACED = {"zh", "zh-Hant", "ja", "th"}
COMMAS = {"zh": "，", "zh-Hant": "，", "ja": "、", "ar": "، ", "fa": "، ", "ur": "، "}
STOPS = {"zh": "。", "zh-Hant": "。", "ja": "。", "hi": "। ", "th": " ", "ur": "۔ "}
FIGURES = (
    "{id: a, additional: yes, value: 560e6, unit: USD, notation: compact, qualifier: planned}",
    "{id: b, additional: yes, value: 29, unit: percent}",
    "{id: c, additional: yes, value: 2016, unit: year}",
    "{id: d, additional: yes, value: 2, unit: multiple}",
    "{id: e, additional: yes, value: 4e9, unit: CNY, notation: compact, qualifier: almost}",
    "{id: f, additional: yes, value: 12.5, unit: kilometer}",
    "{id: g, additional: yes, value: [16, 29], unit: percent}",
)
FACTS = """\
date: 2025-09-15
sources:
  - publication: Harbour Review
    published: 2025
    rights: © 2025 Harbour Review
    url: https://example.org/tides/2025
"""


@lru_cache(maxsize=64)
def names(tag: str) -> tuple[str, ...]:
    """Return names of countries, languages and currencies in that language."""
    locale = Locale.parse(tag, sep="-")
    found: list[str] = []
    for catalogue in (locale.territories, locale.languages, locale.currencies):
        found += [str(name) for name in catalogue.values()]
    return tuple(name for name in found if not any(sign in name for sign in "#:{}[]&*_<>\"'`"))


def prose(tag: str, length: int, rng: Random) -> str:
    """Return sentences of about that many characters."""
    space = "" if tag in UNSPACED else " "
    comma, stop = COMMAS.get(tag, ", "), STOPS.get(tag, ". ")
    text = ""
    while len(text) < length:
        words = [rng.choice(names(tag)) for _ in range(rng.randint(3, 9))]
        joined = "".join(word + (comma if rng.random() < 0.2 else space) for word in words)
        text += joined.strip(comma + " ") + stop
    text = text[:length]
    # cut between words where words can be told apart
    return (text.rsplit(" ", 1)[0] if space and " " in text else text).strip("，、, ")


def write_briefing(workspace: Workspace, tag: str, length: int, seed: int = 1) -> None:
    """Write a briefing of about so many characters in that language."""
    rng = Random(f"{seed}{tag}{length}")  # noqa: S311 - a text, no secret
    dense = DENSE.get(tag, 1.0)
    points = rng.choice([3, 5, 8, 9, 12]) if length > 600 else 3
    figures = rng.choice([0, 3, 5, 7])

    def field(characters: float) -> str:
        return ">-\n    " + prose(tag, max(4, round(characters * dense)), rng)

    lines = [f"kicker: {field(18)}", f"title: {field(60)}", f"standfirst: {field(120)}"]
    lines.append(f"summary: {field(length * 0.14)}")
    lines.append("points:")
    share = length * 0.8 / points
    lines += [f"  - {field(share * rng.uniform(0.6, 1.4))}" for _ in range(points)]
    if figures:
        lines.append("key_figures:")
        lines += [f"  {name}: {field(28)}" for name in "abcdefg"[:figures]]
    facts = "".join(f"  - {figure}\n" for figure in FIGURES[:figures])
    workspace.write(
        "content/tides/briefing.yaml", FACTS + (f"key_figures:\n{facts}" if figures else "")
    )
    workspace.write(f"content/tides/{tag}.yaml", "\n".join(lines) + "\n")
