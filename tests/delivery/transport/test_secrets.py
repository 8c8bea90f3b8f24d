"""Secrets come from outside the project, and appear nowhere."""

from __future__ import annotations

import logging
import sys
import traceback
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend

from brief.cli.crash_report import report_bug
from brief.delivery.transport.secrets import read_secret
from brief.delivery.transport.smtp import SmtpTransport
from brief.delivery.transport.transport_error import TransportError, list_forms, quote_server
from brief.editorial.models.mail import MailServer
from brief.errors import BriefError, ProjectError, SetupError
from tests.delivery.servers.faults import Fault
from tests.delivery.servers.faulty import Service
from tests.delivery.transport.sending import make_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.delivery.servers.certificates import Certificates
    from tests.delivery.servers.fixtures import StartFaulty

SECRET = "Zx9-hunter2/äß+=secret"  # noqa: S105 - it is to be found nowhere
TOKEN = "ya29.A0ARrdaM-k9Vq7GzY_Zx9hunter2"  # noqa: S105 - likewise


@pytest.fixture(autouse=True)
def _no_secrets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("BRIEF_SMTP_PASSWORD", raising=False)
    monkeypatch.delenv("BRIEF_IMAP_PASSWORD", raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(KeyRing())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


class KeyRing(KeyringBackend):
    """A key ring in memory."""

    priority: ClassVar[float] = 1
    stored: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.stored.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.stored[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.stored[service, username]


def make_server(**keys: Any) -> MailServer:  # noqa: ANN401 - keys of brief.yaml
    return MailServer.model_validate({"host": "smtp.example.org", "user": "u", **keys})


def test_the_environment_comes_before_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    server = make_server(password_command="echo from the command")  # noqa: S106 - a command
    assert read_secret(server, "smtp") == "from the command"
    monkeypatch.setenv("BRIEF_SMTP_PASSWORD", SECRET)
    assert read_secret(server, "smtp") == SECRET
    assert read_secret(server, "imap") == "from the command"


def test_the_key_ring_is_asked_last() -> None:
    keyring.set_password("brief-imap-smtp.example.org", "u", SECRET)
    assert read_secret(make_server(), "imap") == SECRET
    with pytest.raises(SetupError, match=r"password of u at .* is missing") as missing:
        read_secret(make_server(), "smtp")
    assert "BRIEF_SMTP_PASSWORD" in missing.value.remedy
    assert missing.value.code == "mail-secret"


def test_commands_run_without_a_shell(tmp_path: Path) -> None:
    server = make_server(password_command=f"echo x; touch {tmp_path}/made $(touch {tmp_path}/made)")
    assert read_secret(server, "smtp").startswith("x; touch")
    assert list(tmp_path.iterdir()) == []


def test_the_first_line_is_the_password(tmp_path: Path) -> None:
    (tmp_path / "entry").write_text(f"{SECRET}\nlogin: u\nurl: example.org\n", encoding="utf-8")
    assert read_secret(make_server(password_command=f"cat '{tmp_path}/entry'"), "smtp") == SECRET


def python(source: str) -> str:
    return f"'{sys.executable}' -c \"{source}\""


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/nowhere/pass show mail", "cannot be started"),
        (python(f"import sys; print('{TOKEN}'); print('{TOKEN}', file=sys.stderr); sys.exit(3)"),
         "ends with exit code 3"),
        (python(f"import time; print('{TOKEN}', flush=True); time.sleep(60)"), "has not ended"),
        (python("pass"), "is empty"),
        (python(f"print('{TOKEN}' + chr(0))"), "characters that cannot be part"),
        ("echo 'unfinished", "is not a command"),
    ],
)  # fmt: skip
def test_a_command_that_fails_is_explained_without_its_output(
    capfd: pytest.CaptureFixture[str], command: str, words: str
) -> None:
    with pytest.raises((SetupError, ProjectError), match=words) as failed:
        read_secret(make_server(password_command=command), "smtp", command_seconds=1)
    text = "".join(traceback.format_exception(failed.value)).replace(command, "")
    assert_absent(TOKEN, text + failed.value.remedy + "".join(capfd.readouterr()))


def test_a_password_that_is_not_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_SMTP_PASSWORD", "Zx9\udcffhunter2")
    with pytest.raises(SetupError, match="characters that cannot be part"):
        read_secret(make_server(), "smtp")


def test_json_is_not_a_token() -> None:
    server = make_server(token_command="""echo '{"access_token": "abc"}'""")  # noqa: S106
    with pytest.raises(SetupError, match="does not print an access token"):
        read_secret(server, "smtp")


def test_the_variables_are_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_IMAP_PASSWORD", SECRET)
    command = python("import os; print('BRIEF_IMAP_PASSWORD' in os.environ)")
    assert read_secret(make_server(password_command=command), "smtp") == "False"


def assert_absent(secret: str, text: str) -> None:
    assert [form for form in list_forms(secret) if form in text] == []
    for padding in range(3):
        encoded = b64encode(b"x" * padding + secret.encode()).decode()
        assert encoded[4:-4] not in text
    assert secret not in text


def everything_that_can_be_read(problem: BaseException) -> str:
    """Return what a report of an exception could show, with its causes and arguments."""
    parts = ["".join(traceback.format_exception(problem))]
    while problem is not None:
        parts += [repr(problem), repr(problem.args), repr(vars(problem))]
        problem = problem.__cause__ or problem.__context__  # type: ignore[assignment]
    return "\n".join(parts)


ECHOES = [
    f"535 5.7.8 wrong: {SECRET}",
    f"535 5.7.8 {b64encode(f'{chr(0)}u{chr(0)}{SECRET}'.encode()).decode()}",
    f"421 4.7.0 {b64encode(SECRET.encode()).decode()}",
    f"454 4.7.0 {SECRET} {b64encode(b'x' + SECRET.encode()).decode()}",
]


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_a_server_that_repeats_the_password_does_not_get_it_shown(  # noqa: PLR0913, PLR0917
    start_faulty: StartFaulty,
    certificates: Certificates,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    echo: str,
    mechanism: str,
) -> None:
    caplog.set_level(logging.DEBUG, logger="brief")
    service = Service(certificates.chain, user="u", password="other", mechanisms=(mechanism,))  # noqa: S106
    server = start_faulty(Fault("AUTH", echo), service=service)
    (tmp_path / "ca.pem").write_bytes(certificates.ca.read_bytes())
    settings = make_server(host="localhost", port=server.port, ca_file="ca.pem")
    transport = SmtpTransport(settings, tmp_path, get_secret=lambda: SECRET)
    with pytest.raises(TransportError) as failed:
        transport.open()
    try:
        reply = transport.start(make_message())
        shown = repr(reply)
    except BriefError as problem:
        shown = str(problem)
    report_bug(failed.value)
    path = capfd.readouterr().err.split("report it with ")[-1].strip()
    shown += Path(path).read_text("utf-8")
    Path(path).unlink()
    shown += everything_that_can_be_read(failed.value) + repr(transport) + caplog.text
    assert_absent(SECRET, shown)
    assert "[secret]" in str(failed.value)


def test_a_crash_during_the_login_does_not_show_the_secret(
    start_faulty: StartFaulty, certificates: Certificates, tmp_path: Path
) -> None:
    server = start_faulty(
        Fault("AUTH", "no reply at all"), service=Service(certificates.chain, user="u")
    )
    (tmp_path / "ca.pem").write_bytes(certificates.ca.read_bytes())
    settings = make_server(host="localhost", port=server.port, ca_file="ca.pem", token_command="x")  # noqa: S106
    with pytest.raises(TransportError) as failed:
        SmtpTransport(settings, tmp_path, get_secret=lambda: TOKEN).open()
    assert_absent(TOKEN, everything_that_can_be_read(failed.value))


@given(st.text(min_size=8), st.binary(max_size=5), st.binary(max_size=5))
def test_a_secret_is_found_in_base64_wherever_it_is(
    secret: str, before: bytes, after: bytes
) -> None:
    try:
        raw = secret.encode()
    except UnicodeEncodeError:
        return
    encoded = b64encode(before + raw + after).decode()
    shown = quote_server(f"535 {encoded}", (secret,))
    assert "[secret]" in shown
    assert_absent_middle(raw, shown)


def assert_absent_middle(raw: bytes, text: str) -> None:
    for padding in range(3):
        middle = b64encode(b"x" * padding + raw).decode()[4:-4]
        assert len(middle) < 5 or middle not in text
