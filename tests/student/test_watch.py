"""``--watch``: what changed is checked at once, and training waits until the rest is right."""

import threading

import pytest

from autograder.checks.expectations import Case, Scored, close
from autograder.checks.prepared import PreparedCheck, PreparedQuestion
from autograder.checks.recorded import Recording, write_recording
from autograder.sandbox.transcript import Transcript
from autograder.student import files
from autograder.student.workspace import Workspace
from autograder.worker.protocol import Answer

SOURCE = "# %%\ndef first(x):\n    return {}\n\n# %%\ndef second(x):\n    return {}\n"


def check(name, kind, *expect):
    return PreparedCheck(
        name=name,
        kind=kind,
        points=1.0,
        visible=True,
        probe="call",
        seconds=1.0,
        tries=1,
        means="",
        shown="",
        cases=(Case(inputs={"arguments": {}}, expect=expect),),
        seed=0,
    )


class Told:
    """A worker that answers with the number that stands after ``return``."""

    sandboxed = False

    def __init__(self):
        self.asked = []

    def ask(self, request):
        self.asked.append((request.target, len(request.calls)))
        (cell,) = [cell for cell in request.cells if f"def {request.target}" in cell.source]
        values = {"output": float(cell.source.split("return")[1].split()[0])}
        answers = {
            index: Answer(id=request.id, index=index, status="ok", values=values)
            for index in range(len(request.calls))
        }
        return Transcript(outcome="finished", answers=answers, found=True)


@pytest.fixture
def workspace(tmp_path):
    training = check("training", "training", Scored(key="output", metric="accuracy", labels=[0]))
    values = check("values", "output", close("output", 1.0))
    questions = tuple(
        PreparedQuestion(
            assignment="01_tiny", name=name, hints=("a",), forbidden=(), probes="", checks=checks
        )
        for name, checks in (("first", (values,)), ("second", (values, training)))
    )
    folder = tmp_path / "course" / "01_tiny"
    folder.mkdir(parents=True)
    recording = Recording(assignment="01_tiny", title="Tiny", questions=questions)
    (folder / "checks.npz").write_bytes(write_recording(recording))
    (folder / "probes.py").touch()
    return Workspace(folder)


def watch(workspace, monkeypatch, *versions):
    """What a worker is asked when the file is saved in these versions, one after the other."""
    path, worker = workspace.folder / "tiny.py", Told()

    def saves(*_):
        for version in versions:
            path.write_text(SOURCE.format(*version), encoding="utf-8")
            yield None

    monkeypatch.setattr(files, "_saves", saves)
    shown = []
    files.watch_file(workspace, path, workspace.names, worker, shown.append)
    return worker.asked, shown


def test_only_what_changed_is_checked_again(workspace, monkeypatch):
    asked, shown = watch(workspace, monkeypatch, (0, 0), (1, 0), (1, 0))
    assert [name for name, _ in asked] == ["first", "second", "first"]
    assert [result.score for result in shown] == [0, 0, 1]


def test_training_comes_after_the_quick_checks_and_only_once_those_pass(workspace, monkeypatch):
    asked, _ = watch(workspace, monkeypatch, (1, 1), (1, 0), (1, 1))
    assert asked == [("first", 1), ("second", 1), ("second", 1), ("second", 1), ("second", 2)]


def test_a_file_that_can_not_be_read_is_told_and_watched_on(workspace, monkeypatch, capsys):
    path, worker = workspace.folder / "tiny.py", Told()

    def saves(*_):
        path.write_text("")
        yield None
        path.write_text(SOURCE.format(1, 1))
        yield None

    monkeypatch.setattr(files, "_saves", saves)
    files.watch_file(workspace, path, ("first",), worker, lambda result: None)
    assert "tiny.py is empty" in capsys.readouterr().out
    assert worker.asked == [("first", 1)]


def test_a_save_is_noticed_within_a_tenth_of_a_second_or_two(tmp_path):
    import time

    import watchfiles

    path = tmp_path / "tiny.py"
    path.write_text("1")
    noticed = files._saves(watchfiles, path)
    next(noticed)
    started = []

    def save():
        started.append(time.monotonic())
        path.write_text("2")

    timer = threading.Timer(0.3, save)
    timer.start()
    next(noticed)
    assert time.monotonic() - started[0] < 0.3
    timer.join()


def test_a_look_without_training_does_not_replace_an_earlier_result(workspace, monkeypatch):
    kept = []
    monkeypatch.setattr(files, "remember", lambda _, result: kept.append(result))
    watch(workspace, monkeypatch, (1, 1), (1, 0), (1, 1))
    scores = [(result.name, result.score, result.max_score) for result in kept]
    assert scores == [("first", 1, 1), ("second", 0, 1), ("second", 1, 2)]


def test_a_save_during_a_check_is_noticed_after_it(tmp_path):
    import watchfiles

    path = tmp_path / "tiny.py"
    path.write_text("1")
    noticed = files._saves(watchfiles, path)
    next(noticed)
    path.write_text("22")
    next(noticed)
