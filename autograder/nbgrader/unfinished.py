"""What an ``nbgrader autograde`` that was interrupted or failed leaves, known and made again.

nbgrader writes a student's sanitized copy and fresh zeros into the gradebook before the scores, and
skips every folder that exists. Where it is killed in between, the zeros would stay for good. So a
note lies beside the folder from before its first file until after its last step; a folder with
a note is made again, and one without, such as an older version's, is left alone. Where a step
fails, nbgrader removes the folder and the note stays: no feedback and no export is written then.
"""

import contextlib
import functools
import glob
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.apps import ExportApp
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import rmtree

from autograder.release.layout import assignment_names

_ENDINGS = ("SIGTERM", "SIGHUP")


def install() -> None:
    """Make the converters keep and heed the notes. Calling it again changes nothing."""
    if hasattr(Autograde.init_destination, "__wrapped__"):
        return
    Autograde.start = _interruptible(Autograde.start)
    Autograde.init_destination = _begun(Autograde.init_destination)
    Autograde.set_permissions = _finished(Autograde.set_permissions)
    GenerateFeedback.init_notebooks = _of_finished(GenerateFeedback.init_notebooks)
    ExportApp.init_plugin = _export_of_finished(ExportApp.init_plugin)


def note_path(coursedir: CourseDirectory, assignment: str, student: str) -> Path:
    """Where it is noted that the student's folder is being made."""
    folder = _folder(coursedir, assignment, student)
    return folder.with_name(f".{folder.name}.unfinished")


def _folder(coursedir: CourseDirectory, assignment: str, student: str) -> Path:
    return Path(coursedir.format_path(coursedir.autograded_directory, student, assignment))


def _is_ours(converter: Any, assignment: str) -> bool:
    """Whether the assignment is this course's, whose folder has one notebook."""
    return assignment in assignment_names(Path(converter.coursedir.root))


def _begun(original: Any) -> Any:
    """``init_destination``, the first step of a student's."""

    @functools.wraps(original)
    def init_destination(self: Any, assignment_id: str, student_id: str) -> bool:
        if not _is_ours(self, assignment_id):
            return bool(original(self, assignment_id, student_id))
        folder = _folder(self.coursedir, assignment_id, student_id)
        note = note_path(self.coursedir, assignment_id, student_id)
        if note.exists() and folder.exists():
            self.log.warning("Autograding again what was interrupted: %s", folder)
            rmtree(str(folder))
        elif folder.exists():  # with --force it is about to be removed, which may stop half-way
            note.touch()
        due = bool(original(self, assignment_id, student_id))
        if due:
            note.parent.mkdir(parents=True, exist_ok=True)
            note.touch()
        elif folder.exists():  # a student who is left out may have none, and be unfinished still
            note.unlink(missing_ok=True)
        return due

    return init_destination


def _finished(original: Any) -> Any:
    """``set_permissions``, the last step of a student's."""

    @functools.wraps(original)
    def set_permissions(self: Any, assignment_id: str, student_id: str) -> None:
        original(self, assignment_id, student_id)
        note_path(self.coursedir, assignment_id, student_id).unlink(missing_ok=True)

    return set_permissions


def _of_finished(original: Any) -> Any:
    """``init_notebooks`` of the feedback: no page tells a student of zeros that are not meant."""

    @functools.wraps(original)
    def init_notebooks(self: Any) -> None:
        assignment, student = self.coursedir.assignment_id, self.coursedir.student_id
        message = _unfinished(self.coursedir, assignment, student, "no feedback was written")
        if message:
            self.log.error(message)
            raise NbGraderException(message)
        original(self)

    return init_notebooks


def _export_of_finished(original: Any) -> Any:
    """``init_plugin`` of the export, the last step before its file is opened."""

    @functools.wraps(original)
    def init_plugin(self: Any) -> None:
        original(self)
        wanted = [str(each) for each in self.plugin_inst.assignment]
        for assignment in wanted or assignment_names(Path(self.coursedir.root)):
            message = _unfinished(self.coursedir, assignment, "*", "nothing was exported")
            if message:
                self.fail("%s", message)

    return init_plugin


def _unfinished(coursedir: CourseDirectory, assignment: str, student: str, refused: str) -> str:
    """Whom ``nbgrader autograde`` has not finished, and what to do; empty where it has.

    Who has handed in nothing any more is not made again, and counts only with a folder.
    """
    students = []
    for found in sorted(glob.glob(str(note_path(coursedir, assignment, student)))):
        name = Path(found).parent.name
        handed_in = coursedir.format_path(coursedir.submitted_directory, name, assignment)
        if Path(handed_in).exists() or _folder(coursedir, assignment, name).exists():
            students.append(name)
    if not students:
        return ""
    return (
        f"`nbgrader autograde {assignment}` was interrupted or failed at {', '.join(students)}. "
        f"Run it again, then this command; {refused}."
    )


def _interruptible(original: Any) -> Any:
    """``start``, which a signal that would end the process leaves by nbgrader's own clean-up."""

    @functools.wraps(original)
    def start(self: Any) -> None:
        with _ending_as_interrupt():
            original(self)

    return start


@contextlib.contextmanager
def _ending_as_interrupt() -> Iterator[None]:
    """Take SIGTERM and SIGHUP for the interrupt key, after which nbgrader clears up.

    A server that runs a converter, such as the formgrader's, keeps its own ways of ending.
    """
    replaced = []
    if threading.current_thread() is threading.main_thread():
        for name in _ENDINGS:
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)
                replaced.append(number)
    try:
        yield
    finally:
        for number in replaced:
            signal.signal(number, signal.SIG_DFL)
