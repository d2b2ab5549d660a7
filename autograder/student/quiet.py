"""Keep TensorFlow's log out of notebooks: it writes to stderr from C++, past ``sys.stderr``."""

import contextlib
import io
import os
from collections.abc import Iterator

_STDERR = 2


def start_tensorflow_quietly() -> None:
    """Import TensorFlow and look for its devices without a word.

    A first cell full of red lines about missing GPU libraries frightens students.
    ``autograder doctor`` says which devices were found.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with _no_stderr():
        import tensorflow as tf

        tf.config.list_physical_devices("GPU")


def under_nbgrader() -> bool:
    """Whether nbgrader runs the notebook, to grade or to validate it."""
    return "NBGRADER_EXECUTION" in os.environ


@contextlib.contextmanager
def quiet_under_nbgrader() -> Iterator[None]:
    """Drop what is written to stderr while nbgrader runs the notebook; nothing elsewhere.

    nbgrader gives 0 to a grade cell that wrote to stderr, whatever it answered.
    """
    if not under_nbgrader():
        yield
        return
    with contextlib.redirect_stderr(io.StringIO()), _no_stderr():
        yield


@contextlib.contextmanager
def _no_stderr() -> Iterator[None]:
    with open(os.devnull, "wb") as nothing:
        saved = os.dup(_STDERR)
        os.dup2(nothing.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(saved, _STDERR)
            os.close(saved)
