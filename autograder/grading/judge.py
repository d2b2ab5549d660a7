"""From a worker's answers to a check's result. The one place that writes its message."""

import dataclasses
import re
from typing import Any

import numpy as np

from autograder.checks.check import FUNCTION_PROBES
from autograder.checks.expectations import Case
from autograder.checks.prepared import PreparedCheck, Reply
from autograder.compare import SHOWN_ELEMENTS, brief, compare
from autograder.results import CheckResult
from autograder.worker.protocol import Answer

MAX_MESSAGE = 4000
RAISED = "Your code raised an exception:\n"
MAX_EXCEPTION = 200
_EXCEPTION = re.compile(r"^[A-Za-z][\w.]*(?:Error|Exception)\b.*", re.M)
_NUMBER = re.compile(r"\b0x[0-9a-f]+|\d+")
_ROWS = " " * 8


@dataclasses.dataclass(frozen=True)
class Verdict:
    """A check's result, and the replies that it was judged by."""

    result: CheckResult
    replies: list[Reply]


def judge(
    check: PreparedCheck, target: str, answers: list[Answer | None], ending: str = ""
) -> Verdict:
    """Compare each case's answer with what was expected; the first failure is described.

    Args:
        target: the question's name, for messages.
        answers: one for each case; None where none came.
        ending: why answers are missing.
    """
    problems = [
        _problem(case, answer, ending) for case, answer in zip(check.cases, answers, strict=True)
    ]
    failed = [position for position, problem in enumerate(problems) if problem]
    passed = not failed
    result = CheckResult(
        name=check.name,
        kind=check.kind,
        visible=check.visible,
        passed=passed,
        points=check.points if passed else 0.0,
        max_points=check.points,
        message="" if passed else _message(check, target, problems, failed),
        seconds=round(sum(answer.seconds for answer in answers if answer), 3),
    )
    return Verdict(result, [reply(answer) for answer in answers])


def reply(answer: Answer | None) -> Reply:
    """What the student's code gave in answer to one case.

    Of an exception, its first line is kept, and a number stands for any: the names of layers count
    up, and addresses differ from run to run.
    """
    if answer is None:
        return None
    if answer.status == "ok":
        return answer.values
    found = _EXCEPTION.search(answer.error) if answer.status == "error" else None
    return _NUMBER.sub("0", found[0][:MAX_EXCEPTION]) if found else None


def not_run(check: PreparedCheck, message: str) -> CheckResult:
    """The result of a check that earned nothing because it was never asked."""
    return CheckResult(
        name=check.name,
        kind=check.kind,
        visible=check.visible,
        passed=False,
        points=0.0,
        max_points=check.points,
        message=message,
    )


def _problem(case: Case, answer: Answer | None, ending: str) -> str:
    if answer is None:
        return ending or "No answer came."
    if answer.status == "not_implemented":
        return f"Not implemented yet: {answer.error}"
    if answer.status != "ok":
        return RAISED + answer.error
    try:
        texts = [mismatch.text for mismatch in compare(case.expect, answer.values)]
    except Exception as error:  # one answer must not stop the grading of a class
        return f"What came back can't be compared: {type(error).__name__}: {error}"[:MAX_EXCEPTION]
    if answer.mutated:
        texts.append(f"The call changed its input in place: {', '.join(answer.mutated)}")
    return "\n".join(texts)


def _message(check: PreparedCheck, target: str, problems: list[str], failed: list[int]) -> str:
    first = failed[0]
    lines = [check.means] if check.means else []
    lines.append(f"call: {describe_call(check, target, check.cases[first])}")
    lines.append(problems[first])
    if len(problems) > 1:
        others = len(failed) - 1
        smallest = "the smallest failing input" if others else "the only failing input"
        lines.append(f"({len(failed)} of {len(problems)} inputs fail; this is {smallest}.)")
    return "\n".join(lines)[:MAX_MESSAGE]


def describe_call(check: PreparedCheck, target: str, case: Case) -> str:
    """The call as a student would write it, and its inputs."""
    inputs = case.inputs
    arguments = inputs["arguments"] if check.probe in FUNCTION_PROBES else inputs
    shown = check.shown or f"{target}({', '.join(arguments)})"
    details = [_described(f"    {name} = ", value) for name, value in arguments.items()]
    return "\n".join([shown, *details])


def _described(prefix: str, value: Any) -> str:
    """An input with its dtype and shape; several rows stand below, to fit a narrow window."""
    if isinstance(value, np.ndarray) and value.size <= SHOWN_ELEMENTS:
        rows = brief(value, _ROWS)
        named = f"{prefix}{value.dtype} {value.shape}:"
        return f"{named}\n{rows}" if "\n" in rows else f"{named} {rows.removeprefix(_ROWS)}"
    return brief(value, prefix)
