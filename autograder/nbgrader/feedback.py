"""A question's result as the HTML that students read in nbgrader's feedback.

Only the tags that nbconvert leaves in a page that shows students' work; ``<p>`` is not one.
"""

from html import escape

from autograder.results import CheckResult, QuestionResult

_STATUS = {
    "graded": "",
    "not_attempted": "Not attempted.",
    "forbidden": "Not accepted: the answer uses what it was to implement.",
    "crashed": "The code stopped with an error.",
    "timed_out": "The code took too long and was stopped.",
    "out_of_memory": "The code needed too much memory and was stopped.",
    "missing": "No definition of this name was found in the submission.",
}


def number(value: float) -> str:
    """A score without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def render(question: QuestionResult, note: str = "") -> str:
    """What the student is told about one question.

    Visible checks are told in full. Of the hidden ones only the count: their names and messages
    would give away what they ask.

    Args:
        question: the result of one question.
        note: what went wrong with the whole submission, if anything did.
    """
    visible = [check for check in question.checks if check.visible]
    hidden = [check for check in question.checks if not check.visible]
    title = f"{question.name}: {number(question.score)} of {number(question.max_score)} points"
    parts = [f"<div><strong>{escape(title)}</strong></div>"]
    texts = dict.fromkeys(filter(None, [_STATUS[question.status], question.message, note]))
    parts.extend(_lines(text) for text in texts)
    if question.status in ("graded", "timed_out", "out_of_memory", "crashed") and visible:
        parts.append(f"<ul>{''.join(_check(check) for check in visible)}</ul>")
    if hidden and question.status == "graded":
        passed = sum(check.passed for check in hidden)
        parts.append(f"<div>Hidden checks: {passed} of {len(hidden)} passed.</div>")
    return f"<div>{''.join(parts)}</div>"


def _check(check: CheckResult) -> str:
    sign = "✓" if check.passed else "✗"
    points = f"{number(check.points)} of {number(check.max_points)}"
    text = f"{sign} <strong>{escape(check.name)}</strong> ({points})"
    if not check.passed:
        told = [f"<pre>{escape(check.message)}</pre>"] if check.message else []
        told += [f"<em>{_lines(check.diagnosis)}</em>"] if check.diagnosis else []
        text += "".join(told)
    return f"<li>{text}</li>"


def _lines(text: str) -> str:
    return "".join(f"<div>{escape(line)}</div>" for line in text.splitlines())
