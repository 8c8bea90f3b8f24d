"""Languages beyond Europe: texts that say the same agree, and changed ones are told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from brief.editorial.numbers import compare_numbers, find_quantities

ENTRIES = yaml.safe_load(Path(__file__).with_name("world.yaml").read_text(encoding="utf-8"))
CASES = [
    (tag, str(each["en"]), str(each["text"]), each["told"])
    for tag in ENTRIES
    for each in ENTRIES[tag]
]


def warnings(english: str, tag: str, text: str) -> list[str]:
    found = compare_numbers(english, "en", text, tag)
    return [each.message for each in found if each.code != "number-approximate"]


@pytest.mark.parametrize(("tag", "english", "text", "told"), CASES)
def test_texts_that_say_the_same_agree_and_changes_are_told(
    tag: str, english: str, text: str, told: list[list[object]]
) -> None:
    assert warnings(english, tag, text) == []
    for before, after in told:
        changed = text.replace(str(before), str(after), 1)
        assert changed != text
        assert warnings(english, tag, changed), changed


def test_two_numbers_are_not_their_sum() -> None:
    assert warnings("100 million and 20 million people", "ja", "1億2000万人")
    assert warnings("One hundred and twenty million people", "ja", "1億2000万人") == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        *(
            ("zh", "星期三，三星公司统一生产"),
            ("ja", "十分な準備を一部で行う"),
            ("ko", "이 사람과 오만한 사천의 네이버"),
        ),
        *(("vi", "Thứ ba, ba mẹ có một số việc"), ("th", "สามีสามารถทำงานในห้าง")),
        *(("he", "ביום שני היא חזרה שוב"), ("fa", "سه‌شنبه دوباره آمد"), ("ar", "كتب الأب رسالة")),
    ],
)
def test_parts_of_other_words_are_no_numbers(tag: str, text: str) -> None:
    assert [each.text for each in find_quantities(text, tag)] == []
