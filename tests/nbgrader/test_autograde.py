"""``nbgrader autograde``, ``generate_feedback`` and ``export`` on a class of odd submissions.

The grader is a stand-in: ``RIGHT`` in an answer's cell earns full marks, ``HALF`` the visible
checks, anything else nothing. So whatever a submission does to its notebook, its marks follow
from its answers alone.
"""

import csv
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

Run = Callable[..., subprocess.CompletedProcess[str]]
Notebook = Any

FULL = {"check-double": 3.0, "check-Shift": 2.0}
NONE = {"check-double": 0.0, "check-Shift": 0.0}


def answer(notebook: Notebook, double: str, shift: str, written: str = "It is additive.") -> None:
    for cell in notebook.cells:
        if cell["id"] in ("double", "Shift"):
            cell.source += f"  # {double if cell['id'] == 'double' else shift}"
        if cell["id"] == "why_linear":
            cell.source = written


def right(notebook: Notebook) -> None:
    answer(notebook, "RIGHT", "RIGHT")


def untouched(notebook: Notebook) -> None:
    """As it was given out."""


def half_right(notebook: Notebook) -> None:
    answer(notebook, "HALF", "wrong", "<script>alert(1)</script>\n\nIt is **additive**.")


def without_metadata(notebook: Notebook) -> None:
    right(notebook)
    for cell in notebook.cells:
        cell.metadata = {}


def without_graded_cells(notebook: Notebook) -> None:
    right(notebook)
    notebook.cells = [each for each in notebook.cells if not marks(each).get("grade")]


def backwards(notebook: Notebook) -> None:
    right(notebook)
    notebook.cells.reverse()


def doubled(notebook: Notebook) -> None:
    right(notebook)
    notebook.cells += [nbformat.from_dict(json.loads(json.dumps(cell))) for cell in notebook.cells]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"


def flipped(notebook: Notebook) -> None:
    right(notebook)
    for cell in notebook.cells:
        mark = marks(cell)
        if mark:
            mark["grade"], mark["solution"] = mark["solution"], mark["grade"]
            mark["schema_version"] = 99


def renumbered(notebook: Notebook) -> None:
    right(notebook)
    names = ["why_linear", "check-Shift", "Shift", "check-double", "double"]
    for cell in notebook.cells:
        if marks(cell):
            cell.metadata.nbgrader.grade_id = names.pop(0)


def malformed_metadata(notebook: Notebook) -> None:
    right(notebook)
    for cell, value in zip(notebook.cells, ["text", ["list"], {"grade_id": 5}, None], strict=False):
        cell.metadata["nbgrader"] = value


def forged(notebook: Notebook) -> None:
    answer(notebook, "wrong", "wrong")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            data = {"text/plain": "999", "text/html": "<b>full marks</b>"}
            cell.outputs = [nbformat.v4.new_output("execute_result", data)]
        if marks(cell).get("grade"):
            cell.metadata.nbgrader.points = 999
            cell.source = "999"


def marks(cell: Any) -> Any:
    return cell.metadata.get("nbgrader", {})


NOTEBOOKS: dict[str, tuple[Callable[[Notebook], None], dict[str, float]]] = {
    "right": (right, FULL),
    "untouched": (untouched, NONE),
    "half_right": (half_right, {"check-double": 2.0, "check-Shift": 0.0}),
    "without_metadata": (without_metadata, FULL),
    "without_graded_cells": (without_graded_cells, FULL),
    "backwards": (backwards, FULL),
    "doubled": (doubled, FULL),
    "flipped": (flipped, FULL),
    "renumbered": (renumbered, FULL),
    "malformed_metadata": (malformed_metadata, FULL),
    "forged": (forged, NONE),
}
FILES = {
    "renamed": FULL,
    "script": FULL,
    "invalid_json": NONE,
    "empty_file": NONE,
    "empty_folder": NONE,
    "link_to_the_solution": NONE,
    "link_beside_the_answer": FULL,
}


def hand_in(course: Path) -> None:
    """Fill ``submitted/`` with a student for each case."""
    released = course / "assignments/01_tiny/tiny.ipynb"
    folders = {}
    for name in [*NOTEBOOKS, *FILES]:
        folders[name] = course / "submitted" / name / "01_tiny"
        folders[name].mkdir(parents=True)
    for name, (change, _) in NOTEBOOKS.items():
        notebook = nbformat.read(released, 4)
        change(notebook)
        (folders[name] / "tiny.ipynb").write_text(json.dumps(notebook))
    solved = folders["right"] / "tiny.ipynb"
    shutil.copy(solved, folders["renamed"] / "tiny (1) final.ipynb")
    script = (
        released.with_suffix(".py").read_text().replace('describes.")', 'describes.")  # RIGHT')
    )
    written = script.replace("*Replace this line by your answer.*", "It is additive.")
    (folders["script"] / "tiny.py").write_text(written)
    (folders["invalid_json"] / "tiny.ipynb").write_text("{not json")
    (folders["empty_file"] / "tiny.ipynb").write_text("")
    secret = course / "solutions/01_tiny"
    os.symlink(secret / "tiny.ipynb", folders["link_to_the_solution"] / "tiny.ipynb")
    shutil.copy(solved, folders["link_beside_the_answer"])
    os.symlink(secret / "questions.py", folders["link_beside_the_answer"] / "notes.txt")
    os.mkfifo(folders["link_beside_the_answer"] / "pipe")


@pytest.fixture(scope="module")
def graded(
    released: Path, tmp_path_factory: pytest.TempPathFactory, run_in: Callable[[Path], Run]
) -> Path:
    """The class after autograde, feedback and export."""
    course = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(released, course)
    hand_in(course)
    run = run_in(course)
    run("autograde", "01_tiny")
    run("generate_feedback", "01_tiny")
    run("export")
    return course


def scores(course: Path, student: str) -> dict[str, tuple[float | None, bool]]:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "01_tiny", student)
        return {each.name: (each.auto_score, each.needs_manual_grade) for each in notebook.grades}


def feedback(course: Path, student: str) -> str:
    return (course / "feedback" / student / "01_tiny/tiny.html").read_text()


EXPECTED = {name: points for name, (_, points) in NOTEBOOKS.items()} | FILES


@pytest.mark.parametrize("student", EXPECTED)
def test_every_question_gets_what_its_answer_earns(graded: Path, student: str) -> None:
    found = scores(graded, student)
    assert {name: found[name][0] for name in FULL} == EXPECTED[student]


@pytest.mark.parametrize("student", ["untouched", "empty_folder"])
def test_a_written_question_without_an_answer_earns_nothing(graded: Path, student: str) -> None:
    assert scores(graded, student)["why_linear"] == (0.0, False)


@pytest.mark.parametrize(
    "student", ["right", "without_graded_cells", "renumbered", "script", "invalid_json"]
)
def test_a_written_answer_that_may_be_there_waits_for_a_person(graded: Path, student: str) -> None:
    assert scores(graded, student)["why_linear"] == (None, True)


@pytest.mark.parametrize("student", ["right", "script", "doubled"])
def test_the_written_answer_stands_in_its_cell(graded: Path, student: str) -> None:
    notebook = nbformat.read(graded / "autograded" / student / "01_tiny/tiny.ipynb", 4)
    written = [
        cell.source for cell in notebook.cells if marks(cell).get("grade_id") == "why_linear"
    ]
    assert written == ["It is additive."]


def test_export_has_every_student_once(graded: Path) -> None:
    with (graded / "grades.csv").open() as file:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert rows == {name: sum(points.values()) for name, points in EXPECTED.items()}


def test_forged_outputs_are_gone(graded: Path) -> None:
    notebook = nbformat.read(graded / "autograded/forged/01_tiny/tiny.ipynb", 4)
    outputs = [each for cell in notebook.cells for each in cell.get("outputs", [])]
    assert [each.data["text/plain"] for each in outputs] == ["0", "0"]
    assert "full marks" not in str(outputs)


def test_a_link_is_not_followed_into_what_students_get_back(graded: Path) -> None:
    for step in ("autograded", "feedback"):
        folder = graded / step / "link_beside_the_answer/01_tiny"
        assert not (folder / "notes.txt").exists()
    assert "oracle" not in feedback(graded, "link_to_the_solution")


def test_feedback_tells_visible_checks_and_only_counts_hidden_ones(graded: Path) -> None:
    page = feedback(graded, "half_right")
    assert re.search(r"double</b> (<span>)?2 of 3 points", page)
    assert "Your result equals the square." in page
    assert "Hidden checks: 0 of 1 passed." in page
    assert "kept back" not in page


def test_feedback_runs_no_script_of_a_student(graded: Path) -> None:
    page = feedback(graded, "half_right")
    assert "<strong>additive</strong>" in page
    assert "alert(1)" in page
    assert not re.search(r"<script>\s*alert", page)


def test_the_students_notebook_is_not_run(graded: Path) -> None:
    notebook = nbformat.read(graded / "autograded/right/01_tiny/tiny.ipynb", 4)
    printed = [cell for cell in notebook.cells if cell.source.startswith("print(")]
    assert [cell.outputs for cell in printed] == [[]]
