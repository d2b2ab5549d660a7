"""Functions and modules whose name a cell below the answer takes for something else.

``posterior = ops.softmax(z)`` after ``check("posterior")`` costs nothing in a kernel, where the
check has run. What the name holds is known only here, once the cells have run.
"""

from types import ModuleType
from typing import Any


class Overwritten:
    """What could be called or was a module once the answer was written, or has been since.

    Args:
        namespace: of the cells.
        target: the name under question.
    """

    def __init__(self, namespace: dict[str, Any], target: str) -> None:
        self._namespace = namespace
        self._target = target
        self._answer: object = None
        self._usable: dict[str, Any] = {}

    def note(self) -> None:
        """Look at what a cell has left; a new answer is built upon what its time's names hold."""
        answer = self._namespace.get(self._target)
        if callable(answer) and answer is not self._answer:
            self._answer = answer
            self._usable = {}
        if self._answer is not None:
            names = list(self._namespace.items())  # a thread may bind more
            self._usable |= {name: value for name, value in names if _may_be_used(value)}

    def put_back(self) -> None:
        """Give the names back to what can be used, where they hold what can't."""
        for name, value in self._usable.items():
            if not _may_be_used(self._namespace.get(name)):
                self._namespace[name] = value


def _may_be_used(value: object) -> bool:
    """Asks the type alone: a student's object may object to being looked at."""
    return callable(value) or issubclass(type(value), ModuleType)
