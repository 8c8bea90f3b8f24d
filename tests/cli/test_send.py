"""`brief send`: what it shows, what it refuses, and what the server gets."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest
import yaml

from brief.delivery.subscribers.model import Status
from brief.delivery.subscribers.store import open_subscribers
from brief.editorial.models.mail import MailSettings
from tests.delivery.sending.mail_project import MailProject, make_mail_project
from tests.delivery.servers.faults import Action, Fault

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.faulty import FaultyServer
    from tests.delivery.servers.fixtures import StartFaulty
    from tests.workspace import Workspace


@pytest.fixture
def server(start_faulty: StartFaulty) -> FaultyServer:
    return start_faulty()


@pytest.fixture
def project(tmp_path: Path, tides: Workspace, server: FaultyServer) -> MailProject:
    return make_mail_project(tmp_path / "project", tides, server.port)


def people(*names: str) -> list[str]:
    return [f"{name}@example.org" for name in names]


def test_each_gets_the_preferred_language_once_and_running_again_sends_nothing(
    project: MailProject, server: FaultyServer
) -> None:
    project.add_people(people("a", "b"), "it")
    project.add_people(people("c"), "de-AT|en")
    project.add_people(people("d"), "fr")
    run = project.run("send", "tides", "--yes")
    assert (run.code, run.out) == (0, "")
    assert "tides: 4 to send" in run.err
    assert "1 asked for fr, which is not there, and get it" in run.err
    assert "done: 4 in the audience = 4 accepted" in run.err
    found = {
        message.recipients: message_from_bytes(message.content, policy=policy.default)
        for message in server.script.received
    }
    languages = {to[0][0]: message["Content-Language"] for to, message in found.items()}
    assert languages == {"a": "it", "b": "it", "c": "de", "d": "it"}
    (pdf,) = found[tuple(people("c"))].iter_attachments()
    assert pdf.get_content() == project.pdf("de").read_bytes()
    assert project.run("send", "tides", "--yes").code == 0
    assert len(server.script.received) == 4


def test_it_asks_first_and_never_sends_where_nobody_can_answer(
    project: MailProject, server: FaultyServer
) -> None:
    project.add_people(people("a"))
    run = project.run("send", "tides", "--json")
    assert run.code == 2
    assert "add --yes" in run.err
    assert run.json["sums"] is None
    assert server.script.connections == 0
    assert project.run("outbox").err.strip() == "nothing was sent yet"


def test_those_who_left_are_shown_and_skipped(project: MailProject, server: FaultyServer) -> None:
    project.add_people(people("a", "b"))
    with open_subscribers(project.folder) as store:
        person = store.find("b@example.org")
        assert person
        store.suppress(person.id, Status.UNSUBSCRIBED, "by mail")
    run = project.run("send", "tides", "--yes", "--json")
    assert run.json["plan"]["skipped"] == {"unsubscribed": 1}
    assert "1 skipped: unsubscribed" in run.err
    assert (run.json["sums"]["accepted"], run.json["sums"]["skipped"]) == (1, 1)
    assert server.script.recipients == people("a")


def test_a_dry_run_writes_private_files_and_opens_no_connection(
    project: MailProject, server: FaultyServer
) -> None:
    project.add_people(people("a", "b"), "de")
    project.write("dist/mail/tides/000009.de.eml", "of an earlier dry run")
    project.write("dist/mail/tides/notes.txt", "of somebody else")
    run = project.run("send", "tides", "--dry-run", "--json")
    folder = project.root / "dist/mail/tides"
    assert (run.code, run.json["written"], run.json["folder"]) == (0, 2, "dist/mail/tides")
    assert [person["domain"] for person in run.json["people"]] == ["example.org"] * 2
    names = {path.name for path in folder.iterdir()}
    assert names == {"000001.de.eml", "000002.de.eml", "notes.txt"}
    assert stat.S_IMODE((folder / "000001.de.eml").stat().st_mode) == 0o600
    message = message_from_bytes((folder / "000001.de.eml").read_bytes(), policy=policy.default)
    assert message["To"] == "a@example.org"
    assert server.script.connections == 0
    assert project.run("outbox", "--json").json["editions"] == []


def test_a_proof_counts_as_nothing_and_its_tokens_do_nothing(
    project: MailProject, server: FaultyServer
) -> None:
    project.change(
        "content/tides/briefing.yaml", "date: 2025-03-04", "date: 2025-03-04\nstatus: draft"
    )
    project.run("build")
    run = project.run(
        "send", "tides", "--to", "me@example.org", "--lang", "de", "--lang", "it", "--json"
    )
    assert run.code == 0, run.err
    assert run.codes() == {"mail-draft"}
    assert [proof["accepted"] for proof in run.json["proofs"]] == [True, True]
    messages = [message_from_bytes(one.content) for one in server.script.received]
    assert len({message["Message-ID"] for message in messages}) == 2
    assert "leave+p.0." in messages[0]["List-Unsubscribe"]
    assert project.run("outbox", "--json").json["editions"] == []


@pytest.mark.parametrize(
    ("file", "change", "code"),
    [
        ("content/tides/briefing.yaml", ("date:", "status: draft\ndate:"), "mail-draft"),
        ("content/tides/briefing.yaml", ("date:", "embargo: 2199-01-01\ndate:"), "mail-embargo"),
        ("content/tides/it.yaml", ("al porto", "ai porti"), "mail-languages-disagree"),
    ],
)
def test_what_is_not_final_is_not_sent(
    project: MailProject, file: str, change: tuple[str, str], code: str
) -> None:
    project.add_people(people("a"))
    project.run("agree", "tides")
    project.change(file, *change)
    project.run("build")
    run = project.run("send", "tides", "--yes", "--json")
    assert run.code == 1
    assert code in run.codes()
    assert project.run("outbox", "--json").json["editions"] == []


def test_a_pdf_that_is_missing_or_older_than_its_text_is_not_sent(project: MailProject) -> None:
    project.add_people(people("a"))
    project.change("content/tides/it.yaml", "title: ", "title: Ora ")
    run = project.run("send", "tides", "--yes", "--json")
    assert (run.code, run.codes()) == (1, {"mail-pdf-stale"})
    project.run("build")
    project.pdf("it").unlink()
    assert project.run("send", "tides", "--yes", "--json").codes() == {"mail-pdf-stale"}


def test_a_build_with_a_warning_is_not_sent(project: MailProject) -> None:
    project.add_people(people("a"))
    project.brand("own", css="p { colour: red }\n")
    project.change("brief.yaml", "languages:", "brand: own\nlanguages:")
    assert project.run("build").code == 0
    run = project.run("send", "tides", "--yes", "--json")
    assert (run.code, run.codes()) == (1, {"style-sheet", "mail-preflight"})


def test_a_pdf_that_changed_after_the_first_people_got_it_is_not_sent(
    project: MailProject, server: FaultyServer
) -> None:
    project.add_people(people("a", "b"))
    assert project.run("send", "tides", "--yes", "--limit", "1").code == 1
    project.change("content/tides/it.yaml", "title: ", "title: Ora ")
    project.run("build")
    run = project.run("send", "tides", "--yes", "--json")
    assert (run.code, run.codes()) == (1, {"mail-pdf-changed"})
    assert project.run("send", "tides", "--dry-run", "--json").codes() == {"mail-pdf-changed"}
    assert len(server.script.received) == 1


def test_without_settings_it_shows_the_lines_to_write(tides: Workspace) -> None:
    run = tides.run("send", "tides")
    assert run.code == 1
    assert "[mail-missing]" in run.err
    assert run.err.startswith("mail:\n  from: Institute of Ports <news@example.org>\n")
    written = run.err.partition("error:")[0]
    assert len(written.splitlines()) == 5
    model = yaml.safe_load(written)["mail"]
    assert MailSettings.model_validate(model).server.method == "password"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tides", "--to", "x", "--yes"], "not a mail address"),
        (["tides", "--to", "a@example.org", "--dry-run"], "exclude each other"),
        (["tides", "--rate", "fast"], "not a rate"),
        (["tides", "--lang", "fr"], "no edition in `fr`"),
        (["tide"], "did you mean"),
        (["tides", "--connections", "9"], "less than or equal to 4"),
    ],
)
def test_wrong_usage_sends_nothing(
    project: MailProject, server: FaultyServer, arguments: list[str], words: str
) -> None:
    project.add_people(people("a"))
    run = project.run("send", *arguments)
    assert run.code == 2
    assert words in run.err
    assert server.script.connections == 0


def test_nobody_to_send_to_is_an_error(project: MailProject) -> None:
    run = project.run("send", "tides", "--yes", "--json")
    assert (run.code, run.codes()) == (1, {"no-audience"})


def start_sending(project: MailProject, checkout: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "brief", "send", "tides", "--yes", *arguments],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(server: FaultyServer, count: int) -> None:
    deadline = time.monotonic() + 300  # a busy machine
    while len(server.script.received) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.slow
def test_one_signal_ends_after_the_current_message_and_a_second_sender_is_refused(
    project: MailProject, server: FaultyServer, checkout: Path
) -> None:
    server.script.set_faults(Fault("DOT", action=Action.WAIT, seconds=0.3))
    project.add_people(people(*(f"r{number}" for number in range(40))))
    process = start_sending(project, checkout)
    wait_for(server, 2)
    second = project.run("send", "tides", "--yes", "--json")
    assert (second.code, second.codes()) == (1, {"sending-already"})
    assert project.run("outbox", "tides", "--json").json["editions"][0]["audience"] == 40
    process.send_signal(signal.SIGINT)
    _, text = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "stopped: 40 in the audience = " in text
    states = project.states()
    assert set(states) == {"accepted", "pending"}
    assert states["accepted"] == len(server.script.received) < 40
    server.script.set_faults()
    assert project.run("send", "tides", "--yes").code == 0
    assert sorted(server.script.recipients) == sorted(people(*(f"r{n}" for n in range(40))))


@pytest.mark.slow
def test_no_window_at_the_server_holds_more_than_the_rate_across_runs(
    project: MailProject, server: FaultyServer
) -> None:
    project.add_people(people(*(f"r{number}" for number in range(24))))
    for _ in range(2):
        project.run(
            "send", "tides", "--yes", "--rate", "4/s", "--limit", "12", "--connections", "3"
        )
    times = sorted(message.at for message in server.script.received)
    assert len(times) == 24
    assert max(sum(start <= at < start + 1 for at in times) for start in times) <= 4
    assert times[-1] - times[0] < 12, "the limit is used"


def test_a_later_run_says_that_the_first_one_chose_the_audience(
    project: MailProject, server: FaultyServer
) -> None:
    project.add_people(people("a"), "it", "press")
    project.add_people(people("b"), "de")
    assert project.run("send", "tides", "--yes", "--tag", "press", "--lang", "it").code == 0
    run = project.run("send", "tides", "--yes", "--lang", "de")
    assert "the first run chose the audience: only press, it" in run.err
    assert server.script.recipients == people("a")


def test_a_dry_run_leaves_out_those_who_left_since_the_first_run(project: MailProject) -> None:
    project.add_people(people("a", "b", "c"), "it")
    assert project.run("send", "tides", "--yes", "--limit", "1").code == 1
    assert project.run("subscribers", "suppress", *people("b")).code == 0
    run = project.run("send", "tides", "--dry-run")
    assert "1 still to send" in run.err
    assert "1 message written" in run.err
