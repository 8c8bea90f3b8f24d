"""Check cluster workers before use: one thread each, and the toolchain of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.errors import SetupError
from brief.storage.toolchain import toolchain_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.press.execution.cluster.dask_client import DaskClient

MAX_NAMED = 3  # differences that a message names
VERSIONS_CODE = "cluster-versions"


def check_workers(client: DaskClient, found: Mapping[str, int]) -> list[str]:
    """Return the workers that can print, given those found and their numbers of threads.

    Raises SetupError for a worker with more than one thread, which the engine does not support, and
    for a worker with another toolchain, or without brief.
    """
    for worker, threads in found.items():
        if threads != 1:
            limit = "a process can only set one page at a time"
            msg = f"the worker {worker} has {threads} threads, and {limit}"
            command = f"dask worker {client.address} --nworkers {threads} --nthreads 1"
            raise SetupError(msg, f"start it as processes instead: {command}", "cluster-threads")
    return check_versions(client, list(found))


def check_versions(client: DaskClient, workers: list[str]) -> list[str]:
    """Return the workers that answered. Raises SetupError for one with another toolchain."""
    answers = client.run_on_workers(workers, toolchain_parts)
    for worker, answer in answers.items():
        if isinstance(answer, Exception) and not isinstance(answer, OSError):  # it is still there
            msg = f"the worker {worker} has no brief, or another one ({answer})"
            raise SetupError(msg, "install the same brief there as here", VERSIONS_CODE)
        if isinstance(answer, dict) and answer != toolchain_parts():
            raise version_error(worker, answer)
    return [worker for worker, answer in answers.items() if isinstance(answer, dict)]


def version_error(worker: str, theirs: Mapping[str, Any]) -> SetupError:
    """Return the error that names the differences between a worker and this machine."""
    ours = toolchain_parts()
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    differences = [
        f"{name} {theirs.get(name) or 'not at all'}, and this machine {ours.get(name) or 'none'}"
        for name in names[:MAX_NAMED]
    ]
    more = f"; {len(names) - MAX_NAMED} more differ" if len(names) > MAX_NAMED else ""
    msg = f"the worker {worker} has {'; '.join(differences)}{more}: it would print other pages"
    remedy = "install the same versions on both, or one image for all, and start the worker again"
    return SetupError(msg, remedy, VERSIONS_CODE)
