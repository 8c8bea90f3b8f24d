"""Addresses are freed of wrappers and tracking; the others are reported."""

from __future__ import annotations

import time

import pytest

from brief.editorial.addresses.link_wrappers import clean_address

REPORT = "https://www.port.test/report"
QUOTED = "https%3A%2F%2Fwww.port.test%2Freport"


@pytest.mark.parametrize(
    "wrapped",
    [
        f"https://nam04.safelinks.protection.outlook.com/?url={QUOTED}&data=05%7Cjo%40port.test%7C",
        f"https://nam04.safelinks.protection.outlook.com/ap/t-59?url={QUOTED}&reserved=0",
        f"https://www.google.com/url?q={REPORT}&sa=D&ust=17",
        f"https://www.google.co.uk/url?sa=t&url={QUOTED}",
        f"https://urldefense.proofpoint.com/v1/url?u={REPORT}&k=3",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.port.test_report&d=DwM&e=",
        f"https://urldefense.com/v3/__{REPORT}__;!!Nw5!x$",
        "https://urldefense.us/v3/__https:/www.port.test/report__;!!Nw5!x$",
        f"https://l.facebook.com/l.php?u={QUOTED}%3Ffbclid%3D1&h=AT",
        f"https://slack-redir.net/link?url={QUOTED}",
        f"https://getpocket.com/redirect?url={QUOTED}",
        f"https://duckduckgo.com/l/?uddg={QUOTED}&rut=1",
        f"https://www.youtube.com/redirect?event=v&q={QUOTED}",
        f"https://vk.com/away.php?to={QUOTED}",
        f"https://www.google.com/url?q=https%3A%2F%2Fvk.com%2Faway.php%3Fto%3D{QUOTED}",
        f"{REPORT}?utm_source=a&utm_medium=b&fbclid=c&gclid=d&mc_cid=e&mc_eid=f",
    ],
)
def test_the_address_behind_is_taken(wrapped: str) -> None:
    clean = clean_address(wrapped)
    assert clean.address == REPORT
    assert clean.removed
    assert not clean.mail


def test_a_sign_that_version_3_encodes_is_put_back() -> None:
    assert (
        clean_address("https://urldefense.com/v3/__https://port.test/a*b__;Iw!!x!y$").address
        == "https://port.test/a#b"
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://port.test/?id=5&page=2#top",
        "https://www.google.com/search?q=port",
        "https://www.youtube.com/watch?v=1",
        "https://port.test/@anna",
        "mailto:anna@port.test",
        "https://[",
        "report",
        "",
    ],
)
def test_other_addresses_stay(address: str) -> None:
    clean = clean_address(address)
    assert (clean.address, clean.removed, clean.hides_target, clean.mail) == (
        address,
        (),
        False,
        "",
    )


def test_only_the_tracking_parameters_go() -> None:
    assert (
        clean_address("https://a.test/?b=1&utm_id=2&c=%20#d").address
        == "https://a.test/?b=1&c=%20#d"
    )


@pytest.mark.parametrize(
    "address",
    ["https://t.co/Ab1", "https://protect-eu.mimecast.com/s/Ab1?domain=port.test"],
)
def test_what_hides_its_target_is_reported(address: str) -> None:
    assert clean_address(address).hides_target


def test_a_mail_address_is_found_behind_percent_signs() -> None:
    assert clean_address("https://a.test/?to=jo.doe%40port.test&x=1").mail == "jo.doe@port.test"


def test_no_script_comes_out_of_a_wrapper() -> None:
    wrapped = "https://vk.com/away.php?to=javascript://x%0aalert(1)"
    assert clean_address(wrapped).address == wrapped


def test_what_cannot_stand_in_an_address_is_quoted() -> None:
    wrapped = "https://vk.com/away.php?to=https%3A%2F%2Fa.test%2Fb%20(c)"
    assert clean_address(wrapped).address == "https://a.test/b%20%28c%29"


@pytest.mark.parametrize(
    "long", ["https://a.test/?" + "a" * 100_000, "https://a.test/" + "a.b+" * 900]
)
def test_long_addresses_take_no_time(long: str) -> None:
    began = time.process_time()
    assert clean_address(long).address == long
    assert time.process_time() - began < 1
