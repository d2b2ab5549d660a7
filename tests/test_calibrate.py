"""Thresholds keep their distance, and the bound holds without knowing the distribution."""

import numpy as np
import pytest

from autograder.calibrate import DEVIATIONS, bound_of_failure, choose_threshold
from autograder.errors import AuthoringError


def test_the_threshold_keeps_its_distance_from_right_and_wrong():
    random = np.random.default_rng(0)
    right = {"solution": list(random.normal(0.9, 0.01, 30))}
    wrong = {"mutant": [0.5, 0.55]}
    threshold = choose_threshold(right, wrong)
    mean, deviation = np.mean(right["solution"]), np.std(right["solution"], ddof=1)
    assert 0.55 < threshold <= mean - DEVIATIONS * deviation


def test_a_mutant_as_good_as_the_right_answers_is_an_error():
    with pytest.raises(AuthoringError, match="No threshold separates right from wrong"):
        choose_threshold({"solution": [0.9, 0.91, 0.89]}, {"mutant": [0.88]})


def test_a_mutant_that_never_gave_a_score_does_not_matter():
    assert choose_threshold({"solution": [0.9, 0.91]}, {"mutant": []}) < 0.9


@pytest.mark.parametrize("draw", ["normal", "laplace", "uniform", "exponential"])
def test_the_bound_holds_for_every_distribution_tried(draw):
    """Of 4,000 samples of 30, the next draw misses the threshold no more often than stated."""
    random = np.random.default_rng(1)
    samples = -getattr(random, draw)(size=(4000, 31))
    misses, bounds = [], []
    for sample in samples:
        right, later = list(sample[:30]), sample[30]
        threshold = np.mean(right) - 2.0 * np.std(right, ddof=1)
        misses.append(later < threshold)
        bounds.append(bound_of_failure(right, threshold, 1))
    assert np.mean(misses) <= np.mean(bounds)


def test_more_tries_lower_the_bound():
    scores = list(np.random.default_rng(2).normal(size=40))
    bounds = [bound_of_failure(scores, -6.0, tries) for tries in (1, 2, 3)]
    assert bounds[0] > bounds[1] > bounds[2]
    assert bounds[2] == pytest.approx(bounds[0] ** 3)


def test_a_threshold_over_the_mean_promises_nothing():
    assert bound_of_failure([0.0, 1.0], 0.6, 3) == 1.0


def test_right_answers_that_always_score_the_same_can_be_calibrated():
    right, wrong = {"solution": [1.0] * 30}, {"mutant": [0.4]}
    threshold = choose_threshold(right, wrong)
    assert 0.4 < threshold <= 1.0
    assert bound_of_failure(right["solution"], threshold, 2) < 0.01
