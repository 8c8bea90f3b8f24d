"""What translation tools do to a file: the import reads the same texts from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from brief.translation.collect import collect_units
from tests.translation.files import (
    FORMATS,
    ITALIAN,
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

    from tests.workspace import Workspace

TOOL = "urn:example:tool"
CORE_2 = "urn:oasis:names:tc:xliff:document:2.0"
CORE_1 = "urn:oasis:names:tc:xliff:document:1.2"


def change_one(workspace: Workspace, format_: str, touch: Callable[[Document], object]) -> str:
    """Return the Italian texts after the import of a file in which a word was changed."""
    project = write_ferry(workspace, "de", "it")
    document = Document(export(project, format_))
    target = document.find(document.unit("points.quay"), "target")
    assert target[0].tail is not None
    target[0].tail = target[0].tail.replace("Altro", "Di più")
    touch(document)
    result = bring_back(project, document.data())
    assert codes(result) == []
    return texts_of(project).decode()


EXPECTED = ITALIAN.replace("Altro", "Di più")


def add_namespace(document: Document) -> None:
    for element in list(document.root.iter()):
        element.set(f"{{{TOOL}}}seen", "yes")
    for unit in document.units():
        info = etree.SubElement(unit, f"{{{TOOL}}}info")
        info.text = "12 words"
        etree.SubElement(info, f"{{{TOOL}}}unit", id="points.quay").text = "x"


def add_groups(document: Document) -> None:
    for unit in document.units():
        parent = unit.getparent()
        assert parent is not None
        group = etree.Element(document.name("group"), id=f"g-{unit.get('id')}")
        inner = etree.SubElement(group, document.name("group"), id=f"h-{unit.get('id')}")
        parent.replace(unit, group)
        inner.append(unit)


def change_states(document: Document) -> None:
    for element in document.root.iter(document.name("segment"), document.name("target")):
        if element.get("state"):
            element.set("state", "reviewed" if document.is_two else "signed-off")


def annotate(document: Document) -> None:
    target = document.find(document.unit("standfirst"), "target")
    mark = etree.SubElement(target, document.name("mrk"), {"id": "m9", "mid": "m9"})
    mark.text, target.text = target.text, ""
    if document.is_two:
        etree.SubElement(mark, document.name("sm"), id="m10", type="generic")
        etree.SubElement(mark, document.name("em"), startRef="m10")
    target.append(etree.Comment("checked"))
    target.append(etree.ProcessingInstruction("tool", "x"))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("touch", [add_namespace, add_groups, change_states, annotate])
def test_additions_of_tools_are_passed_over(
    workspace: Workspace, format_: str, touch: Callable[[Document], None]
) -> None:
    assert change_one(workspace, format_, touch) == EXPECTED


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda text: b"\xfe\xff" + text.replace("UTF-8", "UTF-16").encode("utf-16-be"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\n\n" + text.encode(),
        lambda text: text.partition("?>")[2].encode(),
        lambda text: text.replace("UTF-8", "ISO-8859-15").encode("iso-8859-15"),
    ],
    ids=["bom", "utf-16", "utf-16-be", "crlf", "lines-before", "no-declaration", "latin"],
)
def test_other_encodings_and_line_ends_are_read(
    workspace: Workspace, format_: str, encode: Callable[[str], bytes]
) -> None:
    project = write_ferry(workspace, "de", "it")
    data = export(project, format_).decode().replace("Altro", "Di più")
    assert codes(bring_back(project, encode(data))) == []
    assert texts_of(project).decode() == EXPECTED


@pytest.mark.parametrize("format_", FORMATS)
def test_white_space_at_lines_is_not_part_of_a_text(workspace: Workspace, format_: str) -> None:
    project = write_ferry(workspace, "de", "it")
    data = export(project, format_).decode()
    data = re.sub(r"(<(?:source|target)[^>]*>)", r"\1\n      ", data)
    data = re.sub(r"(</(?:source|target)>)", r"\n    \1", data)
    result = bring_back(project, data.encode())
    assert (result.findings, result.is_written) == ((), False)


def replace_unit(data: bytes, key: str, content: str, core: str) -> bytes:
    """Return a file in which the unit has this content, as XML in the namespace of the format."""
    document = Document(data)
    unit = document.unit(key)
    for child in list(unit):
        if etree.QName(child).localname in {"segment", "source", "target"}:
            unit.remove(child)
    for child in etree.fromstring(f'<x xmlns="{core}">{content}</x>'):
        unit.append(child)
    return document.data()


SEGMENTED_2 = """\
<segment id="s1" state="translated"><source>Der Anteil liegt bei 29 Prozent,</source>
  <target>La quota è del 29 per cento,</target></segment>
<ignorable><source> </source></ignorable>
<segment id="s2" state="translated"><source>und <sc id="1" type="fmt"/>die <pc id="2">ganze</pc>
 </source><target>e <sc id="1"/>tutta <pc id="2">la</pc> </target></segment>
<segment id="s3" state="translated"><source>Flotte<ec startRef="1"/> folgt.</source>
  <target>flotta<ec startRef="1"/> verrà.</target></segment>
"""
SEGMENTED_1 = """\
<source>Der Anteil liegt bei 29 Prozent, und <g id="1">die <g id="2">ganze</g> Flotte</g> folgt.
</source>
<seg-source><mrk mtype="seg" mid="1">Der Anteil liegt bei 29 Prozent,</mrk>
 <mrk mtype="seg" mid="2">und <g id="1">die <g id="2">ganze</g> Flotte</g> folgt.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">La quota è del 29 per cento,</mrk> <mrk mtype="seg" mid="2">e
 <bpt id="1" rid="7">&lt;b></bpt>tutta <bx id="2" rid="8"/>la<ex id="9" rid="8"/> flotta<ept id="8"
 rid="7">&lt;/b></ept> verrà.</mrk></target>
"""


@pytest.mark.parametrize(
    ("format_", "content", "core"),
    [("xliff", SEGMENTED_2, CORE_2), ("xliff1", SEGMENTED_1, CORE_1)],
)
def test_segments_are_joined(workspace: Workspace, format_: str, content: str, core: str) -> None:
    project = write_ferry(workspace, "de", "it")
    data = replace_unit(export(project, format_), "summary", content, core)
    result = bring_back(project, data)
    assert codes(result) == []
    (text,) = (
        unit.target
        for unit in collect_units(project, SLUG, "de", "it").units
        if unit.key == "summary"
    )
    assert text is not None
    written = "".join(part if isinstance(part, str) else "|" for part in text)
    assert written == "La quota è del 29 per cento, e |tutta |la| flotta| verrà."


def test_segments_in_another_order_are_put_where_they_belong(workspace: Workspace) -> None:
    project = write_ferry(workspace, "de")
    content = """\
<segment id="s1" state="translated"><source>Sie fährt</source><target order="3">salpa.</target>
</segment><ignorable><source> </source></ignorable>
<segment id="s2" state="translated"><source>ab Nordkai.</source>
<target order="1">Da Nordkai</target></segment>"""
    data = Document(export(project)).fill().data()
    data = replace_unit(data, "standfirst", content, CORE_2)
    assert bring_back(project, data).is_written
    assert "standfirst: Da Nordkai salpa.\n" in texts_of(project).decode()


@pytest.mark.parametrize(
    ("format_", "content", "core"),
    [
        ("xliff", re.sub(r"<target>flotta.*?</target>", "", SEGMENTED_2), CORE_2),
        ("xliff1", re.sub(r"La quota è .*?(?=</mrk>)", "", SEGMENTED_1), CORE_1),
    ],
)
def test_a_text_translated_in_part_is_an_error(
    workspace: Workspace, format_: str, content: str, core: str
) -> None:
    project = write_ferry(workspace, "de", "it")
    data = replace_unit(export(project, format_), "summary", content, core)
    result = bring_back(project, data)
    assert "only a part of `summary`" in only(result.findings).message
    assert texts_of(project).decode() == ITALIAN


@pytest.mark.parametrize("format_", FORMATS)
def test_a_copied_source_is_no_translation_while_its_state_is_new(
    workspace: Workspace, format_: str
) -> None:
    project = write_ferry(workspace, "de")
    document = Document(export(project, format_)).fill()
    unit = document.unit("standfirst")
    name = "segment" if document.is_two else "target"
    document.find(unit, name).set("state", "initial" if document.is_two else "new")
    found = only(bring_back(project, document.data()).findings)
    assert found.code == "translation-unit"
    assert "`standfirst` has no translation" in found.message
    document.find(unit, "target").text = "Parte dal porto."
    assert bring_back(project, document.data()).is_written


def test_the_export_is_read_from_a_path(tmp_path: Path, workspace: Workspace) -> None:
    project = write_ferry(workspace, "de", "it")
    (tmp_path / "sent.xlf").write_bytes(export(project))
    run = workspace.run("translate", "import", str(tmp_path / "sent.xlf"), "--json")
    assert run.code == 0
    assert run.json["written"] is False
