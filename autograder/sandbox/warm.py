"""A warm process in the sandbox, which forks one shut-in child for each request."""

import contextlib
import os
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator

import msgspec

from autograder.errors import SandboxError
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
_ATTEMPTS = 4
_PAUSE_SECONDS = 1.0
_CREDENTIALS = struct.Struct("3i")


class ZygoteGoneError(Exception):
    """The warm process ended before it carried out an order."""


class RefusedError(SandboxError):
    """The warm process could not fork a child, or not shut it in."""


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
        self._running().try_order(order)

    def ask(self, request: Request) -> Transcript:
        """Run one request to its end; see :class:`Worker`."""
        order = make_order(request, self._limits, isolated=self.sandboxed)
        for left in reversed(range(_ATTEMPTS)):
            zygote = self._running()
            try:
                with zygote.forked(order) as child:
                    transcript = child.ask(request)
                if not (child.abandoned and left) or self._closed:
                    return transcript
                self._replace(zygote)
            except RefusedError:  # the machine may be out of processes for a moment
                if not left:
                    raise
                time.sleep(_PAUSE_SECONDS)
            except ZygoteGoneError:
                self._replace(zygote)
        raise SandboxError(
            "The warm process kept ending before it could run a submission. Something ended it "
            "from outside, most often the kernel for want of memory (`dmesg`). Free memory or use "
            "fewer --jobs, and run the same command again; what is graded stays."
        )

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
    )


class Zygote:
    """The warm process, seen from outside.

    It ends when its control socket is closed, which the kernel does when this process dies;
    bubblewrap's own ``--die-with-parent`` would end it with the thread that started it.
    """

    def __init__(self, limits: Limits, sandboxed: bool) -> None:
        self._limits = limits
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        number = {"AUTOGRADER_CHANNEL": str(theirs.fileno())}
        self._temporary = None if sandboxed else temporary_folder()
        arguments = command(["zygote", "isolated" if sandboxed else "open"])
        if self._temporary is not None:
            environment = open_environment(False, self._temporary.name) | number
        else:
            environment = closed_environment()
            arguments = wrap(
                arguments,
                disk_bytes=limits.disk_bytes,
                environment=number,
                end_with_thread=False,
            )
        with theirs:
            self._process = subprocess.Popen(
                arguments,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._await_ready()

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
            raise SandboxError(
                f"The process that imports TensorFlow did not start. It wrote: {text or 'nothing'}"
            )

    @contextlib.contextmanager
    def forked(self, order: Order) -> Iterator["Child"]:
        """A child that is ready for a request; it is gone when the context ends."""
        child = Child(self._limits, order.isolated)
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
        self._log.close()
        if self._temporary is not None:
            self._temporary.cleanup()


class Child:
    """One student's process, seen from outside.

    ``abandoned`` says that it ended with the warm process, which no submission reaches.
    """

    def __init__(self, limits: Limits, isolated: bool) -> None:
        self._limits = limits
        self._isolated = isolated
        self._channel, self._their_channel = socket.socketpair()
        self._status, self._their_status = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._status.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._output = PipeOutput()
        self._tree: ProcessTree | None = None
        self._ended: Ended | None = None
        self.abandoned = False

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
            raise SandboxError("The sandbox did not start a process in time.") from error
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
                    leads_namespace=self._isolated,
                    grouped=self._isolated,
                )

    def ask(self, request: Request) -> Transcript:
        """Converse, end the process, and say what came of it."""
        if self._tree is None:
            raise SandboxError("The kernel did not tell the number of the sandboxed process.")
        exchange = Exchange(
            request, self._limits, channel=self._channel, output=self._output, tree=self._tree
        )
        exchange.run()
        if exchange.hung_up:
            self._await_end(_GRACE_SECONDS)  # how it ended by itself is what there is to tell
        ended = self._ended
        self._kill()
        measured = self._ended
        return make_transcript(
            exchange,
            self._output.text(),
            exit_status=os.waitstatus_to_exitcode(ended.status) if ended else None,
            cpu_seconds=measured.cpu_seconds if measured else None,
        )

    def _kill(self) -> None:
        if self._ended is None and self._tree is not None:
            self._tree.kill()
            self._await_end(_END_SECONDS)

    def _await_end(self, seconds: float) -> None:
        """Take the report of how it ended, if it comes in time."""
        self._status.settimeout(seconds)
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            message = self._status.recv(MAX_MESSAGE_BYTES)
            self.abandoned = not message
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
