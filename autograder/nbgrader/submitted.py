"""A submission as cells to show: read leniently, so that every student has a page.

Nothing here runs or judges. The grader reads the file's bytes itself; these cells are what the
instructor and the student see around the scores.
"""

# mypy: disallow-subclassing-any=False
# nbconvert and traitlets leave their base classes without annotations.

import dataclasses
import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jupytext
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode

from autograder.errors import SubmissionError
from autograder.grading.inbox import HandedIn, read_handed_in
from autograder.questions.material import starter
from autograder.release import cells as make
from autograder.release.layout import topic_of
from autograder.submissions.read import SUFFIXES, printable

# Jupytext needs time that grows with the square of a script's length.
MAX_SCRIPT_BYTES = 500_000
MAX_SHOWN_CELLS = 10_000
_KERNEL = {"language_info": {"name": "python"}}
_CLAIMS = ("question", "written")


@dataclasses.dataclass(frozen=True)
class Submitted:
    """What lies in a student's folder.

    Args:
        folder: ``submitted/<student>/<assignment>``.
        path: the file that is graded; None where none can be read.
        problem: why there is none.
    """

    folder: Path
    path: Path | None
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was handed in, which needs no person to look."""
        return self.path is None and not any(
            each.suffix.lower() in SUFFIXES for each in self.folder.iterdir()
        )


def find_submission(root: Path, folder: Path, assignment: str) -> Submitted:
    """Choose the file as ``autograder grade`` does, whatever its name."""
    handed_in = HandedIn(folder.parent.name, folder)
    try:
        name, _ = read_handed_in(handed_in, topic_of(assignment), starter(root, assignment))
    except SubmissionError as error:
        return Submitted(folder, None, str(error))
    return Submitted(folder, folder / name)


def read_to_show(submitted: Submitted) -> NotebookNode:
    """The submission's cells without outputs, and a note in place of what can't be read."""
    path = submitted.path
    if path is None:
        return make.notebook([make.markdown_cell(submitted.problem)], _KERNEL)
    try:
        read = _script(path) if path.suffix.lower() == ".py" else _notebook(path)
        cells = list(itertools.islice(read, MAX_SHOWN_CELLS + 1))
        if len(cells) > MAX_SHOWN_CELLS:
            raise ValueError("more cells than a person writes")
    except Exception as error:  # whatever a parser meets: the student needs a page all the same
        note = f"`{printable(path.name)}` can't be shown here: {type(error).__name__}."
        cells = [make.markdown_cell(note)]
    return make.notebook(cells, _KERNEL)


class SubmissionExporter(NotebookExporter):
    """Reads what was handed in where nbgrader asks for the notebook's usual name."""

    def from_filename(
        self, filename: str, resources: Any = None, **options: Any
    ) -> tuple[str, Any]:
        """Convert a submission; nbgrader's own copies are read as usual.

        ``resources["autograder"]`` tells the preprocessors what was handed in, and its result.
        """
        names = resources["nbgrader"]
        coursedir = self.parent.coursedir
        folder = Path(
            coursedir.format_path(
                coursedir.submitted_directory, names["student"], names["assignment"]
            )
        )
        submitted = find_submission(Path(coursedir.root), folder, names["assignment"])
        resources["autograder"] = {"submitted": submitted, "graded": self.parent.graded}
        if Path(filename).parent != folder:
            found = super().from_filename(filename, resources=resources, **options)
        else:
            found = self.from_notebook_node(read_to_show(submitted), resources=resources, **options)
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
