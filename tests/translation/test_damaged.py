"""Files that cannot be imported: a finding with its line and a remedy, and nothing is written."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest

from brief.errors import ContentError
from tests.translation.files import (
    FORMATS,
    ITALIAN,
    NAME,
    SLUG,
    Document,
    bring_back,
    codes,
    export,
    only,
    texts_of,
    write_ferry,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml import etree

    from brief.findings import Finding
    from brief.project import Project
    from tests.workspace import Workspace


@pytest.fixture
def ferry(workspace: Workspace) -> Project:
    return write_ferry(workspace, "de", "it")


def refuse(project: Project, data: bytes) -> Finding:
    """Return the finding with which a file is refused."""
    with pytest.raises(ContentError) as caught:
        bring_back(project, data)
    found = only(caught.value.findings)
    assert found.code == "translation-file"
    assert found.place is not None
    assert found.place.path == NAME
    assert found.remedy
    assert texts_of(project).decode() == ITALIAN
    return found


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa">%s]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="&z;" trgLang="it">&z;
</xliff>""" % b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("{"))
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"Guten Tag, anbei die Datei.",
        b"PK\x03\x04" + b"\x00" * 40,
        b"<html><body>Login</body></html>",
        b'<tmx version="1.4"><header/><body/></tmx>',
        b"<xliff",
        b"<",
        b'<?xml version="1.0" encoding="UTF-8"?><xliff>\xff</xliff>',
        b'<?xml version="1.0" encoding="x-none"?><xliff/>',
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1"/>',
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
        b"<a>" * 100_000,
        BOMB,
    ],
    ids=range(14),
)
def test_what_is_not_xliff_is_refused(ferry: Project, data: bytes) -> None:
    refuse(ferry, data)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_truncated_file_is_refused_where_it_ends(ferry: Project, format_: str) -> None:
    data = export(ferry, format_)
    lines = data[: len(data) // 2].count(b"\n") + 1
    found = refuse(ferry, data[: len(data) // 2])
    assert found.place is not None
    assert found.place.line == lines


@pytest.mark.parametrize("format_", FORMATS)
def test_external_entities_are_not_read(ferry: Project, format_: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    data = export(ferry, format_).decode().replace("?>", f"?>{entity}", 1)
    found = refuse(ferry, data.replace("Altro", "&e;").encode())
    assert "DOCTYPE" in found.message
    assert "geheim" not in found.message


def test_a_huge_file_is_refused(ferry: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.translation.formats.xml_reader.MAX_BYTES", 1000)
    assert "MB" in refuse(ferry, export(ferry)).message


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"it"', '"fr"'),
        ('"it"', '"nonsense-language"'),
        ('"it"', '""'),
        ('"de"', '"it"'),
        ('"de"', '"en"'),
        (SLUG, "other"),
        (SLUG, "../ferry"),
    ],
)
def test_other_languages_and_briefings_write_nothing(
    workspace: Workspace, ferry: Project, format_: str, old: str, new: str
) -> None:
    data = export(ferry, format_).decode().replace(old, new).replace("Altro", "Di più")
    workspace.write(NAME, data)
    found = workspace.run("translate", "import", NAME, "--json")
    assert found.code in {1, 2}
    assert "error" in {finding["severity"] for finding in found.json["findings"]}
    assert texts_of(ferry).decode() == ITALIAN
    assert len(list((ferry.content_folder / SLUG).iterdir())) == 3


@pytest.mark.parametrize("format_", FORMATS)
def test_the_texts_of_another_project_are_refused(ferry: Project, format_: str) -> None:
    data = export(ferry, format_)
    document = Document(data)
    for unit in document.units():
        source = document.find(unit, "source")
        source[:], source.text = [], f"Anderes {unit.get('id')}"
    found = only(bring_back(ferry, document.data()).findings)
    assert found.code == "translation-file"
    assert "none of the source texts" in found.message


def drop_bold(document: Document) -> None:
    target = document.find(document.unit("points.quay"), "target")
    target.text, target[:] = "Banchina.", list(target)[1:]


def double_link(document: Document) -> None:
    target = document.find(document.unit("points.quay"), "target")
    target.append(deepcopy(target[1]))


def rename_code(document: Document) -> None:
    document.find(document.unit("points.quay"), "target")[1].set("id", "99")


def cross_codes(document: Document) -> None:
    target = document.find(document.unit("points.quay"), "target")
    names = ("sc", "ec", "startRef") if document.is_two else ("bpt", "ept", "rid")
    target[:], target.text = [], "Banchina "
    for name, number in ((0, 1), (0, 2), (1, 1), (0, 3), (1, 3), (1, 2)):
        attributes = {"id": f"{number}"} if name == 0 else {names[2]: f"{number}"}
        element = target.makeelement(document.name(names[name]), attributes)
        element.tail = "parole"
        target.append(element)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    ("touch", "words"),
    [
        (drop_bold, "bold (code 1) is missing"),
        (double_link, "the link to https://www.example.org/plan (code 2) is there 2 times"),
        (rename_code, "the code 99 is unknown"),
        (cross_codes, "codes do not end where they began"),
    ],
)
def test_codes_must_return_once(
    ferry: Project, format_: str, touch: Callable[[Document], None], words: str
) -> None:
    document = Document(export(ferry, format_))
    document.translate(document.unit("standfirst"), lambda _: "Salpa da Nordkai.")
    touch(document)
    data = document.data()
    result = bring_back(ferry, data)
    assert codes(result) == ["translation-codes"]
    found = only(result.findings)
    assert words in found.message
    assert "`points.quay`" in found.message
    assert found.place is not None
    assert b'id="points.quay"' in data.splitlines()[found.place.line - 1]
    assert texts_of(ferry).decode() == ITALIAN
    part = bring_back(ferry, data, partly=True)
    assert part.keys == ("standfirst",)
    assert texts_of(ferry).decode() == ITALIAN.replace("Parte", "Salpa")


def remove_unit(document: Document) -> None:
    unit = document.unit("points.tax")
    parent = unit.getparent()
    assert parent is not None
    parent.remove(unit)


def rename_unit(document: Document) -> None:
    document.unit("points.tax").set("id", "points.taxes")


def double_unit(document: Document) -> None:
    unit = document.unit("points.tax")
    unit.addnext(deepcopy(unit))


def add_unit(document: Document) -> None:
    unit: etree._Element = deepcopy(document.unit("points.tax"))
    unit.set("id", "points.more")
    document.unit("points.tax").addnext(unit)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    ("touch", "words"),
    [
        (remove_unit, ["`points.tax` is missing"]),
        (rename_unit, ["a text `points.taxes`", "`points.tax` is missing"]),
        (double_unit, ["`points.tax` 2 times"]),
        (add_unit, ["a text `points.more`"]),
    ],
)
def test_units_must_return_once(
    ferry: Project, format_: str, touch: Callable[[Document], None], words: list[str]
) -> None:
    document = Document(export(ferry, format_))
    document.translate(document.unit("standfirst"), lambda _: "Salpa da Nordkai.")
    touch(document)
    result = bring_back(ferry, document.data())
    assert codes(result) == ["translation-unit"] * len(words)
    assert all(part in found.message for part, found in zip(words, result.findings, strict=True))
    assert texts_of(ferry).decode() == ITALIAN


@pytest.mark.parametrize("format_", FORMATS)
def test_a_text_that_breaks_a_rule_is_refused(ferry: Project, format_: str) -> None:
    document = Document(export(ferry, format_))
    document.translate(document.unit("title"), lambda _: "x" * 3 + "\u202e" + "word " * 5000)
    result = bring_back(ferry, document.data())
    assert not result.is_written or result.findings
