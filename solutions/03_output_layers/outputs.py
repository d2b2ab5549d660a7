"""The output functions, the output layer and the cross-entropy of logits."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def logits_of_all_scales(random: np.random.Generator) -> Iterator[Inputs]:
    """Two dtypes, distinct dimensions, ordinary and large logits."""
    for dtype in ("float32", "float64"):
        for scale, shape in ((1.0, (2, 3)), (5.0, (4, 7))):
            yield {"logits": (scale * random.normal(size=shape)).astype(dtype)}


def extreme_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Rows whose exponentials overflow, underflow, or lie far apart."""
    base = random.normal(size=(3, 4))
    yield {"logits": (base + 1000.0).astype("float32")}
    yield {"logits": (base - 1000.0).astype("float32")}
    yield {"logits": (base + np.array([[0.0], [500.0], [-2000.0]])).astype("float64")}


def logits_and_shift(random: np.random.Generator) -> Iterator[Inputs]:
    """Random logits of growing size with a constant to add."""
    for size in range(1, 13):
        logits = random.normal(scale=3.0, size=(size, size + 2))
        yield {"logits": logits, "shift": float(random.normal(scale=20.0))}


def float64_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Small float64 logits to differentiate at."""
    for shape in ((2, 3), (3, 5)):
        yield {"logits": random.normal(scale=2.0, size=shape)}


def shifted_softmax(logits: np.ndarray, shift: float) -> dict[str, np.ndarray]:
    expected = oracles.softmax(logits)
    return {
        "output": expected,
        "output after the shift": expected,
        "row sums": np.ones(len(logits)),
    }


SOFTMAX = Question(
    name="softmax",
    ideas=("D4",),
    forbidden=(
        "keras.ops.softmax",
        "keras.ops.log_softmax",
        "keras.activations.softmax",
        "keras.layers.Softmax",
        "tensorflow.nn.softmax",
        "tensorflow.nn.log_softmax",
        "scipy.special.softmax",
    ),
    hints=(
        "Which axis holds the classes? Each row must sum to 1.",
        "exp(1000) is infinite. What may be subtracted from a row without changing its softmax?",
        "`keepdims=True` keeps the reduced axis, so that every row is divided by its own sum.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=logits_of_all_scales,
            oracle=oracles.softmax,
            ask_dtype=True,
        ),
        output(
            "no overflow",
            points=1,
            inputs=extreme_logits,
            oracle=oracles.softmax,
            means="Logits far from 0 must not give inf or NaN.",
        ),
        property_check(
            "shift invariance",
            points=1,
            inputs=logits_and_shift,
            oracle=shifted_softmax,
            probe="softmax_shifted",
            means="Adding one number to all logits of a row must not change its softmax.",
            shown="softmax(logits + shift)",
        ),
        gradient(
            "gradient",
            points=1,
            visible=False,
            inputs=float64_logits,
            forward=oracles.softmax,
            wrt=["logits"],
        ),
    ),
)

