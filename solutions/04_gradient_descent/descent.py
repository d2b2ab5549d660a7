"""The loop of gradient descent: the question gradient_descent (4.4)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, training
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]

NOISE = 0.1
HIDDEN = 16
SHOWN = "gradient_descent(parameters, inputs, targets, cost, learning_rate, threshold, max_steps)"


def _case(cost: str, parameters: list[np.ndarray], **options: Any) -> Inputs:
    """A cost of its parameters alone, with a batch that it ignores.

    The learning rates of this module are exact in float32, in which Keras's optimizers keep theirs.
    """
    batch = np.ones((2, 1), parameters[0].dtype)
    case = {"cost": cost, "parameters": parameters, "inputs": batch, "targets": batch}
    return case | {"learning_rate": 0.125, "threshold": -1.0, "max_steps": 5} | options


def linear_models(random: np.random.Generator) -> Iterator[Inputs]:
    """A few steps of linear regression, in which each gradient depends on both parameters."""
    for dtype in ("float32", "float64"):
        for (batch, features, outputs), steps in (((2, 3, 4), 1), ((6, 4, 2), 3), ((5, 2, 3), 8)):
            shapes = ((features, outputs), (outputs,), (batch, features), (batch, outputs))
            weights, bias, inputs, targets = (
                random.normal(size=shape).astype(dtype) for shape in shapes
            )
            yield {
                "cost": "linear",
                "parameters": [weights, bias],
                "inputs": inputs,
                "targets": targets,
                "learning_rate": int(random.integers(4, 20)) / 64,
                "threshold": 0.0,
                "max_steps": steps,
            }


def thresholds(random: np.random.Generator) -> Iterator[Inputs]:
    """The threshold is reached before the first step, after some steps, exactly, or never.

    A cost may be negative, and so may the threshold.
    """
    signs = random.choice([-1.0, 1.0], 2)
    whole = [np.array([2.0, 1.0]) * signs, random.permutation(np.array([3.0, 0.0, -1.0]))]
    for threshold in (15.0, 3.75, 16.0):  # the costs are exactly 15, 3.75, 0.9375, …
        yield _case("bowl", whole, learning_rate=0.25, threshold=threshold, max_steps=6)
    for steps in (2, 5):
        parameters = [random.normal(size=3), random.normal(size=(2, 4))]
        start = sum(float(np.sum(each**2)) for each in parameters)
        between = start * 0.75 ** (2 * steps - 1)  # half-way between two costs
        yield _case("bowl", parameters, threshold=between, max_steps=20)
    yield _case("bowl", parameters, threshold=between, max_steps=3)
    yield _case("bowl", parameters, max_steps=0)
    for threshold in (1.0, -18.0):  # the costs are -5, -16.25, -19.0625, …
        yield _case("sunk bowl", whole, learning_rate=0.25, threshold=threshold, max_steps=6)


def divergence(random: np.random.Generator) -> Iterator[Inputs]:
    """The cost becomes NaN, as a root of a negative number, or overflows to infinity."""
    for _ in range(2):
        parameters = [random.uniform(0.8, 1.2, size=3), random.normal(size=(1, 2))]
        yield _case("root", parameters, learning_rate=13 / 32, max_steps=25)
    for dtype in ("float32", "float64"):
        parameters = [random.uniform(1, 2, size=(2, 3)).astype(dtype)]
        yield _case("bowl", parameters, learning_rate=50.0, max_steps=120)


def plateaus(random: np.random.Generator) -> Iterator[Inputs]:
    """The cost hardly changes for many steps, and then falls; or it falls much later.

    From step to step it falls by less than 1e-4, then 1e-7 and 1e-11, at last by less than 1e-16.
    """
    for start, steps in ((3.2, 40), (3.6, 90), (4.6, 12), (5.5, 12), (7.0, 12)):
        parameters = [start + random.uniform(0, 0.2, size=2), start + random.uniform(0, 0.2, (1,))]
        yield _case("plateau", parameters, learning_rate=13 / 32, threshold=0.01, max_steps=steps)


def waves(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """A noisy sine of random phase, a random network, and held-out points."""
    x = random.uniform(-2, 2, size=(1200, 1))
    phase = random.uniform(0, 2 * np.pi)
    y = np.sin(2 * x + phase) + NOISE * random.normal(size=x.shape)
    sent = {
        "x": x[:200],
        "y": y[:200],
        "parameters": [
            random.normal(scale=1.5, size=(1, HIDDEN)),
            random.uniform(-2, 2, size=HIDDEN),
            random.normal(scale=0.3, size=(HIDDEN, 1)),
            np.zeros(1),
        ],
        "x_new": x[200:],
        "learning_rate": 0.1,
        "max_steps": 700,
    }
    return sent, y[200:]


GRADIENT_DESCENT = Question(
    name="gradient_descent",
    ideas=("C1", "E1", "E2", "J5"),
    forbidden=(
        "keras.optimizers.*",
        "tensorflow.optimizers.*",
        "tensorflow.raw_ops.ApplyGradientDescent",
        "scipy.optimize.*",
    ),
    hints=(
        "A `for` loop over `max_steps`, a tape that watches the parameters, and the notes' nine "
        "lines. Which line comes first: the comparison with the threshold, or the step?",
        "`tape.gradient(value, parameters)` takes the whole list and gives a list. Is it None? "
        "Then the tape was not told to watch.",
        "Make a new list of all the new parameters. An entry that is replaced while others are "
        "still to be computed, or in the list that you were given, is replaced too early.",
        "`nan < threshold` is false. What does your loop do with a NaN, and with infinity?",
    ),
    checks=(
        output(
            "steps",
            points=2,
            inputs=linear_models,
            oracle=oracles.descend,
            probe="descend",
            ask_dtype=True,
            shown=SHOWN,
            means="Each step moves all parameters at once, against their gradients.",
        ),
        output(
            "the threshold",
            points=1,
            inputs=thresholds,
            oracle=oracles.descend,
            probe="descend",
            shown=SHOWN,
            means="Stop as soon as the cost is smaller than the threshold, before the next step.",
        ),
        output(
            "divergence",
            points=1,
            inputs=divergence,
            oracle=oracles.descend,
            probe="descend",
            relative=1e-4,
            absolute=1e-6,
            shown=SHOWN,
            means="Stop when the cost is infinite or NaN; the parameters stay as they are then.",
        ),
        output(
            "plateaus",
            points=1,
            visible=False,
            inputs=plateaus,
            oracle=oracles.descend,
            probe="descend",
            relative=1e-6,
            absolute=1e-8,
            shown=SHOWN,
            means="Slow progress is no reason to stop.",
        ),
        training(
            "training",
            points=2,
            data=waves,
            probe="fit_by_descent",
            metric="negative_mean_squared_error",
            best_possible=-(NOISE**2),
            shown=SHOWN,
            means="The loop trains a network of two layers on a noisy sine.",
        ),
    ),
)
