"""Graders that run elsewhere: a Gradescope autograder, and a GitHub Classroom workflow."""

import shutil
from importlib import resources
from pathlib import Path

from autograder.errors import UsageError
from autograder.grading.store import explained_write_errors

NEEDED = ("autograder", "pyproject.toml", "README.md")
"""What the course needs beside its assignment to be installed and to grade."""

WORKFLOW = ".github/workflows/classroom.yml"


def write_gradescope_autograder(
    directory: Path, root: Path, assignment: str, *, sandboxed: bool = True
) -> None:
    """Write the folder that, zipped, Gradescope takes under *Configure Autograder*.

    It holds the assignment's solutions, so it is for Gradescope alone.

    Args:
        directory: is made; must be empty if it exists.
        root: the course.
        assignment: its name.
        sandboxed: whether submissions run in the sandbox; a container that allows none then
            refuses to grade.

    Raises:
        UsageError: the folder is in use.
    """
    if directory.exists() and any(directory.iterdir()):
        raise UsageError(f"{directory} is not empty. Nothing was written. Name a new folder.")
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    parts = [*NEEDED, f"solutions/{assignment}", f"assignments/{assignment}"]
    with explained_write_errors(directory):
        for part in filter(lambda part: (root / part).exists(), parts):
            target = directory / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if (root / part).is_dir():
                shutil.copytree(root / part, target, ignore=ignored)
            else:
                shutil.copyfile(root / part, target)
        values = {"ASSIGNMENT": assignment, "OPTIONS": "" if sandboxed else "--no-sandbox"}
        for script in ("setup.sh", "run_autograder"):
            _fill(f"gradescope/{script}", directory / script, values).chmod(0o755)


def write_classroom_workflow(directory: Path, assignment: str) -> None:
    """Write the workflow into a folder that holds what ``autograder bundle`` gave.

    Args:
        directory: the template repository of the GitHub Classroom assignment.
        assignment: its name.
    """
    path = directory / WORKFLOW
    with explained_write_errors(directory):
        path.parent.mkdir(parents=True, exist_ok=True)
        _fill("classroom.yml", path, {"ASSIGNMENT": assignment})


def _fill(template: str, path: Path, values: dict[str, str]) -> Path:
    """A file of ours with its ``@NAME@`` filled in; shell and YAML have uses for other marks."""
    source = resources.files("autograder.report") / "templates" / template
    text = source.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    path.write_text(text, encoding="utf-8")
    return path
