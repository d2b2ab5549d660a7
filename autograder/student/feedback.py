"""What students may see of a question's result, and the HTML of it for feedback."""

import msgspec

from autograder.results import QuestionResult
from autograder.student.card import without_style


def student_view(question: QuestionResult) -> tuple[QuestionResult, str]:
    """The question without its hidden checks, and a sentence on how many of those passed.

    The names and messages of hidden checks would give away what they ask. The sentence is empty
    where there are none, or where they were never asked.

    Args:
        question: the result of one question.
    """
    visible = tuple(check for check in question.checks if check.visible)
    hidden = [check for check in question.checks if not check.visible]
    view = msgspec.structs.replace(question, checks=visible)
    if not hidden or question.status != "graded":
        return view, ""
    passed = sum(check.passed for check in hidden)
    return view, f"Hidden checks: {passed} of {len(hidden)} passed."


def render(question: QuestionResult) -> str:
    """The card of ``check``, all of it open, and how many of the hidden checks passed.

    It comes without its style: a page that shows students' work keeps harmless tags only, so a
    style would stand there as text.

    Args:
        question: the result of one question.
    """
    view, hidden = student_view(question)
    card = without_style(view, way_on="", folded=False)
    return f"{card}<div>{hidden}</div>" if hidden else card
