"""Find a student's assignment: the folder with the notebook, its probes and recorded checks."""

import dataclasses
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from autograder.checks.prepared import PreparedCheck, PreparedQuestion
from autograder.checks.probe_files import read_probes
from autograder.checks.recorded import FILE_NAME, Recording, read_recording
from autograder.errors import SubmissionError, UsageError, require_known
from autograder.submissions.dependencies import EXPLORE
from autograder.submissions.read import read_submission


@dataclasses.dataclass(frozen=True)
class Workspace:
    """An assignment's folder on a student's machine; a source of recorded questions."""

    folder: Path

    @property
    def assignment(self) -> str:
        """The assignment's name."""
        return self.recording.assignment

    @property
    def recording(self) -> Recording:
        """The recorded checks; read again only when the file has changed."""
        path = self.folder / FILE_NAME
        return _read(path, path.stat().st_mtime_ns if path.is_file() else 0)

    @property
    def names(self) -> tuple[str, ...]:
        """The questions, in the notebook's order."""
        return tuple(question.name for question in self.recording.questions)

    def prepare(self, question: str, attempt: int = 0) -> PreparedQuestion:
        """The recorded checks of a question, the same at every attempt."""
        require_known("question", question, list(self.names))
        probes = read_probes(self.folder)
        return msgspec.structs.replace(self.recording.question(question), probes=probes)

    def with_fingerprints(self, question: str, check: PreparedCheck) -> PreparedCheck:
        """The check as it is: its fingerprints were recorded with it."""
        return check

    def submission(self) -> Path:
        """The file that the student works in: the notebook while both are alike.

        Where they differ, the one that is no longer as it was handed out, else the newer one:
        after a download or a checkout the times of files say little.
        """
        topic = self.assignment.partition("_")[2]
        files = [self.folder / f"{topic}{suffix}" for suffix in (".ipynb", ".py")]
        present = [path for path in files if path.is_file()]
        if not present:
            raise UsageError(f"{self.folder} holds neither {files[0].name} nor {files[1].name}.")
        if len(present) == 2 and _same_code(*present):
            return present[0]
        begun = [path for path in present if not self._is_untouched(path)]
        return max(begun or present, key=lambda path: path.stat().st_mtime_ns)

    def _is_untouched(self, path: Path) -> bool:
        """Whether every cell to answer in is still the stub; False where the file can't be read."""
        stubs = {stub.strip() for stub in self.recording.stubs.values()}
        try:
            cells = {cell.source.strip() for cell in read_submission(path).cells}
        except SubmissionError:
            return False
        return bool(stubs) and stubs <= cells


def _same_code(notebook: Path, script: Path) -> bool:
    """Whether both hold the same code to grade; False where one can't be read."""
    try:
        cells = [read_submission(path).cells for path in (notebook, script)]
    except SubmissionError:
        return False
    left, right = ([c.source.strip() for c in each if EXPLORE not in c.tags] for each in cells)
    return list(filter(None, left)) == list(filter(None, right))


@lru_cache(maxsize=32)
def _read(path: Path, modified: int) -> Recording:
    return read_recording(path)


def folders(start: Path) -> Iterator[Path]:
    """Assignment folders at a place: the folder itself, those in it, those of the course."""
    for base in (start, start.parent):
        candidates = [base, *sorted(base.glob("*/")), *sorted(base.glob("assignments/*/"))]
        # Path.is_file raises where a folder may not be looked into.
        yield from (folder for folder in candidates if os.path.isfile(folder / FILE_NAME))


def all_workspaces(start: Path | None = None) -> list[Workspace]:
    """Every assignment that can be found from a folder, each once, by name."""
    start = (start or Path.cwd()).resolve()
    found = {folder.name: Workspace(folder) for folder in reversed(list(folders(start)))}
    return [found[name] for name in sorted(found)]


def find_workspace(name: str = "", start: Path | None = None) -> Workspace:
    """The assignment of that name, or the one that the current folder is.

    Raises:
        UsageError: there is none, or several could be meant.
    """
    start = (start or Path.cwd()).resolve()
    known = all_workspaces(start)
    if not name and (start / FILE_NAME).is_file():
        return Workspace(start)
    if not name and len(known) == 1:
        return known[0]
    names = [workspace.folder.name for workspace in known]
    if not names:
        raise UsageError(
            f"No assignment found in {start}. Expected a folder with a notebook and its "
            f"{FILE_NAME}. Change to the folder of your course or assignment and try again."
        )
    if not name:
        raise UsageError(f"Which assignment? Name one of: {', '.join(names)}.")
    require_known("assignment", name, names)
    return known[names.index(name)]


def workspace_of_question(question: str, start: Path | None = None) -> Workspace:
    """The assignment that asks a question, the current folder first.

    Raises:
        UsageError: no assignment here asks it.
    """
    start = (start or Path.cwd()).resolve()
    if (start / FILE_NAME).is_file():
        return Workspace(start)
    for workspace in all_workspaces(start):
        if question in workspace.names:
            return workspace
    names = [name for workspace in all_workspaces(start) for name in workspace.names]
    if not names:
        find_workspace("", start)
    require_known("question", question, names)
    raise AssertionError("require_known raises for every unknown name")
