"""Check that the files of a briefing have the same key figures, images and points.

The checks compare the YAML trees, not the models, so that an error in one place does not hide
others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from brief.editorial.fields.texts import MAX_TEXT_LENGTH, is_identifier, slugify
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.findings import Finding, Related, error, warning
from brief.findings.suggest import did_you_mean, find_nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.yaml.locations import FilePlaces, Places
    from brief.editorial.yaml.nodes import Node

FACTS = "briefing"
MAX_FINDINGS = 30
MAX_CHARACTERS = 24_000

Ids: TypeAlias = Sequence[str | None]

_PERHAPS_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_NOUNS = {
    "key_figures": ("key figure", "label"),
    "images": ("image", "alt text"),
    "next": ("event", "text"),
}


def check_structure(places: Places, tags: Sequence[str]) -> Iterator[Finding]:
    """Yield the mismatches between `briefing.yaml` and the language files `tags`."""
    facts = places.files[FACTS]
    for key in _NOUNS:
        facts_ids = _entry_ids(facts, key)
        yield from _check_duplicate_ids(key, facts_ids or (), FACTS, places)
        for tag in tags:
            names = _list_names(places.files[tag], key)
            if facts_ids is not None and names is not None:
                known = [name for name in facts_ids if name]
                yield from _check_names(tag, key, known, names, places)
    yield from _check_chart_names(tags, places)
    yield from _check_grouping(facts)
    for tag in tags:
        yield from _check_length(tag, places)
    points = {tag: ids for tag in tags if (ids := _entry_ids(places.files[tag], "points"))}
    for tag, ids in points.items():
        yield from _check_duplicate_ids("points", ids, tag, places)
    if len(points) > 1:
        yield from _check_point_ids(points, places)


def _entry_ids(file: FilePlaces, key: str) -> Ids | None:
    """Return the ids of a list's entries, None for an entry without; None if it is not a list."""
    node = file.find_node(key)
    if isinstance(node, ListNode):
        return [_read_id(item) for item in node.items]
    return () if node is None and _is_absent(file, key) else None


def _read_id(item: object) -> str | None:
    found = item.values.get("id") if isinstance(item, MapNode) else None
    return found.value.strip() if isinstance(found, ScalarNode) and not found.is_empty else None


def _list_names(file: FilePlaces, key: str) -> Sequence[str] | None:
    """Return the names that have texts in a file; None if they cannot be read."""
    node = file.find_node(key)
    if isinstance(node, MapNode):
        return tuple(node.keys)
    return () if _is_absent(file, key) else None


def _is_absent(file: FilePlaces, key: str) -> bool:
    """Return whether a valid file has neither a value for this key nor a misspelling of it."""
    node = file.find_node(key)
    if isinstance(node, ScalarNode):
        return node.is_empty
    return (
        node is None
        and isinstance(file.root, MapNode)
        and not any(find_nearest(name, [key]) for name in file.root.keys)
    )


def _check_grouping(facts: FilePlaces) -> Iterator[Finding]:
    """Yield warnings about numbers such as `4.000`, which may mean four thousand."""
    figures = facts.find_node("key_figures")
    for number in range(len(figures.items) if isinstance(figures, ListNode) else 0):
        node = facts.find_node("key_figures", number, "value")
        written = node.value.strip() if isinstance(node, ScalarNode) else ""
        digits = facts.find_node("key_figures", number, "digits")
        if digits is None and _PERHAPS_GROUPED.fullmatch(written):
            plain = written.replace(".", "")
            yield warning(
                "doubtful-number",
                f"`{written}` is read as a number with three decimals",
                f"write {plain} if the point separates thousands, or add `digits: 3` if not",
                facts.value_place("key_figures", number, "value"),
            )


def _check_length(tag: str, places: Places) -> Iterator[Finding]:
    """Yield an error if the texts of a language are longer than any page; layout would be slow."""
    lengths = list(_list_lengths(places.files[tag].root))
    length = sum(lengths)
    if length > MAX_CHARACTERS and max(lengths) <= MAX_TEXT_LENGTH:
        yield error(
            "too-long",
            f"`{tag}` has {length} characters, and a page has room for about 5,000",
            "cut the texts, or make several briefings of them",
            places.value_place(tag),
        )


def _list_lengths(node: Node | None) -> Iterator[int]:
    """Yield the length of each scalar, in characters."""
    if isinstance(node, ScalarNode):
        yield len(node.value)
    elif node:
        for child in node.items if isinstance(node, ListNode) else node.values.values():
            yield from _list_lengths(child)


def _check_point_ids(ids: Mapping[str, Ids], places: Places) -> Iterator[Finding]:
    """Yield the points that cannot be paired: by id if they have ids, otherwise by order."""
    named = [tag for tag, found in ids.items() if any(found)]
    if not named:
        yield from _check_point_counts({tag: len(found) for tag, found in ids.items()}, places)
        return
    partial = [tag for tag, found in ids.items() if not all(found)]
    for tag in partial:
        other = next((name for name in named if name != tag), tag)
        related = Related("points with ids", places.key_place(other, "points"))
        yield error(
            "point-without-id",
            "this point has no id, but others have one: points are paired either all by id or all "
            "by order",
            "give every point in every language an id, as in `- {id: founder, text: …}`, or remove "
            "all ids",
            places.value_place(tag, "points", ids[tag].index(None)),
            (related,) if other != tag else (),
        )
    if not partial:
        yield from _check_missing_points(ids, places)


def _check_point_counts(counts: Mapping[str, int], places: Places) -> Iterator[Finding]:
    longest = max(counts, key=lambda tag: counts[tag])
    for tag, count in counts.items():
        if count != counts[longest]:
            own, other = _format_count(count), _format_count(counts[longest])
            yield error(
                "points-differ",
                f"`{tag}` has {own} and `{longest}` has {other}",
                "write the same points in all languages, in the same order",
                places.key_place(tag, "points"),
                (Related(f"{other} here", places.key_place(longest, "points")),),
            )


def _format_count(count: int) -> str:
    return "1 point" if count == 1 else f"{count} points"


def _check_missing_points(ids: Mapping[str, Ids], places: Places) -> Iterator[Finding]:
    """Yield the points that are in one language but not in another."""
    first: dict[str, tuple[str, int]] = {}
    for tag, found in ids.items():
        for number, name in enumerate(found):
            if name:
                first.setdefault(name, (tag, number))
    for tag, found in ids.items():
        for name, (other, number) in first.items():
            if name not in found:
                place = places.value_place(other, "points", number)
                yield error(
                    "points-differ",
                    f"`{tag}` does not have the point `{name}` that `{other}` has",
                    "add the point, or correct its id if it is spelled differently here",
                    places.key_place(tag, "points"),
                    (Related(f"the point in `{other}`", place),),
                )


def _check_duplicate_ids(key: str, ids: Ids, file: str, places: Places) -> Iterator[Finding]:
    """Yield a finding for each id that is used again in a list."""
    first: dict[str, int] = {}
    for number, name in enumerate(ids):
        if name is None:
            continue
        if name in first:
            yield error(
                "duplicate-id",
                f"the id `{name}` is used a second time",
                "give each entry a different id",
                places.value_place(file, key, number, "id"),
                (Related("first used here", places.value_place(file, key, first[name], "id")),),
            )
        first.setdefault(name, number)


def _check_chart_names(tags: Sequence[str], places: Places) -> Iterator[Finding]:
    """Yield texts of charts that do not exist, and ids of charts that are used twice."""
    ids = _entry_ids(places.files[FACTS], "charts")
    yield from _check_duplicate_ids("charts", ids or (), FACTS, places)
    known = [name for name in ids or () if name]
    for tag in tags if ids is not None else ():
        for name in (_list_names(places.files[tag], "charts") or ())[:MAX_FINDINGS]:
            if name not in known:
                yield error(
                    "no-such-chart",
                    f"briefing.yaml has no chart `{name}`",
                    did_you_mean(name, known)
                    or "add it to `charts` in briefing.yaml, or remove it here",
                    places.key_place(tag, "charts", name),
                )


def _check_names(
    tag: str, key: str, ids: Sequence[str], names: Sequence[str], places: Places
) -> Iterator[Finding]:
    """Yield texts without a fact and facts without a text, for the keys of `_NOUNS`.

    A text and a fact with similar names are one spelling error, and reported once.
    """
    singular, text = _NOUNS[key]
    known, named = dict.fromkeys(ids), frozenset(names)
    # An invalid id is reported elsewhere; here it counts as the valid id that it resembles.
    meant = {name: name if is_identifier(name) else slugify(name) for name in known}
    lacking = [name for name in known if not {name, meant[name]} & named]
    stray = [name for name in names if name not in known and name not in meant.values()]
    for name in stray[:MAX_FINDINGS]:
        near = find_nearest(name, lacking)
        if near:
            lacking.remove(near)
        remedy = did_you_mean(name, ids) or f"add it to `{key}` in briefing.yaml, or remove it here"
        yield error(
            f"no-such-{singular.replace(' ', '-')}",
            f"briefing.yaml has no {singular} `{name}`",
            remedy,
            places.key_place(tag, key, name),
        )
    for name in lacking[:MAX_FINDINGS]:
        shown = meant[name] or name
        line = f"{shown}: {{alt: …}}" if key == "images" else f"{shown}: …"
        yield error(
            f"no-{text.replace(' ', '-')}",
            f"the {singular} `{name}` has no {text} in `{tag}`",
            f"add `{line}` under `{key}:`",
            places.key_place(tag, key),
            (Related(f"the {singular}", places.value_place(FACTS, key, ids.index(name), "id")),),
        )
