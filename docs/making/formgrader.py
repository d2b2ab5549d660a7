"""nbgrader's formgrader on this repository: the grade book, and a written answer being marked."""

import shutil
from pathlib import Path

import nbformat

from tests.jupyter_server import serve
from tests.nbgrader.formgrader import Formgrader

from .results import ASSIGNMENT, DEMO
from .studio import ROOT, Studio

STUDENTS = ("ada_perfect", "dora_unusual", "fatma_softmax_constant_sum", "mia_noisy")
WRITTEN = "why_cross_entropy"
ANSWER = (
    "With squared error the gradient holds the factor $p(1 - p)$, which is nearly 0 where the "
    "sigmoid is saturated, so a confident mistake is hardly corrected. The logarithm of the "
    "cross-entropy undoes the exponential, and $p - y$ is left."
)


def formgrader(studio: Studio) -> None:
    """From the released assignment to marks, by the formgrader's own buttons."""
    course = _course(studio.folder / "course")
    with serve(course) as address:
        session = Formgrader(studio.browser, address)
        session.open("manage_assignments")
        session.press(ASSIGNMENT, "assign")
        session.open(f"manage_submissions/{ASSIGNMENT}")
        for student in STUDENTS:
            session.press(student, "autograde")
        session.open(f"manage_submissions/{ASSIGNMENT}", height=600)
        studio.take("formgrader_submissions", 600)
        session.open(f"gradebook/{ASSIGNMENT}/output_layers", height=600)
        session.follow(STUDENTS[2])
        with session.marking(WRITTEN) as (points, comment):
            points.send_keys("1.5")
            comment.send_keys("Right. Which of the two does the same for softmax?")
        studio.browser.run("arguments[0].scrollIntoView({block: 'center'})", points)
        studio.take("formgrader_marking", 1000)


def _course(folder: Path) -> Path:
    """This repository with one assignment, and a few of the sample students."""
    folder.mkdir()
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    for part in ("solutions", "assignments"):
        shutil.copytree(ROOT / part / ASSIGNMENT, folder / part / ASSIGNMENT)
    for student in STUDENTS:
        shutil.copytree(
            DEMO / "submitted" / student / ASSIGNMENT, folder / "submitted" / student / ASSIGNMENT
        )
        _write(folder / "submitted" / student / ASSIGNMENT / "output_layers.ipynb")
    return folder


def _write(path: Path) -> None:
    """Answer one of the written questions."""
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == WRITTEN:
            cell.source = ANSWER
    nbformat.write(notebook, path)
