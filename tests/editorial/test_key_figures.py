from __future__ import annotations

from typing import Any

import pytest

from brief.editorial.key_figures import FormattedFigure, format_key_figure
from brief.editorial.locale.page_strings import page_strings
from brief.editorial.models.key_figures import KeyFigure

ALMOST_4_BILLION_YUAN = {
    "value": "4e9",
    "unit": "CNY",
    "notation": "compact",
    "qualifier": "almost",
}
OVER_560_MILLION_DOLLARS = {
    "value": "560e6",
    "unit": "USD",
    "notation": "compact",
    "qualifier": "over",
}


def figure(tag: str, **facts: Any) -> FormattedFigure:  # noqa: ANN401 - what YAML says, of any shape
    return format_key_figure(KeyFigure(id="x", **facts), tag, page_strings(tag))


def text(tag: str, **facts: Any) -> str:  # noqa: ANN401 - as above
    """Return the figure with its hard spaces visible: `~` is U+00A0 and `^` is U+202F."""
    return figure(tag, **facts).text.replace("\u00a0", "~").replace("\u202f", "^")


@pytest.mark.parametrize(
    ("tag", "yuan", "dollars"),
    [
        ("de", "fast~4~Mrd.~CNY", "über~560~Mio.~$"),
        ("de-CH", "fast~CNY~4~Mrd.", "über~$~560~Mio."),
        ("it", "quasi~4~Mld~CNY", "oltre~560~Mln~USD"),
        ("it-CH", "quasi~CNY~4~Mld", "oltre~USD~560~Mln"),
        ("en", "almost~CNY~4~billion", "over~$560~million"),
        ("fr", "près~de~4~Md~CNY", "plus~de~560~M~$US"),
        ("es", "casi~4000~M~CNY", "más~de~560~M~US$"),
        ("pl", "prawie~4~mld~CNY", "ponad~560~mln~USD"),
        ("pt-BR", "quase~CNY~4~bilhões", "mais~de~US$~560~milhões"),
        ("pt-PT", "quase~4~mM~CNY", "mais~de~560~M~US$"),
        ("nl", "bijna~CNY~4~miljard", "meer~dan~US$~560~miljoen"),
        ("sv", "nästan~4~miljarder~CNY", "över~560~miljoner~US$"),
        ("tr", "neredeyse~CNY~4~milyar", "$560~milyon~üzeri"),
        ("mt", "kważi~CNY~4~biljun", "aktar~minn~US$560~miljun"),
        ("vi", "gần~4~tỷ~nhân~dân~tệ", "hơn~560~triệu~đô~la~Mỹ"),
        ("hi", "करीब~CNY~4~अरब", "$56~करोड़~से~अधिक"),
        ("zh", "近40亿元", "超过5.6亿美元"),
        ("zh-TW", "近40億人民幣", "超過5.6億美元"),
        ("ja", "40億人民元近く", "5.6億米ドル超"),
        ("ko", "거의~40억~위안", "5.6억~달러~초과"),
        ("ar", "ما~يقارب~\u200f4~مليار~CNY", "أكثر~من~\u200f560~مليون~US$"),
        ("ar-EG", "ما~يقارب~\u200f٤~مليار~CNY", "أكثر~من~\u200f٥٦٠~مليون~US$"),
        ("fa", "نزدیک~به~\u200eCNY~۴~میلیارد", "بیش~از~\u200e$~۵۶۰~میلیون"),
    ],
)
def test_amounts_read_as_a_newspaper_prints_them(tag: str, yuan: str, dollars: str) -> None:
    assert text(tag, **ALMOST_4_BILLION_YUAN) == yuan
    assert text(tag, **OVER_560_MILLION_DOLLARS) == dollars


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"value": "31e7", "unit": "INR"}, "₹31~crore"),
        ({"value": "4250e7", "unit": "INR"}, "₹4,250~crore"),
        ({"value": "3.5e12", "unit": "INR"}, "₹3.5~lakh~crore"),
        ({"value": "320000", "unit": "tonne"}, "3.2~lakh~t"),
        ({"value": "45000"}, "45,000"),
        ({"value": "4250e6", "unit": "USD"}, "$4.25~billion"),
    ],
)
def test_indian_english_counts_in_lakh_and_crore(facts: dict[str, str], shown: str) -> None:
    assert text("en-IN", **facts, notation="compact") == shown


@pytest.mark.parametrize(
    ("tag", "percent", "negative", "span"),
    [
        ("de", "29~%", "−29,5~%", "16–29~%"),
        ("de-CH", "29%", "−29.5%", "16–29%"),
        ("it", "29%", "−29,5%", "16–29%"),
        ("en", "29%", "−29.5%", "16–29%"),
        ("fr", "29~%", "−29,5~%", "16–29~%"),
        ("es", "29~%", "−29,5~%", "16–29~%"),
        ("hr", "29~%", "−29,5~%", "16~–~29~%"),
        ("sv", "29~%", "−29,5~%", "16–29~%"),
        ("pt-PT", "29%", "−29,5%", "16–29%"),
        ("tr", "%29", "−%29,5", "%16–29"),
        ("ja", "29%", "−29.5%", "16～29%"),
        ("fa", "۲۹٪", "\u200e−۲۹٫۵٪", "۱۶–۲۹٪"),
        ("ar", "29\u200e%\u200e", "\u200e−29.5\u200e%\u200e", "16–29\u200e%\u200e"),
        ("ar-EG", "٢٩٪\u061c", "\u061c−٢٩٫٥٪\u061c", "١٦–٢٩٪\u061c"),
    ],
)
def test_percentages(tag: str, percent: str, negative: str, span: str) -> None:
    assert text(tag, value="29", unit="percent") == percent
    assert text(tag, value="-29.5", unit="percent") == negative
    assert text(tag, value=["16", "29"], unit="percent") == span


@pytest.mark.parametrize(
    ("tag", "four", "five", "long"),
    [
        ("de", "4.500", "45.000", "1.234.567,80"),
        ("de-CH", "4’500", "45’000", "1’234’567.80"),
        ("it", "4500", "45.000", "1.234.567,80"),
        ("it-CH", "4500", "45’000", "1’234’567.80"),
        ("en", "4,500", "45,000", "1,234,567.80"),
        ("fr", "4^500", "45^000", "1^234^567,80"),
        ("es", "4500", "45.000", "1.234.567,80"),
        ("es-MX", "4,500", "45,000", "1,234,567.80"),
        ("pl", "4500", "45~000", "1~234~567,80"),
        ("pt", "4.500", "45.000", "1.234.567,80"),
        ("pt-PT", "4500", "45~000", "1~234~567,80"),
        ("sv", "4~500", "45~000", "1~234~567,80"),
        ("hi", "4,500", "45,000", "12,34,567.80"),
        ("fa", "۴٬۵۰۰", "۴۵٬۰۰۰", "۱٬۲۳۴٬۵۶۷٫۸۰"),
        ("ar-EG", "٤٬٥٠٠", "٤٥٬٠٠٠", "١٬٢٣٤٬٥٦٧٫٨٠"),
        ("vi", "4.500", "45.000", "1.234.567,80"),
    ],
)
def test_grouping(tag: str, four: str, five: str, long: str) -> None:
    assert text(tag, value="4500") == four
    assert text(tag, value="45000") == five
    assert text(tag, value="1234567.80") == long


@pytest.mark.parametrize(
    ("tag", "value", "expected"),
    [
        ("de", "3.9e9", "3,9~Mrd."),
        ("de", "3900000000", "3,9~Mrd."),
        ("de", "1234567", "1,234567~Mio."),
        ("de", "45000", "45.000"),
        ("de", "29.50", "29,50"),
        ("en", "45000", "45~thousand"),
        ("en", "999999", "999.999~thousand"),
        ("en", "1e15", "1,000~trillion"),
        ("en", "0", "0"),
        ("es", "1e9", "1000~M"),
        ("it", "1000", "1000"),
        ("fr", "1e6", "1~M"),
        ("ro", "20e6", "20~mil."),
        ("ru", "-2e9", "−2~млрд"),
        ("sv", "1e6", "1~miljon"),
        ("sv", "2e6", "2~miljoner"),
        ("ar", "4e6", "4~ملايين"),
        ("ja", "1234567", "123.4567万"),
        ("hi", "1234567", "12.34567~लाख"),
        ("he", "-4e9", "\u200f\u200e−4~מיליארד"),
    ],
)
def test_compact_notation_counts_in_the_scales_of_the_language(
    tag: str,
    value: str,
    expected: str,
) -> None:
    assert text(tag, value=value, notation="compact") == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"value": "29.5", "digits": "0"}, "30"),
        ({"value": "30.5", "digits": "0"}, "31"),
        ({"value": "-0.5", "digits": "0"}, "−1"),
        ({"value": "-0.4", "digits": "0"}, "0"),
        ({"value": "29", "digits": "2"}, "29,00"),
        ({"value": "3.94e9", "digits": "1", "notation": "compact"}, "3,9~Mrd."),
        ({"value": "4e9", "digits": "1", "notation": "compact"}, "4,0~Mrd."),
        ({"value": "999.96e6", "digits": "1", "notation": "compact"}, "1,0~Mrd."),
        ({"value": "999999.5", "digits": "0", "notation": "compact"}, "1~Mio."),
        ({"value": ["1.25", "3.75"], "digits": "1"}, "1,3–3,8"),
    ],
)
def test_digits_rounds_half_away_from_zero(facts: dict[str, Any], expected: str) -> None:
    assert text("de", **facts) == expected


@pytest.mark.parametrize(
    ("tag", "year", "span"),
    [
        ("de", "2025", "2016–2025"),
        ("it", "2025", "2016–2025"),
        ("pl", "2025", "2016–2025"),
        ("hr", "2025.", "2016.^–^2025."),
        ("lv", "2025.~g.", "2016.–2025."),
        ("zh", "2025年", "2016–2025年"),
        ("ja", "2025年", "2016年～2025年"),
        ("fa", "۲۰۲۵", "۲۰۱۶~تا~۲۰۲۵"),
    ],
)
def test_years_are_never_grouped(tag: str, year: str, span: str) -> None:
    assert text(tag, value="2025", unit="year") == year
    assert text(tag, value=["2016", "2025"], unit="year") == span


@pytest.mark.parametrize(
    ("tag", "unit", "value", "expected"),
    [
        ("de", "kilometer", "25", "25~km"),
        ("fr", "kilometer", "25", "25^km"),
        ("de", "celsius", "-3.5", "−3,5~°C"),
        ("zh", "kilometer", "25", "25公里"),
        ("it", "day", "1", "1~giorno"),
        ("it", "day", "2", "2~giorni"),
        ("ar", "day", "2", "2~يوم"),
        ("de", "gigawatt-hour", "1.5", "1,5~GWh"),
        ("ru", "gigawatt-hour", "1.5", "1,5~ГВт⋅ч"),
        ("zh", "gigawatt-hour", "1.5", "1.5~GWh"),
        ("ru", "megatonne", "36", "36~Мт"),
        ("de", "megatonne", "36", "36~Mt"),
        ("he", "megatonne", "36", "36~Mt"),
        ("de", "multiple", "2", "×2"),
        ("ja", "multiple", "2", "2倍"),
        ("he", "multiple", "2", "פי~2"),
        ("de", "EUR", "-5.25", "−5,25~€"),
        ("en", "USD", "-5.25", "−$5.25"),
        ("en", "CNY", "-5", "−CNY~5"),
        ("de-CH", "CHF", "-5", "CHF~−5"),
        ("it-CH", "USD", "-5", "USD~−5"),
        ("nl", "EUR", "-5", "€~−5"),
        ("ja", "JPY", "-500", "−500円"),
        ("de", "JPY", "500", "500~JPY"),
    ],
)
def test_units(tag: str, unit: str, value: str, expected: str) -> None:
    assert text(tag, value=value, unit=unit) == expected


def test_a_range_says_its_unit_and_scale_once() -> None:
    facts = {"value": ["560e6", "1.2e9"], "unit": "EUR", "notation": "compact"}
    assert text("de", **facts) == "560–1.200~Mio.~€"
    assert text("en", **facts) == "€560–1,200~million"
    assert text("de", value=["0", "2e9"], notation="compact") == "0–2~Mrd."
    assert text("de", value=["-5", "3"], unit="percent") == "−5~–~3~%"


@pytest.mark.parametrize(
    ("tag", "facts", "parts"),
    [
        ("de", ALMOST_4_BILLION_YUAN, ("fast", "4", "Mrd. CNY")),
        ("en", OVER_560_MILLION_DOLLARS, ("over", "$560", "million")),
        ("en", ALMOST_4_BILLION_YUAN, ("almost CNY", "4", "billion")),
        ("it", {"value": "29", "unit": "percent"}, ("", "29%", "")),
        ("de", {"value": "29", "unit": "percent"}, ("", "29", "%")),
        ("zh", ALMOST_4_BILLION_YUAN, ("近", "40", "亿元")),
        ("ja", ALMOST_4_BILLION_YUAN, ("", "40", "億人民元近く")),
        ("tr", {"value": "29", "unit": "percent", "qualifier": "over"}, ("", "%29", "üzeri")),
    ],
)
def test_the_parts_that_a_sidebar_sets_apart(
    tag: str,
    facts: dict[str, Any],
    parts: tuple[str, str, str],
) -> None:
    shown = figure(tag, **facts)
    visible = tuple(p.replace("\u00a0", " ") for p in (shown.before, shown.number, shown.after))
    assert visible == parts


def test_a_number_longer_than_the_arithmetic_of_babel() -> None:
    assert text("ar", value="9" * 30, unit="kilometer").endswith("~كم")
    assert text("pl", value="9" * 30).replace("~", "") == "9" * 30
    assert text("de", value="1" + "0" * 29 + "e-20", digits="1") == "1.000.000.000,0"
