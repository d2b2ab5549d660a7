"""A machine to throw away: a command runs in a bubblewrap of its own, and is ended when it hogs.

Other graders run a submission as their own user, on their own machine. Here that machine is empty
but for Python, a home folder, and a canary wherever a grader has secrets; it has no network.
Nothing bounds a command but what would else take this machine down: seconds, memory, processes.
"""

import contextlib
import dataclasses
import os
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import psutil

from autograder.sandbox.bubblewrap import find_bubblewrap
from tests.attacks.corpus.reach import LISTENER

HOME = "/home/grader"
LEFT_BEHIND = "left_by_an_attack"
SPOKEN = re.compile("canary-[0-9a-f]{8}")
MEMORY_BYTES = 3 * 1024**3
PROCESSES = 300
DISK_BYTES = 1024**3
LOOK_SECONDS = 0.3
_BACKSTOP = {
    resource.RLIMIT_AS: 12 * 1024**3,
    resource.RLIMIT_FSIZE: 4 * 1024**3,
    resource.RLIMIT_NPROC: 4 * PROCESSES,
    resource.RLIMIT_CORE: 0,
}
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc")
_INSIDE = f"""
import os, pathlib, socket, subprocess, sys, threading
canary, *command = sys.argv[1:]
pathlib.Path("/dev/shm", canary).write_text(canary)
os.environ["GRADER_TOKEN"] = canary
def serve(family, address):
    server = socket.socket(family)
    server.bind(address)
    server.listen()
    def tell():
        while True: server.accept()[0].sendall(canary.encode())
    threading.Thread(target=tell, daemon=True).start()
serve(socket.AF_UNIX, "\\0grader-of-the-attacks")
serve(socket.AF_INET, ("127.0.0.1", {LISTENER}))
with open("log.txt", "ab") as log:
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
for place in ("/tmp", "/dev/shm", "/var/tmp", "/run", os.path.expanduser("~/.keras")):
    if os.path.exists(os.path.join(place, "{LEFT_BEHIND}")): print(place, flush=True)
"""


@dataclasses.dataclass(frozen=True)
class Ended:
    """How a command ended.

    Args:
        taken: what it would have taken without an end, or "".
        left: folders in which it left something.
    """

    taken: str
    left: tuple[str, ...]


def run(command: list[str], home: Path, canary: str, seconds: float) -> Ended:
    """Run a command in its home folder, which it can write to; its output goes to ``log.txt``.

    Args:
        command: the first word is a Python, whose environment is there too.
        seconds: after which it is ended, with all that it started.
    """
    with subprocess.Popen(
        [*_walls(command[0], home), command[0], "-c", _INSIDE, canary, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=_bound,
        text=True,
    ) as process:
        try:
            taken = _watch(process, time.monotonic() + seconds)
        finally:
            process.kill()
        told, _ = process.communicate()
    if told.startswith("bwrap: "):
        sys.exit(f"The machine for {command} did not start: {told}")
    return Ended(taken, tuple(told.split()) if not taken else ())


def _bound() -> None:
    for kind, value in _BACKSTOP.items():
        resource.setrlimit(kind, (value, value))


def _walls(python: str, home: Path) -> list[str]:
    show = "import sys; print(sys.prefix); print(sys.base_prefix)"
    prefixes = subprocess.run([python, "-c", show], capture_output=True, text=True, check=True)
    bubblewrap = find_bubblewrap()
    if bubblewrap is None:
        sys.exit("bubblewrap is not installed; `autograder doctor` says how to install it.")
    walls = [bubblewrap, "--unshare-all", "--die-with-parent", "--clearenv"]
    walls += ["--uid", "1000", "--gid", "1000", "--proc", "/proc", "--dev", "/dev"]
    for path in ("/tmp", "/dev/shm", "/var/tmp", "/run", "/home"):
        walls += ["--perms", "1777", "--size", str(DISK_BYTES), "--tmpfs", path]
    for path in (*_SYSTEM, *prefixes.stdout.split()):
        walls += ["--ro-bind-try", path, path]
    walls += ["--bind", str(home), HOME, "--chdir", HOME, "--setenv", "HOME", HOME]
    walls += ["--setenv", "PATH", f"{Path(python).parent}:/usr/bin:/bin"]
    # Otherwise TensorFlow writes to stderr that there is no GPU, for which nbgrader takes marks
    # from whoever computes first.
    walls += ["--setenv", "TF_CPP_MIN_LOG_LEVEL", "3"]
    return [*walls, "--setenv", "MPLBACKEND", "Agg"]


def _watch(process: subprocess.Popen[str], deadline: float) -> str:
    """Wait for the end; say what there was too much of before."""
    while process.poll() is None:
        memory, processes = _size(process.pid)
        if memory > MEMORY_BYTES:
            return "takes all memory"
        if processes > PROCESSES:
            return "takes all processes"
        if time.monotonic() > deadline:
            return "never ends"
        time.sleep(LOOK_SECONDS)
    return ""


def _size(pid: int) -> tuple[int, int]:
    """Bytes of memory, pages that processes share counted once, and processes with threads."""
    memory = processes = 0
    with contextlib.suppress(psutil.Error):
        for process in psutil.Process(pid).children(recursive=True):
            processes += 1
            with contextlib.suppress(psutil.Error, OSError):
                processes += process.num_threads() - 1
                if processes <= PROCESSES:
                    memory += process.memory_full_info().pss
    return memory, processes


def canaries(folder: Path) -> bool:
    """Whether a notebook, a log or a result in a folder says what nobody may see."""
    for name, _, files in os.walk(folder):
        for path in (os.path.join(name, file) for file in files):
            with contextlib.suppress(OSError), open(path, encoding="latin-1") as file:
                if SPOKEN.search(file.read()):
                    return True
    return False
