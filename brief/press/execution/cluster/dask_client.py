"""Wrapper around Dask's client, the only module that uses it; converts its exceptions."""

from __future__ import annotations

import asyncio
import logging
import re
import warnings
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from brief.errors import SetupError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Self

CONNECT_TIMEOUT = 10.0  # seconds that the scheduler may take to answer
RESULT_TIMEOUT = 5.0  # seconds to fetch a finished result
ADDRESS_PATTERN = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?[^\s/:]+(?::[^\s/]*)?:\d+", re.ASCII)
LOGGER_NAMES = ("distributed", "distributed.client", "distributed.comm", "distributed.core")
DASK_SETTINGS = {
    # jobs are large, and sent with their task
    "distributed.admin.large-graph-warning-threshold": "1GiB",
}


class WorkerDiedError(Exception):
    """Dask has given up a job because workers ended while they had it."""


class ResultUnavailableError(Exception):
    """A result cannot be had: its worker, the connection, or a file it needs was lost."""


class DaskClient:
    """A connection to the scheduler at an address; a context manager that closes it.

    Every method raises SetupError (`cluster-lost`) if the scheduler does not answer.
    """

    def __init__(self, address: str) -> None:
        """Connect.

        Raises UsageError for an address that is not valid, and SetupError if Dask is not installed
        or nothing answers at the address.
        """
        if not ADDRESS_PATTERN.fullmatch(address):
            msg = f"--cluster {address or '(nothing)'}: not a scheduler address"
            raise UsageError(msg, "write it as in --cluster tcp://scheduler.example.org:8786")
        self.address = address
        self._stack = ExitStack()
        try:
            self._client = _connect_client(address, self._stack)
            self._check_scheduler()
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def read_thread_counts(self) -> dict[str, int]:
        """Return the addresses of the workers, with their numbers of threads."""
        with self._convert_errors():
            return dict(self._client.nthreads())

    def run_on_workers(
        self, workers: list[str], function: Callable[..., Any], *arguments: object
    ) -> dict[str, Any]:
        """Call a function on workers at once, even while they print.

        Returns the results by address; where the call failed, the exception.
        """
        with self._convert_errors():
            answers: Mapping[str, Any] = self._client.run(
                function, *arguments, workers=workers, on_error="return"
            )
        return dict(answers)

    def send_files(self, contents: Mapping[str, bytes], worker: str) -> dict[str, Any]:
        """Put files into the memory of a worker; return Dask's futures, which keep them there.

        Raises ResultUnavailableError if the worker has gone.
        """
        with self._convert_errors():
            try:
                return dict(self._client.scatter(dict(contents), workers=[worker]))
            except (KeyError, TimeoutError) as problem:
                raise ResultUnavailableError(str(problem)) from problem

    def submit_job(
        self,
        worker: str,
        function: Callable[..., Any],
        *arguments: object,
        done: Callable[[object], None],
    ) -> Any:
        """Submit a job to one worker, which runs its jobs in order; return Dask's future.

        `done` is called with the future, in another thread, when `fetch_result` can be called.
        """
        with self._convert_errors():
            key, workers = f"print-{uuid4().hex}", [worker]
            future = self._client.submit(
                function, *arguments, key=key, workers=workers, pure=False, retries=0
            )
            future.add_done_callback(done)
        return future

    def fetch_result(self, future: Any) -> Any:
        """Return the result of a job, and release it.

        Raises the exceptions of the job, WorkerDiedError, or ResultUnavailableError.
        """
        from distributed import CancelledError, KilledWorker

        try:
            return future.result(timeout=RESULT_TIMEOUT)
        except KilledWorker as problem:
            raise WorkerDiedError(str(problem)) from problem
        except (CancelledError, TimeoutError) as problem:
            raise ResultUnavailableError(str(problem)) from problem
        finally:
            self.release_job(future)

    def release_job(self, future: Any) -> None:
        """Release a job; if no worker has started it, none will."""
        future.release()

    def _check_scheduler(self) -> None:
        """Raise SetupError if the scheduler has another version of Dask than this machine."""
        from importlib.metadata import version

        with self._convert_errors():
            told = self._client.get_versions()
        theirs, ours = told["scheduler"]["packages"]["distributed"], version("distributed")
        if theirs != ours:
            msg = f"the scheduler {self.address} has distributed {theirs}, and this machine {ours}"
            raise SetupError(msg, f"install it there: distributed=={ours}", "cluster-versions")

    @contextmanager
    def _convert_errors(self) -> Iterator[None]:
        """Convert failures of the connection into SetupError."""
        try:
            yield
        except (OSError, RuntimeError) as problem:
            msg = f"the scheduler {self.address} does not answer any more"
            remedy = "start it again, and build again: what was printed until now need not be"
            raise SetupError(msg, remedy, "cluster-lost") from problem


def _connect_client(address: str, stack: ExitStack) -> Any:
    """Return Dask's client; `stack` closes it and restores settings.

    Its log is silenced, since brief reports each failure itself, and so are its warnings about
    versions, which brief compares.
    """
    try:
        import dask
        from distributed import Client
        from distributed.versions import VersionMismatchWarning
    except ModuleNotFoundError as problem:
        msg = "printing on a cluster needs Dask, which is not installed"
        remedy = "install it: pip install 'briefpress[cluster]'"
        raise SetupError(msg, remedy, "cluster-uninstalled") from problem
    patience = {"distributed.comm.timeouts.connect": f"{CONNECT_TIMEOUT}s"}
    stack.enter_context(dask.config.set({**DASK_SETTINGS, **patience}))
    for name in LOGGER_NAMES:
        log = logging.getLogger(name)
        stack.callback(log.setLevel, log.level)
        log.setLevel(logging.CRITICAL + 1)
    try:
        asyncio.run(_check_reachable(address))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)
            client = Client(  # type: ignore[no-untyped-call]
                address, timeout=CONNECT_TIMEOUT, set_as_default=False
            )
    except (OSError, TypeError, ValueError, RuntimeError, ImportError) as problem:
        msg = f"no scheduler answers at {address} ({_describe_cause(problem)})"
        remedy = "start one with `dask scheduler`, and name the address that it says"
        raise SetupError(msg, remedy, "cluster-unreachable") from problem
    stack.callback(client.close)
    return client


async def _check_reachable(address: str) -> None:
    """Check that a scheduler answers: Dask's client would wait for ever for a deaf port.

    Raises OSError if none does, and Dask's exceptions if the connection fails.
    """
    from distributed import Security
    from distributed.comm.core import connect

    security: Any = Security()  # type: ignore[no-untyped-call]
    arguments = security.get_connection_args("client")
    async with asyncio.timeout(CONNECT_TIMEOUT):
        line = await connect(  # type: ignore[no-untyped-call]
            address, timeout=CONNECT_TIMEOUT, **arguments
        )
    await line.close()


def _describe_cause(problem: BaseException) -> str:
    """Return the first cause of an exception, in one line."""
    while problem.__cause__:
        problem = problem.__cause__
    return (str(problem).strip() or type(problem).__name__).splitlines()[0].rstrip(".")
