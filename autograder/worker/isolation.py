"""Shut a forked child in: namespaces of its own, an empty /tmp, no /proc, no privileges.

Linux only, through the C library, since Python 3.11 has no ``unshare``, ``mount`` or ``prctl``.
The steps come in this order, each in the process that its name says:

1. the warm process, before it loads anything: :func:`become_nobody`, :func:`rule_processes`;
   then, for each child, :func:`fork_apart`;
2. the child, process 1 of its namespace: :func:`keep_descriptors`, :func:`enter_namespaces`,
   :func:`hide_files`, :func:`limit_resources`, :func:`give_up_privileges`, and then the
   student's code.
"""

import contextlib
import ctypes
import os
import sys

_NEW_USER = 0x10000000
_NEW_PID = 0x20000000
_NEW_NET = 0x40000000
_NEW_MOUNT = 0x00020000
_NEW_IPC = 0x08000000
_NEW_UTS = 0x04000000

_MS_RDONLY = 1
_MS_NOSUID = 2
_MS_NODEV = 4
_MS_NOEXEC = 8
_MS_REMOUNT = 32
_MS_REC = 16384
_MS_PRIVATE = 1 << 18

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_CAPBSET_DROP = 24
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_LAST_CAPABILITY = 63
_CAPABILITY_VERSION_3 = 0x20080522

_SIGKILL = 9
_LAST_CPU_SECONDS = 5

NOBODY = 65534


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _require(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def become_nobody() -> None:
    """Stop being root, whom the kernel's limit on processes does not bind."""
    if os.geteuid() != 0:
        return
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    # A change of user hides /proc/self, where the namespaces' user numbers are set, and memory.
    _require(_libc().prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "set dumpable")


def rule_processes() -> None:
    """Go on in a child that may put children of its own into PID namespaces; needs one thread.

    It is process 1 of a namespace that its own user namespace owns: all that it starts ends with
    it. The process that called this waits for its end, and ends likewise.

    Raises ``OSError`` where the machine refuses namespaces inside of namespaces.
    """
    _unshare(_NEW_USER | _NEW_PID)
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    die_with_parent()


def fork_apart() -> int:
    """``os.fork``, whose child is process 1 of a PID namespace of its own.

    Only after :func:`rule_processes`: it takes the right to come back to one's own namespace.
    """
    libc = _libc()
    home = os.open("/proc/self/ns/pid", os.O_RDONLY)
    child = -1
    try:
        _require(libc.unshare(_NEW_PID), "unshare")
        child = os.fork()
    finally:
        if child != 0:
            _require(libc.setns(home, _NEW_PID), "return to the list of processes")
            os.close(home)
    return child


def enter_namespaces() -> None:
    """Leave the user, mount, IPC, network and host name.

    Raises ``OSError`` where the machine refuses namespaces inside of namespaces.
    """
    _unshare(_NEW_USER | _NEW_NET | _NEW_MOUNT | _NEW_IPC | _NEW_UTS)


def enter_user_namespace() -> None:
    """Be a user of one's own, whose processes are counted apart. Needs a single thread.

    Raises ``OSError`` where the machine refuses namespaces inside of namespaces.
    """
    _unshare(_NEW_USER)


def _unshare(namespaces: int) -> None:
    user, group = os.getuid(), os.getgid()
    _require(_libc().unshare(namespaces), "unshare")
    # Without a mapping no file can be created, not even on a tmpfs of one's own.
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def hide_files(disk_bytes: int) -> None:
    """Mount a private /tmp and /dev/shm, and next to nothing over /proc.

    Args:
        disk_bytes: the size of /tmp; /dev/shm gets as much.
    """
    libc = _libc()
    _require(libc.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None), "make mounts private")
    flags = _MS_NOSUID | _MS_NODEV
    size = f"size={disk_bytes},nr_inodes=20000,mode=1777".encode()
    for path in (b"/tmp", b"/dev/shm"):
        _require(libc.mount(b"tmpfs", path, b"tmpfs", flags, size), f"mount {path.decode()}")
    flags |= _MS_NOEXEC
    few = b"size=16k,nr_inodes=8,mode=755"
    _require(libc.mount(b"tmpfs", b"/proc", b"tmpfs", flags, few), "mount /proc")
    os.mkdir("/proc/self")
    # TensorFlow aborts where it can't read these two.
    os.symlink(sys.executable, "/proc/self/exe")
    with open("/proc/self/cmdline", "w") as file:
        file.write("python\0submission\0")
    # scikit-learn looks here for libraries whose threads it might limit: there is one thread.
    with open("/proc/self/maps", "w"):
        pass
    _require(libc.mount(None, b"/proc", None, flags | _MS_REMOUNT | _MS_RDONLY, None), "seal /proc")
    if os.path.isdir("/dev/pts"):  # the machine has so many terminals for everybody together
        sealed = flags | _MS_RDONLY
        _require(libc.mount(b"tmpfs", b"/dev/pts", b"tmpfs", sealed, few), "hide /dev/pts")
    os.chdir("/tmp")


def limit_resources(
    *, disk_bytes: int, processes: int, cpu_seconds: int, address_space: int
) -> None:
    """Set what the kernel itself can enforce.

    Args:
        disk_bytes: of the largest file.
        processes: processes and threads; 0 for no limit. The kernel doesn't apply it to root.
        cpu_seconds: processor seconds, a backstop behind the wall clock of the trusted side:
            SIGXCPU ends the process then, and SIGKILL a little later one that it does not end.
        address_space: bytes of virtual memory; 0 for no limit.
    """
    import resource  # not on Windows

    _set_limit(resource.RLIMIT_CORE, 1)  # 0 does not stop a dump that goes to a program
    _set_limit(resource.RLIMIT_FSIZE, disk_bytes)
    _set_limit(resource.RLIMIT_NOFILE, 256)
    _set_limit(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + _LAST_CPU_SECONDS)
    if sys.platform == "linux" and processes and _counts_processes_by_namespace():
        _set_limit(resource.RLIMIT_NPROC, processes)
    if address_space:
        _set_limit(resource.RLIMIT_AS, address_space)


def _set_limit(kind: int, value: int, most: int | None = None) -> None:
    """Set a limit and how far the process may raise it itself: not at all, unless ``most``."""
    import resource

    most = value if most is None else most
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value, most = min(value, hard), min(most, hard)
    resource.setrlimit(kind, (value, most))


def _counts_processes_by_namespace() -> bool:
    """Before Linux 5.14 the limit counted the user's processes on the whole machine."""
    numbers = os.uname().release.split("-")[0].split(".")
    return tuple(int(number) for number in numbers[:2] if number.isdigit()) >= (5, 14)


def keep_descriptors(wanted: dict[int, int]) -> None:
    """Leave nothing open but ``wanted``: {number from now on: number until now}.

    The numbers from now on must be 0, 1, 2, … without a gap.
    """
    safe = {new: os.dup(old) for new, old in wanted.items()}
    highest = max(safe.values())
    moved = {new: os.dup2(old, highest + 1 + new) for new, old in safe.items()}
    for new, old in moved.items():
        os.dup2(old, new, inheritable=new < 3)
    highest = os.sysconf("SC_OPEN_MAX")
    with contextlib.suppress(OSError):  # in some containers 10⁹ may be open, and few are
        highest = 1 + max(int(name) for name in os.listdir("/proc/self/fd"))
    os.closerange(len(wanted), highest)


def die_with_parent() -> None:
    """Have Linux kill this process when its parent ends."""
    if sys.platform != "linux":
        return
    _require(_libc().prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "set parent-death signal")


def give_up_privileges() -> None:
    """Drop every capability, in the new user namespace too, and the way to any."""
    libc = _libc()
    for capability in range(_LAST_CAPABILITY + 1):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails beyond the kernel's last one
    libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _require(libc.capset(header, (ctypes.c_uint32 * 6)()), "drop capabilities")
    _require(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs")
    # A change of credentials hides /proc/PID/smaps, by which the trusted side measures memory.
    _require(libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "set dumpable")
