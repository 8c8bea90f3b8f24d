"""Two languages on one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.page_lines import read_lines, read_pieces, read_signs
from tests.pdf_structure import in_order, page_text
from tests.prepress.jobs import make_order
from tests.workspace import TEXTS, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.page_lines import Piece

MIDDLE = 105 * 72 / 25.4  # of an A4 page, in points

ARABIC = """\
kicker: الموانئ
title: ماذا يفعل المد بالميناء
standfirst: مرتين في اليوم يأتي الماء، ومرتين يذهب.
summary: >-
  توقعات منسوب المياه تحدد متى تدخل سفن الحاويات. ويضبط مشغلو الموانئ إيقاع عملهم عليها، لأن
  الأرصفة والقاطرات تكلف أكثر مع كل ساعة تأخير.
points:
  - >-
    **القناة.** قناة أعمق تسمح بمرور سفن أكبر وتكلف ما يقارب 45 مليون يورو.
  - >-
    **البيئة.** ترى الجمعيات البيئية أن ما يُعرض في المقابل قليل جدا، وقد لجأت إلى القضاء.
key_figures:
  range: متوسط مدى المد
  cost: تكلفة التعميق
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("parallel")).briefing()
    workspace.write("content/tides/ar.yaml", ARABIC)
    for page in ("de+it", "it+de", "de+ar"):
        run = workspace.run("build", "--json", "--lang", page)
        assert (run.code, run.json["findings"]) == (0, []), run.err
    return workspace


@pytest.fixture(scope="module")
def shared(made: Workspace) -> Path:
    return made.pdf("de+it")


def start(pieces: list[Piece], text: str) -> Piece:
    return next(piece for piece in pieces if piece.text.strip().startswith(text))


def test_two_languages_share_one_page_with_all_their_text(made: Workspace, shared: Path) -> None:
    with pikepdf.open(shared) as document:
        assert len(document.pages) == 1
    text = re.sub(r"[\s‐-]", "", page_text(shared))
    (edition,) = make_order(made, "tides", "parallel", "de+it").editions
    assert len(edition.strings) > 16
    for string in edition.strings:
        assert re.sub(r"[\s‐-]", "", string) in text


def test_each_language_is_read_whole(shared: Path) -> None:
    """A reader hears the German headline whole before the Italian, and so the German points."""
    text = page_text(shared)
    assert in_order(text, "Häfen", "Was die Tide", "Zweimal am Tag", "Porti", "Che cosa")
    assert in_order(text, "In Kürze", "Die Wasserstands", "Kernpunkte", "1 Fahrrinne", "2 Umwelt")
    assert in_order(text, "2 Umwelt", "In breve", "La previsione", "1 Canale", "2 Ambiente")


def test_the_language_named_first_comes_first(made: Workspace) -> None:
    pieces = read_pieces(made.pdf("it+de"))
    assert start(pieces, "Che cosa").left < MIDDLE < start(pieces, "Was die").left
    assert in_order(page_text(made.pdf("it+de")), "Porti", "Häfen")
    with pikepdf.open(made.pdf("it+de")) as document:
        assert str(document.Root.Lang) == "it"
        assert document.docinfo["/Title"] == "Che cosa fa la marea al porto"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Häfen", "Porti"),
        ("Was die", "Che cosa"),
        ("Zweimal", "Due volte"),
        ("Die Wasser", "La previsione"),
        ("Kernpunkte", "Punti chiave"),
        ("1", "1"),
        ("2", "2"),
        ("Fahrrinne", "Canale"),
        ("Umwelt", "Ambiente"),
    ],
)
def test_rows_are_level(shared: Path, one: str, other: str) -> None:
    pieces = read_pieces(shared)
    left = start([piece for piece in pieces if piece.left < MIDDLE], one)
    right = start([piece for piece in pieces if piece.left > MIDDLE], other)
    assert left.baseline == pytest.approx(right.baseline, abs=0.1)
    assert left.size == right.size


def test_every_part_says_in_which_language_it_is(shared: Path) -> None:
    with pikepdf.open(shared) as document:
        assert str(document.Root.Lang) == "de"
        kinds = [
            str(item.S)
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/StructElem"
            and str(item.get("/Lang", "")) == "it"
        ]
    assert "/H1" in kinds
    assert kinds.count("/P") + kinds.count("/LBody") >= 6


def test_the_footer_names_both_languages_and_credits_in_both(shared: Path) -> None:
    text = page_text(shared)
    assert text.endswith("© 2025 brief · Deutsch · Italiano")
    assert in_order(text, "Quelle „Reading the water“", "Februar 2025", "Fonte «Reading the water»")


def test_key_figures_stand_once_with_both_labels(shared: Path) -> None:
    text = page_text(shared)
    assert in_order(text, "Kennzahlen · Dati chiave", "3,9", "mittlerer Tidenhub", "escursione")
    assert text.count("3,9 m") == 1
    assert in_order(text, "45 Mio. €", "fast · Kosten der", "45 Mln € quasi · costo del")


def test_a_key_figure_that_is_lost_from_a_shared_page_is_found(made: Workspace) -> None:
    (edition,) = make_order(made, "tides", "parallel", "de+it").editions
    shown = {"".join(string.split()) for string in edition.strings}
    assert {"3,9m", "fast", "45Mio.€", "quasi", "45Mln€"} <= shown


def test_a_figure_that_differs_only_in_spaces_appears_once(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en")
    workspace.change(
        "content/tides/briefing.yaml", "value: 3.9, unit: meter", "value: 29, unit: percent"
    )
    for page in ("de+en", "en+de"):
        run = workspace.run("build", "--json", "--lang", page)
        assert (run.code, run.json["findings"]) == (0, [])
        assert page_text(workspace.pdf(page)).count("29") == 1


def test_an_image_keeps_its_captions_on_a_shared_page(workspace: Workspace) -> None:
    rectangle = '<rect width="9" height="3"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3">{rectangle}</svg>'
    workspace.briefing("tides", "de", "it", facts="images:\n  - {id: quay, file: quay.svg}\n")
    workspace.write("content/tides/quay.svg", svg)
    for tag, caption in (("de", "Der Kai"), ("it", "La banchina")):
        entry = f"images:\n  quay: {{alt: {caption}, caption: {caption} alle sei, credit: Rossi}}\n"
        workspace.write(f"content/tides/{tag}.yaml", TEXTS[tag] + entry)
    run = workspace.run("build", "--json", "--lang", "de+it")
    assert (run.code, run.json["findings"]) == (0, [])
    assert in_order(page_text(workspace.pdf("de+it")), "Der Kai alle sei", "La banchina alle sei")


def test_a_page_has_its_issue_and_byline(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it", facts='issue: "Nr. 12"\n')
    for tag, by in (("de", "Von "), ("it", "")):
        workspace.write(f"content/tides/{tag}.yaml", f"byline: {by}Harbour Office\n{TEXTS[tag]}")
    run = workspace.run("build", "--json", "--lang", "de+it")
    assert (run.code, run.json["findings"]) == (0, [])
    text = page_text(workspace.pdf("de+it"))
    assert in_order(text, "Nr. 12", "Von Harbour Office", "Di Harbour Office")


def test_arabic_is_on_its_side_and_reads_from_the_right(made: Workspace) -> None:
    pieces = read_pieces(made.pdf("de+ar"))
    # the page is German: its column is on the left
    assert start(pieces, "Was die").left < MIDDLE
    arabic = [piece for piece in pieces if any("\u0600" <= sign <= "\u06ff" for sign in piece.text)]
    texts = [piece for piece in arabic if piece.size == start(pieces, "Fahrrinne").size]
    assert all(piece.left > MIDDLE for piece in texts)
    edge = max(piece.right for piece in texts)
    assert edge == pytest.approx(2 * MIDDLE - 13 * 72 / 25.4 - 5 * 72 / 25.4, abs=3)
    numerals = [piece for piece in pieces if piece.text.strip() == "1"]
    assert max(piece.left for piece in numerals) > edge


@pytest.mark.parametrize("page", ["de+ar", "ar+de"])
def test_a_date_of_the_other_direction_keeps_its_order(made: Workspace, page: str) -> None:
    """The day comes before the year: to its left in German, to its right in Arabic."""
    assert made.run("build", "--lang", page).code == 0
    top = [sign for sign in read_signs(made.pdf(page)) if sign.baseline > 785]
    signs = (sign.text for sign in sorted(top, key=lambda sign: sign.left))
    seen = "".join(signs).replace("\N{RIGHT-TO-LEFT MARK}", "")
    assert "4.März2025" in seen
    assert re.search("2025[\u0600-\u06ff]+4$", seen)


def test_points_with_ids_are_paired_whatever_their_order(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it")
    for tag, names in (("de", ("channel", "nature")), ("it", ("nature", "channel"))):
        text = TEXTS[tag]
        for name in names:
            text = text.replace("  - >-\n", f"  - id: {name}\n    text: >-\n  ", 1)
        text = re.sub(r"(?m)^ {4}(\*\*|\d|di |fanno|ricorso)", r"      \1", text)
        workspace.write(f"content/tides/{tag}.yaml", text.replace("Canale", "CANALE"))
    workspace.change("content/tides/it.yaml", "id: nature", "id: other")
    workspace.change("content/tides/it.yaml", "id: channel", "id: nature")
    workspace.change("content/tides/it.yaml", "id: other", "id: channel")
    swapped(workspace)
    assert workspace.run("build", "--lang", "de+it").code == 0
    left, right = columns(workspace.pdf("de+it"))
    assert opened(left) == ["Fahrrinne", "Umwelt"]
    assert opened(right) == ["CANALE", "Ambiente"]


def opened(lines: list[str]) -> list[str]:
    """Return the first words of the numbered lines."""
    found = [re.match(r"\d ?(\w+)\. [A-ZÀ-Ü]", line) for line in lines]
    return [match[1] for match in found if match]


def swapped(workspace: Workspace) -> None:
    """Put the second Italian point before the first."""
    path = workspace.root / "content/tides/it.yaml"
    head, first, second, tail = re.split(r"(?m)^(?=  - id|key_figures)", path.read_text("utf-8"))
    path.write_text(head + second + first + tail, "utf-8")


def columns(path: Path) -> tuple[list[str], list[str]]:
    """Return the lines of the left half and of the right half."""
    return read_lines(path, 0, MIDDLE), read_lines(path, MIDDLE)


def test_points_without_a_pair_are_reported_with_their_place(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it")
    workspace.change("content/tides/it.yaml", "key_figures:", "  - Ancora uno.\nkey_figures:")
    run = workspace.run("build", "--json", "--lang", "de+it")
    assert run.code == 1
    found = run.finding("points-differ")
    assert (found["path"], found["severity"]) == ("content/tides/de.yaml", "error")
    assert found["line"]
    assert not workspace.pdf("de+it").exists()


def test_a_shared_page_that_is_too_long_is_an_error(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it")
    more = "Zwei Mal am Tag steigt das Wasser im Hafen, und zwei Mal fällt es wieder. " * 90
    workspace.change("content/tides/de.yaml", "**Umwelt.**", f"**Umwelt.** {more}")
    run = workspace.run("build", "--json", "--lang", "de+it")
    assert run.code == 1
    assert "`de+it`" in run.finding("too-long")["message"]
    assert not workspace.pdf("de+it").exists()


@pytest.mark.parametrize(
    ("flags", "reported"),
    [
        (["--lang", "de+de"], "de+de"),
        (["--lang", "de+it+en"], "de+it+en"),
        (["--lang", "de+"], "a language is missing"),
        (["--duplex"], "needs two languages"),
        (["--lang", "de", "--duplex"], "needs two languages"),
        (["--lang", "de+it", "--layout", "onepager"], "`onepager` is for pages in one language"),
        (["--lang", "de", "--layout", "parallel"], "`parallel` is for pages in two languages"),
        (["--lang", "de+it", "--duplex", "--layout", "parallel"], "for pages in two languages"),
        (["--lang", "de+it", "--paper", "a5"], "does not come on a5"),
    ],
)
def test_impossible_combinations_are_usage_errors(
    workspace: Workspace, flags: list[str], reported: str
) -> None:
    run = workspace.briefing().run("build", *flags)
    assert run.code == 2
    assert reported in run.err
    assert "Traceback" not in run.err
    assert not list(workspace.root.glob("dist/*.pdf"))


def test_a_missing_language_is_reported_as_for_one_language(workspace: Workspace) -> None:
    run = workspace.briefing("tides", "de", "it").run("build", "tides", "--json", "--lang", "de+fr")
    assert run.code == 1
    assert "`de+fr`" in run.finding("no-such-edition")["message"]
