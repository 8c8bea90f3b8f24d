"""Content streams are scanned as pikepdf reads them, or left to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.press.pdf.content_scanner import (
    IGNORED,
    RELEVANT,
    MarkedContent,
    Operation,
    parse_content,
    read_operations,
    scan_content,
)
from tests.press.preflight.planting import opened

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAIN = b"""q
1 0 0 -1 0 841.889764 cm /Span <</MCID 7>> BDC
/a1.0 gs .5 0 -0.25 rg
BT 1 0 0 1 64 126.5 Tm /F1 13.199219 Tf
[<00f2>0<>4.085798515807665<01A1>-7(a\\)b\\053c\\
d)] TJ
(caf\\351)Tj ET EMC
/Artifact BMC 0 0 m 1 1 l S /Cs1 cs 0.3 scn /P1 scn f* 2 Tr EMC Q"""

numbers = st.sampled_from([b"0", b"1", b"-2", b"+3", b".5", b"-.25", b"4.", b"0.549020", b"00.5"])
names = st.sampled_from([b"/F1", b"/a1.0", b"/Artifact", b"/DeviceRGB", b"/A-B_c", b"/X#41"])
hexadecimal = st.sampled_from([b"<>", b"<0041>", b"<0000>", b"<aF9>", b"<00 41>"])
literal = st.sampled_from(
    [b"()", b"(a b)", b"(\\051\\)\\n\\x)", b"(\\8)", b"(a(b)c)", b"(<41>)", b"(\\1234)", b"(a\rb)"]
)
strings = hexadecimal | literal
spaces = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b"\0", b" % remark\n"])
simple = numbers | names | strings
arrays = st.lists(strings | numbers, max_size=5).map(lambda parts: b"[" + b" ".join(parts) + b"]")
facts = st.sampled_from(
    [b"<</MCID 3>>", b"<< /MCID 12 >>", b"<</Lang (de)/MCID 1>>", b"<<>>", b"/M"]
)
operators = st.sampled_from(sorted({*(name.encode() for name in RELEVANT), *IGNORED, b"BX", b"Qq"}))
usual = st.one_of(
    st.tuples(st.just(b"/Span"), facts, st.just(b"BDC")),
    st.tuples(names, st.sampled_from([b"gs", b"cs", b"CS", b"Do", b"sh", b"BMC"])),
    st.tuples(names, numbers, st.just(b"Tf")),
    st.tuples(numbers, numbers, numbers, st.sampled_from([b"rg", b"RG", b"scn", b"SC"])),
    st.tuples(strings, st.sampled_from([b"Tj", b"'"])),
    st.tuples(arrays, st.just(b"TJ")),
    st.tuples(operators),
)
any_step = st.tuples(st.lists(simple | arrays | facts, max_size=4), operators).map(
    lambda step: (*step[0], step[1])
)


def alike(steps: Iterable[Operation]) -> list[Operation]:
    """Return the steps with marks as the scanner has them."""
    return [
        (name, _marked(given) if isinstance(given, MarkedContent) else _named(given))
        for name, given in steps
    ]


def _marked(mark: MarkedContent) -> MarkedContent:
    if not isinstance(mark.properties, pikepdf.Dictionary) or list(mark.properties.keys()) != [
        "/MCID"
    ]:
        return mark
    return MarkedContent(mark.tag, None, int(mark.properties.MCID))


def _named(given: Any) -> Any:  # noqa: ANN401 - whatever a step is given
    return str(given) if isinstance(given, pikepdf.Name) else given


def read_by_pikepdf(content: bytes) -> list[Operation]:
    with pikepdf.Pdf.new() as document:
        return alike(parse_content(document.make_stream(content)))


def agrees(content: bytes) -> bool:
    """Hold the scanner against pikepdf; say whether it read the content."""
    steps = scan_content(content)
    if steps is not None:
        assert alike(steps) == read_by_pikepdf(content)
    return steps is not None


def test_what_is_plainly_written_is_scanned() -> None:
    assert agrees(PLAIN)
    assert ("TJ", b"\0\xf2\x01\xa1a)b+cd") in (scan_content(PLAIN) or [])


def test_what_brief_writes_is_scanned(sound: bytes, press: bytes) -> None:
    for pdf in (sound, press):
        with opened(pdf) as document:
            page = document.pages[0]
            page.contents_coalesce()
            content = page.obj.Contents.read_bytes()
        assert len(scan_content(content) or []) > 200
        assert agrees(content)


@given(
    st.lists(usual | any_step, max_size=6),
    st.lists(spaces, min_size=1, max_size=4),
)
def test_the_scanner_reads_as_pikepdf_does(
    steps: list[tuple[bytes, ...]], between: list[bytes]
) -> None:
    words = [word for step in steps for word in step]
    content = b"".join(word + between[number % len(between)] for number, word in enumerate(words))
    agrees(content)


@given(data=st.data())
def test_a_content_with_wrong_bytes_is_read_as_by_pikepdf_or_left_to_it(
    data: st.DataObject,
) -> None:
    broken = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 2))] = data.draw(
            st.sampled_from(
                [b"", b" ", b"\n", b"<", b">", b"(", b")", b"[", b"]", b"/", b"%", b"'"]
            )
            | st.sampled_from([b"0", b".", b"-", b"q", b"#", b"\\", b"\r", b"{", b"\0", b"\xe9"])
        )
    agrees(bytes(broken))


@pytest.mark.parametrize(
    "content",
    [
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
        b"q % a remark with Q in it\nQ",
        b"/X#41 gs",
        b"1 0 rg",
        b"(never closed Tj",
        b"<4> Tj",
        b"/Span <</Lang (de) /MCID 1>> BDC",
        b"/OC /MC0 BDC",
        b"true rg",
        b"1.2.3 0 0 rg",
        b"1 2 3",
        b"BX q EX",
        b"/P\x001 scn",
        b"/P\x0b1 scn",
        b"[[<00>]] TJ",
    ],
)
def test_what_is_written_otherwise_is_left_to_pikepdf(content: bytes) -> None:
    assert scan_content(content) is None


def test_a_content_that_ends_early_is_read_without_a_warning() -> None:
    assert read_by_pikepdf(b"[q\n1 0 0 -1 0 841 cm Q") == []


def test_a_content_in_parts_is_one_content() -> None:
    with pikepdf.Pdf.new() as document:
        page = document.add_blank_page()
        make = partial(pikepdf.Stream, document)
        page.obj.Contents = pikepdf.Array([make(b"q 1 0 0"), make(b"rg Q")])
        names = [name for name, _ in read_operations(page)]
    assert names == ["q", "rg", "Q"]


def test_a_long_content_that_is_no_content_is_left_soon() -> None:
    assert scan_content(b"0 " * 200_000) is None
    assert scan_content(b"[" + b"<00>1" * 200_000) is None
    assert scan_content(b"(" + b"\\(" * 200_000) is None
