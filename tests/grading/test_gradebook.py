"""Scores in nbgrader's gradebook, kept by SQLite and by PostgreSQL."""

import os
import shutil
import subprocess
import sys

import pytest
from nbgrader.api import Gradebook

from autograder.errors import AutograderError
from autograder.grading.submission import summed
from autograder.nbgrader.gradebook import store_results
from autograder.release.notebook import CHECK_PREFIX
from autograder.results import QuestionResult

from .conftest import SOLVED

POINTS = {"double": 3, "Shift": 2}
WRONG = SOLVED.replace("2 * x", "x * x")


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory):
    """The address of a PostgreSQL server of this test's own."""
    pgserver = pytest.importorskip("pgserver", reason="has no PostgreSQL for this Python")
    folder = tmp_path_factory.mktemp("postgresql")
    try:
        server = pgserver.get_server(folder)
    except subprocess.TimeoutExpired:  # it allows 10 s, which a busy machine may exceed
        server = pgserver.get_server(folder)
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg2://")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The gradebook's address."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/course/gradebook.db"
    return request.getfixturevalue("postgresql")


@pytest.fixture
def course(tiny, tmp_path):
    return shutil.copytree(tiny, tmp_path / "course")


def name_gradebook(course, address):
    with open(course / "nbgrader_config.py", "a") as file:
        file.write(f"c.CourseDirectory.db_url = {address!r}\n")


def run(course, module, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=course,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return " ".join(done.stdout.split())


def hand_in(course, student, source):
    folder = course / "submitted" / student / "01_tiny"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tiny.py").write_text(source)


def scores(address):
    """Automatic score of each question, by the student's name."""
    with Gradebook(address, "deep-learning") as gradebook:
        return {
            submission.student.id: {
                grade.cell.name.removeprefix(CHECK_PREFIX): grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
                if grade.cell.name.startswith(CHECK_PREFIX)
            }
            for submission in gradebook.assignment_submissions("01_tiny")
        }


def test_scores_are_stored_and_a_person_s_own_are_kept(course, address):
    name_gradebook(course, address)
    run(course, "nbgrader", "generate_assignment", "01_tiny", "--force")
    hand_in(course, "ada", SOLVED)
    hand_in(course, "bob", WRONG)
    assert "2 submissions of 01_tiny stored" in run(course, "autograder", "grade", "01_tiny")
    assert scores(address) == {"ada": POINTS, "bob": {"double": 0, "Shift": 2}}

    with Gradebook(address, "deep-learning") as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "01_tiny", "bob")
        (double,) = [grade for grade in notebook.grades if "double" in grade.cell.name]
        double.manual_score = 1.5
        late = gradebook.find_submission_notebook("tiny", "01_tiny", "ada")
        late.late_submission_penalty = 0.5
        gradebook.db.commit()
    hand_in(course, "bob", SOLVED)
    run(course, "autograder", "grade", "01_tiny")

    assert scores(address) == {"ada": POINTS, "bob": POINTS}
    with Gradebook(address, "deep-learning") as gradebook:
        notebook = gradebook.find_submission_notebook("tiny", "01_tiny", "bob")
        (double,) = [grade for grade in notebook.grades if "double" in grade.cell.name]
        assert (double.manual_score, double.score) == (1.5, 1.5)
        assert gradebook.find_submission("01_tiny", "ada").late_submission_penalty == 0.5


def test_a_gradebook_that_cannot_be_reached_loses_no_result(course):
    hand_in(course, "ada", SOLVED)
    name_gradebook(course, "postgresql+psycopg2://nobody:confidential@localhost:1/none")
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "grade", "01_tiny", "--feedback"],
        cwd=course,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    message = " ".join(done.stderr.split())
    assert "can't be written" in message
    assert "confidential" not in message
    assert "run the same command again" in message
    assert "Traceback" not in message
    assert "01_tiny/report.html" in "".join(done.stdout.split())
    written = {path.name for path in (course / "graded" / "01_tiny").rglob("*")}
    assert {"ada.json", "summary.csv", "report.html", "ada.html"} <= written


def result():
    question = QuestionResult(name="double", score=1, max_score=3, status="graded", checks=())
    return summed("01_tiny", "ada", (question,), seed=7, device="cpu", sandboxed=True, sha256="ab")


@pytest.mark.parametrize(
    ("configuration", "says"),
    [
        ("c.CourseDirectory.db_url = 'nonsense'", "gradebook of db_url .* can't be written"),
        ("c.CourseDirectory.db_url = 'oracle://me:confidential@host/x'", "No module named"),
        ("c.CourseDirectory.db_url = 'sqlite:////nonexistent/dir/gb.db'", "no folder /nonexistent"),
        ("import no_such_module", "can't be run: ModuleNotFoundError"),
        ("def broken(:", "can't be run: SyntaxError"),
    ],
)
def test_a_gradebook_that_is_named_wrongly_is_an_error_that_says_so(tmp_path, configuration, says):
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\n{configuration}\n")
    with pytest.raises(AutograderError, match=says) as caught:
        store_results(tmp_path, [result()])
    assert "results in the output folder are complete" in str(caught.value)
    assert "confidential" not in str(caught.value)


def test_a_course_without_a_gradebook_hears_nothing_of_it(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    assert store_results(tmp_path, [result()]) == ""
