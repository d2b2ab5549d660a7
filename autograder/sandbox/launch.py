"""Start a worker process of its own, on any system, with a socket to converse over."""

import contextlib
import hmac
import secrets
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from autograder.errors import SandboxError
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
_END_SECONDS = 5.0
_LOOK_SECONDS = 1.0
_SHELL_SIGNALS = 128


class LaunchedProcess:
    """A worker that has imported TensorFlow and waits for a request.

    Args:
        mode: the worker's arguments, such as ``["many"]``.
        limits: for the process and all that it starts.
        sandboxed: whether in bubblewrap.
        gpu: whether a GPU may be used.

    Raises:
        SandboxError: it did not start.
    """

    def __init__(self, mode: Sequence[str], limits: Limits, sandboxed: bool, gpu: bool) -> None:
        self.sandboxed = sandboxed
        self.output = make_output()
        self._temporary = temporary_folder()
        if INHERITS:
            self.channel, theirs = socket.socketpair()
            with theirs:
                self._process = self._start(mode, limits, theirs, gpu)
        else:
            self._process, self.channel = self._start_and_accept(mode, gpu)
        self.output.close_write_end()
        self._await_ready()
        self.tree = ProcessTree(self._process.pid, limits, counts_from_now=True, grouped=sandboxed)

    def _start(
        self, mode: Sequence[str], limits: Limits, theirs: socket.socket, gpu: bool
    ) -> "subprocess.Popen[bytes]":
        arguments, environment = command(mode), open_environment(gpu, self._temporary.name)
        number = {"AUTOGRADER_CHANNEL": str(theirs.fileno())}
        if self.sandboxed:
            environment = closed_environment()
            arguments = wrap(arguments, disk_bytes=limits.disk_bytes, environment=number, gpu=gpu)
        return self._popen(
            arguments, environment | number, pass_fds=[theirs.fileno()], start_new_session=True
        )

    def _start_and_accept(
        self, mode: Sequence[str], gpu: bool
    ) -> "tuple[subprocess.Popen[bytes], socket.socket]":
        """Without a sandbox, where no descriptor can be inherited: the worker calls back.

        Others on this machine may call too; only the worker knows the password.
        """
        password = secrets.token_hex(16)
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(_LOOK_SECONDS)
            address = {"AUTOGRADER_CHANNEL": f"{server.getsockname()[1]}:{password}"}
            environment = open_environment(gpu, self._temporary.name) | address
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
        return subprocess.Popen(
            arguments,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=end,
            stderr=end,
            **options,
        )

    def _await_ready(self) -> None:
        """Wait until the libraries are imported; what they print is not the submission's."""
        self.channel.settimeout(START_SECONDS)
        message = b""
        with contextlib.suppress(OSError, EOFError):
            message = read_exactly(self.channel, len(READY))
        if message != READY:
            text = self.output.text().strip() or "nothing"
            self._end()
            raise SandboxError(
                f"The process that runs the submission did not start. It wrote: {text[-2000:]}"
            )
        self.output.start_anew()

    def exit_status(self, seconds: float) -> int | None:
        """How it ended, within ``seconds``: negative for a signal; None while it runs."""
        try:
            status = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return _SHELL_SIGNALS - status if self.sandboxed and status > _SHELL_SIGNALS else status

    def close(self) -> None:
        """End it and all that it started, and close every descriptor."""
        self._end()
        self.tree.close()

    def _end(self) -> None:
        kill_tree(self._process.pid)
        self._process.wait()
        self.channel.close()
        self.output.close()
        self._temporary.cleanup()
