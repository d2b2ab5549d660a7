"""Watch and end a process with all its descendants."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil

from autograder.sandbox.conversation import BrokenRuleError
from autograder.sandbox.transcript import Limits

_PROC = Path("/proc")


class _Usage(NamedTuple):
    """Processes seen, the threads that they have together, and their resident bytes."""

    pids: list[int]
    num_tasks: int
    resident_bytes: int


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
        self._pid = pid
        self._limits = limits
        self._memory_bytes = limits.memory_bytes
        self._leads_namespace = leads_namespace
        self._measure: Callable[[int, int], _Usage] = _measure_by_psutil
        if (_PROC / "self" / "task" / str(os.getpid()) / "children").exists():
            self._measure = _measure_by_proc
        try:
            self._root: psutil.Process | None = psutil.Process(pid)
        except psutil.NoSuchProcess:
            self._root = None
        if counts_from_now:
            self._memory_bytes += _fair_bytes(self._measure(pid, limits.processes).pids)

    def check(self) -> None:
        """Raise :class:`BrokenRuleError` where memory or processes are over their limit."""
        usage = self._measure(self._pid, self._limits.processes)
        if usage.num_tasks > self._limits.processes:
            text = f"It ran more than {self._limits.processes} processes and threads."
            raise BrokenRuleError("crashed", text)
        # Pages that a fork shares are in the resident size of each process, so look closer.
        if (
            usage.resident_bytes > self._memory_bytes
            and _fair_bytes(usage.pids) > self._memory_bytes
        ):
            megabytes = self._limits.memory_bytes // 1024**2
            text = f"It took more than {megabytes} MiB of memory."
            raise BrokenRuleError("out_of_memory", text)

    def kill(self) -> None:
        """End all of it."""
        if self._root is None:
            return
        members = [self._root]
        if not self._leads_namespace:  # to list the thousands of a fork bomb takes seconds
            with contextlib.suppress(psutil.Error):
                members += self._root.children(recursive=True)
        for process in members:
            with contextlib.suppress(psutil.Error):
                process.kill()


def _measure_by_proc(root: int, most_tasks: int) -> _Usage:
    """Look at the tree, and no further than its limit.

    A fork bomb grows faster than a list of all processes can be read, so the work has to be
    bounded by the limit instead of by the bomb; hence ``/proc`` and not ``psutil``.
    """
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    pending, seen = [root], []
    num_tasks = resident = 0
    while pending and num_tasks <= most_tasks:
        pid = pending.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):  # it may have just ended
            tasks = os.listdir(f"/proc/{pid}/task")
            num_tasks += len(tasks)
            resident += page_bytes * int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            seen.append(pid)
            for task in tasks:
                children = Path(f"/proc/{pid}/task/{task}/children").read_text()
                pending += [int(child) for child in children.split()]
    return _Usage(seen, num_tasks, resident)


def _measure_by_psutil(root: int, most_tasks: int) -> _Usage:
    """Look at the tree on any system."""
    try:
        process = psutil.Process(root)
        members = [process, *process.children(recursive=True)]
    except psutil.Error:
        return _Usage([], 0, 0)
    num_tasks = resident = 0
    for member in members:
        if num_tasks > most_tasks:
            break
        with contextlib.suppress(psutil.Error):
            num_tasks += member.num_threads()
            resident += member.memory_info().rss
    return _Usage([member.pid for member in members], num_tasks, resident)


def _fair_bytes(pids: list[int]) -> int:
    """Memory, each shared page divided by the number of processes that share it."""
    total = 0
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            full = psutil.Process(pid).memory_full_info()
            total += getattr(full, "pss", full.uss)
    return total
