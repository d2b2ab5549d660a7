"""The cost that training minimises: the data's, and the penalties of M but not of b (5.4)."""

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, structure
from autograder.gradients import numerical_vjp
from autograder.questions.question import Question

Inputs = dict[str, Any]
Penalties = list[dict[str, float]]
Weights = dict[str, np.ndarray]

NONE = {"l1": 0.0, "l2": 0.0}
NETWORKS: tuple[tuple[tuple[int, ...], Penalties], ...] = (
    # the width of each layer, inputs first, and the penalty of each kernel
    ((3, 2), [{"l1": 0.0, "l2": 0.5}]),
    ((2, 4, 3), [{"l1": 0.0, "l2": 0.25}, {"l1": 0.125, "l2": 0.0}]),
    ((4, 3, 5, 2), [{"l1": 0.75, "l2": 0.0}, NONE, {"l1": 0.5, "l2": 0.125}]),
    ((3, 5, 2), [{"l1": 0.0, "l2": 0.0625}, NONE]),
    ((5, 2), [NONE]),
)


def networks(
    random: np.random.Generator, dtypes: tuple[str, ...] = ("float32", "float64")
) -> Iterator[Inputs]:
    """Networks with different penalties, large biases, and costs that tell y from model(x)."""
    for number, (widths, penalties) in enumerate(NETWORKS):
        dtype = dtypes[number % len(dtypes)]
        batch = 7 - number
        yield {
            "weights": _weights(random, widths, dtype),
            "penalties": penalties,
            "x": random.normal(size=(batch, widths[0])).astype(dtype),
            "y": random.normal(size=(batch, widths[-1])).astype(dtype),
            "cost": ("squared", "lopsided")[number % 2],
        }


def _weights(random: np.random.Generator, widths: tuple[int, ...], dtype: str) -> Weights:
    weights = {}
    for number, (fan_in, fan_out) in enumerate(itertools.pairwise(widths), 1):
        size = random.uniform(0.2, 0.9, size=(fan_in, fan_out))
        sign = random.choice([-1.0, 1.0], size=size.shape)
        weights[f"kernel_{number}"] = (size * sign).astype(dtype)
        weights[f"bias_{number}"] = random.uniform(0.5, 1.5, size=fan_out).astype(dtype)
    return weights


def float64_networks(random: np.random.Generator) -> Iterator[Inputs]:
    """The first three in float64, to differentiate by both layers' kernels and biases."""
    cases = list(networks(random, ("float64",)))
    yield cases[1]
    yield cases[3]


def training_steps(random: np.random.Generator) -> Iterator[Inputs]:
    for case in float64_networks(random):
        yield {**case, "learning_rate": 0.25}


def penalised(
    weights: Weights, penalties: Penalties, x: np.ndarray, y: np.ndarray, cost: str
) -> np.ndarray:
    """The cost of a network with tanh between its layers, plus what its kernels pay."""
    hidden, paid = x.astype(np.float64), 0.0
    for number, strengths in enumerate(penalties, 1):
        kernel = weights[f"kernel_{number}"].astype(np.float64)
        hidden = (np.tanh(hidden) if number > 1 else hidden) @ kernel + weights[f"bias_{number}"]
        paid += strengths["l1"] * np.abs(kernel).sum() + strengths["l2"] * (kernel**2).sum()
    error = y - hidden
    each = error**2 if cost == "squared" else np.exp(error / 2) - error / 2
    return np.asarray(each.mean() + paid)


def one_step(weights: Weights, learning_rate: float, **case: Any) -> dict[str, Any]:
    """The penalised cost, and the weights after one step of gradient descent on it."""
    names = [f"weights.{name}" for name in weights]
    slopes = numerical_vjp(penalised, {"weights": weights, **case}, names, np.asarray(1.0))
    after = {
        f"{name} after one step": value - learning_rate * slopes[f"weights.{name}"]
        for name, value in weights.items()
    }
    return {"loss": penalised(weights, **case), **after}


SHOWN = "penalised_loss(model, x, y, cost)"

PENALISED_LOSS = Question(
    name="penalised_loss",
    ideas=("G2", "G3", "G5"),
    hints=(
        "Two parts: how far the predictions are from the targets, and what the kernels pay.",
        "`layer.kernel_regularizer` is None for a layer without a penalty, and an activation layer "
        "has no such attribute at all. What does `getattr` take as its third argument?",
        "A regularizer is called with the weights that pay: `layer.kernel` is M, `layer.bias` is "
        "b. Whose size is held down?",
        "The penalties of the layers add up, each with its own strength. Nothing is averaged.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=networks,
            oracle=penalised,
            probe="penalised_loss_of",
            ask_dtype=True,
            means="The cost of the data plus what each kernel pays. Biases pay nothing.",
            shown=SHOWN,
        ),
        gradient(
            "gradient",
            points=2,
            inputs=float64_networks,
            forward=penalised,
            wrt=["weights.kernel_1", "weights.bias_1", "weights.kernel_2", "weights.bias_2"],
            probe="penalised_loss_gradient",
            means="The penalty pulls on every kernel that pays, and on no bias.",
            shown=SHOWN,
        ),
        structure(
            "a step of training",
            points=1,
            inputs=training_steps,
            expect=one_step,
            probe="penalised_step",
            relative=1e-6,
            visible=False,
            means="It works in a compiled training step (tf.function), as model.fit compiles its.",
            shown="@tf.function: differentiate penalised_loss(model, x, y, cost), take a step",
        ),
    ),
)
