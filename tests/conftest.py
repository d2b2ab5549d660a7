"""What all tests share: the course, a small one, and a sandboxed worker for each process."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.release.build import build_assignment
from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits, Worker

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """The small course with its release."""
    root = tmp_path_factory.mktemp("tiny") / "course"
    shutil.copytree(
        ROOT / "tests" / "nbgrader" / "course", root, ignore=shutil.ignore_patterns("__pycache__")
    )
    (root / "pyproject.toml").touch()
    shutil.copy(ROOT / "nbgrader_config.py", root)
    build_assignment("01_tiny", root)
    return root


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    made = make_worker(sandboxed=True, limits=Limits())
    yield made
    made.close()
