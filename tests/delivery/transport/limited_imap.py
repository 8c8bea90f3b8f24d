"""An IMAP server that cannot search by headers, as some providers' cannot."""

from __future__ import annotations

import re
import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.delivery.servers.processes import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    refuses = False
    headers: list[str]
    commands: list[str]


class _Session(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            if "DROP" in self.server.commands:
                return
            self.server.commands.append(command)
            self.answer(command)
            if command.startswith("UID SEARCH") and self.server.refuses:
                self.say(f"{tag} BAD not understood")
            else:
                self.say(f"{tag} OK done")
            if command == "LOGOUT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def answer(self, command: str) -> None:
        headers = self.server.headers
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        elif command.startswith("SELECT"):
            self.say(f"* {len(headers)} EXISTS")
            self.say("* OK [UIDVALIDITY 77] valid")
        elif command == "UID SEARCH ALL":
            self.say(f"* SEARCH {' '.join(str(10 + n) for n in range(len(headers)))}")
        elif command.startswith("UID SEARCH"):
            self.say("* SEARCH")
        elif match := re.match(r"UID FETCH (\S+) ", command):
            for number, uid in self.choose(match[1]):
                text = headers[number]
                self.say(f"* {number + 1} FETCH (UID {uid} BODY[HEADER] {{{len(text)}}}")
                self.wfile.write(text.encode())
                self.say(")")

    def choose(self, chosen: str) -> Iterator[tuple[int, int]]:
        for number in range(len(self.server.headers)):
            uid = 10 + number
            if chosen.endswith(":*"):
                if uid >= min(int(chosen[:-2]), 9 + len(self.server.headers)):
                    yield number, uid
            elif str(uid) in chosen.split(","):
                yield number, uid


@contextmanager
def run_limited_imap(headers: list[str], *, refuses: bool) -> Iterator[tuple[int, list[str]]]:
    """Run a server whose messages have these headers; return its port and the commands it gets.

    With `refuses` a search is an error, otherwise it finds nothing. When a test appends DROP to the
    commands, the next one ends the connection.
    """
    with _Server((HOST, 0), _Session) as server:
        server.headers, server.refuses, server.commands = headers, refuses, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1], server.commands
        finally:
            server.shutdown()
            thread.join()
