"""The bytes of a PDF: a reader finds in them what WeasyPrint's own library would have written."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pydyf
import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from brief.press.pdf.serializer import serialise_pdf

# a bare carriage return in a string is read as a line feed (ISO 32000-1, 7.3.4.2)
text = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]))
names = st.from_regex(r"[A-Z][A-Za-z0-9]{0,7}", fullmatch=True)
scalars = st.one_of(
    st.integers(-(2**31), 2**31 - 1),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 4)),
    text.map(pydyf.String),
    names.map("/{}".format),
    names.map(lambda name: f"/{name}".encode()),
    st.sampled_from(["true", "false"]),
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5).map(pydyf.Array)
        | st.dictionaries(names, inner, max_size=5).map(pydyf.Dictionary)
    ),
    max_leaves=12,
)
glyphs = st.lists(st.integers(0, 2**16 - 1), max_size=4).map(
    lambda run: f"<{''.join(f'{glyph:04x}' for glyph in run)}>"
)
shown = st.lists(st.tuples(glyphs, st.sampled_from(["0", "-0", "10", "0.5", "100"])), max_size=8)


def document(things: list[Any], contents: list[bytes], title: str = "A title") -> pydyf.PDF:
    """Return a page with a line for each of the contents, and `things` in the catalog."""
    pdf = pydyf.PDF()
    content = pydyf.Stream(contents, compress=True)
    pdf.add_object(content)
    pdf.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "Contents": content.reference,
                "MediaBox": pydyf.Array([0, 0, 200, 200]),
                "Resources": pydyf.Dictionary(),
            }
        )
    )
    kept = pydyf.Array()
    for thing in things:
        item = pydyf.Dictionary({"Item": thing})
        pdf.add_object(item)
        kept.append(item.reference)
    profile = pydyf.Stream([b"profile " * 50], pydyf.Dictionary({"N": 3}), compress=True)
    plain = pydyf.Stream([b"as it is"], {"Type": "/Metadata"})
    for stream in (profile, plain):
        pdf.add_object(stream)
        kept.append(stream.reference)
    pdf.catalog["Things"] = kept
    pdf.info["Title"] = pydyf.String(title)
    return pdf


def by_pydyf(pdf: pydyf.PDF) -> bytes:
    target = BytesIO()
    pdf.write(target, b"1.7", identifier=True, compress=True)
    return target.getvalue()


def held(thing: Any) -> Any:  # noqa: ANN401 - pikepdf's
    """Return what an object holds, without how it is stored."""
    if isinstance(thing, pikepdf.Stream):
        return {key: held(value) for key, value in thing.items() if key != "/Length"}, bytes(
            thing.read_bytes()
        )
    if isinstance(thing, pikepdf.Dictionary):
        return {key: held(value) for key, value in thing.items() if key != "/Parent"}
    if isinstance(thing, pikepdf.Array):
        return [held(item) for item in thing]
    return type(thing), thing


@given(st.lists(values, max_size=6), text)
def test_a_reader_finds_what_pydyf_would_have_written(things: list[Any], title: str) -> None:
    own = serialise_pdf(document(things, [b"q", b"Q"], title))
    theirs = by_pydyf(document(things, [b"q", b"Q"], title))
    with pikepdf.open(BytesIO(own)) as one, pikepdf.open(BytesIO(theirs)) as other:
        assert not one.check_pdf_syntax()
        assert held(one.Root) == held(other.Root)
        assert held(one.trailer.Info) == held(other.trailer.Info)
        assert one.pdf_version == other.pdf_version == "1.7"


@given(st.lists(shown, max_size=4))
def test_only_steps_that_move_nothing_are_left_out(
    lines: list[list[tuple[str, str]]],
) -> None:
    pdf = document([], [])
    stream: Any = pdf.objects[3]
    for line in lines:
        stream.show_text("".join(f"{run}{step}" for run, step in line))
    with pikepdf.open(BytesIO(serialise_pdf(pdf))) as written:
        steps = pikepdf.parse_content_stream(written.pages[0])
        assert [moved(step.operands[0]) for step in steps] == [
            moved([bytes.fromhex(run[1:-1]) if part is run else float(part)
                   for run, step in line for part in (run, step)])
            for line in lines
        ]  # fmt: skip


def moved(parts: Any) -> list[tuple[int, float]]:  # noqa: ANN401 - pikepdf's
    """Return each glyph of a line, with how far it is moved before it, and what is after all."""
    found, before = [], 0.0
    for part in parts:
        if isinstance(part, bytes | pikepdf.String):
            run = bytes(part)
            for start in range(0, len(run), 2):
                found.append((int.from_bytes(run[start : start + 2], "big"), before))
                before = 0.0
        else:
            before += float(part)
    return [*found, (-1, before)]


def test_what_looks_like_such_a_step_elsewhere_stays() -> None:
    contents = [b"/Span <</Note (a>0<b)>> BDC", b"EMC"]
    with pikepdf.open(BytesIO(serialise_pdf(document([], contents)))) as written:
        assert written.pages[0].Contents.read_bytes() == b"\n".join(contents)


def test_the_same_objects_give_the_same_bytes_and_others_another_identifier() -> None:
    one, again, other = (
        serialise_pdf(document([], [content])) for content in (b"q Q", b"q Q", b"q q Q Q")
    )
    assert one == again
    identifiers = []
    for content in (one, other):
        with pikepdf.open(BytesIO(content)) as written:
            identifiers.append([bytes(part) for part in written.trailer.ID])
    assert identifiers[0] != identifiers[1]
    for first, second in identifiers:
        assert first == second


def test_pdfium_opens_the_file() -> None:
    opened = pypdfium2.PdfDocument(serialise_pdf(document([], [b"0 0 10 10 re f"])))
    assert len(opened) == 1
    assert opened.get_metadata_dict()["Title"] == "A title"
    opened.close()


def test_the_file_is_hardly_larger_than_at_the_slowest_level() -> None:
    words = " ".join(str(number**3) for number in range(6000)).encode()
    things = [pydyf.Dictionary({"Number": number}) for number in range(400)]
    own = serialise_pdf(document(things, [words]))
    assert len(own) < 1.01 * len(by_pydyf(document(things, [words])))


def test_nothing_is_left_to_write() -> None:
    pdf = document([], [b"q", b"Q"])
    serialise_pdf(pdf)
    assert not pdf.objects
    assert not pdf.info
