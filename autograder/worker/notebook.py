"""The names that a notebook gives its cells: ``__name__``, IPython's helpers, ``check``."""

import contextlib
import importlib
import os
import sys
import types
from collections.abc import Iterator
from typing import Any

SCRIPT = "submission.py"
_IPYTHONS_OWN = ("IPython", "IPython.core.getipython")


class _Silent:
    """Stands for ``get_ipython()``: accepts every call and attribute, and does nothing."""

    def __getattr__(self, name: str) -> "_Silent":
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        return None

    def __getitem__(self, key: object) -> "_Silent":
        return self

    def __setitem__(self, key: object, value: object) -> None:
        return None

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __contains__(self, item: object) -> bool:
        return False

    def getoutput(self, *args: Any, **kwargs: Any) -> list[str]:
        """The lines that ``!command`` printed: none, for it was not run."""
        return []


def _ignore(*args: Any, **kwargs: Any) -> None:
    """Stands for ``check``, ``hint`` and ``display`` while a submission is graded."""


def make_namespace(source: str = "") -> dict[str, Any]:
    """A fresh ``__main__``, so that classes and ``__name__`` look as they do in a notebook.

    Args:
        source: the cells that will run in it.
    """
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    namespace = vars(module)
    namespace.update(display=_ignore, check=_ignore, hint=_ignore)
    namespace["get_ipython"] = _Silent
    sys.argv = [SCRIPT]  # a script's argparse is not to read the worker's
    if "__file__" in source:  # only there: a process that is spawned would run that file first
        namespace["__file__"] = os.path.join(_folder(), SCRIPT)
    if "IPython" in source:
        _replace_ipython()
    _replace_autograder()
    return namespace


def _folder() -> str:
    """The current folder, ``""`` where it is gone."""
    with contextlib.suppress(OSError):
        return os.getcwd()
    return ""


def _replace_ipython() -> None:
    """Let ``from IPython import get_ipython`` give the silent one, as a notebook gives its own."""
    for name in _IPYTHONS_OWN:
        with contextlib.suppress(ImportError):
            importlib.import_module(name).__dict__["get_ipython"] = _Silent


def _replace_autograder() -> None:
    """Let ``from autograder import check`` give the silent one."""
    package = sys.modules.get("autograder")
    if package is not None:
        for name in ("check", "hint"):
            setattr(package, name, _ignore)
