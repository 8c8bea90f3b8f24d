"""Language tags (BCP 47, RFC 5646), and the `de+it` form for a page in two languages."""

from __future__ import annotations

import re

JOIN = "+"
"""Joins the two languages of a page on the command line and in file names: `de+it`."""

_LANGUAGE = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:-(?P<script>[A-Za-z]{4}))?"
    r"(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
)


def canonical_tag(text: str) -> str | None:
    """Return a language tag in the case that RFC 5646 (2.1.1) recommends; None if it is invalid.

    Only the form is checked: a language of two or three letters, then optionally a script, a
    region and variants. Extensions and private-use subtags are rejected.
    """
    found = _LANGUAGE.fullmatch(text.replace("_", "-"))
    if not found:
        return None
    parts = [found["language"].lower()]
    if found["script"]:
        parts.append(found["script"].title())
    if found["region"]:
        parts.append(found["region"].upper())
    return "-".join(parts) + found["variants"].lower()
