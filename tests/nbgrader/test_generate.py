"""``nbgrader generate_assignment`` on this course's layout."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.release.build import build_assignment

Run = Callable[..., subprocess.CompletedProcess[str]]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_nbgrader_and_build_give_the_same_files(
    released: Path, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(course)
    build_assignment("01_tiny", course)
    assert files(course / "assignments") == files(released / "assignments")


def test_only_what_students_may_see_is_released(released: Path) -> None:
    assert set(files(released / "assignments/01_tiny")) == {
        "checks.npz",
        "figures/line.svg",
        "probes.py",
        "tiny.ipynb",
        "tiny.py",
    }


def test_the_gradebook_knows_every_question_with_its_points(released: Path) -> None:
    with Gradebook(f"sqlite:///{released}/gradebook.db") as gradebook:
        notebook = gradebook.find_notebook("tiny", "01_tiny")
        points = {cell.name: cell.max_score for cell in notebook.grade_cells}
    assert points == {"check-double": 3.0, "check-Shift": 2.0, "why_linear": 2.0}


def test_solution_regions_become_stubs_that_say_what_to_do(released: Path) -> None:
    notebook = nbformat.read(released / "assignments/01_tiny/tiny.ipynb", 4)
    cells = {cell["id"]: cell.source for cell in notebook.cells}
    assert cells["double"].endswith(
        '    raise NotImplementedError("Replace this line by what the docstring describes.")'
    )
    assert cells["why_linear"] == "*Replace this line by your answer.*"
    assert "Give the definition." in "".join(cells.values())


def test_generating_again_updates_the_release(course: Path, run_in: Callable[[Path], Run]) -> None:
    run_in(course)("generate_assignment", "01_tiny")
    source = course / "solutions/01_tiny/tiny.py"
    source.write_text(source.read_text().replace("## Shifting", "## Moving"))
    run_in(course)("generate_assignment", "01_tiny")
    assert "## Moving" in (course / "assignments/01_tiny/tiny.py").read_text()


def test_an_author_s_mistake_fails_the_command_and_releases_nothing(
    course: Path, run_in: Callable[[Path], Run]
) -> None:
    source = course / "solutions/01_tiny/tiny.py"
    source.write_text(source.read_text().replace('question="double"', 'question="duoble"'))
    done = run_in(course)("generate_assignment", "01_tiny", expect=1)
    assert "Did you mean 'double'?" in done.stderr
    assert not (course / "assignments").exists()


def test_autograde_before_the_assignment_is_generated_says_what_to_run_first(
    course: Path, run_in: Callable[[Path], Run]
) -> None:
    for student in ("ada", "bob"):
        (course / "submitted" / student / "01_tiny").mkdir(parents=True)
    refused = run_in(course)("autograde", "01_tiny", expect=1).stderr
    assert refused.count("Run `nbgrader generate_assignment 01_tiny`, then this") == 1
    assert "Traceback" not in refused
    assert not (course / "autograded").exists()
