"""Random answers are judged by statistics: within which bounds must a fair draw lie?

An answer that draws at random has no exact expected value. Its draws travel back, a statistic of
them is computed here, outside of the worker, and must lie within bounds that right code misses
with the stated probability, the false-alarm rate. Bounds come from exact or normal
distributions, never from taste.
"""

from collections.abc import Callable

import numpy as np
from scipy import stats

from autograder.checks.expectations import Between

FALSE_ALARM = 1e-8
"""Chance that a right answer's statistic falls outside its bounds."""

Statistic = Callable[[np.ndarray], float]


def share_of_zeros(draws: np.ndarray) -> float:
    """How many of the draws are exactly 0, from 0 to 1."""
    return float(np.mean(draws == 0))


def mean(draws: np.ndarray) -> float:
    """The mean of all draws."""
    return float(np.mean(draws))


def standard_deviation(draws: np.ndarray) -> float:
    """The root of the mean squared deviation from the draws' own mean."""
    return float(np.std(draws))


def largest_correlation_of_rows(draws: np.ndarray) -> float:
    """The largest absolute correlation of two different rows ``(rows, n)``; 1 if some are alike."""
    rows = draws.reshape(len(draws), -1)
    with np.errstate(invalid="ignore"):
        correlation = np.nan_to_num(np.corrcoef(rows), nan=1.0)
    return float(np.max(np.abs(correlation[~np.eye(len(rows), dtype=bool)])))


def distance_from_uniform(draws: np.ndarray) -> float:
    """Kolmogorov and Smirnov's distance of the draws from the uniform distribution on [0, 1]."""
    return float(stats.kstest(draws.ravel(), "uniform").statistic)


def distance_from_normal(draws: np.ndarray) -> float:
    """Kolmogorov and Smirnov's distance of the draws from the standard normal distribution."""
    return float(stats.kstest(draws.ravel(), "norm").statistic)


def largest_gap_of_row_sums(draws: np.ndarray) -> float:
    """How far the sum of a row ``(rows, n)`` lies from 1 at most."""
    return float(np.max(np.abs(draws.sum(axis=-1) - 1)))


STATISTICS: dict[str, Statistic] = {
    function.__name__: function
    for function in (
        share_of_zeros,
        mean,
        standard_deviation,
        largest_correlation_of_rows,
        distance_from_uniform,
        distance_from_normal,
        largest_gap_of_row_sums,
    )
}


def share_of_zeros_near(
    share: float, shape: tuple[int, ...], false_alarm: float = FALSE_ALARM
) -> Between:
    """Independent draws, each 0 with probability ``share``: exact binomial bounds."""
    size = int(np.prod(shape))
    low, high = stats.binom.interval(1 - false_alarm, size, share)
    return _between("share_of_zeros", float(low) / size, float(high) / size, shape)


def mean_near(
    centre: float, deviation: float, shape: tuple[int, ...], false_alarm: float = FALSE_ALARM
) -> Between:
    """Independent draws of mean ``centre`` and standard deviation ``deviation``: normal bounds."""
    reach = float(stats.norm.isf(false_alarm / 2)) * deviation / np.sqrt(np.prod(shape))
    return _between("mean", centre - reach, centre + reach, shape)


def normal_deviation_near(
    deviation: float, shape: tuple[int, ...], false_alarm: float = FALSE_ALARM
) -> Between:
    """Independent normal draws of standard deviation ``deviation``: exact chi-squared bounds."""
    size = int(np.prod(shape))
    low, high = stats.chi2.interval(1 - false_alarm, size - 1)
    bounds = deviation * np.sqrt(np.array([low, high]) / size)
    return _between("standard_deviation", float(bounds[0]), float(bounds[1]), shape)


def rows_unlike(shape: tuple[int, ...], false_alarm: float = FALSE_ALARM) -> Between:
    """Independent rows: no two are correlated by more than chance; Bonferroni over the pairs."""
    rows, size = shape[0], int(np.prod(shape[1:]))
    pairs = rows * (rows - 1) / 2
    t = float(stats.t.isf(false_alarm / pairs / 2, size - 2))
    return _between("largest_correlation_of_rows", 0.0, t / np.sqrt(size - 2 + t * t), shape)


def distributed_as(name: str, shape: tuple[int, ...], false_alarm: float = FALSE_ALARM) -> Between:
    """Independent draws, ``"uniform"`` on [0, 1] or standard ``"normal"``: exact bounds."""
    reach = float(stats.kstwo.isf(false_alarm, int(np.prod(shape))))
    return _between(f"distance_from_{name}", 0.0, reach, shape)


def rows_of_probabilities(shape: tuple[int, ...]) -> list[Between]:
    """No entry is negative, and every row sums to 1, up to the rounding of float32."""
    rounding = 1e-3
    sums = _between("largest_gap_of_row_sums", 0.0, rounding, shape)
    return [Between(key="", low=0.0, high=1.0 + rounding, shape=shape), sums]


def _between(statistic: str, low: float, high: float, shape: tuple[int, ...]) -> Between:
    return Between(key="", low=float(low), high=float(high), shape=shape, statistic=statistic)
