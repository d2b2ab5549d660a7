"""Which mistake does a wrong answer look like?

The arrays are compared with what each mutant gives on the same inputs, then with simple
transforms of the expected arrays. Where an answer gives none and only raises, it has to raise what
the mutant raises, wherever the mutant does. When nothing matches, nothing is said.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.expectations import Between, Case, Close
from autograder.checks.prepared import Fingerprint, PreparedCheck, Reply
from autograder.checks.statistics import STATISTICS
from autograder.compare import as_array, compare, elementwise_close

SMALLEST_TELLING = 2
"""A transform has to explain at least this many elements before it is named."""
LARGEST_RATIO = 100_000
"""Beyond it a constant ratio is no number of samples, classes or pixels, but chance."""
SPREAD = 0.25
"""How far two draws' statistics may lie apart, relative to them, where the bounds are tighter."""


Failure = tuple[PreparedCheck, list[Reply]]
"""A failed check, and what the answer gave for each case."""


def diagnose(failures: Sequence[Failure], passed: Sequence[PreparedCheck] = ()) -> list[str]:
    """What the student is told about each failed check of a question, or ``""``.

    Two mistakes can give the same on one check, such as NaN everywhere. So the mutant that explains
    most of the failed checks is named, if these are at least half of them; then, in the same way,
    a second mistake behind the checks that are left. A check where every value is right and the
    answer raised for the others counts neither way, unless all are like that. A mutant that fails a
    check which the answer passes, or which another mutant explains alone, is none of its mistakes.

    Args:
        passed: the question's other checks.
    """
    others = {name for check in passed for name in _that_fail(check)}
    matching = [
        {f.name: f.says for f in check.fingerprints if matches(check, replies, f)}
        for check, replies in failures
    ]
    left = [place for place, failure in enumerate(failures) if _has_wrong_values(*failure)]
    if failures and not left:
        return [_that_raises_alike(failures, others)] * len(failures)
    told: dict[int, str] = {}
    while left:
        counts = Counter(name for place in left for name in matching[place] if name not in others)
        best = max(counts, key=lambda name: counts[name], default="")
        if not best or 2 * counts[best] < len(left):
            break
        for place in [place for place in left if best in matching[place]]:
            told[place] = matching[place][best]
            others |= _that_fail(failures[place][0])
            left.remove(place)
    return [
        told.get(place) or _name_transform(check, replies)
        for place, (check, replies) in enumerate(failures)
    ]


def _has_wrong_values(check: PreparedCheck, replies: list[Reply]) -> bool:
    given = zip(check.cases, replies, strict=False)
    return any(isinstance(reply, dict) and compare(case.expect, reply) for case, reply in given)


def _that_raises_alike(failures: Sequence[Failure], others: set[str]) -> str:
    """What the mutant says that gives the same in every failed check, exceptions included."""
    alike = [
        {f.name: f.says for f in check.fingerprints if _raises_alike(check, replies, f)}
        for check, replies in failures
    ]
    names = [n for n in alike[0] if n not in others and all(n in more for more in alike)]
    return alike[0][names[0]] if names else ""


def _raises_alike(check: PreparedCheck, replies: list[Reply], mutant: Fingerprint) -> bool:
    pairs = list(zip(check.cases, replies, mutant.replies, strict=True))
    return any(isinstance(reply, str) for reply in replies) and all(
        _agree(case, reply, wrong) if isinstance(wrong, dict) else reply == wrong
        for case, reply, wrong in pairs
    )


def _agree(case: Case, reply: Reply, wrong: dict[str, Any]) -> bool:
    return isinstance(reply, dict) and all(
        _same(case, key, reply.get(key), wrong.get(key)) for key in wrong
    )


def _that_fail(check: PreparedCheck) -> set[str]:
    """The mutants that fail a check, and not by chance."""
    return {mutant.name for mutant in check.fingerprints if _surely_fails(check, mutant)}


def _surely_fails(check: PreparedCheck, mutant: Fingerprint) -> bool:
    cases = list(zip(check.cases, mutant.replies, strict=False))
    if any(isinstance(e, Between) and e.statistic for case, _ in cases for e in case.expect):
        return False
    return any(
        not isinstance(reply, dict) or bool(compare(case.expect, reply)) for case, reply in cases
    )


def matches(check: PreparedCheck, replies: list[Reply], mutant: Fingerprint) -> bool:
    """Whether the values equal the mutant's wherever it gives some, and one of them is wrong."""
    telling = False
    for case, reply, wrong in zip(check.cases, replies, mutant.replies, strict=False):
        if not isinstance(wrong, dict):
            if isinstance(reply, dict):
                return False
            continue
        if not _agree(case, reply, wrong):
            return False
        telling = telling or bool(compare(case.expect, wrong))
    return telling


def _same(case: Case, key: str, left: Any, right: Any) -> bool:
    first, second = as_array(left), as_array(right)
    if first is None or second is None:
        return _identical(left, right)
    if first.shape != second.shape or first.dtype != second.dtype:
        return False
    bounds = [
        e
        for e in case.expect
        if isinstance(e, Between) and e.key == key and e.statistic and e.shape == first.shape
    ]
    if bounds and np.isfinite(first).all() and np.isfinite(second).all():
        return all(_same_statistic(each, first, second) for each in bounds)
    relative, absolute = _tolerance(case, key)
    return bool(
        np.allclose(
            first.astype(np.float64),
            second.astype(np.float64),
            rtol=relative,
            atol=absolute,
            equal_nan=True,
        )
    )


def _identical(left: Any, right: Any) -> bool:
    """Whether values that are no numbers are the same, arrays within them included."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list):
        return len(left) == len(right) and all(map(_identical, left, right))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(_identical(left[k], right[k]) for k in left)
    if isinstance(left, np.ndarray):
        return bool(left.dtype == right.dtype and np.array_equal(left, right))
    return bool(left == right)


def _same_statistic(bounds: Between, first: np.ndarray, second: np.ndarray) -> bool:
    """Whether two draws of the same mistake may differ so: other random numbers, same statistic."""
    left, right = (STATISTICS[bounds.statistic](d.astype(np.float64)) for d in (first, second))
    size = max(abs(left), abs(right))
    if bounds.statistic == "mean":  # measured by the spread, wherever it lies
        size = max(float(np.std(first)), float(np.std(second)))
    return abs(left - right) <= max((bounds.high - bounds.low) / 2, SPREAD * size)


def _tolerance(case: Case, key: str) -> tuple[float, float]:
    for expectation in case.expect:
        if isinstance(expectation, Close) and expectation.key == key:
            return expectation.relative, expectation.absolute
    return 1e-6, 1e-9


Transform = Callable[[np.ndarray], np.ndarray]


def _shifted(step: int, axis: int) -> Transform:
    return lambda array: np.roll(array, step, axis=axis)


def transforms(expected: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """Simple transforms of an array that wrong code often gives, each with its name."""
    named: list[tuple[str, np.ndarray]] = [("has the opposite sign", -expected)]
    for first in range(expected.ndim):
        for second in range(first + 1, expected.ndim):
            swapped = np.swapaxes(expected, first, second)
            named.append((f"has axes {first} and {second} swapped", swapped))
    for axis in range(expected.ndim):
        if expected.shape[axis] > 1:
            named.append((f"is reversed along axis {axis}", np.flip(expected, axis)))
            for step in (1, -1):
                direction = "later" if step == 1 else "earlier"
                moved = np.roll(expected, step, axis=axis)
                named.append((f"is shifted one place {direction} along axis {axis}", moved))
    return named


def _name_transform(check: PreparedCheck, replies: list[Reply]) -> str:
    """The one transform that explains every wrong array of the check."""
    explanations: set[str] | None = None
    for case, reply in zip(check.cases, replies, strict=False):
        for expectation in case.expect:
            if not isinstance(expectation, Close) or not isinstance(reply, dict):
                continue
            received = as_array(reply.get(expectation.key))
            if received is None or not _is_wrong(expectation, received):
                continue
            names = _explanations(expectation, received)
            explanations = names if explanations is None else explanations & names
    if not explanations:
        return ""
    return f"Your result {sorted(explanations)[0]}, compared with what was expected."


def _is_wrong(expectation: Close, received: np.ndarray) -> bool:
    expected = np.asarray(expectation.expected)
    if received.shape != expected.shape:
        return True
    return not elementwise_close(expectation, received).all()


def _explanations(expectation: Close, received: np.ndarray) -> set[str]:
    expected = np.asarray(expectation.expected, np.float64)
    if received.size != expected.size:  # every transform keeps the number of elements
        return set()
    got = received.astype(np.float64)
    finite = np.isfinite(got).all() and np.isfinite(expected).all()
    if expected.size < SMALLEST_TELLING or not expected.any() or not finite:
        return set()
    names = {
        name
        for name, array in transforms(expected)
        if array.shape == got.shape and _close(expectation, got, array)
    }
    if got.shape == expected.shape and got.any():
        names |= _ratio(expectation, expected, got)
    return names


def _ratio(expectation: Close, expected: np.ndarray, got: np.ndarray) -> set[str]:
    """``{"is N times too large"}`` where one whole number, or its inverse, explains it."""
    with np.errstate(all="ignore"):  # squares of huge and of tiny numbers
        ratio = float(np.sum(got * expected) / np.sum(expected * expected))
    for text, factor in (("large", ratio), ("small", 1 / ratio if ratio else 0.0)):
        whole = round(factor) if abs(factor) < LARGEST_RATIO else 0
        if whole >= 2 and abs(factor - whole) < 1e-3 * whole:
            exact = expected * whole if text == "large" else expected / whole
            if _close(expectation, got, exact):
                return {f"is {whole} times too {text}"}
    return set()


def _close(expectation: Close, got: np.ndarray, array: np.ndarray) -> bool:
    return bool(np.allclose(got, array, rtol=expectation.relative, atol=expectation.absolute))
