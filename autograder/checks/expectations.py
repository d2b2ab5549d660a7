"""What a reply must satisfy. Pure data, so that it can be recorded for students."""

from typing import Any

import msgspec
import numpy as np

RELATIVE = {"float16": 1e-2, "float32": 1e-4, "float64": 1e-7}
ABSOLUTE = {"float16": 1e-3, "float32": 1e-5, "float64": 1e-9}


class Close(msgspec.Struct, frozen=True, tag="close", kw_only=True):
    """The value under ``key`` equals an array up to ``absolute + relative * |expected|``.

    Args:
        expected: float64, integer or boolean array; infinities must match exactly.
        dtype: the dtype that is asked for; ``""`` where the task leaves it open.
    """

    key: str
    expected: Any
    relative: float
    absolute: float
    dtype: str = ""


class Equals(msgspec.Struct, frozen=True, tag="equals", kw_only=True):
    """The value under ``key`` is this text, truth value, whole number or list of texts."""

    key: str
    value: Any


class Between(msgspec.Struct, frozen=True, tag="between", kw_only=True):
    """Every element under ``key``, an array of ``shape``, lies within the bounds.

    Args:
        statistic: a name from ``autograder.checks.statistics``: not the elements, but this
            statistic of them lies within the bounds.
    """

    key: str
    low: float
    high: float
    shape: tuple[int, ...] = ()
    statistic: str = ""


class Scored(msgspec.Struct, frozen=True, tag="scored", kw_only=True):
    """A metric of predictions against labels that the worker never sees.

    Args:
        metric: a name from ``autograder.checks.metrics``.
        labels: what the metric compares with.
        threshold: measured by ``autograder calibrate``; NaN until then.
        best_possible: the best score that any model can have, where it is known.
        calibration: the solution's scores from which the threshold was measured; only in a
            recording, for the picture.
    """

    key: str
    metric: str
    labels: Any
    threshold: float = float("nan")
    best_possible: float = float("nan")
    calibration: tuple[float, ...] = ()


Expectation = Close | Equals | Between | Scored


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One call of a probe: the inputs that travel, and the expectations that stay."""

    inputs: dict[str, Any]
    expect: tuple[Expectation, ...]


def close(
    key: str,
    expected: Any,
    *,
    dtype: str = "float64",
    ask_dtype: bool = False,
    relative: float | None = None,
    absolute: float | None = None,
) -> Close:
    """A :class:`Close` with the tolerances of the dtype in which the student computes."""
    array = np.asarray(expected)
    scale = max(1.0, largest(array))
    return Close(
        key=key,
        expected=array,
        relative=RELATIVE[dtype] if relative is None else relative,
        absolute=ABSOLUTE[dtype] * scale if absolute is None else absolute,
        dtype=dtype if ask_dtype else "",
    )


def largest(array: Any) -> float:
    """The largest size of an array's finite elements; 0 where there are none."""
    values = np.asarray(array)
    finite = values[np.isfinite(values)] if values.dtype.kind == "f" else values
    return float(np.max(np.abs(finite), initial=0.0))
