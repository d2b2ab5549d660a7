"""After a question was mended only that one is asked again; in doubt, everything is."""

import shutil

import pytest

from autograder.grading import batch, version
from autograder.grading.batch import Order, grade_class
from autograder.grading.threads import Threads

from .conftest import SOLVED

WRONG = SOLVED.replace("x + self.amount", "x - self.amount")


class Counting:
    """The session's worker, noting which questions it is asked."""

    sandboxed = True

    def __init__(self, worker, meanwhile):
        self.worker, self.meanwhile, self.asked = worker, meanwhile, []

    def ask(self, request):
        self.meanwhile()
        self.asked.append(request.target)
        return self.worker.ask(request)

    def close(self):
        pass


@pytest.fixture
def graded(tiny, hand_in, tmp_path, worker):
    """Grades the class in a copy of the course, edited; gives results and what was asked."""
    courses = iter(range(9))

    def run(edits=(), meanwhile=lambda: None, **changes):
        course = tmp_path / f"course{next(courses)}"
        shutil.copytree(tiny, course)
        for name, old, new in edits:
            path = course / "solutions/01_tiny" / name
            text = path.read_text()
            assert old in text
            path.write_text(text.replace(old, new))
        order = Order(
            root=course,
            assignment="01_tiny",
            submissions=hand_in.folder,
            out=tmp_path / "graded",
            **changes,
        )
        counting = Counting(worker, meanwhile)
        engine = Threads(course, lambda: counting, jobs=1)
        stored = {}
        results = grade_class(
            order, engine, lambda _: None, lambda r, old: stored.update({r.student: old})
        )
        return {result.student: result for result in results}, counting.asked, stored

    return run


MENDED = ("oracles.py", "+ np.float64(amount)", "- np.float64(amount)")
"""Shift's expected values turned round: what was wrong is right."""


def test_only_the_mended_question_is_asked_again(graded, hand_in):
    hand_in("ada", WRONG)
    before, asked, _ = graded()
    assert "double" in asked
    after, asked, stored = graded([MENDED])
    assert set(asked) == {"Shift"}
    assert stored == {"ada": False}
    assert (before["ada"].score, after["ada"].score) == (3, 5)
    assert after["ada"].questions[0] == before["ada"].questions[0]
    assert after["ada"].questions[1].version != before["ada"].questions[1].version
    assert after["ada"].versions["course"] != before["ada"].versions["course"]


def test_what_is_not_asked_again_is_kept_when_its_file_is_deleted_meanwhile(
    graded, hand_in, tmp_path
):
    hand_in("ada", WRONG)
    before, _, _ = graded()

    def delete():
        (tmp_path / "graded/01_tiny/ada.json").unlink(missing_ok=True)

    after, asked, _ = graded([MENDED], meanwhile=delete)
    assert set(asked) == {"Shift"}
    assert after["ada"].score == 5
    assert after["ada"].questions[0] == before["ada"].questions[0]


def test_a_regraded_class_is_then_as_good_as_new(graded, hand_in):
    hand_in("ada", WRONG)
    graded()
    after, _, _ = graded([MENDED])
    again, asked, stored = graded([MENDED])
    assert (asked, stored) == ([], {"ada": True})
    assert again == after


def test_a_change_of_words_asks_nothing_again(graded, hand_in):
    hand_in("ada")
    before, _, _ = graded()
    after, asked, stored = graded(
        [("questions.py", "What is x + x?", "What is half of 4 x?"), ("tiny.py", "Doubling", "Two")]
    )
    assert (asked, stored) == ([], {"ada": True})
    assert after["ada"].questions == before["ada"].questions
    assert after["ada"].versions["course"] != before["ada"].versions["course"]


@pytest.mark.parametrize(
    "edit",
    [
        ("questions.py", 'output("values", points=2', 'output("values", points=3'),
        ("questions.py", "((2,), (3, 4))", "((2,), (4, 5))"),
        ("probes.py", "return answer(amount)(x)", "return answer(float(amount))(x)"),
    ],
    ids=["points", "inputs", "probes"],
)
def test_what_a_question_is_judged_by_asks_it_again(graded, hand_in, edit):
    hand_in("ada")
    graded()
    _, asked, _ = graded([edit])
    assert "double" in asked


def test_new_work_another_seed_or_another_autograder_asks_everything_again(
    graded, hand_in, monkeypatch
):
    hand_in("ada", WRONG)
    graded()
    words = ("tiny.py", "Doubling", "Two")
    _, asked, _ = graded([words], seed=5)
    assert set(asked) == {"double", "Shift"}
    hand_in("ada")
    _, asked, _ = graded([words])
    assert set(asked) == {"double", "Shift"}
    monkeypatch.setattr(version, "package_version", lambda: "another")
    _, asked, _ = graded([("tiny.py", "Doubling", "Twice")])
    assert set(asked) == {"double", "Shift"}


def test_a_question_that_is_no_longer_asked_leaves_the_result(graded, hand_in, tmp_path):
    hand_in("ada", WRONG)
    before, _, _ = graded()
    after, asked, _ = graded([("questions.py", 'name="Shift"', 'name="Moved"')])
    assert set(asked) <= {"Moved"}
    assert [question.name for question in after["ada"].questions] == ["double", "Moved"]
    assert after["ada"].questions[0] == before["ada"].questions[0]
    assert after["ada"].questions[1].status == "missing"


def test_a_file_is_read_once_whether_it_can_be_or_not(graded, hand_in, monkeypatch):
    """To read one may take seconds. What still holds is read for its digest alone."""
    read = []

    def note(item, *course):
        read.append(item.student)
        return read_handed_in(item, *course)

    read_handed_in = batch.read_handed_in
    monkeypatch.setattr(batch, "read_handed_in", note)
    hand_in("ada")
    hand_in("bob", "{", "tiny.ipynb")
    for _ in range(2):
        read.clear()
        results, _, _ = graded()
        assert sorted(read) == ["ada", "bob"]
        assert results["bob"].message.startswith("tiny.ipynb is not valid JSON")
