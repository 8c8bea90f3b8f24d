"""The pinned packages are those that pyproject.toml asks for, each with its hashes."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("requirements.txt", "requirements-dev.txt")


def pins(path: Path) -> dict[str, tuple[str, int]]:
    """Return each pinned package with its version and the number of its hashes."""
    text = re.sub(r"^ *#.*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found: dict[str, tuple[str, int]] = {}
    for entry in text.replace("\\\n", " ").splitlines():
        requirement = Requirement(entry.partition("--hash")[0].strip())
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", entry
        name = canonicalize_name(requirement.name)
        found[name] = (specifier.version, entry.count("--hash=sha256:"))
    return found


def asked_for(checkout: Path, group: str) -> list[Requirement]:
    """Return the dependencies of the project and of that group, with the groups it includes."""
    data = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*data["project"]["dependencies"]]
    waiting = [group]
    while waiting:
        for entry in data["dependency-groups"][waiting.pop()]:
            if isinstance(entry, str):
                lines.append(entry)
            else:
                waiting.append(entry["include-group"])
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(("file", "group"), [*zip(FILES, ("setup", "dev"), strict=True)])
def test_every_dependency_is_pinned_to_a_version_that_fits(
    checkout: Path, file: str, group: str
) -> None:
    pinned = pins(checkout / file)
    for requirement in asked_for(checkout, group):
        version, _ = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement}: run scripts/lock"


@pytest.mark.parametrize("file", FILES)
def test_every_pin_has_hashes(checkout: Path, file: str) -> None:
    pinned = pins(checkout / file)
    assert len(pinned) > 20
    assert [name for name, (_, hashes) in pinned.items() if hashes == 0] == []


def test_both_files_pin_the_same_versions(checkout: Path) -> None:
    ours, tests = (pins(checkout / file) for file in FILES)
    assert {name: tests.get(name) for name in ours} == ours


@pytest.mark.parametrize("file", FILES)
def test_pins_say_how_to_renew_them_and_name_no_host(checkout: Path, file: str) -> None:
    text = (checkout / file).read_text(encoding="utf-8")
    assert "scripts/lock" in text.splitlines()[1]
    assert re.findall(r"://|^-|^ +-(?!-hash)", text, flags=re.MULTILINE) == []
