"""Counting the parameters of dense layers and of convolutions."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output
from autograder.questions.question import Question

from . import oracles
from .forbidden import CONVOLUTIONS

Inputs = dict[str, Any]


def ordinary_layer_sizes(random: np.random.Generator) -> Iterator[Inputs]:
    """Networks of one to four layers, no two layers of the same width."""
    for num_layers in (1, 2, 3, 4):
        sizes = random.choice(np.arange(2, 60), size=num_layers + 1, replace=False)
        yield {"layer_sizes": sizes.tolist()}


def narrow_layer_sizes(random: np.random.Generator) -> Iterator[Inputs]:
    """Layers of one unit, and layers that are all equally wide."""
    width = int(random.integers(2, 9))
    yield {"layer_sizes": [1, 1]}
    yield {"layer_sizes": [width + 1, 1, width]}
    yield {"layer_sizes": [width] * 5}


def huge_layer_sizes(random: np.random.Generator) -> Iterator[Inputs]:
    """More parameters than a 32-bit integer can count."""
    for scale in (1, 4):
        sizes = scale * random.choice(np.arange(50_000, 90_000), size=3, replace=False)
        yield {"layer_sizes": sizes.tolist()}


COUNT_PARAMETERS = Question(
    name="count_parameters",
    ideas=("K1",),
    forbidden=("keras.layers.Dense",),
    hints=(
        "How many rows and columns does M have in Mx + b, and how long is b?",
        "A list of N + 1 sizes describes N layers. Which pairs of sizes belong together?",
        "Try `[3, 2]` by hand: draw M and b, and count their elements.",
    ),
    checks=(
        output(
            "counts",
            points=1,
            inputs=ordinary_layer_sizes,
            oracle=oracles.count_parameters,
            relative=0.0,
            absolute=0.0,
        ),
        output(
            "narrow layers",
            points=0.5,
            inputs=narrow_layer_sizes,
            oracle=oracles.count_parameters,
            relative=0.0,
            absolute=0.0,
        ),
        output(
            "billions of parameters",
            points=0.5,
            inputs=huge_layer_sizes,
            oracle=oracles.count_parameters,
            relative=0.0,
            absolute=0.0,
            means="A 32-bit integer ends at 2,147,483,647; Python's own integers do not end.",
        ),
    ),
)


def ordinary_windows(random: np.random.Generator) -> Iterator[Inputs]:
    """Square windows as a whole number, and windows of one, two and three dimensions."""
    for window in (2, 3, 5, [4], [3, 5], [2, 3, 4]):
        channels, filters = random.choice(np.arange(2, 30), size=2, replace=False).tolist()
        yield {"window": window, "channels_in": channels, "filters": filters}


def small_windows(random: np.random.Generator) -> Iterator[Inputs]:
    """Windows of one pixel, one channel, one filter."""
    for window in (1, [1, 7], [1, 1, 1]):
        many = int(random.integers(2, 20))
        yield {"window": window, "channels_in": many, "filters": 1}
        yield {"window": window, "channels_in": 1, "filters": many}


COUNT_CONVOLUTION_PARAMETERS = Question(
    name="count_convolution_parameters",
    ideas=("K1", "L5"),
    forbidden=tuple(name for name in CONVOLUTIONS if name.startswith("keras.layers")),
    hints=(
        "How large is θ for one filter? A filter looks at every channel of its window.",
        "Every filter has one bias: the same at every place of the image.",
        "`math.prod` multiplies the sizes of a window of any number of dimensions.",
    ),
    checks=(
        output(
            "counts",
            points=1,
            inputs=ordinary_windows,
            oracle=oracles.count_convolution_parameters,
            probe="count_convolution",
            relative=0.0,
            absolute=0.0,
            shown="count_convolution_parameters(window, channels_in, filters)",
        ),
        output(
            "small windows",
            points=1,
            inputs=small_windows,
            oracle=oracles.count_convolution_parameters,
            probe="count_convolution",
            relative=0.0,
            absolute=0.0,
            shown="count_convolution_parameters(window, channels_in, filters)",
        ),
    ),
)
