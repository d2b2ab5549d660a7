"""The cross-entropy of a batch, from targets and logits."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def one_hot(random: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """A random class in each row of `(batch, classes)`, as a one-hot row."""
    return np.eye(shape[1])[random.integers(shape[1], size=shape[0])]


def soft_targets(random: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """A random distribution in each row, no class with less than about 1 in 50."""
    weights = random.uniform(0.1, 1.0, size=shape)
    return weights / weights.sum(axis=1, keepdims=True)


def targets_and_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """One-hot and soft targets, two dtypes, small and large logits, one sample."""
    for dtype in ("float64", "float32"):
        for targets, scale, shape in (
            (one_hot, 1.0, (2, 3)),
            (soft_targets, 1.0, (3, 4)),
            (one_hot, 5.0, (6, 4)),
            (soft_targets, 3.0, (1, 5)),
        ):
            logits = random.normal(scale=scale, size=shape)
            yield {
                "targets": targets(random, shape).astype(dtype),
                "logits": logits.astype(dtype),
            }


def confident_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Logits far apart, so that the probability of some target is 0 in floating point."""
    columns = np.array([0.0, 300.0, -300.0, 150.0])
    for dtype in ("float32", "float64"):
        logits = random.normal(size=(5, 4)) + random.permuted(np.tile(columns, (5, 1)), axis=1)
        shift = random.choice([-400.0, 400.0], size=(5, 1))
        yield {
            "targets": soft_targets(random, (5, 4)).astype(dtype),
            "logits": (logits + shift).astype(dtype),
        }


def matching_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Logits whose softmax is the target: its logarithm and any number more in each row."""
    for size in range(1, 13):
        targets = soft_targets(random, (size, size + 2))
        shift = random.normal(scale=10.0, size=(size, 1))
        yield {"targets": targets, "logits": np.log(targets) + shift}


def smooth_targets_and_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64 logits of ordinary size, and soft or one-hot targets."""
    for targets, shape in ((one_hot, (2, 3)), (soft_targets, (3, 5))):
        yield {
            "targets": targets(random, shape),
            "logits": random.normal(scale=2.0, size=shape),
        }


def confident_doubles(random: np.random.Generator) -> Iterator[Inputs]:
    """The far logits in float64, to differentiate at."""
    yield from (case for case in confident_logits(random) if case["logits"].dtype == np.float64)


CATEGORICAL_CROSS_ENTROPY = Question(
    name="categorical_cross_entropy",
    ideas=("F6",),
    forbidden=(
        "keras.ops.categorical_crossentropy",
        "keras.ops.nn.categorical_crossentropy",
        "keras.ops.sparse_categorical_crossentropy",
        "keras.ops.nn.sparse_categorical_crossentropy",
        "keras.ops.log_softmax",
        "keras.ops.nn.log_softmax",
        "keras.activations.log_softmax",
        "keras.losses.categorical_crossentropy",
        "keras.losses.sparse_categorical_crossentropy",
        "keras.losses.CategoricalCrossentropy",
        "keras.losses.SparseCategoricalCrossentropy",
        "keras.losses.get",
        "keras.metrics.categorical_crossentropy",
        "keras.metrics.CategoricalCrossentropy",
        "tensorflow.nn.softmax_cross_entropy_with_logits",
        "tensorflow.nn.sparse_softmax_cross_entropy_with_logits",
        "tensorflow.nn.log_softmax",
        "tensorflow.math.log_softmax",
        "scipy.special.log_softmax",
        "sklearn.metrics.log_loss",
    ),
    hints=(
        "Sum over the classes, then take the mean over the samples: one number for the batch.",
        "A probability below 1e-300 is 0 in the computer, and its logarithm -inf. Simplify "
        "log(e^z / Σ e^z) on paper before you compute it.",
        "log(e^z / Σ e^z) = z - log Σ e^z. Shift the logits first, as in `softmax`; or look up "
        "`ops.logsumexp`.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=targets_and_logits,
            oracle=oracles.categorical_cross_entropy,
            ask_dtype=True,
        ),
        output(
            "confident and wrong",
            points=1,
            inputs=confident_logits,
            oracle=oracles.categorical_cross_entropy,
            means="The cost of a target that the model holds to be impossible is large but finite.",
        ),
        property_check(
            "lowest where they agree",
            points=1,
            inputs=matching_logits,
            oracle=oracles.mean_entropy,
            means="Where softmax(logits) is the target, the cost is the entropy of the target.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_targets_and_logits,
            forward=oracles.categorical_cross_entropy,
            wrt=["logits"],
        ),
        gradient(
            "gradient far from 0",
            points=1,
            visible=False,
            inputs=confident_doubles,
            forward=oracles.categorical_cross_entropy,
            oracle=oracles.categorical_cross_entropy_gradient,
            wrt=["logits"],
        ),
    ),
)
