"""The seam between grading and the process that runs the student's code."""

from typing import Literal, Protocol

import msgspec

from autograder.worker.protocol import Answer, Request

Outcome = Literal["finished", "crashed", "timed_out", "out_of_memory"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one question's processes may use, all of them together.

    Args:
        memory_bytes: resident memory beyond what the warm process had.
        processes: processes and threads alive at once.
        load_seconds: wall time for the submission's cells, before the first call.
        output_bytes: stdout and stderr together.
        reply_bytes: all frames together.
        disk_bytes: size of the private /tmp.
        gpu_bytes: what TensorFlow may allocate on a GPU.
    """

    memory_bytes: int = 4 * 1024**3
    processes: int = 256
    load_seconds: float = 60.0
    output_bytes: int = 16 * 1024**2
    reply_bytes: int = 256 * 1024**2
    disk_bytes: int = 256 * 1024**2
    gpu_bytes: int = 4 * 1024**3


class Transcript(msgspec.Struct, frozen=True, kw_only=True):
    """All that came back for one request.

    Args:
        outcome: how the process ended. ``"crashed"`` covers every broken rule.
        answers: by the call's position; those that came before the end are kept.
        found: whether the name under question existed once the cells had been run.
        load_errors: one text for each cell that raised.
        detail: for a person: which limit, which signal, what was malformed.
        output: the end of what was printed.
        seconds: wall seconds.
        cpu_seconds: processor seconds of the student's code (cells and calls).
    """

    outcome: Outcome
    answers: dict[int, Answer]
    found: bool = False
    load_errors: tuple[str, ...] = ()
    detail: str = ""
    output: str = ""
    seconds: float = 0.0
    cpu_seconds: float = 0.0


class Worker(Protocol):
    """Runs requests, each in a process of its own where the machine allows it."""

    sandboxed: bool

    def ask(self, request: Request) -> Transcript:
        """Run one request to its end; never raises because of the submission."""

    def close(self) -> None:
        """End every process that this worker started."""
