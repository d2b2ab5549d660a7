"""Wall time, processor time and memory of a command with all that it starts.

Processor time is that of the whole machine while the command runs: what a sandbox starts is not
waited for by the command, so the kernel does not add it to its children's. Let nothing else run.
"""

import dataclasses
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

LOOK_SECONDS = 1.0


@dataclasses.dataclass(frozen=True)
class Measured:
    """What a command took.

    Args:
        wall: seconds.
        cpu: processor seconds of the whole machine meanwhile.
        memory: the most bytes seen at a time, pages that processes share counted once.
    """

    wall: float
    cpu: float
    memory: int


def measure(command: list[str], folder: Path, expect: int | None = 0) -> Measured:
    """Run a command to its end.

    Args:
        expect: the exit status that it has to have; None for any.
    """
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ["PATH"]])
    before = busy_seconds()
    started = time.perf_counter()
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"PATH": path, "MPLBACKEND": "Agg"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    watch = _Watch(process.pid)
    watch.start()
    status = process.wait()
    wall = time.perf_counter() - started
    watch.stop()
    cpu = busy_seconds() - before
    if expect is not None and status != expect:
        sys.exit(f"{command} ended with {status}:\n{(folder / 'log.txt').read_text()[-3000:]}")
    return Measured(wall, cpu, watch.most)


def busy_seconds() -> float:
    """Processor seconds of all processes since the machine started."""
    times = psutil.cpu_times()
    return float(times.user + times.system + getattr(times, "nice", 0.0))


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants once a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.most = 0

    def run(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            try:
                root = psutil.Process(self._pid)
                members = root.children(recursive=True)
            except psutil.Error:
                return
            self.most = max(self.most, sum(map(proportional_bytes, [root, *members])))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def proportional_bytes(process: psutil.Process) -> int:
    """Memory of a process, each shared page divided by those who share it; 0 once it is gone."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0
