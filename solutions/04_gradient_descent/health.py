"""Gradients near 0 or ∞: the questions gradient_norms (4.6) and is_healthy (4.7)."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from . import model_oracles

Inputs = dict[str, Any]

VANISHING, EXPLODING = 1e-6, 1e3


def stack(
    random: np.random.Generator,
    sizes: tuple[int, ...],
    *,
    batch: int = 5,
    activation: str = "tanh",
    dtype: str = "float32",
    scale: float = 1.0,
    **options: Any,
) -> Inputs:
    """A stack of dense layers of these sizes, inputs first, and a batch."""

    def draw(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(dtype)

    pairs = list(pairwise(sizes))
    return {
        "kernels": [draw(*pair) * np.asarray(scale, dtype) for pair in pairs],
        "biases": [draw(width) for _, width in pairs],
        "x": draw(batch, sizes[0]),
        "y": draw(batch, sizes[-1]),
        "activation": activation,
        **options,
    }


def networks(random: np.random.Generator) -> Iterator[Inputs]:
    """One layer to four, in two dtypes; at last more samples than Keras's usual batch of 32."""
    yield stack(random, (3, 2))
    yield stack(random, (2, 4, 3), activation="sigmoid")
    yield stack(random, (4, 3, 5, 2), activation="softplus", batch=7)
    yield stack(random, (3, 5, 4, 6, 2), dtype="float64")
    yield stack(random, (2, 3, 1), batch=75)


def special_layers(random: np.random.Generator) -> Iterator[Inputs]:
    """Layers without weights, a frozen one, one without a bias, one with a single weight."""
    yield stack(random, (3, 4, 5, 2), tripled_after=0)
    yield stack(random, (3, 4, 5, 2), frozen=int(random.integers(3)))
    yield stack(random, (2, 5, 4, 3, 6), frozen=1, tripled_after=2, activation="sigmoid")
    yield stack(random, (3, 4, 5, 2), without_bias=int(random.integers(3)))
    yield stack(random, (3, 5, 4, 2), without_bias=0, scaled_after=1)


def other_costs(random: np.random.Generator) -> Iterator[Inputs]:
    """Another loss than the squared error, and a penalty that a layer asks for."""
    yield stack(random, (3, 4, 2), loss="log_cosh")
    yield stack(random, (3, 5, 4, 2), penalty=0.25)
    yield stack(random, (4, 3, 5), loss="log_cosh", penalty=0.125, activation="softplus")


def cut_networks(random: np.random.Generator) -> Iterator[Inputs]:
    """No path leads from the cost to the first layers."""
    yield stack(random, (3, 4, 2), stopped_after=0)
    yield stack(random, (3, 5, 4, 6, 2), stopped_after=1, batch=4)


def deep_networks(random: np.random.Generator) -> Iterator[Inputs]:
    """Vanishing and exploding: norms over many powers of ten, each to be right by itself."""
    for scale, activation in ((0.3, "sigmoid"), (0.05, "tanh"), (3.0, "softplus")):
        widths = tuple(int(width) for width in random.integers(2, 6, size=7))
        yield stack(random, widths, dtype="float64", scale=scale, activation=activation, batch=6)


GRADIENT_NORMS = Question(
    name="gradient_norms",
    ideas=("E3", "H1"),
    forbidden=(),
    hints=(
        "A tape around `model.compute_loss(x=…, y=…, y_pred=…)`, and one number for each layer.",
        "`layer.trainable_weights` is a list of its kernel and bias, empty for a frozen layer. "
        "`tape.gradient` takes lists of lists and returns the same.",
        "The norm of a layer is the root of the sum of *all* its squared derivatives, of kernel "
        "and bias together.",
        "A weight that the cost does not depend on has the gradient None. What does it add to the "
        "sum of squares, and what is the norm of a layer that has no other?",
    ),
    checks=(
        output(
            "norms",
            points=1,
            inputs=networks,
            oracle=model_oracles.norms_of_layers,
            probe="norms_of_layers",
            shown="gradient_norms(model, x, y)",
        ),
        output(
            "special layers",
            points=1,
            inputs=special_layers,
            oracle=model_oracles.norms_of_layers,
            probe="norms_of_layers",
            shown="gradient_norms(model, x, y)",
            means="Layers without trainable weights are left out; the model is called with "
            "training=False.",
        ),
        output(
            "what the model is trained for",
            points=1,
            inputs=other_costs,
            oracle=model_oracles.norms_of_layers,
            probe="norms_of_layers",
            shown="gradient_norms(model, x, y)",
            means="The cost is what model.compute_loss gives: the compiled loss, and the "
            "penalties of layers.",
        ),
        output(
            "no path to the cost",
            points=1,
            inputs=cut_networks,
            oracle=model_oracles.norms_of_layers,
            probe="norms_of_layers",
            shown="gradient_norms(model, x, y)",
            means="A gradient that is None counts as 0.",
        ),
        property_check(
            "vanishing and exploding",
            points=1,
            visible=False,
            inputs=deep_networks,
            oracle=model_oracles.norms_of_layers,
            probe="norms_of_layers",
            relative=1e-6,
            absolute=1e-15,
            shown="gradient_norms(model, x, y)",
        ),
    ),
)


def _shuffled(random: np.random.Generator, cases: list[np.ndarray]) -> Iterator[Inputs]:
    """The cases in any order, so that no fixed list of verdicts is right."""
    for index in random.permutation(len(cases)):
        yield {"norms": cases[index]}


def _ordinary(random: np.random.Generator, count: int) -> np.ndarray:
    """Norms well inside of the bounds, over several powers of ten."""
    return np.asarray(10.0 ** random.uniform(-5, 2, size=count))


def _with(random: np.random.Generator, count: int, *values: float) -> np.ndarray:
    """Ordinary norms, some replaced at random places."""
    norms = _ordinary(random, count)
    norms[random.permutation(count)[: len(values)]] = values
    return norms


def plain_norms(random: np.random.Generator) -> Iterator[Inputs]:
    """Healthy networks, and some with one layer that vanishes, explodes, or is on a bound."""
    healthy = [_ordinary(random, count) for count in (1, 4, 6)]
    near = [_with(random, 4, 3e-6, 300.0), random.uniform(700, 900, size=3)]
    tiny, huge = 10.0 ** random.uniform(-9, -7), 10.0 ** random.uniform(4, 7)
    vanishing = [_with(random, 5, tiny), _with(random, 1, tiny), np.full(3, 2e-8)]
    exploding = [_with(random, 5, huge), _with(random, 1, huge), _with(random, 6, tiny, huge)]
    ends = [np.array([tiny, 1.0, 2.0]), np.array([1.0, 2.0, huge]), np.array([huge, 1.0, 2.0])]
    # keras.ops rounds a Python number to float32: only there is VANISHING exact for everyone.
    bounds = [_with(random, 4, VANISHING).astype("float32"), _with(random, 3, EXPLODING)]
    yield from _shuffled(random, healthy + near + vanishing + exploding + ends + bounds)


def special_norms(random: np.random.Generator) -> Iterator[Inputs]:
    """Zeros, infinities and NaN among ordinary norms, and none of them."""
    bad = [_with(random, 4, value) for value in (0.0, np.inf, np.nan)]
    alone = [np.array([value]) for value in (0.0, np.inf, np.nan)]
    first = [np.array([np.nan, 1.0, 2.0]), np.array([1.0, 2.0, np.nan])]
    yield from _shuffled(random, [*bad, *alone, *first, *(_ordinary(random, 4) for _ in range(3))])


def random_norms(random: np.random.Generator) -> Iterator[Inputs]:
    """Up to twelve layers, half of the networks with one bad layer of any kind."""
    bad = (0.0, np.nan, np.inf, 1e-7, 1e4, 1e-30, 1e30)
    cases = [_ordinary(random, size) for size in range(1, 13)]
    cases += [_with(random, size, bad[size % len(bad)]) for size in range(1, 13)]
    yield from _shuffled(random, cases)


def is_healthy(norms: np.ndarray) -> bool:
    """Layer by layer; a comparison with NaN is false."""
    return all(VANISHING < float(norm) < EXPLODING for norm in norms)


IS_HEALTHY = Question(
    name="is_healthy",
    ideas=("E3",),
    hints=(
        "One bad layer is enough. Is that a question about the mean of the norms, about any of "
        "them, or about all of them?",
        "There are two bounds, and a healthy norm keeps both.",
        "Say what a healthy norm is, not what a bad one is: then a NaN, with which every "
        "comparison is false, is not healthy.",
    ),
    checks=(
        output(
            "verdicts",
            points=2,
            inputs=plain_norms,
            oracle=is_healthy,
            probe="is_healthy_for",
            shown="is_healthy(norms)",
            means="Healthy: the norm of every layer lies between the bounds, and on neither.",
        ),
        output(
            "zero, infinity and NaN",
            points=1,
            inputs=special_norms,
            oracle=is_healthy,
            probe="is_healthy_for",
            shown="is_healthy(norms)",
            means="A norm that is 0, infinite or NaN is not healthy.",
        ),
        property_check(
            "any number of layers",
            points=1,
            visible=False,
            inputs=random_norms,
            oracle=is_healthy,
            probe="is_healthy_for",
            shown="is_healthy(norms)",
        ),
    ),
)
