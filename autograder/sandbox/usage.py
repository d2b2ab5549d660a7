"""What a process and all its descendants use, as the system counts it."""

import contextlib
import math
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psutil

_PROC = Path("/proc")
_PROPORTIONAL = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Usage(NamedTuple):
    """Processes seen, the largest first where that is known, and what they have together: threads,
    those that run or could, memory."""

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
    pending, seen = [root], list[tuple[int, int]]()
    num_tasks = num_running = resident = 0
    while pending and num_tasks <= most_tasks:
        pid = pending.pop()
        with contextlib.suppress(OSError, ValueError, IndexError):  # it may have just ended
            tasks = os.listdir(f"/proc/{pid}/task")
            num_tasks += len(tasks)
            pages = _resident_pages(pid, tasks)
            resident += page_bytes * pages
            seen.append((pages, pid))
            for task in tasks:
                state = Path(f"/proc/{pid}/task/{task}/stat").read_bytes().rpartition(b") ")[2]
                num_running += state.startswith(b"R")
                children = Path(f"/proc/{pid}/task/{task}/children").read_text()
                pending += [int(child) for child in children.split()]
    largest_first = [pid for _, pid in sorted(seen, reverse=True)]
    return Usage(largest_first, num_tasks, num_running, resident)


def _resident_pages(pid: int, tasks: list[str]) -> int:
    """Of a process that may go on in another thread than its first, whose own file says 0 then."""
    pages = 0
    for task in tasks:
        with contextlib.suppress(OSError):
            pages = int(Path(f"/proc/{pid}/task/{task}/statm").read_text().split()[1])
        if pages:
            break
    return pages


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


def fair_bytes(pids: list[int], most: float = math.inf) -> int:
    """Memory, each shared page divided by the number of processes that share it.

    Args:
        pids: the processes; those that take much had better come first.
        most: what is worth counting to: to look at one process takes milliseconds.
    """
    total = 0
    for pid in pids:
        total += _fair_bytes_by_proc(pid) or _fair_bytes_by_psutil(pid)
        if total > most:
            break
    return total


def _fair_bytes_by_proc(pid: int) -> int:
    """By the first thread that is alive; 0 where there is none, or nothing may be read."""
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):
                text = Path(f"/proc/{pid}/task/{task}/smaps_rollup").read_text()
                if found := _PROPORTIONAL.search(text):
                    return 1024 * int(found[1])
    return 0


def _fair_bytes_by_psutil(pid: int) -> int:
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        try:
            full = process.memory_full_info()
            return int(getattr(full, "pss", full.uss))
        except psutil.AccessDenied:  # then its shared pages count in full
            return int(process.memory_info().rss)
    return 0
