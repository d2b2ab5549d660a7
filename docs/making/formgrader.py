"""nbgrader's formgrader on this repository: the grade book, and a written answer being marked."""

import shutil
from pathlib import Path

import nbformat

from tests.jupyter_server import serve
from tests.nbgrader.formgrader import Formgrader

from .results import ASSIGNMENT, DEMO
from .studio import NARROW, ROOT, WIDE, Studio

STUDENTS = ("ben_half_done", "fatma_softmax_constant_sum", "mia_noisy", "olga_endless_loop")
GRADES = f"gradebook/{ASSIGNMENT}/output_layers"
WRITTEN = "choose_an_output_layer"
ANSWER = (
    "(a) Softmax with 37 units, the probability of each breed; categorical cross-entropy. "
    "(b) Sigmoid with 12 units, since the objects do not exclude each other; binary "
    "cross-entropy. (c) Linear with one unit, the price; squared error."
)
TO_THE_TOP = """
$("body, html").stop(true);  // the page scrolls by itself to what was edited last
const cell = document.getElementById(arguments[0]).closest(".cell");
scrollTo(0, cell.getBoundingClientRect().top + scrollY - document.querySelector("nav").offsetHeight
  - 20);
"""
COMMENT = "(c) Squared error treats all houses alike: what else has to be predicted?"


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
        for width, suffix in ((WIDE, ""), (NARROW, "_narrow")):
            _mark(studio, session, width, suffix)
        session.open(GRADES, height=700)  # nbgrader's table does not fit a narrow window
        session.show_names()
        studio.take("formgrader_grades", 700)


def _mark(studio: Studio, session: Formgrader, width: int, suffix: str) -> None:
    """What the check says of a wrong answer, and points and a comment for a written one."""
    session.open(GRADES, width=width, height=700)
    session.follow(STUDENTS[1])
    with session.marking(WRITTEN) as (points, comment):
        for field, text in ((points, "2.5"), (comment, COMMENT)):
            field.clear()
            field.send_keys(text)
    studio.browser.run(TO_THE_TOP, "check-softmax")
    studio.take(f"formgrader_check{suffix}", 700)
    studio.browser.run(TO_THE_TOP, WRITTEN)
    studio.take(f"formgrader_marking{suffix}", 585 if suffix else 275)


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
