"""No attack gains, sees or harms anything; no innocent trouble costs a mark."""

import collections
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.results import from_json

from .conftest import NEIGHBOURS, without_times
from .corpus import CORPUS, THREATS

LEFT_BEHIND = "left_by_an_attack"
SPOKEN = re.compile("canary-[0-9a-f]{8}")
LARGEST_RESULT = 100_000


def questions_of(graded, attempt):
    return {question.name: question for question in graded.results[attempt.student].questions}


@pytest.mark.parametrize("attempt", CORPUS, ids=lambda attempt: attempt.student)
def test_it_ends_in_the_right_status_with_the_marks_that_are_due(graded, attempt):
    questions = questions_of(graded, attempt)
    attacked = questions[attempt.question]
    assert attacked.status in attempt.status.split("|"), attacked.message[:1000]
    assert attacked.score == (attacked.max_score if attempt.earns else 0), attacked
    assert attempt.earns or all(check.points == 0 for check in attacked.checks)
    beside = questions["double"]
    assert beside.status == attempt.beside, beside.message[:1000]
    assert beside.score == (beside.max_score if attempt.beside == "graded" else 0)


def test_there_is_an_entry_for_each_threat_and_enough_of_them():
    counted = collections.Counter(attempt.threat for attempt in CORPUS)
    assert set(counted) == set(THREATS)
    assert len(CORPUS) >= 90
    assert len({attempt.student for attempt in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("student", NEIGHBOURS)
def test_a_neighbour_is_graded_as_if_alone(graded, alone, student):
    assert without_times(graded.results[student]) == without_times(alone[student])


def test_neighbours_get_what_they_earned(graded):
    for student in NEIGHBOURS:
        result = graded.results[student]
        lost = {question.name for question in result.questions if question.score == 0}
        assert lost == ({"softmax"} if student == "mmm_mistaken" else set())
    mistaken = graded.results["mmm_mistaken"].questions[0]
    assert "batch" in mistaken.checks[0].diagnosis


def test_nobody_saw_a_canary(graded):
    told = [repr(transcript) for transcript in graded.said]
    assert len(told) > len(CORPUS)
    assert [text[:2000] for text in told if graded.canary in text] == []
    assert [name for name, data in graded.files.items() if graded.canary.encode() in data] == []


def test_nobody_reached_anything(graded):
    """A technique that works says a word of its own."""
    told = [repr(transcript.answers) + transcript.output for transcript in graded.said]
    reached = [text[:2000] for text in told if SPOKEN.search(text)]
    assert reached == []


def test_nothing_was_harmed(graded):
    assert graded.processes == []
    assert graded.changed == []
    for place in ("/tmp", "/dev/shm", "/var/tmp", "/run", str(Path.home() / ".keras"), "."):
        assert not Path(place, LEFT_BEHIND).exists()


def test_every_result_file_is_whole_and_small(graded):
    assert set(graded.files) == set(graded.results)
    for student, data in graded.files.items():
        assert from_json(data) == graded.results[student]
        assert len(data) < LARGEST_RESULT, student


def test_nothing_that_is_kept_commands_a_terminal(graded):
    assert [name for name, data in graded.files.items() if rb"\u001b" in data] == []
    summary = (graded.folder / "summary.csv").read_bytes()
    assert set(summary) & set(range(32)) == {ord("\n")}
    assert "?[31mred" in graded.results["a_linked_folder_whose_name_holds_escapes"].message


def test_a_name_that_is_gone_is_said_to_be(graded):
    questions = graded.results["an_answer_deleted_at_the_end"].questions
    (gone,) = (question for question in questions if question.name == "softmax")
    assert gone.message == "Your cells ran, but this name was deleted or never bound."


def test_the_reports_run_nothing(graded):
    page = (graded.folder / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    rows = (graded.folder / "summary.csv").read_text(encoding="utf-8")
    assert len(rows) < 200 * (len(CORPUS) + len(NEIGHBOURS) + 1)


SPIES = [attempt for attempt in CORPUS if attempt.loot]


@pytest.mark.parametrize("attempt", SPIES, ids=lambda attempt: attempt.student)
def test_where_nothing_protects_it_the_spy_finds_the_canary(
    attempt, target, submitted, surroundings, canary
):
    """Otherwise it would prove nothing that the sandboxed one finds none."""
    source = "import numpy as np\n" + attempt.source + "\nsoftmax(np.zeros((2, 3)))\n"
    done = subprocess.run(
        [sys.executable, "-c", source],
        cwd=target / "solutions",
        env=os.environ | {"HOME": "/nonexistent"},
        pass_fds=[surroundings["pipe"]],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert canary in done.stdout
