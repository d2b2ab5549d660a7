"""The warm process: it has imported TensorFlow, and forks one shut-in child a request.

Orders come as messages on a control socket, each with the limits and three descriptors:
the conversation, the output, and a status socket. So the warm process never touches what a
student's process says, and many requests can run at once. For each order it forks a keeper,
which makes the namespaces and forks the student's process into them. On the status socket the
student's process says hello before anything else, by which the kernel tells the trusted side
its process number; its keeper reports how it ended.

Linux and other systems with ``fork``; namespaces on Linux alone.
"""

import contextlib
import gc
import os
import signal
import socket
from typing import NoReturn

import msgspec

from autograder.worker import isolation
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
    """

    isolated: bool
    disk_bytes: int
    processes: int
    cpu_seconds: int
    memory_bytes: int


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a student's process ended: ``os.wait4``'s status, and processor seconds."""

    status: int
    cpu_seconds: float


def serve_orders(control: socket.socket) -> None:
    """Load the libraries, say so, and carry out orders until the trusted side hangs up."""
    signal.signal(signal.SIGCHLD, _reap_keepers)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load_libraries()
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page that it looks at
    control.send(READY)
    virtual_bytes = virtual_memory()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, MAX_MESSAGE_BYTES, NUM_DESCRIPTORS)
        if not message:
            return
        if len(descriptors) == NUM_DESCRIPTORS and _fork(descriptors[-1]) == 0:
            control.close()
            _keep(msgspec.msgpack.decode(message, type=Order), descriptors, virtual_bytes)
        for descriptor in descriptors:
            os.close(descriptor)


def _fork(status: int) -> int:
    """Fork; where the machine has no process left, say so on the status socket: not 0."""
    try:
        return os.fork()
    except OSError as error:
        with contextlib.suppress(OSError):
            os.write(status, REFUSED + str(error).encode()[:500])
        return -1


def _reap_keepers(*_: object) -> None:
    """Let those that have ended go. Unlike to ignore the signal, this adds up their time."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


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


def _keep(order: Order, descriptors: list[int], virtual_bytes: int) -> NoReturn:
    """In the keeper: start the student's process, wait for its end, report it."""
    conversation, output, status_number = descriptors
    status = socket.socket(fileno=status_number)
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if order.isolated:
            isolation.become_nobody()
        if order.isolated:
            isolation.enter_namespaces()
        isolation.die_with_parent()  # after the namespaces, whose rights undo it
        child = os.fork()
        if child == 0:
            _become_student(order, conversation, output, status, virtual_bytes)
        os.close(conversation)
        os.close(output)
        _, wait_status, usage = os.wait4(child, 0)
        ended = Ended(status=wait_status, cpu_seconds=usage.ru_utime + usage.ru_stime)
        status.send(msgspec.msgpack.encode(ended))
    except OSError as error:
        status.send(REFUSED + str(error).encode()[:500])
    finally:
        os._exit(0)


def _become_student(
    order: Order, conversation: int, output: int, status: socket.socket, virtual_bytes: int
) -> NoReturn:
    """In the student's process: shut it in, then answer the request."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    isolation.keep_descriptors(
        {0: nothing, 1: output, 2: output, 3: conversation, 4: status.detach()}
    )
    try:
        os.setsid()  # a signal to the process group must not reach the warm process
        if order.isolated:
            isolation.hide_files(order.disk_bytes)
        limit(order, virtual_bytes)
        if order.isolated:
            isolation.give_up_privileges()
            refuse_system_calls()
        isolation.die_with_parent()  # after the privileges, whose change undoes it
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.write(4, HELLO)
        os.close(4)
    except OSError as error:
        os.write(4, REFUSED + str(error).encode()[:500])
        os._exit(1)
    answer_and_exit(socket.socket(fileno=3))
