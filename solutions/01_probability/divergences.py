"""Two distributions: kl_divergence, cross_entropy (1.9 and 1.10)."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.checks.check import gradient, output, property_check
from autograder.questions.question import Question

from . import oracles
from .information import (
    BOTH_DTYPES,
    distributions,
    entropy_of_softmax,
    logits_of_the_impossible,
    with_rare_outcomes,
    with_zeros,
)

Inputs = dict[str, Any]


def pairs(random: np.random.Generator) -> Iterator[Inputs]:
    """One pair, a batch of pairs, and a batch of batches."""
    for dtype in BOTH_DTYPES:
        for shape in ((2,), (5,), (3, 4), (2, 3, 5)):
            p, q = distributions(random, shape), distributions(random, shape)
            yield {"p": p.astype(dtype), "q": q.astype(dtype)}


def pairs_with_unused_outcomes(random: np.random.Generator) -> Iterator[Inputs]:
    """p is 0 where q is not; then where q is 0 too; then p is certain, as a label is."""
    for dtype in BOTH_DTYPES:
        p, q = with_zeros(random, (3, 4)), distributions(random, (3, 4))
        yield {"p": p.astype(dtype), "q": q.astype(dtype)}
        both = np.where(p > 0, q, 0.0)
        both /= both.sum(axis=-1, keepdims=True)
        yield {"p": p.astype(dtype), "q": both.astype(dtype)}
        labels = np.eye(4)[random.integers(4, size=3)]
        yield {"p": labels.astype(dtype), "q": q.astype(dtype)}


def pairs_with_a_fatal_belief(random: np.random.Generator) -> Iterator[Inputs]:
    """q is 0 where p is not, in the first row of three; then where p is very small."""
    for dtype in BOTH_DTYPES:
        p, q = distributions(random, (3, 4)), distributions(random, (3, 4))
        q[0, random.integers(4)] = 0.0
        p[1, 1] = q[1, 1] = 0.0
        p[2, 2], q[2, 2] = 1e-9, 0.0
        p, q = (each / each.sum(axis=-1, keepdims=True) for each in (p, q))
        yield {"p": p[:2].astype(dtype), "q": q[:2].astype(dtype)}
        yield {"p": p.astype(dtype), "q": q.astype(dtype)}


def pairs_with_rare_outcomes(random: np.random.Generator) -> Iterator[Inputs]:
    """q is tiny, but not 0, where p is not."""
    for dtype in BOTH_DTYPES:
        p, q = distributions(random, (3, 4)), distributions(random, (3, 4))
        q[:, random.integers(4)] = 10.0 ** -random.uniform([8, 12, 20], [10, 16, 30])
        q /= q.sum(axis=-1, keepdims=True)
        yield {"p": p.astype(dtype), "q": q.astype(dtype)}


def smooth_pairs(random: np.random.Generator) -> Iterator[Inputs]:
    """Ordinary outcomes; then some are rare under p, but not under q."""
    for shape in ((3,), (2, 5)):
        yield {"p": distributions(random, shape), "q": distributions(random, shape)}
    yield {"p": with_rare_outcomes(random), "q": distributions(random, (2, 4))}


def logits_of_pairs(random: np.random.Generator) -> Iterator[Inputs]:
    """p is 0 somewhere; in the second case q is 0 there, too."""
    for shape, both in (((1, 3), False), ((2, 4), True)):
        p = logits_of_the_impossible(random, shape)
        q = np.where((p < -1000) & both, -2000.0, random.normal(size=shape))
        yield {"p_logits": p, "q_logits": q}


def _zeros_for_each(p_logits: np.ndarray, q_logits: np.ndarray) -> np.ndarray:
    return entropy_of_softmax(p_logits)


def pairs_of_growing_size(random: np.random.Generator) -> Iterator[Inputs]:
    for size in range(2, 10):
        yield {"p": distributions(random, (size,)), "q": distributions(random, (size,))}


def _both_ways(
    quantity: Callable[[np.ndarray, np.ndarray], np.ndarray], p: np.ndarray, q: np.ndarray
) -> dict[str, np.ndarray]:
    return {
        "output for (p, q)": quantity(p, q),
        "output for (q, p)": quantity(q, p),
        "output for (p, p)": quantity(p, p),
    }


def divergences_both_ways(p: np.ndarray, q: np.ndarray) -> dict[str, np.ndarray]:
    return _both_ways(oracles.kl_divergence, p, q)


def entropy_plus_divergence(p: np.ndarray, q: np.ndarray) -> dict[str, np.ndarray]:
    """H(p, q) = H(p) + KL(p, q), either way round; H(p, p) is the entropy alone."""
    return _both_ways(lambda a, b: oracles.entropy(a) + oracles.kl_divergence(a, b), p, q)


FORBIDDEN = (
    "keras.losses.KLDivergence",
    "keras.losses.kl_divergence",
    "keras.metrics.KLDivergence",
    "keras.metrics.kl_divergence",
    "keras.losses.CategoricalCrossentropy",
    "keras.losses.categorical_crossentropy",
    "keras.metrics.CategoricalCrossentropy",
    "keras.metrics.categorical_crossentropy",
    "keras.ops.categorical_crossentropy",
    "keras.ops.nn.categorical_crossentropy",
    "keras.losses.get",
    "tensorflow.nn.softmax_cross_entropy_with_logits",
    "scipy.stats.entropy",
    "scipy.special.rel_entr",
    "scipy.special.kl_div",
    "sklearn.metrics.log_loss",
)

KL_DIVERGENCE = Question(
    name="kl_divergence",
    ideas=("S10",),
    forbidden=FORBIDDEN,
    hints=(
        "Which of the two distributions draws the outcomes? That one gives the weights.",
        "Compute it on paper for p = (½, ½) and q = (¼, ¾), then the other way round.",
        "There are two kinds of 0. Where p is 0 the term is 0, whatever q is; where only q is 0 "
        "the term is ∞, and the arithmetic of the computer gives that by itself, if you let it.",
        "Where p is 0, put harmless arguments into the logarithms, as in `entropy`: before "
        "they are taken, so that the gradients stay finite.",
    ),
    checks=(
        output("values", points=2, inputs=pairs, oracle=oracles.kl_divergence, ask_dtype=True),
        output(
            "outcomes that never happen",
            points=1,
            inputs=pairs_with_unused_outcomes,
            oracle=oracles.kl_divergence,
            means="Where p is 0 the term is 0, whatever q is.",
        ),
        output(
            "believed to be impossible",
            points=1,
            inputs=pairs_with_a_fatal_belief,
            oracle=oracles.kl_divergence,
            means="Where q is 0 and p is not, the divergence is infinite.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_pairs,
            forward=oracles.kl_divergence,
            oracle=oracles.kl_divergence_gradient,
            wrt=["p", "q"],
        ),
        gradient(
            "gradient beside a 0",
            points=1,
            inputs=logits_of_pairs,
            forward=_zeros_for_each,
            oracle=oracles.kl_gradient_by_logits,
            wrt=["p_logits", "q_logits"],
            probe="gradients_by_logits",
            shown="the gradient of kl_divergence(softmax(p_logits), softmax(q_logits))",
            means="A probability of 0 must not make NaN of the gradients of all the others.",
        ),
        property_check(
            "not symmetric",
            points=1,
            visible=False,
            inputs=pairs_of_growing_size,
            oracle=divergences_both_ways,
            probe="both_ways",
            shown="kl_divergence(p, q), kl_divergence(q, p), kl_divergence(p, p)",
            means="The divergence depends on which distribution is true, and is 0 to itself.",
        ),
    ),
)

CROSS_ENTROPY = Question(
    name="cross_entropy",
    ideas=("S11",),
    forbidden=tuple(name for name in FORBIDDEN if "div" not in name.lower()),
    hints=(
        "Who is surprised, and by what? The surprise is that of one who believes in q; how often "
        "it comes is decided by p.",
        "A cross-entropy is never negative. For p = q it is the entropy.",
        "No ε: where q is 0 and p is not, the answer is ∞. Where p is 0 the term is 0, and the "
        "logarithm must not spoil it: give it a harmless argument there.",
    ),
    checks=(
        output("values", points=2, inputs=pairs, oracle=oracles.cross_entropy, ask_dtype=True),
        output(
            "outcomes that never happen",
            points=1,
            inputs=pairs_with_unused_outcomes,
            oracle=oracles.cross_entropy,
            means="Where p is 0 the term is 0, whatever q is.",
        ),
        output(
            "rare and impossible in belief",
            points=1,
            inputs=lambda random: [
                *pairs_with_rare_outcomes(random),
                *pairs_with_a_fatal_belief(random),
            ],
            oracle=oracles.cross_entropy,
            means="A tiny q is very surprising, a q of 0 infinitely so, where p is not 0.",
        ),
        gradient(
            "gradient",
            points=1,
            inputs=smooth_pairs,
            forward=oracles.cross_entropy,
            oracle=oracles.cross_entropy_gradient,
            wrt=["p", "q"],
        ),
        gradient(
            "gradient beside a 0",
            points=1,
            inputs=logits_of_pairs,
            forward=_zeros_for_each,
            oracle=oracles.cross_entropy_gradient_by_logits,
            wrt=["p_logits", "q_logits"],
            probe="gradients_by_logits",
            shown="the gradient of cross_entropy(softmax(p_logits), softmax(q_logits))",
            means="A probability of 0 must not make NaN of the gradients of all the others.",
        ),
        property_check(
            "entropy plus divergence",
            points=1,
            inputs=pairs_of_growing_size,
            oracle=entropy_plus_divergence,
            probe="both_ways",
            shown="cross_entropy(p, q), cross_entropy(q, p), cross_entropy(p, p)",
            means="The cross-entropy is the entropy of p plus the KL divergence from p to q.",
        ),
    ),
)
