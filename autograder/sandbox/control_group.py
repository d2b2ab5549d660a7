"""Let the kernel hold memory and processes of a question, where a cgroup v2 is delegated to us.

Memory is then counted whole: what no process has resident, such as files in /tmp and the buffers
of sockets, is in it too, and the kernel ends the question at the byte that is one too many. Where
nothing is delegated (cgroup v1, most containers), the watch of ``process_tree`` is all there is.

Source: https://docs.kernel.org/admin-guide/cgroup-v2.html
"""

import contextlib
import itertools
import os
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import psutil

CONTROLLERS = ("memory", "pids")
_PREFIX = "autograder-"
_REMOVE_SECONDS = 2.0
_NUMBERS = itertools.count()


class ControlGroup:
    """A group of processes that share limits; it is empty at first.

    Args:
        parent: a group whose children may have the controllers :data:`CONTROLLERS`.
        memory_bytes: of all its processes, from when each joins.
        processes: processes and threads.

    Raises:
        OSError: the group can't be made.
    """

    def __init__(self, parent: Path, memory_bytes: int, processes: int) -> None:
        self._folder = parent / f"{_PREFIX}{os.getpid()}-{next(_NUMBERS)}"
        self._folder.mkdir()
        try:
            self._write("memory.max", memory_bytes)
            self._write("memory.oom.group", 1)
            self._write("pids.max", processes)
            with contextlib.suppress(FileNotFoundError):  # a kernel that does not count swap
                self._write("memory.swap.max", 0)
        except OSError:
            self.close()
            raise

    def add(self, pids: Iterable[int]) -> None:
        """Put processes under the limits, with what they start from now on.

        Raises:
            OSError: the kernel refuses.
        """
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):  # it has just ended
                self._write("cgroup.procs", pid)

    @property
    def out_of_memory(self) -> bool:
        """Whether the kernel has ended a process here for want of memory."""
        try:
            events = (self._folder / "memory.events").read_text().split()
        except OSError:
            return False
        return int(dict(zip(events[::2], events[1::2], strict=True)).get("oom_kill", "0")) > 0

    def kill(self) -> None:
        """End every process in it, however fast they fork."""
        with contextlib.suppress(OSError):  # before Linux 5.14
            self._write("cgroup.kill", 1)

    def close(self) -> None:
        """End what is left and take the group away."""
        self.kill()
        deadline = time.monotonic() + _REMOVE_SECONDS
        while time.monotonic() < deadline:
            try:
                self._folder.rmdir()
            except FileNotFoundError:
                return
            except OSError:  # a process is still on its way out
                time.sleep(0.01)

    def _write(self, name: str, value: int) -> None:
        (self._folder / name).write_text(str(value))


@cache
def delegated_group() -> Path | None:
    """The nearest group above this process that lets us make groups with limits, if there is one.

    Found by trying: whether a file may be written does not tell whether the kernel agrees.
    """
    for folder in _own_groups():
        with contextlib.suppress(OSError):
            _enable(folder)
            _clear(folder)
            trial = ControlGroup(folder, 1 << 30, 16)
            try:
                _join_and_leave(trial)
            finally:
                trial.close()
            return folder
    return None


def _own_groups() -> Iterator[Path]:
    """This process's group in the hierarchy of version 2, and those above it."""
    mounts = [
        Path(part.mountpoint)
        for part in psutil.disk_partitions(all=True)
        if part.fstype == "cgroup2"
    ]
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/cgroup").read_text().splitlines()
        for own in (line.removeprefix("0::/") for line in lines if line.startswith("0::/")):
            for mount in mounts:
                folder = mount / own
                yield from (
                    each for each in (folder, *folder.parents) if each.is_relative_to(mount)
                )


def _enable(folder: Path) -> None:
    """Have the children of a group get the controllers; refused where it holds processes."""
    path = folder / "cgroup.subtree_control"
    missing = set(CONTROLLERS) - set(path.read_text().split())
    if missing:
        path.write_text(" ".join(f"+{name}" for name in sorted(missing)))


def _clear(folder: Path) -> None:
    """Take away the groups of runs that were killed, and of no run that is alive."""
    for left in folder.glob(f"{_PREFIX}*"):
        pid = left.name.removeprefix(_PREFIX).partition("-")[0]
        if not (pid.isdigit() and psutil.pid_exists(int(pid))):
            with contextlib.suppress(OSError):  # it is not empty yet
                left.rmdir()


def _join_and_leave(group: ControlGroup) -> None:
    """See that a process of ours may be put into a group of ours."""
    child = os.posix_spawn("/bin/sleep", ["sleep", "60"], {})
    try:
        group.add([child])
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
