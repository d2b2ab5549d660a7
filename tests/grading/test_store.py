"""Results are written whole, once, and by one run at a time."""

import csv
import errno
import io
import os
import stat

import msgspec
import pytest

from autograder.errors import AutograderError, UsageError
from autograder.grading.store import (
    FEEDBACK,
    GONE,
    LOCK_FILE,
    PREVIOUS,
    RUN_FILE,
    UNFINISHED,
    ResultStore,
    file_name,
    stored_results,
    summary_csv,
    write_atomically,
)
from autograder.grading.submission import summed
from autograder.report.feedback import write_feedback
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


@pytest.mark.parametrize("whole", [True, False])
def test_a_lost_seed_is_that_of_the_results(tmp_path, whole):
    """A copy without hidden files must not give one student other inputs than the rest."""
    store = ResultStore(tmp_path, "01_tiny")
    store.write(result())
    store.write(result("bob"))
    assert store.seed(None, fresh=False, whole=whole) == 7
    store.path("bob").unlink()
    assert store.seed(None, fresh=False, whole=whole) == 7


def test_a_lost_seed_of_results_with_several_is_not_guessed(tmp_path):
    store = ResultStore(tmp_path, "01_tiny")
    store.write(result())
    store.write(msgspec.structs.replace(result("bob"), seed=8))
    with pytest.raises(AutograderError, match=r"is missing.*several seeds.*`--seed N`"):
        store.seed(None, fresh=False, whole=False)
    assert store.seed(8, fresh=False) == 8


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


def test_whoever_holds_the_folder_may_ask_for_it_again_and_holds_it_to_the_end(tmp_path):
    store, other = ResultStore(tmp_path, "01_tiny"), ResultStore(tmp_path, "01_tiny")
    with store.locked():
        (store.folder / f"{UNFINISHED}mine").touch()
        with store.locked():
            pass
        assert (store.folder / f"{UNFINISHED}mine").exists()
        with pytest.raises(AutograderError, match="Another `autograder grade`"), other.locked():
            pass
    with other.locked():
        assert not (store.folder / f"{UNFINISHED}mine").exists()


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


def test_the_summary_has_a_column_for_each_question_that_anybody_was_asked():
    new = QuestionResult(name="new", score=8, max_score=8, status="graded", checks=())
    zed = result("zed")
    zed = msgspec.structs.replace(zed, questions=(*zed.questions, new), score=9, max_score=11)
    rows = list(csv.DictReader(io.StringIO(summary_csv([result(), zed]).decode())))
    assert [(row["double"], row["new"]) for row in rows] == [("1.0", ""), ("1.0", "8")]


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


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("summary.csv", lambda store: write_atomically(store.folder / "summary.csv", b"")),
        ("ada.json", lambda store: store.write(result())),
        (RUN_FILE, lambda store: store.seed(None, fresh=False)),
        (LOCK_FILE, lambda store: store.locked().__enter__()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_folder_in_the_place_of_a_file_is_named(tmp_path, name, write):
    store = ResultStore(tmp_path, "01_tiny")
    (store.folder / name).mkdir()
    with pytest.raises(AutograderError, match=rf"01_tiny/{name} is in the way.*Take it away"):
        write(store)
    assert [each.name for each in store.folder.iterdir()] == [name]


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path):
    store = ResultStore(tmp_path, "01_tiny")
    store.write(result(score=0.0))
    (store.folder / PREVIOUS).touch()
    with pytest.raises(AutograderError, match=rf"01_tiny/{PREVIOUS} is in the way"):
        store.write(result())
    (tmp_path / "file").touch()
    with pytest.raises(AutograderError, match=r"/file is in the way"):
        ResultStore(tmp_path / "file", "01_tiny")


def test_the_secret_seed_is_its_owner_s_and_the_umask_says_who_reads_the_rest(tmp_path):
    before = os.umask(0o027)
    try:
        store = ResultStore(tmp_path, "01_tiny")
        store.seed(None, fresh=False)
        store.write(result())
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()}
    assert modes == {RUN_FILE: 0o600, "ada.json": 0o640}


def test_a_seed_that_may_not_be_read_is_not_replaced(tmp_path, monkeypatch):
    store = ResultStore(tmp_path, "01_tiny")
    seed = store.seed(None, fresh=False)

    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.read_bytes", refuse)
        with pytest.raises(AutograderError, match="may not be read by you"):
            store.seed(None, fresh=False)
    assert store.seed(None, fresh=False) == seed


@pytest.mark.parametrize("content", [b"", b"{", b'{"seed": "x"}'])
def test_a_damaged_seed_is_replaced_only_where_the_whole_class_gets_another(tmp_path, content):
    store = ResultStore(tmp_path, "01_tiny")
    damaged = store.folder / RUN_FILE
    damaged.write_bytes(content)
    for needed in ({}, {"whole": False}, {"whole": False, "fresh": True}):
        with pytest.raises(AutograderError, match=r"can't be read: .*`--seed N`.* or with --fresh"):
            store.seed(None, **{"fresh": False} | needed)
    with pytest.raises(AutograderError, match="can't be read"):
        store.seed(5, fresh=False, whole=False)
    assert damaged.read_bytes() == content
    assert store.seed(5, fresh=False) == 5
    damaged.write_bytes(content)
    assert store.seed(None, fresh=True) != 5
    assert store.seed(None, fresh=False, whole=False) != 5


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE])
def test_a_seed_that_a_drive_does_not_give_is_not_replaced(tmp_path, monkeypatch, number):
    store = ResultStore(tmp_path, "01_tiny")
    seed = store.seed(None, fresh=False)

    def fail(path):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.read_bytes", fail)
        with pytest.raises(AutograderError, match="can't be read"):
            store.seed(None, fresh=False)
    assert store.seed(None, fresh=False) == seed


def test_a_terminal_that_has_no_letters_for_a_name_is_told_so(monkeypatch):
    monkeypatch.setattr(os, "fsencode", lambda name: name.encode("ascii"))
    with pytest.raises(UsageError, match=r"no letters for the student .*LC_ALL=C\.UTF-8"):
        file_name("Zoë", ".json")


def test_a_damaged_result_is_left_out_where_somebody_is_told(tmp_path):
    store = ResultStore(tmp_path, "01_tiny")
    store.write(result())
    store.path("bob").write_bytes(b"{")
    told = []
    assert stored_results(tmp_path, "01_tiny", told.append) == [result()]
    assert "bob.json is no result" in told[0]


def test_what_a_killed_run_left_is_cleared_away_in_every_folder_it_wrote_to(tmp_path):
    store = ResultStore(tmp_path, "01_tiny")
    left = [store.folder / name / f"{UNFINISHED}half" for name in ("", PREVIOUS, FEEDBACK)]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.touch()
        (path.parent / "kept").touch()
    with store.locked():
        assert [path for path in left if path.exists()] == []
        assert all((path.parent / "kept").exists() for path in left)


@pytest.mark.parametrize("name", ["bob", "b.ob", "ä" * 127])
def test_the_page_of_a_student_who_is_gone_goes_and_comes_back_with_the_result(tmp_path, name):
    store = ResultStore(tmp_path, "01_tiny")
    for student in ("ada", name):
        store.write(result(student))
    pages = write_feedback(store.folder, [result("ada"), result(name)])
    assert store.set_aside(["ada"]) == [name]
    assert [path.name for path in pages.iterdir()] == ["ada.html"]
    (pages / "ada.html").unlink()
    pages.rmdir()
    store.bring_back(["ada", name])
    assert [path.name for path in pages.iterdir()] == [file_name(name, ".html")]
    assert store.read(name) == result(name)
    assert list((store.folder / GONE).iterdir()) == []


def test_what_is_no_result_is_not_set_aside(tmp_path):
    store = ResultStore(tmp_path, "01_tiny")
    for student in ("ada", "bob"):
        store.write(result(student))
    (store.folder / "notes.json").write_text("[]")
    assert store.set_aside(["ada"]) == ["bob"]
    assert {each.name for each in store.folder.glob("*.json")} == {"ada.json", "notes.json"}
    store.bring_back(["ada", "bob"])
    assert store.read("bob") == result("bob")
