"""Sources as BibTeX, in fields that BibTeX and BibLaTeX both understand.

The text stays UTF-8. `date` is BibLaTeX's, and exact; `year` says the same to BibTeX.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.citations.csl_json import split_authors

if TYPE_CHECKING:
    from brief.editorial.models.content import Source

# TeX's special characters. Braces are spelled out: BibTeX counts them even after a backslash.
_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_SPECIALS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")


def format_bibtex_entry(source: Source, key: str) -> str:
    """Return a source as an entry with this key.

    Titles and names are in two pairs of braces: the inner pair keeps capitals as typed, and names
    undivided, because the family name is not known.
    """
    claims = ". ".join(claim for claim in (source.rights, source.licence) if claim)
    fields = {
        "author": " and ".join(f"{{{escape_tex(name)}}}" for name in split_authors(source)),
        "title": f"{{{escape_tex(source.title or source.publication)}}}",
        "journal": escape_tex(source.publication) if source.title else "",
        "number": escape_tex(source.issue or ""),
        "pages": re.sub("[-–]+", "--", escape_tex(source.page or "")),
        "date": str(source.published or ""),
        "year": f"{source.published.year:04}" if source.published else "",
        "url": source.url or "",
        "urldate": source.accessed.isoformat() if source.accessed else "",
        "note": escape_tex(claims),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{_entry_type(source)}{{{key},", *lines, "}"])


def escape_tex(text: str) -> str:
    """Return a text in which TeX's special characters print as themselves."""
    return _SPECIALS.sub(lambda found: _SPECIAL[found[0]], text)


def _entry_type(source: Source) -> str:
    if not source.title:
        return "misc"
    return "online" if source.url and not (source.issue or source.page) else "article"
