"""A personal copy is the PDF with one line more, and with no other change."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pikepdf
import pytest
from PIL import ImageChops

from brief.errors import RenderError
from brief.press.personal.template import PersonalTemplate, open_personal_template
from brief.press.preflight.inspect import inspect_file
from tests.press.personal.copies import SCALE, draw_on, draw_page, make_style, read_page_text

if TYPE_CHECKING:
    from brief.press.personal.place import FreePlace

NAME = "A. Reader"
SAFE = 5 / 25.4 * 72  # points


@pytest.fixture(scope="module")
def template(sound: bytes) -> PersonalTemplate:
    return open_personal_template(sound, make_style())


def find_changed_box(before: bytes, after: bytes) -> tuple[float, float, float, float]:
    """Return the box of the pixels that differ, in points from the lower left corner."""
    first, second = draw_page(before), draw_page(after)
    assert first.size == second.size
    left, top, right, bottom = ImageChops.difference(first, second).getbbox() or (0, 0, 0, 0)
    height = first.height
    return left / SCALE, (height - bottom) / SCALE, right / SCALE, (height - top) / SCALE


def lies_within(box: tuple[float, float, float, float], place: FreePlace) -> bool:
    left, bottom, right, top = box
    return (
        place.left - 1 <= left <= right <= place.right + 1
        and place.bottom - 1 <= bottom <= top <= place.top + 1
    )


def test_a_copy_begins_with_every_byte_of_the_pdf(template: PersonalTemplate, sound: bytes) -> None:
    copy = template.make_copy(NAME)
    assert template.pdf == sound
    assert copy.startswith(sound)
    assert copy == sound + template.make_update(NAME)
    assert 1000 < len(copy) - len(sound) < 12_000


def test_the_name_is_the_only_text_that_is_added(template: PersonalTemplate, sound: bytes) -> None:
    before, after = read_page_text(sound), read_page_text(template.make_copy(NAME))
    assert after.replace(f"Prepared for {NAME}", "").split() == before.split()
    assert after != before


@pytest.mark.parametrize("name", [NAME, "Владимир", "محمد الفاتح", "张伟", "Ñandú Ỹ"])
def test_nothing_else_on_the_page_moves(
    template: PersonalTemplate, sound: bytes, name: str
) -> None:
    box = find_changed_box(sound, template.make_copy(name))
    assert box[2] - box[0] > 50
    assert lies_within(box, template.places[0])


def test_the_line_is_beside_the_footer_and_within_the_margin(template: PersonalTemplate) -> None:
    first, second = template.places
    for place in template.places:
        assert place.bottom >= SAFE
        assert place.left >= SAFE
        assert place.right <= 595.3 - SAFE
    assert first.is_at_right
    assert second.top < first.baseline


def test_the_same_name_gives_the_same_bytes(sound: bytes, template: PersonalTemplate) -> None:
    again = open_personal_template(sound, make_style())
    assert again.make_copy(NAME) == template.make_copy(NAME)
    assert template.make_copy("B. Reader") != template.make_copy(NAME)


def test_each_copy_has_an_identifier_of_its_own(template: PersonalTemplate, sound: bytes) -> None:
    def read_ids(pdf: bytes) -> tuple[bytes, bytes]:
        with pikepdf.open(BytesIO(pdf)) as document:
            return bytes(document.trailer.ID[0]), bytes(document.trailer.ID[1])

    original, first, second = (
        read_ids(pdf) for pdf in (sound, *map(template.make_copy, (NAME, "B. Reader")))
    )
    assert original[0] == first[0] == second[0]  # ISO 32000-1, 14.4: the permanent identifier
    assert len({original[1], first[1], second[1]}) == 3


def test_all_other_objects_are_the_same(template: PersonalTemplate, sound: bytes) -> None:
    with (
        pikepdf.open(BytesIO(sound)) as before,
        pikepdf.open(BytesIO(template.make_copy(NAME))) as after,
    ):
        page = before.pages[0].obj.objgen
        last = max(item.objgen for item in before.objects if item.is_indirect)
        changed = {
            (number, 0)
            for number in range(1, last[0] + 1)
            if before.get_object(number, 0).unparse(resolved=True)
            != after.get_object(number, 0).unparse(resolved=True)
        }
        top = before.Root.StructTreeRoot.K[0].objgen
        assert page in changed
        assert top in changed
        assert len(changed) == 3  # and the parent tree
        assert after.docinfo == before.docinfo
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()


def test_the_line_is_the_last_paragraph_of_the_structure_tree(template: PersonalTemplate) -> None:
    with pikepdf.open(BytesIO(template.make_copy(NAME))) as document:
        page, root = document.pages[0].obj, document.Root.StructTreeRoot
        element = root.K[0].K[-1]
        assert (str(element.S), str(element.Lang)) == ("/P", "en")
        assert element.P.objgen == root.K[0].objgen
        (mark,) = element.K
        assert root.ParentTree.Nums[1][int(mark)].objgen == element.objgen
        content = page.Contents[-1].read_bytes()
        assert re.search(rb"/P <</MCID %d[ >]" % int(mark), content)


@pytest.mark.parametrize("name", [NAME, "محمد", "张伟"])
def test_the_preflight_of_a_copy_is_clean(template: PersonalTemplate, name: str) -> None:
    assert inspect_file(template.make_copy(name), "copy.pdf") == []


@pytest.mark.parametrize("name", ["สมชาย น้ำ", "क्षत्रिय श्री", "محمد الفاتح", "שָׁלוֹם"])
def test_text_that_glyphs_do_not_show_is_given_as_well(
    template: PersonalTemplate, name: str
) -> None:
    copy = template.make_copy(name)
    with pikepdf.open(BytesIO(copy)) as document:
        content = document.pages[0].obj.Contents[-1].read_bytes()
    (found,) = re.findall(rb"/Span <</ActualText <([0-9a-f]+)>>> BDC", content)
    assert (
        bytes.fromhex(found.decode()).decode("utf-16") == f"Prepared for {normalize('NFC', name)}"
    )
    assert f"Prepared for {normalize('NFC', name)}" in read_page_text(copy)


def test_the_line_goes_below_a_full_last_line(sound: bytes, template: PersonalTemplate) -> None:
    first, second = template.places
    bar = b"0 g 28 %.1f 540 4 re f" % first.baseline
    places = open_personal_template(draw_on(sound, bar), make_style()).places
    assert [place.baseline for place in places] == pytest.approx([second.baseline])


def test_a_long_name_goes_below_the_last_line(sound: bytes, template: PersonalTemplate) -> None:
    name = "Very " * 12 + "Long"
    narrow = b"0 g 60 %.1f 300 4 re f" % template.places[0].baseline
    changed = draw_on(sound, narrow)
    box = find_changed_box(changed, open_personal_template(changed, make_style()).make_copy(name))
    assert lies_within(box, template.places[1])


def test_bars_up_to_the_edge_of_the_page_do_not_move_the_line(
    sound: bytes, template: PersonalTemplate
) -> None:
    top, side = b"0 g 0 830 596 12 re f", b"0 g 0 0 8 842 re f 588 0 8 842 re f"
    for bars in (top, side + b" 0 70 596 3 re f"):
        places = open_personal_template(draw_on(sound, bars), make_style()).places
        assert len(places) == len(template.places)
        for found, expected in zip(places, template.places, strict=True):
            assert found[:4] == pytest.approx(expected[:4], abs=1)


def test_high_letters_go_where_nothing_is_above_them(
    sound: bytes, template: PersonalTemplate
) -> None:
    first, second = template.places
    above = b"0 g 60 %.2f 480 1 re f" % (first.baseline + 0.95 * first.size)
    changed = draw_on(sound, above)
    copies = open_personal_template(changed, make_style())
    assert lies_within(find_changed_box(changed, copies.make_copy(NAME)), first)
    box = find_changed_box(changed, copies.make_copy("A\u0302\u0301. Reader"))
    assert box[1] < second.baseline + 1
    assert box[3] < first.baseline


def test_a_page_without_a_free_place_is_refused(sound: bytes, template: PersonalTemplate) -> None:
    full = b"0 g 0 0 595 %.1f re f" % (template.places[0].baseline + 4)
    with pytest.raises(RenderError, match="no free place"):
        open_personal_template(draw_on(sound, full), make_style())


def test_no_place_is_in_the_margin_that_printers_leave_blank(
    sound: bytes, template: PersonalTemplate
) -> None:
    first, second = template.places
    style = replace(make_style(), safe_margin=second.bottom + 1)
    assert [it.baseline for it in open_personal_template(sound, style).places] == [first.baseline]


def test_too_little_contrast_is_refused(sound: bytes) -> None:
    with pytest.raises(RenderError, match="no free place"):
        open_personal_template(sound, make_style(colour=(0.55, 0.55, 0.55)))


def test_the_line_is_on_the_other_side_where_the_page_runs_from_right_to_left(
    sound: bytes,
) -> None:
    places = open_personal_template(sound, make_style(is_rtl=True)).places
    assert not places[0].is_at_right
    assert places[1].is_at_right


def test_a_copy_of_a_copy_is_refused(template: PersonalTemplate) -> None:
    with pytest.raises(RenderError, match="personal copy already"):
        open_personal_template(template.make_copy(NAME), make_style())


def save(pdf: bytes, **options: Any) -> bytes:  # noqa: ANN401 - what pikepdf takes
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, **options)
    return out.getvalue()


def test_pdfs_of_other_kinds_are_refused(sound: bytes, press: bytes) -> None:
    locked = save(sound, encryption=pikepdf.Encryption(owner="o", user=""))
    plain = save(sound, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for pdf, reason in (
        (locked, "encrypted"),
        (plain, "cross-reference stream"),
        (press, "no personal copies"),
        (b"%PDF-1.7\nnothing", "cannot be read"),
    ):
        with pytest.raises(RenderError, match=reason):
            open_personal_template(pdf, make_style())
