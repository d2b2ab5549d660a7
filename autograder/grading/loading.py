"""What a submission's cells raised while they ran, told where a check failed.

The check's own error may be far from its cause: a name is missing because the cell that should
have imported it stopped at a line that works on the student's machine alone.
"""

import re

import msgspec

from autograder.grading.judge import MAX_MESSAGE
from autograder.results import CheckResult

_LABEL = re.compile(r"(.+?)(?:, line \d+|: )")
_EXCEPTION = re.compile(r"^[A-Za-z_][\w.]*(?:Error|Exception|Exit|Warning)\b.*", re.M)
_MAX_TOLD = 3
_MAX_LINE = 200


def with_load_errors(
    results: tuple[CheckResult, ...], errors: tuple[str, ...]
) -> tuple[CheckResult, ...]:
    """The results; the first failed check, a visible one if there is one, names the errors."""
    failed = [result for result in results if not result.passed]
    if not errors or not failed:
        return results
    first = min(failed, key=lambda result: not result.visible)
    told = msgspec.structs.replace(first, message=_added(first.message, errors))
    return tuple(told if result is first else result for result in results)


def _added(message: str, errors: tuple[str, ...]) -> str:
    shown = [_brief(error) for error in errors[:_MAX_TOLD]]
    if len(errors) > _MAX_TOLD:
        shown.append(f"and {len(errors) - _MAX_TOLD} more")
    note = f"\nWhile your cells ran: {'; '.join(shown)}"
    return message[: MAX_MESSAGE - len(note)] + note


def _brief(error: str) -> str:
    """Such as ``"cell 1: ModuleNotFoundError: No module named 'seaborn'"``."""
    found = _LABEL.match(error)
    label = f"{found[1]}: " if found else ""
    raised = _EXCEPTION.search(error)
    last = raised[0] if raised else error.rpartition("\n")[2].removeprefix(label)
    return f"{label}{last}"[:_MAX_LINE]
