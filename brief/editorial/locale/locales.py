"""Languages by BCP 47 tag: CLDR data, writing direction, script, name and quotation marks."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

from brief.language_tags import canonical_tag

Direction = Literal["ltr", "rtl"]

# CLDR 48, common/main/*.xml, <delimiters>: opening, closing, inner opening, inner closing.
# Babel does not include this element. Other languages have CLDR's root marks (“ ” ‘ ’).
_ROOT_QUOTES = "“”‘’"
_QUOTES = {
    **dict.fromkeys(("bg", "lt"), "„“„“"),
    **dict.fromkeys(("cs", "de", "et", "hr", "sk", "sl"), "„“‚‘"),
    **dict.fromkeys(("ca", "el", "eu", "it", "pt-PT"), "«»“”"),
    **dict.fromkeys(("fi", "he", "sv"), "””’’"),
    **dict.fromkeys(("fr", "hy"), "«»«»"),
    **dict.fromkeys(("pl", "ro"), "„”«»"),
    **dict.fromkeys(("zh-Hant", "ja"), "「」『』"),
    **dict.fromkeys(("ar", "ur"), "”“’‘"),
    **dict.fromkeys(("fa", "fr-CH"), "«»‹›"),
    **dict.fromkeys(("ru", "uk"), "«»„“"),
    **dict.fromkeys(("nb", "nn", "no"), "«»‘’"),
    "fr-CA": "«»”“",
    "hu": "„”»«",
    "ka": "„“«»",
    "nl": "‘’‘’",
    "sr": "„”’’",
}

_PREFERRED = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "tl": "fil"}


@lru_cache(maxsize=256)
def parse_locale(tag: str) -> Locale:
    """Return CLDR's data for a BCP 47 language tag such as `it`, `de-CH` or `zh-Hant`.

    Deprecated codes are replaced: `no` is `nb`, `iw` is `he` (BCP 47, 3.4). Raises ValueError with
    a similar tag if CLDR does not know the language.
    """
    head, separator, rest = tag.partition("-")
    preferred = _PREFERRED.get(head.lower(), head) + separator + rest
    try:
        locale = Locale.parse(preferred, sep="-")
    except (ValueError, TypeError, UnknownLocaleError):
        raise ValueError(_unknown_tag_message(tag)) from None
    if locale.variant or locale.modifier or locale.language == "root":
        raise ValueError(_unknown_tag_message(tag))
    return locale


def get_direction(tag: str) -> Direction:
    """Return the writing direction of the language, as HTML's `dir` attribute has it."""
    return "rtl" if parse_locale(tag).text_direction == "rtl" else "ltr"


def get_script(tag: str) -> str:
    """Return the ISO 15924 code of the script: `Latn` for `de`, `Hant` for `zh-TW`.

    Without a script in the tag, it is CLDR's most likely one (UTS 35, part 1, 4.3).
    """
    locale = parse_locale(tag)
    if locale.script:
        return locale.script
    likely = get_global("likely_subtags")
    full = likely.get(f"{locale.language}_{locale.territory}") or likely.get(locale.language, "")
    return next((part for part in full.split("_") if len(part) == len("Latn")), "Latn")


@lru_cache(maxsize=256)
def language_name(tag: str, in_tag: str) -> str:
    """Return the name of the language `tag` in the language `in_tag`.

    It begins with a capital if the script has capitals: `Italiano`, `Português (Brasil)`.
    """
    locale, reader = parse_locale(tag), parse_locale(in_tag)
    name = reader.languages.get((canonical_tag(tag) or tag).replace("-", "_"))
    if name is None:
        name = locale.get_display_name(reader) or tag
    dotted = reader.language in {"tr", "az"} and name.startswith("i")
    # title(), not upper(): Georgian has capitals (Mtavruli) but does not capitalise words.
    return ("İ" if dotted else name[0].title()) + name[1:]


def get_quotation_marks(tag: str) -> tuple[str, str, str, str]:
    """Return the opening and closing quotation marks, then the inner pair (CLDR)."""
    locale = parse_locale(tag)
    candidates = (
        f"{locale.language}-{get_script(tag)}",
        f"{locale.language}-{locale.territory}",
        locale.language,
    )
    marks = next((_QUOTES[name] for name in candidates if name in _QUOTES), _ROOT_QUOTES)
    return marks[0], marks[1], marks[2], marks[3]


def _unknown_tag_message(tag: str) -> str:
    """Return the message for an unknown tag, with a similar known one."""
    names = {
        name.lower(): code.replace("_", "-")
        for code, name in Locale("en").languages.items()
        if code in _known_tags()
    }
    spoken = names.get(tag.strip().lower())
    shape = tag.replace("_", "-")
    near = (
        [spoken]
        if spoken
        else get_close_matches(shape, [c.replace("_", "-") for c in _known_tags()])
    )
    hint = f"; did you mean '{near[0]}'?" if near else ", which is written like 'it' or 'pt-BR'"
    return f"'{tag}' is not a known language tag{hint}"


@lru_cache(maxsize=1)
def _known_tags() -> tuple[str, ...]:
    return tuple(sorted(locale_identifiers()))
