"""Each kind of mismatch is found and named."""

import numpy as np
import pytest

from autograder.checks.expectations import Between, Equals, Scored, close
from autograder.compare import as_array, brief, compare

EXPECTED = np.arange(6, dtype=np.float64).reshape(2, 3)


def mismatches(expectation, value):
    return [mismatch.what for mismatch in compare((expectation,), {"output": value})]


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (EXPECTED, []),
        (EXPECTED.astype(np.float32), []),
        (EXPECTED + 1e-12, []),
        (EXPECTED + 1e-3, ["values"]),
        (EXPECTED.T, ["shape"]),
        (EXPECTED[None], ["shape"]),
        (EXPECTED * np.nan, ["not finite"]),
        (EXPECTED * 0, ["zero"]),
        (None, ["missing"]),
        ("text", ["shape"]),
    ],
    ids=lambda value: str(value)[:20].replace("\n", " "),
)
def test_close_names_what_differs(value, what):
    assert mismatches(close("output", EXPECTED), value) == what


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ([np.asarray(1.0), np.asarray(2.0)], []),
        ([np.asarray(1.0), np.asarray(3.0)], ["values"]),
        ([np.asarray(1.0), np.asarray([2.0])], ["shape"]),
        ([np.asarray(1.0), None], ["shape"]),
        ([], ["shape"]),
    ],
    ids=["the same", "another", "of two shapes", "with a None", "none"],
)
def test_a_list_of_scalar_tensors_is_an_array(value, what):
    assert mismatches(close("output", [1.0, 2.0]), value) == what


def test_dtype_is_compared_only_where_asked():
    value = EXPECTED.astype(np.float32)
    assert mismatches(close("output", EXPECTED, ask_dtype=True), value) == ["dtype"]
    assert mismatches(close("output", EXPECTED), value) == []


def test_all_mismatches_come_in_one_report():
    wrong = {"a": EXPECTED.T, "b": EXPECTED + 1}
    found = compare((close("a", EXPECTED), close("b", EXPECTED), close("c", EXPECTED)), wrong)
    assert [(each.key, each.what) for each in found] == [
        ("a", "shape"),
        ("b", "values"),
        ("c", "missing"),
    ]


@pytest.mark.parametrize(
    ("expected", "values", "text"),
    [
        ("output[1]", {"output": [EXPECTED, EXPECTED]}, "Received: a list"),
        ("output[0]", {"output": EXPECTED}, "Received: one value"),
        ("output", {"output[0]": EXPECTED, "output[1]": EXPECTED}, "Received: a tuple of 2"),
        ("gradient", {"output": EXPECTED}, "Received: ['output']"),
    ],
    ids=["a list for a tuple", "one value for a tuple", "a tuple for one value", "another name"],
)
def test_what_came_back_instead_is_said(expected, values, text):
    (found,) = compare((close(expected, EXPECTED),), values)
    assert found.what == "missing"
    assert text in found.text


def test_the_worst_element_is_named():
    wrong = np.zeros((4, 5))
    wrong[2, 3] = 7
    (found,) = compare((close("output", np.zeros((4, 5))),), {"output": wrong})
    assert found.index == (2, 3)
    assert "the worst, at [2, 3]: expected 0, received 7" in found.text


@pytest.mark.parametrize(
    ("expected", "received", "says"),
    [
        (0.18343, 0.183431, "with more digits: expected 0.18343, received 0.183431"),
        ([1, 2.5], [1, 2.5000002], "the worst, at [1]: expected 2.5, received 2.5000002"),
    ],
)
def test_what_differs_does_not_look_alike(expected, received, says):
    exact = close("output", np.asarray(expected), relative=0, absolute=0)
    (found,) = compare((exact,), {"output": np.asarray(received)})
    assert says in found.text


def test_elements_that_differ_do_not_look_alike():
    assert brief(np.array([1.3, 1.3 - 1e-7])) == "[1.3      , 1.2999999]"
    assert brief(np.array([1.3, 1.25])) == "[1.3 , 1.25]"


def test_a_list_of_very_many_arrays_is_not_taken_for_one():
    """A worker that was tampered with sends more than an honest one; each item costs the grader."""
    assert as_array([np.ones(())] * 10_000) is not None
    assert as_array([np.ones(())] * 10_001) is None


@pytest.mark.parametrize(
    ("expected", "received", "agree"),
    [
        (np.inf, np.inf, True),
        (np.inf, -np.inf, False),
        (np.inf, 1e300, False),
        (1.0, np.inf, False),
    ],
)
def test_infinities_agree_only_with_themselves(expected, received, agree):
    assert (mismatches(close("output", [expected]), np.array([received])) == []) is agree


@pytest.mark.parametrize(
    ("wanted", "value", "agree"),
    [
        (True, True, True),
        (True, np.bool_(True), True),
        (True, np.array(True), True),
        (True, 1, False),
        (12, np.int64(12), True),
        (12, np.array([12]), True),
        ([12], np.array([12]), True),
        ([12], 12, False),
        (12, 13, False),
        ("same", "same", True),
        (["(2, 3)"], ["(2, 3)"], True),
        (["(2, 3)"], ["(3, 2)"], False),
    ],
)
def test_equals_takes_the_same_value_in_any_plain_type(wanted, value, agree):
    value = np.asarray(value) if isinstance(value, np.generic) else value
    assert (mismatches(Equals(key="output", value=wanted), value) == []) is agree


def test_between_needs_the_shape_and_the_bounds():
    bounds = Between(key="output", low=0.0, high=1.0, shape=(2,))
    assert mismatches(bounds, np.array([0.0, 1.0])) == []
    assert mismatches(bounds, np.array([0.0, 1.1])) == ["values"]
    assert mismatches(bounds, np.array([0.0, np.nan])) == ["values"]
    assert mismatches(bounds, np.array(0.5)) == ["shape"]


SCORED = Scored(key="output", metric="accuracy", labels=np.array([0, 1, 2, 1]), threshold=0.7)


@pytest.mark.parametrize(
    ("predictions", "what"),
    [
        (np.eye(3)[[0, 1, 2, 1]], []),
        (np.eye(3)[[0, 1, 2, 0]], []),
        (np.eye(3)[[0, 0, 0, 0]], ["score"]),
        (np.ones((4, 3)), ["score"]),
        (np.eye(3)[[0, 1, 2]], ["shape"]),
        (np.full((4, 3), np.nan), ["shape"]),
        (np.eye(2)[[0, 1, 1, 1]], ["shape"]),
        ("text", ["shape"]),
    ],
    ids=["all right", "three right", "constant", "ties", "too few", "NaN", "a class short", "text"],
)
def test_scored_compares_a_metric_with_its_threshold(predictions, what):
    assert mismatches(SCORED, predictions) == what


def test_an_unmeasured_threshold_passes_nobody():
    unmeasured = Scored(key="output", metric="accuracy", labels=np.array([0, 1]))
    assert mismatches(unmeasured, np.eye(2)) == ["score"]


def test_a_list_of_arrays_is_shown_array_by_array():
    small, large = np.array([1.0, 2.0]), np.zeros((20, 3), np.float32)
    assert brief([small, large], "x = ") == "x = [[1., 2.], float32 array of shape (20, 3)]"
    assert brief([np.eye(2), small], "x = ") == "x = [[[1., 0.],\n      [0., 1.]],\n     [1., 2.]]"
    assert brief({"a": small, "b": 3}) == "(a=[1., 2.], b=3)"


@pytest.mark.parametrize(
    "value",
    [[np.zeros(2)] * 2, [np.zeros((2, 2)), "a"], [[np.zeros(2)]], np.zeros(2), {"a": np.zeros(2)}],
    ids=repr,
)
def test_a_list_with_arrays_in_it_is_a_mismatch_and_no_error(value):
    for expected in (["(3, 4)", "(4,)"], [1, 2], [1.5], "text", True):
        assert mismatches(Equals(key="output", value=expected), value) == ["text"]


def test_numbers_in_arrays_equal_a_list_of_them():
    for value in ([np.array(3), np.array([4])], np.array([3, 4]), [3, 4.0]):
        assert mismatches(Equals(key="output", value=[3, 4]), value) == []


def test_deeply_nested_values_are_shown_in_no_time():
    value = np.zeros((2, 2))
    for _ in range(200):
        value = {"a": value}
    assert len(brief(value)) < 2000


def test_a_forgotten_return_is_told_as_that():
    (found,) = compare((close("output", EXPECTED),), {"output": None})
    assert "`return`" in found.text
    (found,) = compare((close("gradient of x", EXPECTED),), {"gradient of x": None})
    assert "no path" in found.text
