"""What a build shares is made once, and what failed is tried again."""

from __future__ import annotations

import pytest

from brief.design.build_cache import Memo


def test_the_first_answer_stays() -> None:
    """What changes while a build is under way is the next one's."""
    once, answers = Memo(), iter("ab")
    assert [once.get("key", lambda: next(answers)) for _ in range(2)] == ["a", "a"]
    assert once.get("other", lambda: next(answers)) == "b"


def test_exceptions_are_not_cached() -> None:
    """The errors of a brand are reported for each briefing that names it."""
    once = Memo()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            once.get("key", lambda: 1 // 0)
    assert once.get("key", lambda: 1) == 1
