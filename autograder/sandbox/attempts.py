"""A machine may refuse a process for a moment: what is tried again, and what is said at last."""

import errno
import subprocess
from typing import Any

from autograder.errors import SandboxError

ATTEMPTS = 4
PAUSE_SECONDS = 1.0
REMEDY = (
    "Free memory and processes (with `grade`: use fewer --jobs), and run the same command again; "
    "what is graded stays."
)

# What the kernel answers where it has no process or no memory left. Who is out of files is told
# so elsewhere.
_NOTHING_LEFT = (errno.EAGAIN, errno.ENOMEM)


class RefusedError(SandboxError):
    """No process could be started or shut in for a submission, of which nothing has run."""


def start_process(arguments: list[str], **options: Any) -> "subprocess.Popen[bytes]":
    """``subprocess.Popen`` without an input; :class:`RefusedError` where nothing is left."""
    try:
        return subprocess.Popen(arguments, stdin=subprocess.DEVNULL, **options)
    except OSError as error:
        if error.errno not in _NOTHING_LEFT:
            raise
        raise RefusedError(f"This machine starts no process: {error.strerror}. {REMEDY}") from error
