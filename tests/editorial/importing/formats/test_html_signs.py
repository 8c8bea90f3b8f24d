"""Raised and lowered text, quotations, bullets, pictures of signs and drop caps of HTML."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.html import read_html


def texts(html: str) -> list[str]:
    """Return the blocks of a page, list entries after a bullet."""
    page = read_html(html, "de.html")
    return [f"• {block.text}" if block.kind == "item" else block.text for block in page.blocks]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10<sup>6</sup> t", "10⁶ t"),
        ("3 m<sup>3</sup>, 2 km<sup>2 </sup>weit", "3 m³, 2 km² weit"),
        ("10 <sup>6</sup> t CO<sub>2e</sub>", "10 ⁶ t CO₂e"),
        ("10<sup>-3</sup> und 10<sup>−3</sup>", "10⁻³ und 10⁻³"),
        ("CO<sub>2</sub> und H<sub>2</sub>O", "CO₂ und H₂O"),
        ("SO<sub>4</sub><sup>2−</sup>, <sup>14</sup>C", "SO₄²⁻, ¹⁴C"),
        ("E = mc<sup>2</sup>", "E = mc²"),
        ("PM<sub>2.5</sub>", "PM₂.₅"),
        ("1<sup>er</sup> mai, 21<sup>st</sup>, XX<sup>e</sup>", "1er mai, 21st, XXe"),
        ("M<sup>a</sup> und n<sup>o</sup> 5, 1<sup>a</sup>", "Mª und nº 5, 1ª"),
        ("X<sup>TM</sup> und Y<sup>®</sup>", "X™ und Y®"),
        ("5<sup>1</sup>/<sub>2</sub> Stunden", "5½ Stunden"),
        ("<sup>7</sup>/<sub>16</sub> Zoll", "7/16 Zoll"),
        ("10<span style='vertical-align:super'>9</span>", "10⁹"),
        ("29 %<sup>1</sup> und mehr<sup>2, 3</sup>", "29 % und mehr"),
        ("2024<sup>4</sup> und so<sup>*</sup>", "2024 und so"),
        ("EU<sup>1</sup>", "EU"),
    ],
)
def test_raised_and_lowered_signs(written: str, read: str) -> None:
    assert texts(f"<p>Es sind {written}</p>") == [f"Es sind {read}"]


def test_marks_of_notes_are_listed() -> None:
    page = read_html("<p>Es sind 29 %<sup>1</sup>.</p>", "de.html")
    assert [(left.text, left.why) for left in page.left_out] == [("1", "the mark of a footnote")]


def test_what_cannot_be_raised_is_a_warning() -> None:
    page = read_html("<p>Es gilt x<sub>max</sub>.</p>", "de.html")
    assert [block.text for block in page.blocks] == ["Es gilt xmax."]
    assert [finding.code for finding in page.findings] == ["raised-text"]


def test_the_title_of_word_and_google_docs_is_a_heading() -> None:
    page = read_html("<p class='c1 title'><span>Hafen</span></p><p>Kai.</p>", "de.html")
    assert [(block.kind, block.level) for block in page.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
    ]


def test_a_quotation_keeps_its_marks() -> None:
    assert texts("<p>Er sagt: <q>Das Wort <q>nie</q> fiel.</q></p>") == [
        "Er sagt: \"Das Wort 'nie' fiel.\""
    ]
    assert texts("<p>Er sagt: <q>„Ja“</q></p>") == ["Er sagt: „Ja“"]


def test_a_block_quotation_is_quoted() -> None:
    page = (
        "<p>Der Minister sprach lange am Kai.</p><blockquote><p>Das Meer ist weit.</p></blockquote>"
    )
    assert texts(page) == ["Der Minister sprach lange am Kai.", '"Das Meer ist weit."']


def test_bullets_of_word_are_no_text() -> None:
    spaces = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    page = "".join(
        f"<p class=MsoListParagraph><span style='font-family:{font}'>{sign}{spaces}</span>"
        f"{text}</p>"
        for font, sign, text in [
            ("Symbol", "·", "Kai"),
            ("Wingdings", "§", "Kran"),
            ("Wingdings", "Ø", "Tor"),
            ("Wingdings", "ü", "Schleuse"),
        ]
    )
    page += f"<p><span style='mso-list:Ignore'>1.{spaces}</span>Kontor</p>"
    page += f"<p><span style='font-family:\"Courier New\"'>o{spaces}</span>Lager</p>"
    page += "<p>Kai <span style='font-family:Wingdings'>à</span> Kran</p>"
    assert texts(page) == [
        *("• Kai", "• Kran", "• Tor", "• Schleuse", "• Kontor", "• Lager"),
        "Kai → Kran",
    ]


@pytest.mark.parametrize("marks", ["1️⃣ |2️⃣ ", "a) |b) ", "(1) |(2) ", "🔹 |🔹", "\uf0b7 |\uf0a7 "])
def test_typed_lists_are_points(marks: str) -> None:
    first, second = marks.split("|")
    assert texts(f"<p>{first}Kai</p><p>{second}Kran</p>") == ["• Kai", "• Kran"]
    assert texts(f"<p>{first}Kai<br>{second}Kran</p>") == ["• Kai", "• Kran"]


def test_a_picture_of_a_sign_is_the_sign() -> None:
    page = read_html(
        '<p><img class="emoji" alt="📌" src="x"> Der Kern.</p>'
        '<p><img class="wp-smiley" alt="🚢"> Schiff <img alt="Foto" src="a.jpg"></p>',
        "de.html",
    )
    assert [(block.kind, block.text) for block in page.blocks] == [
        ("summary", "Der Kern."),
        ("paragraph", "🚢 Schiff"),
    ]
    assert texts('<p>Es sind <img class="latex" alt="10^6" src="x"> t.</p>') == ["Es sind 10⁶ t."]


@pytest.mark.parametrize(
    "begin",
    [
        '<div class="dropcap">D</div><p>er Hafen wächst.</p>',
        '<p><span class="dropcap">D</span>er Hafen wächst.</p>',
        '<p><span class="drop-cap">D</span> er Hafen wächst.</p>',
    ],
)
def test_a_drop_cap_belongs_to_its_word(begin: str) -> None:
    assert texts(f"<h1>Hafen</h1>{begin}") == ["Hafen", "Der Hafen wächst."]


def test_ruby_and_soft_hyphens_leave_the_words() -> None:
    assert texts("<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の町</p>") == ["港の町"]
    assert texts("<p>Hafen&shy;stadt, lan<wbr>ge <bdo dir=rtl>Kais</bdo></p>") == [
        "Hafenstadt, lange Kais"
    ]


def test_a_table_that_only_places_text_is_text() -> None:
    cell = "<tr><td>{}</td></tr>"
    assert texts(f"<table>{cell.format('<p>Kai</p>')}{cell.format('Kran')}</table>") == [
        "Kai",
        "Kran",
    ]
    columns = "<tr><td><h2>Kai</h2><p>Er wächst.</p></td><td><p>Tor</p><p>Zu.</p></td></tr>"
    assert texts(f"<table>{columns}</table>") == ["Kai", "Er wächst.", "Tor", "Zu."]
    assert texts("<p>Tor</p><table><tr><td>Kai</td><td>3</td></tr></table>") == ["Tor"]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 20_000, "<p>Kai</p>" * 100_000, "<p>" + "Kai " * 200_000],
)
def test_pages_without_bounds_are_refused(page: str) -> None:
    from brief.errors import ContentError

    with pytest.raises(ContentError) as refusal:
        read_html(page, "de.html")
    assert [finding.code for finding in refusal.value.findings] == ["file-too-large"]


def test_the_path_of_a_file_is_not_opened(tmp_path: object) -> None:
    assert texts(f"{tmp_path}") == [f"{tmp_path}"]
    assert texts(__file__) == [__file__]
