"""`brief doctor` shows the fonts that the project needs, and sums up the others."""

from __future__ import annotations

from brief.cli.commands.doctor import without_other_fonts
from brief.doctor.environment import Check


def test_fonts_of_other_languages_are_one_line() -> None:
    needed = Check("font A", ok=False, detail="not installed; needed for it")
    others = [Check(f"font {name}", ok=None, detail="not installed") for name in "BCD"]
    shown = without_other_fonts([needed, *others])
    assert [check.name for check in shown] == ["font A", "other fonts"]
    assert shown[1].detail.startswith("3 fonts")
