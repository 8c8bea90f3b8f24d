"""Check the spelling of a briefing's texts with hunspell and the dictionaries of this machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from babel.core import get_global

from brief.findings import Finding, Place, note

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from brief.editorial.agreement.aligned_texts import AlignedBriefing, Version

CODE = "spelling"
UNCHECKED = "spelling-unchecked"
MAX_SECONDS = 30
MAX_WORDS = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’·][^\W\d_]+)*")
_ELIDED = re.compile(r"[^\W\d_]+(?![\w’'])")
_ELIDING = {"it", "fr", "ca"}
"""Languages that write articles together with words: `l’acqua`, of which `acqua` is checked."""
_NOT_WORDS = re.compile(
    r"\]\([^()\s]*\)|https?://\S+|\S+@\S+|\w+\.\w{2,}\b|(?<![\w*])\*[^*]+\*(?![\w*])"
)
"""Addresses, and words in italics, which often are a title in another language."""


def check_spelling(briefing: AlignedBriefing, languages: Collection[str] = ()) -> Iterator[Finding]:
    """Yield a note for each word that the dictionary of its language does not have, once a file.

    `languages` are those to check; without them, all.

    Names are left out: those of the briefing and the glossary, of sources, abbreviations, and what
    another language writes in the same way with a capital. Without hunspell, or a dictionary of
    the language, one note says so.
    """
    program = shutil.which("hunspell")
    if program is None:
        remedy = "install it, and the dictionaries of your languages: apt-get install hunspell"
        message = "spelling is not checked: hunspell is not installed"
        yield note(UNCHECKED, message, remedy, Place(briefing.places.folder))
        return
    dictionaries = _list_dictionaries(program)
    words = {tag: _list_words(briefing, tag) for tag in briefing.editions}
    names = _list_names(briefing)
    for tag, versions in words.items():
        if languages and tag not in languages:
            continue
        name = _find_dictionary(tag, dictionaries)
        if not name:
            message = f"spelling is not checked in `{tag}`: hunspell has no dictionary for it"
            remedy = f"install one, as in apt-get install hunspell-{tag.lower()}"
            yield note(UNCHECKED, message, remedy, briefing.places.value_place(tag))
            continue
        others = {word for other, found in words.items() if other != tag for word in found}
        asked = [word for word in versions if not _is_name(word, names, others)]
        for word, proposals in _ask(program, name, asked[:MAX_WORDS]).items():
            version, start = versions[word]
            if f"{word}." in proposals and version.text[start + len(word) :].startswith("."):
                continue  # an abbreviation
            near = f"did you mean `{proposals[0]}`? " if proposals else "correct it; "
            remedy = f"{near}names are listed under `names` in briefing.yaml"
            place = version.find_place(start, start + len(word))
            yield note(CODE, f"`{word}` is not in the dictionary {name}", remedy, place)


def _list_words(briefing: AlignedBriefing, tag: str) -> dict[str, tuple[Version, int]]:
    """Return the words of a language in the order of the page, each with its first place."""
    found: dict[str, tuple[Version, int]] = {}
    pattern = _ELIDED if tag.partition("-")[0] in _ELIDING else _WORD
    for text in briefing.texts:
        version = text.versions.get(tag)
        if version is None:
            continue
        prose = _NOT_WORDS.sub(lambda part: " " * len(part[0]), version.text)
        for match in pattern.finditer(prose.replace("\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}")):
            found.setdefault(match[0], (version, match.start()))
    return found


def _list_names(briefing: AlignedBriefing) -> set[str]:
    """Return the words of names: of the briefing, the glossary and the sources."""
    facts = briefing.facts
    known = list(facts.names)
    for term in briefing.glossary:
        known += [name for names in term.values() for name in names]
    for source in facts.sources:
        known += [source.publication, source.author or "", source.title or ""]
    return {word for name in known for word in _WORD.findall(name)}


def _is_name(word: str, names: set[str], others: set[str]) -> bool:
    stem = re.sub(r"['’]s?$", "", word)
    is_short = word.isupper() or len(word) == 1
    is_shared = word[0].isupper() and word in others
    return is_short or is_shared or word in names or stem in names


def _list_dictionaries(program: str) -> list[str]:
    """Return the names of the dictionaries, which hunspell prints as paths."""
    run = subprocess.run(  # noqa: S603 - a fixed program, without a shell
        [program, "-D"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=MAX_SECONDS,
        check=False,
    )
    text = (run.stderr + run.stdout).decode("utf-8", "replace")
    lines = text.partition("AVAILABLE DICTIONARIES")[2].partition("LOADED")[0].splitlines()[1:]
    return [re.split(r"[/\\]", line.strip())[-1] for line in lines if line.strip()]


def _find_dictionary(tag: str, names: Iterable[str]) -> str:
    """Return the dictionary for a language tag: of its region, or of the language's largest."""
    exact, language = tag.replace("-", "_"), tag.partition("-")[0]
    likely = str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]
    known = list(names)
    for wanted in (exact, f"{language}_{likely}", language):
        if wanted in known:
            return wanted
    return next((name for name in known if name.startswith(f"{language}_")), "")


def _ask(program: str, dictionary: str, words: list[str]) -> dict[str, list[str]]:
    """Return the words that the dictionary does not have, with its proposals.

    hunspell answers each line with a line for each word in it, and an empty line; `&` and `#`
    begin the answers to unknown words (hunspell(1), option -a).
    """
    if not words:
        return {}
    lines = "".join(f"^{word}\n" for word in words).replace("’", "'")
    try:
        run = subprocess.run(  # noqa: S603 - a fixed program, without a shell
            [program, "-a", "-i", "utf-8", "-d", dictionary],
            input=lines.encode(),
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {}
    answers = run.stdout.decode("utf-8", "replace").partition("\n")[2].split("\n\n")
    unknown = {}
    for word, answer in zip(words, answers, strict=False):
        for line in answer.splitlines():
            if line.startswith(("& ", "# ")):
                proposals = line.partition(": ")[2] if line.startswith("&") else ""
                part = line.split()[1]
                if len(part) == 1 or part.isupper():
                    continue
                whole = part == word
                unknown[word] = proposals.split(", ") if proposals and whole else []
    return unknown
