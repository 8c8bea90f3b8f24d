"""Find elements of a drawing that are part of what they draw, and so would never end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.prepress.svg.elements import SvgElement

REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")
REFERRING = {"use", "linearGradient", "radialGradient", "pattern"}
"""Elements whose `href` is another element that they take over."""


def find_loop(root: SvgElement) -> SvgElement | None:
    """Return the first element that refers to one that contains it, or leads back to it, or None.

    Links to places (`<a href="#top">`) draw nothing, and are not counted.
    """
    named = {it.attributes["id"]: it for it in root.walk() if "id" in it.attributes}
    referring = {
        id(named[name]): [
            (it, target) for it in named[name].walk() for target in _list_targets(it, named)
        ]
        for name in _list_referred(root, named)
    }
    done: set[int] = set()
    for start in [named[name] for name in _list_referred(root, named)]:
        if found := _search(start, referring, done):
            return found
    return None


def _search(
    start: SvgElement,
    referring: dict[int, list[tuple[SvgElement, SvgElement]]],
    done: set[int],
) -> SvgElement | None:
    """Search for a way that leads back to an element on it; `done` leads to none."""
    if id(start) in done:
        return None
    on_way = {id(start)}
    way = [(start, iter(referring[id(start)]))]
    while way:
        element, rest = way[-1]
        step = next(rest, None)
        if step is None:
            done.add(id(element))
            on_way.discard(id(element))
            way.pop()
        elif id(step[1]) in on_way:
            return step[0]
        elif id(step[1]) not in done:
            on_way.add(id(step[1]))
            way.append((step[1], iter(referring[id(step[1])])))
    return None


def _list_referred(root: SvgElement, named: dict[str, SvgElement]) -> list[str]:
    found = (it.attributes["id"] for each in root.walk() for it in _list_targets(each, named))
    return list(dict.fromkeys(found))


def _list_targets(element: SvgElement, named: dict[str, SvgElement]) -> Iterator[SvgElement]:
    for key, value in element.attributes.items():
        if key == "href" and element.name in REFERRING:
            names = [value.strip()[1:]]
        elif "url(" in value:
            names = REFERENCE.findall(value)
        else:
            continue
        yield from (named[name] for name in names if name in named)
