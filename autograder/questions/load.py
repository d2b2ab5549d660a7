"""Find the course and load its assignments. Trusted: nothing here comes from a student."""

import hashlib
import importlib
import sys
import types
from functools import cache
from pathlib import Path

from autograder.errors import AuthoringError, UsageError, require_known
from autograder.questions.question import Assignment


def course_root(start: Path | None = None) -> Path:
    """The nearest folder upwards that holds ``solutions/``.

    Raises:
        UsageError: there is none.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "solutions").is_dir() and (folder / "pyproject.toml").is_file():
            return folder
    raise UsageError(
        f"No course found in {start} or above it. This command needs the instructor's "
        "repository, with its folder `solutions`. Change to that folder and try again."
    )


def assignment_names(root: Path) -> list[str]:
    """The folders of ``solutions/`` that hold a ``questions.py``, in order."""
    return sorted(path.parent.name for path in (root / "solutions").glob("*/questions.py"))


def load_assignment(root: Path, name: str) -> Assignment:
    """Import ``solutions/NAME/questions.py`` and return its ``ASSIGNMENT``.

    The folder is imported as a package of its own, so its modules may import each other
    relatively, and two assignments may both have an ``oracles.py``. It is imported again once
    a file has changed: nbgrader's formgrader grades in a process that runs for days.
    """
    require_known("assignment", name, assignment_names(root))
    folder = root / "solutions" / name
    return _imported(folder, state_of(*folder.glob("*.py")))


def state_of(*paths: Path) -> str:
    """Digits that change when one of the files does, or others take their place."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        about = path.stat()
        digest.update(f"{path}\0{about.st_mtime_ns}\0{about.st_size}\0".encode())
    return digest.hexdigest()[:16]


@cache
def _imported(folder: Path, state: str) -> Assignment:
    name = folder.name
    package_name = f"course_{name}_{state}"
    package = types.ModuleType(package_name)
    package.__path__ = [str(folder)]
    sys.modules[package_name] = package
    module = importlib.import_module(f"{package_name}.questions")
    assignment = getattr(module, "ASSIGNMENT", None)
    if not isinstance(assignment, Assignment):
        raise AuthoringError(f"{folder / 'questions.py'} must define ASSIGNMENT, an Assignment.")
    if assignment.name != name:
        raise AuthoringError(
            f"{folder / 'questions.py'} declares the name {assignment.name!r}. Expected: {name!r}"
        )
    return assignment
