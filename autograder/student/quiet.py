"""Keep TensorFlow's log out of a cell that stock nbgrader grades."""

import contextlib
import io
import os
from collections.abc import Iterator

_STDERR = 2


@contextlib.contextmanager
def quiet_under_nbgrader() -> Iterator[None]:
    """Drop what is written to stderr while nbgrader runs the notebook; nothing elsewhere.

    nbgrader gives 0 to a grade cell that wrote to stderr, whatever it answered, and TensorFlow
    logs there from C++, past Python's ``sys.stderr``.
    """
    if "NBGRADER_EXECUTION" not in os.environ:
        yield
        return
    with contextlib.redirect_stderr(io.StringIO()), open(os.devnull, "wb") as nothing:
        saved = os.dup(_STDERR)
        os.dup2(nothing.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(saved, _STDERR)
            os.close(saved)
