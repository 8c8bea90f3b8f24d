"""Texts and lists that no page can hold are refused at their place, before any layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

TEXT = "title: Porto\nsummary: {}\npoints:\n  - Nuove banchine.\n"
FACTS = "sources:\n  - publication: Harbour Quarterly\n    url: https://example.org/{}\n"
CJK = "港の水深と貨物量が増えた。"


@pytest.mark.parametrize(
    "summary",
    ["mare " * 1_500, "Il [porto](https://example.org/" + "a" * 1_000 + ") cresce.", CJK * 500],
)
def test_long_texts_and_links_are_accepted(sample: SampleProject, summary: str) -> None:
    codes = sample.list_codes(sample.write(it=TEXT.format(summary)))
    assert [code for code in codes if "other-language" not in code] == []


@pytest.mark.parametrize(
    "summary",
    [
        "mare " * 2_000,
        "x" * 400,
        "'" + "[" * 400 + "'",
        "Il " + "1" * 400,
        "Il " + "a-b" * 200,
    ],
)
def test_a_text_that_no_page_can_hold_is_too_long(sample: SampleProject, summary: str) -> None:
    assert sample.list_codes(sample.write(it=TEXT.format(summary))) == [
        "content/harbour/it.yaml:2:10 too-long"
    ]


def test_an_edition_is_limited_as_a_whole(sample: SampleProject) -> None:
    points = "".join(f"  - Punto {number}. {'mare ' * 600}\n" for number in range(12))
    edition = f"title: Porto\nsummary: Cresce.\npoints:\n{points}"
    found = sample.findings(sample.write(it=edition))
    assert [(each.code, each.place and each.place.line) for each in found] == [("too-long", 1)]


def test_lists_are_limited(sample: SampleProject) -> None:
    edition = "title: Porto\nsummary: Cresce.\npoints:\n" + "  - Punto.\n" * 101
    assert sample.list_codes(sample.write(it=edition)) == [
        "content/harbour/it.yaml:4:3 wrong-count"
    ]


def test_addresses_are_limited(sample: SampleProject) -> None:
    (found,) = sample.findings(sample.write(briefing=FACTS.format("a" * 100_000)))
    assert found.code == "bad-url"
    link = f"Il [porto](https://example.org/{'a' * 5_000}) cresce."
    assert sample.list_codes(sample.write(briefing=FACTS.format("a"), it=TEXT.format(link))) == [
        "content/harbour/it.yaml:2:21 link-refused"
    ]
