"""Sentences in code and documentation are plain: phrases of the old voice do not come back."""

from __future__ import annotations

import io
import re
import tokenize
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARTICIPLES = (
    "found|written|said|told|drawn|made|meant|left|wrong|shown|to|in|on|not|known|asked|there|"
    "printed|around|alike|given|put|built|kept|typed|read|missing"
)
PHRASES = (
    r"\b[Ss]ay whether\b",
    r"\b[Ss]ays? (?:of|that there)\b",
    r"\b(?:is|are|was|were|be) no (?!(?:longer|more|fewer|less|larger|smaller|wider|other)\b)",
    r"\b(?:is|are) none\b",
    r"\bif (?:there|it|they) (?:is|are) none\b",
    r"\btold\b",
    r"\bforetold\b",
    r"\bforetells?\b",
    r"\bforeseen\b",
    r"\btells? (?:apart|of)\b",
    r"\bstands?\b(?! alone\b)",
    r"\bstanding\b",
    r"\bstood\b",
    r"\bstand-ins?\b",
    r"\bmend(?:s|ed|ing)?\b",
    rf"\bwhat is (?:{PARTICIPLES})\b",
    r"\bwhat (?:there is|was (?:said|told|found|made|asked))\b",
    r"\bwhat becomes? of\b",
    r"\bbecame of\b",
    r"\b(?:has|have|is) to say\b",
    r"\bto be had\b",
    r"\b(?:may|can|could|must) be had\b",
    r"\bcomes? along\b",
    r"\bcame along\b",
    r"\btravels?\b",
    r"\bwho(?:ever| is strict)\b",
    r"\bleaves? the house\b",
    r"\bof the house\b",
    r"\bgives? up\b",
    r"\bknows? nothing\b",
    r"\banew\b",
    r"\bin the place of\b",
    r"\bby and by\b",
    r"\bthe other way round\b",
    r"\bso many\b",
    r"\bsuch a one\b",
    r"\bits like\b",
    r"\bin their company\b",
    r"\bgoes? by\b",
    r"\bcomes? by\b",
    r"\bas it came\b",
    r"\bas they stand\b",
    r"\bwith the press\b",
    r"\bout of (?:it|them)\b",
    r"\blook(?:s|ed)? over\b",
    r"\blooked at\b",
    r"\bhas its say\b",
    r"\bthe circles\b",
    r"\bdwarfs?\b",
    r"\bfor all to\b",
    r"\bnobody\b",
    r"\bsomebody\b",
    r"\banybody\b",
    r"\beverybody\b",
)
PATTERN = re.compile("|".join(PHRASES))
TEXTS = (".md", ".yaml", ".html", ".css")
NOT_OURS = {"catalogue", "words", "starter", "_data", "motion.yaml"}
"""Folders and files of texts in many languages."""


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that people read: in code, strings and comments."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield from enumerate(text.splitlines(), 1)
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in {tokenize.COMMENT, tokenize.STRING} or token.type not in PLAIN_TOKENS:
            for number, line in enumerate(token.string.splitlines()):
                yield token.start[0] + number, line


PLAIN_TOKENS = {
    getattr(tokenize, name)
    for name in ("NAME", "NUMBER", "OP", "NEWLINE", "NL", "INDENT", "DEDENT", "ENDMARKER")
}
"""All but strings and comments; f-strings are tokens of their own since Python 3.12."""


def old_phrases(paths: list[Path]) -> list[str]:
    """Return each phrase found, with its place."""
    return [
        f"{path}:{number}: {match[0]}"
        for path in paths
        for number, line in sentences(path)
        for match in PATTERN.finditer(line)
    ]


def files(checkout: Path) -> list[Path]:
    folders = ("brief", "docs", "layouts", "styles")
    found = [path for folder in folders for path in (checkout / folder).rglob("*.*")]
    found += [checkout / "README.md", checkout / "CONTRIBUTING.md"]
    return sorted(
        path for path in found if path.suffix in {".py", *TEXTS} and not NOT_OURS & set(path.parts)
    )


def test_no_old_phrase_is_in_code_or_documentation(checkout: Path) -> None:
    paths = files(checkout)
    assert len(paths) > 250
    assert old_phrases(paths) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("module.py", '"""Say whether it fits."""\n'),
        ("module.py", "x = 1  # what is told of it\n"),
        ("module.py", 'x = f"{1} stands here"\n'),
        ("page.md", "A value that is no number.\n"),
    ],
)
def test_a_planted_phrase_is_found(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert old_phrases([path])


def test_names_in_code_are_not_sentences(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("stands = told = 1\n")
    assert old_phrases([path]) == []
