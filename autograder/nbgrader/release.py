"""The two ends of ``nbgrader generate_assignment``: its source notebook, and files beside it."""

# mypy: disallow-subclassing-any=False
# nbconvert and traitlets leave their base classes without annotations.

import tempfile
from pathlib import Path
from typing import Any

import msgspec
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from traitlets import Any as AnyTrait
from traitlets import Bool
from traitlets.config import LoggingConfigurable

from autograder.checks.recorded import read_recording, write_recording
from autograder.release.layout import RECORDING, assignment_names, topic_of
from autograder.release.notebook import percent_twin, source_notebook, write_notebook


def max_points(root: Path, assignment: str) -> dict[str, float]:
    """The maximum of each question of an assignment, by name."""
    from autograder.questions.load import load_assignment

    questions = load_assignment(root, assignment).questions
    return {question.name: question.max_points for question in questions}


def record_checks(root: Path, assignment: str, path: Path) -> None:
    """Record the visible checks; runs the course's own code, so no sandbox is asked for."""
    from autograder.release.record import record_assignment
    from autograder.sandbox.select import make_worker
    from autograder.sandbox.transcript import Limits

    record_assignment(root, assignment, path, lambda: make_worker(False, Limits()))


class SourceNotebooks(LoggingConfigurable):
    """Writes the notebooks that nbgrader looks for in the source directory."""

    points = AnyTrait(
        max_points, help="Function of the course's root and an assignment: points by question."
    ).tag(config=True)

    def write(self, coursedir: CourseDirectory) -> None:
        """Write the notebook of each assignment that ``coursedir.assignment_id`` names."""
        root = Path(coursedir.root)
        for name in assignment_names(root):
            if name == coursedir.assignment_id:
                folder = Path(coursedir.format_path(coursedir.source_directory, ".", name))
                source = folder / f"{topic_of(name)}.py"
                made = source_notebook(source, self.points(root, name))
                write_notebook(source.with_suffix(".ipynb"), made)


class ReleaseFiles(Preprocessor):
    """Puts the percent twin and the recorded checks beside a released notebook.

    nbconvert writes whatever stands in ``resources["outputs"]`` into the notebook's folder.
    """

    enabled = Bool(True).tag(config=True)
    record = AnyTrait(
        record_checks,
        help="Function of the root, an assignment and a path: records the visible checks there.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Add the files; the notebook itself stays as it is."""
        names = resources["nbgrader"]
        outputs = resources.setdefault("outputs", {})
        outputs[f"{names['notebook']}.py"] = percent_twin(nb).encode()
        outputs[RECORDING] = self._recording(names["assignment"], stubs(nb))
        return nb, resources

    def _recording(self, assignment: str, stubs: dict[str, str]) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / RECORDING
            # nbgrader has changed to the course's root.
            self.record(Path.cwd(), assignment, path)
            recording = msgspec.structs.replace(read_recording(path), stubs=stubs)
            return write_recording(recording)


def stubs(notebook: NotebookNode) -> dict[str, str]:
    """The cell to answer in, by question: what ``autograder reset`` puts back."""
    cells = [cell for cell in notebook.cells if "question" in cell.metadata]
    return {str(cell.metadata["question"]): str(cell.source) for cell in cells}
