"""Scores in nbgrader's gradebook, kept by SQLite and by PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

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


def result(student="ada", assignment="01_tiny", name="double", score=1, points=3):
    question = QuestionResult(name=name, score=score, max_score=points, status="graded", checks=())
    return summed(
        assignment, student, (question,), seed=7, device="cpu", sandboxed=True, sha256="ab"
    )


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


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A course of one question with three points, which an address' gradebook knows."""
    beside = Path(sys.executable).parent  # nbgrader calls alembic
    monkeypatch.setenv("PATH", os.pathsep.join([str(beside), os.environ["PATH"]]))

    def make(url="sqlite:///gradebook.db?timeout=0.1", at=None, assignment="01_tiny"):
        (tmp_path / "nbgrader_config.py").write_text(
            "c = get_config()\nc.CourseDirectory.course_id = 'small'\n"
            f"c.CourseDirectory.db_url = {url!r}\n"
        )
        with Gradebook(at or f"sqlite:///{tmp_path}/gradebook.db", "small") as gradebook:
            gradebook.add_assignment(assignment)
            gradebook.add_notebook("tiny", assignment)
            gradebook.add_grade_cell(
                "check-double", "tiny", assignment, max_score=3, cell_type="code"
            )
        return tmp_path

    return make


def stored(folder):
    with sqlite3.connect(folder / "gradebook.db") as connection:
        return connection.execute(
            "SELECT student_id, auto_score FROM submitted_assignment "
            "JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id "
            "JOIN grade ON grade.notebook_id = submitted_notebook.id"
        ).fetchall()


@pytest.mark.parametrize("known", [False, True], ids=["new student", "known student"])
def test_a_locked_gradebook_is_an_error_without_a_traceback(small, caplog, capfd, known):
    course = small()
    if known:
        store_results(course, [result()])
    other = sqlite3.connect(course / "gradebook.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(AutograderError, match=r"written: database is locked\. .* run the same"):
        store_results(course, [result(score=2)])
    other.rollback()
    other.close()
    assert (caplog.text, capfd.readouterr().err) == ("", "")
    store_results(course, [result(score=2)])
    assert stored(course) == [("ada", 2)]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///gradebook.db",
        "sqlite:///gradebook.db?timeout=30",
        "sqlite+pysqlite:///{}/gradebook.db?timeout=30",
    ],
)
def test_the_file_of_a_gradebook_is_found_from_any_folder(small, tmp_path, monkeypatch, url):
    course = small(url.format(tmp_path))
    (course / "below").mkdir()
    monkeypatch.chdir(course / "below")
    assert store_results(course, [result()]) == "Gradebook: 1 submissions of 01_tiny stored."
    assert stored(course) == [("ada", 1)]
    assert list((course / "below").iterdir()) == []


def test_a_gradebook_that_is_named_and_not_there_is_told_with_its_whole_path(tmp_path):
    configuration = "c = get_config()\nc.CourseDirectory.db_url = 'sqlite:///other.db?timeout=9'\n"
    (tmp_path / "nbgrader_config.py").write_text(configuration)
    assert f"No gradebook {tmp_path}/other.db yet" in store_results(tmp_path, [result()])
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize("there", ["a link that leads nowhere", "a folder"])
def test_a_gradebook_that_is_no_file_is_an_error(tmp_path, there):
    place = tmp_path / "gradebook.db"
    place.mkdir() if there == "a folder" else place.symlink_to(
        tmp_path / "not_mounted/gradebook.db"
    )
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    with pytest.raises(AutograderError, match=r"gradebook.db can't be written: .*not mounted"):
        store_results(tmp_path, [result()])


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"points": 6, "score": 5}, "double has 6 points, in the gradebook 3"),
        ({"name": "twice"}, "twice is not in the gradebook; double is only in the gradebook"),
    ],
    ids=["other points", "renamed"],
)
@pytest.mark.parametrize("submissions", [0, 1])
def test_results_of_other_questions_are_not_stored(small, changed, says, submissions):
    course = small()
    if submissions:
        store_results(course, [result()])
    before = stored(course)
    with pytest.raises(AutograderError, match=says) as caught:
        store_results(course, [result(**changed), result("bob", **changed)])
    assert stored(course) == before
    told = str(caught.value)
    assert "`nbgrader generate_assignment 01_tiny`, then the same `grade` again" in told
    assert ("nbgrader db assignment remove" in told) == (submissions == 1 and "name" in changed)


def test_a_name_that_the_database_refuses_costs_nobody_else_their_scores(small, postgresql):
    course = small(postgresql, postgresql, "02_small")
    students = ("ada", "b" * 129, "carl")
    with pytest.raises(AutograderError, match="2 of 3 submissions of 02_small stored") as caught:
        store_results(course, [result(each, "02_small") for each in students])
    assert f"{students[1]} (value too long" in str(caught.value)
    with Gradebook(postgresql, "small") as gradebook:
        known = {
            submission.student.id: submission.score
            for submission in gradebook.assignment_submissions("02_small")
        }
    assert known == {"ada": 1, "carl": 1}
