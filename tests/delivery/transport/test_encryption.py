"""Mails and passwords go over verified connections only, and each login is tried once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.delivery.transport.smtp import SmtpTransport
from brief.delivery.transport.transport_error import TransportError
from brief.editorial.models.mail import MailServer
from brief.errors import ProjectError
from tests.delivery.servers.faults import Action, Fault
from tests.delivery.servers.faulty import Service
from tests.delivery.transport.sending import deliver, make_message

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.certificates import Certificates
    from tests.delivery.servers.fixtures import StartFaulty

ECHO = "echo p"


def encrypted(port: int, ca: Path, root: Path, **more: str) -> MailServer:
    (root / "ca.pem").write_bytes(ca.read_bytes())
    return MailServer.model_validate(
        {"host": "localhost", "port": port, "ca_file": "ca.pem", **more}
    )


def test_without_starttls_nothing_is_sent(
    start_faulty: StartFaulty, certificates: Certificates, tmp_path: Path
) -> None:
    server = start_faulty(service=Service(user="u", password="p"))  # noqa: S106 - not a secret
    settings = encrypted(server.port, certificates.ca, tmp_path, user="u", password_command=ECHO)
    with pytest.raises(TransportError, match="does not offer STARTTLS; nothing was sent") as failed:
        SmtpTransport(settings, tmp_path).start(make_message())
    assert failed.value.code == "mail-tls"
    assert server.script.verbs == ["EHLO", "QUIT"]
    assert server.script.logins == []


@pytest.mark.parametrize("implicit", [False, True])
@pytest.mark.parametrize("wrong", ["wrong_host", "unknown_ca"])
def test_a_wrong_certificate_is_refused(
    start_faulty: StartFaulty,
    certificates: Certificates,
    tmp_path: Path,
    *,
    implicit: bool,
    wrong: str,
) -> None:
    chain = getattr(certificates, wrong)
    server = start_faulty(service=Service(certificate=chain, implicit=implicit, user="u"))
    encryption = "tls" if implicit else "starttls"
    settings = encrypted(
        server.port,
        certificates.ca,
        tmp_path,
        encryption=encryption,
        user="u",
        password_command=ECHO,
    )
    with pytest.raises(TransportError, match=r"certificate of localhost:.* is not valid"):
        SmtpTransport(settings, tmp_path).open()
    assert server.script.logins == []


def test_without_a_login_the_error_says_so(
    start_faulty: StartFaulty, certificates: Certificates, tmp_path: Path
) -> None:
    server = start_faulty(service=Service(certificate=certificates.chain))
    settings = encrypted(server.port, certificates.ca, tmp_path, user="u", password_command=ECHO)
    with pytest.raises(TransportError, match="offers no login") as failed:
        SmtpTransport(settings, tmp_path).open()
    assert failed.value.code == "mail-login"


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_passwords_outside_ascii_and_one_attempt(
    start_faulty: StartFaulty, certificates: Certificates, tmp_path: Path, mechanism: str
) -> None:
    right = "pässwörd €"
    service = Service(certificates.chain, user="u", password=right, mechanisms=(mechanism,))
    server = start_faulty(service=service)
    settings = encrypted(server.port, certificates.ca, tmp_path, user="u")
    with SmtpTransport(settings, tmp_path, get_secret=lambda: right) as transport:
        assert deliver(transport).code == 250
    with pytest.raises(TransportError, match="refuses the login"):
        SmtpTransport(settings, tmp_path, get_secret=lambda: "wrong").open()
    assert server.script.logins == [(mechanism, "u", right), (mechanism, "u", "wrong")]


def test_a_token_is_renewed_when_refused_and_for_each_connection(
    start_faulty: StartFaulty, certificates: Certificates, tmp_path: Path
) -> None:
    server = start_faulty(service=Service(certificates.chain, user="u"))
    server.script.tokens = {"t2", "t3"}
    tokens = iter(["t1", "t2", "t3", "t4", "t5"])
    settings = encrypted(server.port, certificates.ca, tmp_path, user="u", token_command=ECHO)
    with SmtpTransport(settings, tmp_path, get_secret=lambda: next(tokens)) as transport:
        assert deliver(transport).code == 250
        server.script.set_faults(Fault("MAIL", action=Action.CLOSE, times=1))
        assert deliver(transport).code == 250
        assert [login[2] for login in server.script.logins] == ["t1", "t2", "t3"]
        server.script.set_faults(Fault("MAIL", action=Action.CLOSE, times=1))
        with pytest.raises(TransportError, match="refuses the login of u with XOAUTH2: 535"):
            transport.start(make_message())
    assert [login[2] for login in server.script.logins][3:] == ["t4", "t5"]


@pytest.mark.parametrize("name", ["../ca.pem", "nothing.pem", "text.pem"])
def test_an_authority_is_a_file_of_the_project(tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "ca.pem").write_text("not ours")
    (root / "text.pem").write_text("not a certificate")
    server = MailServer(host="localhost", port=1, ca_file=name)
    with pytest.raises(ProjectError, match="ca_file") as failed:
        SmtpTransport(server, root).open()
    reasons = {
        "../ca.pem": "outside",
        "nothing.pem": "does not exist",
        "text.pem": "cannot be read",
    }
    assert reasons[name] in str(failed.value)


def test_plain_text_is_for_this_machine_only(tmp_path: Path) -> None:
    server = MailServer.model_construct(host="mail.example.org", encryption="none", port=25)
    with pytest.raises(TransportError, match="in plain text"):
        SmtpTransport(server, tmp_path).open()
