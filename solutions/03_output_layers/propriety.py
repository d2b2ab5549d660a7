"""When is a cost least at the truth? The question is_proper (3.9)."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output
from autograder.questions.question import Question

from . import cost_oracles

Inputs = dict[str, Any]
Rows = list[list[float]]
Generate = Callable[[np.random.Generator], Iterator[Inputs]]

TRUTH = [0.6, 0.3, 0.1]
"""Far enough from its rivals below that a jitter of 1 % changes no verdict."""

RIVALS: tuple[tuple[str, Rows], ...] = (
    ("logarithmic", [[0.35, 0.33, 0.32]]),
    ("linear", [[0.4, 0.3, 0.3], [0.1, 0.1, 0.8], [1.0, 0.0, 0.0]]),
    ("linear", [[0.5, 0.3, 0.2], [1.0, 0.0, 0.0]]),
    ("logarithmic", [[0.62, 0.19, 0.19], [0.1, 0.1, 0.8]]),
    ("squared", [[0.58, 0.41, 0.01], [0.8, 0.15, 0.05], [0.35, 0.33, 0.32], [0.6, 0.1, 0.3]]),
    ("absolute", [[0.1, 0.1, 0.8], [0.9, 0.05, 0.05]]),
    ("linear", [[0.4, 0.3, 0.3], [0.2, 0.3, 0.5]]),
    ("weighted logarithmic", [[0.9, 0.08, 0.02], [0.3, 0.2, 0.5], [0.4, 0.4, 0.2]]),
    ("weighted logarithmic", [[0.75, 0.2, 0.05], [0.9, 0.08, 0.02]]),
    ("logarithmic", [[0.58, 0.41, 0.01], [0.8, 0.15, 0.05]]),
    ("linear", [[1.0, 0.0, 0.0], [0.4, 0.3, 0.3]]),
)
"""Costs and candidates for TRUTH; that which beats it is the first in the last line alone."""


def _in_any_order(generate: Generate) -> Generate:
    """The same cases shuffled, so that no fixed list of verdicts is right."""

    def shuffled(random: np.random.Generator) -> Iterator[Inputs]:
        cases = list(generate(random))
        for index in random.permutation(len(cases)):
            yield cases[index]

    return shuffled


def _jittered(random: np.random.Generator, rows: Rows) -> np.ndarray:
    probabilities = np.array(rows) * random.uniform(0.99, 1.01, size=np.shape(rows))
    return probabilities / probabilities.sum(axis=1, keepdims=True)


@_in_any_order
def rivals(random: np.random.Generator) -> Iterator[Inputs]:
    """Three outcomes, a truth and what is to be compared with it, a little different each time."""
    for cost, candidates in RIVALS:
        distribution, *others = _jittered(random, [TRUTH, *candidates])
        yield {"cost": cost, "distribution": distribution, "candidates": np.array(others)}


@_in_any_order
def ties(random: np.random.Generator) -> Iterator[Inputs]:
    """Candidates as good as the distribution, the distribution itself, and some that are better.

    One is better by 5e-7, which is no rounding, and one by 5e-11, which is.
    """
    size = int(random.integers(3, 6))
    uniform = np.full(size, 1 / size)
    others = random.dirichlet(np.ones(size), size=4)
    yield {"cost": "linear", "distribution": uniform, "candidates": others}
    (truth,) = _jittered(random, [TRUTH])
    yield {
        "cost": "logarithmic",
        "distribution": truth,
        "candidates": np.array([truth[::-1], truth]),
    }
    yield {"cost": "linear", "distribution": truth, "candidates": np.array([truth, [1.0, 0, 0]])}
    yield {"cost": "most likely", "distribution": truth, "candidates": np.array([[0.8, 0.1, 0.1]])}
    for step in (1e-6, 1e-10):
        rival = truth + step * np.array([1.0, 0.0, -1.0])
        yield {"cost": "linear", "distribution": truth, "candidates": rival[None]}


@_in_any_order
def impossible_outcomes(random: np.random.Generator) -> Iterator[Inputs]:
    """Outcomes of probability 0, on the side of the truth and on that of a candidate."""
    first = random.uniform(0.55, 0.8)
    truth = np.array([first, 1 - first, 0.0])
    even, wide, sharp = np.array([[0.5, 0.5, 0.0], [0.4, 0.35, 0.25], [0.9, 0.07, 0.03]])
    yield {"cost": "logarithmic", "distribution": truth, "candidates": np.array([wide, sharp])}
    yield {
        "cost": "logarithmic",
        "distribution": _jittered(random, [TRUTH])[0],
        "candidates": np.array([wide, even]),
    }
    yield {"cost": "linear", "distribution": truth, "candidates": np.array([wide, [1.0, 0.0, 0.0]])}
    best = first / (2 - first)
    yield {
        "cost": "weighted logarithmic",
        "distribution": truth,
        "candidates": np.array([wide, [best, 1 - best, 0.0]]),
    }


@_in_any_order
def many_outcomes(random: np.random.Generator) -> Iterator[Inputs]:
    """More outcomes, random truths, and further costs; the best rival stands anywhere."""
    for cost in ("logarithmic", "squared", "spherical", "linear", "absolute", "root"):
        size = int(random.integers(4, 8))
        truth = np.sort(random.dirichlet(np.full(size, 20.0))) + np.arange(size) / size
        truth /= truth.sum()
        sharp = truth**3 / np.sum(truth**3)
        others = np.array([sharp, *random.dirichlet(np.full(size, 0.7), size=4)])
        order = random.permutation(len(others))
        yield {"cost": cost, "distribution": truth, "candidates": others[order]}


IS_PROPER = Question(
    name="is_proper",
    ideas=("F3",),
    forbidden=("sklearn.metrics.log_loss", "sklearn.metrics.brier_score_loss"),
    hints=(
        "Two distributions meet here: one draws the outcomes, the other is what the model says. "
        "Which of them weighs the costs, and which is handed to `cost`?",
        "Write a small function for the expected cost of one candidate, and call it for the "
        "distribution and for each candidate.",
        "An outcome that never happens costs nothing, even if its cost is infinite: leave it out "
        "of the sum rather than multiply by 0.",
        "A tie does not make a cost improper, and 1e-16 is no difference.",
    ),
    checks=(
        output(
            "verdicts",
            points=3,
            inputs=rivals,
            oracle=cost_oracles.is_proper,
            probe="is_proper_for",
            shown="is_proper(cost, distribution, candidates)",
            means="Proper: no candidate has a smaller expected cost than the distribution itself.",
        ),
        output(
            "ties",
            points=1,
            inputs=ties,
            oracle=cost_oracles.is_proper,
            probe="is_proper_for",
            shown="is_proper(cost, distribution, candidates)",
            means="A candidate that costs as much as the distribution, up to 1e-9, is no better.",
        ),
        output(
            "impossible outcomes",
            points=1,
            inputs=impossible_outcomes,
            oracle=cost_oracles.is_proper,
            probe="is_proper_for",
            shown="is_proper(cost, distribution, candidates)",
            means="Outcomes of probability 0 don't count, and an infinite expected cost is large.",
        ),
        output(
            "more outcomes and costs",
            points=1,
            inputs=many_outcomes,
            oracle=cost_oracles.is_proper,
            probe="is_proper_for",
            shown="is_proper(cost, distribution, candidates)",
            visible=False,
        ),
    ),
)
