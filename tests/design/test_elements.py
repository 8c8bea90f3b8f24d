"""Small texts of the optional elements: run-in labels, and addresses in the contact."""

from __future__ import annotations

import pytest

from brief.design.parts.elements import link_addresses, run_in_label
from brief.editorial.locale.page_strings import list_catalogues, page_strings


@pytest.mark.parametrize(
    ("label", "tag", "shown"),
    [
        ("Warum es zählt", "de-AT", "Warum es zählt. "),
        ("为何重要", "zh", "为何重要。"),
        ("Warum ist das wichtig?", "de", "Warum ist das wichtig? "),
    ],
)
def test_a_label_before_a_text_ends_with_the_stop_of_its_language(
    label: str, tag: str, shown: str
) -> None:
    assert run_in_label(label, tag) == shown


def test_the_labels_of_the_elements_are_short_in_every_language() -> None:
    for tag in list_catalogues():
        own = page_strings(tag)
        assert max(map(len, (own.why, own.next, own.contact))) <= 34
        assert len({own.why, own.next, own.contact}) == 3


@pytest.mark.parametrize(
    ("line", "markup"),
    [
        ("Fragen? <b>", "Fragen? &lt;b&gt;"),
        (
            "Post: desk@example.org.",
            'Post: <a href="mailto:desk@example.org">desk@example.org</a>.',
        ),
        ("https://example.org/", '<a href="https://example.org/">example.org</a>'),
    ],
)
def test_addresses_in_a_contact_are_links(line: str, markup: str) -> None:
    assert str(link_addresses(line)) == markup
