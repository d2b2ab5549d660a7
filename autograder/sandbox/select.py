"""Choose the fastest worker that this machine allows."""

import contextlib
import sys
from typing import cast

from autograder.errors import SandboxError
from autograder.sandbox.bubblewrap import require_sandbox
from autograder.sandbox.cold import ColdWorker
from autograder.sandbox.devices import DeviceWorker, gpu_slots, require_gpus, try_devices
from autograder.sandbox.transcript import Limits, Worker
from autograder.sandbox.warm import WarmWorker


def make_worker(sandboxed: bool, limits: Limits, gpu: bool = False) -> Worker:
    """A warm worker where it works here and no GPU is used, else a cold one; any thread may ask.

    Args:
        sandboxed: whether to run submissions in bubblewrap.
        limits: for each request.
        gpu: whether a GPU may be used.

    Raises:
        SandboxError: a sandbox is asked for and there is none, or TensorFlow can't use the GPU;
            says why and what to do.
        UsageError: there is no GPU.
    """
    if sandboxed:
        require_sandbox()
    if not gpu:
        return _make(sandboxed, limits)
    slots = gpu_slots(require_gpus(limits), limits)
    # CUDA does not start in a process that was forked into namespaces of its own.
    worker = ColdWorker(limits, sandboxed, gpu=True)
    try_devices(worker, slots)
    return DeviceWorker(worker, slots, limits)


def _make(sandboxed: bool, limits: Limits) -> Worker:
    if sys.platform == "linux":  # elsewhere TensorFlow doesn't survive a fork
        worker = WarmWorker(limits, sandboxed)
        with contextlib.suppress(SandboxError):
            worker.warm_up()
            return cast(Worker, worker)
        worker.close()
    return cast(Worker, ColdWorker(limits, sandboxed))
