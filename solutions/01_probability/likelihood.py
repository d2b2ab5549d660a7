"""Maximum likelihood, in closed form and step by step (1.11 and 1.12).

What the training check draws is described in ``datasets/gaussian_samples.md``.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check, training
from autograder.checks.expectations import Between
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def few_samples(random: np.random.Generator) -> Iterator[Inputs]:
    """So few that n and n - 1 are far apart; several centres and scales."""
    for dtype in ("float32", "float64"):
        for size, centre, scale in ((2, 0.5, 1.0), (5, -3.0, 2.0), (9, 20.0, 6.0), (30, 0.0, 0.2)):
            yield {"x": random.normal(centre, scale, size=size).astype(dtype)}


def lopsided_samples(random: np.random.Generator) -> Iterator[Inputs]:
    """Samples that no Gaussian would give: with an outlier, of two values, all alike."""
    yield {"x": np.append(random.normal(size=6), random.uniform(20.0, 40.0))}
    yield {"x": random.permutation(np.repeat(random.normal(size=2), [3, 8]))}
    yield {"x": np.full(4, random.uniform(1.0, 5.0))}


def samples_far_from_zero(random: np.random.Generator) -> Iterator[Inputs]:
    """A thousand and more standard deviations from 0 in float32, and 10⁹ of them in float64."""
    for centre, dtype in ((1000.0, "float32"), (-3000.0, "float32"), (1e9, "float64")):
        yield {"x": random.normal(centre, 1.0, size=40).astype(dtype)}


def samples_in_two_units(random: np.random.Generator) -> Iterator[Inputs]:
    for size in range(2, 8):
        yield {
            "x": random.normal(1.0, 2.0, size=size),
            "factor": float(random.uniform(-3.0, -1.5)),
            "offset": float(random.uniform(2.0, 4.0)),
        }


def changed_units(x: np.ndarray, factor: float, offset: float) -> dict[str, np.ndarray]:
    """a x + b has the mean a μ + b and the variance a² σ²."""
    fitted = oracles.gaussian_maximum_likelihood(x)
    return fitted | {
        "mean of factor * x + offset": factor * fitted["mean"] + offset,
        "variance of factor * x + offset": factor**2 * fitted["variance"],
    }


GAUSSIAN_MAXIMUM_LIKELIHOOD = Question(
    name="gaussian_maximum_likelihood",
    ideas=("F5", "S12"),
    hints=(
        "Differentiate J by the mean, and set the result to 0: which mean makes the sum of all "
        "x - μ zero?",
        "Now by the variance, call it v: 1/v and (1/n) Σ (x - μ)² / v² have to be equal. Solve "
        "for v. Is there an n - 1?",
        "Return the variance, not its square root. Subtract the mean before you square: far from "
        "0, squares are large and their difference is rounding.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=few_samples,
            oracle=oracles.gaussian_maximum_likelihood,
            probe="gaussian",
            shown="gaussian_maximum_likelihood(x)",
            ask_dtype=True,
        ),
        output(
            "any samples",
            points=1,
            inputs=lopsided_samples,
            oracle=oracles.gaussian_maximum_likelihood,
            probe="gaussian",
            shown="gaussian_maximum_likelihood(x)",
            means="The formula holds for any samples, whether a Gaussian made them or not.",
        ),
        output(
            "far from 0",
            points=1,
            inputs=samples_far_from_zero,
            oracle=oracles.gaussian_maximum_likelihood,
            probe="gaussian",
            shown="gaussian_maximum_likelihood(x)",
            relative=1e-3,
            absolute=1e-3,  # the mean itself is rounded by 1e-4 there
            means="Samples far from 0 have the same spread: subtract before you square.",
        ),
        property_check(
            "change of units",
            points=1,
            visible=False,
            inputs=samples_in_two_units,
            oracle=changed_units,
            probe="gaussian_of_changed_units",
            shown="gaussian_maximum_likelihood(factor * x + offset)",
            means="In other units, the mean moves along and the variance grows with the square.",
        ),
    ),
)

STEPS, LEARNING_RATE = 150, 0.2


def _samples(random: np.random.Generator, size: int, mean: float, deviation: float) -> np.ndarray:
    """Samples of exactly this mean and this standard deviation, over n."""
    x = random.normal(size=size)
    return (x - x.mean()) / x.std() * deviation + mean


def _three_small_steps(random: np.random.Generator) -> Inputs:
    """Far from the start and narrow: what has a small variance so early made no steps."""
    x = _samples(random, 20, random.uniform(2.3, 2.7), random.uniform(0.3, 0.4))
    return {"x": x.astype("float32"), "steps": 3, "learning_rate": 0.01}


STILL_NEAR_THE_START = Between(key="", low=0.5, high=5.0)
"""The variance after those steps, however it is written; the closed form is below 0.2."""


def samples_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    """Twelve samples on one side of 0: the closed form is far from the true parameters.

    They ascend, so that one half of them is no fair sample of all; then a case with few steps.
    """
    x = random.choice([-1.0, 1.0]) * random.uniform(1.0, 2.0) + random.normal(scale=0.9, size=12)
    x = np.sort(x / x.std() * random.uniform(0.75, 1.1))
    yield {"x": x.astype("float32"), "steps": 240, "learning_rate": LEARNING_RATE}
    yield _three_small_steps(random)


def closed_form(x: np.ndarray, steps: int, **_: Any) -> dict[str, Any]:
    """What many steps lead to."""
    if steps == 3:
        return {"variance": STILL_NEAR_THE_START}
    return oracles.gaussian_maximum_likelihood(x)


def narrow_samples(random: np.random.Generator) -> Iterator[Inputs]:
    """A small variance: a step that ignores that it is positive leads below 0, or far away.

    Then a case with few steps.
    """
    x = _samples(random, 30, random.uniform(-0.2, 0.2), random.uniform(0.25, 0.3))
    yield {"x": x, "steps": 320, "learning_rate": 0.05}
    yield _three_small_steps(random)


def small_variance(x: np.ndarray, steps: int, **_: Any) -> dict[str, Any]:
    """Not the mean: optimizers with a memory still swing about it, by a share of the deviation."""
    return {"variance": closed_form(x, steps)["variance"]}


def samples_for_first_steps(random: np.random.Generator) -> Iterator[Inputs]:
    """Much wider than the start and far from it: no steps, one, then a few small ones.

    At last narrow samples and forty steps that are as small together as the few are: on the way to
    a smaller variance it has to grow.
    """
    for sign, steps in ((1.0, 0), (1.0, 1), (1.0, 6), (-1.0, 6)):
        x = _samples(random, 50, sign * random.uniform(1.8, 2.2), random.uniform(2.3, 2.7))
        yield {"x": x.astype("float32"), "steps": steps, "learning_rate": 0.01}
    x = _samples(random, 50, -random.uniform(2.4, 2.6), random.uniform(0.4, 0.5))
    yield {"x": x.astype("float32"), "steps": 40, "learning_rate": 0.0015}


def a_few_steps(x: np.ndarray, steps: int, learning_rate: float) -> dict[str, Any]:
    """From mean 0 and variance 1 a little towards the data, and not yet there.

    The gradient by the mean is about 2 in size and ``steps * learning_rate`` is 0.06; that by
    the variance depends on how the variance is written, so that its bounds are wide.
    """
    if steps == 0:
        return {"mean": np.asarray(0.0), "variance": np.asarray(1.0)}
    if steps == 1:  # plain descent is at 0.018 to 0.022, and Adam at 0.01
        return {"mean": Between(key="", low=0.008, high=0.03)}
    furthest = 0.4 if steps < 40 else 1.5  # momentum builds up over ten steps
    low, high = sorted(np.sign(x.mean()) * np.array([0.04, furthest]))
    return {
        "mean": Between(key="", low=float(low), high=float(high)),
        "variance": Between(key="", low=1.02, high=3.0 if steps < 40 else 4.0),
    }


def many_samples(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """400 samples of a secret Gaussian; the labels are its mean and log-variance."""
    mean = random.choice([-1.0, 1.0]) * random.uniform(0.5, 2.0)
    deviation = random.uniform(0.7, 1.2)
    x = random.normal(mean, deviation, size=400).astype("float32")
    sent = {"x": x, "steps": STEPS, "learning_rate": LEARNING_RATE, "size": 3}
    return sent, np.tile([mean, 2 * np.log(deviation)], (3, 1))


FIT_BY_MAXIMUM_LIKELIHOOD = Question(
    name="fit_by_maximum_likelihood",
    ideas=("F5", "S12"),
    forbidden=(
        "scipy.stats.norm.fit",
        "scipy.optimize.minimize",
        "sklearn.mixture.GaussianMixture",
    ),
    hints=(
        "Which two numbers can be changed freely? The mean is one; for the other, choose a number "
        "that may be negative, and compute the variance from it.",
        "Write the cost J with `ops.mean`, inside of the tape. Both of its last two terms contain "
        "the variance: without log σ² the variance would grow for ever.",
        "In each step: tape, cost, gradient, and theta becomes theta - learning_rate * gradient. "
        "After the last one, return the variance itself.",
    ),
    checks=(
        output(
            "first steps",
            points=1,
            inputs=samples_for_first_steps,
            oracle=a_few_steps,
            probe="gaussian",
            shown="fit_by_maximum_likelihood(x, steps, learning_rate)",
            means="A few small steps lead from mean 0 and variance 1 a little towards the data.",
        ),
        output(
            "reaches the closed form",
            points=2,
            inputs=samples_to_fit,
            oracle=closed_form,
            probe="gaussian",
            shown="fit_by_maximum_likelihood(x, steps, learning_rate)",
            relative=0.01,
            absolute=0.01,
            means="After many steps, and not before, mean and variance are those of the closed "
            "form.",
        ),
        output(
            "the variance stays positive",
            points=1,
            inputs=narrow_samples,
            oracle=small_variance,
            probe="gaussian",
            shown="fit_by_maximum_likelihood(x, steps, learning_rate)",
            relative=0.02,
            absolute=0.002,
            means="Samples that lie close together have a small variance, but a positive one.",
        ),
        training(
            "finds the distribution",
            points=1,
            data=many_samples,
            probe="gaussian_for_each",
            metric="negative_excess_over_entropy",
            best_possible=0.0,
            shown="fit_by_maximum_likelihood(x, steps, learning_rate)",
            means="Minus the KL divergence from the distribution that the samples came from, as a "
            "share of its entropy.",
        ),
    ),
)
