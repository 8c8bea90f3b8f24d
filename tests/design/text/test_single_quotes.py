"""Straight single quotes in languages with elisions, genitives and decades of their own."""

from __future__ import annotations

import pytest

from tests.design.text.plain import typeset_text
from tests.design.text.test_typography import MORE, N


@pytest.mark.parametrize(
    ("tag", "typed", "shown"),
    [
        ("el", "το '30, απ' την πόλη, μ' ένα 'όχι'", "το ’30, απ’ την πόλη, μ’ ένα “όχι”"),
        ("el", "Γι' αυτό θα 'ρθει κι 'ναι'", "Γι’ αυτό θα ’ρθει κι “ναι”"),
        (
            "mt",
            "snin '70 ta' Għawdex u '80 f' Malta",
            "snin ’70 ta’ Għawdex u ’80 f’ Malta",
        ),
        ("fr", "l'été '76 et l'\"écluse\"", f"l’été ’76 et l’«{N}écluse{N}»"),
        ("it", "nell''800 e l''arte' dell'\"acqua\"", "nell’’800 e l’“arte” dell’«acqua»"),
        ("de", "In den '70ern hab' ich 'Ahoi' gerufen", "In den ’70ern hab’ ich ‚Ahoi‘ gerufen"),
        ("sv", "på '70-talet, Nils' båt", "på ’70-talet, Nils’ båt"),
    ],
)
def test_apostrophes_of_a_language_close_no_quotation(tag: str, typed: str, shown: str) -> None:
    set_text = typeset_text(typed + MORE, tag).replace("\N{WORD JOINER}", "")
    assert set_text.removesuffix(MORE) == shown
