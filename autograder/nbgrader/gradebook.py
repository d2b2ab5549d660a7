"""Write results of ``autograder grade`` into nbgrader's gradebook."""

from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.release.notebook import CHECK_PREFIX
from autograder.results import AssignmentResult

CONFIGURATION = "nbgrader_config.py"


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
    if not results or not (root / CONFIGURATION).is_file():
        return ""
    from nbgrader.api import Gradebook, MissingEntry
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    url, course = _database(root)
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return ""
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
    except SQLAlchemyError as error:
        address = make_url(url).render_as_string(hide_password=True)
        raise AutograderError(
            f"The gradebook {address} can't be written: {error}. The results in the output folder "
            "are complete; mend the gradebook and run the same command again."
        ) from error
    return f"Gradebook: {len(results)} submissions of {name} stored."


def _database(root: Path) -> tuple[str, str]:
    """The gradebook's address and the course's name, as nbgrader itself finds them."""
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIGURATION, path=str(root)).load_config()
    config.CourseDirectory.root = str(root)
    folder = CourseDirectory(config=config)
    return str(folder.db_url), str(folder.course_id)


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
