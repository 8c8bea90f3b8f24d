"""The words that name a number in a text: "Anteil von 29 %" gives "Anteil".

There is no grammar here. Around the number, function words, verbs that only carry numbers, and
commas are stepped over until content words come; these, with the small words between them, are
the name. What is found is a proposal, and told as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.importing.figures.vocabulary import (
    SHORT,
    Token,
    Vocabulary,
    is_capital,
    vocabulary,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.numbers import Quantity

LONGEST = 45
MOST_STEPS = 7
MOST_WORDS = 6
NEAR = 6
LEAST_SCORE = 6
LEAST_LETTERS = 2
_QUOTES = frozenset('„“”«»"')


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name for a number, where it stands, and how good a name it seems."""

    text: str
    start: int
    end: int
    words: int
    score: float


def candidates(text: str, tag: str, tokens: Sequence[Token], quantity: Quantity) -> list[Candidate]:
    """Return names for a quantity in a text, the best first; perhaps none."""
    at = next((n for n, token in enumerate(tokens) if token.start == quantity.start), None)
    if at is None:
        return []
    words = vocabulary(tag)
    found: list[Candidate] = []
    for step in (-1, 1):
        skipped, cost = _first_content(tokens, at, step, words)
        if skipped is None or (step == 1 and _is_loose(tokens, at, skipped, quantity, words)):
            continue
        group = _group(tokens, skipped, step, words)
        if not group or _is_infinitive(group, words):
            continue
        count = sum(token.role == "content" for token in group)
        score = 10 - cost + 1.5 * min(2, count) - 2 * _is_conversion(tokens, at)
        if quantity.kind in {"year", "date"}:
            score += 6 * any(token.is_cue for token in group)
        elif step == 1 and quantity.kind in {"number", "measure"} and _follows(tokens, at, skipped):
            score += 5  # what is counted follows its number
        elif step == 1:
            score -= 1
        score -= 5 * (step == -1 and _is_counted(tokens, tokens.index(group[0]), skipped, at))
        start, end = _whole_quotes(text, group)
        if score < LEAST_SCORE or sum(sign.isalpha() for sign in text[start:end]) < LEAST_LETTERS:
            continue
        found.append(Candidate(text[start:end], start, end, count, score))
    return sorted(found, key=lambda each: -each.score)


def _is_counted(tokens: Sequence[Token], first: int, last: int, at: int) -> bool:
    """Say whether a name is what another number counts: "2,5 millions de passagers, soit 70 %".

    That is no name of this number, unless a small word alone joins them: "two doors of 210 m".
    """
    before = first - 1
    while before > 0 and tokens[before].role == "inside":
        before -= 1
    counted = before >= 0 and tokens[before].role == "number"
    return counted and any(token.role != "inside" for token in tokens[last + 1 : at])


def _is_loose(
    tokens: Sequence[Token], at: int, content: int, quantity: Quantity, words: Vocabulary
) -> bool:
    """Say whether a word after an amount is none of its names: "2 miliardi di euro nasce".

    Where adjectives follow nouns, a noun joins an amount by a small word: "29 % du capital". What
    follows "2 % more" is what it is compared with.
    """
    near = tokens[at + 1 : min(at + 3, content)]
    if any(token.text.casefold() in words.comparing for token in near):
        return quantity.kind != "number"
    return bool(words.plurals) and quantity.kind != "number" and content == at + 1


def _whole_quotes(text: str, group: list[Token]) -> tuple[int, int]:
    """Return where a name begins and ends, with both its quotation marks or with neither."""
    while group:
        start, end = group[0].start, group[-1].end
        if sum(sign in _QUOTES for sign in text[start:end]) % 2 == 0:
            return start, end
        if text[end : end + 1] in _QUOTES:
            return start, end + 1
        if text[max(0, start - 1) : start] in _QUOTES:
            return start - 1, end
        group = _without_tail(group[:-1])
    return 0, 0


def _without_tail(group: list[Token]) -> list[Token]:
    while group and group[-1].role != "content":
        group = group[:-1]
    return group


def _follows(tokens: Sequence[Token], at: int, content: int) -> bool:
    """Say whether a word follows its number at once, or after one word (`milioni di container`)."""
    return content == at + 1 or (content == at + 2 and tokens[at + 1].role == "inside")


def _first_content(
    tokens: Sequence[Token], at: int, step: int, words: Vocabulary
) -> tuple[int | None, float]:
    """Return where the first content word in one direction stands, and what the way costs."""
    cost = 0.0
    position = at + step
    for _ in range(MOST_STEPS):
        position, aside = _past_conversion(tokens, position, step)
        cost += aside
        if not 0 <= position < len(tokens):
            break
        token = tokens[position]
        if token.role == "end" or (step == 1 and token.role in {"and", "comma"}):
            break
        if token.role == "content" and _can_close(tokens, position, step, words):
            return position, cost
        if token.role == "number":
            cost += 3
        cost += {"comma": 3, "and": 3, "bracket": 2, "day": 1.5, "content": 1}.get(token.role, 0.6)
        position += step
    return None, 0.0


def _is_conversion(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a quantity stands alone in brackets, and so says another again."""
    around = [token.role for token in tokens[max(0, at - 1) : at + 2]]
    return around == ["bracket", "number", "bracket"]


def _past_conversion(tokens: Sequence[Token], position: int, step: int) -> tuple[int, float]:
    """Step over an amount in brackets that says another again: `4 Mrd. CNY (560 Mio. USD)`.

    From within the brackets the amount before them is stepped over, and the closing one.
    """
    roles = [token.role for token in tokens]
    ahead = roles[position : position + 3] if position >= 0 else []
    if step == 1 and ahead == ["bracket", "number", "bracket"]:
        return position + 3, 0.5
    if step == 1 and roles[position - 2 : position + 1] == ["bracket", "number", "bracket"]:
        return position + 1, 0.5
    if step == -1 and position >= 1 and roles[position - 1 : position + 1] == ["number", "bracket"]:
        return position - 2, 0.5
    return position, 0.0


def _can_close(tokens: Sequence[Token], position: int, step: int, words: Vocabulary) -> bool:
    """Say whether a name can end (going back) or begin (going on) with this content word."""
    token = tokens[position]
    if not words.capitals or is_capital(token.text) or token.is_cue:
        return True
    follows = tokens[position + 1] if position + 1 < len(tokens) else None
    return step == 1 and follows is not None and _is_noun(follows) and _is_adjective(token)


def _is_noun(token: Token) -> bool:
    return token.role == "content" and is_capital(token.text)


def _is_adjective(token: Token) -> bool:
    return token.text.endswith(("e", "en", "er", "es", "em")) and not is_capital(token.text)


def _group(tokens: Sequence[Token], first: int, step: int, words: Vocabulary) -> list[Token]:
    """Return the tokens of a name in their order, from its first content word met on."""
    group = [tokens[first]]
    position = first + step
    while 0 <= position < len(tokens) and _count(group) < MOST_WORDS:
        token = tokens[position]
        if not _may_stand(tokens, position, step, words):
            break
        if step == 1 and (
            _length([*group, token]) > LONGEST or not _agrees(group[-1], token, words)
        ):
            break
        group.append(token)
        position += step
    group = _without_tail(group)
    group = group if step == 1 else group[::-1]
    # "von Cambricon": a small word opens no name.
    while group and group[0].role != "content":
        group.pop(0)
    # What is too long has its end cut off: the noun that it is about comes first.
    while _length(group) > LONGEST and _count(group) > 1:
        group = _without_tail(group[:-1])
    # "investire in chip": what is named is what the verb is about.
    while len(group) > 2 and group[1].role == "inside" and _is_infinitive(group[:1], words):  # noqa: PLR2004 - verb, small word, noun
        group = group[2:]
    return group


def _may_stand(tokens: Sequence[Token], position: int, step: int, words: Vocabulary) -> bool:
    """Say whether a token may stand within a name: "inflation dans la zone euro"."""
    token = tokens[position]
    if token.role in {"content", "inside", "and"}:
        return _goes_on(tokens, position, words)
    folded = token.text.casefold().replace("'", "’")
    before = tokens[position - 1] if position else None
    is_article = token.role == "outside" and folded in words.articles
    return step == -1 and is_article and before is not None and before.role == "inside"


def _agrees(before: Token, token: Token, words: Vocabulary) -> bool:
    """Say whether a word may follow another in a name; an adjective ends as its noun does."""
    if not words.plurals or {before.role, token.role} != {"content"}:
        return True
    if is_capital(before.text) or is_capital(token.text):
        return True
    return before.text[-1].replace("x", "s") == token.text[-1].replace("x", "s")


def _goes_on(tokens: Sequence[Token], position: int, words: Vocabulary) -> bool:
    """Say whether a name takes in this token; in German a small letter is an adjective's."""
    token = tokens[position]
    if (
        not words.capitals
        or token.role in {"inside", "and"}
        or is_capital(token.text)
        or token.is_cue
    ):
        return True
    follows = tokens[position + 1] if position + 1 < len(tokens) else None
    return _is_adjective(token) and follows is not None and _is_noun(follows)


def _count(group: Sequence[Token]) -> int:
    return sum(token.role == "content" for token in group)


def _length(group: Sequence[Token]) -> int:
    return max(token.end for token in group) - min(token.start for token in group)


def _is_infinitive(group: Sequence[Token], words: Vocabulary) -> bool:
    """Say whether the name is a verb alone, such as `raccogliere`."""
    text = group[0].text
    alone = len(group) == 1 and text[0].islower() and len(text) > SHORT
    return alone and bool(words.infinitives) and text.endswith(words.infinitives)


def is_year_of_note(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Say whether a year is that of a foundation or a listing, by the words around it."""
    at = next((n for n, token in enumerate(tokens) if token.start == quantity.start), None)
    if at is None:
        return False
    for step in (-1, 1):
        for position in range(at + step, at + step * (NEAR + 1), step):
            if not 0 <= position < len(tokens) or tokens[position].role in {
                "end",
                "comma",
                "and",
                "day",
            }:
                break
            if tokens[position].is_cue:
                return True
    return False
