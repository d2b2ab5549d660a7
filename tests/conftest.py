"""What all tests share: the course, a small one, a sandboxed worker and a browser a file."""

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
LONGEST_FIRST = (
    "grading/test_sample_class.py",
    "course/test_agreement.py",
    "grading/test_cluster.py",
    "attacks/test_corpus.py",
    "grading/test_gradebook.py",
    "course/test_degenerate.py",
    "grading/test_killed.py",
    "sandbox/test_warm.py",
    "nbgrader/test_autograde.py",
    "docs/test_commands.py",
    "nbgrader/test_formgrader.py",
    "student/test_first_hour.py",
    "report/test_graders.py",
)
"""Files are dealt out whole; one that takes minutes must not be the last."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    ranks = {ROOT / "tests" / name: rank for rank, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file: others count processes, and Chromium starts some when it likes."""
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
