"""What a process and all its descendants use, as the system counts it."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil

_PROC = Path("/proc")


class Usage(NamedTuple):
    """Processes seen, and what they have together: threads, those that run or could, memory."""

    pids: list[int]
    num_tasks: int
    num_running: int
    resident_bytes: int


def make_measure() -> Callable[[int, int], Usage]:
    """A function of a process's number and of the most tasks that are worth counting."""
    if (_PROC / "self" / "task" / str(os.getpid()) / "children").exists():
        return _measure_by_proc
    return _measure_by_psutil


def _measure_by_proc(root: int, most_tasks: int) -> Usage:
    """Look at the tree, and no further than its limit.

    A fork bomb grows faster than a list of all processes can be read, so the work has to be
    bounded by the limit instead of by the bomb; hence ``/proc`` and not ``psutil``.
    """
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    pending, seen = [root], []
    num_tasks = num_running = resident = 0
    while pending and num_tasks <= most_tasks:
        pid = pending.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):  # it may have just ended
            tasks = os.listdir(f"/proc/{pid}/task")
            num_tasks += len(tasks)
            resident += page_bytes * int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            seen.append(pid)
            for task in tasks:
                state = Path(f"/proc/{pid}/task/{task}/stat").read_bytes().rpartition(b") ")[2]
                num_running += state.startswith(b"R")
                children = Path(f"/proc/{pid}/task/{task}/children").read_text()
                pending += [int(child) for child in children.split()]
    return Usage(seen, num_tasks, num_running, resident)


def _measure_by_psutil(root: int, most_tasks: int) -> Usage:
    """Look at the tree on any system."""
    try:
        process = psutil.Process(root)
        members = [process, *process.children(recursive=True)]
    except psutil.Error:
        return Usage([], 0, 0, 0)
    num_tasks = num_running = resident = 0
    for member in members:
        if num_tasks > most_tasks:
            break
        with contextlib.suppress(psutil.Error):
            num_tasks += member.num_threads()
            resident += member.memory_info().rss
            num_running += member.status() == psutil.STATUS_RUNNING
    return Usage([member.pid for member in members], num_tasks, num_running, resident)


def fair_bytes(pids: list[int]) -> int:
    """Memory, each shared page divided by the number of processes that share it."""
    total = 0
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(pid)
            try:
                full = process.memory_full_info()
                total += getattr(full, "pss", full.uss)
            except psutil.AccessDenied:  # then its shared pages count in full
                total += process.memory_info().rss
    return total
