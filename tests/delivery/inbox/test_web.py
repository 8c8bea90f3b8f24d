"""Links in mails: only a POST with a valid token changes anything, in a page that loads nothing."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from brief.delivery.inbox.web.service import SubscriptionService
from brief.delivery.subscribers.model import Status
from brief.editorial.locale.page_strings import list_catalogues
from brief.editorial.locale.subscription_strings import subscription_strings
from tests.delivery.inbox.browsing import ONE_CLICK, Running, run_server
from tests.delivery.inbox.returns import (
    EDITION,
    LANGUAGE,
    PROOF,
    READER,
    UNSUBSCRIBE,
    make_person,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.delivery.inbox.browsing import Answer

LINK, CHOICE = f"/u/{UNSUBSCRIBE}", f"/l/{LANGUAGE}"
MULTIPART = (
    "--x1\r\nContent-Disposition: form-data; name=List-Unsubscribe\r\n\r\nOne-Click\r\n--x1--\r\n"
)


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    with run_server("/news") as running:
        yield running


@pytest.fixture
def site(running: Running) -> Running:
    """Return the server with one active reader, who prefers Italian."""
    running.subscribers.people = {READER: make_person()}
    running.journal.records.clear()
    running.lines.clear()
    return running


def status(site: Running) -> Status:
    return site.subscribers.people[READER].status


def submit(site: Running, page: Answer, path: str) -> Answer:
    """Press the button of a page."""
    name, value = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)">', page.text)[0]
    return site.ask("POST", path, f"{name}={value}")


def test_one_click_unsubscribes_without_redirect_and_cookie(site: Running) -> None:
    answer = site.ask("POST", LINK, ONE_CLICK)
    assert (answer.status, status(site)) == (200, Status.UNSUBSCRIBED)
    assert answer.headers["Set-Cookie"] is None
    assert answer.headers["Location"] is None
    assert site.journal.records == [(EDITION, READER, "unsubscribe", "one-click unsubscription")]
    assert site.ask("POST", LINK, ONE_CLICK).status == 200
    assert len(site.journal.records) == 1


def test_a_line_end_after_the_form_does_no_harm(site: Running) -> None:
    assert site.ask("POST", LINK, f"{ONE_CLICK}\r\n").status == 200
    assert status(site) is Status.UNSUBSCRIBED


def test_one_click_may_be_multipart(site: Running) -> None:
    kind = "multipart/form-data; boundary=x1"
    assert site.ask("POST", LINK, MULTIPART, Content_Type=kind).status == 200
    assert status(site) is Status.UNSUBSCRIBED


@pytest.mark.parametrize(
    "path", [LINK, f"/news{LINK}", f"{LINK}/", f"{LINK.upper().replace('/U/', '/u/')}?utm=1"]
)
def test_a_proxy_may_keep_or_remove_the_path(site: Running, path: str) -> None:
    assert site.ask("POST", path, ONE_CLICK).status == 200
    assert status(site) is Status.UNSUBSCRIBED


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_following_a_link_changes_nothing(site: Running, method: str) -> None:
    for path in (LINK, CHOICE):
        answer = site.ask(method, path)
        assert answer.status == 200
        assert int(answer.headers["Content-Length"]) > 1000
        assert (answer.text == "") is (method == "HEAD")
    assert site.subscribers.people[READER] == make_person()


def test_a_reader_unsubscribes_on_a_page_and_takes_it_back(site: Running) -> None:
    page = site.ask("GET", LINK)
    assert '<html lang="it" dir="ltr">' in page.text
    assert "Institute of Ports" in page.text
    done = submit(site, page, LINK)
    assert status(site) is Status.UNSUBSCRIBED
    assert "L’iscrizione è stata annullata" in done.text
    assert "L’iscrizione è stata annullata" in site.ask("GET", LINK).text
    again = submit(site, done, LINK)
    assert status(site) is Status.ACTIVE
    assert "di nuovo attiva" in again.text


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        (Status.BOUNCED, "delivery report 5.1.1, edition 3"),
        (Status.COMPLAINED, "complaint, edition 3"),
        (Status.BY_HAND, "unsubscription page, edition 3"),
        (Status.UNSUBSCRIBED, "import of 2026-01-01"),
        (Status.UNSUBSCRIBED, "unsubscription page, edition 4"),
    ],
)
def test_only_an_unsubscription_with_the_same_token_is_taken_back(
    site: Running, found: Status, cause: str
) -> None:
    site.subscribers.people[READER] = make_person(status=found, status_cause=cause)
    assert "undo" not in site.ask("GET", LINK).text
    assert site.ask("POST", LINK, "undo=yes").status == 200
    assert status(site) is found


def test_a_language_is_chosen_on_a_page_in_that_language(site: Running) -> None:
    page = site.ask("GET", CHOICE, Accept_Language="de")
    assert '<html lang="zh-Hant" dir="ltr">' in page.text
    assert site.ask("POST", CHOICE, ONE_CLICK).status == 400
    assert submit(site, page, CHOICE).status == 200
    assert site.subscribers.people[READER].languages == ("zh-Hant", "it", "de")


def test_a_proof_shows_the_pages_and_changes_nothing(site: Running) -> None:
    for path in (f"/u/{PROOF}", f"/l/{PROOF}"):
        page = site.ask("GET", path, Accept_Language="da, en;q=0.5")
        assert '<html lang="da"' in page.text
        assert submit(site, page, path).status == 200
    assert site.ask("POST", f"/u/{PROOF}", ONE_CLICK).status == 200
    assert site.ask("POST", f"/u/{PROOF}", "undo=yes").status == 200
    assert site.subscribers.people[READER] == make_person()


def test_a_reader_whose_data_was_erased_gets_an_answer(site: Running) -> None:
    site.subscribers.people.clear()
    assert site.ask("GET", LINK).status == 200
    assert site.ask("POST", LINK, ONE_CLICK).status == 200
    assert site.ask("POST", CHOICE, "confirm=yes").status == 200
    assert site.subscribers.people == {}


@pytest.mark.parametrize("path", [LINK, CHOICE, "/nowhere"])
def test_pages_load_nothing_and_are_not_kept(site: Running, path: str) -> None:
    answer = site.ask("GET", path)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Server"] == "brief"
    assert not re.search(r"https?:|src=|href=|url\(|@import|<script|style=", answer.text)


def test_logs_have_no_address_and_no_token(site: Running) -> None:
    site.ask("POST", LINK, ONE_CLICK, X_Forwarded_For="192.0.2.7")
    site.ask("GET", f"/u/{UNSUBSCRIBE[:-1]}", X_Forwarded_For="192.0.2.7")
    assert site.lines == [
        "one-click unsubscription: subscriber 12, done",
        "GET: a link that is not valid",
    ]


def test_every_language_has_its_page(site: Running) -> None:
    for tag in list_catalogues():
        site.subscribers.people[READER] = make_person(languages=(tag,))
        page = site.ask("GET", LINK)
        direction = "rtl" if tag in {"ar", "fa", "he", "ur"} else "ltr"
        assert f'<html lang="{tag}" dir="{direction}">' in page.text
        assert subscription_strings(tag).unsubscribe_question in page.text


def test_no_two_strings_of_a_language_are_equal() -> None:
    for tag in list_catalogues():
        strings = subscription_strings(tag).model_dump()
        assert len(set(strings.values())) == len(strings), tag


def test_a_language_without_strings_has_those_of_the_browser(site: Running) -> None:
    site.subscribers.people[READER] = make_person(languages=("eo",))
    page = site.ask("GET", LINK, Accept_Language="*;q=0.1, xx, fr-CA;q=0.8, de;q=0.9;x, en;q=x")
    assert '<html lang="fr-CA"' in page.text


def test_a_failing_database_asks_to_try_again(
    site: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        msg = "database is locked"
        raise sqlite3.OperationalError(msg)

    monkeypatch.setattr(SubscriptionService, "unsubscribe", fail)
    answer = site.ask("POST", LINK, ONE_CLICK)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "300")
    assert site.lines == ["POST: failed (OperationalError)"]
