"""A warm process in the sandbox, which forks one shut-in child for each request."""

import contextlib
import os
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator

import msgspec

from autograder.errors import SandboxError
from autograder.sandbox.attempts import (
    ATTEMPTS,
    PAUSE_SECONDS,
    REMEDY,
    RefusedError,
    start_process,
)
from autograder.sandbox.bubblewrap import wrap
from autograder.sandbox.environment import (
    closed_environment,
    command,
    open_environment,
    temporary_folder,
)
from autograder.sandbox.exchange import Exchange
from autograder.sandbox.output import PipeOutput
from autograder.sandbox.process_tree import ProcessTree, kill_tree
from autograder.sandbox.report import make_transcript
from autograder.sandbox.transcript import Limits, Transcript
from autograder.worker.protocol import Request
from autograder.worker.server import READY
from autograder.worker.zygote import HELLO, MAX_MESSAGE_BYTES, REFUSED, Ended, Order

START_SECONDS = 180.0
_HELLO_SECONDS = 120.0
_END_SECONDS = 5.0
_GRACE_SECONDS = 1.0
_CREDENTIALS = struct.Struct("3i")


class ZygoteGoneError(Exception):
    """The warm process ended before it carried out an order."""


class WarmWorker:
    """Answers each request in a child of a process that has imported TensorFlow.

    Several threads may ask at once; each request has descriptors of its own.

    Args:
        limits: for each request.
        sandboxed: whether in bubblewrap, each child in namespaces of its own; otherwise the
            children are plain forks.
    """

    def __init__(self, limits: Limits, sandboxed: bool = True) -> None:
        self.sandboxed = sandboxed
        self._limits = limits
        self._lock = threading.Lock()
        self._zygote: Zygote | None = None
        self._closed = False

    def warm_up(self) -> None:
        """Start the warm process and see that it can shut a child in.

        Raises:
            SandboxError: it can't start, or the machine refuses nested namespaces.
        """
        nothing = Request(id="", target="", cells=(), probes="")
        order = make_order(nothing, self._limits, isolated=self.sandboxed)
        until = time.monotonic() + _HELLO_SECONDS
        for left in reversed(range(ATTEMPTS)):
            try:
                self._running().try_order(order)
                return
            except RefusedError:  # a run that begins in a bad moment would go without it
                if not left or time.monotonic() > until:
                    raise
                time.sleep(PAUSE_SECONDS)

    def ask(self, request: Request) -> Transcript:
        """Run one request to its end; see :class:`Worker`."""
        order = make_order(request, self._limits, isolated=self.sandboxed)
        again = False
        for left in reversed(range(ATTEMPTS)):
            try:
                transcript, killed = self._ask_once(request, order)
                if again or not killed:
                    return transcript
                again = True
            except RefusedError:  # the machine may be out of processes for a moment
                if not left:
                    raise
                time.sleep(PAUSE_SECONDS)
            except ZygoteGoneError:
                continue
        raise SandboxError(
            "The warm process kept ending before it could run a submission. Something ended it "
            f"from outside, most often the kernel for want of memory (`dmesg`). {REMEDY}"
        )

    def _ask_once(self, request: Request, order: Order) -> tuple[Transcript, bool]:
        """The transcript, and whether something that is none of our limits killed the child."""
        zygote = self._running()
        try:
            with zygote.forked(order) as child:
                return child.ask(request), child.killed
        except ZygoteGoneError:
            self._replace(zygote)
            raise

    def _replace(self, zygote: "Zygote") -> None:
        """Have the next request start another one; bubblewrap may take a while to end with it."""
        with self._lock:
            if self._zygote is zygote:
                self._zygote = None
                zygote.close()

    def close(self) -> None:
        """End the warm process and all of its children; who asks from now on gets an error."""
        with self._lock:
            self._closed = True
            zygote, self._zygote = self._zygote, None
        if zygote is not None:
            zygote.close()

    def _running(self) -> "Zygote":
        with self._lock:
            if self._closed:
                raise SandboxError("The worker has been closed.")
            if self._zygote is not None and not self._zygote.alive:
                self._zygote.close()
                self._zygote = None
            if self._zygote is None:
                self._zygote = Zygote(self._limits, self.sandboxed)
            return self._zygote


def make_order(request: Request, limits: Limits, *, isolated: bool, gpu: bool = False) -> Order:
    """The limits that the kernel is to hold for a request."""
    wall_seconds = limits.load_seconds + sum(call.seconds for call in request.calls)
    return Order(
        isolated=isolated,
        disk_bytes=limits.disk_bytes,
        processes=limits.processes,
        cpu_seconds=int(wall_seconds) * (os.cpu_count() or 1) + 10,
        # CUDA reserves more addresses than the machine has memory.
        memory_bytes=0 if gpu else limits.memory_bytes,
        device=request.device,
        gpu_bytes=request.gpu_bytes,
    )


class Zygote:
    """The warm process, seen from outside.

    It ends when its control socket is closed, which the kernel does when this process dies;
    bubblewrap's own ``--die-with-parent`` would end it with the thread that started it.
    """

    def __init__(self, limits: Limits, sandboxed: bool) -> None:
        self._limits = limits
        with contextlib.ExitStack() as opened:
            self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            opened.enter_context(self._control)
            with theirs:
                self._log = opened.enter_context(tempfile.TemporaryFile())
                temporary = "" if sandboxed else opened.enter_context(temporary_folder())
                self._process = self._start(theirs, temporary)
            self._opened = opened.pop_all()
        self._await_ready()

    def _start(self, theirs: socket.socket, temporary: str) -> "subprocess.Popen[bytes]":
        """In the sandbox, unless there is a folder for temporary files outside of it."""
        number = {"AUTOGRADER_CHANNEL": str(theirs.fileno())}
        arguments = command(["zygote", "open" if temporary else "isolated"])
        if temporary:
            environment = open_environment(False, temporary) | number
        else:
            environment = closed_environment()
            arguments = wrap(
                arguments,
                disk_bytes=self._limits.disk_bytes,
                environment=number,
                end_with_thread=False,
            )
        return start_process(
            arguments,
            env=environment,
            stdout=self._log,
            stderr=self._log,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def _await_ready(self) -> None:
        self._control.settimeout(START_SECONDS)
        message = b""
        with contextlib.suppress(OSError):
            message = self._control.recv(MAX_MESSAGE_BYTES)
        if message != READY:
            self._log.seek(0)
            text = self._log.read()[-2000:].decode("utf-8", "replace").strip()
            self.close()
            raise RefusedError(
                f"The process that imports TensorFlow did not start. {REMEDY} It wrote: "
                f"{text or 'nothing'}"
            )

    @contextlib.contextmanager
    def forked(self, order: Order) -> Iterator["Child"]:
        """A child that is ready for a request; it is gone when the context ends."""
        child = Child(self._limits, order)
        try:
            child.send_order(self._control, order)
            child.await_hello()
            yield child
        finally:
            child.close()

    def try_order(self, order: Order) -> None:
        """Fork a child and end it; raises :class:`SandboxError` where it can't be shut in."""
        try:
            with self.forked(order):
                pass
        except ZygoteGoneError as error:
            raise SandboxError("The warm process ended when it was to fork.") from error

    def close(self) -> None:
        """Hang up, which ends the process and, with it, all that it started."""
        self._control.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            kill_tree(self._process.pid)
            self._process.wait()
        self._opened.close()


class Child:
    """One student's process, seen from outside.

    ``killed`` says that SIGKILL ended it, which neither we nor a limit of ours sent: from inside
    its namespace nothing can. Most often the machine was out of memory.
    """

    def __init__(self, limits: Limits, order: Order) -> None:
        self._limits = limits
        self._order = order
        self._channel, self._their_channel = socket.socketpair()
        self._status, self._their_status = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._status.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._output = PipeOutput()
        self._tree: ProcessTree | None = None
        self._ended: Ended | None = None
        self._abandoned = False
        self.killed = False

    def send_order(self, control: socket.socket, order: Order) -> None:
        """Have the warm process fork; raises :class:`ZygoteGoneError` where it is no more."""
        theirs = [
            self._their_channel.fileno(),
            self._output.write_end,
            self._their_status.fileno(),
        ]
        try:
            socket.send_fds(control, [msgspec.msgpack.encode(order)], theirs)
        except OSError as error:
            raise ZygoteGoneError from error
        self._close_theirs()

    def _close_theirs(self) -> None:
        self._their_channel.close()
        self._their_status.close()
        self._output.close_write_end()

    def await_hello(self) -> None:
        """Wait until the process has shut itself in, and learn its number from the kernel."""
        self._status.settimeout(_HELLO_SECONDS)
        try:
            message, ancillary, _, _ = self._status.recvmsg(
                MAX_MESSAGE_BYTES, socket.CMSG_SPACE(_CREDENTIALS.size)
            )
        except TimeoutError as error:
            raise SandboxError(
                f"The sandbox did not start a process within {_HELLO_SECONDS:g} s. {REMEDY}"
            ) from error
        except ConnectionError as error:
            raise ZygoteGoneError from error
        if not message:
            raise ZygoteGoneError
        if message.startswith(REFUSED):
            text = message.removeprefix(REFUSED).decode("utf-8", "replace")
            raise RefusedError(f"This machine refuses a namespace inside the sandbox: {text}")
        if message != HELLO:  # a report of its end
            raise RefusedError("A sandboxed process was killed before it could begin.")
        for level, kind, data in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                self._tree = ProcessTree(
                    _CREDENTIALS.unpack(data)[0],
                    self._limits,
                    leads_namespace=self._order.isolated,
                    grouped=self._order.isolated,
                )
                return
        raise SandboxError(  # where it does not warm up for that, the cold worker is taken
            "The kernel did not tell the number of the sandboxed process, by which its memory is "
            "watched. Run the same command again; what is graded stays. If it says so each time, "
            "grade on another machine."
        )

    def ask(self, request: Request) -> Transcript:
        """Converse, end the process, and say what came of it.

        Raises:
            ZygoteGoneError: it ended with the warm process, which no submission reaches.
        """
        assert self._tree is not None  # since its hello
        exchange = Exchange(
            request, self._limits, channel=self._channel, output=self._output, tree=self._tree
        )
        exchange.run()
        if exchange.hung_up:
            self._await_end(_GRACE_SECONDS)  # how it ended by itself is what there is to tell
        exit_status = self._exit_status()
        self.killed = exit_status == -signal.SIGKILL and not exchange.detail
        self._kill()
        if self._abandoned:
            raise ZygoteGoneError
        measured = self._ended
        return make_transcript(
            exchange,
            self._output.text(),
            exit_status=exit_status,
            cpu_seconds=measured.cpu_seconds if measured else None,
        )

    def _exit_status(self) -> int | None:
        """How it ended by itself; None where it runs."""
        if self._ended is None:
            return None
        status = os.waitstatus_to_exitcode(self._ended.status)
        if status == -signal.SIGKILL and self._ended.cpu_seconds > self._order.cpu_seconds:
            return -signal.SIGXCPU  # which the kernel keeps from process 1 of a namespace
        return status

    def _kill(self) -> None:
        if self._ended is None and self._tree is not None:
            self._tree.kill()
            self._await_end(_END_SECONDS)

    def _await_end(self, seconds: float) -> None:
        """Take the report of how it ended, if it comes in time."""
        self._status.settimeout(seconds)
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            message = self._status.recv(MAX_MESSAGE_BYTES)
            self._abandoned = not message
            self._ended = msgspec.msgpack.decode(message, type=Ended)

    def close(self) -> None:
        """End the process, if it runs, and close every descriptor."""
        self._kill()
        if self._tree is not None:
            self._tree.close()
        self._close_theirs()
        self._channel.close()
        self._status.close()
        self._output.close()
