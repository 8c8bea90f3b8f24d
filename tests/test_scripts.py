"""scripts/setup and scripts/brief, on machines made of a few stand-in commands."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.bare_machine import APT, COMMANDS, PYTHON, Machine

if TYPE_CHECKING:
    from pathlib import Path

MAKE_VENV = "venv --clear HERE/.venv"
INSTALL_PINS = "pip install --require-hashes --requirement HERE/requirements.txt"
INSTALL_TEST_PINS = "pip install --require-hashes --requirement HERE/requirements-dev.txt"
INSTALL_BRIEF = "pip install --no-deps --no-build-isolation --editable HERE"


@pytest.fixture
def machine(checkout: Path, tmp_path: Path) -> Machine:
    """Return a machine with Pango, Python and venv, whose user may not install anything."""
    made = Machine(tmp_path)
    (tmp_path / "bin").mkdir()
    for command in COMMANDS:
        found = shutil.which(command)
        assert found is not None, command
        (tmp_path / "bin" / command).symlink_to(found)
    made.has("python3", PYTHON)
    made.has("id", "#!/bin/sh\necho 1000\n")
    made.has("uname", "#!/bin/sh\necho Linux\n")
    (made.checkout / "brief").mkdir(parents=True)
    shutil.copytree(checkout / "scripts", made.checkout / "scripts")
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", "brief/__init__.py"):
        (made.checkout / name).write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / "has-pango").touch()
    (tmp_path / "has-venv").touch()
    return made


def test_first_use_installs_and_says_so_second_use_is_silent(machine: Machine) -> None:
    first = machine.run("setup")
    assert first.returncode == 0, first.stderr
    assert first.stdout == ""
    assert "making .venv with Python 3.11.2" in first.stderr
    assert machine.diary() == [MAKE_VENV, INSTALL_PINS, INSTALL_BRIEF]
    second = machine.run("setup")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert machine.diary() == []
    assert not (machine.checkout / ".venv.lock").exists()


def test_brief_gets_its_arguments_in_the_callers_folder(machine: Machine, tmp_path: Path) -> None:
    folder = tmp_path / "else where"
    folder.mkdir()
    arguments = ["build", "--lang", "it", "a b", "", "*"]
    done = machine.run("brief", *arguments, cwd=folder)
    assert done.stdout == "|".join([str(folder), *arguments, ""])


def test_tests_add_to_what_brief_has_and_suffice_for_it(machine: Machine) -> None:
    for tool in ("pdftotext", "qpdf", "javac", "gs", "chromium", "omegat", "soffice"):
        machine.has(tool)
    machine.run("setup")
    machine.diary()
    machine.run("setup", "tests")
    assert machine.diary() == [INSTALL_TEST_PINS, INSTALL_BRIEF]
    machine.run("setup")
    assert machine.diary() == []


@pytest.mark.parametrize(
    ("changed", "done"),
    [
        ("requirements.txt", [MAKE_VENV, INSTALL_PINS, INSTALL_BRIEF]),
        ("pyproject.toml", [INSTALL_PINS, INSTALL_BRIEF]),
        ("brief/__init__.py", [INSTALL_PINS, INSTALL_BRIEF]),
    ],
)
def test_what_changed_is_done_again(machine: Machine, changed: str, done: list[str]) -> None:
    machine.run("setup")
    machine.diary()
    (machine.checkout / changed).write_text("another", encoding="utf-8")
    machine.run("setup")
    assert machine.diary() == done


def test_a_library_that_was_removed_later_is_missed(machine: Machine) -> None:
    assert machine.run("brief", "list").returncode == 0
    machine.diary()
    (machine.folder / "has-pango").unlink()

    lost = machine.run("brief", "list")
    assert lost.returncode == 1
    assert "only this machine's administrator can install" in lost.stderr
    (machine.folder / "has-pango").touch()
    assert machine.run("brief", "list").stdout.endswith("|list|")


def test_another_script_is_run_once(machine: Machine) -> None:
    machine.run("setup")
    machine.diary()
    with (machine.checkout / "scripts" / "setup").open("a", encoding="utf-8") as script:
        script.write("# a further line\n")
    machine.run("setup")
    assert machine.diary() == [INSTALL_PINS, INSTALL_BRIEF]
    machine.run("setup")
    assert machine.diary() == []


def test_another_python_or_another_place_makes_it_anew(machine: Machine) -> None:
    machine.run("setup")
    machine.diary()
    machine.environment["VERSION"] = "3.13.1"
    machine.run("setup")
    assert machine.diary()[0] == MAKE_VENV
    machine.checkout.rename(machine.folder / "moved")
    (machine.folder / "moved").rename(machine.folder / "my other checkout")
    moved = machine.folder / "my other checkout"
    subprocess.run([str(moved / "scripts" / "setup")], env=machine.variables, check=True)
    assert machine.diary()[0] == f"venv --clear {moved}/.venv"


@pytest.mark.parametrize("how", ["broken", "killed"])
def test_a_half_made_venv_is_never_trusted(machine: Machine, how: str) -> None:
    machine.environment["PIP"] = how
    failed = machine.run("setup")
    assert failed.returncode != 0
    assert (machine.venv / "bin").is_dir(), "it was half made"
    machine.diary()
    del machine.environment["PIP"]
    assert machine.run("setup").returncode == 0
    assert machine.diary() == [MAKE_VENV, INSTALL_PINS, INSTALL_BRIEF]


def test_what_pip_says_is_told_when_it_fails(machine: Machine) -> None:
    machine.environment["PIP"] = "broken"
    failed = machine.run("setup")
    assert failed.returncode == 1
    assert "ERROR: no connection" in failed.stderr
    assert "needs a connection" in failed.stderr
    assert "noise" not in failed.stderr


def test_two_setups_take_turns(machine: Machine) -> None:
    lock = machine.checkout / ".venv.lock"
    lock.mkdir()
    (lock / "pid").write_text(str(os.getpid()), encoding="utf-8")
    script = machine.checkout / "scripts" / "setup"
    with subprocess.Popen(
        [str(script)], env=machine.variables, stderr=subprocess.PIPE, text=True
    ) as setup:
        assert setup.stderr is not None
        assert "waiting for another setup" in setup.stderr.readline()
        assert machine.diary() == []
        shutil.rmtree(lock)
        setup.communicate(timeout=30)
    assert setup.returncode == 0
    assert machine.diary()[0] == MAKE_VENV


@pytest.mark.parametrize(
    ("manager", "advice"),
    [
        ("apt-get", "apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ("brew", "brew install python pango"),
        ("dnf", "dnf install python3 pango harfbuzz"),
        ("apk", "apk add python3 pango harfbuzz-subset"),
        ("pacman", "pacman -S python pango harfbuzz"),
        ("none", "Python 3.11, Pango, HarfBuzz"),
    ],
)
def test_without_pango_and_rights_it_says_what_to_install(
    machine: Machine, manager: str, advice: str
) -> None:
    (machine.folder / "has-pango").unlink()
    machine.has(manager, '#!/bin/sh\ntouch "$MACHINE/called"\n')
    if manager == "brew":
        machine.has("uname", "#!/bin/sh\necho Darwin\n")
    failed = machine.run("brief", "build")
    assert failed.returncode == 1
    assert advice in failed.stderr
    assert not (machine.folder / "called").exists()
    assert not machine.venv.exists()


@pytest.mark.parametrize("rights", ["root", "sudo"])
def test_with_rights_it_installs_what_is_missing(machine: Machine, rights: str) -> None:
    (machine.folder / "has-pango").unlink()
    (machine.folder / "has-venv").unlink()
    machine.has("apt-get", APT)
    if rights == "root":
        machine.has("id", "#!/bin/sh\necho 0\n")
    else:
        machine.has("sudo", '#!/bin/sh\n[ "$1" = -n ] && shift && exec "$@"\n')
    assert machine.run("setup").returncode == 0
    packages = "python3-venv libpango-1.0-0 libpangoft2-1.0-0"
    assert machine.diary() == [
        "apt-get update",
        f"apt-get install -y --no-install-recommends {packages}",
        *(MAKE_VENV, INSTALL_PINS, INSTALL_BRIEF),
    ]


def test_an_apt_get_that_fails_is_quoted(machine: Machine) -> None:
    (machine.folder / "has-pango").unlink()
    (machine.folder / "no-network").touch()
    machine.has("apt-get", APT)
    machine.has("id", "#!/bin/sh\necho 0\n")
    failed = machine.run("setup")
    assert failed.returncode == 1
    assert "E: Failed to fetch the list" in failed.stderr
    assert "is this machine connected?" in failed.stderr


def test_root_gets_mail_servers_that_are_not_started(machine: Machine) -> None:
    for tool in ("pdftotext", "qpdf", "javac", "gs", "chromium", "omegat", "soffice"):
        machine.has(tool)
    machine.has("apt-get", APT + '[ "$1" = update ] || cp "$POLICY" "$MACHINE/policy-then"\n')
    machine.has("id", "#!/bin/sh\necho 0\n")
    assert machine.run("setup", "tests").returncode == 0
    judges = "swaks opendkim libmail-dkim-perl spamassassin"
    servers = "postfix dovecot-imapd dovecot-lmtpd"
    command = "apt-get install -y --no-install-recommends --no-remove"
    assert f"{command} {judges} {servers}" in machine.diary()
    assert "exit 101" in (machine.folder / "policy-then").read_text("utf-8")
    assert not (machine.folder / "policy").exists()


@pytest.mark.parametrize("network", ["rights", "no network"])
def test_without_mail_servers_all_else_is_set_up(machine: Machine, network: str) -> None:
    for tool in ("pdftotext", "qpdf", "javac", "gs", "chromium", "omegat", "soffice"):
        machine.has(tool)
    machine.has("apt-get", APT)
    if network == "no network":
        machine.has("id", "#!/bin/sh\necho 0\n")
        (machine.folder / "no-network").touch()
    done = machine.run("setup", "tests")
    assert done.returncode == 0
    assert "the tests of mail need more than this machine has" in done.stderr
    assert ("postfix" in done.stderr) == (network == "no network"), "only root can start it"
    assert machine.diary()[-1] == INSTALL_BRIEF
    assert "apt-get" not in machine.run("setup").stderr, "brief itself needs none of them"


def test_an_old_python_is_named_with_a_way_out(machine: Machine) -> None:
    machine.environment["VERSION"] = "3.9.2"
    failed = machine.run("setup")
    assert failed.returncode == 1
    assert "Python 3.9.2, and brief needs Python 3.11 or newer" in failed.stderr
    assert "PYTHON=" in failed.stderr
    machine.has("python3.12", PYTHON.replace("${VERSION:-3.11.2}", "3.12.1"))
    machine.environment["PYTHON"] = "python3.12"
    assert "making .venv with Python 3.12.1" in machine.run("setup").stderr


def test_a_python_without_venv_says_what_it_lacks(machine: Machine) -> None:
    (machine.folder / "has-venv").unlink()
    machine.has("apt-get")
    failed = machine.run("setup")
    assert failed.returncode == 1
    assert "apt-get install python3-venv" in failed.stderr
