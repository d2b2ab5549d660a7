"""The warm process: it has imported TensorFlow, and forks one shut-in child a request.

Orders come as messages on a control socket, each with the limits and three descriptors:
the conversation, the output, and a status socket. So the warm process never touches what a
student's process says, and many requests can run at once. On the status socket the student's
process says hello before anything else, by which the kernel tells the trusted side its process
number; when it has ended, the warm process reports how.

Linux and other systems with ``fork``; namespaces on Linux alone.
"""

import contextlib
import os
import selectors
import signal
import socket
from typing import NoReturn

import msgspec

from autograder.worker import isolation
from autograder.worker.preheat import preheat
from autograder.worker.server import READY, answer_and_exit, load_libraries
from autograder.worker.system_calls import refuse_system_calls

HELLO = b"hello"
REFUSED = b"refused: "
MAX_MESSAGE_BYTES = 4096
NUM_DESCRIPTORS = 3
# The trusted side watches the number itself, to tell who broke it; the kernel stands behind.
SPARE_PROCESSES = 16
ADDRESS_SPACE_SLACK = 8 * 1024**3


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the warm process is told about one request; see ``Limits``.

    Args:
        isolated: whether the child gets namespaces of its own.
        disk_bytes: the size of its /tmp.
        processes: processes and threads.
        cpu_seconds: processor seconds.
        memory_bytes: resident memory; the address space is bounded well above it, so that a
            tensor of 10^12 elements is an error of the student's code. 0 for no bound.
        device: what a process that is started for one request starts before it is ready for it,
            as in ``Request``; a child starts its own.
        gpu_bytes: what TensorFlow may allocate there.
    """

    isolated: bool
    disk_bytes: int
    processes: int
    cpu_seconds: int
    memory_bytes: int
    device: str = "cpu"
    gpu_bytes: int = 0


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a student's process ended: ``os.wait4``'s status, and processor seconds."""

    status: int
    cpu_seconds: float


def serve_orders(control: socket.socket, isolated: bool) -> None:
    """Load the libraries, say so, and carry out orders until the trusted side hangs up.

    Args:
        isolated: whether children are to get namespaces of their own.
    """
    if isolated:
        isolation.become_nobody()
        isolation.rule_processes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load_libraries()
    preheat()
    control.send(READY)
    virtual_bytes = virtual_memory()
    # Not epoll, whose watches are counted by user: a child could use them up.
    with selectors.PollSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not control:
                    selector.unregister(key.fileobj)
                    _report_end(*key.data)
                elif not _take_order(control, selector, virtual_bytes):
                    return


def _take_order(
    control: socket.socket, selector: selectors.BaseSelector, virtual_bytes: int
) -> bool:
    """Fork a child for the next order, and wait for its end too; False if there is none."""
    message, descriptors, _, _ = socket.recv_fds(control, MAX_MESSAGE_BYTES, NUM_DESCRIPTORS)
    if not message:
        return False
    if len(descriptors) == NUM_DESCRIPTORS:
        order = msgspec.msgpack.decode(message, type=Order)
        status = socket.socket(fileno=descriptors.pop())
        child = _fork(order.isolated, status)
        if child == 0:
            _become_student(order, descriptors[0], descriptors[1], status, virtual_bytes)
        if child > 0:
            ended = os.pidfd_open(child)
            selector.register(ended, selectors.EVENT_READ, (child, ended, status))
        else:
            status.close()
    for descriptor in descriptors:
        os.close(descriptor)
    return True


def _fork(isolated: bool, status: socket.socket) -> int:
    """Fork; where the machine refuses, say so on the status socket: not 0."""
    try:
        return isolation.fork_apart() if isolated else os.fork()
    except OSError as error:
        _refuse(status, error)
        return -1


def _refuse(status: socket.socket, error: OSError) -> None:
    with contextlib.suppress(OSError):
        status.send(REFUSED + str(error).encode()[:500])


def _report_end(child: int, ended: int, status: socket.socket) -> None:
    """Tell how a child ended, if it is still asked for."""
    os.close(ended)
    _, wait_status, usage = os.wait4(child, 0)
    report = Ended(status=wait_status, cpu_seconds=usage.ru_utime + usage.ru_stime)
    with status, contextlib.suppress(OSError):
        status.send(msgspec.msgpack.encode(report))


def limit(order: Order, virtual_bytes: int) -> None:
    """Set the kernel's limits on this process and its children."""
    countable = order.isolated and order.processes
    bound = order.memory_bytes + ADDRESS_SPACE_SLACK + virtual_bytes
    isolation.limit_resources(
        disk_bytes=order.disk_bytes,
        # Outside of a user namespace the user's other processes would count.
        processes=order.processes + SPARE_PROCESSES if countable else 0,
        cpu_seconds=order.cpu_seconds,
        address_space=bound if order.memory_bytes and virtual_bytes else 0,
    )


def virtual_memory() -> int:
    """Bytes of address space in use; 0 where that can't be known."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # not Linux
        return 0


def _become_student(
    order: Order, conversation: int, output: int, status: socket.socket, virtual_bytes: int
) -> NoReturn:
    """In the student's process: shut it in, then answer the request."""
    try:
        nothing = os.open(os.devnull, os.O_RDONLY)
        isolation.keep_descriptors(
            {0: nothing, 1: output, 2: output, 3: conversation, 4: status.detach()}
        )
        status = socket.socket(fileno=4)
        os.setsid()  # a signal to the process group must not reach the warm process
        if order.isolated:
            isolation.enter_namespaces()
            isolation.hide_files(order.disk_bytes)
        limit(order, virtual_bytes)
        if order.isolated:
            isolation.give_up_privileges()
            refuse_system_calls()
        isolation.die_with_parent()  # after the privileges, whose change undoes it
        signal.signal(signal.SIGINT, signal.default_int_handler)
        status.send(HELLO)
        status.close()
        answer_and_exit(socket.socket(fileno=3))
    except OSError as error:
        _refuse(status, error)
    finally:
        os._exit(1)  # nothing of the child goes on in the warm process's loop
