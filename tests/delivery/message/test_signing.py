"""DKIM signatures: other programs verify them, and edits break them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from brief.delivery.message.signer import SIGNED, DkimSigner
from brief.errors import ContentError, SetupError
from tests.delivery.message.mailing import parse

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.message.mailing import Mailing

SETTINGS = """\
dkim: {domain: example.org, selector: brief, key_file: dkim.pem}
unsubscribe_url: https://news.example.org/a/long/address/of/a/server/for/mails/of/the/institute
reply_to: editors@example.org"""

PERL = r"""
use Mail::DKIM::Verifier;
use Mail::DKIM::PublicKey;
open(my $file, '<', $ARGV[0]); local $/; my $data = <$file>;
my $key = Mail::DKIM::PublicKey->parse("v=DKIM1; k=rsa; p=$data");
no warnings 'redefine';
*Mail::DKIM::Signature::get_public_key = sub { return $key; };
my $verifier = Mail::DKIM::Verifier->new();
while (<STDIN>) { $verifier->PRINT($_); }
$verifier->CLOSE();
print $verifier->result_detail;
"""


def run(*command: str | Path, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*command], input=content, capture_output=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a private key and its public key, in PEM and as DNS has it."""
    folder = tmp_path_factory.mktemp("keys")
    assert run("openssl", "genrsa", "-out", folder / "dkim.pem", "2048").returncode == 0
    run("openssl", "rsa", "-in", folder / "dkim.pem", "-pubout", "-out", folder / "public.pem")
    lines = (folder / "public.pem").read_text().splitlines()
    (folder / "public.txt").write_text("".join(line for line in lines if "--" not in line))
    (folder / "dkim.pem").chmod(0o600)
    return folder


@pytest.fixture
def signed(mailing: Mailing, keys: Path) -> bytes:
    shutil.copy(keys / "dkim.pem", mailing.workspace.root)
    mailing.write_settings(SETTINGS)
    return mailing.compose(name="Zoë Reader").content


def verify_with_perl(content: bytes, keys: Path) -> str:
    found = run("perl", "-MMail::DKIM::Verifier", "-e", PERL, keys / "public.txt", content=content)
    assert b"Can't locate Mail/DKIM" not in found.stderr, "apt-get install libmail-dkim-perl"
    assert found.returncode == 0, found.stderr
    return found.stdout.decode()


def verify_with_opendkim(content: bytes, keys: Path) -> bool:
    tool = shutil.which("opendkim", path=f"{os.environ['PATH']}:/usr/sbin")
    assert tool, "apt-get install opendkim"
    public = (keys / "public.txt").read_text()
    (keys / "known").write_text(f"brief._domainkey.example.org v=DKIM1; k=rsa; p={public}\n")
    (keys / "conf").write_text(f"Mode v\nTestPublicKeys {keys / 'known'}\nSyslog no\n")
    (keys / "mail.eml").write_bytes(content)
    found = run(tool, "-x", keys / "conf", "-t", keys / "mail.eml", "-v")
    assert b": verification (s=brief" in found.stdout + found.stderr, found
    return b"succeeded" in found.stdout + found.stderr


EDITS = [
    (b"List-Unsubscribe: <https://news", b"List-Unsubscribe: <https://evil"),
    (b"List-Unsubscribe=One-Click", b"List-Unsubscribe=One-Clack"),
    (b"From: ", b"From: x@example.com\r\nFrom: "),
    (b"To: ", b"To: x"),
    (b"Subject: ", b"Subject: x"),
    (b"X-Brief-Delivery: a", b"X-Brief-Delivery: b"),
    (b"List-ID: <b", b"List-ID: <c"),
    (b"Reply-To: e", b"Reply-To: f"),
    (b"Content-Type: application/pdf", b"Content-Type: application/zip"),
]


def test_perl_verifies_it_and_finds_edits(signed: bytes, keys: Path) -> None:
    assert verify_with_perl(signed, keys) == "pass"
    for old, new in EDITS:
        edited = signed.replace(b"\r\n" + old, b"\r\n" + new, 1).replace(b"=" + old, b"=" + new, 1)
        if old.startswith(b"List-Unsubscribe=One"):
            edited = signed.replace(old, new)
        assert edited != signed, old
        assert verify_with_perl(edited, keys).startswith(("fail", "invalid")), old


def test_a_relay_may_replace_message_id_and_date_and_add_headers(signed: bytes, keys: Path) -> None:
    relayed = signed.replace(b"Message-ID: <", b"Message-ID: <x").replace(
        b"Date: Tue", b"Date: Wed"
    )
    relayed = b"Received: from x by y; Tue, 01 Dec 2026 09:30:00 +0000\r\n" + relayed
    assert verify_with_perl(relayed, keys) == "pass"


def test_opendkim_reads_the_same_signature(signed: bytes, keys: Path) -> None:
    assert verify_with_opendkim(signed, keys)
    assert not verify_with_opendkim(signed.replace(b"<https://news", b"<https://evil", 1), keys)


def test_the_signature_names_what_it_covers_and_no_time(signed: bytes) -> None:
    field = "".join(str(parse(signed)["DKIM-Signature"]).split())
    tags = dict(tag.split("=", 1) for tag in field.split(";"))
    assert tags["h"].split(":") == ["From", *SIGNED]
    assert (tags["a"], tags["c"]) == ("rsa-sha256", "relaxed/relaxed")
    assert (tags["d"], tags["s"]) == ("example.org", "brief")
    assert "t" not in tags
    assert signed.startswith(b"DKIM-Signature: ")
    assert max(map(len, signed.partition(b"\r\nFrom:")[0].split(b"\r\n"))) <= 78


def test_one_click_needs_no_relay_that_signs(signed: bytes) -> None:
    assert parse(signed)["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_same_message_has_the_same_signature(mailing: Mailing, signed: bytes) -> None:
    mailing.composers.clear()
    assert mailing.compose(name="Zoë Reader").content == signed


def test_without_openssl_the_signature_is_the_same(
    mailing: Mailing, signed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.serialization", None)
    mailing.composers.clear()
    assert mailing.compose(name="Zoë Reader").content == signed


def test_a_key_that_is_too_short_is_refused(mailing: Mailing) -> None:
    run("openssl", "genrsa", "-out", mailing.workspace.root / "dkim.pem", "512")
    mailing.write_settings(SETTINGS)
    with pytest.raises(ContentError, match="has 512 bits"):
        mailing.open()


@pytest.mark.parametrize(
    ("body", "relaxed"),
    [
        (b"a \t b  \r\n\r\n\r\n", b"a b\r\n"),
        (b"\r\n\r\n", b""),
        (b"", b""),
        (b" a", b" a\r\n"),
        (b"a   \t \r\n\tb", b"a\r\n b\r\n"),
    ],
)
def test_bodies_are_relaxed_as_the_standard_says(body: bytes, relaxed: bytes) -> None:
    from brief.delivery.message.signer import _relax_body

    assert _relax_body(body) == relaxed


def test_a_header_that_is_missing_is_not_named() -> None:
    signer = DkimSigner("example.org", "brief", lambda _: b"x")
    content = signer.sign(b"From: a@example.org\r\nTo: b@example.org\r\n\r\nbody\r\n")
    assert b"h=From:From:To;" in content


def test_a_key_that_others_can_read_is_refused(mailing: Mailing, signed: bytes) -> None:
    assert signed
    (mailing.workspace.root / "dkim.pem").chmod(0o640)
    mailing.composers.clear()
    with pytest.raises(SetupError, match="other users") as caught:
        mailing.open()
    assert caught.value.remedy == "run `chmod 600 dkim.pem`"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("none.pem", None, "cannot be read"),
        ("../outside.pem", "x", "lies outside"),
        ("/etc/passwd", None, "lies outside"),
        ("key.pem", "SECRET", "not a private RSA key"),
        ("key.pem", "-----BEGIN X-----\nU0VDUkVU\n-----END X-----\n", "not a private RSA key"),
    ],
)
def test_a_wrong_key_is_refused_at_its_place(
    mailing: Mailing, name: str, text: str | None, said: str
) -> None:
    if text:
        mailing.workspace.write(name, text).chmod(0o600)
    mailing.write_settings(SETTINGS.replace("dkim.pem", name))
    with pytest.raises(ContentError, match=said) as caught:
        mailing.open()
    (finding,) = caught.value.findings
    assert finding.code == "dkim-key"
    assert str(finding.place).startswith("brief.yaml:7:")
    assert "SECRET" not in str(finding)
    assert caught.value.__cause__ is None or isinstance(caught.value.__cause__, OSError)


def test_without_dkimpy_the_extra_is_named(
    mailing: Mailing, signed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signed
    monkeypatch.setitem(sys.modules, "dkim.crypto", None)
    mailing.composers.clear()
    with pytest.raises(SetupError, match="dkimpy is not installed") as caught:
        mailing.open()
    assert "briefpress[dkim]" in caught.value.remedy


@pytest.mark.slow
def test_a_spam_filter_finds_little(signed: bytes) -> None:
    tool = shutil.which("spamassassin")
    assert tool, "apt-get install spamassassin"
    found = run(tool, "--local", "--test-mode", content=signed)
    status = str(parse(found.stdout)["X-Spam-Status"])
    score = float(status.partition("score=")[2].split()[0])
    assert score < 2, status
