"""The same release under nbgrader as it comes: the notebook is run, and ``check`` scores it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.nbgrader.release import record_checks

Run = Callable[..., subprocess.CompletedProcess[str]]

HALF = "class Shift:\n    def __init__(self, amount): ...\n    def __call__(self, x): return x"


def test_visible_checks_earn_their_points_although_tensorflow_logs(
    released: Path,
    tmp_path: Path,
    run_in: Callable[[Path], Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # nbgrader calls alembic, which `configure` finds and an activated environment has.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    source = tmp_path / "source/01_tiny"
    source.mkdir(parents=True)
    for name in ("tiny.ipynb", "probes.py"):
        shutil.copy(released / "solutions/01_tiny" / name, source)
    record_checks(released, "01_tiny", source / "checks.npz")
    run = run_in(tmp_path)
    run("generate_assignment", "01_tiny")
    notebook = nbformat.read(tmp_path / "release/01_tiny/tiny.ipynb", 4)
    answers = {"double": "def double(x):\n    return x + x", "Shift": HALF}
    for cell in notebook.cells:
        cell.source = answers.get(cell["id"], cell.source)
    submitted = tmp_path / "submitted/ann/01_tiny"
    submitted.mkdir(parents=True)
    nbformat.write(notebook, submitted / "tiny.ipynb")
    run("autograde", "01_tiny")
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        grades = gradebook.find_submission_notebook("tiny", "01_tiny", "ann").grades
        scores = {grade.name: grade.auto_score for grade in grades}
    # Two of the three points of `double`: its hidden check stays with the instructor.
    assert scores["check-double"] == 2.0
    assert scores["check-Shift"] == 0.0
