"""Write results of ``autograder grade`` into nbgrader's gradebook."""

import contextlib
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.nbgrader.agreement import disagreement
from autograder.release.layout import NBGRADER_CONFIGURATION
from autograder.release.notebook import CHECK_PREFIX
from autograder.results import AssignmentResult


def store_results(root: Path, results: list[AssignmentResult]) -> str:
    """Store each question's score as its check cell's automatic score.

    Manual scores, comments and late penalties stay as they are.

    Args:
        root: the course, whose ``nbgrader_config.py`` names the gradebook.
        results: of one assignment.

    Returns:
        One line for the instructor; empty where the course has no gradebook.

    Raises:
        AutograderError: the gradebook can't be written, or has other questions than the course.
    """
    if not results or not (root / NBGRADER_CONFIGURATION).is_file():
        return ""
    from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
    from sqlalchemy.exc import SQLAlchemyError

    named_url, course, named = _database(root)
    url, file = _located(named_url, root)
    if file is not None and not file.is_file():
        return _no_file(file) if named or os.path.lexists(file) else ""
    try:
        with _without_noise(), Gradebook(url, course) as gradebook:
            return _store_all(gradebook, results)
    # nbgrader turns the database's errors into its own; an import is the database's driver.
    except (SQLAlchemyError, InvalidEntry, MissingEntry, ImportError) as error:
        raise AutograderError(
            f"The gradebook {_address(url)} can't be written: {_reason(error)}. The results in "
            "the output folder are complete; mend the gradebook, or db_url in nbgrader_config.py, "
            "and run the same command again."
        ) from error


@contextlib.contextmanager
def _without_noise() -> Iterator[None]:
    """Silence nbgrader's log of errors that it raises too, and warnings of how it adds rows."""
    from sqlalchemy.exc import SAWarning
    from tornado.log import app_log

    before, app_log.disabled = app_log.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Object of type .* not in session", SAWarning)
            yield
    finally:
        app_log.disabled = before


def _located(address: str, root: Path) -> tuple[str, Path | None]:
    """The address with its file's full path, and that file, where SQLite keeps the gradebook.

    nbgrader is run in the course's folder, so a relative path starts there.
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
    except ArgumentError:
        return address, None  # opening it says what is wrong
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith("file:"):
        return address, None
    file = root / url.database
    return url.set(database=str(file)).render_as_string(hide_password=False), file


def _no_file(file: Path) -> str:
    """What to say where the configuration names a file that is not there."""
    if not file.parent.is_dir():
        raise AutograderError(
            f"The gradebook {file} can't be written: there is no folder {file.parent}. The results "
            f"in the output folder are complete; mend db_url in {NBGRADER_CONFIGURATION}, and run "
            "the same command again."
        )
    if os.path.lexists(file):
        raise AutograderError(
            f"The gradebook {file} can't be written: it is a link that leads nowhere, or no file. "
            "The results in the output folder are complete; mend that, such as a drive that is "
            "not mounted, and run the same command again."
        )
    return f"No gradebook {file} yet, so no score is stored in one; nbgrader makes it."


def _address(url: str) -> str:
    """The gradebook's address without its password."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return f"of db_url in {NBGRADER_CONFIGURATION}"


def _database(root: Path) -> tuple[str, str, bool]:
    """The gradebook's address and the course's name, as nbgrader itself finds them.

    Also whether the configuration names the address.
    """
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    try:
        config = PyFileConfigLoader(NBGRADER_CONFIGURATION, path=str(root)).load_config()
        config.CourseDirectory.root = str(root)
        folder = CourseDirectory(config=config)
        return str(folder.db_url), str(folder.course_id), "db_url" in config.CourseDirectory
    except Exception as error:  # the file is a program, and may raise anything
        raise AutograderError(
            f"{root / NBGRADER_CONFIGURATION} can't be run: {type(error).__name__}: {error}. The "
            "results in the output folder are complete; mend the file, and run the same command "
            "again to store the scores in the gradebook."
        ) from error


def _store_all(gradebook: Any, results: list[AssignmentResult]) -> str:
    """Store what the gradebook takes.

    Raises:
        AutograderError: it has other questions, or refuses a student.
    """
    from nbgrader.api import MissingEntry

    name = results[0].assignment
    try:
        assignment = gradebook.find_assignment(name)
    except MissingEntry:
        return (
            f"The gradebook does not know {name}. Run `nbgrader generate_assignment "
            f"{name}`, then the same `grade` again, to store the scores in it."
        )
    points = {question.name: question.max_score for question in results[0].questions}
    differs = disagreement(assignment, points, "the same `grade` again")
    if differs:
        raise AutograderError(f"{differs} The results in the output folder are complete.")
    refused = [why for why in (_refused(gradebook, result) for result in results) if why]
    if refused:
        raise AutograderError(
            f"Gradebook: {len(results) - len(refused)} of {len(results)} submissions of {name} "
            f"stored. It can't hold: {'; '.join(refused)}. Rename these students' folders, to "
            "names of at most 128 characters, and run the same command again. The results in the "
            "output folder are complete."
        )
    return f"Gradebook: {len(results)} submissions of {name} stored."


def _refused(gradebook: Any, result: AssignmentResult) -> str:
    """Who can't be stored and why, where it is the student's name; empty for whom it can.

    A name may be too long for the database, or hold letters that its encoding lacks.
    """
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import DataError

    try:
        _store(gradebook, result)
    except (DataError, InvalidEntry) as error:
        if not isinstance(_cause(error), DataError):
            raise
        gradebook.db.rollback()
        return f"{result.student} ({_reason(error)})"
    return ""


def _cause(error: Exception) -> BaseException:
    """The database's own error, for which nbgrader raises another."""
    from nbgrader.api import InvalidEntry

    return error.__context__ or error if isinstance(error, InvalidEntry) else error


def _reason(error: Exception) -> str:
    """What the database says, without the statement that it was asked."""
    cause = _cause(error)
    return str(getattr(cause, "orig", None) or cause).strip()


def _store(gradebook: Any, result: AssignmentResult) -> None:
    scores = {question.name: question.score for question in result.questions}
    gradebook.update_or_create_student(result.student)
    submission = gradebook.update_or_create_submission(result.assignment, result.student)
    for notebook in submission.notebooks:
        for grade in notebook.grades:
            name = grade.cell.name.removeprefix(CHECK_PREFIX)
            if grade.cell.name.startswith(CHECK_PREFIX) and name in scores:
                grade.auto_score = min(scores[name], grade.cell.max_score)
                grade.needs_manual_grade = grade.manual_score is not None
    gradebook.db.commit()
