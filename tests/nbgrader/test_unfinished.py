"""``nbgrader autograde`` that is ended or fails in mid-student costs nobody a mark."""

import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

Run = Callable[..., subprocess.CompletedProcess[str]]

ENDED = """
import os
import stand_ins
from autograder.errors import SandboxError

def ended(nb, resources):
    if resources["nbgrader"]["student"] == os.environ.get("ENDED_AT"):
        os.kill(os.getpid(), int(os.environ["ENDED_BY"]))
    return nb, resources

def failing(root, submissions, assignment, student):
    if student == os.environ.get("FAILS_AT"):
        raise SandboxError("No sandbox on this machine")
    return stand_ins.grade(root, submissions, assignment, student)

c.Autograde.autograde_preprocessors = [ended, *c.Autograde.autograde_preprocessors]
c.GradeInSandbox.grader = failing
"""


@pytest.fixture
def course(released: Path, tmp_path: Path) -> Path:
    """Two right answers, a step that can be told to end the process, and a grader to fail."""
    folder = shutil.copytree(released, tmp_path / "course")
    with open(folder / "nbgrader_config.py", "a") as file:
        file.write(ENDED)
    notebook = nbformat.read(folder / "assignments/01_tiny/tiny.ipynb", 4)
    for cell in notebook.cells:
        if cell["id"] in ("double", "Shift"):
            cell.source += "  # RIGHT"
    for student in ("ada", "bob"):
        (folder / "submitted" / student / "01_tiny").mkdir(parents=True)
        nbformat.write(notebook, folder / "submitted" / student / "01_tiny/tiny.ipynb")
    return folder


def total(course: Path, student: str) -> float:
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        return float(gradebook.find_submission("01_tiny", student).score)


def end(run: Run, monkeypatch: pytest.MonkeyPatch, number: int, code: int, *more: str) -> str:
    with monkeypatch.context() as patch:
        patch.setenv("ENDED_AT", "bob")
        patch.setenv("ENDED_BY", str(int(number)))
        return run("autograde", "01_tiny", *more, expect=code).stderr


@pytest.mark.parametrize(
    ("number", "code", "more"),
    [
        (signal.SIGKILL, -signal.SIGKILL, ()),
        (signal.SIGTERM, -signal.SIGINT, ()),
        (signal.SIGKILL, -signal.SIGKILL, ("--force",)),
    ],
    ids=["SIGKILL", "SIGTERM", "SIGKILL of a forced run"],
)
def test_a_student_who_was_in_hand_is_graded_by_the_next_run(
    course: Path,
    run_in: Callable[[Path], Run],
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    code: int,
    more: tuple[str, ...],
) -> None:
    run = run_in(course)
    if more:
        run("autograde", "01_tiny")
    end(run, monkeypatch, number, code, *more)
    kept = course / "autograded/ada/01_tiny/kept.txt"
    kept.write_text("of a folder that was finished")
    run("autograde", "01_tiny")
    assert (total(course, "ada"), total(course, "bob")) == (5, 5)
    assert kept.is_file()
    assert list(course.glob("autograded/*/.*")) == []


def test_no_feedback_tells_of_an_interrupted_student_s_zeros(
    course: Path, run_in: Callable[[Path], Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_in(course)
    end(run, monkeypatch, signal.SIGKILL, -signal.SIGKILL)
    refused = run("generate_feedback", "01_tiny", expect=1).stderr
    assert "was interrupted or failed at bob. Run it again" in " ".join(refused.split())
    assert "Traceback" not in refused
    run("autograde", "01_tiny")
    run("generate_feedback", "01_tiny")
    assert (course / "feedback/bob/01_tiny/tiny.html").is_file()


def test_where_grading_fails_a_student_keeps_the_score_of_before(
    course: Path, run_in: Callable[[Path], Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_in(course)
    folder = course / "submitted/bob/01_tiny"
    # nbgrader itself gives 0 to whoever has no notebook of the usual name.
    (folder / "tiny.ipynb").rename(folder / "tiny (1).ipynb")
    run("autograde", "01_tiny")
    assert total(course, "bob") == 5
    with monkeypatch.context() as patch:
        patch.setenv("FAILS_AT", "bob")
        run("autograde", "01_tiny", "--force", expect=1)
    assert total(course, "bob") == 5
    for command in (["generate_feedback", "01_tiny"], ["export"]):
        refused = run(*command, expect=1).stderr
        assert "failed at bob. Run it again" in " ".join(refused.split())
        assert "Traceback" not in refused
    assert not (course / "grades.csv").exists()
    run("export", "--assignment", "['another']")
    run("autograde", "01_tiny")
    run("generate_feedback", "01_tiny")
    run("export")
    assert (course / "feedback/bob/01_tiny/tiny.html").is_file()
    assert total(course, "bob") == 5


def test_a_student_who_is_left_out_stays_unfinished(
    course: Path, run_in: Callable[[Path], Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_in(course)
    end(run, monkeypatch, signal.SIGKILL, -signal.SIGKILL)
    run("autograde", "01_tiny", "--CourseDirectory.student_id_exclude=bob")
    assert "failed at bob" in run("generate_feedback", "01_tiny", expect=1).stderr
    shutil.rmtree(course / "submitted/bob")  # nobody can be asked to grade what is gone
    run("generate_feedback", "01_tiny")
