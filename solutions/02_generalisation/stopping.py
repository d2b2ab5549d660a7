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
        losses += _tail(random, step - 1)
        losses.append(float(3.0 - 0.2 * number + random.uniform(0, 0.1)))
    return losses


def _steps(random: np.random.Generator, most: int) -> list[int]:
    """From two to five steps of 1 to ``most`` epochs."""
    return [_up_to(random, most) for _ in range(1 + _up_to(random, 4))]


def _up_to(random: np.random.Generator, most: int) -> int:
    """A number from 1 to ``most``."""
    return int(random.integers(1, most + 1))


def _tail(random: np.random.Generator, size: int) -> list[float]:
    return [float(loss) for loss in random.uniform(3.2, 4.0, size=size)]


def _deeper(random: np.random.Generator) -> list[float]:
    """Up to three improvements on all that came before, and no more of them."""
    losses = np.sort(random.uniform(0.2, 0.7, size=_up_to(random, 3)))[::-1]
    return [float(loss) for loss in losses] + _tail(random, _up_to(random, 3))


def _patiences(random: np.random.Generator, count: int) -> list[int]:
    """Different numbers of at least two epochs."""
    chosen = random.choice(np.arange(2, 7), size=count, replace=False)
    return sorted(int(patience) for patience in chosen)


def falling_and_rising(random: np.random.Generator) -> Iterator[Inputs]:
    """A minimum before the patience runs out, and a deeper one after. At last one without end."""
    for patience in (1, *_patiences(random, 3)):
        first = _descent(random, _steps(random, patience))
        late = _tail(random, patience + _up_to(random, 3)) + _deeper(random)
        yield {"validation_losses": np.array(first + late), "patience": patience}
    never = _descent(random, _steps(random, 4)) + _tail(random, _up_to(random, 3) - 1)
    yield {"validation_losses": np.array(never), "patience": 6 + _up_to(random, 6)}


def at_the_boundary(random: np.random.Generator) -> Iterator[Inputs]:
    """Improvements just before the patience runs out, and just after; failures in small doses.

    At last losses that improve in every epoch, though hardly.
    """
    for patience in _patiences(random, 3):
        sooner = [_up_to(random, patience - 1) for _ in range(_up_to(random, 3))]
        steps = random.permutation(sooner + [patience] * (1 + _up_to(random, 2)))
        just_in_time = _descent(random, [int(step) for step in steps])
        too_late = _tail(random, patience) + _deeper(random)
        yield {"validation_losses": np.array(just_in_time + too_late), "patience": patience}
    falling = _descent(random, [1] * (1 + _up_to(random, 3)))
    patience = 1 + _up_to(random, 4)
    teeth = random.uniform([0.6, 0.2], [0.9, 0.5], size=(patience, 2)).ravel()
    saw = [falling[-1] + float(tooth) for tooth in teeth[: patience + _up_to(random, 2)]]
    yield {"validation_losses": np.array(falling + saw + _deeper(random)), "patience": patience}
    hardly = random.uniform(1, 2) - 1e-7 * np.arange(4 + _up_to(random, 5))
    losses = np.append(hardly, _tail(random, _up_to(random, 4)))
    yield {"validation_losses": losses, "patience": 1 + _up_to(random, 3)}


def equal_and_missing(random: np.random.Generator) -> Iterator[Inputs]:
    """Losses that are repeated; NaN inside, at the start, and at the end."""

    def missing(size: int) -> list[float]:
        return [float("nan")] * size

    for place in ("equal", "inside", "start", "end"):
        patience = 1 + _up_to(random, 3)
        first, few = _descent(random, _steps(random, patience)), _up_to(random, patience - 1)
        if place == "equal":
            losses = first + [first[-1]] * patience + _deeper(random)
        elif place == "inside":
            better = [*missing(few), float(random.uniform(0.8, 1.0))]
            losses = first + better + missing(patience) + _deeper(random)
        elif place == "start":
            losses = missing(few) + first + _tail(random, patience) + _deeper(random)
        else:
            losses = first + _tail(random, few) + missing(_up_to(random, 5))
            patience += 7
        yield {"validation_losses": np.array(losses), "patience": patience}


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
