"""What is drawn of a reply: the right two axes, the worst element, and nothing of hidden checks."""

import msgspec
import numpy as np
import pytest

from autograder.checks.expectations import Case, Equals, Scored, close
from autograder.checks.prepared import PreparedCheck
from autograder.pictures import MOST_CELLS, is_table, picture, with_picture
from autograder.results import CheckResult, ScorePicture


def check(*expect, visible=True):
    return PreparedCheck(
        name="values",
        kind="output",
        points=1.0,
        visible=visible,
        probe="call",
        seconds=1.0,
        tries=1,
        means="",
        shown="",
        cases=(Case(inputs={}, expect=expect),),
        seed=0,
    )


def drawn(expected, received):
    return picture(check(close("output", expected)), [{"output": received}])


def test_a_small_array_is_shown_in_place_of_the_same_numbers_in_the_message():
    made = drawn(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 2.0], [3.0, 9.0]]))
    assert is_table(made)
    assert made.received == ((1.0, 2.0), (3.0, 9.0))
    assert made.worst == (1, 1)
    assert made.instead_of.startswith("expected [[1., 2.]")


@pytest.mark.parametrize(
    ("shape", "place", "title", "worst"),
    [
        ((9, 12), (4, 7), "output", (4, 7)),
        ((2, 9, 12), (1, 4, 7), "output[1, :, :]", (4, 7)),
        ((2, 9, 12, 3), (1, 4, 7, 2), "output[1, :, :, 2]", (4, 7)),
        ((120, 50), (119, 49), "output", (39, 24)),
    ],
    ids=["matrix", "batch of matrices", "images", "reduced"],
)
def test_the_plane_through_the_worst_element_is_shown(shape, place, title, worst):
    expected = np.zeros(shape)
    received = expected.copy()
    received[place] = 5.0
    made = drawn(expected, received)
    assert (made.title, made.worst) == (title, worst)
    assert made.received[worst[0]][worst[1]] == 5.0
    assert sum(each != 0 for row in made.received for each in row) == 1
    assert max(len(made.received), len(made.received[0])) <= MOST_CELLS


def test_what_is_not_finite_can_be_written_as_json():
    made = drawn(np.array([[1.0, 2.0, -np.inf]]), np.array([[np.nan, np.inf, -np.inf]]))
    assert made.received == (("nan", "inf", "-inf"),)
    assert b"null" not in msgspec.json.encode(made)


@pytest.mark.parametrize(
    "received",
    [np.zeros((2, 2)), np.zeros(3, np.int64), np.ones(3), None, "text"],
    ids=["another shape", "long row", "right", "none", "text"],
)
def test_where_words_say_it_all_nothing_is_drawn(received):
    size = 3 if not isinstance(received, np.ndarray) or received.dtype != np.int64 else 30
    value = np.zeros(30) if size == 30 else received
    assert drawn(np.ones(size), value) is None
    assert picture(check(close("output", np.ones(3))), [None]) is None


def test_a_score_is_shown_beside_its_threshold_passed_or_not():
    scored = Scored(
        key="output",
        metric="accuracy",
        labels=np.array([0, 1]),
        threshold=0.75,
        calibration=(0.9, 0.95),
    )
    for received, score in ((np.eye(2), 1.0), (np.eye(2)[[0, 0]], 0.5)):
        made = picture(check(Equals(key="budget", value=1), scored), [{"output": received}])
        assert made == ScorePicture(
            metric="accuracy", score=score, threshold=0.75, calibration=(0.9, 0.95)
        )


@pytest.mark.parametrize("visible", [True, False])
def test_hidden_checks_get_no_picture_and_no_trace_of_one_in_json(visible):
    prepared = check(close("output", np.ones((2, 2))), visible=visible)
    result = CheckResult(
        name="values", kind="output", visible=visible, passed=False, points=0, max_points=1
    )
    shown = with_picture(result, prepared, [{"output": np.zeros((2, 2))}])
    assert (b"picture" in msgspec.json.encode(shown)) is visible
    read = msgspec.json.decode(msgspec.json.encode(shown), type=CheckResult)
    assert read == shown


def trained(reply):
    scored = Scored(key="output", metric="accuracy", labels=np.array([0, 1]), threshold=0.9)
    return picture(check(scored), [{"output": np.eye(2), **reply}])


def test_the_metric_that_is_judged_is_the_curve_that_is_drawn():
    history = {"loss": np.array([2.0, 1.0]), "val_accuracy": np.array([0.25, 0.75])}
    made = trained({"learning_curve": history})
    assert (made.curve_of, made.curve) == ("val_accuracy", (0.25, 0.75))
    assert made.comparable


@pytest.mark.parametrize(
    ("history", "curve_of"),
    [
        ({"loss": np.array([2.0, 1.0])}, "loss"),
        ({"loss": np.array([2.0, np.nan])}, ""),
        ({"loss": np.array([2.0])}, ""),
        ({"loss": "falling"}, ""),
        ("falling", ""),
        ({}, ""),
    ],
    ids=["another metric", "not a number", "one epoch", "text", "no metrics", "nothing"],
)
def test_another_curve_is_drawn_without_the_threshold_and_a_broken_one_not_at_all(
    history, curve_of
):
    made = trained({"learning_curve": history})
    assert made.curve_of == curve_of
    assert not made.comparable
