"""Send the files of jobs to a cluster: Dask keeps them in the memory of workers, by their hash.

Dask moves a file to each worker whose job needs it, from another worker where it can. A file that
was lost with its worker is sent again.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from brief.press.execution.cluster.dask_client import DaskClient
    from brief.press.execution.cluster.job_package import PackageFiles

MAX_BYTES = 256 << 20  # of files that are kept on the cluster for later jobs


@dataclass(slots=True)
class SentFiles:
    """The files that are on the cluster for this build, as Dask's futures by SHA-256."""

    client: DaskClient
    _futures: OrderedDict[str, Any] = field(default_factory=OrderedDict)
    _sizes: dict[str, int] = field(default_factory=dict)

    def send(self, files: PackageFiles, worker: str) -> dict[str, Any] | None:
        """Return the futures of all files, after sending the missing ones to a worker.

        Returns None if a file has changed since it was hashed. Raises ResultUnavailableError if the
        worker has gone.
        """
        missing = [name for name in files.sources if not self._is_available(name)]
        contents: dict[str, bytes] = {}
        for name in missing:
            content = files.read_content(name)
            if content is None:
                return None
            contents[name] = content
        if contents:
            self._futures.update(self.client.send_files(contents, worker))
            self._sizes.update((name, len(content)) for name, content in contents.items())
        futures = {name: self._futures[name] for name in files.sources}
        self._release_old(futures)
        return futures

    def _is_available(self, name: str) -> bool:
        return name in self._futures and self._futures[name].status == "finished"

    def _release_old(self, used: dict[str, Any]) -> None:
        """Release the files that were not used for the longest time; jobs under way keep theirs."""
        for name in used:
            self._futures.move_to_end(name)
        size = sum(self._sizes.values())
        for name in list(self._futures)[: -len(used) or None]:
            if size <= MAX_BYTES:
                break
            size -= self._sizes.pop(name)
            del self._futures[name]
