"""Write results of ``autograder grade`` into nbgrader's gradebook."""

from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
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
        AutograderError: the gradebook can't be written.
    """
    if not results or not (root / NBGRADER_CONFIGURATION).is_file():
        return ""
    from nbgrader.api import Gradebook, MissingEntry
    from sqlalchemy.exc import SQLAlchemyError

    url, course, named = _database(root)
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return _no_file(url) if named else ""
    name = results[0].assignment
    try:
        with Gradebook(url, course) as gradebook:
            try:
                gradebook.find_assignment(name)
            except MissingEntry:
                return (
                    f"The gradebook does not know {name}. Run `nbgrader generate_assignment "
                    f"{name}`, then the same `grade` again, to store the scores in it."
                )
            for result in results:
                _store(gradebook, result)
    except (SQLAlchemyError, ImportError) as error:  # an import is the database's driver
        raise AutograderError(
            f"The gradebook {_address(url)} can't be written: {error}. The results in the output "
            "folder are complete; mend the gradebook, or db_url in nbgrader_config.py, and run "
            "the same command again."
        ) from error
    return f"Gradebook: {len(results)} submissions of {name} stored."


def _no_file(url: str) -> str:
    """What to say where the configuration names a file that is not there."""
    file = Path(url.removeprefix("sqlite:///"))
    if not file.parent.is_dir():
        raise AutograderError(
            f"The gradebook {url} can't be written: there is no folder {file.parent}. The results "
            f"in the output folder are complete; mend db_url in {NBGRADER_CONFIGURATION}, and run "
            "the same command again."
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
