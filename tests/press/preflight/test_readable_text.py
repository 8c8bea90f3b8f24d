"""Poppler and PDFium find each word of every script in a PDF, and a lost letter is told."""

from __future__ import annotations

import html
import re
import subprocess
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from brief.editorial.locale.locales import get_direction
from brief.press.pdf.reader import PdfReader
from brief.press.preflight.text_checks import find_missing_text, read_pages
from brief.press.print_group import print_group
from tests.languages import TAGS, write_briefing
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.workspace import Workspace

FEW = ("hi", "th", "ar", "he", "ka", "ja")
BROKEN = re.compile("[-\N{HYPHEN}\x02\ufffe]\\s*\n\\s*|[\x02\ufffe]")
DIGITS = re.compile("[0-9]+")
POINTS = {
    "hi": "स्थिति में वृद्धि हुई, दिन में किसान निर्यात नहीं कर सके, क्योंकि ज़रूरी शक्ति कम थी।",
    "ar": "في عام 1890 دفع كلّ مزارع ثمنًا. "
    "قالت الوزارة إن الأسعار تأتي لاحقًا، ولا يُعرف متى؛ بلغت 45 مليون (2019).",
    "fa": "می‌گویند که نامهٔ وزیر دربارهٔ بهای نان نوشته شده است و کتاب‌ها نیز گران‌اند.",
    "th": "น้ำมันขึ้นราคาเพราะผู้ผลิตที่อยู่ใกล้ท่าเรือไม่ได้รับคำสั่งซื้อ",
    "he": "המחירים עלו בשנים 2019, אמר השר, וּבְכָל זאת הצריכה לא ירדה.",
    "vi": "Giá gạo tăng vì các nhà sản xuất ở đồng bằng thiếu nước ngọt.",
}


def split_words(text: str) -> Counter[str]:
    """Return the words of a text, of letters and marks or of digits, by their number."""
    # the number of a key figure is larger than its unit: poppler divides them
    plain = DIGITS.sub(r" \g<0> ", unicodedata.normalize("NFC", BROKEN.sub("", text)))
    kinds = ((sign, unicodedata.category(sign)) for sign in plain)
    # joiners and signs of direction are format characters, Cf
    kept = (sign if kind[0] in "LMN" else "" if kind == "Cf" else " " for sign, kind in kinds)
    return Counter("".join(kept).split())


def find_missing(strings: Iterable[str], text: str) -> list[str]:
    """Return the words that are missing in a text; a line may end within a word."""
    found = split_words(text)
    joined = "".join(split_words("".join(text.split())).elements())
    return [
        word
        for word, count in split_words("\n".join(strings)).items()
        if found[word] < count and joined.count(word) < count
    ]


def make_page(workspace: Workspace, tag: str) -> tuple[Path, tuple[str, ...]]:
    """Return the PDF of a page in a language, and the texts on it."""
    workspace.write("brief.yaml", f"languages: [{tag}]\nnotes: no\n")
    write_briefing(workspace, tag, 1500)
    if tag in POINTS:
        point = f"points:\n  - >-\n    {POINTS[tag]}\n"
        workspace.change(f"content/tides/{tag}.yaml", "points:\n", point)
    job = make_order(workspace)
    (printed,) = print_group(job)
    assert printed.pdf, printed.findings
    return workspace.write("page.pdf", printed.pdf), job.editions[0].strings


def read_with_poppler(path: Path, *options: str) -> str:
    run = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *options, path, "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    if "-bbox" in options:
        return html.unescape("\n".join(re.findall(r"<word[^>]*>(.*?)</word>", run.stdout)))
    return run.stdout


def read_with_pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def check_words(workspace: Workspace, tag: str) -> None:
    path, strings = make_page(workspace, tag)
    assert find_missing(strings, read_with_pdfium(path)) == []
    if get_direction(tag) == "rtl":  # without layout, poppler gives words in the order of drawing
        assert find_missing(strings, read_with_poppler(path)) == []
    else:
        assert find_missing(strings, read_with_poppler(path, "-raw")) == []
        assert find_missing(strings, read_with_poppler(path, "-raw", "-bbox")) == []


@pytest.mark.parametrize("tag", FEW)
def test_each_word_is_found(workspace: Workspace, tag: str) -> None:
    check_words(workspace, tag)


@pytest.mark.slow
@pytest.mark.parametrize("tag", sorted({*TAGS, *POINTS} - set(FEW)))
def test_each_word_of_any_language_is_found(workspace: Workspace, tag: str) -> None:
    check_words(workspace, tag)


@pytest.mark.parametrize("tag", ["ar", "he"])
def test_programs_draw_marks_in_the_same_places(workspace: Workspace, tag: str) -> None:
    path, _ = make_page(workspace, tag)
    poppler = ["pdftoppm", "-r", "72", "-gray", "-singlefile", str(path)]
    subprocess.run([*poppler, str(path.with_suffix(""))], check=True)
    blur = ImageFilter.GaussianBlur(5)  # they place an outline up to half a pixel apart
    with Image.open(path.with_suffix(".pgm")) as drawn:
        size, one = drawn.size, drawn.filter(blur)
    page = pypdfium2.PdfDocument(path)[0].render(scale=1, grayscale=True).to_pil()
    other = page.convert("L").resize(size).filter(blur)
    greatest = ImageChops.difference(one, other).getextrema()[1]
    assert isinstance(greatest, int)
    assert greatest < 30, "a word or a mark is elsewhere"


@pytest.mark.parametrize("tag", ["ar", "he"])
def test_numbers_are_apart_from_words_and_ranges_in_order(workspace: Workspace, tag: str) -> None:
    words = {"ar": ("الميناء", "مليون", "حاوية"), "he": ("הנמל", "מיליון", "מכולות")}[tag]
    point = f"{words[0]} 12–15 {words[1]} 45 {words[2]} (2018–2020) {words[0]}"
    workspace.write("brief.yaml", f"languages: [{tag}]\nnotes: no\n")
    write_briefing(workspace, tag, 800)
    workspace.change(f"content/tides/{tag}.yaml", "points:\n", f"points:\n  - {point}\n")
    (printed,) = print_group(make_order(workspace))
    assert printed.pdf, printed.findings
    path = workspace.write("page.pdf", printed.pdf)
    for text in (read_with_pdfium(path), read_with_poppler(path)):
        plain = "".join(it for it in text if unicodedata.category(it) != "Cf")
        assert f" 45 {words[2]}" in plain
        assert re.search(r"12\s?–\s?15\s", plain)  # programs end a word at the dash


def test_words_are_apart(workspace: Workspace) -> None:
    path, strings = make_page(workspace, "hi")
    wanted = Counter(" ".join(strings).split())
    for text in (read_with_pdfium(path), read_with_poppler(path)):
        found = Counter(text.split())
        assert (wanted & found).total() > 0.97 * wanted.total()


def plant(path: Path, old: str, new: str) -> bytes:
    """Return a PDF in which one span's text is another."""
    with pikepdf.open(path) as document:
        content = document.pages[0].Contents.read_bytes()
        told, planted = (text.encode("utf-16-be").hex().encode() for text in (old, new))
        assert b"<feff" + told in content
        document.pages[0].Contents.write(content.replace(b"<feff" + told, b"<feff" + planted))
        changed = path.with_name("changed.pdf")
        document.save(changed)
    return changed.read_bytes()


def test_a_vowel_sign_that_is_lost_is_told(workspace: Workspace) -> None:
    path, strings = make_page(workspace, "hi")
    with PdfReader(path.read_bytes()) as pdf:
        assert find_missing_text(read_pages(pdf), strings) == []
    with PdfReader(plant(path, "दिन", "दन")) as pdf:
        findings = find_missing_text(read_pages(pdf), strings)
    assert {finding.code for finding in findings} == {"text-lost"}
    assert any("स्थिति" in finding.message for finding in findings)


def test_a_letter_that_is_lost_is_told_where_text_runs_from_right_to_left(
    workspace: Workspace,
) -> None:
    path, strings = make_page(workspace, "ar")
    with PdfReader(path.read_bytes()) as pdf:
        pages = read_pages(pdf)
        assert find_missing_text(pages, strings) == []
        changed = [text.replace("لاحقًا", "لاحقا") for text in strings]
        assert find_missing_text(pages, changed)


@pytest.mark.parametrize("tag", ["en", "de", "zh"])
def test_plain_text_has_no_spans(workspace: Workspace, tag: str) -> None:
    path, _ = make_page(workspace, tag)
    with pikepdf.open(path) as document:
        assert b"ActualText" not in document.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("tag", ["de", "ja", "th"])
def test_words_from_right_to_left_are_found_on_other_pages(workspace: Workspace, tag: str) -> None:
    """PDFium divides such words at their marks, and exchanges the parts of their lines."""
    workspace.write("brief.yaml", f"languages: [{tag}]\nnotes: no\n")
    write_briefing(workspace, tag, 900)
    names = "שָׁלוֹם (OECD) نموّ 3,5 % می‌شود № 5 السُّكّر (2024)"
    point = f"points:\n  - >-\n    {names * 3}\n"
    workspace.change(f"content/tides/{tag}.yaml", "points:\n", point)
    (printed,) = print_group(make_order(workspace))
    assert "text-lost" not in {finding.code for finding in printed.findings}
