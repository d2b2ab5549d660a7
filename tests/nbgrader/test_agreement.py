"""A course whose questions changed is not graded into the gradebook of the old ones."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.errors import AuthoringError
from autograder.grading.submission import summed
from autograder.nbgrader import GradeInSandbox
from autograder.results import QuestionResult

from .test_autograde import scores

Run = Callable[..., subprocess.CompletedProcess[str]]
QUESTIONS = "solutions/01_tiny/questions.py"


@pytest.fixture
def course(released: Path, tmp_path: Path) -> Path:
    """A right answer, to be graded."""
    folder = shutil.copytree(released, tmp_path / "course")
    hand_in(folder)
    return folder


def hand_in(course: Path) -> None:
    script = (course / "assignments/01_tiny/tiny.py").read_text()
    (course / "submitted/ada/01_tiny").mkdir(parents=True, exist_ok=True)
    answered = script.replace('describes.")', 'describes.")  # RIGHT')
    (course / "submitted/ada/01_tiny/tiny.py").write_text(answered)


def edit(course: Path, old: str, new: str, *names: str) -> None:
    for name in names:
        text = (course / name).read_text()
        assert old in text
        (course / name).write_text(text.replace(old, new))


def refused(run: Run) -> str:
    told = run("autograde", "01_tiny", "--force", expect=1).stderr
    assert "Traceback" not in told
    return " ".join(told.split())


def automatic(course: Path) -> dict[str, float | None]:
    return {name: score for name, (score, _) in scores(course, "ada").items() if "-" in name}


def test_other_points_are_graded_after_the_release_was_generated_again(
    course: Path, run_in: Callable[[Path], Run]
) -> None:
    run = run_in(course)
    run("autograde", "01_tiny")
    edit(course, "points=2, inputs=small", "points=3, inputs=small", QUESTIONS)
    edit(course, '"double": (2.0, 1.0)', '"double": (3.0, 1.0)', "stand_ins.py")
    told = refused(run)
    assert "double has 4 points, in the gradebook 3. No score is stored." in told
    assert "Run `nbgrader generate_assignment 01_tiny`" in told
    assert automatic(course) == {"check-double": 3, "check-Shift": 2}
    run("generate_assignment", "01_tiny")
    run("autograde", "01_tiny", "--force")
    assert automatic(course) == {"check-double": 4, "check-Shift": 2}


def test_a_renamed_question_is_graded_after_what_the_message_says(
    course: Path, run_in: Callable[[Path], Run]
) -> None:
    run = run_in(course)
    run("autograde", "01_tiny")
    names = ("questions.py", "tiny.py")
    edit(course, "Shift", "Move", "stand_ins.py", *(f"solutions/01_tiny/{each}" for each in names))
    told = refused(run)
    assert "Move is not in the gradebook; Shift is only in the gradebook" in told
    assert "`nbgrader db assignment remove 01_tiny --force`" in told
    assert automatic(course) == {"check-double": 3, "check-Shift": 2}
    run("db", "assignment", "remove", "01_tiny", "--force")
    run("generate_assignment", "01_tiny")
    hand_in(course)
    run("autograde", "01_tiny", "--force")
    assert automatic(course) == {"check-double": 3, "check-Move": 2}


def test_the_release_is_simply_generated_again_where_nobody_has_handed_in(
    course: Path, run_in: Callable[[Path], Run]
) -> None:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        gradebook.remove_notebook("tiny", "01_tiny")
    told = refused(run_in(course))
    assert "double is not in the gradebook; Shift is not in the gradebook" in told
    assert "db assignment remove" not in told


def test_a_score_out_of_other_points_is_not_written_into_a_cell() -> None:
    question = QuestionResult(name="double", score=5, max_score=6, status="graded", checks=())
    result = summed(
        "01_tiny", "ada", (question,), seed=7, device="cpu", sandboxed=True, sha256="ab"
    )
    marks = {"grade": True, "solution": False, "grade_id": "check-double", "points": 4}
    cell = nbformat.v4.new_code_cell('check("double")', metadata={"nbgrader": marks})
    notebook = nbformat.v4.new_notebook(cells=[cell])
    with pytest.raises(AuthoringError, match="double has 6 points, in the gradebook 4"):
        GradeInSandbox().preprocess(notebook, {"autograder": {"graded": result}})
