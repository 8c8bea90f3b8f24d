"""Reports in the forms that different mail servers give them, all written for these tests."""

from __future__ import annotations

import time
from base64 import b64encode

import pytest

from brief.delivery.inbox.reader import OwnAddresses, read_returned
from brief.delivery.inbox.returned import Kind
from tests.delivery.inbox.returns import ADDRESS, BOUNCE, KEY, READER, make_group, make_report

TO = f"bounces+{BOUNCE}@example.org"
HEAD = f"""\
From: Postmaster <postmaster@example.net>
To: <{TO}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="=_part_1"

"""

NESTED = f"""\
{HEAD}--=_part_1
Content-Type: multipart/related; boundary="inner"

--inner
Content-Type: multipart/alternative; boundary="innermost"

--innermost
Content-Type: text/plain

Address not found
--innermost--
--inner--
--=_part_1
Content-Type: message/delivery-status

Reporting-MTA: dns; example.com
Received-From-MTA: dns; example.org
X-Original-Message-ID: <1@example.org>

Final-Recipient: rfc822; {ADDRESS}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.net. (192.0.2.1, the server for the domain example.net.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does
 not exist. Please try
 550-5.1.1 double-checking the recipient's email address
Last-Attempt-Date: Tue, 01 Dec 2026 01:00:00 -0800 (PST)

--=_part_1
Content-Type: message/rfc822

Subject: The tide

Text.
--=_part_1--
"""
"""A first part with parts of its own, and a diagnostic of several lines."""

ORGANISATION = f"""\
{HEAD}--=_part_1
Content-Type: text/plain; charset="us-ascii"

Delivery has failed to these recipients or groups.
--=_part_1
Content-Type: message/delivery-status

Reporting-MTA: dns;mail.example.net
Received-From-MTA: dns;mx.example.org
Arrival-Date: Tue, 1 Dec 2026 09:00:00 +0000

Original-Recipient: rfc822;{ADDRESS}
Final-Recipient: rfc822;{ADDRESS}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found by lookup

--=_part_1--
"""
"""Without the returned message."""

GENERAL = f"""\
{HEAD}--=_part_1
Content-Type: text/plain

This message was created automatically by mail delivery software.
--=_part_1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Action: failed
Final-Recipient: rfc822;{ADDRESS}
Status: 5.0.0
Remote-MTA: dns; mx.example.net
Diagnostic-Code: smtp; 550 5.1.1 <{ADDRESS}>: user unknown

--=_part_1--
"""
"""A general status, with the exact one in the diagnostic."""

STATUS = f"Reporting-MTA: dns; x\n\n{make_group()}"
ENCODED = f"""\
{HEAD}--=_part_1
Content-Type: message/delivery-status
Content-Transfer-Encoding: base64

{b64encode(STATUS.encode()).decode()}
--=_part_1--
"""

UTF8 = f"""\
{HEAD}--=_part_1
Content-Type: message/global-delivery-status

Reporting-MTA: dns; x

Original-Recipient: utf-8; {ADDRESS}
Final-Recipient: utf-8; {ADDRESS}
Action: failed
Status: 5.1.1

--=_part_1
Content-Type: message/global-headers

Subject: Größe
--=_part_1--
"""
"""RFC 6533: reports in UTF-8."""

PLAIN = f"""\
From: MAILER-DAEMON@example.net
To: {TO}
Subject: failure notice

Hi. This is a mail program.
I'm afraid I wasn't able to deliver your message to the following addresses.

<{ADDRESS}>:
Sorry, no mailbox here by that name. (#5.1.1)
"""

FORWARDED = f"""\
From: A. Reader <reader@example.net>
To: {TO}
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: text/plain

Look what I got.
--outer
Content-Type: message/rfc822

{ORGANISATION}
--outer--
"""


@pytest.mark.parametrize("text", [NESTED, ORGANISATION, GENERAL, ENCODED, UTF8])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_bounce_is_read_in_every_form(text: str, line_end: str) -> None:
    content = text.replace("\n", line_end).encode()
    found = read_returned(content, KEY, OwnAddresses()).settle(ADDRESS, frozenset())
    assert (found.kind, found.subscriber_id) == (Kind.BOUNCE, READER)
    assert ADDRESS not in found.text


@pytest.mark.parametrize("text", [PLAIN, FORWARDED])
def test_a_report_in_an_unknown_form_does_nothing(text: str) -> None:
    found = read_returned(text.encode(), KEY, OwnAddresses())
    assert (found.kind, found.subscriber_id) == (Kind.OTHER, 0)


def test_a_report_about_several_recipients_is_about_the_subscriber() -> None:
    other = make_group("delayed", "4.4.1", "", recipient="other@example.com")
    found = read_returned(make_report(other, make_group()), KEY, OwnAddresses())
    assert found.settle(ADDRESS, frozenset()).kind is Kind.BOUNCE
    assert found.settle("other@example.com", frozenset()).kind is Kind.DELAY


LONG = 500_000
ADDRESSES = f"To: {'a' * 9000}\n" * (LONG // 9000)
GROUPS = "\n".join(make_group(diagnostic=f"smtp; 550 5.1.1 {'a' * 9000}") for _ in range(40))


@pytest.mark.parametrize(
    "content",
    [
        ADDRESSES.encode(),
        b"Subject: " + b"=?" * (LONG // 2),
        b"Subject: " + b"a " * (LONG // 2),
        b"To: " + b"+" * LONG + b"\n\n",
        b"To: leave@example.org\n\n" + b"a" * LONG,
        make_report(GROUPS),
        HEAD.encode() + b"--=_part_1\n\n" * (LONG // 13),
    ],
)
def test_no_message_takes_long_to_read(content: bytes) -> None:
    begun = time.process_time()
    read_returned(content, KEY, OwnAddresses("leave@example.org"))
    assert time.process_time() - begun < 10
