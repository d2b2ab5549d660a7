"""Every check of every question fails every degenerate answer. One test for all of them.

The solution's real replies are degraded, one value at a time, and judged.
"""

from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import pytest

from autograder.checks.expectations import Close, Equals
from autograder.grading.ask import ask
from autograder.grading.judge import judge
from autograder.grading.source import submission_cells
from autograder.questions.load import assignment_names, load_assignment
from autograder.questions.material import solution
from autograder.questions.prepare import prepare

ROOT = Path(__file__).parents[2]
SEED = 20_261_123

CHECKS = [
    pytest.param(name, question.name, check.name, id=f"{name}-{question.name}-{check.name}")
    for name in assignment_names(ROOT)
    for question in load_assignment(ROOT, name).questions
    for check in question.checks
]


@pytest.fixture(scope="module")
def solved(worker):
    """A check with the solution's answers, each question asked once."""

    @cache
    def run(assignment, question):
        loaded = load_assignment(ROOT, assignment)
        prepared = prepare(ROOT, loaded, loaded.question(question), SEED)
        cells = submission_cells(solution(ROOT, assignment), question)
        return prepared, ask(prepared, cells, worker).answers

    def find(assignment, question, check):
        prepared, answers = run(assignment, question)
        return next(c for c in prepared.checks if c.name == check), answers[check]

    return find


def not_a_number(array):
    return np.full(array.shape, np.nan, array.dtype if array.dtype.kind == "f" else np.float64)


def other_dtype(array):
    return array.astype(np.float64 if array.dtype == np.float32 else np.float32)


def constant(array):
    """The best constant; of a single number 1, since its own mean would be right."""
    several = array.size > 1 and array.dtype.kind == "f"
    return np.full_like(array, array.mean() if several else 1)


DEGRADED = {
    "constant": constant,
    "zero": np.zeros_like,
    "NaN": not_a_number,
    "wrong shape": lambda array: array[None, None],
    "transposed": np.transpose,
    "wrong dtype": other_dtype,
}


def applies(kind, expectation, arrays):
    """Whether the degraded value is wrong at all: most can't tell a scalar's transpose."""
    if kind == "transposed":
        return any(a.ndim >= 2 and a.shape != a.shape[::-1] for a in arrays)
    if kind == "wrong dtype":
        return isinstance(expectation, Close) and bool(expectation.dtype)
    return True


def degraded(answers, key, transform):
    """The answers with one value replaced wherever it is an array."""
    return [
        msgspec.structs.replace(
            answer, values=answer.values | {key: transform(np.asarray(answer.values[key]))}
        )
        if key in answer.values
        else answer
        for answer in answers
    ]


def judged_arrays(check, answers):
    """Each key that is judged as an array, with its expectation and its values."""
    found = {}
    for case, answer in zip(check.cases, answers, strict=True):
        for expectation in case.expect:
            if not isinstance(expectation, Equals):
                value = np.asarray(answer.values[expectation.key])
                found.setdefault(expectation.key, (expectation, []))[1].append(value)
    return found


@pytest.mark.parametrize(("assignment", "question", "name"), CHECKS)
def test_the_solution_passes(solved, assignment, question, name):
    check, answers = solved(assignment, question, name)
    assert judge(check, question, answers).result.message == ""


@pytest.mark.parametrize("kind", DEGRADED)
@pytest.mark.parametrize(("assignment", "question", "name"), CHECKS)
def test_a_degenerate_answer_fails(solved, assignment, question, name, kind):
    check, answers = solved(assignment, question, name)
    concerned = {
        key
        for key, (expectation, arrays) in judged_arrays(check, answers).items()
        if applies(kind, expectation, arrays)
    }
    changed = answers
    for key in concerned:
        changed = degraded(changed, key, DEGRADED[kind])
    assert not concerned or not judge(check, question, changed).result.passed


@pytest.mark.parametrize(("assignment", "question", "name"), CHECKS)
def test_other_truth_values_and_texts_fail(solved, assignment, question, name):
    check, answers = solved(assignment, question, name)
    for position, case in enumerate(check.cases):
        for expectation in case.expect:
            if isinstance(expectation, Equals):
                wrong = {expectation.key: [f"not {expectation.value}"]}
                changed = list(answers)
                changed[position] = msgspec.structs.replace(
                    answers[position], values=answers[position].values | wrong
                )
                assert not judge(check, question, changed).result.passed


@pytest.mark.parametrize(("assignment", "question", "name"), CHECKS)
def test_an_input_changed_in_place_fails(solved, assignment, question, name):
    check, answers = solved(assignment, question, name)
    changed = [msgspec.structs.replace(answer, mutated=("x",)) for answer in answers]
    result = judge(check, question, changed).result
    assert not result.passed
    assert "changed its input in place: x" in result.message


@pytest.mark.parametrize(("assignment", "question", "name"), CHECKS)
def test_no_answer_fails(solved, assignment, question, name):
    check, answers = solved(assignment, question, name)
    assert not judge(check, question, [None] * len(answers)).result.passed
