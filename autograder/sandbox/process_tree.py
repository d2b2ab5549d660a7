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
        leads_namespace: whether the process is number 1 of a PID namespace of its own, whose
            other processes the kernel ends with it.
        counts_from_now: whether what the process has by now is not to be counted.
    """

    def __init__(
        self,
        pid: int,
        limits: Limits,
        *,
        leads_namespace: bool = False,
        counts_from_now: bool = False,
    ) -> None:
        self._leads_namespace = leads_namespace
        self._limits = limits
        self._memory_bytes = limits.memory_bytes
        try:
            self._root: psutil.Process | None = psutil.Process(pid)
        except psutil.NoSuchProcess:
            self._root = None
        if counts_from_now:
            self._memory_bytes += _fair_bytes(self._members())

    def check(self) -> None:
        """Raise :class:`BrokenRuleError` where memory or processes are over their limit."""
        members = self._members()
        num_tasks = resident = 0
        for process in members:
            with contextlib.suppress(psutil.Error):
                resident += process.memory_info().rss
                num_tasks += process.num_threads()
            if num_tasks > self._limits.processes:
                text = f"It ran more than {self._limits.processes} processes and threads."
                raise BrokenRuleError("crashed", text)
        # Pages that a fork shares are in the resident size of each process, so look closer.
        if resident > self._memory_bytes and _fair_bytes(members) > self._memory_bytes:
            megabytes = self._limits.memory_bytes // 1024**2
            text = f"It took more than {megabytes} MiB of memory."
            raise BrokenRuleError("out_of_memory", text)

    def kill(self) -> None:
        """End all of it."""
        if self._root is None:
            return
        # To list the thousands of a fork bomb takes seconds.
        for process in [self._root] if self._leads_namespace else self._members():
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
