"""The bounds of statistics: fair draws are missed as seldom as stated, unfair ones are caught."""

import msgspec
import numpy as np
import pytest
from scipy import stats

from autograder.checks import statistics
from autograder.checks.expectations import Between
from autograder.compare import compare

SHAPE = (20, 60)
TRIALS = 400


def bounds(name, false_alarm):
    make = {
        "zeros": lambda: statistics.share_of_zeros_near(0.3, SHAPE, false_alarm),
        "mean": lambda: statistics.mean_near(2.0, 0.5, SHAPE, false_alarm),
        "deviation": lambda: statistics.normal_deviation_near(0.5, SHAPE, false_alarm),
        "rows": lambda: statistics.rows_unlike(SHAPE, false_alarm),
        "uniform": lambda: statistics.distributed_as("uniform", SHAPE, false_alarm),
        "normal": lambda: statistics.distributed_as("normal", SHAPE, false_alarm),
    }
    return make[name]()


FAIR = {
    "zeros": lambda random: (random.uniform(size=SHAPE) > 0.3) * 1.5,
    "mean": lambda random: random.normal(2.0, 0.5, SHAPE),
    "deviation": lambda random: random.normal(2.0, 0.5, SHAPE),
    "rows": lambda random: random.normal(2.0, 0.5, SHAPE),
    "uniform": lambda random: random.uniform(size=SHAPE),
    "normal": lambda random: random.normal(size=SHAPE),
}
UNFAIR = {
    "zeros": lambda random: (random.uniform(size=SHAPE) > 0.5) * 1.5,
    "mean": lambda random: random.normal(2.2, 0.5, SHAPE),
    "deviation": lambda random: random.normal(2.0, 0.7, SHAPE),
    "rows": lambda random: np.repeat(random.normal(size=(10, 60)), 2, axis=0),
    "uniform": lambda random: random.uniform(size=SHAPE) ** 2,
    "normal": lambda random: random.uniform(-1, 1, SHAPE),
}


def passes(expectation, draws):
    return not compare((expectation,), {expectation.key: draws})


@pytest.mark.parametrize("name", FAIR)
def test_fair_draws_pass_as_often_as_stated(name):
    random = np.random.default_rng(3)
    expectation = bounds(name, 0.1)
    failed = sum(not passes(expectation, FAIR[name](random)) for _ in range(TRIALS))
    low, high = stats.binom.interval(1 - 1e-6, TRIALS, 0.1)
    assert low <= failed <= high


@pytest.mark.parametrize("name", UNFAIR)
def test_unfair_draws_fail_at_the_rate_that_checks_use(name):
    random = np.random.default_rng(4)
    expectation = bounds(name, statistics.FALSE_ALARM)
    assert not any(passes(expectation, UNFAIR[name](random)) for _ in range(20))
    assert all(passes(expectation, FAIR[name](random)) for _ in range(20))


def test_a_constant_has_correlated_rows():
    assert not passes(statistics.rows_unlike(SHAPE), np.zeros(SHAPE))


def test_draws_must_be_finite_and_of_the_shape():
    expectation = bounds("mean", 1e-8)
    assert not passes(expectation, np.full(SHAPE, np.nan))
    assert not passes(expectation, np.full(SHAPE[::-1], 2.0))


def test_the_message_names_the_statistic_and_its_bounds():
    expectation = Between(
        key="share dropped", low=0.2, high=0.4, shape=(3,), statistic="share_of_zeros"
    )
    (mismatch,) = compare((expectation,), {"share dropped": np.ones(3)})
    assert mismatch.text == (
        "share dropped: expected the share of zeros between 0.2 and 0.4. Received: 0"
    )


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        ([[0.2, 0.8, 0.0], [1.0, 0.0, 0.0]], True),
        ([[0.2, 0.8, 0.1], [1.0, 0.0, 0.0]], False),
        ([[-0.2, 0.8, 0.4], [1.0, 0.0, 0.0]], False),
        ([[0.2, 0.8], [1.0, 0.0]], False),
    ],
)
def test_rows_of_probabilities(rows, right):
    expect = tuple(
        msgspec.structs.replace(each, key="output")
        for each in statistics.rows_of_probabilities((2, 3))
    )
    assert (not compare(expect, {"output": np.array(rows)})) is right
