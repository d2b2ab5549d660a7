import pytest

from autograder.results import QuestionResult
from autograder.student.progress import next_hint, read_progress, remember

HINTS = ("first", "second", "third")


def test_hints_come_one_tier_at_a_time_and_stay_at_the_last(tmp_path):
    shown = [next_hint(tmp_path, "softmax", HINTS, None) for _ in range(4)]
    assert [text.rpartition(": ")[2] for text in shown] == ["first", "second", "third", "third"]
    assert "Hint 3 of 3 for softmax (the last one)" in shown[3]


def test_a_tier_can_be_asked_for(tmp_path):
    assert "second" in next_hint(tmp_path, "softmax", HINTS, 2)
    assert "third" in next_hint(tmp_path, "softmax", HINTS, None)


def test_the_newest_result_is_remembered(tmp_path):
    for score in (1.0, 2.0):
        remember(
            tmp_path,
            QuestionResult(name="softmax", score=score, max_score=6, status="graded", checks=()),
        )
    reached = read_progress(tmp_path).questions["softmax"]
    assert (reached.score, reached.max_score, reached.status) == (2.0, 6.0, "graded")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"questions": 3}'])
def test_a_damaged_file_starts_anew(tmp_path, content):
    (tmp_path / ".autograder").mkdir()
    (tmp_path / ".autograder/progress.json").write_bytes(content)
    assert read_progress(tmp_path).questions == {}
    assert "first" in next_hint(tmp_path, "softmax", HINTS, None)


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path):
    (tmp_path / ".autograder").write_text("in the way")
    assert "first" in next_hint(tmp_path, "softmax", HINTS, None)
