"""`brief preview`: its address, its end, and what it says when it cannot begin."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)(/b/tides\?token=[\w-]+)")


def test_it_opens_its_address_and_ends_on_ctrl_c(checkout: Path, workspace: Workspace) -> None:
    browser, told = workspace.root / "browser", workspace.root / "told"
    browser.write_text(f'#!/bin/sh\nexec >{told} 2>&1\necho "$1"\nexec sleep 3 >/dev/null 2>&1\n')
    browser.chmod(0o755)
    workspace.briefing()
    process = subprocess.Popen(
        [sys.executable, "-m", "brief", "preview", "tides", "--port", "0"],
        cwd=workspace.root,
        env={**os.environ, "PYTHONPATH": str(checkout), "BROWSER": str(browser)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        said = ""
        while (found := ADDRESS.search(said)) is None:
            line = process.stderr.readline()
            assert line, said
            said += line
        connection = HTTPConnection("127.0.0.1", int(found[1]), timeout=10)
        connection.request("GET", found[2])
        assert connection.getresponse().status == 303
        connection.close()
        end = monotonic() + 10
        while not (told.exists() and told.read_text()) and monotonic() < end:
            sleep(0.05)
        assert told.read_text().strip() == found[0]
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0
    assert rest.endswith("stopped\n")
    assert "Traceback" not in rest
    assert out == ""


def test_a_port_that_is_taken_is_named_with_a_remedy(workspace: Workspace) -> None:
    workspace.briefing()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = workspace.run("preview", "--no-open", "--port", str(port))
    assert run.code == 1
    assert f"port {port} of 127.0.0.1 cannot be used" in run.err
    assert "choose another --port" in run.err


def test_an_unknown_briefing_is_named_before_anything_begins(workspace: Workspace) -> None:
    run = workspace.briefing().run("preview", "tidse", "--no-open")
    assert run.code == 2
    assert "tides" in run.err
