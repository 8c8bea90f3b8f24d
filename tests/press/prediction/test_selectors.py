"""Style sheets that tell items of a series apart by more than their place in it."""

from __future__ import annotations

import pytest

from brief.press.prediction.selectors import counts_siblings


@pytest.mark.parametrize(
    "css",
    [
        "li:nth-child(2n) { color: red }",
        "li:nth-last-of-type(2) { color: red }",
        "li:only-child { color: red }",
        "ol:has(> li + li) { color: red }",
        "li + li + li { color: red }",
        "li ~ li~li { color: red }",
        "h2 + li + li, p { color: red }",
        ":is(li + li, p) + li { color: red }",
        "li:first-child + li { color: red }",
        "@media print { li:first-of-type ~ li { color: red } }",
        "p { color: red } /* { */ li + li + li { color: red }",
        '@import "other.css";',
    ],
)
def test_items_that_count(css: str) -> None:
    assert counts_siblings(css)


@pytest.mark.parametrize(
    "css",
    [
        "",
        "li + li { margin: 1mm }",
        "li + li, h2 + p, p ~ p { margin: 1mm }",
        "li:first-child { margin: 0 } li:last-child { margin: calc(1mm + 2mm + 3mm) }",
        "[lang~=de] [class~=x] + li { margin: 0 }",
        "/* li + li + li */ :is(li, p) { margin: 0 }",
        "@page { size: 210mm 297mm }",
    ],
)
def test_items_that_do_not(css: str) -> None:
    assert not counts_siblings(css)
