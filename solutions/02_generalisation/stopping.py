"""The number of training iterations: the question best_epoch (2.8)."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.check import output, property_check
from autograder.questions.question import Question

from . import oracles

Inputs = dict[str, Any]


def _descent(random: np.random.Generator, steps: list[int]) -> list[float]:
    """Losses that improve ``steps`` epochs after one another, and are larger in between."""
    losses = [float(random.uniform(3.0, 3.1))]
    for number, step in enumerate(steps, start=1):
        losses += list(random.uniform(3.2, 4.0, size=step - 1))
        losses.append(float(3.0 - 0.2 * number + random.uniform(0, 0.1)))
    return losses


def _tail(random: np.random.Generator, size: int) -> list[float]:
    return [float(loss) for loss in random.uniform(3.2, 4.0, size=size)]


def falling_and_rising(random: np.random.Generator) -> Iterator[Inputs]:
    """A minimum before the patience runs out, and a deeper one after."""
    for steps, patience in (([1, 1], 2), ([1, 2, 1], 3), ([2, 1, 3, 1], 4), ([1, 1, 1, 1, 1], 1)):
        first = _descent(random, steps)
        late = [*_tail(random, patience + 2), 0.5, *_tail(random, 2)]
        yield {"validation_losses": np.array(first + late), "patience": patience}
    yield {"validation_losses": np.array(_descent(random, [1, 2, 1, 1])), "patience": 9}


def at_the_boundary(random: np.random.Generator) -> Iterator[Inputs]:
    """Improvements just before the patience runs out, and just after; failures in small doses.

    At last losses that improve in every epoch, though hardly.
    """
    for patience in (2, 3, 5):
        just_in_time = _descent(random, [1, patience, patience, 1])
        too_late = [*_tail(random, patience), 0.5, *_tail(random, 1)]
        yield {"validation_losses": np.array(just_in_time + too_late), "patience": patience}
    rising = _descent(random, [1, 1])
    saw = [rising[-1] + 0.9, rising[-1] + 0.6, rising[-1] + 0.8, rising[-1] + 0.3]
    yield {"validation_losses": np.array([*rising, *saw, 0.5, 3.3]), "patience": 3}
    hardly = random.uniform(1, 2) - 1e-7 * np.arange(int(random.integers(5, 9)))
    yield {"validation_losses": np.append(hardly, 3.0), "patience": 2}


def equal_and_missing(random: np.random.Generator) -> Iterator[Inputs]:
    """Losses that are repeated; NaN inside, at the start, and at the end."""
    nan = float("nan")
    first = _descent(random, [1, 1, 1])
    least = first[-1]
    yield {"validation_losses": np.array([*first, least, least, 0.5]), "patience": 2}
    yield {"validation_losses": np.array([*first, nan, 0.9, nan, nan, 0.5]), "patience": 2}
    yield {"validation_losses": np.array([nan, *first, *_tail(random, 3), 0.5]), "patience": 3}
    yield {"validation_losses": np.array([*first, 3.3, nan, nan, nan, nan]), "patience": 7}


def any_losses(random: np.random.Generator) -> Iterator[Inputs]:
    """Random walks of growing length with some NaN, as lists; from the second epoch on."""
    for size in range(3, 60, 4):
        losses = np.cumsum(random.normal(-0.1, 1.0, size=size))
        losses[1:][random.random(size - 1) < 0.15] = np.nan
        patience = int(random.integers(1, 9))
        yield {"validation_losses": [float(loss) for loss in losses], "patience": patience}


BEST_EPOCH = Question(
    name="best_epoch",
    ideas=("B3",),
    forbidden=("keras.callbacks.EarlyStopping", "tensorflow.keras.callbacks.EarlyStopping"),
    hints=(
        "Go through the losses as training would: one after another, without a look ahead. What "
        "do you have to remember?",
        "Three things: the least loss so far, its epoch, and how many epochs have passed without "
        "an improvement. When does the third go back to 0?",
        "Comparisons with NaN are always false: `loss < least` and `loss >= least` alike. What "
        "must the least loss be before the first epoch?",
    ),
    checks=(
        output(
            "before the patience runs out",
            points=2,
            inputs=falling_and_rising,
            oracle=oracles.best_epoch,
            probe="call_numpy",
            means="The best epoch among those that are run; what comes after the stop is unknown.",
        ),
        output(
            "patience to the epoch",
            points=1,
            inputs=at_the_boundary,
            oracle=oracles.best_epoch,
            probe="call_numpy",
            means="Training stops right after `patience` epochs in succession that are no better "
            "than the best before them, not one sooner or later.",
        ),
        output(
            "equal losses and NaN",
            points=1,
            inputs=equal_and_missing,
            oracle=oracles.best_epoch,
            probe="call_numpy",
            means="An equal loss is no improvement, and neither is NaN, wherever it stands.",
        ),
        property_check(
            "any losses",
            points=1,
            inputs=any_losses,
            oracle=oracles.best_epoch,
            probe="call_numpy",
            visible=False,
        ),
    ),
)
