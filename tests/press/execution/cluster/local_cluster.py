"""A real cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import TYPE_CHECKING

from tests.press.execution.faulty_printing import MARKS

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

PATIENCE = 60.0  # seconds for a process to start on a busy machine


@dataclass
class LocalCluster:
    """A scheduler, and the workers that a test starts; leaving the `with` ends them all.

    Everything that they write lies in `folder`: their logs, a cache for each worker (as
    if they were machines of their own), and the marks of stand-ins for printing. `options`
    are the scheduler's.
    """

    folder: Path
    checkout: Path
    options: tuple[str, ...] = ()
    address: str = ""
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        self.folder.mkdir()
        self.marks.mkdir()
        self.start_scheduler()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._stack.close()

    @property
    def marks(self) -> Path:
        """The folder in which stand-ins for printing leave marks."""
        return self.folder / "marks"

    def cache(self, name: str) -> Path:
        """Return the folder of a worker's cache."""
        return self.folder / f"cache-{name}"

    def start_scheduler(self) -> None:
        arguments = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", *self.options)
        self._start("scheduler", "scheduler", *arguments)
        text = self.wait_for("scheduler", "Scheduler at:")
        self.address = text.partition("Scheduler at:")[2].split()[0]

    def start_worker(
        self, name: str, *options: str, threads: int = 1, package: Path | None = None
    ) -> None:
        """Start a worker with its nanny; `package` holds the brief that it imports, if not ours."""
        arguments = ("worker", self.address, "--host", "127.0.0.1", "--no-dashboard")
        more = ("--nthreads", str(threads), "--local-directory", str(self.folder / f"local-{name}"))
        self._start(name, *arguments, *more, *options, package=package)
        self.wait_for(name, "Registered to:")

    def kill(self, name: str) -> None:
        """End a process at once, as when a machine loses its power."""
        os.killpg(self._processes[name].pid, signal.SIGKILL)
        self._processes[name].wait()

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")

    def wait_for(self, name: str, words: str) -> str:
        """Return a process's log as soon as it has these words."""
        end = monotonic() + PATIENCE
        while words not in (text := self.log(name)):
            assert self._processes[name].poll() is None, text
            assert monotonic() < end, text
            sleep(0.05)
        sleep(0.1)
        return self.log(name)

    def _start(self, name: str, *arguments: str, package: Path | None = None) -> None:
        log = self._stack.enter_context((self.folder / f"{name}.log").open("wb"))
        places = [str(package)] if package else []
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([*places, str(self.checkout)]),
            "XDG_CACHE_HOME": str(self.cache(name)),
            MARKS: str(self.marks),
            "PYTHONWARNINGS": "default",
        }
        self._processes[name] = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=self.folder,
            start_new_session=True,  # so that a worker can be killed together with its nanny
        )


def end_printing(marks: Path, name: str) -> None:
    """Kill the process that is printing the job of that name, as soon as it is."""
    end = monotonic() + PATIENCE
    while not (found := list(marks.glob(f"{name}.*"))):
        assert monotonic() < end, f"nobody prints {name}"
        sleep(0.02)
    os.kill(int(found[0].suffix[1:]), signal.SIGKILL)
