"""Graded deep-learning assignments in Keras, and an autograder that can be trusted.

In a notebook: ``from autograder import check, hint``. In a terminal: ``autograder --help``.
"""

from typing import Any

__all__ = ["check", "hint"]


def __getattr__(name: str) -> Any:
    """Load ``check`` and ``hint`` when they are first used."""
    if name in __all__:
        from autograder.student import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
