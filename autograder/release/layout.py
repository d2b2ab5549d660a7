"""Where the files of an assignment lie, and which of them students may see."""

import stat
from pathlib import Path

from autograder.checks.probe_files import holds_probes
from autograder.errors import UsageError

SOURCE = "solutions"
RELEASE = "assignments"
NBGRADER_CONFIGURATION = "nbgrader_config.py"

RECORDING = "checks.npz"
_FIGURES = "figures"
_FIGURE_SUFFIXES = frozenset([".png", ".svg", ".jpg"])


def topic_of(assignment: str) -> str:
    """The notebook's name: the folder's without its number."""
    return assignment.partition("_")[2] or assignment


def source_folder(root: Path, assignment: str) -> Path:
    """The folder of an assignment's source.

    Raises:
        UsageError: where the course has no such assignment.
    """
    folder = root / SOURCE / assignment
    if not (folder / f"{topic_of(assignment)}.py").is_file():
        known = ", ".join(assignment_names(root)) or "none"
        raise UsageError(
            f"No assignment {assignment!r}: expected its text in "
            f"{SOURCE}/{assignment}/{topic_of(assignment)}.py. This course has: {known}."
        )
    return folder


def assignment_names(root: Path) -> list[str]:
    """The assignments that have a source, in the order of their numbers."""
    folders = sorted((root / SOURCE).glob("*_*"))
    return [each.name for each in folders if (each / f"{topic_of(each.name)}.py").is_file()]


def may_ship(folder: Path, path: Path) -> bool:
    """Whether a file of the source folder goes to students as it is.

    A list of what may go, not of what may not: a file that somebody puts there tomorrow stays.
    """
    relative = path.relative_to(folder)
    if relative.parts[0] == _FIGURES:
        return relative.suffix in _FIGURE_SUFFIXES and is_regular(path)
    return len(relative.parts) == 1 and holds_probes(path.name) and is_regular(path)


def is_regular(path: Path) -> bool:
    """Whether the path is a plain file itself: no link, folder, device or pipe."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
