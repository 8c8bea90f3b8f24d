"""Postfix and Dovecot together: mail goes in by SMTP and is read over IMAP."""

from __future__ import annotations

import imaplib
import os
import shutil
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.delivery.servers.certificates import Certificates
from tests.delivery.servers.dovecot import PASSWORD, Dovecot, run_dovecot
from tests.delivery.servers.postfix import Postfix, run_postfix
from tests.delivery.servers.processes import HOST, find_free_ports

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIVERY_SECONDS = 120


@dataclass(frozen=True, slots=True)
class MailSystem:
    """A running mail system; every address at example.org and example.net has a mailbox.

    All mailboxes have the same `password`, which is a valid XOAUTH2 token as well. Mail to
    `name+anything@…` is in the mailbox `name@…`. All tests of a process use the same system:
    `new_address` gives each an address of its own.
    """

    postfix: Postfix
    dovecot: Dovecot
    certificates: Certificates
    host: str = HOST
    password: str = PASSWORD
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def new_address(self, name: str = "reader", domain: str = "example.org") -> str:
        """Return an address that no other test has."""
        return f"{name}-{next(self._numbers)}@{domain}"

    def copy_ca(self, root: Path) -> str:
        """Copy the certificate authority into a project; return its name for `ca_file`."""
        shutil.copy(self.certificates.ca, root / "ca.pem")
        return "ca.pem"

    def wait_until_delivered(self) -> None:
        """Wait until Postfix has no message left; fail after two minutes."""
        deadline = time.monotonic() + DELIVERY_SECONDS
        while left := self.postfix.count_queued():
            assert time.monotonic() < deadline, f"{left} messages are still in the queue"
            time.sleep(0.05)

    def read(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """Return the delivered messages of a mailbox, oldest first, as IMAP returns them."""
        self.wait_until_delivered()
        with imaplib.IMAP4(self.host, self.dovecot.imap, timeout=30) as connection:
            connection.login(address, self.password)
            connection.select(folder, readonly=True)
            found = []
            for number in connection.search(None, "ALL")[1][0].split():
                _, parts = connection.fetch(number, "(BODY.PEEK[])")
                found += [part[1] for part in parts if isinstance(part, tuple)]
            return found

    def count_messages(self) -> Counter[str]:
        """Return how many messages each mailbox holds, from the files (quick for thousands)."""
        self.wait_until_delivered()
        counted: Counter[str] = Counter()
        for mailbox in self.dovecot.mail.glob("*/*/Maildir"):
            address = f"{mailbox.parent.name}@{mailbox.parent.parent.name}"
            counted[address] = sum(1 for _ in mailbox.glob("[nc][eu][wr]/*"))
        return counted

    def read_files(self, address: str) -> list[bytes]:
        """Return the messages of a mailbox from its files, which have LF line ends."""
        self.wait_until_delivered()
        name, _, domain = address.lower().partition("@")
        mailbox = self.dovecot.mail / domain / quote(name, safe="+") / "Maildir"
        files = [path for part in ("new", "cur") for path in (mailbox / part).glob("*")]
        return [path.read_bytes() for path in sorted(files)]


@contextmanager
def run_mail_system() -> Iterator[MailSystem]:
    """Run Postfix and Dovecot on free ports; their files are gone afterwards.

    The files are outside pytest's folders, which other users cannot enter: the servers run as
    users of their own.
    """
    assert os.geteuid() == 0, "Postfix and Dovecot can only be started by root"
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="brief-mail-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        for name in ("dovecot", "postfix"):
            (folder / name).mkdir()
        certificates = Certificates.make(folder)
        lmtp, imap, imaps, smtp, submission, tls, rewriting = find_free_ports(7)
        dovecot = stack.enter_context(
            run_dovecot(folder / "dovecot", certificates, (lmtp, imap, imaps))
        )
        ports = (smtp, submission, tls, rewriting)
        postfix = stack.enter_context(run_postfix(folder / "postfix", certificates, dovecot, ports))
        yield MailSystem(postfix, dovecot, certificates)
