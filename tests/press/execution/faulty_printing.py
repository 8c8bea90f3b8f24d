"""Stand-ins for printing, for a worker to run: some crash, some hang, some do so only once."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import SetupError
from brief.press.job.result import PrintedPdf

if TYPE_CHECKING:
    from brief.press.job.model import RenderJob

MARKS = "WORKSHOP_MARKS"
"""The variable that names the folder in which attempts leave a mark."""


def _attempt(job: RenderJob) -> int:
    """Return which attempt at this job it is, from 1."""
    folder = Path(os.environ[MARKS])
    name = job.editions[0].name
    number = len(list(folder.glob(f"{name}.*"))) + 1
    (folder / f"{name}.{number}.{os.getpid()}").touch()
    return number


def _done(job: RenderJob, attempt: int) -> tuple[PrintedPdf, ...]:
    name = job.editions[0].name
    return (PrintedPdf(name, "en", "screen", b"%PDF", 1, 0.1, attempt, 9.0, 0.9, ()),)


def well(job: RenderJob) -> tuple[PrintedPdf, ...]:
    return _done(job, _attempt(job))


def crash_by_name(job: RenderJob) -> tuple[PrintedPdf, ...]:
    """Crash on every `bad` job, and on the first attempt at every `shaky` one."""
    attempt = _attempt(job)
    name = job.editions[0].name
    if name.startswith("bad") or (name.startswith("shaky") and attempt == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    return _done(job, attempt)


def hang_by_name(job: RenderJob) -> tuple[PrintedPdf, ...]:
    attempt = _attempt(job)
    name = job.editions[0].name
    if name.startswith("bad") or (name.startswith("shaky") and attempt == 1):
        time.sleep(600)
    return _done(job, attempt)


def lack_pango(job: RenderJob) -> tuple[PrintedPdf, ...]:
    message = f"no Pango for {job.editions[0].name}"
    raise SetupError(message, "install it")


def cheaply(job: RenderJob) -> tuple[PrintedPdf, ...]:
    """Print nothing, and leave no mark: what is left is the way there and back."""
    return _done(job, 1)
