"""nbgrader takes what ``grade`` has stored, on whatever device that was."""

import dataclasses
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import pytest

from autograder.grading.batch import Order, grade_class
from autograder.grading.grader import Batch, Job
from autograder.grading.submission import summed
from autograder.nbgrader import grader
from autograder.nbgrader.grader import RESULTS, grade_student
from autograder.results import AssignmentResult, QuestionResult

DOUBLE = QuestionResult(name="double", score=1, max_score=3, status="graded", checks=())


class Gpu:
    """Stands for an engine that grades on a GPU, and gives everybody the same marks."""

    def grade(self, batch: Batch, jobs: Iterable[Job]) -> Iterator[AssignmentResult]:
        for job in jobs:
            assert job.submission is not None
            result = summed(
                batch.assignment,
                job.student,
                (DOUBLE,),
                seed=batch.seed,
                device=batch.device,
                sandboxed=True,
                sha256=job.submission.sha256,
            )
            versions = result.versions | {"course": batch.course}
            yield msgspec.structs.replace(result, versions=versions)


class Cpu:
    """Stands for the engine that grades for nbgrader, and tells whom it is asked about."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def grade(self, batch: Batch, jobs: Iterable[Job]) -> Iterator[AssignmentResult]:
        assert batch.device == "cpu"
        for job in jobs:
            self.asked.append(job.student)
            yield from Gpu().grade(batch, [job])


@pytest.fixture
def course(released: Path, tmp_path: Path) -> Path:
    """A course whose one student was graded on a GPU."""
    root = shutil.copytree(released, tmp_path / "course")
    (root / "submitted/ada/01_tiny").mkdir(parents=True)
    (root / "submitted/ada/01_tiny/tiny.py").write_text("def double(x):\n    return x + x\n")
    grade_class(order(root), Gpu(), lambda _: None, lambda *_: None)
    return root


def order(root: Path) -> Order:
    folders = {"submissions": root / "submitted", "out": root / RESULTS}
    return Order(root=root, assignment="01_tiny", device="gpu", **folders)


@pytest.fixture
def for_nbgrader(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], tuple[str, list[str]]]:
    """Grades the student for nbgrader: on which device, and whom it asked about."""

    def grade() -> tuple[str, list[str]]:
        cpu = Cpu()
        monkeypatch.setattr(grader, "Threads", lambda *_, **__: cpu)
        result = grade_student(course, course / "submitted", "01_tiny", "ada")
        return result.device, cpu.asked

    return grade


def test_a_result_of_a_gpu_is_taken_as_it_is(
    course: Path, for_nbgrader: Callable[[], tuple[str, list[str]]]
) -> None:
    assert for_nbgrader() == ("gpu", [])
    (course / "submitted/ada/01_tiny/tiny.py").write_text("def double(x):\n    return 2 * x\n")
    assert for_nbgrader() == ("cpu", ["ada"])


def test_a_result_of_a_gpu_does_not_outlive_a_change_of_the_course(
    course: Path, for_nbgrader: Callable[[], tuple[str, list[str]]]
) -> None:
    with open(course / "solutions/01_tiny/oracles.py", "a") as file:
        file.write("# mended\n")
    assert for_nbgrader() == ("cpu", ["ada"])


def test_grade_itself_gives_the_device_that_it_is_asked_for(course: Path) -> None:
    cpu = Cpu()
    asked = dataclasses.replace(order(course), device="cpu")
    (result,) = grade_class(asked, cpu, lambda _: None, lambda *_: None)
    assert (result.device, cpu.asked) == ("cpu", ["ada"])
