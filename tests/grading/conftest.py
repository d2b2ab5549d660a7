"""A small course, built, with a class to grade."""

import shutil
from pathlib import Path

import pytest

from autograder.release.build import build_assignment

REPOSITORY = Path(__file__).parents[2]
COURSE = REPOSITORY / "tests" / "nbgrader" / "course"
SOLVED = """# %%
from keras import ops

# %%
def double(x):
    return 2 * x

# %%
class Shift:
    def __init__(self, amount):
        self.amount = amount

    def __call__(self, x):
        return x + self.amount
"""


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """The small course with its release."""
    root = tmp_path_factory.mktemp("tiny") / "course"
    shutil.copytree(COURSE, root, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "pyproject.toml").touch()
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    build_assignment("01_tiny", root)
    return root


@pytest.fixture
def hand_in(tmp_path):
    """Puts a file into a class's folder."""

    def put(student, source=SOLVED, name="tiny.py"):
        folder = tmp_path / "submitted" / student / "01_tiny"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(source, encoding="utf-8")
        return folder

    put.folder = tmp_path / "submitted"
    return put
