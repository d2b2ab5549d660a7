"""A question's result as plain text, and what every way to show it has in common."""

import re
from collections.abc import Iterator

import msgspec

from autograder.grading.judge import RAISED
from autograder.results import CheckResult, QuestionResult

STATUS_TEXT = {
    "graded": "",
    "not_attempted": "not attempted",
    "forbidden": "uses what it should implement",
    "crashed": "crashed",
    "timed_out": "took too long",
    "out_of_memory": "used too much memory",
    "missing": "not found",
}


def points(value: float) -> str:
    """Points without a needless decimal."""
    return f"{value:g}"


def reached(result: QuestionResult) -> str:
    """The score and, where the checks did not simply run, the status."""
    text = f"{points(result.score)} of {points(result.max_score)} points"
    status = STATUS_TEXT[result.status]
    return f"{text} ({status})" if status else text


def stopped(result: QuestionResult) -> bool:
    """Whether one message says all that there is to say."""
    return result.status != "graded" and bool(result.message)


def as_text(result: QuestionResult) -> str:
    """The result for any place without colours or HTML."""
    lines = [f"{result.name}: {reached(result)}"]
    if stopped(result):
        return "\n".join([*lines, _indented(result.message)])
    for check in each_cause_once(result.checks):
        mark = "pass" if check.passed else "FAIL"
        lines.append(f"  {mark}  {check.name} ({points(check.points)}/{points(check.max_points)})")
        if not check.passed:
            lines.append(_indented(check.message, 8))
            if check.diagnosis:
                lines.append(_indented(f"Likely cause: {check.diagnosis}", 8))
    if any(not check.passed for check in result.checks):
        lines.append(f'  Stuck? hint("{result.name}") shows the next hint.')
    return "\n".join(lines)


def each_cause_once(checks: tuple[CheckResult, ...]) -> Iterator[CheckResult]:
    """The checks, without a cause or a traceback that an earlier one has shown."""
    named: set[str] = set()
    raised: dict[str, str] = {}
    for check in checks:
        message, places = check.message, _raised_at(check.message)
        if places in raised:
            message = message.replace(places, f"at the same lines as in {raised[places]!r}")
        elif places:
            raised[places] = check.name
        diagnosis = "" if check.diagnosis in named else check.diagnosis
        named.add(check.diagnosis)
        yield msgspec.structs.replace(check, message=message, diagnosis=diagnosis)


def _raised_at(message: str) -> str:
    """The part of a message that shows the student's lines, without the error's own text."""
    _, _, traceback = message.partition(RAISED)
    found = re.match(r".*^  → [^\n]*(?:\n +\^+$)?", traceback, re.S | re.M)
    return found[0] if found else ""


def around_picture(check: CheckResult) -> tuple[str, str]:
    """The message before and after its picture, which stands in place of the same numbers."""
    picture = check.picture
    shown_better = getattr(picture, "instead_of", "")
    if not shown_better or shown_better not in check.message:
        return check.message, ""
    before, _, after = check.message.partition(shown_better)
    return before.rstrip("\n"), after.lstrip("\n")


def _indented(text: str, width: int = 4) -> str:
    return "\n".join(" " * width + line for line in text.splitlines())
