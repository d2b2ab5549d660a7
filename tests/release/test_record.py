"""What a student's copy records, and what building it again costs."""

import shutil
from pathlib import Path

import msgspec
import pytest

from autograder.checks.expectations import Case, Equals, Scored
from autograder.checks.prepared import PreparedCheck
from autograder.checks.recorded import read_recording, write_recording
from autograder.release.record import record_assignment, with_calibration

RECORDED = "assignments/01_tiny/checks.npz"


class Counting:
    """A worker that counts what it is asked."""

    def __init__(self, worker):
        self._worker = worker
        self.asked = []
        self.started = False

    def start(self):
        self.started = True
        return self

    def ask(self, request):
        self.asked.append(request.target)
        return self._worker.ask(request)

    def close(self):
        pass


@pytest.fixture
def course(tiny, tmp_path):
    return shutil.copytree(tiny, tmp_path / "course")


@pytest.fixture
def record(course, worker):
    def again():
        counting = Counting(worker)
        path = Path(course / RECORDED)
        record_assignment(course, "01_tiny", path, counting.start)
        assert counting.started == bool(counting.asked)
        return counting.asked, path.read_bytes()

    return again


def without_stubs(course):
    """The recording before nbgrader's cells are added to it."""
    built = read_recording(course / RECORDED)
    return write_recording(msgspec.structs.replace(built, stubs={}))


def test_mutants_whose_sources_are_recorded_are_not_run_again(record, course):
    before = without_stubs(course)
    assert record() == ([], before)


def test_the_cells_to_answer_in_are_recorded_as_they_were_released(course):
    stubs = read_recording(course / RECORDED).stubs
    assert set(stubs) == {"double", "Shift"}
    assert "raise NotImplementedError" in stubs["double"]
    assert stubs["double"] in (course / "assignments/01_tiny/tiny.py").read_text("utf-8")


def test_the_scores_behind_a_threshold_are_recorded_with_it():
    scored = Scored(key="output", metric="accuracy", labels=[0, 1], threshold=0.5)
    check = PreparedCheck(
        name="training",
        kind="training",
        points=1.0,
        visible=True,
        probe="call",
        seconds=1.0,
        tries=1,
        means="",
        shown="",
        cases=(Case(inputs={}, expect=(Equals(key="budget", value=True), scored)),),
        seed=0,
    )
    (case,) = with_calibration(check, (0.8, 0.9)).cases
    assert case.expect[0] == Equals(key="budget", value=True)
    assert case.expect[1] == msgspec.structs.replace(scored, calibration=(0.8, 0.9))


@pytest.mark.parametrize("file", ["mutants/double_squares.py", "probes.py", "oracles.py"])
def test_mutants_are_run_again_when_a_source_has_changed(record, course, file):
    before = (course / RECORDED).read_bytes()
    path = course / "solutions" / "01_tiny" / file
    path.write_text(path.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    asked, after = record()
    assert asked == ["double"]
    assert after != before
    assert record() == ([], after)


def test_mutants_are_run_where_nothing_is_recorded(record, course):
    before = without_stubs(course)
    (course / RECORDED).unlink()
    assert record() == (["double"], before)


def test_a_recorded_mistake_carries_its_text(record, course):
    record()
    checks = read_recording(course / RECORDED).question("double").checks
    assert {mistake.name for check in checks for mistake in check.fingerprints} == {
        "double_squares"
    }
