"""Suppression lists of other programs, as they export them, and plain ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from brief.delivery.subscribers.erasure import erase_person
from brief.delivery.subscribers.model import Status
from brief.delivery.subscribers.person import suppress_addresses
from brief.delivery.subscribers.reading.encoding import decode_content
from brief.delivery.subscribers.reading.suppression_list import (
    SuppressionList,
    read_suppression_list,
)
from brief.errors import ContentError
from tests.delivery.subscribers.conftest import NOW, bring

if TYPE_CHECKING:
    from brief.delivery.subscribers.store import SubscriberStore


def read(text: str, status: Status | None = None) -> SuppressionList:
    return read_suppression_list(decode_content(text.encode(), "left.csv"), NOW, status)


def statuses(text: str, status: Status | None = None) -> dict[str, str]:
    return {key: str(it.status) for key, it in read(text, status).entries.items()}


LISTMONK = """\
uuid,email,name,attributes,status,created_at,updated_at
1,a@example.org,A,"{""city"": ""Bolzano""}",enabled,2024-01-02 03:04:05.123+00,2024-01-02
2,b@example.org,B,{},blocklisted,2024-01-02 03:04:05.123+00,2024-01-02
3,c@example.org,C,{},disabled,2024-01-02 03:04:05.123+00,2024-01-02
"""
LISTMONK_BOUNCES = json.dumps(
    {
        "data": {
            "results": [
                {"id": 1, "type": "hard", "email": "b@example.org", "source": "api"},
                {"id": 2, "type": "soft", "email": "a@example.org", "source": "api"},
                {"id": 3, "type": "complaint", "email": "c@example.org", "source": "ses"},
            ]
        }
    }
)
MAILCHIMP_LEFT = """\
Email Address,First Name,Address,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,UNSUB_REASON_OTHER
b@example.org,B,Street 1,2023-04-05 06:07:08,News,NORMAL: not interested,
c@example.org,C,,2023-04-05 06:07:08,News,ABUSE: marked as spam,
d@example.org,D,,2023-04-05 06:07:08,News,,too many
"""
MAILCHIMP_CLEANED = """\
"Email Address","First Name","CLEAN_TIME","CLEAN_CAMPAIGN_TITLE"
b@example.org,B,"2023-04-05 06:07:08",News
"""
MAILTRAIN = """\
Email,First name,Status
a@example.org,A,1
b@example.org,B,2
c@example.org,C,3
d@example.org,D,4
"""
SES = json.dumps(
    {
        "SuppressedDestinationSummaries": [
            {"EmailAddress": "b@example.org", "Reason": "BOUNCE", "LastUpdateTime": 1586552585.0},
            {
                "EmailAddress": "c@example.org",
                "Reason": "COMPLAINT",
                "LastUpdateTime": "2020-04-10T21:03:05+00:00",
            },
        ]
    }
)
SES_LINES = """\
{"emailAddress": "b@example.org", "reason": "BOUNCE"}
{"emailAddress": "c@example.org", "reason": "COMPLAINT"}
"""
POSTMARK = json.dumps(
    {
        "Suppressions": [
            {
                "EmailAddress": f"{letter}@example.org",
                "SuppressionReason": reason,
                "Origin": origin,
                "CreatedAt": "2019-12-10T08:58:33-05:00",
            }
            for letter, reason, origin in (
                ("b", "HardBounce", "Recipient"),
                ("c", "SpamComplaint", "Recipient"),
                ("d", "ManualSuppression", "Recipient"),
                ("e", "ManualSuppression", "Customer"),
            )
        ]
    }
)
POSTMARK_CSV = """\
EmailAddress,SuppressionReason,Origin,CreatedAt
b@example.org,HardBounce,Recipient,2019-12-10T08:58:33-05:00
d@example.org,ManualSuppression,Recipient,2019-12-10T08:58:33-05:00
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LISTMONK, {"b": "unsubscribed", "c": "by hand"}),
        (LISTMONK_BOUNCES, {"b": "bounced", "c": "complained"}),
        (MAILCHIMP_LEFT, {"b": "unsubscribed", "c": "complained", "d": "unsubscribed"}),
        (MAILCHIMP_CLEANED, {"b": "bounced"}),
        (MAILTRAIN, {"b": "unsubscribed", "c": "bounced", "d": "complained"}),
        ('{"data": {"emails": ["b@example.org"]}}', {"b": "by hand"}),
        (SES, {"b": "bounced", "c": "complained"}),
        (SES_LINES, {"b": "bounced", "c": "complained"}),
        ("b@example.org,BOUNCE\nc@example.org,COMPLAINT\n", {"b": "bounced", "c": "complained"}),
        ("email,reason\nb@example.org,BOUNCE\n", {"b": "bounced"}),
        (POSTMARK, {"b": "bounced", "c": "complained", "d": "unsubscribed", "e": "by hand"}),
        (POSTMARK_CSV, {"b": "bounced", "d": "unsubscribed"}),
        ("# a comment\nb@example.org\n\nC@Example.org\n", {"b": "by hand", "c": "by hand"}),
        ('["b@example.org", "c@example.org"]', {"b": "by hand", "c": "by hand"}),
    ],
)
def test_exports_are_read_with_their_reasons(text: str, expected: dict[str, str]) -> None:
    assert statuses(text) == {f"{it}@example.org": status for it, status in expected.items()}


def test_dates_of_the_list_are_kept() -> None:
    assert read(MAILCHIMP_CLEANED).entries["b@example.org"].at == "2023-04-05T06:07:08Z"
    dates = [it.at for it in read(SES).entries.values()]
    assert dates == ["2020-04-10T21:03:05Z"] * 2
    assert read("b@example.org\n").entries["b@example.org"].at == ""


def test_one_status_can_be_given_to_all() -> None:
    text = "email,reason\nb@example.org,foo\n"
    assert statuses(text, Status.COMPLAINED) == {"b@example.org": "complained"}
    findings = read(text).findings
    assert [(it.code, str(it.severity)) for it in findings] == [("subscriber-status", "error")]


def test_the_strongest_of_several_entries_counts() -> None:
    text = "b@example.org,BOUNCE\nB@example.org,COMPLAINT\nb@example.org,BOUNCE\n"
    assert statuses(text) == {"b@example.org": "complained"}


def test_invalid_addresses_are_reported_and_left_out() -> None:
    listed = read("email\nb@example.org\nb@example..org\n")
    assert list(listed.entries) == ["b@example.org"]
    (finding,) = listed.findings
    assert (str(finding.severity), finding.place and finding.place.line) == ("warning", 3)


@pytest.mark.parametrize(
    "text", ["name,city\nA,B\n", '{"data": ', "[" * 100_000, '{"a": 1}\n{"b"\n']
)
def test_lists_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ContentError):
        read(text)


def test_a_list_without_addresses_is_refused() -> None:
    assert [it.code for it in read('{"Suppressions": []}').findings] == ["list-empty"]


def test_unknown_addresses_are_stored_so_that_no_import_makes_them_active(
    store: SubscriberStore,
) -> None:
    bring(store, "email\na@example.org\nb@example.org\nz@example.org\n")
    store.suppress(2, Status.COMPLAINED, "a report")
    erase_person(store, "z@example.org")
    text = "a@example.org,BOUNCE\nb@example.org,BOUNCE\nnew@example.org,BOUNCE\nz@example.org\n"
    count = suppress_addresses(store, read(text).entries.values())
    assert (count.changed, count.unchanged, count.added, count.erased) == (1, 1, 1, 1)
    assert store.get_status(1) is Status.BOUNCED
    assert store.get_status(2) is Status.COMPLAINED
    assert bring(store, "email\nnew@example.org\nz@example.org\n").added == []
    found = store.find("new@example.org")
    assert found
    assert (found.status, found.status_cause) == (Status.BOUNCED, "left.csv: BOUNCE")
    again = suppress_addresses(store, read(text).entries.values())
    assert (again.changed, again.added, again.unchanged) == (0, 0, 3)
