"""Watch and end a process with all its descendants."""

import contextlib

import psutil

from autograder.sandbox.conversation import BrokenRuleError
from autograder.sandbox.transcript import Limits


class ProcessTree:
    """A process that runs a student's code, and all that it starts.

    Args:
        pid: the process's number, seen from here.
        limits: of which ``memory_bytes`` and ``processes`` matter here.
    """

    def __init__(self, pid: int, limits: Limits) -> None:
        self._limits = limits
        try:
            self._root: psutil.Process | None = psutil.Process(pid)
        except psutil.NoSuchProcess:
            self._root = None

    def check(self) -> None:
        """Raise :class:`BrokenRuleError` where memory or the number of processes is over its limit."""
        members = self._members()
        num_tasks = resident = 0
        for process in members:
            with contextlib.suppress(psutil.Error):
                resident += process.memory_info().rss
                num_tasks += process.num_threads()
            if num_tasks > self._limits.processes:
                break
        if num_tasks > self._limits.processes:
            raise BrokenRuleError(
                "crashed", f"It ran more than {self._limits.processes} processes and threads."
            )
        # Pages that a fork shares are in the resident size of each process, so look closer.
        if resident > self._limits.memory_bytes and _fair_bytes(members) > (
            self._limits.memory_bytes
        ):
            megabytes = self._limits.memory_bytes // 1024**2
            raise BrokenRuleError("out_of_memory", f"It took more than {megabytes} MiB of memory.")

    def kill(self) -> None:
        """End all of it. Where the process leads a PID namespace, the kernel takes the rest."""
        members = self._members()
        for process in members:
            with contextlib.suppress(psutil.Error):
                process.kill()

    def _members(self) -> list[psutil.Process]:
        """The root, and then its descendants."""
        if self._root is None:
            return []
        try:
            return [self._root, *self._root.children(recursive=True)]
        except psutil.Error:
            return [self._root]


def _fair_bytes(members: list[psutil.Process]) -> int:
    """Memory, each shared page divided by the number of processes that share it."""
    total = 0
    for process in members:
        with contextlib.suppress(psutil.Error):
            full = process.memory_full_info()
            total += getattr(full, "pss", full.uss)
    return total
