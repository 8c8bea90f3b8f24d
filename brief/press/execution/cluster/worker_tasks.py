"""What a worker of the cluster is asked to do: say what it is made of, keep files, print."""

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
from brief.press.execution.cluster.content_store import (
    ContentStore,
    MissingFilesError,
    store_contents,
)
from brief.press.execution.cluster.job_package import package_from_bytes
from brief.project import cache_folder
from brief.storage.toolchain import toolchain_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.press.job.model import RenderJob
    from brief.press.job.result import PrintedPdf

    Print = Callable[[RenderJob], tuple[PrintedPdf, ...]]

FOLDER = "cluster"
"""The folder of the cache in which a machine keeps what has travelled to it."""


@dataclass(frozen=True, slots=True)
class MissingFiles:
    """The worker's answer when content has not come yet, by hash."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class OtherToolchain:
    """The worker's answer when it would print other bytes: what it is made of."""

    parts: dict[str, str]


def describe_toolchain() -> dict[str, str]:
    """Return what this process prints with."""
    return toolchain_parts()


@lru_cache(maxsize=1)
def toolchain_hash() -> str:
    """Return a hash of what this process prints with."""
    return sha256(json.dumps(toolchain_parts(), sort_keys=True).encode()).hexdigest()


def store_files(contents: dict[str, bytes]) -> str:
    """Keep content on this machine; return why that cannot be, or nothing.

    Raises ValueError if it did not arrive whole.
    """
    try:
        store_contents(cache_folder() / FOLDER, contents)
    except OSError as problem:  # not raised: the way here has errors of that kind, too
        return problem.strerror or str(problem)
    return ""


def disk_error(problem: str, worker: str = "a worker") -> SetupError:
    """Return the error of a worker that has no place for what it needs."""
    msg = f"{worker} cannot keep files: {problem}"
    return SetupError(msg, "free some space on its machine", "cluster-disk")


def print_package(
    expected: str, patience: float, content: bytes, print_one: Print
) -> tuple[PrintedPdf, ...] | MissingFiles | OtherToolchain:
    """Print what a parcel holds, or answer why not; `expected` is the client's stamp.

    After `patience` seconds the process ends itself, as nothing else can end what hangs in a
    library: Dask notices, and its nanny starts another. Raises what printing raises, and SetupError
    if no files can be kept here.
    """
    if toolchain_hash() != expected:
        return OtherToolchain(toolchain_parts())
    try:
        job = _worker_store().unpack_job(package_from_bytes(content))
    except MissingFilesError as problem:
        return MissingFiles(problem.names)
    except OSError as problem:
        raise disk_error(problem.strerror or str(problem)) from problem
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - any text file will do
        log = sys.__stderr__ or nowhere
        faulthandler.dump_traceback_later(patience, exit=True, file=log)
        try:
            return print_one(job)
        finally:
            faulthandler.cancel_dump_traceback_later()


@lru_cache(maxsize=1)
def _worker_store() -> ContentStore:
    """Return this process's depot; its folders go when the worker ends."""
    from distributed import get_worker

    own = Path(get_worker().local_directory) / "brief"
    return ContentStore(cache_folder() / FOLDER, own)
