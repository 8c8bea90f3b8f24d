"""Say where to get a font family that is not installed."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from brief.findings.suggest import find_nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN_FONTS = "put its font files into the brand's fonts/ folder"


@lru_cache(maxsize=1)
def packaged_families() -> dict[str, str]:
    """Return the families that Python packages are known to have, by the end of their name."""
    import yaml

    text = (files("brief.press.fonts") / "package_families.yaml").read_text("utf-8")
    return {package_name(family): family for family in yaml.safe_load(text)}


def package_name(family: str) -> str:
    """Return what follows `fontpkg-` in the name of the package with a family."""
    return family.lower().replace(" ", "-")


def advise_on_missing(family: str, at_hand: Iterable[str]) -> str:
    """Return the remedy for a family that is not installed.

    `at_hand` are the families that could be meant instead: those of the brand's fonts/ folder, and
    of the packages that are installed.
    """
    known = {package_name(name): name for name in at_hand}
    wanted, packaged = package_name(family), packaged_families()
    if near := find_nearest(wanted, known):
        return f"did you mean `{known[near]}`? If not, {OWN_FONTS}"
    if wanted in packaged:
        return f"install it: pip install fontpkg-{wanted}; or {OWN_FONTS}"
    if near := find_nearest(wanted, packaged):
        return f"did you mean `{packaged[near]}` (pip install fontpkg-{near})? If not, {OWN_FONTS}"
    return f"{OWN_FONTS}: no Python package is known to have it"
