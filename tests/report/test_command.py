"""`grade` and `export` from the command line, over the small course."""

import contextlib
import json
import shutil

import pytest
from typer.testing import CliRunner

from autograder.cli import app, instructor
from autograder.grading.threads import Threads

RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return x * x\n"


class Kept:
    """The session's worker, not closed by a run."""

    sandboxed = True

    def __init__(self, worker):
        self.ask = worker.ask

    def close(self):
        pass


@pytest.fixture
def course(tiny, tmp_path, monkeypatch):
    """A copy of the course with a class of three, one of them hostile, as working directory."""
    folder = tmp_path / "course"
    shutil.copytree(tiny, folder)
    for student, source in {"ada": RIGHT, "ben": WRONG, "<script>[red]": WRONG}.items():
        (folder / "submitted" / student / "01_tiny").mkdir(parents=True)
        (folder / "submitted" / student / "01_tiny" / "tiny.py").write_text(source)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def autograder(worker, monkeypatch):
    """Runs a command in this process, with the session's worker; gives what it prints."""

    @contextlib.contextmanager
    def engine(order, *_):
        yield Threads(order.root, lambda: Kept(worker), jobs=1)

    monkeypatch.setattr(instructor, "_engine", engine)
    monkeypatch.setattr(instructor.console, "width", 200)

    def run(*arguments, code=0):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == code, done.output
        return done.output

    return run


def test_feedback_is_written_for_everyone_who_was_graded(course, autograder):
    assert "Feedback: graded/01_tiny/feedback/<student>.html" in autograder(
        *["grade", "01_tiny", "--feedback"]
    )
    pages = {path.stem for path in (course / "graded/01_tiny/feedback").iterdir()}
    assert pages == {"ada", "ben", "<script>[red]"}


def test_after_one_students_run_the_report_still_shows_the_class(course, autograder):
    autograder("grade", "01_tiny")
    autograder("grade", "01_tiny", "--student", "ada")
    report = (course / "graded/01_tiny/report.html").read_text()
    assert "3 submissions" in report
    assert "&lt;script&gt;" in report


@pytest.mark.parametrize(
    ("command", "last"),
    [(["grade", "01_tiny"], "_store_in_gradebook"), (["demo", "01_tiny"], "_write_reports")],
    ids=["grade", "demo"],
)
def test_no_second_run_comes_between_the_grading_and_what_is_written_last(
    course, autograder, monkeypatch, command, last
):
    refused = []

    def meanwhile(*_):
        monkeypatch.setattr(instructor, last, lambda *_: "")  # if it is let in, once is enough
        done = CliRunner().invoke(app, command)
        refused.append(str(done.exception))
        return ""

    monkeypatch.setattr(instructor, last, meanwhile)
    autograder(*command)
    assert len(refused) == 1
    assert refused[0].startswith("Another `autograder grade` is writing to")


def test_a_second_run_tells_whose_score_moved(course, autograder):
    first = autograder("grade", "01_tiny")
    assert "<script>[red]" in first, "a name is no markup"
    assert "moved" not in first
    (course / "submitted/ben/01_tiny/tiny.py").write_text(RIGHT)
    assert "1 score moved" in autograder("grade", "01_tiny")
    report = (course / "graded/01_tiny/report.html").read_text()
    assert "values now passes; kept back now passes" in report
    assert "other work was handed in" in report


@pytest.mark.parametrize("to", ["csv", "canvas", "moodle"])
def test_tables_are_written_beside_the_results(course, autograder, to):
    autograder("grade", "01_tiny")
    path = autograder("export", "01_tiny", "--format", to).strip()
    text = (course / path).read_text()
    assert "ada" in text
    assert "3" in text


@pytest.mark.parametrize("to", ["csv", "canvas", "moodle", "gradescope"])
def test_a_class_of_which_one_was_graded_for_more_points_is_not_exported(course, autograder, to):
    autograder("grade", "01_tiny")
    questions = course / "solutions/01_tiny/questions.py"
    text = questions.read_text()
    questions.write_text(text.replace('output("values", points=2', 'output("values", points=4', 1))
    autograder("grade", "01_tiny", "--student", "ada")
    done = CliRunner().invoke(app, ["export", "01_tiny", "--format", to])
    assert "7 for ada" in str(done.exception)
    written = {path.name for path in (course / "graded/01_tiny").iterdir()}
    assert written.isdisjoint({"grades.csv", "canvas.csv", "moodle.csv", "gradescope"})
    autograder("grade", "01_tiny")
    autograder("export", "01_tiny", "--format", to)


def test_gradescope_results_are_written_for_each_student(course, autograder):
    autograder("grade", "01_tiny")
    folder = autograder("export", "01_tiny", "--format", "gradescope").strip()
    stored = json.loads((course / folder / "ada/results.json").read_text())
    assert stored["score"] == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "csv"], "No results in graded/01_tiny"),
        (["--format", "gradescope-autograder"], "needs --out"),
    ],
    ids=["nothing graded", "no folder"],
)
def test_what_can_not_be_exported_is_explained(course, autograder, arguments, words):
    done = CliRunner().invoke(app, ["export", "01_tiny", *arguments])
    assert done.exit_code == 1
    assert words in str(done.exception)
