"""`brief doctor mail`: settings, files, real servers, and the records of the domain."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from brief.delivery.journal import open_journal
from brief.delivery.journal.model import Entry
from brief.doctor.dns import DnsUnavailableError, find_dmarc
from brief.doctor.mail import MailDoctor
from brief.doctor.mail_page import FetchedPage, check_page, fetch_page
from brief.doctor.mail_servers import SmtpOffer
from brief.editorial.briefing import read_settings
from brief.project import Project
from tests.delivery.inbox.browsing import run_server
from tests.delivery.inbox.returns import NOW, PROOF
from tests.delivery.inbox.subscribed import subscribe

if TYPE_CHECKING:
    from pathlib import Path

    from brief.doctor.environment import Check
    from brief.editorial.models.mail import MailSettings
    from tests.delivery.servers.mail_system import MailSystem
    from tests.workspace import Workspace

SPF = "v=spf1 include:_spf.example.net -all"
DMARC = "v=DMARC1; p=reject; rua=mailto:dmarc@example.org"
PAGE = FetchedPage(200, '<input type="hidden" name="confirm" value="yes">')
OFFER = SmtpOffer(
    "smtp.example.org:587", "TLSv1.3", {"size": "35000000", "dsn": "", "starttls": ""}
)


@dataclass
class FakeDns:
    """Records of a domain in good order, unless a test changes them."""

    records: dict[str, list[str]] = field(
        default_factory=lambda: {
            "example.org": ["other", SPF],
            "_spf.example.net": ["v=spf1 ip4:192.0.2.0/24 -all"],
            "_dmarc.example.org": [DMARC],
        }
    )
    asked: list[str] = field(default_factory=list)
    works: bool = True

    def texts(self, name: str) -> list[str]:
        if not self.works:
            raise DnsUnavailableError
        self.asked.append(name)
        return self.records.get(name, [])

    def mail_servers(self, name: str) -> list[str]:
        if not self.works:
            raise DnsUnavailableError
        return ["mx.example.org"] if name == "example.org" else []


def offer(mail: MailSettings, project: Project) -> SmtpOffer:
    del mail, project
    return OFFER


def examine(workspace: Workspace, dns: FakeDns | None = None) -> dict[str, Check]:
    doctor = MailDoctor(Project(workspace.root), dns or FakeDns(), offer, lambda _: PAGE)
    return {check.name: check for check in doctor.run()}


def make_key(folder: Path, bits: int = 2048) -> str:
    """Write a private key, and return the public one as DNS has it."""
    path = folder / "dkim.pem"
    command = ["openssl", "genrsa", "-out", str(path), str(bits)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    path.chmod(0o600)
    command = ["openssl", "rsa", "-in", str(path), "-pubout"]
    run = subprocess.run(command, check=True, capture_output=True, timeout=60, text=True)
    return "".join(line for line in run.stdout.splitlines() if "-----" not in line)


DKIM = "  dkim: {domain: example.org, selector: brief, key_file: dkim.pem}\n"
RECORD = "brief._domainkey.example.org"


def test_a_project_in_good_order(workspace: Workspace) -> None:
    subscribe(workspace, DKIM).folder.read_key()
    dns = FakeDns()
    dns.records[RECORD] = [f"v=DKIM1; k=rsa; p={make_key(workspace.root)}"]
    checks = examine(workspace, dns)
    assert [name for name, check in checks.items() if check.ok is False] == ["bounces"]
    details = {name: check.detail for name, check in checks.items()}
    assert details["server"] == "smtp.example.org:587, TLSv1.3, no login"
    assert details["page"] == "https://example.org/news/u/… is answered by brief unsub-serve"
    assert details["server offers"] == "SIZE 35 MB, DSN"
    assert details["DKIM"] == f"{RECORD}, RSA with 2048 bits"
    assert details["SPF"] == f"example.org: {SPF}"
    assert details["DMARC"] == "_dmarc.example.org: policy reject"
    assert details["alignment"] == "DKIM and SPF for example.org"
    assert "List-Unsubscribe-Post" in details["one click"]
    assert details["journal"] == "nothing was sent yet"


def test_a_project_without_settings(workspace: Workspace) -> None:
    checks = examine(workspace.briefing())
    assert list(checks) == ["settings"]
    assert checks["settings"].ok is False


def test_errors_in_the_settings_are_located(workspace: Workspace) -> None:
    subscribe(workspace, "  rate: {per_second: many}\n")
    assert "brief.yaml:8" in examine(workspace)["settings"].detail


def test_files_that_others_can_read(workspace: Workspace) -> None:
    project = subscribe(workspace, DKIM)
    make_key(workspace.root)
    project.folder.read_key()
    (workspace.root / "dkim.pem").chmod(0o640)
    project.folder.key_file.chmod(0o644)
    checks = examine(workspace)
    assert (checks["folder"].ok, checks["DKIM key"].ok) == (False, False)
    assert "key" in checks["folder"].detail


def test_a_key_for_dkim_that_is_not_there(workspace: Workspace) -> None:
    subscribe(workspace, DKIM)
    assert "dkim.pem cannot be read" in examine(workspace)["DKIM key"].detail


@pytest.mark.parametrize(
    ("records", "status", "said"),
    [
        ([], "missing", "no record"),
        (["v=DKIM1; p="], "missing", "revoked"),
        (["v=DKIM1; p=%%%"], "missing", "has no key"),
        (["v=DKIM1; k=rsa; p=AAAA"], "missing", "has no key"),
        (["v=DKIM1; k=rsa; p=OTHER"], "missing", "does not belong to dkim.pem"),
        (["v=DKIM1; k=rsa; p=OWN"], "optional", "1024 bits"),
        (["v=DKIM1; p=OWN", "v=DKIM1; p=OWN"], "missing", "exactly one"),
    ],
)
def test_records_of_dkim(
    workspace: Workspace, tmp_path: Path, records: list[str], status: str, said: str
) -> None:
    subscribe(workspace, DKIM)
    other, own = make_key(tmp_path), make_key(workspace.root, 1024)
    dns = FakeDns()
    dns.records[RECORD] = [it.replace("OTHER", other).replace("OWN", own) for it in records]
    check = examine(workspace, dns)["DKIM"]
    assert check.as_json()["status"] == status
    assert said in f"{check.detail} {check.remedy}"


@pytest.mark.parametrize(
    ("records", "status", "said"),
    [
        ([], "missing", "no SPF record"),
        ([SPF, SPF], "missing", "2 SPF records"),
        (["v=spf1 +all"], "missing", "every server"),
        (["v=spf10 -all"], "missing", "no SPF record"),
        (["v=spf1 " + "a mx " * 6 + "-all"], "missing", "receivers stop"),
        (["v=spf1 include:example.org -all"], "missing", "receivers stop"),
        (["v=spf1 redirect=_spf.example.net"], "ok", "redirect"),
    ],
)
def test_records_of_spf(workspace: Workspace, records: list[str], status: str, said: str) -> None:
    subscribe(workspace)
    dns = FakeDns()
    dns.records["example.org"] = records
    check = examine(workspace, dns)["SPF"]
    assert (check.as_json()["status"], said in check.detail) == (status, True)


@pytest.mark.parametrize(
    ("records", "status", "said"),
    [
        ([], "missing", "no DMARC record"),
        ([DMARC, DMARC], "missing", "no DMARC record"),
        (["v=DMARC1; p=perhaps"], "missing", "not a policy"),
        (["v=DMARC1; p=none; t=y"], "ok", "policy none, only tested"),
        (["v=DMARC1"], "ok", "policy none"),
    ],
)
def test_records_of_dmarc(workspace: Workspace, records: list[str], status: str, said: str) -> None:
    subscribe(workspace)
    dns = FakeDns()
    dns.records["_dmarc.example.org"] = records
    check = examine(workspace, dns)["DMARC"]
    assert (check.as_json()["status"], said in check.detail) == (status, True)


def test_tags_that_dmarc_no_longer_has_are_named(workspace: Workspace) -> None:
    subscribe(workspace)
    dns = FakeDns()
    dns.records["_dmarc.example.org"] = ["v=DMARC1; p=none; pct=50"]
    assert "`pct`" in examine(workspace, dns)["DMARC tags"].detail


def test_dmarc_is_looked_for_in_the_parents() -> None:
    dns = FakeDns()
    assert find_dmarc(dns, "news.harbour.example.org") == (DMARC, "example.org")
    dns.asked.clear()
    assert find_dmarc(dns, "a.b.c.d.e.f.g.h.i.j.example.com") == ("", "")
    assert len(dns.asked) == 8


def test_without_a_name_server_the_other_checks_go_on(workspace: Workspace) -> None:
    subscribe(workspace)
    checks = examine(workspace, FakeDns(works=False))
    assert checks["DNS"].ok is None
    assert "journal" in checks


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (FetchedPage(404, PAGE.text), "status 404"),
        (FetchedPage(301, ""), "status 301"),
        (FetchedPage(200, "<p>Welcome"), "another page"),
        (FetchedPage(0, "Connection refused"), "Connection refused"),
    ],
)
def test_a_page_that_the_proxy_does_not_lead_to(
    workspace: Workspace, page: FetchedPage, said: str
) -> None:
    project = subscribe(workspace)
    project.folder.read_key()
    mail = read_settings(Project(workspace.root)).mail
    assert mail
    (check,) = check_page(mail, project.folder, lambda _: page)
    assert (check.ok, said in check.detail) == (False, True)


def test_a_page_is_fetched_from_a_real_server() -> None:
    with run_server() as running:
        url = f"http://127.0.0.1:{running.port}"
        found = fetch_page(f"{url}/u/{PROOF}")
        assert (found.status, 'name="confirm"' in found.text) == (200, True)
        assert fetch_page(f"{url}/nowhere").status == 404
    assert fetch_page(url).status == 0


def test_open_deliveries_are_named(workspace: Workspace) -> None:
    project = subscribe(workspace)
    with open_journal(project.folder) as journal:
        entry = Entry("reader@example.net", 12, "it", "it", "a" * 32)
        journal.freeze_audience("tides", {}, [entry], NOW)
    check = examine(workspace)["journal"]
    assert (check.ok, check.detail, check.remedy) == (None, "tides: 1 open", "brief outbox tides")


def test_real_servers(
    workspace: Workspace, mail_system: MailSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief.doctor.dns.SystemDns", FakeDns)
    user, host = mail_system.new_address("office"), "127.0.0.1"
    ca = mail_system.copy_ca(workspace.root)
    imap = f"imap: {{host: {host}, port: {mail_system.dovecot.imaps}, encryption: tls, "
    imap += f"ca_file: {ca}, user: {user}}}"
    subscribe(workspace, f"  inbox: {{{imap}}}\n  witness: {{address: {user}, {imap}}}\n")
    port = mail_system.postfix.submission
    server = f"server: {{host: {host}, port: {port}, ca_file: {ca}, user: {user}}}"
    workspace.change("brief.yaml", "server: {host: 127.0.0.1, port: 1, encryption: none}", server)
    secret = mail_system.password
    before = mail_system.count_messages().total()
    run = workspace.run(
        "doctor", "mail", "--json", BRIEF_SMTP_PASSWORD=secret, BRIEF_IMAP_PASSWORD=secret
    )
    checks = {check["name"]: check for check in run.json["checks"]}
    for name in ("server", "server offers", "inbox", "witness", "unsubscribe"):
        assert checks[name]["status"] == "ok", checks[name]
    assert checks["server"]["found"] == f"{host}:{port}, TLSv1.3, logged in as {user}"
    assert "DSN" in checks["server offers"]["found"]
    assert secret not in run.out + run.err
    assert mail_system.count_messages().total() == before
    wrong = {"BRIEF_SMTP_PASSWORD": "wr0ng-secret", "BRIEF_IMAP_PASSWORD": "wr0ng-secret"}
    run = workspace.run("doctor", "mail", "--json", **wrong)
    checks = {check["name"]: check for check in run.json["checks"]}
    assert run.code == 1
    assert {checks[name]["status"] for name in ("server", "inbox", "witness")} == {"missing"}
    assert "wr0ng-secret" not in run.out + run.err


def test_only_mail_can_be_named(workspace: Workspace) -> None:
    run = workspace.briefing().run("doctor", "male", "--json")
    assert (run.code, run.json["checks"]) == (2, [])
