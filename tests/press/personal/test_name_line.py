"""Names are set in all scripts that the brand has, and refused where they cannot be printed."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.errors import RenderError
from brief.press.personal.template import PersonalTemplate, open_personal_template
from tests.press.personal.copies import make_style, read_page_text


@pytest.fixture(scope="module")
def template(sound: bytes) -> PersonalTemplate:
    return open_personal_template(sound, make_style())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("A\nB", "U\\+000A, which cannot be printed"),
        ("A\x00B", "U\\+0000"),
        ("A\u202eB", "RIGHT-TO-LEFT OVERRIDE"),
        ("A\u2067B", "RIGHT-TO-LEFT ISOLATE"),
        ("A\u200bB", "ZERO WIDTH SPACE"),
        ("A\u200dB", "ZERO WIDTH JOINER"),
        ("A\u2028B", "LINE SEPARATOR"),
        ("A\ufeffB", "U\\+FEFF"),
        ("A\ue000B", "U\\+E000"),
        ("A\ud800B", "U\\+D800"),
        ("x" * 201, "more than 200"),
        ("W" * 100, "mm wide, and the page has"),
        ("𐤀", "no font of the brand has U\\+10900 PHOENICIAN"),
        ("A" + "\u0301" * 9, "above or below"),
    ],
)
def test_a_name_that_cannot_be_printed_is_refused(
    template: PersonalTemplate, name: str, message: str
) -> None:
    problem = template.check_name(name)
    assert problem is not None
    assert problem.code == "personal-name"
    with pytest.raises(RenderError, match=message):
        template.make_copy(name)


def test_what_is_said_of_a_name_does_not_repeat_it(template: PersonalTemplate) -> None:
    for name in ("Zacharias\x07", "Zacharias 𐤀", "Zacharias " * 30, "Zacharias " * 12):
        problem = template.check_name(name)
        assert problem
        assert "Zacharias" not in problem.message + problem.remedy


@pytest.mark.parametrize(
    "name",
    [
        "A. Reader",
        "Ångström-Müller",
        "Łódź",
        "Nguyễn Ấn",
        "Ελένη",
        "Владимир",
        "אברהם",
        "محمد الفاتح",
        "张伟",
        "さくら",
        "김민수",
        "राम",
        "สมชาย",
        "O\u2019Hara (Lisboa)",
        "A\u0308",  # the letter and its mark apart
    ],
)
def test_a_name_in_any_script_of_the_fonts_is_set(template: PersonalTemplate, name: str) -> None:
    assert template.check_name(name) is None
    with pikepdf.open(BytesIO(template.make_copy(name))) as document:
        assert document.check_pdf_syntax() == []
        fonts = document.pages[0].obj.Resources.Font
        own = [font for key, font in fonts.items() if key.startswith("/BriefPersonal")]
        assert own
        assert all("/ToUnicode" in font for font in own)


@pytest.mark.parametrize("name", ["Ångström-Müller", "张伟", "Nguyễn Ấn", "さくら"])
def test_the_name_can_be_read_again(template: PersonalTemplate, name: str) -> None:
    assert f"Prepared for {name}" in read_page_text(template.make_copy(name))


def test_composed_and_decomposed_names_give_the_same_copy(template: PersonalTemplate) -> None:
    assert template.make_copy("A\u0308") == template.make_copy("Ä")


def test_a_pattern_with_other_words_on_both_sides(sound: bytes) -> None:
    template = open_personal_template(sound, make_style("{name} için hazırlandı", "tr"))
    assert "A. Reader için hazırlandı" in read_page_text(template.make_copy("A. Reader"))


def test_fonts_without_the_words_are_refused(sound: bytes) -> None:
    with pytest.raises(RenderError, match="PHOENICIAN"):
        open_personal_template(sound, make_style("𐤀 {name}"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(name=st.text(max_size=40))
def test_any_text_is_refused_or_set(template: PersonalTemplate, name: str) -> None:
    if template.check_name(name) is None:
        copy = template.make_copy(name)
        with pikepdf.open(BytesIO(copy)) as document:
            assert len(document.pages) == 1
