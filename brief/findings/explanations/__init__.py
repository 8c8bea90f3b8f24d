"""Explanations of all codes of findings and errors, for `brief explain`.

Each YAML file in this folder is an area; it maps codes to `what`, `why`, `do` and, if useful, an
`example`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

TITLES = {
    "project": "Project, brand, layout and command line",
    "start": "Creating a project",
    "import": "Importing texts",
    "content": "Content files",
    "figures": "Series, parts and charts",
    "numbers": "Numbers in texts",
    "agreement": "Languages that should say the same, and translations",
    "page": "Making pages",
    "pages": "Lines on the page",
    "pdf": "Inspected PDFs",
    "changed_pdf": "PDFs that others made or changed",
    "speed": "Workers and the cache",
    "cluster": "Building on a cluster",
    "mail": "Delivery by mail",
}
"""The titles of the areas, in the order of the list; further areas follow by name."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of a code; `example` may be empty."""

    code: str
    area: str
    what: str
    why: str
    do: str
    example: str = ""


@lru_cache(maxsize=1)
def load_explanations() -> dict[str, Explanation]:
    """Return the explanations of all codes, sorted by area."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # some builds of PyYAML lack the C part
    found: dict[str, Explanation] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        area, _, kind = file.name.partition(".")
        if kind != "yaml":
            continue
        entries = yaml.load(file.read_text("utf-8"), loader) or {}  # noqa: S506 - a safe loader
        for code, said in entries.items():
            texts = {key: str(text).strip() for key, text in said.items()}
            found[code] = Explanation(code, area, **texts)
    return found


def explanations_by_area() -> dict[str, tuple[Explanation, ...]]:
    """Return the explanations by area, in the order of the list."""
    found: dict[str, list[Explanation]] = {area: [] for area in TITLES}
    for explanation in load_explanations().values():
        found.setdefault(explanation.area, []).append(explanation)
    return {area: tuple(listed) for area, listed in found.items() if listed}


def area_title(area: str) -> str:
    """Return the title of an area."""
    return TITLES.get(area, area.capitalize())
