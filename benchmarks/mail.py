"""How many messages a second brief composes and hands over, and whether its memory stays flat.

Run it as `python -m benchmarks.mail`. The server is one of ours in another process, which takes
everything; with `--postfix` it is the Postfix of the tests (as root), which delivers to Dovecot.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import socketserver
import subprocess
import sys
from contextlib import contextmanager
from multiprocessing import Process
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import TYPE_CHECKING

from benchmarks.content import LANGUAGES, make_project, slugs

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
EVERY = 2.0  # seconds between two looks
MAIL = """
mail:
  from: Institute of Ports <news@example.org>
  postal_address: 1 Quay Street, Harbour Town
  list_id: news.example.org
  unsubscribe: leave@example.org
  server: {{host: 127.0.0.1, port: {port}, encryption: none}}
"""


class Sink(socketserver.StreamRequestHandler):
    """A server that accepts every message and keeps none."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Answer the commands of one connection (RFC 5321)."""
        self._reply("220 sink ESMTP")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"EHLO":
                self._reply("250-sink\r\n250-SIZE 50000000\r\n250-8BITMIME\r\n250 DSN")
            elif verb == b"DATA":
                self._reply("354 go ahead")
                while self.rfile.readline() not in {b".\r\n", b""}:
                    pass
                self._reply("250 2.0.0 taken")
            elif verb == b"QUIT":
                self._reply("221 2.0.0 bye")
                return
            else:
                self._reply("250 2.0.0 ok")

    def _reply(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode("ascii"))


class Server(socketserver.ThreadingTCPServer):
    """The sink, with a thread for each connection."""

    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def run_sink() -> Iterator[int]:
    """Run the sink in a process of its own; return its port."""
    server = Server((HOST, 0), Sink)
    process = Process(target=server.serve_forever, daemon=True)
    process.start()
    server.socket.close()
    try:
        yield int(server.server_address[1])
    finally:
        process.terminate()
        process.join()


@contextmanager
def run_postfix() -> Iterator[int]:
    """Run the Postfix of the tests, which delivers to Dovecot; return its port."""
    from tests.delivery.servers.mail_system import run_mail_system

    with run_mail_system() as system:
        yield system.postfix.smtp


def prepare(root: Path, people: int, port: int, more: str) -> str:
    """Write, build and fill a project; return the slug of its briefing."""
    make_project(root, len(LANGUAGES), seed=1)
    with (root / "brief.yaml").open("a", encoding="utf-8") as file:
        file.write(MAIL.format(port=port) + more)
    with (root / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("address", "languages"))
        for number in range(people):
            writer.writerow((f"reader-{number}@example.org", LANGUAGES[number % len(LANGUAGES)]))
    run_brief(root, "build", "--quiet")
    run_brief(root, "subscribers", "import", "people.csv", "--quiet")
    return slugs(root)[0]


def run_brief(root: Path, *arguments: str) -> None:
    """Run brief in the project; stop if it fails."""
    subprocess.run([sys.executable, "-m", "brief", *arguments], cwd=root, check=True)


def measure(root: Path, slug: str, connections: int) -> tuple[float, list[float]]:
    """Send, and return the seconds that it took, and the memory in MB every two seconds."""
    command = [sys.executable, "-m", "brief", "send", slug, "--yes", "--quiet"]
    start = monotonic()
    with subprocess.Popen([*command, "--connections", str(connections)], cwd=root) as process:
        memory = []
        while process.poll() is None:
            sleep(EVERY)
            memory += read_memory(process.pid)
    if process.returncode:
        sys.exit("the run did not end well")
    return monotonic() - start, memory


def read_memory(pid: int) -> list[float]:
    """Return the resident memory of a process in MB, or nothing if it has ended (proc(5))."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return []
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return [int(found[1]) * 1024 / 1000**2] if found else []


def main() -> None:
    """Measure and print a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--connections", type=int, default=1)
    parser.add_argument("--postfix", action="store_true")
    parser.add_argument("--picture", action="store_true", help="mails with a picture of the page")
    chosen = parser.parse_args()
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parents[1]))
    server = run_postfix() if chosen.postfix else run_sink()
    with TemporaryDirectory(prefix="brief-mail-") as folder, server as port:
        root = Path(folder, "project")
        more = "  picture: yes\n" if chosen.picture else ""
        slug = prepare(root, chosen.people, port, more)
        size = max(path.stat().st_size for path in (root / "dist").glob("*.pdf"))
        seconds, memory = measure(root, slug, chosen.connections)
    quarter = len(memory) // 4 or 1
    first, last = max(memory[:quarter]), max(memory[-quarter:])
    sys.stdout.write(
        f"{chosen.people:,} messages with a PDF of {size / 1000:.0f} kB over "
        f"{chosen.connections} connections: {seconds:.1f} s, {chosen.people / seconds:.0f}/s; "
        f"memory {first:.0f} MB in the first quarter, {last:.0f} MB in the last\n"
    )


if __name__ == "__main__":
    main()
