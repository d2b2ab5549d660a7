"""Metrics reward what they name, and nothing degenerate."""

import numpy as np
import pytest

from autograder.checks.metrics import METRICS

RANDOM = np.random.default_rng(0)
LABELS = RANDOM.integers(0, 3, size=50)


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


@pytest.mark.parametrize(
    "predictions",
    [np.full((50, 3), 0.9), np.tile([1.2, -0.1, -0.1], (50, 1)), np.ones(50), np.ones((49, 3)) / 3],
    ids=["sum above 1", "negative", "one column", "a row short"],
)
def test_what_is_no_distribution_is_refused(predictions):
    with pytest.raises(ValueError, match="Expected"):
        METRICS["mean_log_likelihood"](LABELS, predictions)


def test_discrepancy_is_0_between_clouds_of_one_distribution_and_not_between_others():
    true, like, wide = RANDOM.normal(size=(3, 800, 2)) * np.array([1, 1, 1.5])[:, None, None]
    assert METRICS["negative_mean_discrepancy"](true, like) == pytest.approx(0, abs=0.005)
    assert METRICS["negative_mean_discrepancy"](true, wide) < -0.01
    with pytest.raises(ValueError, match="Expected"):
        METRICS["negative_mean_discrepancy"](true, like[:, :1])


def test_copies_are_not_new():
    known, further, new = RANDOM.normal(size=(3, 300, 2))
    labels = np.stack([known, further])
    assert METRICS["novelty"](labels, new) > 0.8
    assert METRICS["novelty"](labels, known[::-1]) == 0
    assert METRICS["novelty"](labels, known + 0.001) < 0.1
    with pytest.raises(ValueError, match="Expected"):
        METRICS["novelty"](labels, new[:, :1])


def test_accuracy_less_gap_wants_both_a_good_model_and_a_small_gap():
    labels = np.stack([LABELS, np.arange(50) < 20], axis=1).astype(int)
    sure = 0.9 * np.eye(3)[LABELS] + 0.1 / 3
    by_heart = np.where(labels[:, 1:] == 1, 0.999 * np.eye(3)[LABELS] + 0.001 / 3, 1 - sure)
    by_heart /= by_heart.sum(axis=1, keepdims=True)

    def score(predictions):
        return METRICS["accuracy_less_gap"](labels, predictions)

    assert score(sure) > 0.9
    assert score(by_heart) < -1
    assert score(np.full((50, 3), 1 / 3)) == 0


def test_vague_probabilities_hide_no_gap():
    """Ranks as a model has them that has learnt its data by heart, and hardly any difference."""
    labels = np.stack([LABELS, np.arange(50) < 20], axis=1).astype(int)
    named = np.where((np.arange(50) >= 20) & (np.arange(50) % 4 == 0), (LABELS + 1) % 3, LABELS)
    share = np.mean(named[20:] == LABELS[20:])
    sharp = 0.999 * np.eye(3)[named] + 0.001 / 3
    vague = (0.001 * sharp + 0.999 / 3).astype(np.float32)
    assert METRICS["accuracy_less_gap"](labels, vague) < share - 0.2
    assert METRICS["accuracy_less_gap"](labels, sharp) < share - 1
    calibrated = share * np.eye(3)[named] + (1 - share) / 2 * (1 - np.eye(3)[named])
    calibrated[:20] = calibrated[20]
    labels[:20, 0] = labels[20, 0]
    assert METRICS["accuracy_less_gap"](labels, calibrated) > share - 0.3


@pytest.mark.parametrize("metric", ["negative_mean_discrepancy", "novelty"])
@pytest.mark.parametrize("size", [0, 1, 2_000_000])
def test_a_cloud_of_too_few_or_too_many_points_is_refused_at_once(metric, size):
    labels = np.zeros((2, 5, 2)) if metric == "novelty" else np.zeros((5, 2))
    with pytest.raises(ValueError, match=f"from 2 to 20 points. Received: {size}"):
        METRICS[metric](labels, np.zeros((size, 2)))
