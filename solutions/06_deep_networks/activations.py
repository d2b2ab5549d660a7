"""The activations: ReLU and its modulated form."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]

READY_MADE_RELU = (
    *(f"keras.ops.{name}" for name in ("relu", "relu6", "leaky_relu", "elu", "selu", "celu")),
    *(f"keras.activations.{name}" for name in ("relu", "relu6", "leaky_relu", "elu", "get")),
    *(f"keras.layers.{name}" for name in ("ReLU", "LeakyReLU", "PReLU", "ELU", "Activation")),
    *(f"tensorflow.nn.{name}" for name in ("relu", "relu6", "leaky_relu", "elu", "crelu")),
    "keras.ops.threshold",
    "keras.activations.threshold",
    "tensorflow.raw_ops.Relu",
    "tensorflow.raw_ops.LeakyRelu",
)


def away_from_0(random: np.random.Generator, shape: tuple[int, ...], scale: float = 2.0) -> Any:
    """Numbers of both signs that are not near the corner."""
    return random.choice([-1.0, 1.0], shape) * random.uniform(0.1, 1.0, shape) * scale


def numbers_of_all_scales(random: np.random.Generator) -> Iterator[Inputs]:
    """Two dtypes, several ranks, tiny and large numbers, and some that are exactly 0."""
    cases = ((1.0, (2, 3)), (1e3, (4, 7)), (1e-3, (5,)), (9.0, (2, 3, 4)), (1.0, (6, 1)))
    for dtype in ("float32", "float64"):
        for scale, shape in cases:
            x = random.normal(scale=scale, size=shape)
            x.flat[0] = 0.0
            yield {"x": x.astype(dtype)}


def smooth_numbers(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64, away from the corner, of ordinary size and large."""
    for shape, scale in (((2, 3), 2.0), ((3, 5), 1e4)):
        yield {"x": away_from_0(random, shape, scale)}


def numbers_with_zeros(random: np.random.Generator) -> Iterator[Inputs]:
    """Some of the numbers are exactly 0."""
    for shape in ((2, 4), (3, 5)):
        x = away_from_0(random, shape)
        x[:, 1] = 0.0
        x[0, :2] = 0.0
        yield {"x": x}


def numbers_of_growing_size(random: np.random.Generator) -> Iterator[Inputs]:
    for size in range(1, 11):
        yield {"x": random.normal(scale=3.0, size=(size, size + 2))}


RELU = Question(
    name="relu",
    ideas=("I2",),
    forbidden=READY_MADE_RELU,
    hints=(
        "What should come out for −2, for 0 and for 3? And how large is the slope at each?",
        "`ops.where(condition, a, b)` takes each element from a or from b, its gradient too.",
        "In `ops.maximum(x, 0)` both arguments are equal at x = 0, and TensorFlow gives the whole "
        "gradient to the first. Which condition puts 0 on the side without a slope?",
    ),
    checks=(
        output(
            "values", points=2, inputs=numbers_of_all_scales, oracle=oracles.relu, ask_dtype=True
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_numbers,
            forward=oracles.relu,
            oracle=oracles.relu_gradient,
            wrt=["x"],
            means="The slope is 1 for every positive number, however large, and 0 for negative.",
        ),
        gradient(
            "gradient at 0",
            points=1,
            inputs=numbers_with_zeros,
            forward=oracles.relu,
            oracle=oracles.relu_gradient,
            wrt=["x"],
            means="At 0 there is a corner, and the task asks for the slope 0.",
        ),
        property_check(
            "two halves",
            points=1,
            visible=False,
            inputs=numbers_of_growing_size,
            oracle=oracles.relu_of_both_signs,
            probe="relu_of_both_signs",
            means="relu(x) - relu(-x) is x, and relu(x) + relu(-x) is |x|.",
            shown="relu(x), relu(-x)",
        ),
    ),
)

SLOPES = (0.1, -1.0, 1.7, -0.4, 0.0)


def numbers_and_one_slope(random: np.random.Generator) -> Iterator[Inputs]:
    """One slope for all: small, negative, above 1, none."""
    shapes = ((2, 3), (4, 7), (5,), (2, 3, 4), (6, 1))
    for dtype in ("float32", "float64"):
        for alpha, shape in zip(SLOPES, shapes, strict=True):
            yield {"x": random.normal(scale=3.0, size=shape).astype(dtype), "alpha": alpha}


def slopes_on_both_sides_of_1(random: np.random.Generator, size: int) -> np.ndarray:
    """Distinct slopes, among them a negative one and one above 1."""
    alpha = random.uniform(0.05, 0.9, size)
    alpha[:2] = random.uniform(-1.5, -0.3), random.uniform(1.2, 2.5)
    return random.permutation(alpha)


def numbers_and_slopes_that_broadcast(random: np.random.Generator) -> Iterator[Inputs]:
    """A slope for each feature, of a batch and of a sequence, for each sample, for each number."""
    shapes = (((2, 3), (3,)), ((7, 4), (4,)), ((2, 5, 3), (3,)), ((6, 4), (6, 1)), ((2, 5), (2, 5)))
    for dtype in ("float32", "float64"):
        for shape, slopes in shapes:
            alpha = slopes_on_both_sides_of_1(random, math.prod(slopes)).reshape(slopes)
            x = random.normal(scale=2.0, size=shape)
            yield {"x": x.astype(dtype), "alpha": alpha.astype(dtype)}


def smooth_numbers_and_slopes(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64, away from the corner; a slope for each feature, and one for all."""
    for shape in ((2, 3), (3, 5)):
        alpha = slopes_on_both_sides_of_1(random, shape[-1])
        yield {"x": away_from_0(random, shape), "alpha": alpha}
    yield {"x": away_from_0(random, (3, 4)), "alpha": np.array(random.uniform(-2.0, -0.5))}


def zeros_and_slopes(random: np.random.Generator) -> Iterator[Inputs]:
    """Some of the numbers are exactly 0."""
    for case in numbers_with_zeros(random):
        yield {**case, "alpha": slopes_on_both_sides_of_1(random, case["x"].shape[-1])}
    yield {**case, "alpha": np.array(-1.0)}


MODULATED_RELU = Question(
    name="modulated_relu",
    ideas=("I4",),
    forbidden=tuple(name for name in READY_MADE_RELU if not name.endswith((".relu", ".ReLU"))),
    hints=(
        "Two halves: what is g(x) for a positive x, and what for a negative one? Which of them "
        "does α belong to?",
        "Try α = 2 and x = −1 in your formula, then α = −1. Is the larger of x and αx still right?",
        "At 0 a formula with a maximum *and* a minimum may count both slopes, 1 + α. Decide with a "
        "condition on x instead: every element lies on one side.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=numbers_and_one_slope,
            oracle=oracles.modulated_relu,
            ask_dtype=True,
        ),
        output(
            "slopes that broadcast",
            points=1,
            inputs=numbers_and_slopes_that_broadcast,
            oracle=oracles.modulated_relu,
            ask_dtype=True,
            means="alpha may be a tensor of any shape that broadcasts against x.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_numbers_and_slopes,
            forward=oracles.modulated_relu,
            oracle=oracles.modulated_relu_gradient,
            wrt=["x", "alpha"],
            means="Both x and alpha get a gradient: alpha from the negative elements alone.",
        ),
        gradient(
            "gradient at 0",
            points=1,
            inputs=zeros_and_slopes,
            forward=oracles.modulated_relu,
            oracle=oracles.modulated_relu_gradient,
            wrt=["x", "alpha"],
            means="At 0 the task asks for the slope of the left side, alpha.",
        ),
        property_check(
            "special slopes",
            points=1,
            visible=False,
            inputs=numbers_of_growing_size,
            oracle=oracles.special_slopes,
            probe="special_slopes",
            means="α = 0 is the ReLU, α = 1 changes nothing, α = −1 is the absolute value.",
            shown="modulated_relu(x, 0), modulated_relu(x, 1), modulated_relu(x, -1)",
        ),
    ),
)
