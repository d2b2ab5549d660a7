"""From the percent source to the instructor's notebook, with nbgrader's metadata filled in.

The author marks a solution cell with ``# %% question="softmax"`` and a written question with
``# %% [markdown] written="why_softmax" points=2``. Everything else that nbgrader wants to know
follows from that and from the questions' points.
"""

import difflib
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jupytext
from nbformat import NotebookNode

from autograder.errors import AuthoringError
from autograder.release import cells as make

CHECK_PREFIX = "check-"
BEGIN_SOLUTION = "### BEGIN SOLUTION"
END_SOLUTION = "### END SOLUTION"
BEGIN_MARK_SCHEME = "=== BEGIN MARK SCHEME ==="
END_MARK_SCHEME = "=== END MARK SCHEME ==="

_CHECK = re.compile(r"""check\(\s*(["'])(?P<name>\w+)\1\s*\)""")
_MARK_SCHEME = re.compile(
    rf"^{BEGIN_MARK_SCHEME}[ \t]*\n(?P<scheme>.*?)^{END_MARK_SCHEME}[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_KEPT_METADATA = ("tags", "question", "written")
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def source_notebook(path: Path, points: Mapping[str, float]) -> NotebookNode:
    """Read a percent source as the notebook that nbgrader calls the source version.

    Args:
        path: the percent source.
        points: the maximum of each question, by name.

    Raises:
        AuthoringError: where cells and questions don't fit together.
    """
    read = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    cells: list[NotebookNode] = []
    for cell in read.cells:
        cells.extend(_split_written(path, cell) if "written" in cell.metadata else [_plain(cell)])
    cells = _with_all_checks(cells)
    _require_match(path, cells, points)
    for cell in cells:
        _mark(path, cell, points)
    _set_ids(cells)
    return make.notebook(cells, _KERNEL)


def write_notebook(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook as nbgrader does, so that equal notebooks are equal files."""
    path.write_text(make.to_text(notebook), encoding="utf-8")


def percent_twin(notebook: NotebookNode) -> str:
    """The notebook as a plain percent script, free of kernel and tool metadata."""
    cells = [_plain(cell) for cell in notebook.cells]
    header = {"notebook_metadata_filter": "-all", "cell_metadata_filter": "all"}
    twin = make.notebook(cells, {"jupytext": header})
    return str(jupytext.writes(twin, fmt="py:percent"))


def checked_question(source: str) -> str | None:
    """The name in a cell that holds ``check("name")`` and nothing else."""
    match = _CHECK.fullmatch(source.strip())
    return match["name"] if match else None


def nbgrader_metadata(grade_id: str, cell_type: str, **changes: Any) -> dict[str, Any]:
    """What nbgrader keeps with a cell, in its third schema; by default a solution cell."""
    usual = {
        "schema_version": 3,
        "cell_type": cell_type,
        "grade_id": grade_id,
        "grade": False,
        "solution": True,
        "locked": False,
        "task": False,
    }
    return usual | changes


def _plain(cell: NotebookNode) -> NotebookNode:
    """The cell without what Jupytext, nbgrader or an editor noted about it."""
    kept = {key: cell.metadata[key] for key in _KEPT_METADATA if key in cell.metadata}
    new_cell = make.code_cell if cell.cell_type == "code" else make.markdown_cell
    return new_cell(cell.source, kept)


def _split_written(path: Path, cell: NotebookNode) -> list[NotebookNode]:
    """A written question becomes its text and a cell to answer in, which holds the model answer.

    nbgrader replaces the whole of an answer cell on release, so the mark scheme goes with it.
    """
    name, found = cell.metadata["written"], _MARK_SCHEME.search(cell.source)
    points = cell.metadata.get("points")
    if cell.cell_type != "markdown" or not isinstance(points, int | float) or not found:
        raise AuthoringError(
            f"{path.name}: the written question {name!r} needs a markdown cell, points and a mark "
            f"scheme. Write '# %% [markdown] written=\"{name}\" points=2' and, in the cell, the "
            f"model answer between '{BEGIN_MARK_SCHEME}' and '{END_MARK_SCHEME}'."
        )
    text = (cell.source[: found.start()] + cell.source[found.end() :]).strip()
    answer = make.markdown_cell(found["scheme"].strip())
    answer.metadata["written"] = name
    answer.metadata["nbgrader"] = nbgrader_metadata(
        name, "markdown", grade=True, points=float(points)
    )
    return [make.markdown_cell(text), answer]


def _with_all_checks(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Add ``check("name")`` after each solution cell whose check the author did not write."""
    written = {checked_question(cell.source) for cell in cells if cell.cell_type == "code"}
    complete = []
    for cell in cells:
        complete.append(cell)
        name = cell.metadata.get("question")
        if name is not None and name not in written:
            complete.append(make.code_cell(f'check("{name}")'))
    return complete


def _require_match(path: Path, cells: list[NotebookNode], points: Mapping[str, float]) -> None:
    """Each question has one solution cell and one check cell, and nothing else has one."""
    solutions = [cell.metadata["question"] for cell in cells if "question" in cell.metadata]
    checks = [checked_question(cell.source) for cell in cells if cell.cell_type == "code"]
    for name in [*solutions, *filter(None, checks)]:
        if name not in points:
            near = difflib.get_close_matches(name, points, n=1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            raise AuthoringError(f"{path.name} has {name!r}, which questions.py has not.{meant}")
    for name in points:
        if solutions.count(name) != 1 or checks.count(name) != 1:
            raise AuthoringError(
                f"{path.name}: expected one cell '# %% question=\"{name}\"' and one "
                f"'check(\"{name}\")'. Found {solutions.count(name)} and {checks.count(name)}."
            )


def _mark(path: Path, cell: NotebookNode, points: Mapping[str, float]) -> None:
    """Give a solution or check cell its nbgrader metadata."""
    name = cell.metadata.get("question")
    has_region = BEGIN_SOLUTION in cell.source and END_SOLUTION in cell.source
    if (name is not None) != has_region and "written" not in cell.metadata:
        raise AuthoringError(
            f"{path.name}: a cell has a solution region if and only if it is marked "
            f"'# %% question=\"name\"'. Wrong here:\n{cell.source[:200]}"
        )
    if name is not None:
        cell.metadata["nbgrader"] = nbgrader_metadata(name, "code")
    elif cell.cell_type == "code" and (checked := checked_question(cell.source)):
        cell.metadata["nbgrader"] = nbgrader_metadata(
            CHECK_PREFIX + checked,
            "code",
            grade=True,
            solution=False,
            locked=True,
            points=float(points[checked]),
        )


def _set_ids(cells: list[NotebookNode]) -> None:
    """Ids that follow from the content, so that an edit changes one id and no other."""
    seen: dict[str, int] = {}
    for cell in cells:
        mark = cell.metadata.get("nbgrader", {}).get("grade_id")
        name = mark or hashlib.sha256(cell.source.encode()).hexdigest()[:8]
        seen[name] = seen.get(name, 0) + 1
        cell["id"] = name[:60] if seen[name] == 1 else f"{name[:60]}-{seen[name]}"
