"""Start a worker process of its own, on any system, with a socket to converse over."""

import contextlib
import hmac
import secrets
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from autograder.sandbox.attempts import REMEDY, RefusedError, start_process
from autograder.sandbox.bubblewrap import wrap
from autograder.sandbox.environment import (
    closed_environment,
    command,
    open_environment,
    temporary_folder,
)
from autograder.sandbox.output import make_output
from autograder.sandbox.process_tree import ProcessTree, kill_tree
from autograder.sandbox.transcript import Limits
from autograder.worker.server import READY, read_exactly

START_SECONDS = 180.0
INHERITS = sys.platform != "win32"
"""Whether a process can be given an open socket when it is started."""
_LOOK_SECONDS = 1.0
_SHELL_SIGNALS = 128


class LaunchedProcess:
    """A worker that imports TensorFlow; after :meth:`await_ready` it waits for a request.

    Args:
        mode: the worker's arguments, such as ``["many"]``.
        limits: for the process and all that it starts.
        sandboxed: whether in bubblewrap.
        gpu: whether a GPU may be used.

    Raises:
        RefusedError: the machine has no process or memory left.
        SandboxError: there is no ``bwrap``.
    """

    tree: ProcessTree
    """The process, once it is ready."""

    def __init__(self, mode: Sequence[str], limits: Limits, sandboxed: bool, gpu: bool) -> None:
        self.sandboxed = sandboxed
        self._limits = limits
        self._gpu = gpu
        with contextlib.ExitStack() as opened:
            self.output = make_output()
            opened.callback(self.output.close)
            self._temporary = opened.enter_context(temporary_folder())
            if INHERITS:
                self.channel, theirs = socket.socketpair()
                opened.enter_context(self.channel)
                with theirs:
                    self._process = self._start(mode, theirs)
            else:
                self._process, self.channel = self._start_and_accept(mode)
                opened.enter_context(self.channel)
            self._opened = opened.pop_all()
        self.output.close_write_end()

    def _start(self, mode: Sequence[str], theirs: socket.socket) -> "subprocess.Popen[bytes]":
        arguments, environment = command(mode), open_environment(self._gpu, self._temporary)
        number = {"AUTOGRADER_CHANNEL": str(theirs.fileno())}
        if self.sandboxed:
            environment = closed_environment()
            arguments = wrap(
                arguments,
                disk_bytes=self._limits.disk_bytes,
                environment=number,
                gpu=self._gpu,
            )
        return self._popen(
            arguments, environment | number, pass_fds=[theirs.fileno()], start_new_session=True
        )

    def _start_and_accept(
        self, mode: Sequence[str]
    ) -> "tuple[subprocess.Popen[bytes], socket.socket]":
        """Without a sandbox, where no descriptor can be inherited: the worker calls back.

        Others on this machine may call too; only the worker knows the password.
        """
        password = secrets.token_hex(16)
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(_LOOK_SECONDS)
            address = {"AUTOGRADER_CHANNEL": f"{server.getsockname()[1]}:{password}"}
            environment = open_environment(self._gpu, self._temporary) | address
            process = self._popen(command(mode), environment)
            while process.poll() is None:
                with contextlib.suppress(OSError, EOFError):
                    channel, _ = server.accept()
                    channel.settimeout(_LOOK_SECONDS)
                    told = read_exactly(channel, len(password))
                    if hmac.compare_digest(told, password.encode()):
                        return process, channel
        return process, socket.socket()  # it has ended; its output says why

    def _popen(
        self, arguments: list[str], environment: dict[str, str], **options: Any
    ) -> "subprocess.Popen[bytes]":
        end = self.output.write_end
        return start_process(arguments, env=environment, stdout=end, stderr=end, **options)

    def await_ready(self) -> None:
        """Wait until the libraries are imported; what they print is not the submission's.

        Raises:
            RefusedError: the process ended or kept silent instead, and is closed.
        """
        self.channel.settimeout(START_SECONDS)
        message = b""
        with contextlib.suppress(OSError, EOFError):
            message = read_exactly(self.channel, len(READY))
        if message != READY:
            text = self.output.text().strip() or "nothing"
            self.close()
            raise RefusedError(
                f"The process that runs the submission did not start. {self._remedy()} It wrote: "
                f"{text[-2000:]}"
            )
        self.output.start_anew()
        self.tree = ProcessTree(
            self._process.pid,
            self._limits,
            counts_from_now=True,
            grouped=self.sandboxed,
            confined=not self._gpu,
        )
        self._opened.callback(self.tree.close)

    def _remedy(self) -> str:
        return f"`nvidia-smi` says who uses the GPU. {REMEDY}" if self._gpu else REMEDY

    def exit_status(self, seconds: float) -> int | None:
        """How it ended, within ``seconds``: negative for a signal; None while it runs."""
        try:
            status = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return _SHELL_SIGNALS - status if self.sandboxed and status > _SHELL_SIGNALS else status

    def end(self) -> None:
        """End it and all that it started, from any thread; who waits for it goes on."""
        if self._process.poll() is None:
            kill_tree(self._process.pid)

    def close(self) -> None:
        """End it and all that it started, and close every descriptor."""
        self.end()
        self._process.wait()
        self._opened.close()
