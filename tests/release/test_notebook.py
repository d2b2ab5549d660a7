"""From the percent source to the instructor's notebook."""

from pathlib import Path

import jupytext
import pytest

from autograder.errors import AuthoringError
from autograder.release.notebook import (
    checked_question,
    percent_twin,
    source_notebook,
    write_notebook,
)

POINTS = {"double": 3.0, "Shift": 2.0}
SOURCE = Path("solutions/01_tiny/tiny.py")


def marks(course: Path) -> dict[str, dict[str, object]]:
    notebook = source_notebook(course / SOURCE, POINTS)
    return {
        cell["id"]: cell.metadata["nbgrader"]
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }


def test_the_author_s_marks_become_nbgrader_s(course: Path) -> None:
    found = marks(course)
    assert list(found) == ["double", "check-double", "Shift", "check-Shift", "why_linear"]
    assert found["double"]["solution"]
    assert not found["double"]["grade"]
    assert found["check-double"]["grade"]
    assert found["check-double"]["locked"]
    assert found["check-double"]["points"] == 3.0
    assert found["why_linear"]["grade"]
    assert found["why_linear"]["solution"]
    assert found["why_linear"]["points"] == 2.0


def test_a_check_that_the_author_left_out_follows_its_answer(course: Path) -> None:
    notebook = source_notebook(course / SOURCE, POINTS)
    ids = [cell["id"] for cell in notebook.cells]
    assert ids[ids.index("Shift") + 1] == "check-Shift"
    assert (course / SOURCE).read_text().count('check("Shift")') == 0


def test_the_text_of_a_written_question_keeps_its_mark_scheme_apart(course: Path) -> None:
    cells = source_notebook(course / SOURCE, POINTS).cells
    question, answer = cells[-2:]
    assert question.source.startswith("**Why** is `double` linear")
    assert "MARK SCHEME" not in question.source + answer.source
    assert answer.source.startswith("One point for f(ax + by)")


def test_the_same_source_gives_the_same_file(course: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_notebook(tmp_path / name, source_notebook(course / SOURCE, POINTS))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_an_edit_changes_no_other_cell_s_id(course: Path) -> None:
    before = [cell["id"] for cell in source_notebook(course / SOURCE, POINTS).cells]
    source = course / SOURCE
    source.write_text(source.read_text().replace("## Doubling", "## Twice"))
    after = [cell["id"] for cell in source_notebook(source, POINTS).cells]
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_the_twin_holds_the_same_cells_and_no_tool_s_metadata(course: Path) -> None:
    notebook = source_notebook(course / SOURCE, POINTS)
    twin = percent_twin(notebook)
    read = jupytext.reads(twin, fmt="py:percent")
    assert [cell.source for cell in read.cells] == [cell.source for cell in notebook.cells]
    assert read.cells[-3].metadata["tags"] == ["explore"]
    assert read.cells[-1].metadata["written"] == "why_linear"
    assert "nbgrader" not in twin
    assert "jupytext" not in twin


MISTAKES = {
    "unknown question": ('question="double"', 'question="duoble"', "Did you mean 'double'"),
    "question twice": ('question="Shift"', 'question="double"', "one cell"),
    "check of nothing": ('check("double")', 'check("single")', "questions.py has not"),
    "no region": ("### BEGIN SOLUTION", "# nothing", "solution region"),
    "region in a plain cell": (
        "print(double(np.arange(3)))",
        "### BEGIN SOLUTION\nx = 1\n### END SOLUTION",
        "solution region",
    ),
    "no mark scheme": ("=== BEGIN MARK SCHEME ===", "===", "mark scheme"),
    "no points": (" points=2", "", "points"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_an_author_s_mistake_is_named(course: Path, mistake: str) -> None:
    old, new, said = MISTAKES[mistake]
    source = course / SOURCE
    text = source.read_text()
    assert old in text
    source.write_text(text.replace(old, new, 1))
    with pytest.raises(AuthoringError, match=said):
        source_notebook(source, POINTS)


def test_a_question_without_a_cell_is_named(course: Path) -> None:
    with pytest.raises(AuthoringError, match=r"check\(.missing.\)"):
        source_notebook(course / SOURCE, POINTS | {"missing": 1.0})


@pytest.mark.parametrize("source", ['check("double")', " check( 'double' )\n"])
def test_a_check_cell_is_recognised_however_it_is_quoted(source: str) -> None:
    assert checked_question(source) == "double"


@pytest.mark.parametrize("source", ['check("a"); check("b")', "check(name)", 'x = check("a")', ""])
def test_a_cell_with_anything_else_is_no_check_cell(source: str) -> None:
    assert checked_question(source) is None
