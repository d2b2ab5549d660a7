"""An instructor's evening in the formgrader, in a real browser, with the course's own grader."""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest

from ..browser import Browser
from ..jupyter_server import serve
from .conftest import REPOSITORY, copy_course
from .formgrader import Formgrader

Run = Callable[..., subprocess.CompletedProcess[str]]

NAME = "01_tiny"
RIGHT = {
    "double": "def double(x):\n    return x + x",
    "Shift": "class Shift:\n    def __init__(self, amount):\n        self.amount = amount\n\n"
    "    def __call__(self, x):\n        return x + self.amount",
    "why_linear": "Because f(ax) = a f(x).<script>document.title = 'owned'</script>",
}
SQUARED = RIGHT | {"double": "def double(x):\n    return np.square(x) * np.ones_like(x)"}
EXCHANGE = """
c.Exchange.root = {root!r}
c.Exchange.cache = {cache!r}
"""


@pytest.fixture
def real_course(tmp_path: Path) -> Path:
    """The small course with the repository's configuration, and a folder as its exchange."""
    course = copy_course(tmp_path / "course")
    (course / "pyproject.toml").touch()
    exchange = EXCHANGE.format(root=str(tmp_path / "exchange"), cache=str(tmp_path / "cache"))
    configuration = (REPOSITORY / "nbgrader_config.py").read_text() + exchange
    (tmp_path / "exchange").mkdir()
    (course / "nbgrader_config.py").write_text(configuration)
    return course


@pytest.fixture
def formgrader(browser: Browser, real_course: Path) -> Iterator[Formgrader]:
    with serve(real_course) as address:
        yield Formgrader(browser, address)


def hand_in(run_in: Callable[[Path], Run], course: Path) -> None:
    """Ann fetches, answers and submits through the exchange; Ben brings his file on a stick."""
    home = course.parent / "ann"
    home.mkdir()
    shutil.copy(course / "nbgrader_config.py", home)
    run = run_in(home)
    run("fetch_assignment", NAME)
    answer(home / NAME / "tiny.ipynb", RIGHT)
    run("submit", NAME, "--student=ann")
    ben = course / "submitted" / "ben" / NAME
    shutil.copytree(course / "assignments" / NAME, ben)
    answer(ben / "tiny.ipynb", SQUARED)


def answer(path: Path, answers: dict[str, str]) -> None:
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        cell.source = answers.get(cell["id"], cell.source)
    nbformat.write(notebook, path)


def test_a_class_goes_from_source_to_grades_by_the_formgraders_buttons(
    formgrader: Formgrader, real_course: Path, run_in: Callable[[Path], Run], browser: Browser
) -> None:
    formgrader.open("manage_assignments")
    formgrader.press(NAME, "assign")
    assert (real_course / "assignments" / NAME / "checks.npz").is_file()
    formgrader.press(NAME, "release")
    hand_in(run_in, real_course)
    assert "ann" in formgrader.press(NAME, "collect")

    formgrader.open(f"manage_submissions/{NAME}")
    assert "needs autograding" in formgrader.row("ann")
    for student, score in {"ann": "5 / 7", "ben": "2 / 7"}.items():
        formgrader.press(student, "autograde")
        assert "needs manual grading" in formgrader.row(student)
        assert score in formgrader.row(student)
        stored = json.loads((real_course / "graded" / NAME / f"{student}.json").read_text())
        assert stored["sandboxed"]

    mark_by_hand(formgrader, browser)

    formgrader.open(f"manage_submissions/{NAME}")
    assert "6.5 / 7" in formgrader.row("ann")
    assert "graded" in formgrader.row("ann")
    for student in ("ann", "ben"):
        formgrader.press(student, "generate-feedback")
    pages = {
        student: (real_course / "feedback" / student / NAME / "tiny.html").read_text()
        for student in ("ann", "ben")
    }
    assert "Which definition is it?" in pages["ann"]
    assert "Twice two is two squared" in pages["ben"]

    run_in(real_course)("export")
    with (real_course / "grades.csv").open() as file:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert rows == {"ann": 6.5, "ben": 2.0}


def mark_by_hand(formgrader: Formgrader, browser: Browser) -> None:
    """Give Ann points and a comment for her written answer, on the page where it is read."""
    formgrader.open("gradebook")
    for link in (NAME, "tiny", "ann"):
        formgrader.follow(link)
    page = browser.text()
    assert "Because f(ax) = a f(x)." in page
    assert "Hidden checks: 1 of 1 passed." in page
    assert browser.driver.title == "tiny", "a student's script ran"
    with formgrader.marking("why_linear") as (points, comment):
        points.send_keys("1.5")
        comment.send_keys("Which definition is it?")
    browser.driver.refresh()
    with formgrader.marking("why_linear") as (points, comment):
        assert points.get_property("value") == "1.5"
        assert comment.get_property("value") == "Which definition is it?"
