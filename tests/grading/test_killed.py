"""A run that is killed at any moment loses nothing, and the next run goes on where it was."""

import contextlib
import csv
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import psutil
import pytest
from nbgrader.api import Gradebook, MissingEntry

from autograder.results import from_json

from .conftest import SOLVED

KILLS = int(os.environ.get("AUTOGRADER_KILLS", "4"))
"""CI kills some times; docs/measurements.md has what fifty gave."""
STUDENTS = [f"student_{number:02}" for number in range(16)]
WRONG = SOLVED.replace("2 * x", "x * x")


def command(*arguments):
    return [sys.executable, "-m", "autograder", "grade", "01_tiny", "--seed", "5", *arguments]


@pytest.fixture(scope="module")
def course(tiny, tmp_path_factory):
    """The small course with a class, and nbgrader's gradebook."""
    root = tmp_path_factory.mktemp("killed") / "course"
    shutil.copytree(tiny, root)
    generate = [sys.executable, "-m", "nbgrader", "generate_assignment", "01_tiny", "--force"]
    subprocess.run(generate, cwd=root, check=True, capture_output=True)
    for number, student in enumerate(STUDENTS):
        folder = root / "submitted" / student / "01_tiny"
        folder.mkdir(parents=True)
        (folder / "tiny.py").write_text(WRONG if number % 3 else SOLVED)
    return root


def table(folder):
    with open(folder / "01_tiny" / "summary.csv", newline="") as file:
        return list(csv.reader(file))


def gradebook(course):
    """Every student's scores, from a file that SQLite finds whole; it may be amid a change."""
    with sqlite3.connect(course / "gradebook.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = connection.execute(
            "SELECT submitted_assignment.student_id, base_cell.name, grade.auto_score "
            "FROM grade JOIN base_cell ON base_cell.id = grade.cell_id "
            "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id "
            "JOIN submitted_assignment "
            "ON submitted_assignment.id = submitted_notebook.assignment_id"
        )
        return sorted(rows.fetchall())


def clear(course):
    """Take every submission out of the gradebook."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", "deep-learning") as book:
        for student in STUDENTS:
            with contextlib.suppress(MissingEntry):
                book.remove_submission("01_tiny", student)
    assert gradebook(course) == []


def stored(folder):
    """Each result's content and time of writing; every file has to be whole."""
    paths = sorted(folder.glob("01_tiny/student_*.json"))
    assert {from_json(path.read_bytes()).student for path in paths} == {p.stem for p in paths}
    return {path.stem: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}


def runs(process):
    """Whether a process is more than an entry that nobody has collected yet."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def killed_after(course, out, seconds):
    """Start a run, kill it after some time, and say whether it was still at work."""
    process = subprocess.Popen(
        command("--out", str(out)),
        cwd=course,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        time.sleep(0.02)
    at_work = process.poll() is None
    family = psutil.Process(process.pid).children(recursive=True) if at_work else []
    process.send_signal(signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(family, timeout=30)
    assert not any(map(runs, alive)), "the sandbox outlived the run"
    return at_work


def test_a_run_that_is_killed_goes_on(course, tmp_path):
    whole, out = tmp_path / "whole", tmp_path / "graded"
    started = time.monotonic()
    subprocess.run(command("--out", str(whole)), cwd=course, check=True)
    duration = time.monotonic() - started
    due = gradebook(course)
    assert len({student for student, _, _ in due}) == len(STUDENTS)
    clear(course)
    chance = random.Random(7)
    kills, before = 0, {}
    while kills < KILLS:
        (out / "01_tiny").mkdir(parents=True, exist_ok=True)
        (out / "01_tiny" / ".writing-half").write_bytes(b"{")
        if killed_after(course, out, chance.uniform(0.1, 1.2) * duration):
            kills += 1
        gradebook(course)
        now = stored(out)
        assert {name: now[name] for name in before} == before, "a result was written again"
        before = now
        if len(now) == len(STUDENTS):
            shutil.rmtree(out)
            clear(course)
            before = {}
    subprocess.run(command("--out", str(out)), cwd=course, check=True)
    assert {name: stored(out)[name] for name in before} == before
    assert table(out) == table(whole)
    assert gradebook(course) == due
    assert list((out / "01_tiny").glob(".writing-*")) == []
