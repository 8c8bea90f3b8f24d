"""Tokens are read by their own key and for their own purpose only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.delivery.tokens import Purpose, TokenKey

KEY = TokenKey(b"k" * 32)
values = st.lists(st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True), min_size=1, max_size=4)


@given(st.sampled_from(Purpose), values)
def test_a_token_is_read_in_any_case(purpose: Purpose, parts: list[str]) -> None:
    token = KEY.make_token(purpose, *parts)
    assert KEY.read_token(purpose, token.upper()) == tuple(parts)


@given(values)
def test_another_purpose_or_key_reads_nothing(parts: list[str]) -> None:
    token = KEY.make_token(Purpose.UNSUBSCRIBE, *parts)
    assert KEY.read_token(Purpose.LANGUAGE, token) is None
    assert KEY.read_token(Purpose.LANGUAGE, f"l{token[1:]}") is None
    assert TokenKey(b"x" * 32).read_token(Purpose.UNSUBSCRIBE, token) is None


@given(st.text())
def test_other_text_is_not_a_token(text: str) -> None:
    assert all(KEY.read_token(purpose, text) is None for purpose in Purpose)


def test_a_changed_value_is_not_accepted() -> None:
    token = KEY.make_token(Purpose.UNSUBSCRIBE, 12, "china")
    assert KEY.read_token(Purpose.UNSUBSCRIBE, token.replace("12", "13")) is None


def test_values_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(ValueError, match="part of a token"):
        KEY.make_token(Purpose.UNSUBSCRIBE, "a.b\n")


def test_a_delivery_has_one_name_whatever_the_case_of_the_address() -> None:
    assert KEY.delivery_id("x", "A@b.org") == KEY.delivery_id("x", "a@b.org")
    assert KEY.delivery_id("x", "a@b.org") != KEY.delivery_id("y", "a@b.org")
    assert KEY.delivery_id("x", "a@b.org") != KEY.hash_address("a@b.org")
