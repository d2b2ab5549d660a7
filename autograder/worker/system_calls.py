"""Refuse the system calls that no assignment needs and that reach deep into the kernel.

A second wall: namespaces and dropped rights hold without it. It takes away user namespaces of
one's own, io_uring, ptrace, keyrings, eBPF and sockets of families that no network namespace
confines, such as the virtual machine's own. It also takes away the ways to hold memory that is
resident in no process, which the watch over memory would not see: files without a name, the
segments and messages of System V, and lists of access rights; the choice of processors, which is
the trusted side's; what is counted by user, so that others of that user would have none left; and
the table of mounts, which names the grader's folders.

Source: https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator
from typing import NamedTuple

_PR_SET_SECCOMP = 22
_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_ERRNO = 0x00050000

_LOAD = 0x20  # a 32-bit word of the call's data: number at 0, machine at 4, arguments from 16
_IF_EQUAL = 0x15
_IF_AT_LEAST = 0x35
_IF_ANY_BIT = 0x45
_RETURN = 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16

_X32_CALLS = 0x40000000
_NEW_NAMESPACES = 0x7E020000
_SOCKET_FAMILIES = (1, 2, 10, 16)  # unix, IPv4, IPv6, netlink: all within the namespaces

_Instruction = tuple[int, int, int, int]


class _Numbers(NamedTuple):
    """What the calls are called on a machine."""

    machine: int
    clone: int
    socket: int
    refused: dict[str, int]


# The calls of later kernels have the same number on every machine.
_RECENT = {
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsconfig": 431,
    "fsmount": 432,
    "fspick": 433,
    "mount_setattr": 442,
    "memfd_secret": 447,
    "statmount": 457,
    "listmount": 458,
    "setxattrat": 463,
    "open_tree_attr": 467,
}
_CLONE3 = 435
_NAMES = (
    *("unshare", "setns", "mount", "umount2", "pivot_root", "ptrace", "process_vm_readv"),
    *("process_vm_writev", "add_key", "request_key", "keyctl", "bpf", "perf_event_open"),
    *("userfaultfd", "open_by_handle_at", "memfd_create", "shmget", "msgget", "semget"),
    *("sched_setaffinity", "setxattr", "lsetxattr", "fsetxattr", "inotify_init1"),
)
_X86_64 = (
    *(272, 308, 165, 166, 155, 101, 310, 311, 248, 249, 250, 321, 298, 323, 304),
    *(319, 29, 68, 64, 203, 188, 189, 190, 294),
)
_AARCH64 = (
    *(97, 268, 40, 39, 41, 117, 270, 271, 217, 218, 219, 280, 241, 282, 265),
    *(279, 194, 186, 190, 122, 5, 6, 7, 26),
)
_ONLY_X86_64 = {"inotify_init": 253}
_MACHINES = {
    "x86_64": _Numbers(
        0xC000003E, 56, 41, dict(zip(_NAMES, _X86_64, strict=True)) | _ONLY_X86_64 | _RECENT
    ),
    "aarch64": _Numbers(0xC00000B7, 220, 198, dict(zip(_NAMES, _AARCH64, strict=True)) | _RECENT),
}


def refuse_system_calls() -> bool:
    """Install the filter for this process and what it starts; needs ``no_new_privs``.

    Returns:
        Whether it is in force: not on other machines, or kernels without seccomp.
    """
    numbers = _MACHINES.get(platform.machine())
    if numbers is None:
        return False
    program = list(_program(numbers))
    code = b"".join(struct.pack("HBBI", *instruction) for instruction in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, header, 0, 0) == 0)


def _program(numbers: _Numbers) -> Iterator[_Instruction]:
    """The filter in the kernel's own byte code: (code, steps if true, steps if false, value)."""
    yield (_LOAD, 0, 0, _MACHINE)
    yield (_IF_EQUAL, 1, 0, numbers.machine)
    yield _refuse(errno.EPERM)
    yield (_LOAD, 0, 0, _NUMBER)
    yield (_IF_AT_LEAST, 0, 1, _X32_CALLS)
    yield _refuse(errno.ENOSYS)
    for number in numbers.refused.values():
        yield (_IF_EQUAL, 0, 1, number)
        yield _refuse(errno.EPERM)
    yield (_IF_EQUAL, 0, 1, _CLONE3)  # its flags lie in memory; libraries fall back on clone
    yield _refuse(errno.ENOSYS)
    yield (_IF_EQUAL, 0, 3, numbers.clone)
    yield (_LOAD, 0, 0, _FIRST_ARGUMENT)
    yield (_IF_ANY_BIT, 0, len(_SOCKET_FAMILIES) + 4, _NEW_NAMESPACES)
    yield _refuse(errno.EPERM)
    yield (_IF_EQUAL, 0, len(_SOCKET_FAMILIES) + 2, numbers.socket)
    yield (_LOAD, 0, 0, _FIRST_ARGUMENT)
    for position, family in enumerate(_SOCKET_FAMILIES):
        yield (_IF_EQUAL, len(_SOCKET_FAMILIES) - position, 0, family)
    yield _refuse(errno.EAFNOSUPPORT)
    yield (_RETURN, 0, 0, _ALLOW)


def _refuse(number: int) -> _Instruction:
    return (_RETURN, 0, 0, _ERRNO | number)
