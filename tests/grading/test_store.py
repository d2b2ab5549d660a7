"""Results are written whole, once, and by one run at a time."""

import csv
import errno
import io
import os

import pytest

from autograder.errors import AutograderError
from autograder.grading.store import ResultStore, summary_csv, write_atomically
from autograder.grading.submission import summed
from autograder.results import QuestionResult


def result(student="ada", score=1.0, status="graded", message=""):
    question = QuestionResult(name="double", score=score, max_score=3, status=status, checks=())
    return summed(
        "01_tiny",
        student,
        (question,),
        seed=7,
        device="cpu",
        sandboxed=True,
        sha256="ab",
        message=message,
    )


def test_a_result_is_read_back_as_it_was_written(tmp_path):
    store = ResultStore(tmp_path, "01_tiny")
    store.write(result())
    assert store.read("ada") == result()


@pytest.mark.parametrize("content", [b"", b"{", b"null", b'{"schema": 1}'])
def test_a_damaged_result_counts_as_none(tmp_path, content):
    store = ResultStore(tmp_path, "01_tiny")
    store.path("ada").write_bytes(content)
    assert store.read("ada") is None


def test_the_seed_stays_until_a_fresh_run(tmp_path):
    store = ResultStore(tmp_path, "01_tiny")
    first = store.seed(None, fresh=False)
    assert store.seed(None, fresh=False) == first
    assert store.seed(5, fresh=False) == 5
    assert store.seed(None, fresh=False) == 5
    assert store.seed(None, fresh=True) != 5


def test_a_second_run_into_the_same_folder_is_refused(tmp_path):
    store = ResultStore(tmp_path, "01_tiny")
    with (
        store.locked(),
        pytest.raises(AutograderError, match="Another `autograder grade`"),
        ResultStore(tmp_path, "01_tiny").locked(),
    ):
        pass
    with store.locked():
        pass


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "No space left"), (errno.EACCES, "Can't write")],
    ids=["disk full", "not allowed"],
)
def test_a_failed_write_keeps_what_was_there(tmp_path, monkeypatch, number, words):
    path = tmp_path / "ada.json"
    write_atomically(path, b"before")

    def fail(descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(AutograderError, match=words):
        write_atomically(path, b"after")
    assert path.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["ada.json"]


def test_the_summary_has_a_row_for_each_student_and_runs_no_formula():
    rows = list(
        csv.DictReader(
            io.StringIO(summary_csv([result("=cmd()"), result("bob", 0.0, "timed_out")]).decode())
        )
    )
    assert [row["student"] for row in rows] == ["'=cmd()", "bob"]
    assert [row["double"] for row in rows] == ["1.0", "0.0"]
    assert rows[1]["remarks"] == "double: timed_out"


def test_a_remark_runs_no_formula_either():
    broken = result(status="missing", message="-2+3(1).ipynb is not valid JSON.")
    rows = list(csv.DictReader(io.StringIO(summary_csv([broken]).decode())))
    assert rows[0]["remarks"] == "'-2+3(1).ipynb is not valid JSON.; double: missing"


def test_a_file_system_without_locks_can_be_graded_on(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with ResultStore(tmp_path, "01_tiny").locked():
        pass


def test_an_error_of_the_run_is_not_taken_for_one_of_the_folder(tmp_path):
    with pytest.raises(BrokenPipeError), ResultStore(tmp_path, "01_tiny").locked():
        raise BrokenPipeError
