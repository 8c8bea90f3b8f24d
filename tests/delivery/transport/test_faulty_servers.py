"""Each fault of a server ends in its verdict, and in no second message."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from brief.delivery.transport.connection import Timeouts
from brief.delivery.transport.reply import Reply, Stage, Verdict
from brief.delivery.transport.smtp import SmtpTransport
from brief.delivery.transport.verdict import judge
from tests.delivery.servers.faults import Action, Fault
from tests.delivery.servers.faulty import Service
from tests.delivery.transport.sending import TEXT, deliver, make_message, make_plain_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.delivery.servers.fixtures import StartFaulty

ECHO = "echo p"
SHORT = Timeouts(connect=20, command=2, dot=4)


@pytest.mark.parametrize(
    ("command", "words", "stage", "verdict"),
    [
        ("RCPT", "451 4.7.1 Greylisting in action, please come back later", "RCPT", "deferred"),
        ("RCPT", "450 4.2.0 mailbox busy", "RCPT", "deferred"),
        ("RCPT", "550 5.1.1 no such user", "RCPT", "bounced"),
        ("RCPT", "550 5.7.1 not welcome", "RCPT", "blocked"),
        ("RCPT", "552 5.2.2 mailbox full", "RCPT", "failed"),
        ("RCPT", "421 4.7.0 too many", "RCPT", "blocked"),
        ("MAIL", "550 5.7.1 sender refused", "MAIL", "blocked"),
        ("MAIL", "452 4.3.1 too busy", "MAIL", "connection"),
        ("DATA", "554 5.7.1 policy", "DATA", "blocked"),
        ("DOT", "554 5.7.26 unauthenticated", "DOT", "blocked"),
        ("DOT", "552 5.3.4 too big", "DOT", "failed"),
        ("DOT", "550 5.1.1 no such user", "DOT", "bounced"),
    ],
)
def test_a_refusal_has_its_verdict_and_the_next_message_is_sent(  # noqa: PLR0913, PLR0917 - a table
    start_faulty: StartFaulty, tmp_path: Path, command: str, words: str, stage: str, verdict: str
) -> None:
    server = start_faulty(Fault(command, words))
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        reply = deliver(transport)
        assert (str(reply), reply.stage) == (words, stage)
        assert judge(reply) is Verdict(verdict)
        server.script.set_faults()
        assert deliver(transport).code == 250
    assert len(server.script.received) == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("MAIL", "220 ready"),
        ("RCPT", "354 go on"),
        ("RCPT", "250 ok\r\n250 once more"),
        ("DATA", "250 ok"),
        ("DOT", "354 go on"),
    ],
)
def test_a_success_that_does_not_fit_is_never_taken_for_an_accepted_message(
    start_faulty: StartFaulty, tmp_path: Path, command: str, words: str
) -> None:
    server = start_faulty(Fault(command, words))
    with SmtpTransport(make_plain_server(server), tmp_path, timeouts=SHORT) as transport:
        reply = deliver(transport)
        assert (reply.code, judge(reply)) == (0, Verdict.CONNECTION)
        server.script.set_faults()
        before = len(server.script.received)
        assert deliver(transport).code == 250
    assert len(server.script.received) == before + 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault("MAIL", "452 4.3.1 too many mails", after=3, each_connection=True),
        Fault("MAIL", "421 4.3.2 recycling", action=Action.CLOSE, after=3, each_connection=True),
        Fault("MAIL", action=Action.CLOSE, after=3, each_connection=True),
        Fault("RCPT", action=Action.CLOSE, after=3, each_connection=True),
        Fault("DATA", action=Action.CLOSE, after=3, each_connection=True),
    ],
    ids=["452", "421", "MAIL", "RCPT", "DATA"],
)
def test_a_worn_out_connection_is_replaced(
    start_faulty: StartFaulty, tmp_path: Path, fault: Fault
) -> None:
    server = start_faulty(fault)
    recipients = [f"r{number}@example.org" for number in range(10)]
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        replies = [deliver(transport, recipient) for recipient in recipients]
    assert {reply.code for reply in replies} == {250}
    assert server.script.recipients == recipients
    assert server.script.connections == 4


def test_a_connection_is_replaced_after_ninety_messages(
    start_faulty: StartFaulty, tmp_path: Path
) -> None:
    server = start_faulty(Fault("MAIL", action=Action.CLOSE, after=90, each_connection=True))
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        assert {deliver(transport).code for _ in range(181)} == {250}
    assert server.script.connections == 3
    assert server.script.verbs.count("QUIT") == 3
    assert len(server.script.received) == 181


@pytest.mark.parametrize("action", [Action.CLOSE, Action.LOSE])
def test_a_reply_lost_after_the_dot_is_never_repeated(
    start_faulty: StartFaulty, tmp_path: Path, action: Action
) -> None:
    server = start_faulty(Fault("DOT", action=action, times=1))
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        reply = deliver(transport)
        assert reply == Reply(0, "the connection is lost", Stage.DOT)
        assert len(server.script.received) == (action is Action.LOSE)
        assert deliver(transport).code == 250
    assert server.script.connections == 2


def test_a_body_that_is_always_dropped_is_tried_twice(
    start_faulty: StartFaulty, tmp_path: Path
) -> None:
    server = start_faulty(Fault("BODY", action=Action.CLOSE, octets=10_000))
    message = make_message(content=TEXT + b"line\r\n" * 2_000_000)
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        reply = transport.start(message)
    assert reply
    assert (reply.code, reply.stage, judge(reply)) == (0, Stage.BODY, Verdict.CONNECTION)
    assert server.script.received == []
    assert server.script.connections == 2


def test_a_connection_lost_before_the_dot_leaves_no_doubt(
    start_faulty: StartFaulty, tmp_path: Path
) -> None:
    server = start_faulty(Fault("BODY", action=Action.CLOSE, octets=10, times=1))
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        assert transport.start(make_message()) is None
        if server.script.connections == 1:  # else the loss was seen at once, and it was repeated
            wait_for(lambda: server.script.open_connections == 0)
            assert transport.finish() == Reply(0, "the connection is lost", Stage.BODY)
            assert transport.start(make_message()) is None
        assert transport.finish().code == 250
    assert len(server.script.received) == 1


def test_a_refusal_before_the_dot_is_read_and_the_dot_is_not_sent(
    start_faulty: StartFaulty, tmp_path: Path
) -> None:
    fault = Fault("BODY", "421 4.3.2 going down", action=Action.CLOSE, octets=10)
    server = start_faulty(fault)
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        reply = transport.start(make_message())
        if reply is None:
            wait_for(lambda: server.script.open_connections == 0)
            reply = transport.finish()
    assert (str(reply), reply.stage) == ("421 4.3.2 going down", Stage.BODY)
    assert "." not in server.script.verbs


def test_an_early_refusal_of_the_content_ends_the_connection(
    start_faulty: StartFaulty, tmp_path: Path
) -> None:
    fault = Fault("BODY", "552 5.3.4 too big", action=Action.CLOSE, octets=10, times=2)
    server = start_faulty(fault)
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        refused = deliver(transport)
        assert refused.code in {0, 552}
        assert refused.stage in {Stage.BODY, Stage.DOT}
        server.script.set_faults()
        assert deliver(transport).code == 250
    assert len(server.script.received) == 1
    assert "RSET" not in server.script.verbs, "it would be a line of the message"


def test_a_bad_address_leaves_a_usable_connection(
    start_faulty: StartFaulty, tmp_path: Path
) -> None:
    server = start_faulty()
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        for bad in ("a@b.example>\r\nRCPT TO:<x@y.example", "ä@example.org"):
            with pytest.raises(ValueError, match="SMTP command"):
                transport.start(make_message(bad))
        with pytest.raises(ValueError, match="SMTP command"):
            transport.start(make_message(), ("a@b\r\nDATA",))
        assert deliver(transport).code == 250
    assert server.script.recipients == ["reader@example.org"]
    assert server.script.connections == 1


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.slow
def test_a_slow_server_is_left(start_faulty: StartFaulty, tmp_path: Path) -> None:
    server = start_faulty(Fault("DOT", action=Action.WAIT, seconds=2.5, times=1))
    with SmtpTransport(make_plain_server(server), tmp_path, timeouts=SHORT) as transport:
        assert deliver(transport).code == 250, "a reply to the dot may take longer"
        server.script.set_faults(Fault("DOT", action=Action.WAIT, seconds=10))
        late = deliver(transport)
        assert late == Reply(0, "the server does not answer in time", Stage.DOT)
        server.script.set_faults(Fault("RCPT", action=Action.WAIT, seconds=30, times=2))
        begin = time.monotonic()
        slow = deliver(transport)
        assert slow == Reply(0, "the server does not answer in time", Stage.RCPT)
        assert time.monotonic() - begin < 20, "two attempts, and not the server's 30 seconds"


def test_a_refused_witness_fails_the_message(start_faulty: StartFaulty, tmp_path: Path) -> None:
    server = start_faulty(Fault("RCPT", "550 5.1.1 no such user", to="archive@*", times=1))
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        reply = deliver(transport, copies=("archive@example.org",))
        assert (reply.stage, judge(reply)) == (Stage.COPY, Verdict.BLOCKED)
        assert server.script.received == []
        assert server.script.verbs[-1] == "RSET"
        assert deliver(transport, copies=("archive@example.org",)).code == 250
    assert server.script.recipients == ["reader@example.org", "archive@example.org"]


def test_limits_of_the_server_are_respected(start_faulty: StartFaulty, tmp_path: Path) -> None:
    small = Service(size_limit=1000, smtputf8=False, eight_bit=False)
    server = start_faulty(service=small)
    cases = [
        (make_message(content=b"x" * 1001), "5.3.4"),
        (make_message("büro@example.org", utf8=True), "5.6.7"),
        (make_message(content="ä\r\n".encode()), "5.6.3"),
    ]
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        for message, code in cases:
            reply = transport.start(message)
            assert reply
            assert (reply.enhanced, judge(reply)) == (code, Verdict.FAILED)
        assert deliver(transport).code == 250
    assert server.script.verbs.count("MAIL") == 1
    sizes = [text for text in server.script.received[0].sender_options if "SIZE" in text]
    assert sizes == [f"SIZE={len(TEXT)}"]


def test_eight_bit_text_is_announced(start_faulty: StartFaulty, tmp_path: Path) -> None:
    server = start_faulty()
    with SmtpTransport(make_plain_server(server), tmp_path) as transport:
        assert transport.start(make_message(content="ä\r\n".encode())) is None
        assert transport.finish().code == 250
    assert "BODY=8BITMIME" in server.script.received[0].sender_options
    assert server.script.received[0].content == "ä\r\n".encode()


@pytest.mark.parametrize("words", ["421 4.3.2 not now", "554 5.3.2 never"])
def test_a_refused_connection_is_quoted(
    start_faulty: StartFaulty, tmp_path: Path, words: str
) -> None:
    server = start_faulty(Fault("CONNECT", words, times=2))
    transport = SmtpTransport(make_plain_server(server), tmp_path)
    reply = transport.start(make_message())
    assert reply
    assert (str(reply), reply.stage) == (words, Stage.CONNECT)
    assert judge(reply) is Verdict.BLOCKED
