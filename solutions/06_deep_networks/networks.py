"""Whole networks: composing dense layers, and counting what they cost."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, structure
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def network_weights(random: np.random.Generator, sizes: list[int]) -> dict[str, np.ndarray]:
    """Kernels and biases in the order of the layers, of a size that keeps outputs near 1."""
    weights = {}
    for layer, (before, after) in enumerate(pairwise(sizes), start=1):
        kernel = random.normal(size=(before, after)) * 1.2 / np.sqrt(before)
        weights[f"kernel {layer}"] = kernel.astype("float32")
        weights[f"bias {layer}"] = random.normal(size=after).astype("float32")
    return weights


def networks(
    random: np.random.Generator, activations: tuple[str, ...], hidden: tuple[list[int], ...]
) -> Iterator[Inputs]:
    """Networks of growing depth, all sizes of which differ."""
    for activation, hidden_sizes in zip(activations, hidden, strict=True):
        input_size, output_size, batch = 4, 3, 6
        yield {
            "input_size": input_size,
            "hidden_sizes": hidden_sizes,
            "output_size": output_size,
            "activation": activation,
            "weights": network_weights(random, [input_size, *hidden_sizes, output_size]),
            "x": random.normal(size=(batch, input_size)).astype("float32"),
        }


def networks_to_call(random: np.random.Generator) -> Iterator[Inputs]:
    activations = ("relu", "tanh", "sigmoid", "softplus")
    yield from networks(random, activations, ([5], [7, 2], [5, 8, 2], []))


def networks_of_functions(random: np.random.Generator) -> Iterator[Inputs]:
    """Activations that are functions, and equal hidden sizes."""
    activations = ("a function: |x|", "a function: sin x", "relu")
    yield from networks(random, activations, ([5, 2], [6, 6, 6], [4, 4]))


def smooth_networks(random: np.random.Generator) -> Iterator[Inputs]:
    yield from networks(random, ("tanh", "softplus"), ([5, 2], [2, 5, 3]))


def network_to_fit(random: np.random.Generator) -> Iterator[Inputs]:
    for case in networks(random, ("tanh",), ([5, 2],)):
        y = random.normal(size=(len(case["x"]), case["output_size"]))
        yield {**case, "y": y, "learning_rate": 0.05}


def network_sizes(random: np.random.Generator) -> Iterator[Inputs]:
    """No, one and several hidden layers; sizes that rise and fall."""
    for hidden_sizes in ([], [8], [16, 8], [int(n) for n in random.permutation(np.arange(3, 9))]):
        yield {
            "input_size": int(random.integers(10, 15)),
            "hidden_sizes": hidden_sizes,
            "output_size": int(random.integers(15, 20)),
            "activation": "relu",
        }


FEEDFORWARD = Question(
    name="feedforward",
    ideas=("H1", "I1", "C1"),
    hints=(
        "How many layers with weights does a network with three hidden sizes have?",
        "Start with `keras.Input((input_size,))`; each layer is called on the result of the one "
        "below, in a loop over `hidden_sizes`.",
        "Hidden layers have the activation, the output layer has none: its answers may be "
        "negative and as large as they like.",
    ),
    checks=(
        structure(
            "sizes",
            points=1,
            inputs=network_sizes,
            expect=oracles.network_structure,
            probe="network_structure",
            means="A kernel and a bias for each hidden size, and for the output, in this order.",
        ),
        output(
            "values",
            points=2,
            inputs=networks_to_call,
            oracle=oracles.feedforward,
            probe="call_network",
            shown="feedforward(input_size, hidden_sizes, output_size, activation)(x)",
        ),
        output(
            "functions as activations",
            points=1,
            inputs=networks_of_functions,
            oracle=oracles.feedforward,
            probe="call_network",
            means="The activation may be any function, and layers may be equally large.",
            shown="feedforward(input_size, hidden_sizes, output_size, activation)(x)",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_networks,
            forward=oracles.feedforward,
            wrt=["x", "weights.kernel 1", "weights.bias 1", "weights.bias 3"],
            probe="network_gradient",
            relative=1e-3,
            absolute=1e-4,
            means="The gradient reaches the first layer through all the others.",
            shown="feedforward(input_size, hidden_sizes, output_size, activation)(x)",
        ),
        structure(
            "fit and save",
            points=1,
            visible=False,
            inputs=network_to_fit,
            expect=oracles.network_after_one_step,
            probe="network_after_one_step",
            means="The network can be compiled, trained, saved and loaded.",
            shown="feedforward(input_size, hidden_sizes, output_size, activation).fit(x, y)",
        ),
    ),
)


def a_few_sizes(random: np.random.Generator) -> Iterator[Inputs]:
    """The example of the task, then random networks of growing depth."""
    yield {"sizes": [4, 16, 8, 3]}
    for depth in range(2, 9):
        yield {"sizes": [int(size) for size in random.integers(2, 60, depth)]}


def short_networks(random: np.random.Generator) -> Iterator[Inputs]:
    """No layer, one layer, layers of one unit."""
    size = int(random.integers(2, 90))
    for sizes in ([size, size + 3], [size], [size, 1], [1, size, 1], [1, 1]):
        yield {"sizes": sizes}


def large_networks(random: np.random.Generator) -> Iterator[Inputs]:
    """More parameters than 32 bits can count, and many layers of the same width."""
    wide = int(random.integers(100_000, 200_000))
    yield {"sizes": [wide, wide + 7, 3]}
    yield {"sizes": [int(random.integers(50, 90))] * 101}
    yield {"sizes": [7, *[int(random.integers(300, 900))] * 40, 2]}


EXACT = {"relative": 0.0, "absolute": 0.0}

PARAMETER_COUNT = Question(
    name="parameter_count",
    ideas=("K1",),
    forbidden=("keras.Model", "keras.Sequential"),
    hints=(
        "How many weights lead from 4 units to 16? And how many biases do these 16 have?",
        "The units of the input compute nothing. Do they have biases?",
        "`zip(sizes[:-1], sizes[1:])` pairs each size with the next.",
    ),
    checks=(
        output("values", points=2, inputs=a_few_sizes, oracle=oracles.parameter_count, **EXACT),
        output(
            "short networks",
            points=1,
            inputs=short_networks,
            oracle=oracles.parameter_count,
            **EXACT,
            means="Without a layer there is nothing to count.",
        ),
        output(
            "large networks",
            points=1,
            visible=False,
            inputs=large_networks,
            oracle=oracles.parameter_count,
            **EXACT,
            means="Wide layers: there are more weights than 32 bits can count.",
        ),
    ),
)
