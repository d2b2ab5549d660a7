"""A page for each student, ready to hand out: no hidden check, no seed, nobody else's work."""

from pathlib import Path

from markupsafe import Markup

from autograder.grading.store import (
    FEEDBACK,
    explained_write_errors,
    file_name,
    write_atomically,
)
from autograder.report import page
from autograder.results import AssignmentResult
from autograder.student.card import style
from autograder.student.feedback import render


def write_feedback(folder: Path, results: list[AssignmentResult]) -> Path:
    """Write ``feedback/<student>.html`` for each result.

    Args:
        folder: ``OUT/<assignment>``.
        results: of one assignment.

    Returns:
        The folder with the pages.
    """
    target = folder / FEEDBACK
    with explained_write_errors(target):
        target.mkdir(exist_ok=True)
    for result in results:
        write_atomically(target / file_name(result.student, ".html"), feedback_html(result))
    return target


def feedback_html(result: AssignmentResult) -> bytes:
    """One student's page. The seed stays away from it: others may hand in again."""
    return page.render(
        "feedback.html",
        result=result,
        # Both come from the one place that lays out a result, and escapes what it shows.
        cards=[(question, Markup(render(question))) for question in result.questions],
        card_style=Markup(style()),
    )
