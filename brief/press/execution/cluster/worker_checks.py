"""Looking workers over before they print: each has one thread, and is made of what we are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief.errors import SetupError
from brief.press.execution.cluster.worker_tasks import describe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.press.execution.cluster.dask_client import Switchboard

MOST_NAMED = 3  # differences that a message names
VERSIONS = "cluster-versions"


def muster(board: Switchboard, found: Mapping[str, int]) -> list[str]:
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
            command = f"dask worker {board.address} --nworkers {threads} --nthreads 1"
            raise SetupError(msg, f"start it as processes instead: {command}", "cluster-threads")
    return check_versions(board, list(found))


def check_versions(board: Switchboard, workers: list[str]) -> list[str]:
    """Return which of these workers answered; raise SetupError if one is not made as we are."""
    answers = board.ask(workers, describe)
    for worker, answer in answers.items():
        if isinstance(answer, Exception) and not isinstance(answer, OSError):  # it is still there
            msg = f"the worker {worker} has no brief, or another one ({answer})"
            raise SetupError(msg, "install the same brief there as here", VERSIONS)
        if isinstance(answer, dict) and answer != describe():
            raise different(worker, answer)
    return [worker for worker, answer in answers.items() if isinstance(answer, dict)]


def different(worker: str, theirs: Mapping[str, Any]) -> SetupError:
    """Return the error that names what a worker has otherwise than this machine."""
    ours = describe()
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    told = [
        f"{name} {theirs.get(name) or 'not at all'}, and this machine {ours.get(name) or 'none'}"
        for name in names[:MOST_NAMED]
    ]
    more = f"; {len(names) - MOST_NAMED} more differ" if len(names) > MOST_NAMED else ""
    msg = f"the worker {worker} has {'; '.join(told)}{more}: it would print other pages"
    remedy = "install the same versions on both, or one image for all, and start the worker again"
    return SetupError(msg, remedy, VERSIONS)
