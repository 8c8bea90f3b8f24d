"""A title in quotation marks: its own marks become the inner ones of the page's language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.design.text.nested_quotes import enclose_in_quotes

N = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("tag", "title", "shown"),
    [
        ("de", 'Der "alte" Deich', "„Der ‚alte‘ Deich“"),
        ("it", 'Der "alte" Deich', "«Der “alte” Deich»"),
        ("en", 'Der "alte" Deich', "“Der ‘alte’ Deich”"),
        ("fr", 'Der "alte" Deich', f"«{N}Der “alte” Deich{N}»"),
        ("nl", "“Flut” heißt sie", "‘“Flut” heißt sie’"),
        ("lt", "„Flut“ heißt sie", "„‚Flut‘ heißt sie“"),
        ("ja", "《潮》と港", "「『潮』と港」"),
        ("de", "„Am Deich“", "„Am Deich“"),
        ("en", f"«{N}Am Deich{N}»", "“Am Deich”"),
        ("de", "„Flut“ und „Ebbe“", "„‚Flut‘ und ‚Ebbe‘“"),
        ("de", "Warum „Das 'Watt'“ lebt", "„Warum ‚Das „Watt“‘ lebt“"),
        ("de", "»Flut« heißt sie", "„‚Flut‘ heißt sie“"),
        ("it", "The “new” dyke isn't new", "«The “new” dyke isn’t new»"),
        ("de", "The crews' “rights”", "„The crews’ ‚rights‘“"),
        ("de", 'Ein 5" Rohr', '„Ein 5" Rohr“'),
        ("de", "Auf „hoher See", "„Auf „hoher See“"),
        ("sv", "Den ”nya” hamnen", "”Den ’nya’ hamnen”"),
    ],
)
def test_marks_in_a_title_become_inner_marks(tag: str, title: str, shown: str) -> None:
    assert enclose_in_quotes(title, tag) == shown


@given(st.text("ab „“”‚‘’«»\"' "), st.sampled_from(("de", "fr", "en", "ja")))
def test_no_letter_is_lost(title: str, tag: str) -> None:
    shown = enclose_in_quotes(title, tag)
    assert [c for c in shown if c.isalpha()] == [c for c in title if c.isalpha()]
