"""Metrics reward what they name, and nothing degenerate."""

import numpy as np
import pytest

from autograder.checks.metrics import METRICS

RANDOM = np.random.default_rng(0)
LABELS = RANDOM.integers(0, 3, size=50)
TRAINED = np.arange(50) < 20
MARKED = np.stack([LABELS, TRAINED], axis=1).astype(int)


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_has_a_docstring_and_a_name_of_its_own(name):
    assert METRICS[name].__name__ == name
    assert METRICS[name].__doc__


def test_accuracy_counts_right_rows_and_no_ties():
    one_hot = np.eye(3)[LABELS]
    assert METRICS["accuracy"](LABELS, one_hot) == 1
    assert METRICS["accuracy"](LABELS, np.full((50, 3), 1 / 3)) == 0
    assert METRICS["accuracy"](LABELS, 1 - one_hot) == 0


def test_log_likelihood_is_best_for_the_true_distribution():
    true = np.array([0.5, 0.3, 0.2])
    labels = RANDOM.choice(3, size=4000, p=true)

    def score(p):
        return METRICS["mean_log_likelihood"](labels, np.tile(p, (4000, 1)))

    assert score(true) > score(np.array([0.4, 0.3, 0.3]))
    assert score(true) == pytest.approx(np.sum(true * np.log(true)), abs=0.05)


@pytest.mark.parametrize("metric", ["mean_log_likelihood", "accuracy_less_gap"])
@pytest.mark.parametrize(
    "predictions",
    [np.full((50, 3), 0.9), np.tile([1.2, -0.1, -0.1], (50, 1)), np.ones(50), np.ones((49, 3)) / 3],
    ids=["sum above 1", "negative", "one column", "a row short"],
)
def test_what_is_no_distribution_is_refused(metric, predictions):
    labels = {"mean_log_likelihood": LABELS, "accuracy_less_gap": MARKED}[metric]
    with pytest.raises(ValueError, match="Expected"):
        METRICS[metric](labels, predictions)


def test_discrepancy_is_0_between_clouds_of_one_distribution_and_not_between_others():
    true, like, wide = RANDOM.normal(size=(3, 800, 2)) * np.array([1, 1, 1.5])[:, None, None]
    assert METRICS["negative_mean_discrepancy"](true, like) == pytest.approx(0, abs=0.005)
    assert METRICS["negative_mean_discrepancy"](true, wide) < -0.01
    with pytest.raises(ValueError, match="Expected"):
        METRICS["negative_mean_discrepancy"](true, like[:, :1])


def test_copies_are_not_new():
    known, further, new = RANDOM.normal(size=(3, 300, 2))
    labels = np.stack([known, further])
    assert 0.8 < METRICS["novelty"](labels, new) <= 1
    assert -0.05 < METRICS["novelty"](labels, known[::-1]) <= 0
    assert METRICS["novelty"](labels, known + 0.001) < 0.1
    assert METRICS["novelty"](labels, np.concatenate([known[:140], new[:160]])) < 0.65
    with pytest.raises(ValueError, match="Expected"):
        METRICS["novelty"](labels, new[:, :1])


@pytest.mark.parametrize("place", [0.0, 4.0, 100.0], ids=["too wide", "shifted", "far"])
def test_points_elsewhere_are_not_new_ones_of_the_data(place):
    known, further, new = RANDOM.normal(size=(3, 300, 2))
    assert METRICS["novelty"](np.stack([known, further]), place + 3 * new) < 0.7


MISREAD = ~TRAINED & (np.arange(50) % 3 == 0)
BY_HEART = 0.997 * np.eye(3)[np.where(MISREAD, (LABELS + 1) % 3, LABELS)] + 0.001


def test_accuracy_less_gap_wants_both_a_good_model_and_a_small_gap():
    def score(predictions):
        return METRICS["accuracy_less_gap"](MARKED, predictions)

    misread = np.arange(50) % 3 == 0
    no_better_on_old_ones = np.eye(3)[np.where(misread, (LABELS + 1) % 3, LABELS)]
    assert score(np.eye(3)[LABELS]) == 1
    assert score(no_better_on_old_ones) == pytest.approx(np.mean(~misread[20:]), abs=0.1)
    assert score(BY_HEART) < np.mean(~MISREAD[20:]) - 0.3
    assert score(np.full((50, 3), 1 / 3)) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda p: (0.001 * p + 0.999 / 3).astype(np.float32),
        lambda p: 0.4 * p + 0.6 / 3,
        lambda p: p**0.05,
        lambda p: 1 / (2 - p),
        lambda p: p**20,
    ],
    ids=["nearly even", "partly even", "high temperature", "other curve", "low temperature"],
)
def test_how_sure_a_model_is_hides_no_gap(change):
    changed = change(BY_HEART)
    changed /= changed.sum(axis=1, keepdims=True)
    score = METRICS["accuracy_less_gap"](MARKED, changed)
    assert score == pytest.approx(METRICS["accuracy_less_gap"](MARKED, BY_HEART))


def test_equal_entries_share_their_places_in_the_order():
    """The two classes that a label is not told from count like two that come in any order."""
    new = np.array([0.4, 0.3, 0.3])
    labels = np.array([[0, 1]] * 4 + [[0, 0], [1, 0], [2, 0], [2, 0]])
    shares = np.log([2 / 7, 2.5 / 7, 2.5 / 7])
    expected = 1 / 4 - max(0, shares[0] - (shares[0] + 3 * shares[1]) / 4)
    assert METRICS["accuracy_less_gap"](labels, np.tile(new, (8, 1))) == pytest.approx(expected)
    labels[5:7, 0] = 0
    shares = np.log([4 / 7, 1.5 / 7])
    expected = 3 / 4 - (shares[0] - (3 * shares[0] + shares[1]) / 4)
    assert METRICS["accuracy_less_gap"](labels, np.tile(new, (8, 1))) == pytest.approx(expected)


@pytest.mark.parametrize("metric", ["negative_mean_discrepancy", "novelty"])
@pytest.mark.parametrize("size", [0, 1, 2_000_000])
def test_a_cloud_of_too_few_or_too_many_points_is_refused_at_once(metric, size):
    labels = np.zeros((2, 5, 2)) if metric == "novelty" else np.zeros((5, 2))
    with pytest.raises(ValueError, match=f"from 2 to 20 points. Received: {size}"):
        METRICS[metric](labels, np.zeros((size, 2)))
