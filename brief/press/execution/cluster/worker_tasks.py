"""Functions that run on a worker of the cluster: describe the toolchain, print a job."""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from brief.errors import SetupError
from brief.press.execution.cluster.job_folders import JobFolders
from brief.press.execution.cluster.job_package import package_from_bytes
from brief.storage.toolchain import toolchain_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.press.job.model import RenderJob
    from brief.press.job.result import PrintedPdf

    Print = Callable[[RenderJob], tuple[PrintedPdf, ...]]


@dataclass(frozen=True, slots=True)
class OtherToolchain:
    """The answer of a worker with another toolchain: its parts."""

    parts: dict[str, str]


@lru_cache(maxsize=1)
def toolchain_hash() -> str:
    """Return the hash of the toolchain of this process."""
    return sha256(json.dumps(toolchain_parts(), sort_keys=True).encode()).hexdigest()


def print_package(
    expected: str, timeout: float, package: bytes, files: dict[str, bytes], print_one: Print
) -> tuple[PrintedPdf, ...] | OtherToolchain:
    """Print a packaged job with its files, if this worker has the client's toolchain (`expected`).

    After `timeout` seconds the process ends itself, because nothing else can end a library that
    hangs; Dask notices, and its nanny starts another process. Raises the exceptions of printing,
    and SetupError if the files cannot be written here.
    """
    if toolchain_hash() != expected:
        return OtherToolchain(toolchain_parts())
    try:
        job = _job_folders().unpack_job(package_from_bytes(package), files)
    except OSError as problem:
        msg = f"a worker cannot keep files: {problem.strerror or problem}"
        raise SetupError(msg, "free some space on its machine", "cluster-disk") from problem
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - any text file will do
        log = sys.__stderr__ or nowhere
        faulthandler.dump_traceback_later(timeout, exit=True, file=log)
        try:
            return print_one(job)
        finally:
            faulthandler.cancel_dump_traceback_later()


@lru_cache(maxsize=1)
def _job_folders() -> JobFolders:
    """Return the folders of this process; Dask removes them when the worker ends."""
    from distributed import get_worker

    return JobFolders(Path(get_worker().local_directory) / "brief")
