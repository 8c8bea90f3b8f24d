"""Texts in encodings from before Unicode are read by their characters and words."""

from __future__ import annotations

import pytest

from brief.editorial.importing.formats.decoding import decode_text

RUSSIAN = "Порт растёт и является крупнейшим в стране, но не на севере."
JAPANESE = "港はこの国で最大であり、新しい岸壁が来年できる。"
CHINESE = "这个港口是全国最大的港口，新码头将在明年建成。"
KOREAN = "이 항구는 전국에서 가장 크고 계속 성장하고 있다."
GERMAN = "Der Hafen wächst: Die größte Werft prüft das für 2025, sagt Müller."
ITALIAN = "L’olio è più caro: «Così non va», dice il ministro, e la qualità è cresciuta."
FINNISH = "Satama on maan suurin ja kasvaa edelleen; yhtiö työllistää tänä vuonna tuhat ihmistä."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
        ("這個港口是全國最大的港口，新碼頭將在明年建成。", "big5"),
        (KOREAN, "cp949"),
        ("Το λιμάνι είναι το μεγαλύτερο της χώρας και θα γίνει το πρώτο.", "cp1253"),
        ("הנמל הוא הגדול של המדינה, והוא גם החדש.", "cp1255"),
        ("الميناء هو الأكبر في البلاد، وهو من أهم الموانئ على الساحل.", "cp1256"),
        ("Port jest największy w kraju i się rozwija, bo żegluga rośnie.", "cp1250"),
        ("Přístav je největší v zemi a dále se rozšiřuje, říká ředitel.", "cp1250"),
        (GERMAN, "cp1252"),
        (ITALIAN, "cp1252"),
        (FINNISH, "cp1252"),
        (GERMAN, "mac_roman"),
    ],
)
def test_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    read, findings = decode_text(text.encode(encoding), "a.txt")
    assert read == text
    assert [finding.code for finding in findings] == ["encoding-assumed"]


@pytest.mark.parametrize("text", [GERMAN, ITALIAN, FINNISH])
def test_few_words_are_windows_1252(text: str) -> None:
    for word in text.split():
        if not word.isascii():
            assert decode_text(word.encode("cp1252"), "a.txt")[0] == word
