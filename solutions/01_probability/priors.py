"""Maximum a posteriori: weights with a Gaussian prior (1.13)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def _regression(
    random: np.random.Generator, samples: int, features: int, dtype: str = "float64"
) -> Inputs:
    """A linear model with noise; the weights are not small, nor are the targets centred."""
    x = random.normal(0.4, 1.0, size=(samples, features))
    y = x @ random.normal(1.0, 1.0, size=features) + random.normal(0.5, 0.5, size=samples)
    return {"x": x.astype(dtype), "y": y.astype(dtype)}


def _precisions(random: np.random.Generator, prior: float, noise: float) -> Inputs:
    """Near the given ones; neither is 1, and they differ.

    Both are exact in float32, and so is their ratio if `noise` is a power of 2: `tf.cast` and
    `keras.ops` round a Python number to float32 first, whatever the dtype of the tensors is.
    """
    return {
        "prior_precision": float(np.float32(prior * random.uniform(0.8, 1.25))),
        "noise_precision": float(noise * random.choice([1.0, 4.0])),
    }


def regressions(random: np.random.Generator) -> Iterator[Inputs]:
    """Weak and strong priors, little and much noise, in two dtypes."""
    for dtype in ("float32", "float64"):
        for (samples, features), prior, noise in (
            ((4, 1), 3, 0.5),
            ((9, 3), 6, 2),
            ((20, 4), 5, 8),
        ):
            yield _regression(random, samples, features, dtype) | _precisions(random, prior, noise)


def more_weights_than_samples(random: np.random.Generator) -> Iterator[Inputs]:
    """Weights that the data alone don't determine; then the same feature twice."""
    yield _regression(random, 1, 2) | _precisions(random, 2.0, 0.5)
    yield _regression(random, 3, 7) | _precisions(random, 0.5, 4.0)
    doubled = _regression(random, 8, 3)
    doubled["x"][:, 2] = doubled["x"][:, 0]
    yield doubled | _precisions(random, 0.3, 4.0)


def extreme_priors(random: np.random.Generator) -> Iterator[Inputs]:
    """A prior that hardly counts, and one that hardly lets the weights move."""
    yield _regression(random, 12, 3) | _precisions(random, 1e-4, 2.0)
    yield _regression(random, 6, 4) | _precisions(random, 300.0, 2.0)


def samples_to_copy(random: np.random.Generator) -> Iterator[Inputs]:
    for size in range(1, 8):
        yield _regression(random, size + 2, size) | _precisions(random, 4.0, 2.0)


def doubled_data(
    x: np.ndarray, y: np.ndarray, prior_precision: float, noise_precision: float
) -> dict[str, np.ndarray]:
    """The likelihood is a product over samples: two of each double the precision."""
    expected = oracles.maximum_a_posteriori_weights(x, y, prior_precision, 2 * noise_precision)
    return {
        "output for every sample twice": expected,
        "output for twice the noise_precision": expected,
    }


MAXIMUM_A_POSTERIORI_WEIGHTS = Question(
    name="maximum_a_posteriori_weights",
    ideas=("S7", "S13"),
    forbidden=(
        "sklearn.linear_model.Ridge",
        "sklearn.linear_model.RidgeCV",
        "sklearn.linear_model.ridge_regression",
        "sklearn.linear_model.BayesianRidge",
        "sklearn.linear_model.ARDRegression",
        "sklearn.kernel_ridge.KernelRidge",
    ),
    hints=(
        "With one feature and one sample, w minimises β/2 (y - x w)² + α/2 w². Set the derivative "
        "to 0 and solve for w on paper.",
        "For several features, the gradient is -β Xᵀ(y - X w) + α w. Collect what stands before "
        "w: which matrix is it, and of which shape?",
        "α stands on the diagonal once, however many samples there are: `ops.eye`. A precision is "
        "1 / variance, so a large α pulls the weights towards 0.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=regressions,
            oracle=oracles.maximum_a_posteriori_weights,
            ask_dtype=True,
        ),
        output(
            "more weights than samples",
            points=1,
            inputs=more_weights_than_samples,
            oracle=oracles.maximum_a_posteriori_weights,
            means="Where the data leave weights undetermined, the prior decides.",
        ),
        output(
            "strong and weak priors",
            points=1,
            inputs=extreme_priors,
            oracle=oracles.maximum_a_posteriori_weights,
            means="A weak prior leaves the least squares fit, a strong one pulls it towards 0.",
        ),
        property_check(
            "twice the data",
            points=1,
            visible=False,
            inputs=samples_to_copy,
            oracle=doubled_data,
            probe="weights_from_copies",
            shown="maximum_a_posteriori_weights(x, y, prior_precision, noise_precision)",
            means="Every sample twice is every sample once with twice the precision.",
        ),
    ),
)
