"""The proof of an assignment: it notices a wrong answer that passes and a right one that fails."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.errors import AuthoringError, AutograderError
from autograder.verify import AtMost, verify_assignment
from autograder.verify_seeds import verify_seeds

ROOT = Path(__file__).parents[1]

MUTANT = """\"\"\"
question: {question}
caught_by: {check}

{says}
\"\"\"

{code}
"""


class Counting:
    """A worker that counts what it is asked."""

    sandboxed = True

    def __init__(self, worker):
        self._worker = worker
        self.asked = 0

    def ask(self, request):
        self.asked += 1
        return self._worker.ask(request)


class Slow:
    """A worker that knows how many ask it at once."""

    sandboxed = True

    def __init__(self):
        self.asking = self.most = 0

    def ask(self, request):
        self.asking += 1
        self.most = max(self.most, self.asking)
        time.sleep(0.02)
        self.asking -= 1
        return request


@pytest.fixture
def course(tiny, tmp_path):
    return shutil.copytree(tiny, tmp_path / "course")


@pytest.fixture
def add(course):
    def write(kind, name, text):
        path = course / "solutions" / "01_tiny" / kind / f"{name}.py"
        path.write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def verify(course, worker):
    def run(worker=worker):
        with ThreadPoolExecutor(2) as executor:
            return verify_assignment(course, "01_tiny", worker, executor, seed=1)

    return run


def test_more_threads_than_places_ask_no_more_at_once():
    worker = Slow()
    places = AtMost(worker, 3)
    with ThreadPoolExecutor(12) as executor:
        assert list(executor.map(places.ask, range(24))) == list(range(24))
    assert worker.most == 3


def test_a_sound_assignment_has_no_problems(verify):
    report = verify()
    assert list(report.problems()) == []
    assert (report.solution.score, report.starter.score) == (5, 0)
    assert [(each.score, each.max_score) for each in report.accepted] == [(3, 3)]
    (mutant,) = report.mutants
    assert mutant.caught_by == ("values",)  # what no mutant names is not asked of mutants
    assert mutant.diagnosed


def test_a_wrong_answer_that_passes_is_a_problem(verify, add):
    code = "def double(x):\n    return x + x"
    add(
        "mutants",
        "double_right",
        MUTANT.format(question="double", check="values", says="No.", code=code),
    )
    assert list(verify().problems()) == ["Mutant double_right passes 'values' (caught by no check)"]


def test_a_right_answer_that_fails_is_a_problem_with_the_reason(verify, add):
    add(
        "accepted",
        "Shift_wrong",
        '"""\nquestion: Shift\n\nWrong.\n"""\n\n\nclass Shift:\n    pass\n',
    )
    (problem,) = verify().problems()
    assert problem.startswith("Accepted variant Shift_wrong fails: Shift/moved: ")
    assert "Shift() takes no arguments" in problem


def test_a_mutant_that_raises_is_named_by_its_exception(verify, add):
    code = "def double(x):\n    return x.reshape(7, 11)"
    add(
        "mutants",
        "double_reshaped",
        MUTANT.format(question="double", check="values", says="It has another shape.", code=code),
    )
    report = verify()
    assert list(report.problems()) == []
    assert [mutant.diagnosed for mutant in report.mutants] == [True] * 2


def test_each_mutant_runs_once_though_it_explains_the_others(verify, add, worker):
    for factor in (3, 4, 5, 6):
        code = f"def double(x):\n    return {factor} * x"
        says = f"It is {factor} times."
        add(
            "mutants",
            f"double_{factor}",
            MUTANT.format(question="double", check="values", says=says, code=code),
        )
    counting = Counting(worker)
    report = verify(counting)
    assert [mutant.diagnosed for mutant in report.mutants] == [True] * 5
    # two questions of the solution and of the starter, one accepted variant, five mutants
    assert counting.asked == 2 + 2 + 1 + 5


def many(root, name, worker, **options):
    with ThreadPoolExecutor(2) as executor:
        return list(verify_seeds(root, name, worker, executor, **options))


def test_many_seeds_find_an_answer_that_is_right_now_and_then(course, add, worker):
    code = "import numpy as np\n\n\ndef double(x):\n    return 2 * x + (np.abs(x).max() > 1.8)\n"
    add("accepted", "double_mostly", f'"""\nquestion: double\n\nMostly right.\n"""\n\n{code}')
    (report,) = many(course, "01_tiny", worker, seeds=150, questions=("double",))
    assert (report.seeds, report.variants, report.variant_seeds) == (150, 2, 50)
    assert str(report).startswith("double: 150 gradings of the solution, 100 of accepted variants")
    assert 0 < len(report.failures) < 2 * 50
    assert all(failure.startswith("double_mostly: ") for failure in report.failures)


def test_slow_checks_are_asked_on_fewer_seeds(course, add, worker):
    code = "import time\n\n\ndef double(x):\n    sum(range(10_000_000))\n    return 2 * x\n"
    add("accepted", "double_slowly", f'"""\nquestion: double\n\nRight, slowly.\n"""\n\n{code}')
    counting = Counting(worker)
    (report,) = many(course, "01_tiny", counting, seeds=75, questions=("double",))
    assert report.slow
    assert (report.seeds, report.variant_seeds, report.slow_seeds) == (25, 25, 25)
    assert report.failures == ()
    assert counting.asked <= 3 * 3


def test_many_seeds_of_a_question_that_is_not_there_are_an_error(course, worker):
    with pytest.raises(AuthoringError, match=r"no question 'dubble'\. It has: double"):
        many(course, "01_tiny", worker, seeds=25, questions=("dubble",))


def test_a_question_that_only_trains_is_told(worker):
    reports = many(ROOT, "03_output_layers", worker, seeds=25, questions=("train_classifier",))
    assert [report.seeds for report in reports] == [0]


def test_an_answer_to_a_question_that_is_not_there_is_an_error(verify, add):
    add("accepted", "double_twice", '"""\nquestion: dubble\n\nTwice.\n"""\ndouble = 1\n')
    with pytest.raises(AutograderError, match=r"accepted/double_twice.*Did you mean 'double'"):
        verify()
