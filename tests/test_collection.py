"""No test is passed over: every file of tests/ takes part in a run."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_every_test_file_is_collected(checkout: Path) -> None:
    there = {file.relative_to(checkout).as_posix() for file in checkout.glob("tests/**/test_*.py")}

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-m", "slow or not slow"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )

    collected = {line.partition(":")[0] for line in run.stdout.splitlines() if ": " in line}
    assert "tests/test_collection.py" in collected
    assert there == collected
