"""What a student's copy records, and what building it again costs."""

import shutil
from pathlib import Path

import pytest

from autograder.checks.recorded import read_recording
from autograder.questions import material
from autograder.release.record import record_assignment

RECORDED = "assignments/01_tiny/checks.npz"


class Counting:
    """A worker that counts what it is asked."""

    def __init__(self, worker):
        self._worker = worker
        self.asked = []

    def ask(self, request):
        self.asked.append(request.target)
        return self._worker.ask(request)


@pytest.fixture
def course(tiny, tmp_path):
    return shutil.copytree(tiny, tmp_path / "course")


@pytest.fixture
def record(course, worker):
    def again():
        for cached in (material.read_variants, material.solution):
            cached.cache_clear()
        counting = Counting(worker)
        path = Path(course / RECORDED)
        record_assignment(course, "01_tiny", path, counting)
        return counting.asked, path.read_bytes()

    return again


def test_mutants_whose_sources_are_recorded_are_not_run_again(record, course):
    before = (course / RECORDED).read_bytes()
    assert record() == ([], before)


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
    before = (course / RECORDED).read_bytes()
    (course / RECORDED).unlink()
    assert record() == (["double"], before)


def test_a_recorded_mistake_carries_its_text(record, course):
    record()
    checks = read_recording(course / RECORDED).question("double").checks
    assert {mistake.name for check in checks for mistake in check.fingerprints} == {
        "double_squares"
    }
