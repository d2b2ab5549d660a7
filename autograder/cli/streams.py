"""Output whose reader may go away while a command still has something to write elsewhere."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from autograder.errors import AutograderError


class _Lasting:
    """A stream that drops what it can't write: a closed pipe, a full disk, a lost terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.lost: OSError | None = None

    def write(self, text: str) -> int:
        if self.lost is None:
            try:
                return self._stream.write(text)
            except OSError as error:
                self.lost = error
        return len(text)

    def flush(self) -> None:
        if self.lost is None:
            try:
                self._stream.flush()
            except OSError as error:
                self.lost = error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextlib.contextmanager
def lasting_output() -> Iterator[None]:
    """Go on to the end, whoever still looks on: a class is graded, and what follows is written.

    Raises:
        AutograderError: at the end, if a disk was too full for all of the output.
    """
    before = sys.stdout, sys.stderr
    # Either is None where whoever started this has closed it.
    output, messages = (_Lasting(each) if each is not None else None for each in before)
    sys.stdout, sys.stderr = output, messages
    try:
        yield
    finally:
        for stream in (messages, output):
            if stream is not None:
                stream.flush()
                if stream.lost is not None:  # or Python would try again when it ends, and fail
                    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        sys.stdout, sys.stderr = before
    if output is not None and output.lost is not None and output.lost.errno == errno.ENOSPC:
        raise AutograderError(
            f"Not all of the output could be written ({output.lost}). Results, reports and the "
            "gradebook are complete."
        )
