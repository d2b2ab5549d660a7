"""What all tests share: the course, a small one, a sandboxed worker and a browser a process."""

import os
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from autograder.release.build import build_assignment
from autograder.sandbox.select import make_worker
from autograder.sandbox.transcript import Limits, Worker

from .browser import Browser, what_is_missing

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if missing := what_is_missing():
        pytest.skip(missing)
    made = Browser()
    yield made
    made.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script: the file that AXE_CORE names, or the one in the package."""
    if named := os.environ.get("AXE_CORE"):
        return Path(named).read_text("utf-8")
    pytest.importorskip("axe_core_python")
    return (resources.files("axe_core_python") / "axe.min.js").read_text("utf-8")
