"""A fresh process for each request: slower, and for machines where the warm one can't be."""

import msgspec

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

    def ask(self, request: Request) -> Transcript:
        """Run one request to its end; see :class:`Worker`."""
        order = make_order(request, self._limits, isolated=self.sandboxed, gpu=self._gpu)
        mode = ["once", msgspec.json.encode(order).decode()]
        process = LaunchedProcess(mode, self._limits, self.sandboxed, self._gpu)
        try:
            return converse(process, request, self._limits)
        finally:
            process.close()

    def close(self) -> None:
        """Nothing outlives a request."""


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
