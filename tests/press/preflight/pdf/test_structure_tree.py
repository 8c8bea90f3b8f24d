"""The structure tree is read the same, whether its nodes are read as a whole or key by key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from brief.press.preflight.pdf import structure_tree as tree
from tests.press.preflight.defects import DEFECTS
from tests.press.preflight.planting import elements, opened, planted

if TYPE_CHECKING:
    from collections.abc import Callable

NEVER = re.compile(rb"(?!)")


def untouched(document: pikepdf.Pdf) -> None:
    """Leave everything as it is."""


def unpaged(document: pikepdf.Pdf) -> None:
    """Take the page from elements, so that it is that of the elements around them."""
    for element in elements(document, "/Span"):
        if "/Pg" in element:
            del element["/Pg"]


def elsewhere(document: pikepdf.Pdf) -> None:
    """Let elements be on what is no page of the document."""
    stray = document.make_indirect(Dictionary(Type=Name.Page))
    for number, element in enumerate(elements(document, "/Span")):
        element.Pg = stray if number % 2 else Dictionary(Type=Name.Page)


def circular(document: pikepdf.Pdf) -> None:
    for element in elements(document, "/P"):
        element.K.append(document.Root.StructTreeRoot.K[0])


def mixed(document: pikepdf.Pdf) -> None:
    """Let elements hold kids of all kinds, one that is not there, and one alone."""
    reference = Dictionary(Type=Name.MCR, MCID=3, Pg=document.pages[0].obj)
    missing, number = (
        document.get_object(9999, 0),
        document.make_indirect(pikepdf.Object.parse(b"5")),
    )
    for element in elements(document, "/P"):
        element.K = Array([*element.K, 7, reference, number, missing])
    for element in elements(document, "/Span"):
        if len(element.K) == 1:
            element.K = element.K[0]


def roles(document: pikepdf.Pdf) -> None:
    document.Root.StructTreeRoot.RoleMap = Dictionary(Span=Name.Code, Note=Name.P)
    for element in elements(document, "/P"):
        element.S = Name("/A note")


def read(document: pikepdf.Pdf) -> tuple[object, ...]:
    found = tree.read_tree(document, document.Root.StructTreeRoot)
    nodes = [(each.kind, each.language, each.node.objgen) for each in found.elements]
    return nodes, found.contents, found.objects


@pytest.mark.parametrize("change", [untouched, unpaged, elsewhere, circular, mixed, roles])
def test_a_tree_is_read_as_key_by_key(
    sound: bytes, change: Callable[[pikepdf.Pdf], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(sound) as document:
        change(document)
        quick = read(document)
        monkeypatch.setattr(tree, "PLAIN_ELEMENT", NEVER)
        assert quick == read(document)
        assert len(tree.read_tree(document, document.Root.StructTreeRoot).elements) > 50


def test_the_trees_of_broken_files_are_read_as_key_by_key(
    sound: bytes, press: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for defect in DEFECTS:
        with opened(planted(press if defect.press else sound, defect)) as document:
            quick = read(document)
            with monkeypatch.context() as patch:
                patch.setattr(tree, "PLAIN_ELEMENT", NEVER)
                assert quick == read(document)


def test_most_elements_are_read_as_a_whole(sound: bytes) -> None:
    with opened(sound) as document:
        nodes = [
            node.unparse(resolved=True)
            for node in document.objects
            if isinstance(node, Dictionary) and node.get("/Type") == "/StructElem"
        ]
    plain = sum(tree.PLAIN_ELEMENT.fullmatch(node) is not None for node in nodes)
    assert plain > 0.8 * len(nodes)
