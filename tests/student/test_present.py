"""Both ways to show a result say the same, and no text of a student's becomes markup."""

import html
import re

import msgspec
import pytest

from autograder.results import CheckResult, QuestionResult
from autograder.student.card import as_html
from autograder.student.present import as_text


def check(name, passed, diagnosis=""):
    return CheckResult(
        name=name,
        kind="output",
        visible=True,
        passed=passed,
        points=2.0 if passed else 0.0,
        max_points=2.0,
        message="" if passed else "call: softmax(logits)\nexpected <3>",
        diagnosis=diagnosis,
    )


RESULT = QuestionResult(
    name="softmax",
    score=2,
    max_score=4,
    status="graded",
    checks=(check("values", True), check("no overflow", False, "The sum runs over the batch.")),
)


@pytest.mark.parametrize("show", [as_text, as_html])
def test_a_failure_shows_the_check_the_message_the_cause_and_the_way_on(show):
    shown = show(RESULT)
    for part in ("2 of 4 points", "no overflow", "call: softmax", "over the batch", "hint("):
        assert part in shown


@pytest.mark.parametrize("show", [as_text, as_html])
def test_a_cause_that_several_checks_share_is_named_once(show):
    shared = tuple(check(name, False, "The sum runs over the batch.") for name in ("a", "b"))
    result = QuestionResult(name="softmax", score=0, max_score=4, status="graded", checks=shared)
    assert show(result).count("over the batch") == 1


def test_html_escapes_what_came_from_the_submission():
    assert "expected &lt;3&gt;" in as_html(RESULT)
    assert not re.search(r"expected <3>", as_html(RESULT))


@pytest.mark.parametrize("show", [as_text, as_html])
def test_a_question_not_attempted_says_only_that(show):
    idle = QuestionResult(
        name="softmax",
        score=0,
        max_score=4,
        status="not_attempted",
        checks=(check("values", False),),
        message="Not attempted yet.",
    )
    assert "not attempted" in show(idle)
    assert "call:" not in show(idle)


@pytest.mark.parametrize("show", [as_text, as_html])
def test_a_traceback_that_several_checks_share_is_shown_once(show):
    def raised(name, line, text):
        place = f"cell 3, line {line}, in f\n  → {line:4}  y = g(x)\n              ^^^^\n"
        message = f"call: f(x)\nYour code raised an exception:\n{place}ValueError: {text}"
        return msgspec.structs.replace(check(name, False), message=message)

    checks = (raised("a", 2, "one"), raised("b", 2, "two"), raised("c", 7, "three"))
    result = QuestionResult(name="f", score=0, max_score=6, status="graded", checks=checks)
    shown = html.unescape(show(result))
    assert shown.count("→    2  y = g(x)") == 1
    assert shown.count("at the same lines as in 'a'") == 1
    assert shown.count("→    7  y = g(x)") == 1
    for text in ("one", "two", "three"):
        assert f"ValueError: {text}" in shown
