"""Finding the system's text libraries: no other program is asked, and nothing else changes."""

from __future__ import annotations

import ctypes.util
import subprocess
import sys

import pytest

from brief.press.engine.fast_import import find_libraries_by_file_name

LOAD = """
import subprocess, sys
def refused(*_, **__):
    raise AssertionError("another program was started")
subprocess.Popen = refused
from brief.press.engine.engine import load_weasyprint
load_weasyprint()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere ctypes is asked")
def test_the_engine_loads_without_another_program() -> None:
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_ctypes_searches_as_ever_afterwards() -> None:
    search = ctypes.util.find_library
    with pytest.raises(OSError, match="no such library"), find_libraries_by_file_name():
        ctypes.CDLL("no such library")
    assert ctypes.util.find_library is search
