"""Slopes that are learned, and slopes that are measured: LearnedReLU and saturation."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, structure
from autograder.checks.steps import one_step
from autograder.questions.question import Question

from . import oracles
from .activations import READY_MADE_RELU, away_from_0, slopes_on_both_sides_of_1

Inputs = dict[str, Any]


def learned_relus(
    random: np.random.Generator, dtypes: tuple[str, ...] = ("float32", "float64")
) -> Iterator[Inputs]:
    """Batches, and batches of sequences."""
    for dtype in dtypes:
        for shape in ((2, 4), (5, 3), (2, 5, 3)):
            alpha = slopes_on_both_sides_of_1(random, shape[-1])
            yield {
                "config": {"initial_alpha": float(np.round(random.uniform(-0.5, 0.5), 3))},
                "weights": {"alpha": alpha.astype(dtype)},
                "x": away_from_0(random, shape, 3.0).astype(dtype),
            }


def float64_learned_relus(random: np.random.Generator) -> Iterator[Inputs]:
    yield from learned_relus(random, ("float64",))


def fresh_learned_relus(random: np.random.Generator) -> Iterator[Inputs]:
    """Layers that have only been built, with different first slopes."""
    for shape, initial_alpha in (((2, 5), 0.25), ((6, 3), -0.75), ((2, 7, 4), 0.01)):
        x = random.normal(size=shape).astype("float32")
        yield {
            "config": {"initial_alpha": initial_alpha},
            "x": x,
            "ranks": [],
            "ranges": ["alpha"],
        }


def expected_fresh(config: Inputs, x: np.ndarray, **_: Any) -> dict[str, Any]:
    return oracles.fresh_learned_relu(config, x)


def learned_relus_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    case = next(learned_relus(random, ("float32",)))
    yield {**case, "y": random.normal(size=case["x"].shape), "learning_rate": 0.3}


def fitted_learned_relu(config: Inputs, **case: Any) -> dict[str, Any]:
    return one_step(lambda weights, x: oracles.learned_relu(weights, x), **case)


LEARNED_RELU = Question(
    name="LearnedReLU",
    ideas=("I4", "E2"),
    forbidden=tuple(name for name in READY_MADE_RELU if not name.endswith((".relu", ".ReLU"))),
    hints=(
        "How many numbers are learned for inputs of shape (32, 10, 5)? Neither the batch nor the "
        "time has numbers of its own.",
        "`input_shape[-1]` is the number of features. A weight of shape (features,) broadcasts "
        "against the inputs by itself.",
        "Only what `self.add_weight` makes is trained and saved. `keras.initializers.Constant` "
        "starts every entry at the same value.",
    ),
    checks=(
        structure(
            "weights",
            points=1,
            inputs=fresh_learned_relus,
            expect=expected_fresh,
            probe="fresh_layer",
            means="build makes one weight to train, alpha (features,), that starts as told.",
            shown="LearnedReLU(initial_alpha)(x)",
        ),
        output(
            "values",
            points=2,
            inputs=learned_relus,
            oracle=oracles.learned_relu,
            probe="call_layer",
            ask_dtype=True,
            shown="LearnedReLU(initial_alpha)(x)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=float64_learned_relus,
            forward=oracles.learned_relu,
            wrt=["x", "weights.alpha"],
            probe="layer_vector_jacobian_product",
            shown="LearnedReLU(initial_alpha)(x)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=learned_relus_to_fit,
            expect=fitted_learned_relu,
            probe="layer_in_a_model",
            means="Inside a model the slopes are trained by fit, saved, and loaded again.",
            shown="keras.Sequential([LearnedReLU(initial_alpha)]).fit(x, y)",
        ),
        structure(
            "copy from its config",
            points=1,
            visible=False,
            inputs=float64_learned_relus,
            expect=oracles.copied(oracles.learned_relu),
            probe="layer_copy",
            shown="LearnedReLU.from_config(layer.get_config())(x)",
        ),
    ),
)


def activations_and_numbers(random: np.random.Generator) -> Iterator[Inputs]:
    """Rising and falling, flat and steep, in both dtypes and several ranks."""
    names = ("sigmoid", "ReLU", "tanh", "softplus", "sine", "cube")
    shapes = ((3,), (2, 5), (4, 3), (2, 3, 4), (7,), (1, 6))
    for dtype in ("float32", "float64"):
        for name, shape in zip(names, shapes, strict=True):
            yield {"activation": name, "x": away_from_0(random, shape, 3.0).astype(dtype)}


def far_numbers(random: np.random.Generator) -> Iterator[Inputs]:
    """From near 0 to far from it, for what saturates and for what does not."""
    for dtype in ("float32", "float64"):
        for name in ("ReLU", "sigmoid", "tanh", "softplus", "modulated ReLU"):
            size = np.array([0.5, 3.0, 8.0, 30.0, 300.0]) * random.uniform(0.8, 1.2, (4, 5))
            yield {"activation": name, "x": (size * random.choice([-1, 1], (4, 5))).astype(dtype)}


def flat_and_falling(random: np.random.Generator) -> Iterator[Inputs]:
    """A step and a constant, whose slope is 0, among others whose slope is not.

    One number is so near to the corner that no difference quotient stays on its side of it.
    """
    for name in ("falling line", "step", "modulated ReLU", "constant", "sine"):
        x = away_from_0(random, (2, 3))
        x.flat[0] = random.choice([-1e-9, 1e-9])
        yield {"activation": name, "x": x}


SATURATION = Question(
    name="saturation",
    ideas=("I3", "E3"),
    hints=(
        "A slope is a derivative: who computes derivatives for you, and what must it watch?",
        "Each output depends on one input only. What is the derivative of the sum of all outputs "
        "by one of the inputs?",
        "A tape gives None where nothing leads back to x. `tape.gradient` has an argument that "
        "makes it 0.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=activations_and_numbers,
            oracle=oracles.saturation,
            probe="slopes",
            ask_dtype=True,
            shown="saturation(activation, x)",
        ),
        output(
            "far from 0",
            points=1,
            inputs=far_numbers,
            oracle=oracles.saturation,
            probe="slopes",
            means="Far from 0 the sigmoid's slope is nearly 0; that of the ReLU stays 1.",
            shown="saturation(activation, x)",
        ),
        output(
            "steps and constants",
            points=1,
            inputs=flat_and_falling,
            oracle=oracles.saturation,
            probe="slopes",
            ask_dtype=True,
            means="The slope of a constant is 0, not None; that of a falling line is negative.",
            shown="saturation(activation, x)",
        ),
    ),
)
