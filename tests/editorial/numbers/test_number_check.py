"""The measurement reads pairs and aligned files, and passes over what it cannot measure."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from benchmarks.handbook import read_paragraphs
from benchmarks.mutations import make_mutations
from benchmarks.number_check import main, read_pairs

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_pairs_and_aligned_lines_are_read(tmp_path: Path) -> None:
    pairs = write(tmp_path, "pairs.tsv", "de\tit\t5 Säcke\t5 sacchi\nno pair\n\n")
    de = write(tmp_path, "de.txt", "Ein Sack\n\n7 Mühlen\n")
    it = write(tmp_path, "it.txt", "Un sacco\n9\n7 mulini\n")
    en = write(tmp_path, "en.txt", "A sack\n\n7 mills\n")
    assert list(read_pairs([pairs])) == [("de", "it", "5 Säcke", "5 sacchi")]
    aligned = list(read_pairs([f"de={de}", f"it={it}", f"en={en}"], against="en"))
    assert [pair[:2] for pair in aligned] == [("de", "en")] * 2 + [("it", "en")] * 2


def test_a_row_is_printed_for_each_two_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        "de\tit\tAm 3. Mai kamen 250 Säcke.\tIl 3 maggio arrivarono 250 sacchi.",
        "de\tit\t12 Mühlen\t13 mulini",
        "es\tpt-BR\tEl precio de 100,8 de agosto\tO preço de 100,8 de agosto",
        "tlh\tde\t5 wa\t5 wa",
        "de\tit\tohne Zahl\tsenza numero",
    )
    main([write(tmp_path, "pairs.tsv", "\n".join(lines))])
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["languages", "pairs", "warned"]
    cells = {row.split()[0]: row.split()[1:4] for row in rows}
    assert cells["de–it"] == ["2", "50.0%", "100.0%"]
    assert cells["es–pt-BR"][0] == "1"
    assert cells["tlh–de"][0] == "0"
    assert cells["all"][0] == "3"


def test_the_paragraphs_of_a_page_are_read_without_listings(tmp_path: Path) -> None:
    page = '<div class="para">One <b>two</b>\n <pre>ls</pre>three</div><div>no</div>'
    path = tmp_path / "page.html"
    path.write_text(f"{page}<div class='para'>four</div>", encoding="utf-8")
    assert read_paragraphs(path) == ["One two three", "four"]


def test_words_that_are_spelt_like_a_month_are_not_changed() -> None:
    def months(text: str, tag: str) -> list[str]:
        made = make_mutations(text, tag, Random(1))  # noqa: S311 - the same mistakes in every run
        return [each.before for each in made if each.kind == "month"]

    assert months("Moara macină mai mult, mai ales iarna.", "ro") == []
    assert months("Pe 5 mai moara macină mai mult.", "ro") == ["mai"]
    assert months("The mill may close. May it stay, in May 2024.", "en") == ["May"]
