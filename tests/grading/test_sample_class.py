"""Every student of the sample class gets what is due, graded as a class and in the sandbox."""

import dataclasses
from functools import cache
from pathlib import Path

import msgspec
import pytest

from autograder.errors import UsageError
from autograder.grading.batch import Order, grade_class
from autograder.grading.threads import Threads
from autograder.questions.load import assignment_names, load_assignment
from autograder.results import AssignmentResult
from autograder.sample_class import Sample, sample_class, write_sample_class
from autograder.sample_class.students import WHO_ERR

ROOT = Path(__file__).parents[2]
ASSIGNMENTS = assignment_names(ROOT)
GRADED = ("02_generalisation",)
"""One whose notebook imports no TensorFlow: the quickest, and all kinds of students are in it."""

SHOWN = (
    "ada_perfect",
    "ben_half_done",
    "chen_untouched",
    "dora_unusual",
    "kofi_script",
    "lena_renamed",
    "mia_noisy",
    "nils_syntax_error",
    "olga_endless_loop",
    "pavel_abort",
    "quinn_segfault",
    "rosa_forged_grade",
    "sven_reads_solutions",
    "tara_equals_everything",
    "umar_early_exit",
)


@cache
def students(assignment: str) -> dict[str, Sample]:
    return {sample.student: sample for sample in sample_class(ROOT, assignment)}


@pytest.fixture(scope="module")
def submitted(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("submitted")
    write_sample_class(ROOT, folder, ASSIGNMENTS)
    return folder


@pytest.fixture(scope="module", params=GRADED)
def graded(request, submitted, worker, tmp_path_factory) -> dict[str, AssignmentResult]:
    """The results of one assignment by student."""
    order = Order(
        root=ROOT,
        assignment=request.param,
        submissions=submitted,
        out=tmp_path_factory.mktemp("graded"),
    )
    engine = Threads(ROOT, lambda: _Kept(worker), jobs=2)
    results = grade_class(order, engine, lambda total: None, lambda *_: None)
    return {result.student: result for result in results}


class _Kept:
    """The worker of all tests, which a class run must not close."""

    def __init__(self, worker):
        self.sandboxed = worker.sandboxed
        self.ask = worker.ask

    def close(self):
        pass


def test_everybody_gets_what_is_due(graded):
    (assignment,) = {result.assignment for result in graded.values()}
    assert set(graded) == set(students(assignment))
    assert all(result.sandboxed for result in graded.values())
    problems = [
        problem
        for student, sample in students(assignment).items()
        for problem in sample.expected.problems(graded[student])
    ]
    assert problems == []


def test_a_mistake_is_named_to_the_student(graded):
    (assignment,) = {result.assignment for result in graded.values()}
    named = []
    for student, sample in students(assignment).items():
        for question, check in sample.expected.wrong.items():
            results = {q.name: q for q in graded[student].questions}
            diagnoses = {c.name: c.diagnosis for c in results[question].checks}
            named.append(diagnoses[check] != "")
    assert len(named) == len(WHO_ERR)
    assert sum(named) >= len(named) - 1


def test_expectations_are_not_empty_words(graded):
    """The result of one student does not meet what is expected of another."""
    (assignment,) = {result.assignment for result in graded.values()}
    perfect, untouched = graded["ada_perfect"], graded["chen_untouched"]
    for student, sample in students(assignment).items():
        exchanged = untouched if sample.expected.full else perfect
        assert sample.expected.problems(exchanged), student
        if sample.expected.lost or sample.expected.wrong:
            assert sample.expected.problems(perfect), student


def trained(question):
    return any(check.kind == "training" for check in question.checks)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_class_is_complete(assignment):
    found = students(assignment)
    mistakes = [s for s in found.values() if s.expected.wrong]
    assert set(SHOWN) <= set(found)
    assert len(mistakes) == len(WHO_ERR) == 6
    quick = [q for q in load_assignment(ROOT, assignment).questions if not trained(q)]
    assert len({q for s in mistakes for q in s.expected.wrong}) == min(6, len(quick))
    assert all(sample.shows for sample in found.values())


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_question_is_expected_to_get_something_from_the_perfect_and_the_unusual(assignment):
    for student in ("ada_perfect", "dora_unusual"):
        expected = students(assignment)[student].expected
        assert not expected.lost
        assert not expected.wrong
    perfect, unusual = (students(assignment)[s].content for s in ("ada_perfect", "dora_unusual"))
    assert perfect != unusual


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_submission_holds_the_authors_marks(assignment):
    for sample in students(assignment).values():
        assert b"BEGIN SOLUTION" not in sample.content, sample.student
        assert b"caught_by:" not in sample.content, sample.student


def test_an_assignment_that_is_not_built_is_an_error_that_says_so(tmp_path):
    (tmp_path / "solutions").symlink_to(ROOT / "solutions")
    with pytest.raises(UsageError, match="autograder build"):
        sample_class(tmp_path, ASSIGNMENTS[0])


def test_each_kind_of_expectation_sees_its_problem(graded):
    result = graded["chen_untouched"]
    expected = students(result.assignment)["chen_untouched"].expected
    first = result.questions[0]
    assert expected.problems(result) == []
    crashed = msgspec.structs.replace(first, status="crashed")
    changed = msgspec.structs.replace(result, questions=(crashed, *result.questions[1:]))
    assert len(expected.problems(changed)) == 1
    for change in (
        {"full": frozenset([first.name]), "lost": {}},
        {"wrong": {first.name: "no such check"}},
        {"says": {first.name: "no such text"}},
    ):
        (problem,) = dataclasses.replace(expected, **change).problems(result)
        assert first.name in problem
