"""Several workers behind the interface of one, for callers in several threads."""

import queue
from collections.abc import Callable

from autograder.sandbox.transcript import Transcript, Worker
from autograder.worker.protocol import Request


class WorkerPool:
    """Hands each request to a worker that is free; ``ask`` may be called from any thread.

    Args:
        make: starts one worker.
        size: how many there are.
    """

    def __init__(self, make: Callable[[], Worker], size: int) -> None:
        self.size = size
        self._workers = [make() for _ in range(size)]
        self._free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)
        self.sandboxed = all(worker.sandboxed for worker in self._workers)

    def ask(self, request: Request) -> Transcript:
        """Wait for a free worker, and run the request there."""
        worker = self._free.get()
        try:
            return worker.ask(request)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End every worker."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
