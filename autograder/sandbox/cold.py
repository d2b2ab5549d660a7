"""A fresh process for each request: slower, and for machines where the warm one can't be."""

import contextlib
import threading
from collections.abc import Iterator

import msgspec

from autograder.errors import SandboxError
from autograder.sandbox.attempts import ATTEMPTS, PAUSE_SECONDS, RefusedError
from autograder.sandbox.exchange import Exchange
from autograder.sandbox.launch import LaunchedProcess
from autograder.sandbox.report import make_transcript
from autograder.sandbox.transcript import Limits, Transcript
from autograder.sandbox.warm import make_order
from autograder.worker.protocol import Request

_GRACE_SECONDS = 1.0


class ColdWorker:
    """Starts Python and imports TensorFlow anew for each request. Any thread may ask.

    Args:
        limits: for each request.
        sandboxed: whether in bubblewrap, one for each request.
        gpu: whether a GPU may be used.
    """

    def __init__(self, limits: Limits, sandboxed: bool = True, gpu: bool = False) -> None:
        self.sandboxed = sandboxed
        self._limits = limits
        self._gpu = gpu
        self._lock = threading.Lock()
        self._processes: set[LaunchedProcess] = set()
        self._closed = threading.Event()

    def ask(self, request: Request) -> Transcript:
        """Run one request to its end; see :class:`Worker`."""
        for left in reversed(range(ATTEMPTS)):
            try:
                with self._launched(request) as process:
                    transcript = converse(process, request, self._limits)
                break
            except RefusedError:  # the machine, or its GPU, may be full for a moment
                if not left:
                    raise
                self._closed.wait(PAUSE_SECONDS)
        self._require_open()
        return transcript

    @contextlib.contextmanager
    def _launched(self, request: Request) -> Iterator[LaunchedProcess]:
        order = make_order(request, self._limits, isolated=self.sandboxed, gpu=self._gpu)
        mode = ["once", msgspec.json.encode(order).decode()]
        with self._lock:
            self._require_open()
            process = LaunchedProcess(mode, self._limits, self.sandboxed, self._gpu)
            self._processes.add(process)
        try:
            process.await_ready()
            yield process
        finally:
            with self._lock:
                self._processes.remove(process)
            process.close()

    def _require_open(self) -> None:
        if self._closed.is_set():
            raise SandboxError("The worker has been closed.")

    def close(self) -> None:
        """End every process; who asks, or waits for an answer, gets an error."""
        with self._lock:
            self._closed.set()
            for process in self._processes:
                process.end()


def converse(
    process: LaunchedProcess, request: Request, limits: Limits, *, stays: bool = False
) -> Transcript:
    """Put a request to a process that waits for one, and say what came of it.

    Args:
        process: the caller closes it.
        request: what to ask.
        limits: when to stop.
        stays: whether the process is to answer more requests afterwards.
    """
    exchange = Exchange(
        request,
        limits,
        channel=process.channel,
        output=process.output,
        tree=process.tree,
        stays=stays,
    )
    exchange.run()
    return make_transcript(
        exchange,
        process.output.text(),
        exit_status=process.exit_status(_GRACE_SECONDS) if exchange.hung_up else None,
        cpu_seconds=None,
    )
