"""What is drawn beside the text of a visible check: where arrays differ, how far a score is off.

Only numbers leave here; the notebook and the terminal each draw them in their own way.
"""

from typing import Any

import msgspec
import numpy as np

from autograder.checks.expectations import Close, Scored
from autograder.checks.prepared import PreparedCheck, Reply
from autograder.compare import as_array, compare, metric_score, shown_arrays
from autograder.results import ArrayPicture, CheckResult, Number, Picture, ScorePicture
from autograder.worker.curves import CURVE

MOST_CELLS = 40
"""A picture has at most so many rows and columns; larger arrays are reduced."""
TABLE = (6, 8)
"""So many rows and columns are shown as numbers."""
FEWEST_CELLS = 3
"""A heat map with fewer rows or columns says no more than words."""


def picture(check: PreparedCheck, replies: list[Reply]) -> Picture | None:
    """The picture of a check's replies, one for each case, or None where words say it all."""
    for case, reply in zip(check.cases, replies, strict=False):
        scored = [each for each in case.expect if isinstance(each, Scored)]
        if not isinstance(reply, dict):
            return None  # the text is about this case
        if scored:
            return _score(scored[0], reply)
        mismatches = compare(case.expect, reply)
        arrays = {each.key: each for each in case.expect if isinstance(each, Close)}
        for mismatch in mismatches:
            if mismatch.index and mismatch.key in arrays:
                return _arrays(arrays[mismatch.key], reply[mismatch.key], mismatch.index)
        if mismatches:
            return None
    return None


def _score(expectation: Scored, reply: dict[str, Any]) -> ScorePicture | None:
    score, problem = metric_score(expectation, reply.get(expectation.key))
    if problem or not np.isfinite(score) or not np.isfinite(expectation.threshold):
        return None
    best = expectation.best_possible
    curve_of, curve = _curve(expectation.metric, reply.get(CURVE))
    return ScorePicture(
        curve_of=curve_of,
        curve=curve,
        metric=expectation.metric.replace("_", " "),
        score=float(score),
        threshold=expectation.threshold,
        best_possible=best if np.isfinite(best) else None,
        calibration=expectation.calibration,
    )


def _curve(metric: str, history: Any) -> tuple[str, tuple[float, ...]]:
    """Which of a training's metrics to draw: the one that is judged, else the loss."""
    if not isinstance(history, dict):
        return "", ()
    wanted = [f"val_{metric}", metric, *(name for name in history if metric in name)]
    for name in [*wanted, "val_loss", "loss"]:
        curve = as_array(history.get(name))
        if curve is not None and curve.ndim == 1 and curve.size > 1 and np.isfinite(curve).all():
            return name, tuple(float(f"{each:.4g}") for each in curve)
    return "", ()


def _arrays(expectation: Close, value: Any, worst: tuple[int, ...]) -> ArrayPicture | None:
    expected, received = np.asarray(expectation.expected), as_array(value)
    if received is None or expected.size < 2:
        return None
    key = expectation.key
    text = "\n".join(shown_arrays(expected, received))
    left, right = expected.astype(np.float64), received.astype(np.float64)
    if left.ndim == 1:
        left, right, worst = left[None], right[None], (0, *worst)
    elif left.ndim > 2:
        chosen = _plane(worst)
        key += "[" + ", ".join(":" if isinstance(i, slice) else str(i) for i in chosen) + "]"
        worst = tuple(i for i, c in zip(worst, chosen, strict=True) if isinstance(c, slice))
        left, right = left[chosen], right[chosen]
    step = (-(-left.shape[0] // MOST_CELLS), -(-left.shape[1] // MOST_CELLS))
    left, right = _reduced(left, right, step)
    made = ArrayPicture(
        title=key,
        expected=_rows(left),
        received=_rows(right),
        worst=(worst[0] // step[0], worst[1] // step[1]),
        step=step,
        instead_of=text,
    )
    return made if is_table(made) or min(left.shape) >= FEWEST_CELLS else None


def is_table(picture: ArrayPicture) -> bool:
    """Whether the numbers themselves are shown."""
    fits = len(picture.expected) <= TABLE[0] and len(picture.expected[0]) <= TABLE[1]
    return fits and picture.step == (1, 1)


def _plane(worst: tuple[int, ...]) -> tuple[Any, ...]:
    """The two axes to show, through the worst element: those of an image, else the last two."""
    first = 1 if len(worst) == 4 else len(worst) - 2
    return tuple(slice(None) if axis - first in (0, 1) else i for axis, i in enumerate(worst))


def _reduced(
    left: np.ndarray, right: np.ndarray, step: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray]:
    """One pair of numbers for each block: that which differs most in it."""
    if step == (1, 1):
        return left, right
    rows, columns = (range(0, size, each) for size, each in zip(left.shape, step, strict=True))
    with np.errstate(invalid="ignore"):  # infinity - infinity
        error = np.nan_to_num(np.abs(left - right), nan=np.inf, posinf=np.inf)
    picked = [
        [
            _worst_of(error, (slice(row, row + step[0]), slice(column, column + step[1])))
            for column in columns
        ]
        for row in rows
    ]
    places = tuple(np.moveaxis(np.array(picked), -1, 0))
    return left[places], right[places]


def _worst_of(error: np.ndarray, block: tuple[slice, slice]) -> tuple[int, int]:
    inside = error[block]
    row, column = np.unravel_index(int(np.argmax(inside)), inside.shape)
    return block[0].start + int(row), block[1].start + int(column)


def _rows(array: np.ndarray) -> tuple[tuple[Number, ...], ...]:
    return tuple(tuple(_number(each) for each in row) for row in array)


def _number(value: float) -> Number:
    """Six digits are more than a picture shows; JSON has neither NaN nor infinities."""
    return float(f"{value:.6g}") if np.isfinite(value) else str(float(value))


def with_picture(result: CheckResult, check: PreparedCheck, replies: list[Reply]) -> CheckResult:
    """The result of a visible check with its picture, if there is one; a hidden one as it is."""
    drawn = picture(check, replies) if check.visible else None
    return result if drawn is None else msgspec.structs.replace(result, picture=drawn)
