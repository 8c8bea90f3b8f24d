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
NEWS = yaml.safe_load(Path(__file__).with_name("world_news.yaml").read_text(encoding="utf-8"))


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


@pytest.mark.parametrize(
    ("english", "tag", "text"),
    [
        ("It spent $37 billion on 4,700 people.", "ur", "اس نے 4،700 لوگوں پر 37$ بلین خرچ کیے۔"),
        ("4,700 people, 3.5 percent", "ka", "4,700 ადამიანი, 3,5 პროცენტი"),
        ("4,700 people, 3.5 percent", "vi", "4,700 người, 3,5 phần trăm"),
        ("4,700 people, 3.5 percent", "vi", "4.700 người, 3,5 phần trăm"),
        ("70–90 percent", "hy", "70֊90 տոկոս"),
        ("The match before that, on 30 September", "hi", "उससे पहले, 30 सितंबर को मैच"),
        ("A few years later, 12 firms", "zh", "两三年后，12家公司"),
        ("After several meetings", "ko", "한두 번 만난 뒤"),
        ("Some hundred guests", "zh", "二三百名客人"),
        ("The firm spent 5 baht.", "th", "บริษัทใช้เงิน 5 บาท"),
        (
            "In the first nine months of 2025, sales fell 3%.",
            "ja",
            "2025年1～9月期の売上高は3％減。",
        ),
        (
            "In the first nine months of 2025, sales fell 3%.",
            "ko",
            "2025년 1∼9월 매출은 3% 줄었다.",
        ),
        ("The dollar rose to 168.45 yen.", "ja", "ドルは168円45銭に上がった。"),
        ("At 3:30 pm on 5 June", "vi", "Lúc 15 giờ 30 ngày 5 tháng 6"),
        ("Sales fell by 2.8%.", "fa", "فروش ۲/۸ درصد کاهش یافت."),
        ("The rate fell by 25 basis points.", "th", "อัตราดอกเบี้ยลดลง 25 จุดพื้นฐาน"),
        ("30 percent of 30 million people", "fa", "سی درصد از سی میلیون نفر"),
        ("5,050 people and 1.2 million cars", "fa", "۵ هزار و ۵۰ نفر و یک میلیون و ۲۰۰ هزار خودرو"),
        ("On 23 September 2025, 1,500 workers", "fa", "اول مهر ۱۴۰۴، هزار و پانصد کارگر"),
        ("BBC and CNN said no.", "fa", "بی بی سی و سی ان ان گفتند نه."),
        ("3,200 dollars", "ar", "3 آلاف و200 دولار"),
        ("80 percent in the same year", "ur", "اسی سال اسی فیصد"),
        ("Their second meeting after the first", "ko", "첫 회담 이후의 두 번째 회담"),
        ("Both churches opened", "ka", "ორივე ეკლესია გაიხსნა"),
        ("110 billion cubic meters", "ko", "1100억 세제곱미터"),
        ("110 billion cubic meters", "ur", "110 ارب مکعب میٹر"),
        ("Fifty-eight percent", "ka", "ორმოცდათვრამეტმა პროცენტმა"),
    ],
)
def test_customs_of_writing_agree_with_english(english: str, tag: str, text: str) -> None:
    assert warnings(english, tag, text) == []


def test_of_grouped_and_decimal_digits_another_number_is_told() -> None:
    assert warnings("4,700 people", "ka", "5,700 ადამიანი")
    assert warnings("4,700 people", "vi", "4,800 người")
    assert warnings("It spent $37 billion.", "ur", "اس نے 37$ ملین خرچ کیے۔")
    assert warnings("The dollar rose to 168.45 yen.", "ja", "ドルは168円46銭に上がった。")
    assert warnings("Sales fell by 2.8%.", "fa", "فروش ۲/۹ درصد کاهش یافت.")
    assert warnings("In the first nine months of 2025", "ja", "2024年1～9月期")
    assert warnings("At 3:30 pm on 5 June", "vi", "Lúc 15 giờ 40 ngày 5 tháng 6")
    assert warnings("30 million people", "fa", "سی درصد مردم")
    assert warnings("1,500 workers", "fa", "هزار و ششصد کارگر")


@pytest.mark.parametrize("english", NEWS)
def test_news_that_says_the_same_agrees(english: str) -> None:
    for tag, text in NEWS[english]:
        assert warnings(english, tag, text) == [], text
