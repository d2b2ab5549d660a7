import math

import msgspec
import pytest

from autograder.results import CheckResult, QuestionResult, from_json


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
