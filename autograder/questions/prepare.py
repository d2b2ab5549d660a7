"""Turn a question into one run's checks: draw the inputs, compute what is expected."""

import hashlib
import math
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.checks.check import Check
from autograder.checks.expectations import Case, Scored
from autograder.checks.prepared import PreparedCheck, PreparedQuestion
from autograder.checks.probe_files import read_probes
from autograder.errors import AuthoringError
from autograder.questions.question import Assignment, Question

Thresholds = dict[str, float]
"""Threshold of each training check, by ``"question/check"``."""


def prepare(
    root: Path,
    assignment: Assignment,
    question: Question,
    seed: int,
    *,
    attempt: int = 0,
    only: tuple[str, ...] = (),
    thresholds: Thresholds | None = None,
) -> PreparedQuestion:
    """The question's checks for one seed; ``only`` names checks, all of them by default.

    Raises:
        AuthoringError: a training check has no measured threshold.
    """
    folder = root / "solutions" / assignment.name
    measured = read_thresholds(folder) if thresholds is None else thresholds
    checks = tuple(
        _prepare_check(assignment.name, question.name, check, seed, attempt, measured)
        for check in question.checks
        if not only or check.name in only
    )
    _require_same_inputs(question, checks)
    return PreparedQuestion(
        assignment=assignment.name,
        name=question.name,
        hints=question.hints,
        forbidden=question.forbidden,
        probes=read_probes(folder),
        checks=checks,
    )


def _require_same_inputs(question: Question, checks: tuple[PreparedCheck, ...]) -> None:
    """See that checks with the same draws ask the same, since they share the answers."""
    prepared = {check.name: check for check in checks}
    for check in question.checks:
        pair = prepared.get(check.name), prepared.get(check.same_draws_as)
        if pair[0] and pair[1] and not _same_inputs(pair[0].cases, pair[1].cases):
            raise AuthoringError(
                f"The checks {check.name!r} and {check.same_draws_as!r} of {question.name} have "
                "the same draws, and make different inputs of them. Give both the same function."
            )


def _same_inputs(first: tuple[Case, ...], second: tuple[Case, ...]) -> bool:
    return len(first) == len(second) and all(
        one.inputs.keys() == other.inputs.keys()
        and all(np.array_equal(value, other.inputs[name]) for name, value in one.inputs.items())
        for one, other in zip(first, second, strict=True)
    )


def derived_seed(*parts: object) -> int:
    """A 31-bit seed that depends on every part; what a worker may know."""
    return data_seed(*parts) >> 97


def data_seed(*parts: object) -> int:
    """A 128-bit seed that depends on every part: inputs and hidden labels are drawn from it.

    A submission must not learn it, nor find it by trying all there are.
    """
    text = "\0".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big")


def calibration_file(folder: Path, device: str = "cpu") -> Path:
    """Where an assignment's measurements on a device are: ``calibration.json`` for the CPU."""
    return folder / ("calibration.json" if device == "cpu" else f"calibration_{device}.json")


def read_thresholds(folder: Path, device: str = "cpu") -> Thresholds:
    """The thresholds as measured; what was not on this device as on the CPU, or none."""
    measured = _calibrated(calibration_file(folder)) | _calibrated(calibration_file(folder, device))
    return {name: entry["threshold"] for name, entry in measured.items()}


def read_calibration_scores(folder: Path) -> dict[str, tuple[float, ...]]:
    """The solution's scores of each training check, by ``"question/check"``."""
    return {
        name: tuple(entry.get("right", {}).get("solution", ()))
        for name, entry in _calibrated(calibration_file(folder)).items()
    }


def _calibrated(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    stored: dict[str, Any] = msgspec.json.decode(path.read_bytes())
    checks: dict[str, Any] = stored["checks"]
    return checks


def _prepare_check(
    assignment: str, question: str, check: Check, seed: int, attempt: int, thresholds: Thresholds
) -> PreparedCheck:
    parts = (seed, assignment, question, check.same_draws_as or check.name, attempt)
    cases = check.cases(np.random.default_rng(data_seed(*parts)))
    if not cases or not all(case.expect for case in cases):
        raise AuthoringError(
            f"The check {check.name!r} of {question} asks nothing: its inputs gave "
            f"{len(cases)} cases, {sum(not case.expect for case in cases)} of them without an "
            "expected value. Whatever a student writes would pass it."
        )
    threshold = thresholds.get(f"{question}/{check.name}", math.nan)
    return PreparedCheck(
        name=check.name,
        kind=check.kind,
        points=float(check.points),
        visible=check.visible,
        probe=check.probe,
        seconds=check.seconds,
        tries=check.tries,
        means=check.means,
        shown=check.shown,
        cases=tuple(_with_threshold(case, threshold, assignment, question) for case in cases),
        seed=derived_seed(*parts, "worker"),
        same_draws_as=check.same_draws_as,
    )


def _with_threshold(case: Case, threshold: float, assignment: str, question: str) -> Case:
    if not any(isinstance(expectation, Scored) for expectation in case.expect):
        return case
    if math.isnan(threshold):
        raise AuthoringError(
            f"{question} has a training check without a measured threshold. "
            f"Run `autograder calibrate {assignment} {question}`."
        )
    return msgspec.structs.replace(
        case,
        expect=tuple(
            msgspec.structs.replace(expectation, threshold=threshold)
            if isinstance(expectation, Scored)
            else expectation
            for expectation in case.expect
        ),
    )
