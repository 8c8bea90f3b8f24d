"""Dovecot for the tests: it takes mail by LMTP, checks passwords and is read over IMAP."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.delivery.servers.processes import HOST, run_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.delivery.servers.certificates import Certificates

PASSWORD = "correct/horse+battery=9"  # noqa: S105 - of a server on loopback, for the tests
"""The password of all addresses, and their access token for XOAUTH2."""

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
instance_name = brief-tests-{lmtp}
log_path = {folder}/dovecot.log
protocols = imap lmtp
listen = {host}
ssl = yes
ssl_cert = <{chain}
ssl_key = <{chain}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = no
auth_mechanisms = plain login cram-md5 xoauth2
auth_failure_delay = 0
auth_cache_size = 0
mail_location = maildir:~/Maildir
mail_max_userip_connections = 100
mail_fsync = never
first_valid_uid = 1
first_valid_gid = 1
recipient_delimiter = +
default_process_limit = 50
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={folder}/mail/%Ld/%Ln allow_all_users=yes
}}
service auth {{
  unix_listener {sasl} {{
    mode = 0666
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = {host}
    port = {lmtp}
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running Dovecot: its ports, the folder of its mailboxes, and the socket for logins."""

    folder: Path
    lmtp: int
    imap: int
    imaps: int

    @property
    def mail(self) -> Path:
        """The folder with the mailboxes: `DOMAIN/LOCAL-PART/Maildir`."""
        return self.folder / "mail"

    @property
    def sasl(self) -> Path:
        """The socket over which Postfix checks passwords."""
        return self.folder / "sasl"


@contextmanager
def run_dovecot(
    folder: Path, certificates: Certificates, ports: tuple[int, int, int]
) -> Iterator[Dovecot]:
    """Run Dovecot with all its files in a folder; every address has a mailbox."""
    command = shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    assert command, "apt-get install dovecot-imapd dovecot-lmtpd"
    made = Dovecot(folder, *ports)
    made.mail.mkdir()
    shutil.chown(made.mail, "mail", "mail")
    configuration = folder / "dovecot.conf"
    text = CONFIGURATION.format(
        folder=folder,
        host=HOST,
        chain=certificates.chain,
        password=PASSWORD,
        sasl=made.sasl,
        lmtp=made.lmtp,
        imap=made.imap,
        imaps=made.imaps,
    )
    configuration.write_text(text, encoding="utf-8")
    with run_server([command, "-F", "-c", str(configuration)], ports, folder):
        yield made
