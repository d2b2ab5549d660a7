"""One process at a student's side, which answers every request: quick, and not isolated."""

import contextlib
import threading

from autograder.errors import SandboxError
from autograder.sandbox.cold import converse
from autograder.sandbox.launch import LaunchedProcess
from autograder.sandbox.transcript import Limits, Transcript
from autograder.worker.protocol import Request


class LocalWorker:
    """Answers one request after the other in a process that stays, on any system.

    For a student's own code on the student's own machine. Each request gets a fresh namespace
    but the same interpreter. The process is started anew where it crashed, was too slow or
    broke a limit. Any thread may ask; requests wait for each other.

    Args:
        limits: for each request.
    """

    sandboxed = False

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._process: LaunchedProcess | None = None

    def warm_up(self) -> None:
        """Start the process in the background, to have it ready by the first request."""
        threading.Thread(target=self._start_quietly, daemon=True).start()

    def _start_quietly(self) -> None:
        with self._lock, contextlib.suppress(SandboxError):  # the next request will say so
            self._running()

    def _running(self) -> LaunchedProcess:
        if self._process is None:
            process = LaunchedProcess(["many"], self._limits, False, False)
            process.await_ready()
            self._process = process
        return self._process

    def ask(self, request: Request) -> Transcript:
        """Run one request to its end; see :class:`Worker`."""
        with self._lock:
            process = self._running()
            process.output.start_anew()
            finished = False
            try:
                transcript = converse(process, request, self._limits, stays=True)
                finished = transcript.outcome == "finished"
            finally:
                if not finished:
                    self._end()
            return transcript

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None
