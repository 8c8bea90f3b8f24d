"""Setting text: every rule in its language, nothing twice, nothing lost, links left alone."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief.design.text.typography import typeset_spans
from brief.editorial.prose import TextSpan, parse_prose, plain_text
from tests.design.text.plain import typeset_text

N, T = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
MORE = " gezeitenabhängig"
LANGUAGES = ("de", "it", "fr", "en", "pl", "cs", "es")


def in_a_text(typed: str, tag: str) -> str:
    """Return how that is set where it does not end a text: the last word has a rule of its own."""
    return typeset_text(typed + MORE, tag).removesuffix(MORE)


@pytest.mark.parametrize(
    ("tag", "typed", "shown"),
    [
        ("de", 'Das "Tor zur Welt" lebt', "Das „Tor zur Welt“ lebt"),
        ("de-CH", 'Das "Tor zur Welt" lebt', "Das „Tor zur Welt“ lebt"),
        ("it", 'La "porta del mondo" vive', "La «porta del mondo» vive"),
        ("fr", 'La "porte du monde" vit', f"La «{N}porte du monde{N}» vit"),
        ("en", 'The "gate to the world" lives', "The “gate to the world” lives"),
        ("pl", 'Nasza "brama świata" żyje', "Nasza „brama świata” żyje"),
        ("cs", 'Naše "brána světa" žije', "Naše „brána světa“ žije"),
        ("es", 'La "puerta del mundo" vive', "La “puerta del mundo” vive"),
        ("sv", 'Den "porten" lever', "Den ”porten” lever"),
        ("de", "Der 'kleine Hafen' lebt", "Der ‚kleine Hafen‘ lebt"),
        ("en", "The 'small port' lives", "The ‘small port’ lives"),
        ("en", "The port's tide isn't high", "The port’s tide isn’t high"),
        ("it", "L'acqua dell'estuario sale", "L’acqua dell’estuario sale"),
        ("fr", "L'eau de l'estuaire monte", "L’eau de l’estuaire monte"),
        ("de", '("Tor") und "Tor", "Tor"!', "(„Tor“) und „Tor“, „Tor“!"),
        ("en", 'A 5" pipe of the "old" ironworks', 'A 5" pipe of the “old” ironworks'),
    ],
)
def test_straight_quotes_become_those_of_the_language(tag: str, typed: str, shown: str) -> None:
    assert in_a_text(typed, tag) == shown


@pytest.mark.parametrize(
    ("tag", "typed", "shown"),
    [
        ("en", "the sailors' rights, the owners' ships", "the sailors’ rights, the owners’ ships"),
        ("en", "in the '90s and the owners' ships", "in the ’90s and the owners’ ships"),
        ("en", "salt 'n' tar, 'tis goin' well", "salt ’n’ tar, ’tis goin’ well"),
        ("en", "a 'safe' port, James' boat", "a ‘safe’ port, James’ boat"),
        ("en", "'the dockers' strike' of '84", "‘the dockers’ strike’ of ’84"),
        ("en", "'Twas \"theirs\", not the crews'", "’Twas “theirs”, not the crews’"),
        ("en", "'In the '80s it grew,' she said", "‘In the ’80s it grew,’ she said"),
        ("en", "a 30' mast, 6'11\" wide", "a 30' mast, 6'11\" wide"),
        ("de", "Hans' Kahn in den '60ern, 'ne Werft", "Hans’ Kahn in den ’60ern, ’ne Werft"),
        ("de", "Felix' Kahn heißt 'Anna'", "Felix’ Kahn heißt ‚Anna‘"),
        ("de", "die Zahl '24', so'n Kahn", "die Zahl ‚24‘, so’n Kahn"),
        ("it", "un po' d'acqua dal '97, 'sta nave", "un po’ d’acqua dal ’97, ’sta nave"),
        ("it", "negli anni '70 un po' di 'grano'", "negli anni ’70 un po’ di “grano”"),
        ("nl", "'s avonds '40 procent' van 't graan", "’s avonds ‘40 procent’ van ’t graan"),
    ],
)
def test_single_quotes_enclose_words_and_are_apostrophes_elsewhere(
    tag: str, typed: str, shown: str
) -> None:
    assert in_a_text(typed, tag) == shown


@pytest.mark.parametrize("typed", ["12 000", "4 500 000", "½ Stunde", "№ 5"])
def test_the_parts_of_a_number_stay_on_one_line(typed: str) -> None:
    assert in_a_text(f"rund {typed} Boote", "de").startswith(f"rund {typed.replace(' ', N)}")
    assert in_a_text("2024 500 Boote", "de") == "2024 500 Boote"


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("text", ["„Tor“", "«Tor»", "“Tor”", "‘Tor’", "»Tor«"])
def test_quotes_that_an_author_has_set_stay(tag: str, text: str) -> None:
    assert typeset_text(f"x{N}{text} und mehr", tag).replace(N, "").startswith(f"x{text}")


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("water - and wind - here", f"water{N}– and wind{N}– here"),
        ("water -- and wind", f"water{N}– and wind"),
        ("water – and wind", f"water{N}– and wind"),
        ("water — and wind", f"water{N}— and wind"),
        ("well-known", "well-known"),
        ("2016-2020", "2016-2020"),
        ("- water", "- water"),
    ],
)
def test_a_dash_between_spaces_is_a_dash_and_opens_no_line(
    tag: str, typed: str, shown: str
) -> None:
    assert in_a_text(typed, tag) == shown


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [("wait...", "wait…"), ("wait ... now", "wait … now"), ("wait....", "wait....")],
)
def test_three_dots_are_an_ellipsis(tag: str, typed: str, shown: str) -> None:
    assert in_a_text(typed, tag) == shown


@pytest.mark.parametrize(
    ("tag", "typed", "shown"),
    [
        ("de", "fast 29 % der Anteile", f"fast 29{N}% der Anteile"),
        ("de", "rund 560 Millionen Euro im Jahr", f"rund 560{N}Millionen{N}Euro im Jahr"),
        ("de", "am 15. September 2025 im Hafen", f"am 15.{N}September 2025 im Hafen"),
        ("de", "fast 4 Mrd. CNY im Jahr", f"fast 4{N}Mrd.{N}CNY im Jahr"),
        ("de", "z. B. im Hafen", f"z.{N}B. im Hafen"),
        ("de", "u. a. m. im Hafen", f"u.{N}a.{N}m. im Hafen"),
        ("de", "nach § 5 und Art. 3 Abs. 2", f"nach §{N}5 und Art.{N}3 Abs.{N}2"),
        ("de", "Dr. Meer und Nr. 7", f"Dr.{N}Meer und Nr.{N}7"),
        ("de", "5 € und € 5", f"5{N}€ und €{N}5"),
        ("de", "4 CNY oder CNY 4 im Jahr", f"4{N}CNY oder CNY{N}4 im Jahr"),
        ("en", "on September 15 in the port", f"on September{N}15 in the port"),
        ("en", "on 15 September in the port", f"on 15{N}September in the port"),
        ("en", "some 45 million EUR a year", f"some 45{N}million{N}EUR a year"),
        ("en", "J. R. Meadows of p. 5", f"J.{N}R.{N}Meadows of p.{N}5"),
        ("it", "il 15 settembre nel porto", f"il 15{N}settembre nel porto"),
        ("it", "quasi 4 miliardi di euro", f"quasi 4{N}miliardi di euro"),
        ("it", "quasi 4 Mld di euro all’anno", f"quasi 4{N}Mld di euro all’anno"),
        ("fr", "le 15 septembre au port", f"le 15{N}septembre au port"),
        ("es", "unos 45 millones de euros", f"unos 45{N}millones de euros"),
        ("pl", "około 45 milionów euro rocznie", f"około 45{N}milionów{N}euro rocznie"),
        ("cs", "asi 45 milionů eur ročně", f"asi 45{N}milionů eur ročně"),
        ("cs", "dne 15. září byl přístav", f"dne 15.{N}září byl přístav"),
    ],
)
def test_units_and_signs_stay_with_their_number(tag: str, typed: str, shown: str) -> None:
    assert in_a_text(typed, tag) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Vraiment ?", f"Vraiment{T}?"),
        ("Vraiment? Oui!", f"Vraiment{T}? Oui{T}!"),
        ("Vraiment ?! Oui", f"Vraiment{T}?! Oui"),
        ("le port ; la mer", f"le port{T}; la mer"),
        ("le port : la mer", f"le port{N}: la mer"),
        ("le port: la mer", f"le port{N}: la mer"),
        ("à 10:30 voir https://example.org/a?b", "à 10:30 voir https://example.org/a?b"),
        ("« la mer »", f"«{N}la mer{N}»"),
        ("«la mer»", f"«{N}la mer{N}»"),
        ("« la mer » !", f"«{N}la mer{N}»{T}!"),
    ],
)
def test_french_punctuation_has_its_spaces(typed: str, shown: str) -> None:
    assert in_a_text(typed, "fr") == shown


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "fr"])
def test_other_languages_have_no_space_before_punctuation(tag: str) -> None:
    text = "The port; the sea! Really? Yes: incontrovertibly."
    assert typeset_text(text, tag) == text


@pytest.mark.parametrize(
    ("tag", "typed", "shown"),
    [
        ("pl", "port i morze w nocy", f"port i{N}morze w{N}nocy"),
        ("cs", "přístav a moře v noci", f"přístav a{N}moře v{N}noci"),
        ("pl", "a i o porcie", f"a{N}i{N}o{N}porcie"),
        ("de", "Weg a zum Hafen", "Weg a zum Hafen"),
        ("en", "a port and a sea", "a port and a sea"),
        ("it", "il porto e il mare", "il porto e il mare"),
        ("es", "el puerto y el mar", "el puerto y el mar"),
    ],
)
def test_a_one_letter_word_ends_no_line_where_that_is_the_custom(
    tag: str, typed: str, shown: str
) -> None:
    assert in_a_text(typed, tag) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("The water comes and it goes.", f"The water comes and it{N}goes."),
        ("The water comes and then it overflows.", f"The water comes and then{N}it{N}overflows."),
        ("It goes.", "It goes."),
        ("The water comes and turns – it goes.", f"The water comes and turns{N}– it{N}goes."),
        (
            "The water comes and brings responsibilities too.",
            f"The water comes and brings responsibilities{N}too.",
        ),
        (
            "The water comes with overcommunicativenesses too.",
            "The water comes with overcommunicativenesses too.",
        ),
    ],
)
def test_a_short_last_word_is_not_left_alone(typed: str, shown: str) -> None:
    assert typeset_text(typed, "en") == shown


@pytest.mark.parametrize("tag", ["zh", "ja", "th"])
def test_scripts_without_spaces_have_no_last_word(tag: str) -> None:
    assert N not in typeset_text("一二三 一二三 一二三 一二三 一二 一二", tag)


def test_rules_see_a_text_whole_although_it_is_cut_into_spans() -> None:
    spans = parse_prose('The **"large"** ships - *and tugs* - cost 45 **million** EUR a year')
    shown = typeset_spans(spans, "en")
    assert plain_text(shown) == typeset_text(plain_text(spans), "en")
    assert [span.text for span in shown if span.strong] == ["“large”", "million"]
    assert [span.text for span in shown if span.emphasis] == ["and tugs"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_link_is_left_as_typed(tag: str) -> None:
    typed = 'the "old" port\'s sea - 5 % ... here'
    before, link, after = (
        TextSpan('See "this": '),
        TextSpan(typed, href="https://example.org"),
        TextSpan(" now!"),
    )
    assert link in typeset_spans((before, link, after), tag)


words = st.text(
    st.sampled_from("aB 5.,:;!?-–—…\"'«»„“”‘’()%€§ \N{NO-BREAK SPACE}äżø潮"), max_size=30
)
prose = st.one_of(words, st.text(max_size=30))
tags = st.sampled_from([*LANGUAGES, "de-CH", "sv", "fr-CH", "ja", "ar", "hy"])
spans_of = st.lists(
    st.builds(
        TextSpan,
        text=st.one_of(words, st.text(max_size=10)).filter(bool),
        emphasis=st.booleans(),
        strong=st.booleans(),
        href=st.sampled_from([None, None, "https://example.org"]),
    ),
    max_size=5,
).map(tuple)


@given(prose, tags)
@example('"a "b" c"', "de")
@example("« a » !", "fr")
@example("a - - b", "en")
@example("5:»", "fr")
@example("'5'\"", "fr")
def test_setting_a_text_twice_changes_nothing(text: str, tag: str) -> None:
    once = typeset_text(text, tag)
    assert typeset_text(once, tag) == once


def letters(text: str) -> str:
    """Return what no rule may change: all but spaces, quotes, dots and dashes."""
    return "".join(
        character
        for character in text
        if unicodedata.category(character) not in {"Zs", "Pd", "Pi", "Pf"}
        and character not in "\"'.…„‚«»‹›「」『』\N{WORD JOINER}"
    )


@given(prose, tags)
def test_only_spaces_quotes_dots_and_dashes_change(text: str, tag: str) -> None:
    assert letters(typeset_text(text, tag)) == letters(text)


@given(prose, tags)
def test_words_stay_apart(text: str, tag: str) -> None:
    """A rule may put a space before a sign, and never takes one away between words."""
    split = re.compile(r"\w+")
    assert split.findall(typeset_text(text, tag)) == split.findall(text)


@given(spans_of, tags)
@example((TextSpan("5:"), TextSpan("'", strong=True), TextSpan("5'")), "de")
def test_spans_keep_their_look_links_their_text(spans: tuple[TextSpan, ...], tag: str) -> None:
    shown = typeset_spans(spans, tag)
    assert [span.text for span in shown if span.href] == [span.text for span in spans if span.href]
    assert letters(plain_text(shown)) == letters(plain_text(spans))
    for look in ("emphasis", "strong"):
        kept = letters("".join(span.text for span in shown if getattr(span, look)))
        assert kept == letters("".join(span.text for span in spans if getattr(span, look)))


@given(spans_of.filter(lambda spans: not any(span.href for span in spans)), tags)
def test_spans_without_links_are_set_like_the_plain_text(
    spans: tuple[TextSpan, ...], tag: str
) -> None:
    assert plain_text(typeset_spans(spans, tag)) == typeset_text(plain_text(spans), tag)
