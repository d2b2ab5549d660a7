"""Compare a reply with what was expected, and say everything that differs.

The one place that formats a mismatch.
"""

from typing import Any

import msgspec
import numpy as np

from autograder.checks.expectations import Between, Close, Equals, Expectation, Scored
from autograder.checks.metrics import METRICS
from autograder.checks.statistics import STATISTICS

SHOWN_ELEMENTS = 12
DEEPEST_SHOWN = 3
MOST_EQUAL = 10_000
"""Elements of an array that is compared one by one with a list."""
MOST_PREDICTIONS = 4 * 1024 * 1024
"""Numbers that a metric looks at: a reply of bytes is eight times as large as float64."""
MOST_ITEMS = 10_000
"""Arrays of a list that is taken for one array; an honest worker sends no more."""
LONGEST_LABEL = 60
LINE_WIDTH = 74
"""Arrays fit into a terminal of 80 columns, with the frame around a result."""


class Mismatch(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which a reply differs from what was expected.

    Args:
        key: which of the reply's values.
        what: ``"shape"``, ``"dtype"``, ``"missing"``, ``"not finite"``, ``"zero"``,
            ``"values"``, ``"text"`` or ``"score"``.
        text: for a person, one or more lines.
        index: of the worst element, where elements were compared.
    """

    key: str
    what: str
    text: str
    index: tuple[int, ...] = ()


def compare(expect: tuple[Expectation, ...], values: dict[str, Any]) -> list[Mismatch]:
    """Every mismatch between the expectations and a reply's values; empty if there is none."""
    found: list[Mismatch] = []
    for expectation in expect:
        if expectation.key not in values:
            text = _missing(expectation.key, values)
            found.append(Mismatch(key=expectation.key, what="missing", text=text))
            continue
        value = values[expectation.key]
        match expectation:
            case Close():
                found += _compare_close(expectation, value)
            case Equals():
                found += _compare_equals(expectation, value)
            case Between():
                found += _compare_between(expectation, value)
            case Scored():
                found += _compare_scored(expectation, value)
    return found


def _missing(key: str, values: dict[str, Any]) -> str:
    """A tuple's items are called ``output[0]``, …; anything else that is returned ``output``."""
    if key.startswith("output[") and "output" in values:
        received = "a list" if isinstance(values["output"], list) else "one value"
        return f"Expected a tuple; no {key} came back. Received: {received}"
    if key == "output" and "output[0]" in values:
        return f"Expected one value. Received: a tuple of {len(values)}"
    names = [_label(name) for name in sorted(values)[:SHOWN_ELEMENTS]]
    return f"Expected a value named {key!r}. Received: {names}"


def as_array(value: Any) -> np.ndarray | None:
    """A reply's value as an array of numbers, or None where it is none."""
    if isinstance(value, np.ndarray):
        return value
    if isinstance(value, bool | int | float):
        return np.asarray(value)
    if not isinstance(value, list) or not 0 < len(value) <= MOST_ITEMS:
        return None
    if all(isinstance(item, np.ndarray) for item in value):
        alike = len({(item.shape, item.dtype) for item in value}) == 1
        return np.stack(value) if alike else None  # a list of scalar tensors, for one
    return None


def _compare_close(expectation: Close, value: Any) -> list[Mismatch]:
    key, expected = expectation.key, np.asarray(expectation.expected)
    if value is None:
        text = (
            f"The {key} is None: no path leads from the output back to it."
            if key.startswith("gradient")
            else f"{key}: expected an array of shape {expected.shape}. Received: None. "
            "Does it end with `return`?"
        )
        return [Mismatch(key=key, what="missing", text=text)]
    received = as_array(value)
    if received is None:
        text = f"{key}: expected an array of shape {expected.shape}. Received: {brief(value)}"
        return [Mismatch(key=key, what="shape", text=text)]
    found = []
    if expectation.dtype and received.dtype.name != expectation.dtype:
        text = f"{key}: expected dtype {expectation.dtype}. Received: {received.dtype.name}"
        found.append(Mismatch(key=key, what="dtype", text=text))
    if received.shape != expected.shape:
        text = f"{key}: expected shape {expected.shape}. Received: {received.shape}"
        return [*found, Mismatch(key=key, what="shape", text=text)]
    return found + _compare_elements(expectation, expected, received)


def _compare_elements(
    expectation: Close, expected: np.ndarray, received: np.ndarray
) -> list[Mismatch]:
    key = expectation.key
    wanted, got = expected.astype(np.float64), received.astype(np.float64)
    agrees = elementwise_close(expectation, got)
    if agrees.all():
        return []
    broken = ~np.isfinite(got) & np.isfinite(wanted)
    with np.errstate(invalid="ignore"):  # infinity - infinity
        error = np.where(broken, np.inf, np.abs(got - wanted))
    error = np.where(agrees | np.isnan(error), 0.0, error)
    index = tuple(int(i) for i in np.unravel_index(np.argmax(error), error.shape))
    lines = [f"{key}: {np.sum(~agrees)} of {agrees.size} elements differ."]
    what = "values"
    if broken.any():
        what = "not finite"
        lines.append(f"{np.sum(broken)} of them are NaN or infinite.")
    elif not got.any() and wanted.any():
        what = "zero"
        if got.size > 1:
            lines.append("All of them are 0.")
    shown = shown_arrays(expected, received)
    lines += shown
    worst, instead = _told_apart(float(wanted[index]), float(got[index]))
    if wanted.size > 1:
        lines.append(f"the worst, at {list(index)}: expected {worst}, received {instead}")
    elif shown and shown[0].split()[1:] == shown[1].split()[1:]:
        lines.append(f"with more digits: expected {worst}, received {instead}")
    return [Mismatch(key=key, what=what, text="\n".join(lines), index=index)]


def shown_arrays(expected: np.ndarray, received: np.ndarray) -> list[str]:
    """Both arrays in full where they are small; nothing otherwise."""
    if expected.size > SHOWN_ELEMENTS:
        return []
    return [brief(expected, "expected "), brief(received, "received ")]


def elementwise_close(expectation: Close, received: np.ndarray) -> np.ndarray:
    """Which elements agree; infinities must match in sign, and NaN agrees with NaN alone."""
    return np.isclose(
        np.asarray(received, np.float64),
        np.asarray(expectation.expected, np.float64),
        rtol=expectation.relative,
        atol=expectation.absolute,
        equal_nan=True,
    )


def _compare_equals(expectation: Equals, value: Any) -> list[Mismatch]:
    value = _without_arrays(value, expectation.value)
    same_type = isinstance(value, bool) == isinstance(expectation.value, bool)
    if same_type and _equal(value, expectation.value):
        return []
    text = f"{expectation.key}: expected {expectation.value!r}. Received: {brief(value)}"
    return [Mismatch(key=expectation.key, what="text", text=text)]


def _without_arrays(value: Any, expected: Any) -> Any:
    """Small arrays as lists, or as a number where one is expected; others as they are."""
    if isinstance(value, np.ndarray) and value.size <= MOST_EQUAL:
        return (
            value.item() if value.size == 1 and not isinstance(expected, list) else value.tolist()
        )
    return value


def _equal(value: Any, expected: Any) -> bool:
    """Whether plain values are the same; never by what an array says of itself."""
    if isinstance(expected, list):
        return (
            isinstance(value, list)
            and len(value) == len(expected)
            and all(
                _equal(_without_arrays(item, wanted), wanted)
                for item, wanted in zip(value, expected, strict=True)
            )
        )
    return type(value) in (bool, int, float, str) and bool(value == expected)


def _compare_between(expectation: Between, value: Any) -> list[Mismatch]:
    received = as_array(value)
    key = expectation.key
    if received is None or received.shape != expectation.shape:
        shape = brief(value) if received is None else received.shape
        text = f"{key}: expected numbers of shape {expectation.shape}. Received: {shape}"
        return [Mismatch(key=key, what="shape", text=text)]
    if expectation.statistic:
        return _compare_statistic(expectation, received.astype(np.float64))
    inside = (received >= expectation.low) & (received <= expectation.high)
    if inside.all():
        return []
    index = tuple(int(i) for i in np.argwhere(~inside)[0])
    text = (
        f"{key}: expected between {_number(expectation.low)} and {_number(expectation.high)}. "
        f"Received: {_number(float(received[index]))}"
    )
    return [Mismatch(key=key, what="values", text=text, index=index)]


def _compare_statistic(expectation: Between, draws: np.ndarray) -> list[Mismatch]:
    key, name = expectation.key, expectation.statistic.replace("_", " ")
    value = STATISTICS[expectation.statistic](draws) if np.isfinite(draws).all() else np.nan
    if expectation.low <= value <= expectation.high:
        return []
    bounds = f"between {_number(expectation.low)} and {_number(expectation.high)}"
    text = f"{key}: expected the {name} {bounds}. Received: {_number(value)}"
    return [Mismatch(key=key, what="values", text=text)]


def _compare_scored(expectation: Scored, value: Any) -> list[Mismatch]:
    score, problem = metric_score(expectation, value)
    key, name = expectation.key, expectation.metric.replace("_", " ")
    if problem:
        return [Mismatch(key=key, what="shape", text=f"{key}: {problem}")]
    if score >= expectation.threshold:
        return []
    best = ""
    if np.isfinite(expectation.best_possible):
        best = f" The best that any model can reach is {_number(expectation.best_possible)}."
    text = (
        f"{name} on held-out data: {_number(score)}. "
        f"Expected at least {_number(expectation.threshold)}.{best}"
    )
    return [Mismatch(key=key, what="score", text=text)]


def metric_score(expectation: Scored, value: Any) -> tuple[float, str]:
    """The metric of a reply's predictions, or NaN and what is wrong with them."""
    received = as_array(value)
    if received is None or received.dtype.kind not in "fiub":
        return float("nan"), f"expected an array of predictions. Received: {brief(value)}"
    if received.size > MOST_PREDICTIONS:
        return float("nan"), f"expected fewer predictions. Received: {brief(value)}"
    predictions = received.astype(np.float64)
    if not np.isfinite(predictions).all():
        return float("nan"), "the predictions contain NaN or infinities."
    try:
        return METRICS[expectation.metric](np.asarray(expectation.labels), predictions), ""
    except ValueError as error:
        return float("nan"), str(error)


def _number(value: float) -> str:
    return f"{float(value):.6g}"


def _told_apart(one: float, other: float) -> tuple[str, str]:
    """Two numbers with six digits, or with as many more as it takes to see the difference."""
    for digits in range(6, 17):
        texts = f"{one:.{digits}g}", f"{other:.{digits}g}"
        if texts[0] != texts[1]:
            return texts
    return f"{one:.17g}", f"{other:.17g}"


def _digits(array: np.ndarray) -> int:
    """Digits after the point: five, or more where elements differ that would look alike."""
    if array.dtype.kind != "f":
        return 5
    different = len(np.unique(array))
    for digits in (5, 8, 12):
        shown = np.array2string(array.ravel(), precision=digits, separator=" ")
        if len(set(shown.strip("[]").split())) >= different:
            return digits
    return 17


def brief(value: Any, prefix: str = "", depth: int = 0) -> str:
    """A value as short text after a prefix: small arrays in full, large ones by shape."""
    if isinstance(value, np.ndarray):
        if value.size <= SHOWN_ELEMENTS:
            rows = np.array2string(
                value,
                precision=_digits(value),
                separator=", ",
                max_line_width=LINE_WIDTH,
                prefix=prefix,
            )
            return prefix + rows
        return f"{prefix}{value.dtype.name} array of shape {value.shape}"
    nested = isinstance(value, dict | list)
    if nested and depth == DEEPEST_SHOWN:
        return f"{prefix}a {type(value).__name__} of {len(value)}"
    if isinstance(value, dict):
        items = [(f"{_label(key)}=", item) for key, item in value.items()]
        return _brief_items(items, prefix, ("(", ")"), depth + 1)
    if isinstance(value, list) and any(isinstance(item, np.ndarray) for item in value):
        return _brief_items([("", item) for item in value], prefix, ("[", "]"), depth + 1)
    text = repr(value)
    return prefix + (text if len(text) <= 200 else text[:200] + "…")


def _label(key: Any) -> str:
    """A key of the student's: each row of an array below it is indented by its length."""
    text = str(key)
    return text if len(text) <= LONGEST_LABEL else text[:LONGEST_LABEL] + "…"


def _brief_items(
    items: list[tuple[str, Any]], prefix: str, brackets: tuple[str, str], depth: int
) -> str:
    """The first items, each after its label: in one line, or below each other."""
    opening, closing = brackets[0], brackets[1]
    inner = [brief(item, label, depth) for label, item in items[:8]]
    if not any("\n" in each for each in inner):
        return prefix + opening + ", ".join(inner) + closing
    margin = " " * (len(prefix) + 1)
    rows = ",\n".join(brief(item, margin + label, depth) for label, item in items[:8]).lstrip()
    return prefix + opening + rows + closing
