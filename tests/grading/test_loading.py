"""A failed check says what the cells raised before it was asked."""

import msgspec

from autograder.grading.judge import MAX_MESSAGE
from autograder.grading.loading import with_load_errors
from autograder.results import CheckResult

MISSING = """cell 1, line 2, in <module>
  →    2  import seaborn as sns
ModuleNotFoundError: No module named 'seaborn'"""
NOTE = "\nWhile your cells ran: cell 1: ModuleNotFoundError: No module named 'seaborn'"


def result(*, passed=False, visible=True, message="wrong"):
    return CheckResult(
        name="values",
        kind="output",
        visible=visible,
        passed=passed,
        points=0.0,
        max_points=1.0,
        message=message,
        seconds=0.0,
    )


def messages(results, *errors):
    return [each.message for each in with_load_errors(tuple(results), errors)]


def test_the_first_failed_check_names_the_cell_and_its_exception():
    results = [result(passed=True, message=""), result(), result()]
    assert messages(results, MISSING) == ["", f"wrong{NOTE}", "wrong"]


def test_a_visible_check_is_preferred():
    assert messages([result(visible=False), result()], MISSING) == ["wrong", f"wrong{NOTE}"]
    assert messages([result(visible=False)], MISSING) == [f"wrong{NOTE}"]


def test_without_an_error_or_a_failure_nothing_is_said():
    passed = result(passed=True, message="")
    assert messages([passed], MISSING) == [""]
    assert messages([result()]) == ["wrong"]


def test_an_exception_of_the_students_and_an_exit_are_told_too():
    (told,) = messages(
        [result()], "cell 3, line 1, in <module>\n  →  1  x\nOops: no", "cell 4: SystemExit: 2"
    )
    assert told == "wrong\nWhile your cells ran: cell 3: Oops: no; cell 4: SystemExit: 2"


def test_a_long_message_keeps_within_its_length():
    many = [MISSING.replace("seaborn", "s" * 1000)] * 5
    (told,) = messages([msgspec.structs.replace(result(), message="m" * MAX_MESSAGE)], *many)
    assert len(told) == MAX_MESSAGE
    assert told.endswith("; and 2 more")
