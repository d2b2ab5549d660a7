"""The thresholds of training checks: how they were measured, and how the class did."""

import dataclasses
import statistics
from pathlib import Path

from autograder.calibrate import Calibration, read_calibration
from autograder.results import AssignmentResult

WIDTH, LEFT = 460.0, 10.0
"""Of the drawing, and of the margin at its sides, in its own units."""


@dataclasses.dataclass(frozen=True)
class Strip:
    """Positions along the drawing's width: of each score, of the threshold, of the best."""

    right: tuple[float, ...]
    wrong: tuple[float, ...]
    threshold: float
    best: float | None


@dataclasses.dataclass(frozen=True)
class ThresholdRow:
    """A training check.

    Args:
        question, check: their names.
        metric: what is measured; higher is better.
        threshold: what a submission has to reach.
        mean: of the right answers' scores, the variant that does worst.
        margin: how many of its standard deviations the threshold lies below that mean; None
            where the scores do not differ.
        best_wrong: the best score of a known wrong answer; None where none trains.
        tries, bound: how often a submission may try; bound on right code failing all of them.
        reached, asked: how many submissions reached it, of those that trained at all.
        strip: the drawing.
    """

    question: str
    check: str
    metric: str
    threshold: float
    mean: float
    margin: float | None
    best_wrong: float | None
    tries: int
    bound: float
    reached: int
    asked: int
    strip: Strip


def threshold_rows(root: Path, results: list[AssignmentResult]) -> list[ThresholdRow]:
    """The measured checks that the results hold; none where nothing was calibrated.

    Args:
        root: the course, with ``solutions/NAME/calibration.json``.
        results: of one assignment.
    """
    name, device = results[0].assignment, results[0].device
    measured = read_calibration(root, name).checks | read_calibration(root, name, device).checks
    names = dict.fromkeys(
        (question.name, check.name)
        for result in results
        for question in result.questions
        for check in question.checks
        if check.kind == "training"
    )
    return [
        _row(question, check, measured[f"{question}/{check}"], results)
        for question, check in names
        if f"{question}/{check}" in measured
    ]


def _row(
    question: str, check: str, item: Calibration, results: list[AssignmentResult]
) -> ThresholdRow:
    worst = min(item.right.values(), key=statistics.fmean)
    mean, deviation = statistics.fmean(worst), statistics.stdev(worst)
    passed = [
        each.passed
        for result in results
        for asked in result.questions
        for each in asked.checks
        if (asked.name, each.name, asked.status) == (question, check, "graded")
    ]
    return ThresholdRow(
        question=question,
        check=check,
        metric=item.metric.replace("_", " "),
        threshold=item.threshold,
        mean=mean,
        margin=(mean - item.threshold) / deviation if deviation else None,
        best_wrong=max((max(scores) for scores in item.wrong.values() if scores), default=None),
        tries=item.tries,
        bound=item.bound,
        reached=sum(passed),
        asked=len(passed),
        strip=_strip(item),
    )


def _strip(item: Calibration) -> Strip:
    """Scale all values to the drawing's width; far wrong answers are drawn at its left edge."""
    right = [score for scores in item.right.values() for score in scores]
    wrong = [score for scores in item.wrong.values() for score in scores]
    best = [] if item.best_possible is None else [item.best_possible]
    high = max([*right, *best, item.threshold])
    low = min([*right, item.threshold])
    low = max(min([low, *wrong]), low - 2 * (high - low))
    scale = (WIDTH - 2 * LEFT) / (high - low or 1.0)

    def place(value: float) -> float:
        return round(LEFT + scale * (max(value, low) - low), 1)

    return Strip(
        right=tuple(sorted(set(map(place, right)))),
        wrong=tuple(sorted(set(map(place, wrong)))),
        threshold=place(item.threshold),
        best=place(best[0]) if best else None,
    )
