"""A process that lacks something: a stream, open files, the system's text libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as Linux does it")

FULL = "error: the output cannot be written: No space left on device [setup]"
CLOSED = "error: standard output is closed, and this command writes to it [setup]"

WITHOUT_PANGO = """
import cffi
load = cffi.FFI.dlopen
def refuse_pango(ffi, name, flags=0):
    if name and "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return load(ffi, name, flags)
cffi.FFI.dlopen = refuse_pango
"""


def shell(
    command: str, folder: Path, checkout: Path, *, first: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which `brief` is the command; `first` is the first import folder."""
    path = os.pathsep.join(filter(None, (first, str(checkout))))
    return subprocess.run(
        ["sh", "-c", command.replace("brief ", f"{sys.executable} -m brief ")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("brief list >/dev/full", 1, FULL),
        ("PYTHONUNBUFFERED=1 brief build --json --lang xx >/dev/full", 1, FULL),
        ("brief list >&-", 1, CLOSED),
        ("brief build --lang xx 2>/dev/full", 1, ""),
    ],
)
def test_an_output_that_takes_nothing_is_told_once(
    workspace: Workspace, checkout: Path, command: str, code: int, said: str
) -> None:
    done = shell(command, workspace.briefing().root, checkout)
    assert done.returncode == code
    assert done.stderr.partition("\n")[0] == said
    assert "Traceback" not in done.stderr


def test_a_closed_standard_error_changes_nothing(workspace: Workspace, checkout: Path) -> None:
    workspace.briefing("tides", "en")
    done = shell("brief build --jobs 1 --json 2>&- <&-", workspace.root, checkout)
    assert done.returncode == 0
    assert json.loads(done.stdout)["ok"]
    assert workspace.pdf().read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_few_open_files_suffice_for_a_build(workspace: Workspace, checkout: Path) -> None:
    workspace.briefing("tides", "en")
    done = shell("ulimit -n 12; brief build --jobs 2", workspace.root, checkout)
    assert done.returncode == 0, done.stderr
    lost = shell("ulimit -n 6; brief build --jobs 2", workspace.root, checkout)
    assert "the system allows no more open files [setup]" in lost.stderr
    assert "ulimit -n 256" in lost.stderr


@pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.slow), "2"])
def test_without_pango_the_packages_are_named_once(
    workspace: Workspace, checkout: Path, tmp_path: Path, jobs: str
) -> None:
    workspace.briefing("tides", "en")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(WITHOUT_PANGO, "utf-8")

    command = f"brief build --json --jobs {jobs}"
    done = shell(command, workspace.root, checkout, first=str(tmp_path / "site"))
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)["findings"]
    assert found["code"] == "setup"
    assert "Pango is not installed" in found["message"]
    assert "apt-get install libpango-1.0-0" in found["remedy"]
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.slow
def test_a_cache_folder_whose_name_is_not_utf_8_is_not_used(
    workspace: Workspace, checkout: Path, tmp_path: Path
) -> None:
    workspace.briefing("tides", "en")
    line = f'XDG_CACHE_HOME="$(printf "{tmp_path}/c\\377")" TMPDIR="{tmp_path}" brief build -j 1'
    done = shell(line, workspace.root, checkout)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"brief-{os.getuid()}" / "fonts").is_dir()
