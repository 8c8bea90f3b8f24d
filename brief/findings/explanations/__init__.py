"""What every code of a finding or an error means, why brief asks, and what to do: data, by area.

Each YAML file beside this module is an area, and maps codes to `what`, `why`, `do` and, where it
helps, an `example`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

TITLES = {
    "project": "Project, brand, layout and command line",
    "start": "Beginning a project",
    "import": "Importing texts",
    "content": "What an editor writes",
    "numbers": "Numbers in texts",
    "agreement": "Languages that should say the same",
    "page": "The page and its press",
    "pages": "Lines on the page",
    "pdf": "Inspected PDFs",
    "speed": "Many pages, and pages made before",
    "cluster": "Printing on a cluster",
}
"""What areas are called, in the order in which they are listed; others follow by name."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means, in plain words; `example` may be empty."""

    code: str
    area: str
    what: str
    why: str
    do: str
    example: str = ""


@lru_cache(maxsize=1)
def load_explanations() -> dict[str, Explanation]:
    """Return every code's explanation, by area and code."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C is not in every build of PyYAML
    found: dict[str, Explanation] = {}
    areas = sorted(
        (file for file in files(__name__).iterdir() if file.name.endswith(".yaml")),
        key=lambda file: file.name,
    )
    for file in areas:
        area = file.name.removesuffix(".yaml")
        entries = yaml.load(file.read_text("utf-8"), loader) or {}  # noqa: S506 - a safe loader
        for code, said in entries.items():
            texts = {key: str(text).strip() for key, text in said.items()}
            found[code] = Explanation(code, area, **texts)
    return found


def explanations_by_area() -> dict[str, tuple[Explanation, ...]]:
    """Return the explanations by area, in the order in which they are listed."""
    found: dict[str, list[Explanation]] = {area: [] for area in TITLES}
    for explanation in load_explanations().values():
        found.setdefault(explanation.area, []).append(explanation)
    return {area: tuple(listed) for area, listed in found.items() if listed}


def area_title(area: str) -> str:
    """Return what an area is called in a list."""
    return TITLES.get(area, area.capitalize())
