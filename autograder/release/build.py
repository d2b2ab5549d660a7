"""``autograder build``: from the single source to ``assignments/``, through nbgrader's pipeline."""

import contextlib
import difflib
import io
import logging
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.checks.recorded import recording_differences
from autograder.errors import AuthoringError
from autograder.release.layout import RECORDING, RELEASE, assignment_names, source_folder

MOST_CHANGES = 6
"""So many lines are shown of what differs in a file."""


def build_assignment(name: str, root: Path | None = None) -> list[Path]:
    """Make ``assignments/NAME`` equal to what its source gives.

    Args:
        name: the assignment's folder, such as ``"03_output_layers"``.
        root: the course; the current folder where it is left out.

    Returns:
        The files that were written or removed; none where everything was up to date.

    Raises:
        UsageError: the course has no such assignment.
        AuthoringError: the source contradicts itself.
    """
    root = root or Path.cwd()
    target = root / RELEASE / name
    with _generated(name, root) as made:
        changed = [target / each for each in _different(made, target)]
        for path in changed:
            new = made / path.relative_to(target)
            if new.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(new, path)
            else:
                path.unlink()
    return changed


def check_build(name: str, root: Path | None = None) -> list[str]:
    """What building the assignment would change: a line for each file, and the first lines of it.

    Args and errors are those of :func:`build_assignment`.
    """
    root = root or Path.cwd()
    with _generated(name, root) as made:
        target = root / RELEASE / name
        return [_describe(made / each, target / each, each) for each in _different(made, target)]


def build_all(root: Path | None = None) -> list[Path]:
    """Build every assignment of the course; see :func:`build_assignment`."""
    names = assignment_names(root or Path.cwd())
    return [path for name in names for path in build_assignment(name, root)]


@contextlib.contextmanager
def _generated(name: str, root: Path) -> Iterator[Path]:
    """The released files in a folder that goes away."""
    source_folder(root, name)
    with tempfile.TemporaryDirectory() as folder:
        log = io.StringIO()
        try:
            _converter(name, root.resolve(), folder, log).start()
        except NbGraderException as error:
            lines = [line for line in log.getvalue().splitlines() if "Error: " in line]
            reason = lines[-1].partition(": ")[2] if lines else str(error)
            raise AuthoringError(f"{name} could not be built. {reason}") from error
        yield Path(folder) / name


def _converter(name: str, root: Path, target: str, log: io.StringIO) -> GenerateAssignment:
    """nbgrader's own converter with the course's configuration, but without its database."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    config.merge(
        Config(
            CourseDirectory={
                "root": str(root),
                "assignment_id": name,
                "release_directory": target,
            },
            GenerateAssignment={"no_database": True},
            SaveCells={"enabled": False},
        )
    )
    logger = logging.Logger("autograder.build", logging.ERROR)
    logger.addHandler(logging.StreamHandler(log))
    converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
    converter.log = logger
    return converter


def _different(made: Path, target: Path) -> list[Path]:
    """The files, relative to both folders, that one of them lacks or that differ."""
    names = {path.relative_to(folder) for folder in (made, target) for path in _files(folder)}
    return sorted(each for each in names if not _same(made / each, target / each))


def _files(folder: Path) -> list[Path]:
    paths = folder.rglob("*") if folder.is_dir() else []
    return [
        path
        for path in paths
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)
    ]


def _same(made: Path, present: Path) -> bool:
    if not (made.is_file() and present.is_file()):
        return False
    if made.read_bytes() == present.read_bytes():
        return True
    return made.name == RECORDING and not recording_differences(made, present)


def _describe(made: Path, present: Path, name: Path) -> str:
    if not made.exists():
        return f"{name}: not made from the source; `autograder build` removes it"
    if not present.exists():
        return f"{name}: missing; `autograder build` writes it"
    if made.name == RECORDING:
        changes = recording_differences(present, made)
        more = [f"and {len(changes) - MOST_CHANGES} more"] if len(changes) > MOST_CHANGES else []
        return "\n".join([f"{name}: differs", *changes[:MOST_CHANGES], *more])
    try:
        old, new = (path.read_text(encoding="utf-8").splitlines() for path in (present, made))
    except UnicodeDecodeError:
        return f"{name}: differs"
    changes = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2 : 2 + MOST_CHANGES]
    return "\n".join([f"{name}: differs", *changes])
