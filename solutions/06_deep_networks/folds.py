"""A target that is a composition of folds: the question deep_beats_wide."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import structure, training
from autograder.questions.question import Question

Inputs = dict[str, Any]

FEATURES = 4
SAMPLES = 4000
UNSEEN = 2000
BUDGET = 400


def folded_space(
    random: np.random.Generator, num_samples: int, features: int
) -> tuple[np.ndarray, np.ndarray]:
    """Space folded along perpendicular planes, the coordinates added, the sum folded again.

    Returns:
        x `(num_samples, features)` from the standard normal distribution and y
        `(num_samples, 1)` of mean about 0 and variance about 1, both float32.
    """
    directions = np.linalg.qr(random.normal(size=(features, features)))[0]
    x = random.normal(size=(num_samples, features)).astype("float32")
    s = np.abs(x.astype("float64") @ directions).sum(axis=1, keepdims=True) / np.sqrt(features)
    zigzag = 1 - np.abs(s % 2 - 1)
    return x, (np.sqrt(12) * (zigzag - 0.5)).astype("float32")


def a_few_folds(random: np.random.Generator) -> Iterator[Inputs]:
    """Little data, a number of features and a budget that no one expects."""
    for features, low, high in ((3, 100, 140), (7, 1500, 2500)):
        x, y = folded_space(random, 100, features)
        budget = int(random.integers(low, high))
        yield {"x": x[:60], "y": y[:60], "unseen": x[60:], "budget": budget}


def within_the_budget(unseen: np.ndarray, **_: Any) -> dict[str, Any]:
    return {"within the budget": True, "shape of the predictions": [len(unseen), 1]}


def fresh_folds(random: np.random.Generator) -> tuple[Inputs, np.ndarray]:
    """New directions, training data, and unseen inputs with their targets."""
    x, y = folded_space(random, SAMPLES + UNSEEN, FEATURES)
    sent = {"x": x[:SAMPLES], "y": y[:SAMPLES], "unseen": x[SAMPLES:], "budget": BUDGET}
    return sent, y[SAMPLES:]


DEEP_BEATS_WIDE = Question(
    name="deep_beats_wide",
    ideas=("H1", "H2", "K1"),
    hints=(
        "How wide can one hidden layer be with 400 parameters, and how wide can three be? Which of "
        "them can fold something that is folded already?",
        "Increase the width while `parameter_count` stays within the budget, for a depth that you "
        "choose. Two to five hidden layers are a good choice.",
        'A deep narrow network needs a good start (`kernel_initializer="he_normal"`) and some '
        "thousand steps of Adam with a learning rate near 0.01.",
        "Let the learning rate fall to 0 towards the end: "
        "`keras.optimizers.schedules.CosineDecay`.",
    ),
    checks=(
        structure(
            "parameter budget",
            points=2,
            inputs=a_few_folds,
            expect=within_the_budget,
            probe="network_within_a_budget",
            seconds=60,
            means="For every budget and every number of features, count before you build.",
            shown="deep_beats_wide(x, y, budget)",
        ),
        training(
            "error on unseen points",
            points=4,
            data=fresh_folds,
            probe="fitted_network",
            metric="negative_mean_squared_error",
            best_possible=0.0,
            extra=lambda _: {"within the budget": True},
            means="Minus the mean squared error where it was not trained; the variance is about 1.",
            shown="deep_beats_wide(x, y, budget)(unseen)",
        ),
    ),
)
