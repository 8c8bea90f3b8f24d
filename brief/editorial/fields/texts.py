"""Validators of texts, identifiers, languages, web addresses and units.

Each `read_…` function raises InvalidValue with a message for editors.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from brief.editorial.addresses.web_address import encode_address
from brief.editorial.fields.invalid_value import invalid_value, read_scalar, refuse_lost_text
from brief.editorial.fields.suggestions import SCALES, UNIT_SIGNS
from brief.findings.message import shorten
from brief.findings.suggest import find_nearest
from brief.language_tags import canonical_tag

# Unicode categories of characters that cannot be printed: controls and surrogates.
_UNPRINTABLE = frozenset({"Cc", "Cs"})
INVISIBLE = frozenset({"Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
_MISTYPED_URL = re.compile(r"(https?)[:/;\\]{1,4}(\w[\w-]*(?:\.[\w-]+)+(?:/[^\s\"]*)?)\W*")
"""An address with a typing error in its `://`, or followed by quotes or commas."""
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
MAX_TEXT_LENGTH = 8_000
MAX_URL_LENGTH = 2_000  # of the addresses that all browsers open
MAX_UNBROKEN_LENGTH = 300
_UNBROKEN = re.compile(
    rf"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffef]{{{MAX_UNBROKEN_LENGTH + 1},}}"
)
"""More characters in a row than any line has, in a script with spaces (UAX #14)."""
_LINK_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
CURRENCIES = (
    *("EUR", "USD", "CNY", "JPY", "GBP", "CHF", "CAD", "AUD", "INR", "KRW", "BRL", "MXN", "SEK"),
    *("NOK", "DKK", "PLN", "CZK", "HUF", "RON", "TRY", "SGD", "HKD", "TWD", "ZAR", "SAR", "AED"),
)
"""Currencies to suggest for a misspelled code; any code of ISO 4217 is valid."""
NO_UNIT_REMEDY = "if it is not a unit of measure, remove `unit` and name it in the label"
PLAIN_UNITS = ("percent", "year", "multiple")


def read_text(value: object) -> str:
    """Return a text on one line: stripped, with line breaks as spaces, otherwise as typed.

    Raises InvalidValue if the text is empty or invisible, contains an unprintable character, or
    lost its end to a `#`.
    """
    refuse_lost_text(value, any_comment=False)
    return _fold_and_check(read_scalar(value, "a text", '"China buys China"'))


def read_prose(value: object) -> str:
    """Return a text for the page, like `read_text`.

    Also raises InvalidValue for any comment after it, and for a link that is not http, https or
    mailto.
    """
    refuse_lost_text(value, any_comment=True)
    text = _fold_and_check(read_scalar(value, "a text", '"China buys China"'))
    if "](" in text:
        from brief.editorial.prose import find_refused_links

        for href in find_refused_links(text):
            message = f"a link to `{shorten(href)}` cannot be printed"
            remedy = "write a complete address that begins with https://, http:// or mailto:"
            raise invalid_value("link-refused", message, remedy)
    return text


def read_lines(value: object) -> str:
    """Return a text of one or more lines, or a list of lines, each checked as in `read_text`.

    Empty lines are dropped. Raises InvalidValue for the first line that `read_text` refuses.
    """
    if isinstance(value, list | tuple) and value:
        return "\n".join(map(read_text, value))
    refuse_lost_text(value, any_comment=False)
    text = read_scalar(value, "a text of one or more lines", '"desk@example.org"')
    return "\n".join(_fold_and_check(line.strip()) for line in text.splitlines() if line.strip())


def _fold_and_check(text: str) -> str:
    """Return the text with line breaks and tabs as single spaces; check its characters."""
    if len(text) > MAX_TEXT_LENGTH:
        message = f"this text has {len(text)} characters, more than the limit of {MAX_TEXT_LENGTH}"
        raise invalid_value("too-long", message, "shorten it: a page has room for far fewer")
    folded = re.sub(r"[ \t]*[\r\n\t\u2028\u2029]+[ \t\r\n\u2028\u2029]*", " ", text)
    visible = False
    for character in folded:
        category = unicodedata.category(character)
        if category in _UNPRINTABLE:
            message = f"the character U+{ord(character):04X} cannot be printed"
            remedy = "remove it, or replace it by a letter or sign"
            raise invalid_value("control-character", message, remedy)
        visible = visible or category not in INVISIBLE
    if not visible:
        message = "the text contains only invisible characters"
        raise invalid_value("left-empty", message, "write a text, or remove the line")
    if len(folded) > MAX_UNBROKEN_LENGTH:
        _check_spaces(folded)
    return folded


def _check_spaces(text: str) -> None:
    """Refuse a text that no line can hold: it would be searched very long for a place to break."""
    found = _UNBROKEN.search(_LINK_TARGET.sub("]", text))
    if found:
        message = f"“{shorten(found[0])}” has {len(found[0])} characters without a space"
        raise invalid_value("too-long", message, "put spaces between the words, or shorten it")


def fold_case(value: object) -> object:
    """Return a word in lower case, as `A4` for `a4`, and any other value unchanged."""
    return value.strip().lower() if isinstance(value, str) else value


def read_identifier(value: object) -> str:
    """Return a name for use inside the project: lower-case letters, digits and hyphens."""
    text = read_scalar(value, "a short name", "founder-stake")
    if not is_identifier(text):
        raise invalid_value(
            "bad-identifier",
            f"`{shorten(text)}` is not a valid short name, which has only lower-case letters a–z, "
            "digits and hyphens",
            f"write `{slugify(text) or 'founder-stake'}`",
        )
    return text


def is_identifier(text: str) -> bool:
    """Return whether `read_identifier` accepts the text."""
    return bool(_IDENTIFIER.fullmatch(text)) and len(text) <= 64  # noqa: PLR2004 - ample


def slugify(text: str) -> str:
    """Return a similar name that `read_identifier` accepts, or ""."""
    spelled = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64].strip("-")


def read_language(value: object) -> str:
    """Return a language tag (BCP 47) in its canonical case, if CLDR knows the language."""
    text = read_scalar(value, "a language tag", "it")
    tag = canonical_tag(text)
    if tag is None or "_" in text:
        better = tag or find_language_by_name(text)
        message = f"`{shorten(text)}` is not a language tag"
        remedy = f"write `{better}`" if better else "write a tag such as `it`, `de` or `pt-BR`"
        raise invalid_value("bad-language", message, remedy)
    from brief.editorial.locale.locales import parse_locale

    try:
        locale = parse_locale(tag)
    except ValueError as error:
        message = f"`{shorten(text)}` is not a language that brief knows"
        raise invalid_value("bad-language", message, _suggest_language(tag)) from error
    head, _, rest = tag.partition("-")
    # BCP 47, 2.2.1: the shortest code, and not a withdrawn one. `no` is neither, only broad.
    if head not in {locale.language, "no"}:
        msg = f"`{text}` is not the current tag of this language"
        better = f"{locale.language}-{rest}" if rest else locale.language
        raise invalid_value("bad-language", msg, f"write `{better}`")
    return tag


def _suggest_language(tag: str) -> str:
    from babel.languages import get_official_languages

    if spoken := next(iter(get_official_languages(tag.upper())), ""):
        return f"did you mean `{spoken}`? (`{tag}` is a country code, not a language)"
    near = None if len(tag) == 2 else tag[:2]  # noqa: PLR2004 - tags of two letters are complete
    return f"write {f'`{near}` or ' if near else ''}another tag, such as `de`, `it` or `pt-BR`"


def find_language_by_name(word: str) -> str | None:
    """Return the tag of a language called `word` in English, German, French or Italian."""
    from babel import Locale

    names: dict[str, str] = {}
    for tag in ("en", "de", "fr", "it", "es"):
        for language, name in Locale(tag).languages.items():
            if len(language) < 3:  # noqa: PLR2004 - the languages that people mean have two letters
                names.setdefault(name.casefold(), language)
    near = find_nearest(word, names)
    return names[near] if near else None


def read_url(value: object) -> str:
    """Return a web address with scheme http or https and a host, encoded in ASCII (RFC 3986)."""
    text = read_scalar(value, "a web address", "https://www.example.org/report")
    try:
        parts = urlsplit(text)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        whole = False
    if len(text) > MAX_URL_LENGTH:
        message = f"the address has {len(text)} characters, more than the limit of {MAX_URL_LENGTH}"
        raise invalid_value("bad-url", message, "write the short form of the address")
    if whole and not re.search(r'[\s<>"\\^`{|}\x00-\x20\x7f-\x9f]', text):
        return encode_address(text)
    remedy = "write the complete address, for example https://www.example.org/report"
    if inside := re.search(r"\]\((https?://[^\s)]+)\)", text):
        remedy = f"write only the address: {inside[1]}"
    elif slip := _MISTYPED_URL.fullmatch(text):
        remedy = f"write {slip[1]}://{slip[2]}"
    elif re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text):
        remedy = f"write https://{text}"
    raise invalid_value("bad-url", f"`{shorten(text)}` is not a web address", remedy)


def read_unit(value: object) -> str:
    """Return a unit: percent, year, multiple, a currency of ISO 4217 or a unit of CLDR."""
    text = read_scalar(value, "a unit", "percent")
    if text in PLAIN_UNITS:
        return text
    from babel import Locale

    from brief.editorial.locale.units import known_units

    currencies, units = Locale("en").currencies, known_units()
    if text in currencies or text in units:
        return text
    names = {name.casefold(): code for code, name in currencies.items()}
    folded = text.casefold()
    meant = UNIT_SIGNS.get(folded) or names.get(folded)
    codes = CURRENCIES if len(text) == 3 else ()  # noqa: PLR2004 - ISO 4217 codes have three letters
    known = sorted({*PLAIN_UNITS, *units, *codes})
    first, _, rest = folded.replace(".", "").partition(" ")
    if meant:
        remedy = f"did you mean `{meant}`?"
    elif first in SCALES and (rest.upper() in currencies or rest in UNIT_SIGNS):
        own = UNIT_SIGNS.get(rest) or rest.upper()
        scale = f"560e{SCALES[first]}"
        remedy = f"write `unit: {own}`, and the millions or billions in the value, as in {scale}"
    elif near := find_nearest(text, known):
        remedy = f"did you mean `{near}`? {NO_UNIT_REMEDY}"
    else:
        remedy = f"write percent, a currency (EUR) or a unit (kilometer); {NO_UNIT_REMEDY}"
    raise invalid_value("bad-unit", f"`{shorten(text)}` is not a unit", remedy)
