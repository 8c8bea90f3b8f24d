"""Standard streams that are closed (`>&-`) or full."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from errno import EBADF, EDQUOT, EFBIG, EIO, ENOSPC

from brief.errors import SetupError

STREAMS = ("stdin", "stdout", "stderr")
OUTPUTS = ("stdout", "stderr")
FULL = {ENOSPC, EDQUOT, EFBIG, EIO}
"""Errors of the system for a disk, a quota, a file or a device that takes no more (POSIX)."""

_opened_here: list[str] = []


def open_closed_streams() -> None:
    """Open each standard stream that the caller has closed; call it before opening any file.

    Else the next file that is opened would get the number of the stream. Messages to a closed
    standard error go nowhere. Writing to a closed standard output raises OSError: what a command
    found would be lost.
    """
    for name in STREAMS:
        if getattr(sys, name) is None:
            access = os.O_WRONLY if name == "stderr" else os.O_RDONLY
            number = os.open(os.devnull, access)
            os.set_inheritable(number, True)
            _opened_here.append(name)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(number, mode, encoding="utf-8", errors="backslashreplace"))  # noqa: PTH123, SIM115 - open until the end


def find_lost_output(problem: OSError) -> SetupError | None:
    """Return the error for an output that is closed or full, if that is the problem.

    What such a stream still holds is dropped: Python would write it at its end, and fail again.
    """
    failed = [name for name in OUTPUTS if _fails_again(name)]
    if not failed and problem.errno not in FULL and not (problem.errno == EBADF and _opened_here):
        return None
    if "stdout" in (_opened_here if problem.errno == EBADF else ()):
        msg = "standard output is closed, and this command writes to it"
        return SetupError(msg, "run it without `>&-`, or send its output to a file")
    msg = f"the output cannot be written: {problem.strerror or problem}"
    return SetupError(msg, "free some space, or send it to a file or program that can take it")


def _fails_again(name: str) -> bool:
    """Return whether a stream holds text that it cannot write, which is dropped then."""
    try:
        getattr(sys, name).flush()
    except OSError:
        discard_output(name)
        return True
    return False


def discard_output(name: str) -> None:
    """Send what a stream holds and will hold to nowhere."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, getattr(sys, name).fileno())
        os.close(nowhere)
