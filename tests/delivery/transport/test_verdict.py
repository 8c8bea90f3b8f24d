"""What follows from a reply, for the table of codes and for words of well-known servers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.delivery.transport.reply import BAD_ADDRESS, Reply, Stage, Verdict
from brief.delivery.transport.verdict import judge

ACCEPTED, DEFERRED, FAILED = Verdict.ACCEPTED, Verdict.DEFERRED, Verdict.FAILED
BOUNCED, BLOCKED, CONNECTION = Verdict.BOUNCED, Verdict.BLOCKED, Verdict.CONNECTION

AT_RECIPIENT = [
    # The table of codes (RFC 3463).
    *((f"550 {code} no", BOUNCED) for code in sorted(BAD_ADDRESS)),
    ("250 2.1.5 OK", ACCEPTED),
    ("251 2.1.5 forwarded", ACCEPTED),
    ("552 5.2.2 mailbox full", FAILED),
    ("552 5.2.3 too large for this mailbox", FAILED),
    ("552 5.3.4 too large", FAILED),
    ("550 5.4.1 no answer from host", FAILED),
    ("550 5.4.4 no route", FAILED),
    ("450 4.2.1 mailbox disabled for now", DEFERRED),
    ("452 4.2.2 over quota", DEFERRED),
    ("451 4.3.0 local error", DEFERRED),
    ("450 4.4.1 no answer", DEFERRED),
    ("450 4.1.1 unknown for now", DEFERRED),
    ("550 5.7.1 not welcome", BLOCKED),
    ("550 5.7.26 not authenticated", BLOCKED),
    ("550 5.7.515 access denied", BLOCKED),
    ("421 4.7.28 unusual rate", BLOCKED),
    ("450 4.7.25 no PTR record", BLOCKED),
    ("421 closing", BLOCKED),
    ("421 4.3.2 shutting down", BLOCKED),
    # Greylisting is over after a few minutes.
    ("451 4.7.1 Greylisting in action, please come back in 00:05:00", DEFERRED),
    ("451 4.7.1 Try again later", DEFERRED),
    ("450 4.2.0 <a@example.org>: Recipient address rejected: Greylisted", DEFERRED),
    ("451 4.7.500 Access denied, please try again later", BLOCKED),
    ("451 4.7.1 blocked for spam, try again later", BLOCKED),
    # Without an enhanced code no person is suppressed, whatever the words.
    ("550 User unknown", FAILED),
    ("550 No such user here", FAILED),
    ("554 delivery error: this user doesn't have an account", FAILED),
    ("550 Requested action not taken: mailbox unavailable", FAILED),
    ("450 mailbox unavailable", DEFERRED),
    ("451 local error in processing", DEFERRED),
    ("452 insufficient storage", DEFERRED),
    ("550 4.1.1 the classes differ", FAILED),
    # Except in the form of qmail.
    ("550 sorry, no mailbox here by that name. (#5.1.1)", BOUNCED),
    ("511 sorry, no mailbox here by that name (#5.1.1 - chkuser)", BOUNCED),
    # The sender is the problem, whatever the code.
    ("550 5.1.1 rejected: listed in our DNSBL", BLOCKED),
    ("550 5.1.8 bad outbound sender", BLOCKED),
    ("550 5.4.5 Daily user sending limit exceeded", BLOCKED),
    ("554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException", BLOCKED),
    ("432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", BLOCKED),
    ("454 Throttling failure: Maximum sending rate exceeded", BLOCKED),
    ("554 Message rejected: Email address is not verified", BLOCKED),
    ("554 Relay access denied", BLOCKED),
    ("550 SPF check failed", BLOCKED),
    ("530 Authentication required", BLOCKED),
    # The address itself is no reason.
    ("550 5.1.1 <spam@blocked.example.org>: user unknown", BOUNCED),
    ("550-5.1.1 The account does not exist. See https://example.org/spam 550 5.1.1 -", BOUNCED),
]


def read(line: str) -> tuple[int, str]:
    return int(line[:3]), line[4:]


@pytest.mark.parametrize(("line", "verdict"), AT_RECIPIENT)
@pytest.mark.parametrize("stage", [Stage.RCPT, Stage.DATA, Stage.DOT])
def test_replies_about_a_recipient(line: str, verdict: Verdict, stage: Stage) -> None:
    assert judge(Reply(*read(line), stage)) is verdict


@pytest.mark.parametrize(
    ("line", "stage", "verdict"),
    [
        ("550 5.1.1 no such sender", Stage.MAIL, BLOCKED),
        ("452 too many messages on this connection", Stage.MAIL, CONNECTION),
        ("452 4.3.1 full", Stage.MAIL, CONNECTION),
        ("451 4.3.0 busy", Stage.MAIL, BLOCKED),
        ("552 5.3.4 too large", Stage.MAIL, FAILED),
        ("554 5.3.2 no", Stage.CONNECT, BLOCKED),
        ("535 5.7.8 wrong", Stage.AUTH, BLOCKED),
        ("550 5.1.1 no such archive", Stage.COPY, BLOCKED),
        ("452 4.2.2 full archive", Stage.COPY, BLOCKED),
    ],
)
def test_replies_about_something_else(line: str, stage: Stage, verdict: Verdict) -> None:
    assert judge(Reply(*read(line), stage)) is verdict


@pytest.mark.parametrize("stage", list(Stage))
def test_a_lost_connection_is_about_no_person(stage: Stage) -> None:
    assert judge(Reply(0, "550 5.1.1 no such user", stage)) is CONNECTION


WORDS = st.text() | st.from_regex(r"[245]\.[0-9]{1,2}\.[0-9]{1,3} .{0,20}", fullmatch=True)


@given(st.integers(200, 599), WORDS, st.sampled_from(Stage))
def test_only_a_known_code_about_the_recipient_suppresses(
    code: int, text: str, stage: Stage
) -> None:
    reply = Reply(code, text, stage)
    verdict = judge(reply)
    assert (verdict is ACCEPTED) == (code < 400)
    if verdict is BOUNCED:
        assert code >= 500
        assert stage in {Stage.RCPT, Stage.DATA, Stage.DOT}
        assert any(known in text for known in BAD_ADDRESS)
    if code >= 400 and stage not in {Stage.RCPT, Stage.DATA, Stage.BODY, Stage.DOT}:
        assert verdict in {BLOCKED, CONNECTION, FAILED}
