"""Surprise and its average: self_information, entropy (1.7 and 1.8)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]

BOTH_DTYPES = ("float32", "float64")


def distributions(random: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Distributions along the last axis, no entry of which is very small."""
    weights = random.uniform(0.1, 1.0, size=shape) ** 2
    return weights / weights.sum(axis=-1, keepdims=True)


def with_zeros(random: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Rows of distributions, each with one 0 at a place of its own."""
    p = distributions(random, shape)
    p[np.arange(shape[0]), random.integers(shape[1], size=shape[0])] = 0.0
    return p / p.sum(axis=-1, keepdims=True)


def probabilities(random: np.random.Generator) -> Iterator[Inputs]:
    """Numbers, vectors and tables of ordinary probabilities."""
    for dtype in BOTH_DTYPES:
        for shape in ((3,), (2, 4), (3, 2, 5)):
            yield {"p": random.uniform(0.02, 1.0, size=shape).astype(dtype)}


def rare_outcomes(random: np.random.Generator) -> Iterator[Inputs]:
    """From one in a thousand to one in 10^30, and certain."""
    for dtype in BOTH_DTYPES:
        p = 10.0 ** -random.uniform([3.0, 7.0, 12.0, 25.0], [5.0, 9.0, 15.0, 30.0])
        yield {"p": np.append(p, 1.0).astype(dtype)}


def impossible_outcomes(random: np.random.Generator) -> Iterator[Inputs]:
    """Probabilities of 0 among others."""
    for dtype in BOTH_DTYPES:
        yield {"p": random.permutation(np.append(random.uniform(size=3), 0.0)).astype(dtype)}


def smooth_probabilities(random: np.random.Generator) -> Iterator[Inputs]:
    for shape in ((3,), (2, 4)):
        yield {"p": random.uniform(0.02, 1.0, size=shape)}


def independent_outcomes(random: np.random.Generator) -> Iterator[Inputs]:
    """The probabilities of two outcomes that have nothing to do with each other."""
    for size in range(1, 8):
        yield {"p": random.uniform(0.01, 1.0, size), "q": random.uniform(0.01, 1.0, size)}


def added_information(p: np.ndarray, q: np.ndarray) -> dict[str, np.ndarray]:
    """I(p q) = I(p) + I(q)."""
    first, second = oracles.self_information(p), oracles.self_information(q)
    return {"output": first, "output for p * q": first + second}


SELF_INFORMATION = Question(
    name="self_information",
    ideas=("S8",),
    hints=(
        "Is a certain outcome surprising? And which sign has the logarithm of a probability?",
        "Nats: the natural logarithm.",
        "log(0) is -inf, and that is what is wanted here, up to the sign. Add nothing to p.",
    ),
    checks=(
        output(
            "values",
            points=1,
            inputs=probabilities,
            oracle=oracles.self_information,
            ask_dtype=True,
        ),
        output(
            "rare outcomes",
            points=1,
            inputs=rare_outcomes,
            oracle=oracles.self_information,
            means="Even one in 10^30 has its exact number of nats.",
        ),
        output(
            "impossible outcomes",
            points=1,
            inputs=impossible_outcomes,
            oracle=oracles.self_information,
            means="What never happens would be infinitely surprising.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_probabilities,
            forward=oracles.self_information,
            oracle=oracles.self_information_gradient,
            wrt=["p"],
        ),
        property_check(
            "information adds up",
            points=1,
            visible=False,
            inputs=independent_outcomes,
            oracle=added_information,
            probe="information_of_pairs",
            shown="self_information(p), self_information(p * q)",
            means="The information of two independent outcomes is the sum of both.",
        ),
    ),
)


def batches_of_distributions(random: np.random.Generator) -> Iterator[Inputs]:
    """One distribution, a batch, and a batch of batches."""
    for dtype in BOTH_DTYPES:
        for shape in ((2,), (5,), (3, 4), (2, 3, 5)):
            yield {"p": distributions(random, shape).astype(dtype)}


def batches_with_zeros(random: np.random.Generator) -> Iterator[Inputs]:
    """A 0 in each row; then rows where all but one entry are 0, among others."""
    for dtype in BOTH_DTYPES:
        yield {"p": with_zeros(random, (3, 4)).astype(dtype)}
        certain = np.eye(3)[random.integers(3, size=2)]
        yield {"p": np.vstack([certain, distributions(random, (2, 3))]).astype(dtype)}


def with_rare_outcomes(random: np.random.Generator) -> np.ndarray:
    """Two distributions with outcomes of about 10^-11 and 10^-65: rare, and not impossible."""
    p = distributions(random, (2, 4))
    p[:, random.integers(4)] = 10.0 ** -random.uniform([9.0, 60.0], [13.0, 70.0])
    return p / p.sum(axis=-1, keepdims=True)


def smooth_distributions(random: np.random.Generator) -> Iterator[Inputs]:
    """Ordinary outcomes, then rare ones among them."""
    for shape in ((3,), (2, 5)):
        yield {"p": distributions(random, shape)}
    yield {"p": with_rare_outcomes(random)}


def logits_of_the_impossible(random: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    """Logits, one in each row so far down that its probability is exactly 0."""
    logits = random.normal(size=shape)
    logits[np.arange(shape[0]), random.integers(shape[1], size=shape[0])] = -2000.0
    return logits


def p_logits(random: np.random.Generator) -> Iterator[Inputs]:
    for shape in ((1, 3), (2, 4)):
        yield {"p_logits": logits_of_the_impossible(random, shape)}


def entropy_of_softmax(p_logits: np.ndarray) -> np.ndarray:
    """Its shape is what counts: the gradient has a closed form."""
    return np.zeros(p_logits.shape[:-1])


def two_variables(random: np.random.Generator) -> Iterator[Inputs]:
    for size in range(2, 9):
        yield {
            "p": distributions(random, (size,)),
            "q": random.permutation(np.append(distributions(random, (size + 1,)), 0.0)),
        }


def added_entropy(p: np.ndarray, q: np.ndarray) -> dict[str, np.ndarray]:
    """Entropies of independent variables add up."""
    first, second = oracles.entropy(p), oracles.entropy(q)
    return {
        "output for p": first,
        "output for q": second,
        "output for all products": first + second,
    }


ENTROPY = Question(
    name="entropy",
    ideas=("S6", "S8", "S9"),
    forbidden=(
        "scipy.stats.entropy",
        "scipy.special.entr",
        "keras.losses.categorical_crossentropy",
        "keras.losses.CategoricalCrossentropy",
        "keras.ops.categorical_crossentropy",
        "keras.ops.nn.categorical_crossentropy",
        "tensorflow.nn.softmax_cross_entropy_with_logits",
    ),
    hints=(
        "An expectation weighs each value by its probability. Which value is averaged here?",
        "Each row is a distribution of its own: sum along the last axis, and the result has one "
        "axis less than `p`.",
        "0 · log(0) is NaN, although it should be 0. Any other argument of that logarithm would "
        "do, as it is multiplied by 0: choose a harmless one with `ops.where`.",
        "If the values are right and the gradient is NaN: the `where` has to come before the "
        "logarithm, not after it.",
    ),
    checks=(
        output(
            "values",
            points=2,
            inputs=batches_of_distributions,
            oracle=oracles.entropy,
            ask_dtype=True,
        ),
        output(
            "impossible outcomes",
            points=1,
            inputs=batches_with_zeros,
            oracle=oracles.entropy,
            means="An outcome of probability 0 adds nothing to the entropy.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_distributions,
            forward=oracles.entropy,
            oracle=oracles.entropy_gradient,
            wrt=["p"],
            means="The gradient by p, which is the larger, the rarer an outcome is.",
        ),
        gradient(
            "gradient beside a 0",
            points=1,
            inputs=p_logits,
            forward=entropy_of_softmax,
            oracle=oracles.entropy_gradient_by_logits,
            wrt=["p_logits"],
            probe="gradients_by_logits",
            shown="the gradient of entropy(softmax(p_logits))",
            means="A probability of 0 must not make NaN of the gradients of all the others.",
        ),
        property_check(
            "entropy adds up",
            points=1,
            visible=False,
            inputs=two_variables,
            oracle=added_entropy,
            probe="entropy_of_pairs",
            shown="entropy(p), entropy(q), entropy(all products)",
            means="The entropy of two independent variables is the sum of both.",
        ),
    ),
)
