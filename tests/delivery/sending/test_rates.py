"""No window of a second, a minute or a day holds more messages than its limit."""

from __future__ import annotations

from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.delivery.journal.model import Attempt, milliseconds
from brief.delivery.sending.pace.rates import RateLimiter, estimate_seconds, parse_rate
from brief.editorial.models.mail import DomainRate, MailRate
from brief.errors import UsageError
from tests.delivery.sending.fakes import FakeClock, Office

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

DOMAINS = ("example.org", "example.net")


def most_in_window(times: list[datetime], seconds: float) -> int:
    """Return how many of the times are in the fullest window of that length."""
    length = timedelta(seconds=seconds)
    return max((sum(start <= at < start + length for at in times) for start in times), default=0)


rates = st.builds(
    MailRate,
    per_second=st.none() | st.integers(1, 4),
    per_minute=st.none() | st.integers(1, 12),
    per_day=st.none() | st.integers(5, 40),
    per_domain=st.dictionaries(
        st.sampled_from(DOMAINS),
        st.builds(DomainRate, per_second=st.integers(1, 2), per_minute=st.integers(1, 5)),
    ),
)
steps = st.lists(
    st.tuples(
        st.sampled_from(DOMAINS),
        st.integers(0, 1500),  # milliseconds until the server sees it
        st.integers(0, 1500),  # and until its reply is here
        st.integers(0, 20_000),  # idle before
        st.booleans(),  # whether the process ends, and another one begins
    ),
    max_size=40,
)


@given(rates, steps)
def test_no_window_at_the_server_holds_more_than_the_limit(
    rate: MailRate, plan: list[tuple[str, int, int, int, bool]]
) -> None:
    clock, stop = FakeClock(), Event()
    limiter = RateLimiter(rate, clock)
    seen: list[tuple[datetime, str]] = []
    ended: list[Attempt] = []
    for domain, before, after, idle, restarts in plan:
        clock.wait(idle / 1000, stop)
        while wait := limiter.try_begin(domain):
            clock.wait(wait, stop)
        clock.wait(before / 1000, stop)
        seen.append((clock.now(), domain))
        clock.wait(after / 1000, stop)
        limiter.end(domain)
        ended.append(Attempt(domain, milliseconds(clock.now())))
        if restarts:
            limiter = RateLimiter(rate, clock, ended)
    for limits, times in (
        (rate, [at for at, _ in seen]),
        *(
            (limits, [at for at, one in seen if one == domain])
            for domain, limits in rate.per_domain.items()
        ),
    ):
        for limit, seconds in (
            (limits.per_second, 1),
            (limits.per_minute, 60),
            (limits.per_day, 86_400),
        ):
            assert most_in_window(times, seconds) <= (limit or len(times))


def test_a_limit_is_used_to_the_full() -> None:
    clock, stop = FakeClock(), Event()
    limiter = RateLimiter(MailRate(per_second=10), clock)
    start = clock.now()
    for _ in range(101):
        while wait := limiter.try_begin("example.org"):
            clock.wait(wait, stop)
        limiter.end("example.org")
    assert clock.now() - start == timedelta(seconds=10)


def test_messages_in_flight_fill_a_window() -> None:
    limiter = RateLimiter(MailRate(per_second=2), FakeClock())
    assert [limiter.try_begin("a.example") for _ in range(2)] == [0, 0]
    assert limiter.try_begin("a.example") > 0


def test_the_day_is_counted_across_runs_and_ends_a_run(tmp_path: Path) -> None:
    office = Office.make(tmp_path)
    office.add(25, "it")
    office.rate = MailRate(per_day=10)
    first = office.send()
    assert (first.result.reason, len(office.server.seen)) == ("rate", 10)
    assert first.result.again_at
    office.clock.time += timedelta(hours=12)
    assert office.send().result.reason == "rate"
    assert len(office.server.seen) == 10
    office.clock.time = first.result.again_at
    office.send()
    assert 10 < len(office.server.seen) <= 20
    assert most_in_window([at for at, _ in office.server.seen], 86_400) <= 10


def test_a_slow_domain_does_not_delay_the_others(tmp_path: Path) -> None:
    office = Office.make(tmp_path)
    office.add(300, "it", domain="slow.example")
    office.add(20, "it")
    office.rate = MailRate(per_domain={"slow.example": DomainRate(per_minute=10)})
    office.send()
    first = [address for _, address in office.server.seen[:40]]
    assert sum(address.endswith("@example.org") for address in first) == 20
    slow = [at for at, address in office.server.seen if address.endswith("slow.example")]
    assert most_in_window(slow, 60) <= 10


@pytest.mark.parametrize(
    ("typed", "key", "number"),
    [
        ("5", "per_second", 5),
        ("2/s", "per_second", 2),
        ("30/min", "per_minute", 30),
        ("2000/day", "per_day", 2000),
    ],
)
def test_a_typed_rate_replaces_one_limit(typed: str, key: str, number: int) -> None:
    rate = parse_rate(typed, MailRate(per_second=1, per_day=7))
    assert getattr(rate, key) == number
    assert {rate.per_second, rate.per_day} & {1, 7}


@pytest.mark.parametrize("typed", ["", "0", "-1/s", "1/year", "2.5/s", "1e3"])
def test_a_rate_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        parse_rate(typed, MailRate())


def test_the_estimate_follows_the_tightest_limit() -> None:
    assert estimate_seconds({"a.example": 100}, MailRate(), 50) == 2
    assert estimate_seconds({"a.example": 61}, MailRate(per_minute=30), 50) == 120
    slow = MailRate(per_domain={"a.example": DomainRate(per_second=1)})
    assert estimate_seconds({"a.example": 11, "b.example": 5}, slow, 50) == 10
