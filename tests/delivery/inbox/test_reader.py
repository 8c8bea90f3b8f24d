"""What a returned message is about; only a token of the project's key names a person."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief.delivery.inbox.poll import NEW_STATUS
from brief.delivery.inbox.reader import OwnAddresses, read_returned
from brief.delivery.inbox.returned import Kind, Returned, hide_addresses
from tests.delivery.inbox.returns import (
    ADDRESS,
    BOUNCE,
    BOUNCES,
    DELIVERY,
    EDITION,
    FORGED,
    KEY,
    LANGUAGE,
    LEAVE,
    PROOF,
    READER,
    SENDER,
    UNSUBSCRIBE,
    WITNESS,
    make_complaint,
    make_group,
    make_mail,
    make_report,
)

OWN = OwnAddresses(LEAVE, frozenset({LEAVE, BOUNCES, SENDER, WITNESS}))
TO_LEAVE = f"leave+{UNSUBSCRIBE}@example.org"


def read(content: bytes) -> Returned:
    return read_returned(content, KEY, OWN).settle(ADDRESS, OWN.ours)


@pytest.mark.parametrize(
    "mail",
    [
        make_mail(TO_LEAVE),
        make_mail(TO_LEAVE.upper()),
        make_mail(f"News <{TO_LEAVE}>", "Re: anything"),
        make_mail(SENDER, Delivered_To=TO_LEAVE),
        make_mail(SENDER, X_Original_To=TO_LEAVE),
        make_mail(SENDER, UNSUBSCRIBE),
        make_mail(SENDER, f"Unsubscribe {UNSUBSCRIBE}"),
        make_mail(SENDER, f"=?utf-8?q?{UNSUBSCRIBE}?="),
        make_mail(LEAVE, "please", f"\r\n{UNSUBSCRIBE}\r\n"),
        make_mail(TO_LEAVE, Auto_Submitted="auto-generated"),
        make_mail(TO_LEAVE, Auto_Submitted="no"),
    ],
)
def test_a_token_unsubscribes(mail: bytes) -> None:
    found = read(mail)
    assert (found.kind, found.subscriber_id, found.edition_id) == (
        Kind.UNSUBSCRIBE,
        READER,
        EDITION,
    )


@pytest.mark.parametrize(
    "mail",
    [
        make_mail(SENDER, "Re: The tide", f"No!\r\n> mailto:{TO_LEAVE}\r\n> {UNSUBSCRIBE}"),
        make_mail(SENDER, "Re: The tide", UNSUBSCRIBE),
        make_mail(SENDER, f"Re: your mail of today {UNSUBSCRIBE} thanks"),
        make_mail(SENDER, UNSUBSCRIBE[:-1]),
        make_mail(f"bounces+{BOUNCE}@example.org", "Where is it?"),
    ],
)
def test_a_reply_that_quotes_a_token_does_nothing(mail: bytes) -> None:
    assert read(mail) == Returned(Kind.OTHER)


def test_a_language_is_chosen() -> None:
    found = read(make_mail(f"leave+{LANGUAGE}@example.org"))
    assert (found.kind, found.subscriber_id, found.language) == (Kind.LANGUAGE, READER, "zh-hant")


def test_a_token_of_a_proof_does_nothing() -> None:
    assert read(make_mail(f"leave+{PROOF}@example.org")).kind is Kind.PROOF
    assert read(make_report(make_group(), to=f"bounces+{PROOF}@example.org")).kind is Kind.PROOF


def test_a_wish_without_a_valid_token_is_for_a_person() -> None:
    assert read(make_mail(f"leave+{UNSUBSCRIBE[:-3]}aaa@example.org")).kind is Kind.UNCLEAR
    assert read(make_mail(LEAVE, "unsubscribe me")).kind is Kind.UNCLEAR


@pytest.mark.parametrize(
    "mail",
    [
        make_mail(SENDER, "Away", Auto_Submitted="auto-replied"),
        make_mail(TO_LEAVE, "Away", Auto_Submitted="auto-replied (vacation)"),
        make_mail(f"bounces+{BOUNCE}@example.org", "Away", Auto_Submitted="auto-replied; x=y"),
        make_mail(SENDER, "Away", Precedence="bulk"),
        make_mail(SENDER, "Away", X_Autoreply="yes"),
        make_report(make_group()).replace(b"delivery-status", b"disposition-notification"),
        make_complaint("not-spam", f"Return-Path: <bounces+{BOUNCE}@example.org>\n"),
        make_complaint("auth-failure", f"Return-Path: <bounces+{BOUNCE}@example.org>\n"),
    ],
)
def test_automatic_mail_is_ignored(mail: bytes) -> None:
    assert read(mail) == Returned(Kind.AUTOMATIC)


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"])
def test_an_address_that_does_not_exist_is_a_bounce(status: str) -> None:
    found = read(make_report(make_group(status=status, diagnostic="smtp; 550 no such user")))
    assert (found.kind, found.subscriber_id, found.edition_id, found.status) == (
        Kind.BOUNCE,
        READER,
        EDITION,
        status,
    )


@pytest.mark.parametrize(
    ("action", "status", "diagnostic", "kind"),
    [
        ("delayed", "4.4.1", "X-Postfix; connect timed out", Kind.DELAY),
        ("delayed", "5.1.1", "", Kind.DELAY),
        ("failed", "4.4.1", "X-Postfix; connect timed out", Kind.FAILURE),
        ("failed", "5.2.2", "smtp; 552 5.2.2 over quota", Kind.FAILURE),
        ("failed", "5.3.4", "smtp; 552 5.3.4 too big", Kind.FAILURE),
        ("failed", "5.4.4", "unable to route", Kind.FAILURE),
        ("failed", "4.7.0", "smtp; 421 4.7.0 try again", Kind.REFUSED),
        ("failed", "5.7.26", "smtp; 550-5.7.26 not authenticated", Kind.REFUSED),
        ("failed", "5.1.1", "smtp; 550 5.7.1 blocked by policy", Kind.REFUSED),
        ("failed", "5.0.0", "smtp; 550 no reason", Kind.REFUSED),
        ("failed", "5.0.0", "smtp; 550 5.1.1 unknown user", Kind.BOUNCE),
        ("failed", "5.1.1 (unknown user)", "", Kind.BOUNCE),
        ("failed", "5.1.100", "", Kind.REFUSED),
        ("relayed", "2.0.0", "", Kind.SUCCESS),
        ("delivered", "2.0.0", "", Kind.SUCCESS),
        ("failed", "", "smtp; 550 5.1.1 unknown user", Kind.OTHER),
        ("failed", "5.1.1.1", "", Kind.OTHER),
        ("lost", "5.1.1", "", Kind.OTHER),
        ("", "5.1.1", "", Kind.OTHER),
    ],
)
def test_other_reports_do_not_suppress(
    action: str, status: str, diagnostic: str, kind: Kind
) -> None:
    assert read(make_report(make_group(action, status, diagnostic))).kind is kind


@pytest.mark.parametrize(
    "header", ["To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"]
)
def test_the_token_may_be_in_any_header_of_the_recipient(header: str) -> None:
    report = make_report(make_group(), to=SENDER)
    report = f"{header}: <bounces+{BOUNCE}@example.org>\r\n".encode() + report
    assert read(report).subscriber_id == READER


def test_a_forged_token_names_no_one() -> None:
    for token in (FORGED, UNSUBSCRIBE[:-1] + "x", "b.12.3", LANGUAGE):
        found = read(make_report(make_group(), to=f"bounces+{token}@example.org"))
        assert (found.kind, found.subscriber_id) == (Kind.BOUNCE, 0)


def test_a_report_names_the_delivery() -> None:
    by_header = make_report(make_group(), to=SENDER, returned=f"X-Brief-Delivery: {DELIVERY}\n")
    by_envelope = make_report(make_group(), to=SENDER, envelope_id=DELIVERY)
    assert read(by_header).delivery_id == read(by_envelope).delivery_id == DELIVERY
    assert read(make_report(make_group(), to=SENDER, envelope_id="0" * 32)).delivery_id == ""


def test_a_report_about_the_witness_is_not_about_the_subscriber() -> None:
    witness = make_group(recipient=WITNESS)
    assert read(make_report(witness)).kind is Kind.WITNESS
    delivered = make_group("relayed", "2.0.0", "")
    assert read(make_report(witness, delivered)).kind is Kind.SUCCESS
    elsewhere = make_group("delayed", "4.2.0", "", recipient="other@example.com")
    assert read(make_report(witness, elsewhere)).kind is Kind.DELAY


@pytest.mark.parametrize("kind", ["abuse", "fraud", "virus", "other", "opt-out"])
def test_a_feedback_report_complains(kind: str) -> None:
    returned = f"Return-Path: <bounces+{BOUNCE}@example.org>\n"
    found = read(make_complaint(kind, returned))
    assert (found.kind, found.subscriber_id, found.edition_id) == (Kind.COMPLAINT, READER, EDITION)


@pytest.mark.parametrize(
    ("returned", "sender"),
    [
        ("", f"bounces+{BOUNCE}@example.org"),
        (f"List-Unsubscribe: <mailto:leave+{UNSUBSCRIBE}@example.org>\n", ""),
        (f"List-Unsubscribe: <https://example.org/u/{UNSUBSCRIBE}>,\n <mailto:x@y>\n", ""),
    ],
)
def test_a_complaint_is_identified_by_what_it_quotes(returned: str, sender: str) -> None:
    assert read(make_complaint("abuse", returned, sender)).subscriber_id == READER


def test_a_complaint_without_a_token_names_no_one() -> None:
    found = read(make_complaint("abuse", f"X-Brief-Delivery: {DELIVERY}\n"))
    assert (found.kind, found.subscriber_id, found.delivery_id) == (Kind.COMPLAINT, 0, DELIVERY)


def test_texts_contain_no_address() -> None:
    found = read(make_report(make_group()))
    assert found.text == "smtp; 550 5.1.1 <…@example.net>: Recipient address rejected"
    assert hide_addresses("a.b+c@x.org 'd e'@y.org " + "z" * 999).startswith("…@x.org ")
    assert len(hide_addresses("z" * 999)) == 300


@given(st.binary(max_size=3000))
@example(b"Content-Type: multipart/report; boundary=a\n\n--a\nContent-Type: message/rfc822\n\n")
@example(b"Subject: =?utf-8?b?\xff?= =?x-none?q?a?=\nTo: =?idna?q?a=ff?=\n\n")
@example(b"Content-Type: multipart/report;\n boundary==?utf-16?q?a?=\n\n")
@example(
    b"".join(
        b"Content-Type: multipart/report; boundary=%d\n\n--%d\n" % (depth, depth)
        for depth in range(600)
    )
)
def test_random_bytes_never_fail_and_never_name_a_person(content: bytes) -> None:
    found = read(content)
    assert found.subscriber_id == 0


HEADER_NAMES = ("Content-Type", "To", "Subject", "Action", "Status", "Auto-Submitted", "X")
LINES = st.one_of(
    st.sampled_from(make_report(make_group()).decode().splitlines()),
    st.sampled_from(make_complaint().decode().splitlines()),
    st.tuples(st.sampled_from(HEADER_NAMES), st.text(max_size=20)).map(": ".join),
    st.just(""),
    st.text(max_size=30),
)


@given(st.lists(LINES, max_size=40), st.sampled_from([UNSUBSCRIBE, BOUNCE, FORGED, "x"]))
def test_shuffled_reports_suppress_only_with_their_token(lines: list[str], token: str) -> None:
    content = "\r\n".join(lines).encode("utf-8", "surrogatepass")
    content = content.replace(BOUNCE.encode(), token.encode())
    found = read(content)
    if token not in {BOUNCE, UNSUBSCRIBE}:
        assert found.subscriber_id == 0
    if found.kind in NEW_STATUS and found.subscriber_id:
        assert token.encode() in content
