"""Layers of two linear maps: the factorised layer and the residual block."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check, structure
from autograder.checks.steps import one_step
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]
MARGIN = 0.02
"""How far a gradient is asked from corners: central differences step by a thousandth."""


def factorised_layers(
    random: np.random.Generator, dtypes: tuple[str, ...] = ("float32", "float64")
) -> Iterator[Inputs]:
    """A middle that is narrower than both sides, and one that is wider."""
    for dtype in dtypes:
        for batch, features, units, rank in ((2, 5, 4, 3), (4, 3, 6, 2), (3, 4, 2, 5)):
            weights = {
                "down_kernel": random.normal(size=(features, rank)),
                "up_kernel": random.normal(size=(rank, units)),
                "bias": random.normal(size=units),
            }
            yield {
                "config": {"units": units, "rank": rank},
                "weights": {name: value.astype(dtype) for name, value in weights.items()},
                "x": random.normal(size=(batch, features)).astype(dtype),
            }


def float64_factorised(random: np.random.Generator) -> Iterator[Inputs]:
    yield from factorised_layers(random, ("float64",))


def fresh_factorised(random: np.random.Generator) -> Iterator[Inputs]:
    for batch, features, units, rank in ((2, 7, 6, 3), (4, 5, 8, 2)):
        yield {
            "config": {"units": units, "rank": rank},
            "x": random.normal(size=(batch, features)).astype("float32"),
            "ranks": ["down_kernel", "up_kernel"],
            "ranges": [],
        }


def factorised_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    case = next(factorised_layers(random, ("float32",)))
    y = random.normal(size=(len(case["x"]), case["config"]["units"]))
    yield {**case, "y": y, "learning_rate": 0.05}


def inputs_of_one_summary(random: np.random.Generator) -> Iterator[Inputs]:
    """Two inputs whose difference the narrow middle does not see."""
    for size in range(2, 8):
        features, rank, units = size + 2, size, size + 3
        down = random.normal(size=(features, rank))
        unseen = np.linalg.svd(down.T)[2][rank:]
        x = random.normal(size=(size, features))
        weights = {
            "down_kernel": down,
            "up_kernel": random.normal(size=(rank, units)),
            "bias": random.normal(size=units),
        }
        yield {
            "config": {"units": units, "rank": rank},
            "weights": weights,
            "x": x,
            "other": x + random.normal(scale=3.0, size=(size, len(unseen))) @ unseen,
        }


FACTORISED_DENSE = Question(
    name="FactorisedDense",
    ideas=("I6", "K3"),
    hints=(
        "How many numbers are left in the middle? Which of the two kernels leads to it?",
        "Follow the shapes: (batch, features), then (batch, rank), then (batch, units).",
        "Nothing happens in the middle: no activation, no bias. What is added, and where?",
    ),
    checks=(
        structure(
            "weights",
            points=1,
            inputs=fresh_factorised,
            expect=lambda config, x, **_: oracles.fresh_factorised_dense(config, x),
            probe="fresh_layer",
            means="build makes two random kernels and one bias: rank · (features + units) + units.",
            shown="FactorisedDense(units, rank)(x)",
        ),
        output(
            "values",
            points=2,
            inputs=factorised_layers,
            oracle=oracles.factorised_dense,
            probe="call_layer",
            ask_dtype=True,
            means="It equals one dense layer whose kernel is the product of the two.",
            shown="FactorisedDense(units, rank)(x)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=float64_factorised,
            forward=oracles.factorised_dense,
            wrt=["x", "weights.down_kernel", "weights.up_kernel", "weights.bias"],
            probe="layer_vector_jacobian_product",
            shown="FactorisedDense(units, rank)(x)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=factorised_to_fit,
            expect=lambda config, **case: one_step(oracles.factorised_dense, **case),
            probe="layer_in_a_model",
            means="Inside a model the factors are trained by fit, saved, and loaded again.",
            shown="keras.Sequential([FactorisedDense(units, rank)]).fit(x, y)",
        ),
        property_check(
            "the middle summarises",
            points=1,
            visible=False,
            inputs=inputs_of_one_summary,
            oracle=oracles.same_summary,
            probe="same_summary",
            means="Inputs that give the same numbers in the middle have the same output.",
            shown="layer(x), layer(other)",
        ),
        structure(
            "copy from its config",
            points=1,
            visible=False,
            inputs=float64_factorised,
            expect=oracles.copied(oracles.factorised_dense),
            probe="layer_copy",
            shown="FactorisedDense.from_config(layer.get_config())(x)",
        ),
    ),
)


BLOCK_WEIGHTS = ("kernel_1", "bias_1", "kernel_2", "bias_2")


def blocks(
    random: np.random.Generator, dtypes: tuple[str, ...] = ("float32", "float64")
) -> Iterator[Inputs]:
    """Insides wider and narrower than the input; no hidden unit near its corner."""
    for dtype in dtypes:
        for batch, features, units in ((2, 3, 5), (4, 6, 2), (5, 3, 4)):
            weights = {
                "kernel_1": random.normal(size=(features, units)),
                "bias_1": random.normal(size=units),
                "kernel_2": random.normal(size=(units, features)),
                "bias_2": random.normal(size=features),
            }
            x = random.normal(size=(batch, features))
            while np.min(np.abs(x @ weights["kernel_1"] + weights["bias_1"])) < MARGIN:
                x = random.normal(size=(batch, features))
            yield {
                "config": {"units": units},
                "weights": {name: value.astype(dtype) for name, value in weights.items()},
                "x": x.astype(dtype),
            }


def float64_blocks(random: np.random.Generator) -> Iterator[Inputs]:
    yield from blocks(random, ("float64",))


def blocks_of_nothing(random: np.random.Generator) -> Iterator[Inputs]:
    """The inner weights are all 0."""
    for case in blocks(random):
        weights = {name: np.zeros_like(value) for name, value in case["weights"].items()}
        yield {**case, "weights": weights}


def sleeping_blocks(random: np.random.Generator) -> Iterator[Inputs]:
    """Every hidden unit is far on the left of its corner."""
    for case in float64_blocks(random):
        case["weights"]["bias_1"] = random.uniform(-90.0, -60.0, case["config"]["units"])
        yield case


def block_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    case = next(blocks(random, ("float32",)))
    yield {**case, "y": random.normal(size=case["x"].shape), "learning_rate": 0.02}


RESIDUAL_BLOCK = Question(
    name="ResidualBlock",
    ideas=("H3",),
    hints=(
        "What must come out if all inner weights are 0?",
        "f is two linear maps with a ReLU between them. Which of its numbers are never negative, "
        "and which may be?",
        "The input is added last, as it came in: nothing is done to it, and nothing to the sum.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=blocks,
            oracle=oracles.residual_block,
            probe="call_layer",
            ask_dtype=True,
            shown="ResidualBlock(units)(x)",
        ),
        property_check(
            "nothing inside is the identity",
            points=1,
            inputs=blocks_of_nothing,
            oracle=oracles.identity,
            probe="call_layer",
            means="With inner weights of 0 the block passes its input on, negative numbers too.",
            shown="ResidualBlock(units)(x)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=float64_blocks,
            forward=oracles.residual_block,
            wrt=[
                "x",
                *(f"weights.{name}" for name in ("kernel_1", "bias_1", "kernel_2", "bias_2")),
            ],
            probe="layer_vector_jacobian_product",
            shown="ResidualBlock(units)(x)",
        ),
        gradient(
            "the identity path",
            points=1,
            inputs=sleeping_blocks,
            forward=oracles.residual_block,
            oracle=oracles.sleeping_gradient,
            wrt=["x", "weights.bias_2"],
            probe="layer_vector_jacobian_product",
            means="Even where no hidden unit is active, the whole gradient arrives at x.",
            shown="ResidualBlock(units)(x)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=block_to_fit,
            expect=lambda config, **case: one_step(oracles.residual_block, **case),
            probe="layer_in_a_model",
            means="Inside a model the block is trained by fit, saved, and loaded again.",
            shown="keras.Sequential([ResidualBlock(units)]).fit(x, y)",
        ),
        structure(
            "weights, and a copy",
            points=1,
            inputs=float64_blocks,
            expect=oracles.copied(oracles.residual_block),
            probe="layer_copy",
            means="A block has two kernels and two biases to train, and no further weights.",
            shown="ResidualBlock.from_config(layer.get_config())(x)",
        ),
    ),
)
