"""Ask in this process: for a notebook, where the student's own objects are at hand."""

import contextlib
import io
import time
from typing import Any

from autograder.sandbox.transcript import Transcript
from autograder.worker.protocol import Answer, Request


class InlineWorker:
    """Answers from a namespace that exists already; the request's cells are not run.

    The student's own machine and process: nothing is isolated, no limit holds, and the
    reader's interrupt key ends a call that hangs.

    Args:
        namespace: the notebook's global names.
    """

    sandboxed = False

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace

    def ask(self, request: Request) -> Transcript:
        """Run each call's probe on the object that stands under the request's target."""
        from autograder.worker.runner import answer_calls, load_probes
        from autograder.worker.settings import warnings_ignored, whole_float32

        started, used = time.monotonic(), time.process_time()
        answers: dict[int, Answer] = {}
        found = request.target in self._namespace
        if found:
            probes = load_probes(request.probes)
            target = self._namespace[request.target]
            quiet = contextlib.redirect_stdout(io.StringIO())
            with quiet, warnings_ignored(), whole_float32():
                for answer in answer_calls(request, target, probes):
                    answers[answer.index] = answer
        return Transcript(
            outcome="finished",
            answers=answers,
            found=found,
            seconds=time.monotonic() - started,
            cpu_seconds=time.process_time() - used,
        )

    def close(self) -> None:
        """Nothing was started."""
