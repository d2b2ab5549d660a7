"""A submission as cells to show: read leniently, so that every student has a page.

Nothing here runs or judges. The grader reads the file's bytes itself; these cells are what the
instructor and the student see around the scores.
"""

# mypy: disallow-subclassing-any=False
# nbconvert and traitlets leave their base classes without annotations.

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jupytext
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode

from autograder.release import cells as make
from autograder.release.layout import PROBES, is_regular

# Jupytext needs time that grows with the square of a script's length.
MAX_SCRIPT_BYTES = 500_000
_KERNEL = {"language_info": {"name": "python"}}
_CLAIMS = ("question", "written")


def find_submission(folder: Path, topic: str) -> Path | None:
    """The file to grade: the notebook, or the script, or whatever was handed in instead.

    Args:
        folder: ``submitted/<student>/<assignment>``.
        topic: the notebook's name as it was given out, without its ending.

    Returns:
        ``topic.ipynb``, else ``topic.py``, else the newest notebook, else the newest script;
        None where there is none. Links and devices don't count.
    """
    for name in (f"{topic}.ipynb", f"{topic}.py"):
        if is_regular(folder / name):
            return folder / name
    for pattern in ("*.ipynb", "*.py"):
        found = [path for path in sorted(folder.glob(pattern)) if is_regular(path)]
        found = [path for path in found if path.name != PROBES]
        if found:
            return max(found, key=lambda path: path.stat().st_mtime_ns)
    return None


def read_to_show(path: Path | None) -> NotebookNode:
    """The submission's cells without outputs, and a note in place of what can't be read."""
    if path is None:
        return make.notebook([make.markdown_cell("Nothing was handed in.")], _KERNEL)
    try:
        cells = list(_script(path) if path.suffix == ".py" else _notebook(path))
    except (OSError, ValueError, RecursionError) as error:
        note = f"`{path.name}` can't be shown here: {type(error).__name__}."
        cells = [make.markdown_cell(note)]
    return make.notebook(cells, _KERNEL)


class SubmissionExporter(NotebookExporter):
    """Reads what was handed in where nbgrader asks for the notebook's usual name."""

    def from_filename(
        self, filename: str, resources: Any = None, **options: Any
    ) -> tuple[str, Any]:
        """Convert a submission; nbgrader's own copies are read as usual.

        ``resources["autograder"]`` tells the preprocessors where the submitted file is.
        """
        names = resources["nbgrader"]
        coursedir = self.parent.coursedir
        folder = Path(
            coursedir.format_path(
                coursedir.submitted_directory, names["student"], names["assignment"]
            )
        )
        path = find_submission(folder, names["notebook"])
        resources["autograder"] = {"submission": path, "root": Path(coursedir.root)}
        if Path(filename).parent != folder:
            found = super().from_filename(filename, resources=resources, **options)
        else:
            found = self.from_notebook_node(read_to_show(path), resources=resources, **options)
        return found[0], found[1]


def _script(path: Path) -> Iterator[NotebookNode]:
    data = path.read_bytes()
    if len(data) > MAX_SCRIPT_BYTES:
        raise ValueError("longer than a script that a person writes")
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    for cell in jupytext.reads(text, fmt="py:percent").cells:
        yield _clean(cell.cell_type, cell.source, cell.metadata, {})


def _notebook(path: Path) -> Iterator[NotebookNode]:
    notebook = json.loads(path.read_bytes().decode("utf-8-sig", "replace"))
    if not isinstance(notebook, dict):
        raise ValueError("not a notebook")
    sheets = notebook.get("worksheets", [notebook])  # nbformat 3 kept its cells in worksheets
    for sheet in sheets if isinstance(sheets, list) else []:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            if isinstance(cell, dict):
                source = _text(cell.get("source", cell.get("input")))
                kind = cell.get("cell_type", "code")
                yield _clean(kind, source, cell.get("metadata"), cell.get("attachments"))


def _text(source: Any) -> str:
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.encode("utf-8", "replace").decode("utf-8")  # no halves of surrogate pairs


def _clean(kind: Any, source: str, metadata: Any, attachments: Any) -> NotebookNode:
    """A well-formed cell that keeps its text, its tags and which question it says it answers."""
    given = metadata if isinstance(metadata, Mapping) else {}
    kept: dict[str, Any] = {key: given[key] for key in _CLAIMS if isinstance(given.get(key), str)}
    nbgrader = given.get("nbgrader")
    claimed = nbgrader.get("grade_id") if isinstance(nbgrader, Mapping) else None
    if isinstance(claimed, str):
        kept["claimed"] = claimed
    tags = given.get("tags")
    if isinstance(tags, list) and all(isinstance(tag, str) for tag in tags):
        kept["tags"] = list(dict.fromkeys(tags))
    if kind == "code":
        return make.code_cell(source, kept)
    cell = make.markdown_cell(source, kept)
    if _is_attachments(attachments):
        cell["attachments"] = attachments
    return cell


def _is_attachments(found: Any) -> bool:
    """Whether this is ``{name: {mime type: base64}}``, as a notebook keeps pasted pictures."""
    if not isinstance(found, dict) or not found:
        return False
    bundles = list(found.values())
    return all(
        isinstance(bundle, dict) and all(isinstance(data, str) for data in bundle.values())
        for bundle in bundles
    )
