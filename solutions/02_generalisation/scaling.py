"""Preparation by the training data alone: the question standardise (2.4)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def _columns(random: np.random.Generator, size: int, features: int) -> np.ndarray:
    """Columns with means and scales of their own; the means not far beyond the scales."""
    scales = 10.0 ** random.uniform(-1, 3, size=features)
    return (random.normal(size=(size, features)) + random.uniform(-3, 3, size=features)) * scales


def three_parts(random: np.random.Generator) -> Iterator[Inputs]:
    """Two dtypes; the other parts have other distributions, and one of them a single row."""
    for dtype in ("float32", "float64"):
        for size, features in ((5, 2), (40, 3)):
            train = _columns(random, size, features)
            shift = train.std(axis=0) * random.uniform(1, 3, size=features)
            validation = train[:4] * 1.5 + shift
            test = train[:1] - shift
            parts = {"train": train, "validation": validation, "test": test}
            yield {name: part.astype(dtype) for name, part in parts.items()}


def constant_columns(random: np.random.Generator) -> Iterator[Inputs]:
    """Columns without any variance in the training data, though not elsewhere; 0 among them."""
    for dtype in ("float32", "float64"):
        train = _columns(random, 8, 4)
        train[:, 0], train[:, 2] = float(random.integers(2, 9)), 0.0
        test = _columns(random, 3, 4)
        yield {"train": train.astype(dtype), "test": test.astype(dtype)}


def with_an_outlier(random: np.random.Generator) -> Iterator[Inputs]:
    """The same training data beside ordinary others and beside others that are far away."""
    for features in range(2, 6):
        train = _columns(random, 10 + features, features)
        yield {"train": train, "near": train[:3] + 1.0, "far": train[:2] * 1e3, "one": train[-1:]}
    yield {"train": _columns(random, 9, 2)}


SHOWN = "standardise(train, *others)"

STANDARDISE = Question(
    name="standardise",
    ideas=("B4",),
    forbidden=(
        "sklearn.preprocessing.StandardScaler",
        "sklearn.preprocessing.scale",
        "sklearn.preprocessing.RobustScaler",
        "sklearn.preprocessing.MinMaxScaler",
        "keras.layers.Normalization",
        "tensorflow.keras.layers.Normalization",
        "scipy.stats.zscore",
        "scipy.stats.zmap",
        "scipy.stats.mstats.zscore",
    ),
    hints=(
        "How many means are there for data of shape `(samples, features)`, and which axis does "
        "`mean` have to run over?",
        "From which array are mean and standard deviation computed, and to which are they applied?",
        "Where a standard deviation is 0, divide by 1: `np.where` chooses element by element.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=three_parts,
            oracle=oracles.standardise,
            probe="standardised",
            shown=SHOWN,
            relative=1e-4,
            absolute=2e-5,
            ask_dtype=True,
            means="Every array is shifted and scaled by the statistics of the training data.",
        ),
        output(
            "constant columns",
            points=1,
            inputs=constant_columns,
            oracle=oracles.standardise,
            probe="standardised",
            shown=SHOWN,
            relative=1e-4,
            absolute=1e-5,
            means="A column that is constant in the training data is centred, and not divided.",
        ),
        property_check(
            "any number of others",
            points=1,
            inputs=with_an_outlier,
            oracle=oracles.standardise,
            probe="standardised",
            shown=SHOWN,
            relative=1e-5,
            absolute=1e-5,
            visible=False,
            means="Whatever the other arrays hold, the training data are treated alike.",
        ),
    ),
)
