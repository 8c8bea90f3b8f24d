"""Put a number or a name into a label, such as “Nr. {number}”, where the writer may have typed it.

Writers type “Nr. 41”, “Foto: Berg” or “Von Ada Berg” although the page adds the label; it is
printed once.
"""

from __future__ import annotations

import re
from unicodedata import category, normalize

# After these, a label without a space is still one: a colon, wide or Armenian.
_COLONS = ":：՝"
_AFTER_LABEL = re.compile(rf"[\s.°º׳{_COLONS}]*")
_SLOT = re.compile(r"\{\w+\}")
# “Heft 3”, “n.º 41”, “№ 41”, “pp. 12–14”, but not “A12”.
_NUMBER_LABEL = re.compile(r"(?:[№#]|[^\W\d_]+(?:[.:]|\s|[º°ª]))[\s.:º°]*\d")
# “41. Ausgabe”, “41号”, but not “41b”.
_NUMBER_CLOSING = re.compile(r"\d(?:\.?\s[^\W\d_]{2,}|[\u3400-\u9fff\uac00-\ud7af])$")
# “Text: Ada Berg”, “Text und Bild: Ada Berg”.
_NAME_LABEL = re.compile(rf"[^\W\d_][^\d{_COLONS}]{{0,29}}\s?[{_COLONS}](?!//)")
# What means “number” in any language: the issue of a briefing is the same in all of them.
_NUMERO = re.compile(
    r"(?:(?:nr|no|nro|nru|num|n|br|č|št|αρ|uimh)(?:[.:]|\s|[º°ª])[.:º°ª\s]*|[№#]\s*)(?=\d)",
    re.IGNORECASE,
)
_EAST_ASIAN_ISSUE = re.compile(r"[第제]\s?(\d+)\s?[期号號호]")
_ARABIC_MARKS = re.compile("[\u064b-\u065f]")
_THAI = re.compile("[\u0e01-\u0e5b]$")
_LONG_LABEL = 3


def fill_label(pattern: str, text: str) -> str:
    """Return the text in the slot of a label; what the writer typed of the label is printed once.

    With `Nr. {number}`, both “41” and “nr. 41” give “Nr. 41”; with `Foto: {credit}`, “Foto: Berg”
    gives “Foto: Berg”. A text with a label of its own is returned as it is: “Heft 3”, “Text: Berg”,
    “Foto der Kammer”.
    """
    slot = _SLOT.search(pattern)
    if slot is None:
        return pattern
    opening, closing = pattern[: slot.start()], pattern[slot.end() :]
    bare = _take_closing(text.strip(), closing)
    prefix = _find_opening(bare, opening, is_closed=bare != text.strip())
    rest = bare[prefix:]
    after = _AFTER_LABEL.match(rest)
    between = after[0] if after else ""
    rest = rest[len(between) :]
    has_colon = any(colon in opening for colon in _COLONS)
    if prefix and (not rest or (has_colon and not any(colon in between for colon in _COLONS))):
        return text
    if not prefix and _has_own_label(bare):
        return text
    if _NUMBER_CLOSING.search(rest) and (prefix or bare == text.strip()):
        return text
    return opening + (rest if prefix else bare) + closing


def fill_issue(pattern: str, issue: str) -> str:
    """Return the issue in its label; any language's sign for “number” before it is left out."""
    bare = _NUMERO.sub("", issue.strip(), count=1) if _NUMERO.match(issue.strip()) else issue
    if found := _EAST_ASIAN_ISSUE.fullmatch(bare):
        bare = found[1]
    return fill_label(pattern, bare)


def drop_label(text: str, *labels: str) -> str:
    """Return the text without a label before it that the page adds: “Quelle: Amtsblatt”."""
    typed, colon, rest = text.partition("：" if "：" in text else ":")
    is_label = bool(colon) and rest.strip() and _fold(typed) in map(_fold, labels)
    return rest.strip() if is_label else text


def _has_own_label(text: str) -> bool:
    return bool(_NUMBER_LABEL.match(text) or _NAME_LABEL.match(text))


def _find_opening(text: str, opening: str, *, is_closed: bool) -> int:
    """Return how many characters of the text are the words of the label, 0 if it has none."""
    wanted = _fold(opening)
    if not wanted:
        return 0
    for end in range(1, min(len(text), 2 * len(opening) + 4) + 1):
        folded = _fold(text[:end])
        if folded == wanted:
            while _ARABIC_MARKS.match(text[end : end + 1]):
                end += 1  # noqa: PLW2901 - marks belong to the letter before them
            return end if is_closed or _ends_word(text, end) else 0
        if not wanted.startswith(folded):
            return 0
    return 0


def _take_closing(text: str, closing: str) -> str:
    wanted = _fold(closing)
    if not wanted:
        return text
    for start in range(len(text) - 1, max(0, len(text) - 2 * len(closing) - 4), -1):
        if _fold(text[start:]) != wanted:
            continue
        before = text[start - 1]
        if not before.isalpha() or (before.isascii() and not text[start].isascii()):
            return text[:start].rstrip(" .\u00a0")
    return text


def _ends_word(text: str, end: int) -> bool:
    following = text[end : end + 1]
    if following.isalpha() or category(following or " ").startswith("M"):
        # Thai has no spaces between words; a short label may begin another word.
        return end >= _LONG_LABEL and bool(_THAI.search(text[:end]))
    return following not in {"-", "\u2010", "\u2011"}


def _fold(text: str) -> str:
    """Return the letters and vowel marks of a text, so that “N.º”, “№” and “No.” are alike."""
    plain = _ARABIC_MARKS.sub("", normalize("NFKC", text).casefold())
    return "".join(each for each in plain if each.isalpha() or category(each).startswith("M"))
