"""The lock that lets one process send at a time."""

from __future__ import annotations

import os
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING

from brief.errors import BriefError, SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.delivery.folder import DeliveryFolder

LOCK_FILE = "sending.lock"
PRIVATE_FILE = 0o600
SHOWN_BYTES = 40
LONGEST_WAIT, POLL = 1.0, 0.05  # seconds


class SendingLockHeldError(BriefError):
    """Another process sends, or decides about deliveries."""

    code = "sending-already"


def _wait_for_lock(handle: int) -> None:
    """Lock a file; wait for a moment, since other commands hold it only briefly."""
    import fcntl

    deadline = monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > deadline:
                raise
            sleep(POLL)
        else:
            return


@contextmanager
def hold_sending_lock(folder: DeliveryFolder) -> Iterator[None]:
    """Hold the project's lock for sending; the system releases it when the process ends.

    Raises SendingLockHeldError if another process holds it, and SetupError on a system without
    file locks.
    """
    try:
        import fcntl  # noqa: F401 - whether the system has it
    except ImportError as problem:
        msg = "this system has no file locks, without which two runs could send the same mails"
        raise SetupError(msg, "send from Linux or macOS") from problem
    path = folder.path / LOCK_FILE
    handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, PRIVATE_FILE)
    try:
        try:
            _wait_for_lock(handle)
        except BlockingIOError as problem:
            number = os.pread(handle, SHOWN_BYTES, 0).decode("ascii", "replace").strip()
            process = f" (process {number})" if number.isdecimal() else ""
            msg = f"another brief sends from this project{process}"
            raise SendingLockHeldError(msg, "wait until it has ended, and try again") from problem
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(handle)
