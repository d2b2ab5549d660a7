"""Watch and end a process with all its descendants."""

import contextlib
import os
import random
import time
from collections import deque

import psutil

from autograder.sandbox.control_group import ControlGroup, delegated_group
from autograder.sandbox.conversation import BrokenRuleError
from autograder.sandbox.transcript import Limits
from autograder.sandbox.usage import Usage, fair_bytes, make_measure
from autograder.worker.zygote import SPARE_PROCESSES

MOST_RUNNING = 2
"""Who has more threads than this that want a processor is confined to one from then on."""

_WINDOW_SECONDS = 1.0


class ProcessTree:
    """A process that runs a student's code, and all that it starts.

    Args:
        pid: the process's number, seen from here.
        limits: of which ``memory_bytes`` and ``processes`` matter here.
        leads_namespace: whether the process is number 1 of a PID namespace of its own, whose
            other processes the kernel ends with it.
        counts_from_now: whether what the process has by now is not to be counted.
        grouped: whether to put it into a control group too, where one may be made.
        confined: whether to confine it to one processor where it keeps several busy.
    """

    def __init__(
        self,
        pid: int,
        limits: Limits,
        *,
        leads_namespace: bool = False,
        counts_from_now: bool = False,
        grouped: bool = False,
        confined: bool = True,
    ) -> None:
        self._pid = pid
        self._limits = limits
        self._memory_bytes = limits.memory_bytes
        self._leads_namespace = leads_namespace
        self._measure = make_measure()
        self._appetite = Appetite() if confined else None
        self._root = _find(pid)
        if counts_from_now:
            self._memory_bytes += fair_bytes(self._measure(pid, limits.processes).pids)
        self._group = self._make_group() if grouped else None

    def _make_group(self) -> ControlGroup | None:
        """Put the tree under the kernel's own limits, where they are ours to set."""
        parent = delegated_group()
        if parent is None:
            return None
        with contextlib.suppress(OSError):
            most = self._limits.processes + SPARE_PROCESSES
            group = ControlGroup(parent, self._limits.memory_bytes, most)
            try:
                group.add(self._measure(self._pid, most).pids)
            except OSError:
                group.close()
                raise
            return group
        return None

    def check(self) -> None:
        """Raise :class:`BrokenRuleError` where memory or processes are over their limit."""
        self.check_end()
        usage = self._measure(self._pid, self._limits.processes)
        if usage.num_tasks > self._limits.processes:
            text = f"It ran more than {self._limits.processes} processes and threads."
            raise BrokenRuleError("crashed", text)
        # Pages that a fork shares are in the resident size of each process, so look closer.
        if (
            usage.resident_bytes > self._memory_bytes
            and fair_bytes(usage.pids, self._memory_bytes) > self._memory_bytes
        ):
            raise self._too_much_memory()
        if self._appetite is not None:
            self._appetite.look(usage)

    def check_end(self) -> None:
        """Raise :class:`BrokenRuleError` where the kernel has ended it for its memory."""
        if self._group is not None and self._group.out_of_memory:
            raise self._too_much_memory()

    def _too_much_memory(self) -> BrokenRuleError:
        megabytes = self._limits.memory_bytes // 1024**2
        text = f"It took more than {megabytes} MiB of memory."
        return BrokenRuleError("out_of_memory", text)

    def kill(self) -> None:
        """End all of it."""
        if self._group is not None:
            self._group.kill()
        # To list the thousands of a fork bomb takes seconds; the kernel ends a namespace whole.
        _kill(self._root, with_descendants=not self._leads_namespace)

    def close(self) -> None:
        """Give back what was set up to watch it; after it has ended."""
        if self._group is not None:
            self._group.close()
            self._group = None


def kill_tree(pid: int) -> None:
    """End a process and all its descendants."""
    _kill(_find(pid), with_descendants=True)


def _find(pid: int) -> psutil.Process | None:
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None


def _kill(root: psutil.Process | None, with_descendants: bool) -> None:
    if root is None:
        return
    members = [root]
    if with_descendants:
        with contextlib.suppress(psutil.Error):
            members += root.children(recursive=True)
    for process in members:
        with contextlib.suppress(psutil.Error):
            process.kill()


class Appetite:
    """Confines a tree that keeps several processors busy, so that its neighbours get theirs.

    A question's code has one processor's worth to do: TensorFlow gets one thread. A hundred busy
    threads would leave an honest neighbour a hundredth of the machine, and no time to finish.
    """

    def __init__(self) -> None:
        self._looks = deque[tuple[float, int]]()
        self._processor: int | None = None

    def look(self, usage: Usage) -> None:
        """Take note of how many run now: a number that a busy machine does not change."""
        now = time.monotonic()
        self._looks.append((now, usage.num_running))
        if now - self._looks[0][0] < _WINDOW_SECONDS:
            return
        mean = sum(running for _, running in self._looks) / len(self._looks)
        self._looks.popleft()
        if mean > MOST_RUNNING and hasattr(os, "sched_setaffinity"):
            if self._processor is None:
                self._processor = random.choice(sorted(os.sched_getaffinity(0)))
            _confine(usage.pids, self._processor)


def _confine(pids: list[int], processor: int) -> None:
    """Leave every thread of some processes one processor; what they start inherits it."""
    for pid in pids:
        with contextlib.suppress(OSError):  # it has just ended
            for task in os.listdir(f"/proc/{pid}/task"):
                with contextlib.suppress(OSError):
                    os.sched_setaffinity(int(task), {processor})
