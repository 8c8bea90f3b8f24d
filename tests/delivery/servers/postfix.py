"""Postfix for the tests: its own configuration, queue and ports, delivering to Dovecot."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.delivery.servers.processes import HOST, run_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.delivery.servers.certificates import Certificates
    from tests.delivery.servers.dovecot import Dovecot

DAEMONS = "/usr/lib/postfix/sbin"

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
daemon_directory = {daemons}
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
syslog_name = brief-tests
inet_interfaces = {host}
inet_protocols = ipv4
myhostname = mail.example.org
mydestination =
mynetworks = {host}/32
alias_maps =
alias_database =
local_recipient_maps =
virtual_mailbox_domains = example.org, example.net, xn--bcher-kva.example
virtual_mailbox_maps =
virtual_transport = lmtp:inet:{host}:{lmtp}
transport_maps = regexp:{folder}/transport
smtpd_recipient_restrictions =
    check_recipient_access regexp:{folder}/recipients
    permit_mynetworks
    reject_unauth_destination
default_transport = error:5.1.2 mail leaves this machine never
relay_transport = error:5.1.2 mail leaves this machine never
recipient_delimiter = +
message_size_limit = 20480000
mailbox_size_limit = 0
smtputf8_enable = yes
smtpd_tls_chain_files = {chain}
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = {sasl}
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
default_process_limit = 50
minimal_backoff_time = 2s
queue_run_delay = 2s
in_flow_delay = 0
"""

MASTER = """
{smtp} inet n - n - - smtpd
{submission} inet n - n - - smtpd
    -o smtpd_tls_security_level=encrypt
    -o smtpd_sasl_auth_enable=yes
    -o smtpd_client_restrictions=permit_sasl_authenticated,reject
{tls} inet n - n - - smtpd
    -o smtpd_tls_wrappermode=yes
    -o smtpd_sasl_auth_enable=yes
    -o smtpd_client_restrictions=permit_sasl_authenticated,reject
{rewriting} inet n - n - - smtpd
    -o cleanup_service_name=rewriting
rewriting unix n - n - 0 cleanup
    -o header_checks=regexp:{folder}/rewriting
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
showq unix n - n - - showq
gone unix - n n - - pipe
    user=nobody argv=/bin/sh -c {{echo 5.1.1 this mailbox does not exist; exit 67}}
full unix - n n - - pipe
    user=nobody argv=/bin/sh -c {{echo 5.2.2 this mailbox is full; exit 69}}
"""

TRANSPORT = "/^gone[^@]*@/ gone:\n/^full[^@]*@/ full:\n"
RECIPIENTS = "/^unknown[^@]*@/ 550 5.1.1 User unknown in virtual mailbox table\n"
REWRITING = """/^Message-ID:/ REPLACE Message-ID: <rewritten@relay.example.net>
/^Date:/ REPLACE Date: Thu, 1 Jan 2026 00:00:00 +0000
"""


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running Postfix and its ports.

    `smtp` takes mail without a login, with and without STARTTLS. `submission` requires STARTTLS
    and a login, `tls` is encrypted from the start and requires a login. `rewriting` is like `smtp`
    and replaces Message-ID and Date. Recipients that begin with `unknown` are refused with 5.1.1;
    those that begin with `gone` or `full` are accepted, and a bounce with 5.1.1 or 5.2.2 follows.
    """

    folder: Path
    smtp: int
    submission: int
    tls: int
    rewriting: int

    def count_queued(self) -> int:
        """Return how many messages have not been delivered yet."""
        queue = self.folder / "queue"
        return sum(
            path.is_file()
            for name in ("maildrop", "incoming", "active", "deferred")
            for path in (queue / name).rglob("*")
        )


@contextmanager
def run_postfix(
    folder: Path, certificates: Certificates, dovecot: Dovecot, ports: tuple[int, int, int, int]
) -> Iterator[Postfix]:
    """Run Postfix with all its files in a folder."""
    command = shutil.which("postfix", path="/usr/sbin:/usr/local/sbin")
    assert command, "apt-get install postfix"
    made = Postfix(folder, *ports)
    values = {
        "folder": folder,
        "daemons": DAEMONS,
        "host": HOST,
        "lmtp": dovecot.lmtp,
        "sasl": dovecot.sasl,
        "chain": certificates.chain,
        "smtp": f"{HOST}:{made.smtp}",
        "submission": f"{HOST}:{made.submission}",
        "tls": f"{HOST}:{made.tls}",
        "rewriting": f"{HOST}:{made.rewriting}",
    }
    for name, text in (
        ("main.cf", MAIN.format(**values)),
        ("master.cf", MASTER.format(**values)),
        ("transport", TRANSPORT),
        ("recipients", RECIPIENTS),
        ("rewriting", REWRITING),
    ):
        (folder / name).write_text(text.lstrip("\n"), encoding="utf-8")
    (folder / "queue").mkdir()
    (folder / "data").mkdir()
    shutil.chown(folder / "data", "postfix")
    check = [command, "-c", str(folder), "check"]
    subprocess.run(check, check=True, capture_output=True, timeout=60)
    master = [f"{DAEMONS}/master", "-c", str(folder), "-s"]
    with run_server(master, ports, folder):
        yield made
