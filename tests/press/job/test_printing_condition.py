"""The printing condition comes with brief, and its profile with its licence."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from brief.press.job import printing_condition
from brief.press.job.printing_condition import PROFILE, find_default_condition

if TYPE_CHECKING:
    import pytest


def test_the_default_is_coated_offset() -> None:
    found = find_default_condition()
    assert (found.name, found.tac, found.bleed, found.marks) == ("FOGRA39", 300, 3, True)
    assert found.profile[12:20] == b"prtrCMYK"


def test_it_is_found_on_a_machine_without_any_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS"):
        monkeypatch.setenv(name, "/nowhere")
    assert len(find_default_condition().profile) > 1_000_000


def test_its_licence_is_beside_it() -> None:
    licence = files(printing_condition).joinpath(PROFILE.replace(".icc", ".txt"))
    assert "basICColor" in licence.read_text("utf-8")
    assert "redistribute it" in licence.read_text("utf-8")
