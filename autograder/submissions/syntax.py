"""Parse source quietly, from any thread."""

import ast
import contextlib
import threading
import warnings
from collections.abc import Iterator

_lock = threading.Lock()


@contextlib.contextmanager
def quiet_parser() -> Iterator[None]:
    """Hold back the parser's warnings, and other threads' parsing.

    Filters of warnings are global, and up to Python 3.11 so is the depth that building a syntax
    tree counts: two threads at once end in ``SystemError: AST constructor recursion depth``.
    """
    with _lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def parse(source: str) -> list[ast.stmt]:
    """The top-level statements of a source; the errors are those of ``ast.parse``."""
    with quiet_parser():
        return ast.parse(source).body
