"""A small course in a folder of its own, and nbgrader's commands run in it for real."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]

Run = Callable[..., subprocess.CompletedProcess[str]]


def copy_course(target: Path) -> Path:
    shutil.copytree(HERE / "course", target, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def nbgrader_in(course: Path) -> Run:
    """Run ``nbgrader`` as a user does: a process of its own, in the course's folder."""

    def run(*arguments: str, expect: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=course,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(course)])},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == expect, done.stderr
        return done

    return run


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The course as it lies in the repository: nothing generated yet."""
    return copy_course(tmp_path / "course")


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course after ``nbgrader generate_assignment``; tests only read it.

    An editor has left a copy beside the source, and alembic is not on the PATH.
    """
    folder = copy_course(tmp_path_factory.mktemp("released") / "course")
    nbformat.write(nbformat.v4.new_notebook(), folder / "solutions/01_tiny/tiny-Copy1.ipynb")
    places = os.environ["PATH"].split(os.pathsep)
    elsewhere = [each for each in places if not (Path(each) / "alembic").exists()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.pathsep.join(elsewhere))
        nbgrader_in(folder)("generate_assignment", "01_tiny")
    return folder


@pytest.fixture(scope="session")
def run_in() -> Callable[[Path], Run]:
    """Gives the ``nbgrader`` command for a course's folder."""
    return nbgrader_in
