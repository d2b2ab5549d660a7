"""Give a submission back the cells that nbgrader grades, whatever became of them.

The gradebook knows each graded cell: its name, its text, its points. What a submission says
about that is a hint at most. A question's answer is found by the name that it defines, its
check by the text ``check("name")``, and a written answer by the name in its cell's metadata.
"""

# mypy: disallow-subclassing-any=False
# nbconvert and traitlets leave their base classes without annotations.

import ast
import re
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum
from traitlets import Bool

from autograder.release import cells as make
from autograder.release.notebook import CHECK_PREFIX, checked_question, nbgrader_metadata

MISSING_ANSWER = (
    "*The cell for this answer is not in the submission. "
    "If it was written elsewhere in the notebook, it counts.*"
)
_Matches = Callable[[NotebookNode], bool]
_Substitute = Callable[[NotebookNode], NotebookNode]


class RepairCells(Preprocessor):
    """Runs first: forgets the submission's own metadata, and marks its cells anew."""

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Mark, restore and add cells, so that each graded cell of the gradebook is there once."""
        names = resources["nbgrader"]
        with Gradebook(names["db_url"]) as gradebook:
            found = gradebook.find_notebook(names["notebook"], names["assignment"])
            sources = [_expected(found, cell) for cell in found.source_cells]
        nothing = resources["autograder"]["submitted"].is_empty
        self._place(nb, sources, _unanswered if nothing else _substitute)
        for cell in nb.cells:
            for key in ("claimed", "question", "written"):
                cell.metadata.pop(key, None)
        return nb, resources

    def _place(
        self, nb: NotebookNode, sources: Sequence[NotebookNode], substitute: _Substitute
    ) -> None:
        place = 0  # after the graded cell that was placed last
        # Checks stand right behind their answers, so answers are looked for first.
        answers = {_grade_id(each): _take(nb.cells, each) for each in sources if _is_answer(each)}
        for source in sources:
            name = _grade_id(source)
            cell = answers.get(name) or _take(nb.cells, source)
            if cell is None and source.metadata.nbgrader.grade:
                self.log.warning("Cell %s was missing from the submission: added", name)
                cell = substitute(source)
                nb.cells.insert(place, cell)
            if cell is not None:
                place = next(i for i, each in enumerate(nb.cells) if each is cell) + 1


def _expected(notebook: Any, source_cell: Any) -> NotebookNode:
    """A graded cell as it was released, from the gradebook."""
    points = {cell.name: cell.max_score for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    name, kind = source_cell.name, source_cell.cell_type
    changes: dict[str, Any] = {"checksum": source_cell.checksum, "locked": source_cell.locked}
    if name in points:
        changes |= {"grade": True, "points": points[name]}
    metadata = nbgrader_metadata(name, kind, **changes, solution=name in solutions)
    new_cell = make.code_cell if kind == "code" else make.markdown_cell
    return new_cell(source_cell.source or "", {"nbgrader": metadata})


def _take(cells: list[NotebookNode], source: NotebookNode) -> NotebookNode | None:
    """Mark the cell that best fits a graded cell; None where none does."""
    free = [cell for cell in cells if "nbgrader" not in cell.metadata]
    for matches in _criteria(source):
        fitting = [cell for cell in free if matches(cell)]
        if fitting:
            # Of two definitions the later one holds; of two answers, the one that was edited.
            chosen = next((cell for cell in fitting[::-1] if cell.source != source.source), None)
            return _mark(cells, chosen or fitting[-1], source)
    return None


def _mark(cells: list[NotebookNode], cell: NotebookNode, source: NotebookNode) -> NotebookNode:
    """Give a cell the released metadata and kind; a locked cell gets its text back too."""
    kept = {key: cell.metadata[key] for key in ("tags",) if key in cell.metadata}
    text = source.source if source.metadata.nbgrader.locked else cell.source
    new_cell = make.code_cell if source.cell_type == "code" else make.markdown_cell
    marked = new_cell(text, kept | {"nbgrader": source.metadata.nbgrader})
    if source.cell_type == "markdown" and "attachments" in cell:
        marked["attachments"] = cell["attachments"]
    cells[next(i for i, each in enumerate(cells) if each is cell)] = marked
    return marked


def _criteria(source: NotebookNode) -> list[_Matches]:
    """How to recognise a graded cell, the surest sign first."""
    name = _grade_id(source)
    claims: list[_Matches] = [
        lambda cell: cell.metadata.get("claimed") == name,
        lambda cell: name in (cell.metadata.get("question"), cell.metadata.get("written")),
    ]
    if source.cell_type != "code":
        return claims
    if _is_answer(source):
        return [lambda cell: cell.cell_type == "code" and defines(cell.source, name), *claims]
    question = name.removeprefix(CHECK_PREFIX)
    return [lambda cell: checked_question(cell.source) == question]


def defines(source: str, name: str) -> bool:
    """Whether a cell defines a function, class or variable of that name at its top level."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a student's invalid escape is not the grader's
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return (
            re.search(rf"^(async\s+def|def|class)\s+{re.escape(name)}\b", source, re.M) is not None
        )
    return any(name in _bound_by(node) for node in body)


def _bound_by(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [each.id for each in targets if isinstance(each, ast.Name)]


def _substitute(source: NotebookNode) -> NotebookNode:
    """What stands in for a graded cell that is gone: a check as it was, or a note to look."""
    if _is_answer(source):
        cell = make.markdown_cell(MISSING_ANSWER, {"nbgrader": source.metadata.nbgrader})
        if source.cell_type == "code":
            cell = make.code_cell(f"# {MISSING_ANSWER}", {"nbgrader": source.metadata.nbgrader})
        # An unchanged text means "not answered" to nbgrader; this one asks for a person.
        assert compute_checksum(cell) != source.metadata.nbgrader.checksum
        return cell
    return _unanswered(source)


def _unanswered(source: NotebookNode) -> NotebookNode:
    """The cell as it was released, which nbgrader takes as not answered."""
    new_cell = make.code_cell if source.cell_type == "code" else make.markdown_cell
    return new_cell(source.source, {"nbgrader": source.metadata.nbgrader})


def _is_answer(source: NotebookNode) -> bool:
    return bool(source.metadata.nbgrader.solution)


def _grade_id(source: NotebookNode) -> str:
    return str(source.metadata.nbgrader.grade_id)
