"""A class is graded once, goes on where it stopped, and one bad file costs only its own marks."""

import errno
import os

import pytest

from autograder.errors import AutograderError, UsageError
from autograder.grading import batch
from autograder.grading.batch import Order, grade_class
from autograder.grading.store import ResultStore, stored_results
from autograder.grading.threads import Threads
from autograder.report.feedback import write_feedback

from .conftest import SOLVED


class Kept:
    """The session's worker, not closed by a run, counting what it is asked."""

    def __init__(self, worker):
        self.worker, self.sandboxed, self.asked = worker, worker.sandboxed, 0

    def ask(self, request):
        self.asked += 1
        return self.worker.ask(request)

    def close(self):
        pass


@pytest.fixture
def grade(tiny, hand_in, tmp_path, worker):
    kept = Kept(worker)

    def run(jobs=2, engine=None, **changes):
        order = Order(
            root=tiny,
            assignment="01_tiny",
            submissions=hand_in.folder,
            out=tmp_path / "graded",
            **changes,
        )
        stored, run.gone = {}, []
        engine = engine or Threads(tiny, lambda: kept, jobs)
        results = grade_class(
            order,
            engine,
            lambda _: None,
            lambda r, old: stored.update({r.student: old}),
            run.gone.extend,
        )
        return {result.student: result for result in results}, stored

    run.worker = kept
    return run


def test_each_student_gets_their_own_result(hand_in, grade):
    hand_in("ada")
    hand_in("bob", SOLVED.replace("2 * x", "x * x"))
    results, _ = grade()
    assert results["ada"].score == results["ada"].max_score == 5
    assert results["bob"].score == 2
    (wrong,) = [check for check in results["bob"].questions[0].checks if check.name == "values"]
    assert wrong.diagnosis.startswith("The array is squared")


def test_a_second_run_grades_only_what_is_new(hand_in, grade):
    hand_in("ada")
    first, _ = grade()
    hand_in("bob")
    second, stored = grade()
    assert stored == {"ada": True, "bob": False}
    assert second["ada"] == first["ada"]
    assert second["bob"].seed == first["ada"].seed


def test_changed_work_is_graded_again(hand_in, grade):
    hand_in("ada", SOLVED.replace("2 * x", "x * x"))
    grade()
    hand_in("ada")
    results, stored = grade()
    assert stored == {"ada": False}
    assert results["ada"].score == 5


def test_fresh_grades_everything_with_a_new_seed(hand_in, grade):
    hand_in("ada")
    first, _ = grade()
    again, stored = grade(fresh=True)
    assert stored == {"ada": False}
    assert again["ada"].seed != first["ada"].seed


def test_the_same_seed_gives_the_same_result(hand_in, grade):
    hand_in("ada", SOLVED.replace("2 * x", "x + 1"))
    first, _ = grade(seed=11)
    grade(seed=12)
    again, _ = grade(seed=11)
    assert (
        again["ada"].questions[0].checks[0].message == first["ada"].questions[0].checks[0].message
    )


def test_an_unreadable_file_costs_only_its_own_student(hand_in, grade):
    hand_in("ada")
    hand_in("bob", "{", "tiny.ipynb")
    (hand_in.folder / "bob/01_tiny/tiny.py").unlink(missing_ok=True)
    results, _ = grade()
    assert results["ada"].score == 5
    assert results["bob"].score == 0
    assert {question.status for question in results["bob"].questions} == {"missing"}
    assert "tiny.ipynb" in results["bob"].message


def test_what_was_graded_before_an_interrupt_stays(hand_in, grade, tmp_path):
    for name in ("ada", "bob", "carl", "dora", "emil"):
        hand_in(name)
    whole = grade.worker.worker

    class Interrupted:
        sandboxed = True
        left = 4

        def ask(self, request):
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return whole.ask(request)

    grade.worker.worker = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        grade(jobs=1)
    written = {path.stem for path in (tmp_path / "graded/01_tiny").glob("*.json")} - {".run"}
    assert written
    grade.worker.worker = whole
    results, stored = grade()
    assert {name for name, old in stored.items() if old} == written
    assert all(result.score == 5 for result in results.values())


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("def other(): pass", "missing"),
        ("def double(x:\n    return 2", "crashed"),
        ("import os\ndef double(x):\n    os._exit(0)", "crashed"),
        ("def double(x):\n    raise NotImplementedError", "not_attempted"),
        ("raise ValueError('before')\ndouble = type('', (), {})()", "crashed"),
    ],
    ids=["missing", "syntax error", "early exit", "stub", "raises before"],
)
def test_what_ended_a_question_is_its_status(hand_in, grade, source, status):
    hand_in("ada", f"# %%\n{source}\n")
    results, _ = grade()
    double = results["ada"].questions[0]
    assert (double.status, double.score) == (status, 0.0)


def test_a_name_as_long_as_a_folder_may_have_is_graded_like_any_other(hand_in, grade, tmp_path):
    names = ["ä" * 127, "ä" * 126 + "o"]  # alike in all that fits into a file's name
    for name in names:
        hand_in(name)
    results, _ = grade()
    assert {name: results[name].score for name in names} == dict.fromkeys(names, 5)
    again, stored = grade()
    assert again == results
    assert stored == dict.fromkeys(names, True)
    pages = write_feedback(tmp_path / "graded" / "01_tiny", list(results.values()))
    assert len(list(pages.iterdir())) == 2


def test_what_was_graded_without_a_sandbox_is_graded_again_in_one(hand_in, grade, monkeypatch):
    hand_in("ada")
    with monkeypatch.context() as patch:
        patch.setattr(grade.worker, "sandboxed", False)
        assert grade(sandboxed=False)[1] == {"ada": False}
        assert grade(sandboxed=False)[1] == {"ada": True}
    assert grade(sandboxed=True)[1] == {"ada": False}
    assert grade(sandboxed=False)[1] == {"ada": True}


def test_a_student_who_is_gone_is_set_aside_and_taken_back_without_grading(
    hand_in, grade, tmp_path
):
    hand_in("ada")
    hand_in("bob")
    first, _ = grade()
    (hand_in.folder / "bob").rename(tmp_path / "bob")
    grade(students=("ada",))
    assert grade.gone == []
    grade()
    assert grade.gone == ["bob"]
    assert [each.student for each in stored_results(tmp_path / "graded", "01_tiny")] == ["ada"]
    (tmp_path / "bob").rename(hand_in.folder / "bob")
    again, stored = grade()
    assert stored == {"ada": True, "bob": True}
    assert again == first


def test_one_student_graded_afresh_leaves_the_class_its_seed(hand_in, grade):
    hand_in("ada")
    hand_in("bob")
    first, _ = grade()
    alone, stored = grade(students=("ada",), fresh=True)
    assert stored == {"ada": False}
    assert alone["ada"].seed == first["ada"].seed
    assert grade()[1] == {"ada": True, "bob": True}
    with pytest.raises(UsageError, match="another seed than the class"):
        grade(students=("ada",), seed=first["ada"].seed + 1)
    assert grade()[1] == {"ada": True, "bob": True}


def test_a_student_for_whom_no_result_comes_back_is_named_and_nothing_is_set_aside(
    hand_in, grade, tmp_path
):
    hand_in("ada")
    hand_in("bob")
    first, _ = grade()

    class Forgetful:
        def grade(self, batch, jobs):
            return (first[job.student] for job in jobs if job.student != "bob")

    with pytest.raises(AutograderError, match=r"No result came back for bob\..*set aside"):
        grade(engine=Forgetful(), fresh=True)
    assert grade.gone == []
    kept = stored_results(tmp_path / "graded", "01_tiny")
    assert {each.student for each in kept} == {"ada", "bob"}


def test_a_file_system_that_fails_names_the_student_whose_work_it_held(hand_in, grade, monkeypatch):
    hand_in("ada")

    def fail(*_):
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))

    monkeypatch.setattr(batch, "read_handed_in", fail)
    with pytest.raises(AutograderError, match=r"submission of ada can't be read here: .*tale file"):
        grade()


@pytest.mark.parametrize("instead", ["link", "file"])
def test_a_student_whose_folder_became_something_else_is_told_and_not_set_aside(
    hand_in, grade, tmp_path, instead
):
    folder = hand_in("ada")
    hand_in("bob")
    first, _ = grade()
    folder.rename(tmp_path / "moved")
    folder.symlink_to("nowhere") if instead == "link" else folder.touch()
    results, _ = grade()
    assert grade.gone == []
    assert (results["ada"].score, results["bob"].score) == (0, 5)
    assert f"01_tiny of ada is a {instead}" in results["ada"].message
    assert ResultStore(tmp_path / "graded", "01_tiny").previous("ada") == first["ada"]
