"""A question's result as the HTML that students read in nbgrader's feedback."""

import msgspec

from autograder.results import QuestionResult
from autograder.student.card import as_html


def render(question: QuestionResult) -> str:
    """The card of ``check``, without its style, and how many of the hidden checks passed.

    The names and messages of hidden checks would give away what they ask. A page that shows
    students' work keeps harmless tags only, so a style would stand there as text.

    Args:
        question: the result of one question.
    """
    visible = tuple(check for check in question.checks if check.visible)
    hidden = [check for check in question.checks if not check.visible]
    card = as_html(msgspec.structs.replace(question, checks=visible))
    card = card.rpartition("</style>")[2].replace("<details class", "<details open class")
    if not hidden or question.status != "graded":
        return card
    passed = sum(check.passed for check in hidden)
    return f"{card}<div>Hidden checks: {passed} of {len(hidden)} passed.</div>"
