"""The small course of the nbgrader tests, to build and bundle."""

import shutil
from pathlib import Path

import pytest

COURSE = Path(__file__).parents[1] / "nbgrader" / "course"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy with its stand-ins at hand; nothing is built yet."""
    folder = tmp_path / "course"
    shutil.copytree(COURSE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(folder)
    return folder
