"""What nbgrader's converters take as their notebooks, before they start.

A source here is a percent script, and a submission may be one too, or a notebook under another
name. nbgrader lists ``*.ipynb`` first of all and calls no hook before that (``pre_convert_hook``
comes later, and its errors are swallowed), so this step is wrapped, once for the whole process.
"""

import fnmatch
import functools
import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateSolution
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.nbgrader.agreement import disagreement
from autograder.nbgrader.release import SourceNotebooks
from autograder.release.layout import assignment_names, is_regular, may_ship, topic_of

_Prepare = Callable[[Any], None]


def install() -> None:
    """Make the converters see this course's notebooks. Calling it again changes nothing."""
    _wrap(GenerateAssignment, before=write_sources, after=keep_topic_only)
    _wrap(GenerateSolution, before=write_sources, after=keep_topic_only)
    _wrap(Autograde, instead=list_submissions)


def write_sources(converter: Any) -> None:
    """Write the source notebooks that the converter is about to look for."""
    SourceNotebooks(parent=converter).write(converter.coursedir)
    hide_private_files(converter.coursedir)


def keep_topic_only(converter: Any) -> None:
    """Drop scratch copies: only the notebook made from the source is the assignment's."""
    ours = set(_ours(converter.coursedir))
    for folder, notebooks in converter.assignments.items():
        name = os.path.basename(folder)
        if name in ours:
            topic = f"{topic_of(name)}.ipynb"
            notebooks[:] = [each for each in notebooks if os.path.basename(each) == topic]


def list_submissions(converter: Any) -> bool:
    """List every submitted folder under the name that its notebook ought to have.

    The file itself is looked for when it is read, so a renamed, percent or missing one is graded.

    Returns:
        Whether the assignment is one of this course's; nbgrader lists any other.

    Raises:
        NbGraderException: the gradebook does not know the assignment, or has other questions.
    """
    coursedir = converter.coursedir
    if coursedir.assignment_id not in _ours(coursedir):
        return False
    _require_agreement(converter)
    hide_private_files(coursedir)
    notebook = topic_of(coursedir.assignment_id)
    if not fnmatch.fnmatch(notebook, coursedir.notebook_id):
        return False
    folders = _folders(coursedir, coursedir.submitted_directory, coursedir.student_id)
    converter.notebooks = []
    converter.assignments = {each: [os.path.join(each, f"{notebook}.ipynb")] for each in folders}
    for folder in folders:
        _ignore(coursedir, _irregular(folder))
    return bool(folders)


def _require_agreement(converter: Any) -> None:
    """Say it once and before the first student, not with a traceback for each."""
    coursedir = converter.coursedir
    name = coursedir.assignment_id
    points = SourceNotebooks(parent=converter).points(Path(coursedir.root), name)
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        try:
            assignment = gradebook.find_assignment(name)
        except MissingEntry:
            message = (
                f"The gradebook does not know {name}. Run `nbgrader "
                f"generate_assignment {name}`, then this command again."
            )
        else:
            message = disagreement(assignment, points, f"`nbgrader autograde {name} --force`")
    if message:
        converter.log.error(message)
        raise NbGraderException(message)


def hide_private_files(coursedir: CourseDirectory) -> None:
    """Add to ``coursedir.ignore`` all that lies in the source folders and may not ship.

    As full paths: names would also hide the students' own ``topic.py`` from the exchange.
    """
    for folder in _folders(coursedir, coursedir.source_directory, "."):
        if os.path.basename(folder) in _ours(coursedir):
            _ignore(coursedir, _private(folder))


def _wrap(
    converter: Any,
    before: _Prepare | None = None,
    after: _Prepare | None = None,
    instead: Callable[[Any], bool] | None = None,
) -> None:
    original = converter.init_notebooks
    if hasattr(original, "__wrapped__"):
        return

    @functools.wraps(original)
    def init_notebooks(self: Any) -> None:
        if before is not None:
            before(self)
        if instead is None or not instead(self):
            original(self)
        if after is not None:
            after(self)

    converter.init_notebooks = init_notebooks


def _ours(coursedir: CourseDirectory) -> list[str]:
    return assignment_names(Path(coursedir.root))


def _folders(coursedir: CourseDirectory, step: str, student: str) -> list[str]:
    pattern = coursedir.format_path(step, student, coursedir.assignment_id)
    return sorted(each for each in glob.glob(pattern) if os.path.isdir(each))


def _private(folder: str) -> Iterator[str]:
    """What of a source folder stays, spelled as nbgrader spells it while it copies."""
    for directory, folders, files in os.walk(folder):
        if directory == folder:
            private = [each for each in folders if each != "figures"]
            yield from (os.path.join(directory, each) for each in private)
            folders[:] = ["figures"] if "figures" in folders else []
        for path in (os.path.join(directory, each) for each in files):
            if not may_ship(Path(folder), Path(path)):
                yield path


def _irregular(folder: str) -> Iterator[str]:
    """Links, pipes and devices: copying one would fetch what it points at, or never end."""
    for directory, _, files in os.walk(folder):
        paths = (os.path.join(directory, each) for each in files)
        yield from (path for path in paths if not is_regular(Path(path)))


def _ignore(coursedir: CourseDirectory, paths: Iterator[str]) -> None:
    patterns = [glob.escape(path) for path in paths]
    new = [each for each in patterns if each not in coursedir.ignore]
    coursedir.ignore = [*coursedir.ignore, *new]
