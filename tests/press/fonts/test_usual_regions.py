"""The patterns of a language without a region are those of its usual one."""

from __future__ import annotations

from brief.press.fonts.hyphenation import open_dictionary, prefer_usual_regions


def test_english_has_american_patterns() -> None:
    prefer_usual_regions()
    words = [open_dictionary(tag) for tag in ("en", "en-US", "en-GB")]
    plain, american, british = (found and found.inserted("progress") for found in words)
    assert plain == american != british
