"""Sources for reference managers: other programs read the same data back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from brief.editorial.citations.bibtex import escape_tex, format_bibtex_entry
from brief.editorial.citations.csl_json import build_csl_item
from brief.editorial.models.content import Source

# Citation Style Language 1.0.2, schemas/input/csl-data.json: of its types and fields those that a
# briefing's source may come to have.
TYPES = {"article-magazine", "document", "webpage"}
FIELDS = {
    "id": str, "type": str, "title": str, "container-title": str, "author": list, "issue": str,
    "page": str, "URL": str, "issued": dict, "accessed": dict, "custom": dict,
}  # fmt: skip

WHOLE = Source.model_validate(
    {
        "publication": "Harbour Review",
        "title": "50 % more & other {tall} tales_#1",
        "author": "Port Authority; Müller & Söhne",
        "issue": "7",
        "page": "12–15",
        "published": "2025-02-03",
        "url": "https://www.example.org/tides?a=1&b=2#c_d%20e",
        "accessed": "2025-03-04",
        "rights": "© 2025 Harbour Review",
        "licence": "CC BY 4.0",
    }
)

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1
).filter(lambda text: text.strip() == text and " " * 2 not in text and "\u00a0" not in text)


def entry(source: Source, key: str = "tides") -> Any:  # noqa: ANN401 - the library has no types
    library = parse_string(format_bibtex_entry(source, key))
    assert library.failed_blocks == []
    (found,) = library.entries
    return found


def printed(value: str) -> str:
    """Return what TeX prints of a field, without the braces that keep capitals."""
    for name, sign in (("left", "{"), ("right", "}")):  # which the library does not know
        value = value.replace(f"{{\\textbrace{name}}}", f"\\{sign}")
    value = value.replace(r"{\textasciicircum}", "^")  # and what it takes for an accent
    text: str = LatexNodes2Text(keep_braced_groups=False).latex_to_text(value)
    return text


def checked(item: dict[str, Any]) -> dict[str, Any]:
    """Return the item, if it is one of CSL's input data."""
    assert item["type"] in TYPES
    for name, value in item.items():
        assert type(value) is FIELDS[name]
    for name in ("issued", "accessed"):
        if name in item:
            ((*parts,),) = item[name]["date-parts"]
            assert 1 <= len(parts) <= 3
            assert all(type(part) is int for part in parts)
    assert all(set(name) == {"literal"} for name in item.get("author", []))
    return item


def test_a_whole_source_becomes_a_whole_item() -> None:
    assert checked(build_csl_item(WHOLE, "tides")) == {
        "id": "tides",
        "type": "article-magazine",
        "title": "50 % more & other {tall} tales_#1",
        "container-title": "Harbour Review",
        "author": [{"literal": "Port Authority"}, {"literal": "Müller & Söhne"}],
        "issue": "7",
        "page": "12-15",
        "URL": "https://www.example.org/tides?a=1&b=2#c_d%20e",
        "issued": {"date-parts": [[2025, 2, 3]]},
        "accessed": {"date-parts": [[2025, 3, 4]]},
        "custom": {"rights": "© 2025 Harbour Review", "licence": "CC BY 4.0"},
    }


@pytest.mark.parametrize(
    ("more", "csl", "bibtex"),
    [
        ({}, "document", "misc"),
        ({"url": "https://www.example.org"}, "webpage", "misc"),
        ({"title": "Tides"}, "article-magazine", "article"),
        ({"title": "Tides", "url": "https://www.example.org"}, "webpage", "online"),
        (
            {"title": "Tides", "url": "https://www.example.org", "page": "3"},
            "article-magazine",
            "article",
        ),
    ],
)
def test_the_kind_of_a_source_is_told_from_what_is_known(
    more: dict[str, str], csl: str, bibtex: str
) -> None:
    source = Source.model_validate({"publication": "Harbour Review", **more})
    assert checked(build_csl_item(source, "a"))["type"] == csl
    assert entry(source).entry_type == bibtex


@pytest.mark.parametrize(
    ("published", "parts"),
    [("2025", [2025]), ("2025-02", [2025, 2]), ("2025-02-03", [2025, 2, 3])],
)
def test_a_date_has_as_many_parts_as_are_known(published: str, parts: list[int]) -> None:
    source = Source.model_validate({"publication": "x", "published": published})
    assert build_csl_item(source, "a")["issued"] == {"date-parts": [parts]}
    assert entry(source)["date"] == published
    assert entry(source)["year"] == "2025"


def test_bibtex_is_read_back() -> None:
    found = entry(WHOLE)
    assert found.key == "tides"
    assert printed(found["title"]) == WHOLE.title
    assert printed(found["journal"]) == "Harbour Review"
    assert [printed(name) for name in found["author"].split(" and ")] == [
        "Port Authority",
        "Müller & Söhne",
    ]
    assert found["pages"] == "12--15"
    assert found["url"] == WHOLE.url
    assert found["urldate"] == date(2025, 3, 4).isoformat()
    assert printed(found["note"]) == "© 2025 Harbour Review. CC BY 4.0"


def test_capitals_are_kept_by_braces() -> None:
    assert "title = {{Tides of the IJ}}," in format_bibtex_entry(
        Source.model_validate({"publication": "x", "title": "Tides of the IJ"}), "a"
    )


# Quotes and dashes, which TeX's own fonts join to ligatures, are not escaped.
@given(TEXTS.filter(lambda text: not set("`'\"-") & set(text)))
def test_any_text_prints_as_it_was_typed(text: str) -> None:
    assert printed(escape_tex(text)) == text


@given(TEXTS)
def test_any_text_keeps_the_entry_whole(text: str) -> None:
    found = entry(Source.model_construct(publication=text, title=text, rights=text))
    assert {"title", "journal", "note"} <= {field.key for field in found.fields}
    assert found["title"] == f"{{{escape_tex(text)}}}"
