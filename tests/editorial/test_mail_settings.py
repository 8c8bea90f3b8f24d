"""The section `mail` of brief.yaml: what is accepted, and where errors are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.briefing import read_settings
from brief.errors import ContentError
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from brief.editorial.models.settings import Settings

WHOLE = """\
mail:
  from: Häfen & Co. <news@Häfen.example>
  postal_address: Kai 1, 20457 Hamburg
  list_id: briefings.haefen.example
  server: {host: smtp.haefen.example, user: news, password_command: pass show smtp}
  unsubscribe: leave@haefen.example
  unsubscribe_url: https://haefen.example/mail
  rate: {per_second: 5, per_domain: {gmail.com: {per_minute: 20}}}
"""


def read(root: Path, text: str) -> Settings:
    (root / "brief.yaml").write_text(text, "utf-8")
    (root / "content").mkdir(exist_ok=True)
    return read_settings(Project(root))


def test_a_section_is_read(tmp_path: Path) -> None:
    mail = read(tmp_path, WHOLE).mail
    assert mail
    assert (mail.sender.name, mail.sender.address) == ("Häfen & Co.", "news@xn--hfen-loa.example")
    assert mail.server.method == "password"
    assert mail.rate.per_domain["gmail.com"].per_minute == 20
    assert mail.attach == "pdf"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("from: Häfen & Co. <news@Häfen.example>", "from: Häfen", "bad-address", 2),
        ("news@Häfen.example", "news@häfen example", "bad-address", 2),
        ("host: smtp.haefen.example", "host: 'smtp://x'", "bad-host", 5),
        ("password_command: pass show smtp", "password: geheim", "unknown-key", 5),
        ("user: news, ", "encryption: none, user: news, ", "mail-not-encrypted", 5),
        ("user: news, password_command: pass show smtp", "login: password", "missing-key", 5),
        ("https://haefen.example/mail", "http://haefen.example/mail", "bad-url", 7),
        ("per_second: 5", "per_second: 0", "bad-number", 8),
        ("per_second: 5", "per_secnd: 5", "unknown-key", 8),
        ("  list_id: briefings.haefen.example\n", "", "missing-key", 2),
    ],
)
def test_an_error_is_located(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    assert old in WHOLE
    with pytest.raises(ContentError) as raised:
        read(tmp_path, WHOLE.replace(old, new))
    (finding,) = raised.value.findings
    assert (finding.code, finding.place and finding.place.path) == (code, "brief.yaml")
    assert finding.place
    assert finding.place.line == line
    assert "geheim" not in finding.message + finding.remedy


def test_a_link_needs_its_address(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="link"):
        read(tmp_path, WHOLE + "  attach: link\n")


def test_a_server_on_this_machine_may_be_reached_in_plain_text(tmp_path: Path) -> None:
    text = WHOLE.replace("host: smtp.haefen.example,", "host: localhost, encryption: none,")
    mail = read(tmp_path, text).mail
    assert mail
    assert mail.server.encryption == "none"
