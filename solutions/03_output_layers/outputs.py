"""The output functions: sigmoid, softmax, and softmax with a pinned logit."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def logits_of_all_scales(random: np.random.Generator) -> Iterator[Inputs]:
    """Two dtypes, distinct dimensions, small and large logits, one sample."""
    for dtype in ("float32", "float64"):
        for scale, shape in ((1.0, (2, 3)), (5.0, (4, 7)), (2.0, (1, 5))):
            yield {"logits": random.normal(scale=scale, size=shape).astype(dtype)}


def sigmoid_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """As for softmax, with a vector, a column, and the tails on both sides of 0."""
    yield from logits_of_all_scales(random)
    yield {"logits": random.normal(size=7)}
    yield {"logits": random.normal(scale=3.0, size=(4, 1)).astype("float32")}
    yield {"logits": random.choice([-1.0, 1.0], (3, 4)) * random.uniform(8.0, 14.0, (3, 4))}


def far_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Each row far below 0, near 0 and far above it."""
    offsets = np.array([-1000.0, -200.0, 0.0, 200.0, 1000.0])
    for dtype in ("float32", "float64"):
        yield {"logits": (random.normal(size=(3, 5)) + offsets).astype(dtype)}


def smooth_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64 logits of ordinary size to differentiate at."""
    for shape in ((2, 3), (3, 5)):
        yield {"logits": random.normal(scale=2.0, size=shape)}


def logits_with_zeros(random: np.random.Generator) -> Iterator[Inputs]:
    """Logits of ordinary size, then some that are exactly 0, as at the start of training."""
    yield from smooth_logits(random)
    logits = random.normal(scale=2.0, size=(3, 4))
    logits[:, 1] = 0.0
    yield {"logits": logits}


def saturated_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64 logits, some of which saturate the sigmoid on either side."""
    offsets = np.array([0.0, -1000.0, 1000.0, -12.0, 12.0])
    yield {"logits": random.normal(size=(2, 5)) + offsets}


def logits_of_growing_size(random: np.random.Generator) -> Iterator[Inputs]:
    """From one sample to twelve, two columns more than samples."""
    for size in range(1, 13):
        yield {"logits": random.normal(scale=4.0, size=(size, size + 2))}


def sigmoid_of_both_signs(logits: np.ndarray) -> dict[str, np.ndarray]:
    return {
        "output": oracles.sigmoid(logits),
        "output for -logits": 1.0 - oracles.sigmoid(logits),
    }


SIGMOID_IN_DISGUISE = (
    *(f"keras.ops.{name}" for name in ("silu", "swish", "glu", "binary_crossentropy")),
    *(f"keras.losses.{name}" for name in ("binary_crossentropy", "BinaryCrossentropy", "get")),
    "tensorflow.nn.sigmoid_cross_entropy_with_logits",
)
"""z σ(z), and minus log σ(z), from which the sigmoid is one step."""

SIGMOID = Question(
    name="sigmoid",
    ideas=("D3",),
    forbidden=(
        "keras.ops.sigmoid",
        "keras.ops.nn.sigmoid",
        "keras.ops.log_sigmoid",
        "keras.ops.nn.log_sigmoid",
        "keras.activations.sigmoid",
        *SIGMOID_IN_DISGUISE,
        "keras.activations.get",
        "keras.layers.Activation",
        "tensorflow.sigmoid",
        "tensorflow.math.sigmoid",
        "tensorflow.nn.sigmoid",
        "tensorflow.math.log_sigmoid",
        "scipy.special.expit",
    ),
    hints=(
        "Compute σ(-1000) and σ(1000) on paper. Which exponential in your formula is infinite?",
        "e^-|z| is never larger than 1. Write σ(z) with it, once for z ≥ 0 and once for z < 0.",
        "`ops.where` computes both of its branches, and differentiates both: an infinity in the "
        "branch that is not taken still makes the gradient NaN. Choose the exponent first.",
        "|z| has no derivative at 0, but the sigmoid has one, ¼. Does your exponent have it too?",
    ),
    checks=(
        output("values", points=2, inputs=sigmoid_logits, oracle=oracles.sigmoid, ask_dtype=True),
        output(
            "no overflow",
            points=1,
            inputs=far_logits,
            oracle=oracles.sigmoid,
            means="Logits far from 0 give 0 or 1, never inf or NaN.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=logits_with_zeros,
            forward=oracles.sigmoid,
            wrt=["logits"],
        ),
        gradient(
            "saturated gradient",
            points=1,
            inputs=saturated_logits,
            forward=oracles.sigmoid,
            oracle=oracles.sigmoid_gradient,
            wrt=["logits"],
            means="Far from 0 the gradient is 0. A NaN there would spoil every parameter.",
        ),
        property_check(
            "symmetry",
            points=1,
            visible=False,
            inputs=logits_of_growing_size,
            oracle=sigmoid_of_both_signs,
            probe="sigmoid_of_both_signs",
            means="The two outcomes share the probability: sigmoid(-logits) = 1 - sigmoid(logits).",
            shown="sigmoid(logits), sigmoid(-logits)",
        ),
    ),
)


def extreme_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Rows whose exponentials overflow, underflow, or lie far apart, and so within a row."""
    base = random.normal(size=(3, 4))
    yield {"logits": (base + 1000.0).astype("float32")}
    yield {"logits": (base - 1000.0).astype("float32")}
    yield {"logits": (base + np.array([[0.0], [500.0], [-2000.0]])).astype("float64")}
    yield {"logits": (base + np.array([0.0, 150.0, -300.0, 60.0])).astype("float32")}


def logits_far_apart(random: np.random.Generator) -> Iterator[Inputs]:
    """Rows that lie far apart, with two near classes and one hopeless class in each."""
    columns = np.array([0.0, 0.0, -900.0, 0.0])
    rows = np.array([[0.0], [800.0], [-800.0]])
    yield {"logits": random.normal(size=(3, 4)) + columns + rows}


def logits_and_shift(random: np.random.Generator) -> Iterator[Inputs]:
    """Random logits of growing size with a constant to add."""
    for size in range(1, 13):
        logits = random.normal(scale=3.0, size=(size, size + 2))
        yield {"logits": logits, "shift": float(random.normal(scale=20.0))}


def shifted_softmax(logits: np.ndarray, **_: Any) -> dict[str, np.ndarray]:
    expected = oracles.softmax(logits)
    return {"output": expected, "output after the shift": expected}


SOFTMAX_IN_DISGUISE = (
    *(
        f"keras.{module}.{prefix}categorical_crossentropy"
        for module in ("ops", "losses")
        for prefix in ("", "sparse_")
    ),
    *(f"keras.losses.{name}" for name in ("CategoricalCrossentropy", "get")),
    "keras.losses.SparseCategoricalCrossentropy",
    "tensorflow.nn.softmax_cross_entropy_with_logits",
    "tensorflow.nn.sparse_softmax_cross_entropy_with_logits",
)
"""Minus log softmax, at one class for a one-hot target."""

SOFTMAX = Question(
    name="softmax",
    ideas=("D4",),
    forbidden=(
        *SOFTMAX_IN_DISGUISE,
        "keras.ops.softmax",
        "keras.ops.nn.softmax",
        "keras.ops.log_softmax",
        "keras.ops.nn.log_softmax",
        "keras.activations.softmax",
        "keras.activations.log_softmax",
        "keras.activations.get",
        "keras.layers.Softmax",
        "keras.layers.Activation",
        "tensorflow.nn.softmax",
        "tensorflow.math.softmax",
        "tensorflow.nn.log_softmax",
        "tensorflow.math.log_softmax",
        "scipy.special.softmax",
        "scipy.special.log_softmax",
    ),
    hints=(
        "Which axis holds the classes? Each row must sum to 1.",
        "exp(1000) is infinite. What may be subtracted from a row without changing its softmax?",
        "`keepdims=True` keeps the reduced axis, so that every row is divided by its own sum.",
    ),
    checks=(
        output(
            "values", points=2, inputs=logits_of_all_scales, oracle=oracles.softmax, ask_dtype=True
        ),
        output(
            "no overflow",
            points=1,
            inputs=extreme_logits,
            oracle=oracles.softmax,
            means="Logits far from 0, or from each other, must not give inf or NaN.",
        ),
        property_check(
            "shift invariance",
            points=1,
            inputs=logits_and_shift,
            oracle=shifted_softmax,
            probe="softmax_shifted",
            means="Adding one number to all logits of a row must not change its softmax.",
            shown="softmax(logits), softmax(logits + shift)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_logits,
            forward=oracles.softmax,
            wrt=["logits"],
        ),
        gradient(
            "gradient far from 0",
            points=1,
            visible=False,
            inputs=logits_far_apart,
            forward=oracles.softmax,
            oracle=oracles.softmax_gradient,
            wrt=["logits"],
        ),
    ),
)


def free_logits_of_all_scales(random: np.random.Generator) -> Iterator[Inputs]:
    """Two dtypes, distinct dimensions, small and large logits, one sample, two classes."""
    for dtype in ("float32", "float64"):
        for scale, shape in ((1.0, (2, 3)), (4.0, (5, 6)), (2.0, (1, 4)), (2.0, (3, 1))):
            yield {"free_logits": random.normal(scale=scale, size=shape).astype(dtype)}


def extreme_free_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """The pinned class has nearly no probability, nearly all of it, or its fair share."""
    offsets = np.array([[0.0], [1000.0], [-1000.0], [300.0]])
    for dtype in ("float32", "float64"):
        yield {"free_logits": (random.normal(size=(4, 3)) + offsets).astype(dtype)}


def one_free_logit(random: np.random.Generator) -> Iterator[Inputs]:
    """Batches of two classes, whose one free logit is the logit of class 1."""
    for size in range(2, 13):
        yield {"free_logits": random.normal(scale=3.0, size=(size, 1))}


def logit_differences(random: np.random.Generator) -> Iterator[Inputs]:
    """Differences of K logits to the first, as one gets them from an unpinned model."""
    for size in range(1, 13):
        logits = random.normal(scale=3.0, size=(size, size + 3))
        yield {"free_logits": logits[:, 1:] - logits[:, :1]}


def smooth_free_logits(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64 logits of ordinary size to differentiate at."""
    for shape in ((2, 3), (4, 1), (3, 5)):
        yield {"free_logits": random.normal(scale=2.0, size=shape)}


def two_classes(free_logits: np.ndarray) -> np.ndarray:
    """Class 1 has the sigmoid, class 0 the rest."""
    return np.concatenate([oracles.sigmoid(-free_logits), oracles.sigmoid(free_logits)], axis=1)


PINNED_SOFTMAX = Question(
    name="pinned_softmax",
    ideas=("D5",),
    hints=(
        "K - 1 logits come in and K probabilities go out. Whose logit is missing, and what is it?",
        "What is e to the power of the pinned logit? That is class 0's share before normalising.",
        "With the column of zeros in front, this is an ordinary softmax over K logits.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=free_logits_of_all_scales,
            oracle=oracles.pinned_softmax,
            ask_dtype=True,
        ),
        property_check(
            "two classes are the sigmoid",
            points=1,
            inputs=one_free_logit,
            oracle=two_classes,
            means="With K = 2, class 1 has the probability sigmoid(free_logits).",
        ),
        output(
            "no overflow",
            points=1,
            inputs=extreme_free_logits,
            oracle=oracles.pinned_softmax,
            means="The pinned logit takes part in the shift: e^0 may be the smallest term.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_free_logits,
            forward=oracles.pinned_softmax,
            wrt=["free_logits"],
        ),
        property_check(
            "only differences count",
            points=1,
            visible=False,
            inputs=logit_differences,
            oracle=oracles.pinned_softmax,
            means="Pinning loses nothing: differences to class 0 give any softmax.",
        ),
    ),
)
