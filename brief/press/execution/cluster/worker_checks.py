"""Looking workers over before they print: each has one thread, and is made of what we are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.errors import SetupError
from brief.press.execution.cluster.worker_tasks import describe_toolchain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.press.execution.cluster.dask_client import DaskClient

MAX_NAMED = 3  # differences that a message names
VERSIONS_CODE = "cluster-versions"


def check_workers(client: DaskClient, found: Mapping[str, int]) -> list[str]:
    """Return which of these workers, given with their threads, can print; some may have gone again.

    Raises SetupError for one with more than one thread, as the engine is not made for that, and for
    one that would print other bytes than this machine, or none.
    """
    for worker, threads in found.items():
        if threads != 1:
            msg = (
                f"the worker {worker} has {threads} threads, and a process can only set one page "
                "at a time"
            )
            command = f"dask worker {client.address} --nworkers {threads} --nthreads 1"
            raise SetupError(msg, f"start it as processes instead: {command}", "cluster-threads")
    return check_versions(client, list(found))


def check_versions(client: DaskClient, workers: list[str]) -> list[str]:
    """Return which of these workers answered; raise SetupError if one is not made as we are."""
    answers = client.run_on_workers(workers, describe_toolchain)
    for worker, answer in answers.items():
        if isinstance(answer, Exception) and not isinstance(answer, OSError):  # it is still there
            msg = f"the worker {worker} has no brief, or another one ({answer})"
            raise SetupError(msg, "install the same brief there as here", VERSIONS_CODE)
        if isinstance(answer, dict) and answer != describe_toolchain():
            raise version_error(worker, answer)
    return [worker for worker, answer in answers.items() if isinstance(answer, dict)]


def version_error(worker: str, theirs: Mapping[str, Any]) -> SetupError:
    """Return the error that names what a worker has otherwise than this machine."""
    ours = describe_toolchain()
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    told = [
        f"{name} {theirs.get(name) or 'not at all'}, and this machine {ours.get(name) or 'none'}"
        for name in names[:MAX_NAMED]
    ]
    more = f"; {len(names) - MAX_NAMED} more differ" if len(names) > MAX_NAMED else ""
    msg = f"the worker {worker} has {'; '.join(told)}{more}: it would print other pages"
    remedy = "install the same versions on both, or one image for all, and start the worker again"
    return SetupError(msg, remedy, VERSIONS_CODE)
