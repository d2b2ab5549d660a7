import math

import msgspec
import pytest

from autograder.results import CheckResult, QuestionResult, from_json, without_controls


@pytest.mark.parametrize("points", [math.nan, math.inf, -math.inf, -0.5, 2.5])
def test_a_score_outside_its_bounds_is_refused(points):
    with pytest.raises(ValueError, match="finite number between 0 and"):
        CheckResult(
            name="values", kind="output", visible=True, passed=True, points=points, max_points=2
        )


def test_a_question_refuses_more_than_its_maximum():
    with pytest.raises(ValueError, match="finite number between 0 and"):
        QuestionResult(name="softmax", score=7, max_score=6, status="graded", checks=())


@pytest.mark.parametrize("data", [b"", b"{}", b'{"schema": 1, "score": "NaN"}'])
def test_what_is_no_result_is_not_read(data):
    with pytest.raises(msgspec.MsgspecError):
        from_json(data)


def test_no_message_commands_a_terminal():
    said = "\x1b]0;mine\x07\x01\ta\r\nb\rc\x9b\x7fé"
    question = QuestionResult(
        name="softmax", score=0, max_score=6, status="crashed", checks=(), message=said
    )
    assert question.message == "?]0;mine??\ta\nb?c??é"


def test_a_message_of_control_characters_takes_a_byte_for_each():
    question = QuestionResult(
        name="f", score=0, max_score=1, status="crashed", checks=(), message="\x01" * 4000
    )
    assert len(msgspec.json.encode(question)) < 4200
    assert without_controls("plain\ttext\n") == "plain\ttext\n"
