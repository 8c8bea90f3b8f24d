"""Find font families by name, in the places that brief allows and nowhere else.

A family comes from the brand's own `fonts/` folder, from a `fontpkg-*` package, or from one of the
Debian folders in `SYSTEM_FAMILIES`. All files are gathered in one folder with a fontconfig file of
its own, so that the page looks the same on every machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from brief.errors import SetupError
from brief.findings import Finding, error
from brief.findings.suggest import find_nearest
from brief.press.fonts.advice import advise_on_missing, package_name
from brief.press.fonts.faces import Face, read_faces
from brief.press.fonts.gather import gather_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from brief.findings import Place

VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10))) | frozenset(
    "\u180b\u180c\u180d\u180f"
)
"""Variation selectors (The Unicode Standard, 23.4); those of plane 14 do not occur in prose."""
FONT_SUFFIXES = {".ttf", ".otf", ".ttc"}
NAMED_LIKE_FONTS = FONT_SUFFIXES | {".woff", ".woff2", ".pfb", ".pfa", ".dfont", ".eot"}
PACKAGE_GROUP = "fontpkg.family"
BOLD = 600  # the least weight of bold text: `strong` in styles/base.css

CJK, CORE = (
    ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto"),
    ("fonts-noto-core", "/usr/share/fonts/truetype/noto"),
)
CORE_SCRIPTS = (
    *("Armenian", "Bengali", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada"),
    *("Khmer", "Lao", "Malayalam", "Myanmar", "Sinhala", "Tamil", "Telugu"),
)
SYSTEM_FAMILIES = {
    f"Noto {style} {script}": place
    for place, scripts in ((CJK, ("CJK SC", "CJK TC", "CJK JP", "CJK KR")), (CORE, CORE_SCRIPTS))
    for script in scripts
    for style in ("Sans", "Serif")
} | dict.fromkeys(
    ("Noto Serif Tibetan", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math"), CORE
)
"""Families that are in no `fontpkg-*` package: the Debian package, and its folder."""


@dataclass(frozen=True, slots=True)
class FontSet:
    """The fonts of one brand, gathered in `folder`.

    `families` are pairs of a family and its faces, in the order in which the brand names them.
    """

    folder: Path
    families: tuple[tuple[str, tuple[Face, ...]], ...]

    def select_families(self, names: Collection[str]) -> FontSet:
        """Return the set with only these of its families."""
        return FontSet(self.folder, tuple(pair for pair in self.families if pair[0] in names))

    def find_missing_characters(self, text: str) -> list[str]:
        """Return the characters of `text` that are in none of the families, each once.

        Composed and decomposed forms of a letter with marks are the same, as they are when a text
        is shaped (HarfBuzz, normalization of Unicode text).
        """
        text = normalize("NFC", text)
        known = _known_characters(tuple(faces[0] for _, faces in self.families))
        if known.issuperset(text):
            return []
        code_points = [faces[0].read_characters() for _, faces in self.families]

        def is_covered(character: str) -> bool:
            parts = {ord(part) for part in normalize("NFD", character)}
            return any(ord(character) in found or parts <= found for found in code_points)

        wanted = dict.fromkeys(text)
        missing = [it for it in wanted if not _is_invisible(it) and not is_covered(it)]
        known.update(wanted.keys() - missing)
        return missing


@lru_cache(maxsize=64)
def _known_characters(faces: tuple[Face, ...]) -> set[str]:
    """Return the characters that these faces are known to have; callers add to the set.

    All texts of a briefing, and all briefings of a brand, use much the same letters.
    """
    del faces  # the key of the cache
    return set()


def gather_fonts(
    families: Mapping[str, Place], own_folder: Path, cache: Path
) -> tuple[FontSet | None, list[Finding]]:
    """Return the fonts of these families, or findings that name what to install.

    `families` has the place where each is named, `own_folder` is the brand's `fonts/` folder (it
    need not exist). Raises SetupError if the gathered fonts cannot be kept below `cache`.
    """
    found, findings = [], []
    for family, place in families.items():
        faces = find_family(family, own_folder)
        if faces:
            found.append((family, faces))
        else:
            findings.append(describe_missing_family(family, place, own_folder))
    if findings:
        return None, findings
    files = sorted({face.file for _, faces in found for face in faces})
    try:
        return FontSet(gather_folder(files, cache), tuple(found)), []
    except OSError as problem:
        msg = f"fonts cannot be kept in {cache}: {problem.strerror or problem}"
        remedy = "free some space there, or name another folder in XDG_CACHE_HOME"
        raise SetupError(msg, remedy) from problem


def find_family(family: str, own_folder: Path) -> tuple[Face, ...]:
    """Return the faces of a family, the upright regular one first; none if it is not installed."""
    own = _list_font_files(own_folder)
    for files in (own, _list_package_files(family), _list_system_files(family)):
        faces = tuple(face for file in files for face in read_faces(file) if face.family == family)
        if faces:  # the characters of the first face count as those of the family
            return tuple(sorted(faces, key=lambda it: (it.italic, abs(it.weight - 400), it.file)))
    return ()


def _list_font_files(folder: Path) -> tuple[Path, ...]:
    if not folder.is_dir():
        return ()
    found = (file for file in folder.iterdir() if file.suffix.lower() in FONT_SUFFIXES)
    return tuple(sorted(file for file in found if file.is_file()))


def _list_package_files(family: str) -> tuple[Path, ...]:
    package = _find_font_packages().get(package_name(family))
    return _list_font_files(package / "files") if package else ()


@lru_cache(maxsize=1)
def _find_font_packages() -> dict[str, Path]:
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    folders = {}
    for entry in entry_points(group=PACKAGE_GROUP):
        spec = find_spec(entry.module)
        if spec and spec.origin:
            folders[entry.name.replace("_", "-")] = Path(spec.origin).parent
    return folders


def _list_system_files(family: str) -> tuple[Path, ...]:
    if family not in SYSTEM_FAMILIES:
        return ()
    folder = Path(SYSTEM_FAMILIES[family][1])
    stem = re.sub(r"(?<=CJK) \w+$", "", family).replace(" ", "")  # one file for all regions
    wanted = {f"{stem}-Regular", f"{stem}-Bold"}
    return tuple(file for file in _list_font_files(folder) if file.stem in wanted)


def describe_missing_family(family: str, place: Place, own_folder: Path) -> Finding:
    """Return the error for a family that is not installed, with what to install."""
    message = f"the brand's font `{family}` is not installed"
    if family in SYSTEM_FAMILIES:
        remedy = f"install it: apt-get install {SYSTEM_FAMILIES[family][0]}"
        return error("font-missing", message, remedy, place)
    own = {face.family for file in _list_font_files(own_folder) for face in read_faces(file)}
    packages = _find_font_packages()
    near = find_nearest(package_name(family), packages)
    installed = _list_package_files(near)[:1] if near else ()
    known = [*sorted(own), *(face.family for file in installed for face in read_faces(file))]
    advice = advise_on_missing(family, known)
    if unread := _list_unread_files(own_folder):
        advice = (
            f"{own_folder.name}/{unread[0]} is there, but cannot be read as a font: download it "
            f"again, as TTF or OTF; or {advice}"
        )
    return error("font-missing", message, advice, place)


def _list_unread_files(folder: Path) -> list[str]:
    """Return the names of the font files that are damaged or of another format."""
    if not folder.is_dir():
        return []
    named = sorted(it for it in folder.iterdir() if it.suffix.lower() in NAMED_LIKE_FONTS)
    readable = _list_font_files(folder)
    return [it.name for it in named if it not in readable or not read_faces(it)]


def has_bold(faces: Iterable[Face]) -> bool:
    """Return whether one of the faces can print bold text, as headlines and `**words**` are."""
    return any(face.variable or face.weight >= BOLD for face in faces if not face.italic)


def _is_invisible(character: str) -> bool:
    """Return whether a character needs no glyph: white space, joiners, direction, selectors."""
    hidden = category(character) in {"Zs", "Cc", "Cf", "Zl", "Zp"} or character.isspace()
    return hidden or character in VARIATION_SELECTORS
