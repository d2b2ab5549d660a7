"""The maxout layer."""

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


def maxouts(
    random: np.random.Generator, dtypes: tuple[str, ...] = ("float32", "float64")
) -> Iterator[Inputs]:
    """Units and pieces differ, so that no other grouping fits."""
    sizes = ((2, 5, 3, 2), (4, 3, 2, 3), (5, 2, 4, 3), (3, 6, 1, 4))  # batch, features, units, m
    for dtype in dtypes:
        for batch, features, units, pieces in sizes:
            yield {
                "config": {"units": units, "pieces": pieces},
                "weights": {
                    "kernel": random.normal(size=(features, units * pieces)).astype(dtype),
                    "bias": random.normal(size=units * pieces).astype(dtype),
                },
                "x": random.normal(size=(batch, features)).astype(dtype),
            }


def clear_winners(random: np.random.Generator) -> Iterator[Inputs]:
    """Float64 cases in which every group's largest lies clearly above the next."""
    for case in maxouts(random, ("float64",)):
        while _closest_race(case) < MARGIN:
            case["x"] = random.normal(size=case["x"].shape)
        yield case


def _closest_race(case: Inputs) -> float:
    linear = case["x"] @ case["weights"]["kernel"] + case["weights"]["bias"]
    groups = np.sort(linear.reshape(len(linear), -1, case["config"]["pieces"]), axis=-1)
    return float(np.min(groups[..., -1] - groups[..., -2]))


def tied_pieces(random: np.random.Generator) -> Iterator[Inputs]:
    """The input is 0, and the first two pieces of each group have the same, largest bias."""
    for batch, features, units, pieces in ((2, 3, 4, 3), (3, 2, 2, 5)):
        bias = random.uniform(-2.0, 1.0, (units, pieces))
        bias[:, :2] = random.uniform(1.5, 3.0, (units, 1))
        yield {
            "config": {"units": units, "pieces": pieces},
            "weights": {
                "kernel": random.normal(size=(features, units * pieces)),
                "bias": bias.ravel(),
            },
            "x": np.zeros((batch, features)),
            "cotangent": random.normal(size=(batch, units)) + 2.0,
        }


def opposed_and_single_pieces(random: np.random.Generator) -> Iterator[Inputs]:
    """Pairs of opposite pieces without bias; single pieces."""
    for size in range(1, 8):
        features, units, pieces = size + 1, size + 2, 1 + size % 2
        kernel = random.normal(size=(features, units))
        pair = np.stack([kernel, -kernel], axis=-1).reshape(features, -1)
        bias = np.zeros(2 * units) if pieces == 2 else random.normal(size=units)
        yield {
            "config": {"units": units, "pieces": pieces},
            "weights": {"kernel": pair if pieces == 2 else kernel, "bias": bias},
            "x": random.normal(size=(size, features)),
        }


def fresh_maxouts(random: np.random.Generator) -> Iterator[Inputs]:
    for batch, features, units, pieces in ((2, 5, 3, 2), (4, 7, 2, 3)):
        x = random.normal(size=(batch, features)).astype("float32")
        config = {"units": units, "pieces": pieces}
        yield {"config": config, "x": x, "ranks": ["kernel"], "ranges": []}


def maxout_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    case = next(clear_winners(random))
    case["weights"] = {k: v.astype("float32") for k, v in case["weights"].items()}
    y = random.normal(size=(len(case["x"]), case["config"]["units"]))
    yield {**case, "x": case["x"].astype("float32"), "y": y, "learning_rate": 0.05}


def fitted_maxout(config: Inputs, **case: Any) -> dict[str, Any]:
    return one_step(lambda weights, x: oracles.maxout(config, weights, x), **case)


MAXOUT = Question(
    name="Maxout",
    ideas=("I5",),
    hints=(
        "How many linear functions are there for each unit, and how many columns has the kernel?",
        "Columns 0 to pieces − 1 belong to unit 0. Write down which column of M x + b belongs to "
        "which unit for 2 units and 3 pieces.",
        "`ops.reshape` fills row by row: the last axis runs fastest. Which two axes, in which "
        "order, turn neighbours into a group?",
        "The maximum is taken over the pieces of a unit; what remains is (batch, units).",
    ),
    checks=(
        structure(
            "weights",
            points=1,
            inputs=fresh_maxouts,
            expect=lambda config, x, **_: oracles.fresh_maxout(config, x),
            probe="fresh_layer",
            means="build makes a random kernel (features, units * pieces) and a bias to train.",
            shown="Maxout(units, pieces)(x)",
        ),
        output(
            "values",
            points=2,
            inputs=maxouts,
            oracle=oracles.maxout,
            probe="call_layer",
            ask_dtype=True,
            shown="Maxout(units, pieces)(x)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=clear_winners,
            forward=oracles.maxout,
            wrt=["x", "weights.kernel", "weights.bias"],
            probe="layer_vector_jacobian_product",
            means="The gradient goes to the piece that won, and to no other.",
            shown="Maxout(units, pieces)(x)",
        ),
        output(
            "ties",
            points=1,
            inputs=tied_pieces,
            oracle=oracles.maxout_ties,
            probe="maxout_ties",
            means="Where two pieces tie, they share the unit's gradient in any way, but only once.",
            shown="Maxout(units, pieces)(x)",
        ),
        structure(
            "in a model",
            points=1,
            inputs=maxout_to_fit,
            expect=fitted_maxout,
            probe="layer_in_a_model",
            means="Inside a model the layer is trained by fit, saved, and loaded again.",
            shown="keras.Sequential([Maxout(units, pieces)]).fit(x, y)",
        ),
        property_check(
            "one and two pieces",
            points=1,
            visible=False,
            inputs=opposed_and_single_pieces,
            oracle=oracles.opposed_pieces,
            probe="call_layer",
            means="One piece is a linear layer; two opposite pieces are an absolute value.",
            shown="Maxout(units, pieces)(x)",
        ),
        structure(
            "copy from its config",
            points=1,
            visible=False,
            inputs=clear_winners,
            expect=oracles.copied(oracles.maxout),
            probe="layer_copy",
            shown="Maxout.from_config(layer.get_config())(x)",
        ),
    ),
)
