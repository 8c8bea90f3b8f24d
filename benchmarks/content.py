"""Projects to measure with: as many different editions as are asked for, in German and Italian.

All of it follows from a seed, which the clock sets. So no run meets a page that it, or anything
that remembers pages, has seen before; and what is measured can be made again from the seed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from textwrap import indent, wrap
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

LANGUAGES = ("de", "it")
BRAND = "house"
PERCENT = {"de": " %", "it": "%"}
STYLES = Path(__file__).parents[1] / "styles"
FEWEST_POINTS, MOST_POINTS = 7, 10  # what a one-pager has
FEWEST_FIGURES, MOST_FIGURES = 4, 7
SENTENCES = 3  # in a summary, before its outlook
FOLLOW_UPS = (0, 0, 1, 1, 1, 2)  # sentences after the first of a point, equally likely

Pair = dict[str, str]
"""The same in each language."""


def make_project(root: Path, editions: int, seed: int) -> Path:
    """Write a project with at least that many editions, two to a briefing, and return its root.

    It has a brand of its own, so that its colours can be changed.
    """
    root.mkdir(parents=True)
    (root / "brief.yaml").write_text(f"languages: [{', '.join(LANGUAGES)}]\n", "utf-8")
    shutil.copytree(STYLES / "brands" / BRAND, root / "styles" / "brands" / BRAND)
    chance = Random(seed)  # noqa: S311 - chance for texts, not for secrets
    for number in range((editions + 1) // len(LANGUAGES)):
        _write_briefing(root / "content" / f"port-{number:05}", chance)
    return root


def slugs(root: Path) -> tuple[str, ...]:
    """Return the briefings of such a project, in their order."""
    return tuple(sorted(folder.name for folder in (root / "content").iterdir()))


def goods(language: str) -> tuple[str, ...]:
    """Return the goods as that language names them."""
    return tuple(kind[language] for kind in _stock()["goods"])


def _write_briefing(folder: Path, chance: Random) -> None:
    folder.mkdir(parents=True)
    stock = _stock()
    figures = chance.sample(stock["figures"], chance.randint(FEWEST_FIGURES, MOST_FIGURES))
    values = {figure["id"]: chance.randint(figure["from"], figure["to"]) for figure in figures}
    date = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    (folder / "briefing.yaml").write_text(
        f"date: {date}\nsources:\n  - {{publication: Übungstexte, published: 2025}}\n"
        f"key_figures:\n{''.join(_fact(figure, values) for figure in figures)}",
        "utf-8",
    )
    mentions = [_mention(figure, values) for figure in figures]
    said = _compose(mentions, chance)
    for language in LANGUAGES:
        labels = "".join(f"  {name}: {stock['labels'][name][language]}\n" for name in values)
        text = said.in_language(language) + f"key_figures:\n{labels}"
        (folder / f"{language}.yaml").write_text(text, "utf-8")


def _fact(figure: dict[str, Any], values: dict[str, int]) -> str:
    name, unit = figure["id"], f", unit: {figure['unit']}" if figure["unit"] else ""
    return f"  - {{id: {name}, value: {values[name]}{unit}}}\n"


def _mention(figure: dict[str, Any], values: dict[str, int]) -> Pair:
    """Return the sentence that says the key figure."""
    name, unit = figure["id"], figure["unit"]
    value = str(values[name]) if unit == "year" else _grouped(values[name])
    signs = PERCENT if unit == "percent" else dict.fromkeys(LANGUAGES, "")
    sentence = _stock()["mentions"][name]
    return {language: sentence[language].format(v=value + sign) for language, sign in signs.items()}


def _grouped(count: int) -> str:
    """Return a whole number as German and Italian write it."""
    return f"{count:,}".replace(",", ".")


@dataclass(frozen=True, slots=True)
class _Said:
    """What an edition says, before its language is chosen."""

    kicker: Pair
    title: Pair
    standfirst: Pair
    summary: Pair
    points: tuple[Pair, ...]

    def in_language(self, language: str) -> str:
        """Return the texts as YAML."""
        parts = [("kicker", self.kicker), ("title", self.title), ("standfirst", self.standfirst)]
        lines = [_block(name, text[language]) for name, text in (*parts, ("summary", self.summary))]
        points = "".join(f"  - >-\n{_wrapped(point[language], 4)}" for point in self.points)
        return "".join(lines) + f"points:\n{points}"


def _compose(mentions: Sequence[Pair], chance: Random) -> _Said:
    """Return texts by chance, in which each key figure is mentioned once."""
    stock = _stock()
    openings = chance.sample(stock["openings"], chance.randint(FEWEST_POINTS, MOST_POINTS))
    sentences = [
        [opening, *chance.sample(stock["follow_ups"], chance.choice(FOLLOW_UPS))]
        for opening in openings
    ]
    for mention, point in zip(mentions, chance.sample(sentences, len(mentions)), strict=True):
        point.append(mention)
    points = [_filled(point, chance) for point in sentences]
    return _Said(
        kicker=chance.choice(stock["kickers"]),
        title=_filled([chance.choice(stock["titles"])], chance),
        standfirst=chance.choice(stock["standfirsts"]),
        summary=_filled([*chance.sample(stock["summaries"], SENTENCES), *stock["outlook"]], chance),
        points=tuple(points),
    )


def _filled(sentences: Sequence[Pair], chance: Random) -> Pair:
    """Return the sentences as one text, with the same figures and goods in each language."""
    stock = _stock()
    said: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for sentence in sentences:
        drawn = {key: chance.choice(stock[name]) for key, name in _LISTS.items()}
        counts = {key: _grouped(chance.randint(10_000, 990_000)) for key in "ab"}
        shares = {key: f"{chance.randint(12, 79)},{chance.randint(1, 9)}" for key in "pq"}
        hours = str(chance.randint(11, 58))
        for language, texts in said.items():
            texts.append(
                sentence[language].format(
                    **counts,
                    **{key: share + PERCENT[language] for key, share in shares.items()},
                    **{key: pair[language] for key, pair in drawn.items()},
                    h=hours,
                )
            )
    return {language: " ".join(texts) for language, texts in said.items()}


_LISTS = {"m": "months", "g": "goods", "r": "regions"}


@lru_cache(maxsize=1)
def _stock() -> dict[str, Any]:
    text = Path(__file__).with_name("sentences.yaml").read_text("utf-8")
    stock: dict[str, Any] = yaml.safe_load(text)
    return stock


def _block(name: str, text: str) -> str:
    return f"{name}: >-\n{_wrapped(text, 2)}"


def _wrapped(text: str, depth: int) -> str:
    lines = wrap(text, 96, break_long_words=False, break_on_hyphens=False)
    return indent("\n".join(lines), " " * depth) + "\n"
