"""A brand's small type sets the line with the reader's name, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.design.brand.brand import load_brand
from brief.editorial.locale.page_strings import list_catalogues
from brief.prepress.personal_style import make_personal_style
from brief.press.personal.name_line import LineSetter, NameLine
from brief.press.personal.place import FreePlace
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path

PLACE = FreePlace(50, 20, 500, 36, 24, 8, is_at_right=True, heights=(12,) * 900)
NAMES = ("A. Reader", "Иван", "محمد", "אברהם", "张伟")


@pytest.mark.parametrize("tag", list_catalogues())
def test_the_words_and_names_of_any_script_are_set(tmp_path: Path, tag: str) -> None:
    style = make_personal_style(load_brand(Project(tmp_path), "house"), tag)
    assert style.is_rtl == (tag in {"ar", "fa", "he", "ur"})
    setter = LineSetter(style)
    for name in NAMES:
        line = setter.set_name(name, (PLACE,))
        assert isinstance(line, NameLine), line
        assert line.text == style.pattern.replace("{name}", name)


def test_the_style_is_that_of_the_brand(tmp_path: Path) -> None:
    style = make_personal_style(load_brand(Project(tmp_path), "house"), "de")
    assert style.faces[0].family == "Fira Sans"
    assert [round(part * 255) for part in style.colour] == [0x48, 0x52, 0x5C]
