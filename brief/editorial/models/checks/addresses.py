"""Check the web addresses in a briefing's files: wrappers, tracking, and mail addresses in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.addresses.link_wrappers import CleanAddress, clean_address
from brief.editorial.prose import parse_prose
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.findings import Finding, Place, warning
from brief.findings.message import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.yaml.locations import FilePlaces, Places
    from brief.editorial.yaml.nodes import Node

MAX_SHOWN = 60


def check_addresses(places: Places) -> Iterator[Finding]:
    """Yield a warning for each address that follows its readers, or hides where it leads."""
    for file in places.files.values():
        for node in _find_texts(file.root):
            for address in _find_addresses(node.value):
                yield from _check_address(address, node, file)


def _find_texts(root: Node | None) -> Iterator[ScalarNode]:
    """Yield the values of a file that contain a web address."""
    waiting: list[Node | None] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, MapNode):
            waiting += reversed(node.values.values())
        elif isinstance(node, ListNode):
            waiting += reversed(node.items)
        elif isinstance(node, ScalarNode) and "://" in node.value:
            yield node


def _find_addresses(value: str) -> list[str]:
    text = value.strip()
    if text.startswith(("http://", "https://")) and " " not in text:
        return [text]
    return [span.href for span in parse_prose(text) if span.href and "](" in text]


def _check_address(address: str, node: ScalarNode, file: FilePlaces) -> Iterator[Finding]:
    clean = clean_address(address)
    place = _find_place(address, node, file)
    if clean.address != address:
        names = ", ".join(dict.fromkeys(clean.removed))
        shown = shorten(address, MAX_SHOWN)
        message = f"the address `{shown}` follows its readers ({shorten(names, MAX_SHOWN)})"
        yield warning("address-tracks", message, f"write {clean.address}", place)
    yield from warn_of_address(clean, place)


def warn_of_address(clean: CleanAddress, place: Place) -> Iterator[Finding]:
    """Yield a warning about what cannot be taken out of an address."""
    shown = shorten(clean.address, MAX_SHOWN)
    if clean.mail:
        message = f"the address `{shown}` carries a mail address, {shorten(clean.mail)}"
        remedy = "remove it from the address: all readers of the page would get it"
        yield warning("address-names-person", message, remedy, place)
    if clean.hides_target:
        message = f"the address `{shown}` does not say where it leads"
        remedy = "open it, and write the address of the page that it leads to"
        yield warning("address-hidden", message, remedy, place)


def _find_place(address: str, node: ScalarNode, file: FilePlaces) -> Place:
    """Return the place of an address, or of its value where it is written with escapes."""
    if file.source is None or node.end is None:
        return file.node_place(node)
    start = file.source.text.find(address, node.start, node.end)
    return (
        file.source.place_at(start, start + len(address)) if start >= 0 else file.node_place(node)
    )
