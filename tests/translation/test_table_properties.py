"""Any text goes through the tables for translators and comes back the same."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from brief.translation.formats.registry import find_format, read_returned
from brief.translation.inline import read_prose
from brief.translation.unit import Open, Parts, State, TranslationFile, Unit

WORDS = (
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
PIECES = st.one_of(
    WORDS,
    *(WORDS.map(form.format) for form in ("**{}**", "*{}*", "[{}](https://x.example/a?b=(c))")),
    st.sampled_from(["**a *b* c**", "=1", "-5", "+3", "@x", "'=q", "a\u00a0b\u00adc", "שלום", "…"]),
)
PROSE = st.lists(PIECES, min_size=1, max_size=5).map(" ".join)


@given(PROSE, PROSE, st.sampled_from(["docx", "csv"]), st.sampled_from(["it", "ar", "zh-TW"]))
def test_texts_and_codes_come_back(source: str, target: str, format_: str, tag: str) -> None:
    own = read_prose(source)
    other = read_prose(target, own)
    # Bold words beside each other are read as one where the source has fewer.
    assume(not 0 < count_codes(own) < count_codes(other))
    unit = Unit("title", ("title",), own, other, State.TRANSLATED, target_digest="0f")
    file = TranslationFile("port", "ferry", "de", tag, ("Title",), (unit,))
    back = read_returned(find_format(format_).write(file), "returned")
    assert (back.slug, back.source_language, back.target_language) == ("ferry", "de", tag)
    (found,) = back.units
    assert (found.key, found.target_digest) == ("title", "0f")
    assert describe(found.source or ()) == describe(own)
    assert describe(found.target or ()) == describe(other)


def count_codes(parts: Parts) -> int:
    return sum(isinstance(part, Open) for part in parts)


def describe(parts: Parts) -> list[str]:
    return [part if isinstance(part, str) else f"{type(part)} {part.code.id}" for part in parts]
