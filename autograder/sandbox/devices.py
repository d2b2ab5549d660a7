"""Lend each question a share of a GPU, and see beforehand that TensorFlow can use it."""

import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from autograder.errors import SandboxError, UsageError
from autograder.sandbox.attempts import RefusedError
from autograder.sandbox.gpus import Gpu, find_gpus, why_no_gpu
from autograder.sandbox.transcript import Limits, Transcript, Worker
from autograder.worker.protocol import Call, Cell, Request

_TRY_SECONDS = 300.0
# What CUDA and cuDNN hold beside TensorFlow's own memory, for each process.
_CONTEXT_BYTES = 1024**3

_PROBE = """
def place(ready):
    import tensorflow as tf

    ones = tf.ones((2, 2))
    return {"device": tf.linalg.matmul(ones, ones).device}
"""


def require_gpus(limits: Limits) -> list[Gpu]:
    """The GPUs of this machine.

    Raises:
        UsageError: there is none, or one has less memory than a question may use.
    """
    gpus = find_gpus()
    if not gpus:
        raise UsageError(
            f"No GPU found on this machine: {why_no_gpu()}, or grade with --device cpu."
        )
    for gpu in gpus:
        if not num_slots(gpu, limits):
            raise UsageError(
                f"{gpu.name} has {gpu.memory} of memory. A question may use "
                f"{limits.gpu_bytes >> 20} MiB and CUDA takes {_CONTEXT_BYTES >> 20} MiB beside "
                "it. Grade with --device cpu, or on a larger GPU."
            )
    return gpus


def num_slots(gpu: Gpu, limits: Limits) -> int:
    """How many questions a GPU's memory holds at a time; one where it isn't known."""
    if gpu.memory_bytes is None:
        return 1
    return gpu.memory_bytes // (limits.gpu_bytes + _CONTEXT_BYTES)


def gpu_slots(gpus: Sequence[Gpu], limits: Limits) -> tuple[str, ...]:
    """As many slots on each GPU as its memory holds, one round over all GPUs after the other."""
    rooms = {gpu: num_slots(gpu, limits) for gpu in gpus}
    rounds = range(max(rooms.values(), default=0))
    return tuple(f"gpu:{gpu.number}" for turn in rounds for gpu in gpus if turn < rooms[gpu])


class DeviceWorker:
    """Lends each request a slot of its own; the others wait until one is free.

    Args:
        worker: runs the requests; closed with this one.
        slots: such as ``("gpu:0", "gpu:1")``; ``"cpu:1"`` is a logical device of TensorFlow's.
        limits: of which ``gpu_bytes`` matters here.
    """

    def __init__(self, worker: Worker, slots: Sequence[str], limits: Limits) -> None:
        self.sandboxed = worker.sandboxed
        self._worker = worker
        self._free = list(slots)
        self._limits = limits
        self._changed = threading.Condition()
        self._closed = False

    def ask(self, request: Request) -> Transcript:
        """Run one request on a free slot; see :class:`Worker`."""
        with self._lent() as slot:
            return self._worker.ask(
                msgspec.structs.replace(request, device=slot, gpu_bytes=self._limits.gpu_bytes)
            )

    @contextmanager
    def _lent(self) -> Iterator[str]:
        with self._changed:
            self._changed.wait_for(lambda: self._free or self._closed)
            if self._closed:
                raise SandboxError("The worker has been closed.")
            slot = self._free.pop(0)
        try:
            yield slot
        finally:
            with self._changed:
                self._free.append(slot)
                self._changed.notify()

    def close(self) -> None:
        """End every process; who asks, or waits for a slot, gets an error."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._worker.close()


def try_devices(worker: Worker, slots: Sequence[str]) -> None:
    """Have TensorFlow compute on each device before anything is graded.

    Args:
        worker: one that takes the device from the request.
        slots: such as ``("gpu:0", "gpu:0", "gpu:1")``.

    Raises:
        SandboxError: it can't; says what it wrote and what to do.
    """
    for slot in dict.fromkeys(slots):
        problem = _problem(worker, slot)
        if problem is not None:
            last = next(iter(problem.strip().splitlines()[::-1]), "nothing")
            raise SandboxError(
                f"TensorFlow can't compute on {slot} in the worker; it wrote: {last[-500:]}. "
                "Install its CUDA libraries: python -m pip install --editable '.[instructor,gpu]'; "
                "or grade with --device cpu."
            )


def _problem(worker: Worker, slot: str) -> str | None:
    """What TensorFlow wrote where it can't compute on a device; None where it can."""
    try:
        transcript = worker.ask(_trial(slot))
    except RefusedError as error:
        return str(error)
    answer = transcript.answers.get(0)
    found = answer.values.get("device", "") if answer and answer.status == "ok" else ""
    if slot.partition(":")[0].upper() in str(found):
        return None
    return (answer.error if answer else "") or transcript.output or transcript.detail


def _trial(slot: str) -> Request:
    return Request(
        id=secrets.token_hex(16),
        target="ready",
        cells=(Cell("trial", "ready = True"),),
        probes=_PROBE,
        calls=(Call("place", {}, _TRY_SECONDS),),
        device=slot,
    )
