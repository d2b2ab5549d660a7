"""Measure the thresholds of training checks.

The solution and every accepted variant are trained on many seeds, every mutant on a few. The
threshold lies :data:`AIM` standard deviations under the mean of the right answers; where a mutant
comes near that, half-way between its best and :data:`DEVIATIONS` standard deviations. The chance
that right code fails all its tries is bounded without any assumption on the distribution, from
the sample alone, by the inequality of Saw, Yang and Mo (The American Statistician 38, 1984).
"""

import dataclasses
import math
import statistics
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import msgspec

from autograder.checks.check import Check
from autograder.checks.expectations import Scored
from autograder.checks.prepared import PreparedQuestion
from autograder.compare import metric_score
from autograder.errors import AuthoringError
from autograder.grading.ask import ask
from autograder.grading.source import submission_cells
from autograder.grading.submission import versions
from autograder.questions.material import read_variants, solution
from autograder.questions.prepare import calibration_file, derived_seed, prepare
from autograder.questions.question import Assignment, Question
from autograder.sandbox.transcript import Worker
from autograder.worker.protocol import Answer

AIM = 6.0
DEVIATIONS = 4.0
MOST_FAILURES = 1e-4
MUTANT_SEEDS = 5
FIRST_SEED = 20_260_101
SCHEMA = 1


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured for one training check.

    Args:
        metric: higher is better.
        device: on which the runs were made.
        right: scores of the solution and of each accepted variant, by name.
        wrong: scores of each mutant of the question that trains at all, by name.
        threshold: what a submission has to reach.
        tries: how often it may try, on fresh data.
        bound: upper bound on the chance that right code fails every try.
        seconds: median processor seconds of a run of the solution.
        best_possible: the best score that any model can have, where it is known.
    """

    metric: str
    device: str
    right: dict[str, list[float]]
    wrong: dict[str, list[float]]
    threshold: float
    tries: int
    bound: float
    seconds: float
    best_possible: float | None = None


class CalibrationFile(msgspec.Struct, frozen=True):
    """``calibration.json``: by ``"question/check"``."""

    schema: int
    versions: dict[str, str]
    checks: dict[str, Calibration]


def bound_of_failure(scores: list[float], threshold: float, tries: int) -> float:
    """Bound on the chance that ``tries`` independent further scores all miss the threshold.

    With mean m and standard deviation s of n scores, a further score lies beyond
    m ± λ·s·√((n+1)/n) with a probability of at most ⌊(n+1)/n · ((n−1)/λ² + 1)⌋ / (n+1).

    Args:
        scores: at least two.
        threshold: below their mean.
        tries: independent runs, one of which has to reach the threshold.
    """
    count = len(scores)
    mean, deviation = statistics.fmean(scores), statistics.stdev(scores)
    if deviation == 0 and threshold <= mean:
        return float((1 / (count + 1)) ** tries)
    if threshold >= mean:
        return 1.0
    distance = (mean - threshold) / (deviation * math.sqrt((count + 1) / count))
    outside = math.floor((count + 1) / count * ((count - 1) / distance**2 + 1))
    return float(min(1.0, outside / (count + 1)) ** tries)


def choose_threshold(right: dict[str, list[float]], wrong: dict[str, list[float]]) -> float:
    """A threshold that every right answer clears by far and no mutant reaches.

    Raises:
        AuthoringError: a mutant's best score reaches it.
    """

    def under(deviations: float) -> float:
        return min(
            statistics.fmean(scores) - deviations * statistics.stdev(scores)
            for scores in right.values()
        )

    ceiling = under(DEVIATIONS)
    floor = max((max(scores) for scores in wrong.values() if scores), default=-math.inf)
    if floor >= ceiling:
        best = max(wrong, key=lambda name: max(wrong[name], default=-math.inf))
        raise AuthoringError(
            f"No threshold separates right from wrong: mutant {best!r} reaches {floor:.4f}, and "
            f"{DEVIATIONS:g} standard deviations under the right answers lie at {ceiling:.4f}. "
            "Make the task steadier (more data, a better solution) or the mutant clearer."
        )
    return max(under(AIM), (floor + ceiling) / 2)


Progress = Callable[[str], None]


def calibrate_check(
    root: Path,
    assignment: Assignment,
    question: Question,
    check: Check,
    worker: Worker,
    executor: Executor,
    *,
    seeds: int,
    device: str = "cpu",
    progress: Progress = lambda _: None,
) -> Calibration:
    """Train the right answers ``seeds`` times and the check's mutants a few times.

    Args:
        executor: in whose threads they are trained.

    Raises:
        AuthoringError: a right answer gave no score, or no threshold keeps the bounds.
    """
    base = solution(root, assignment.name)
    right = {"solution": base} | {
        variant.name: variant.applied_to(base)
        for variant in read_variants(root, assignment.name, "accepted")
        if variant.question == question.name
    }
    wrong = {
        mutant.name: mutant.applied_to(base)
        for mutant in read_variants(root, assignment.name, "mutants")
        if (mutant.question, mutant.caught_by) == (question.name, check.name)
    }
    todo = [(name, FIRST_SEED + i) for name in right for i in range(seeds)]
    todo += [(name, FIRST_SEED + i) for name in wrong for i in range(MUTANT_SEEDS)]
    submissions = right | wrong

    def run(job: tuple[str, int]) -> Run:
        name, seed = job
        prepared = _prepared(root, assignment, question, check, seed)
        cells = submission_cells(submissions[name], question.name)
        answer = ask(prepared, cells, worker).answers[check.name][0]
        progress(f"{question.name}: {name}")
        return _read_run(name, _scored(prepared), answer)

    runs = list(executor.map(run, todo))
    scored = _scored(_prepared(root, assignment, question, check, FIRST_SEED))
    return _summarise(check, scored, runs, tuple(right), tuple(wrong), device)


@dataclasses.dataclass(frozen=True)
class Run:
    """One training run: its score, NaN where there was none, and why."""

    name: str
    score: float
    seconds: float
    problem: str


def _prepared(
    root: Path, assignment: Assignment, question: Question, check: Check, seed: int
) -> PreparedQuestion:
    return prepare(
        root,
        assignment,
        question,
        derived_seed("calibration", seed),
        only=(check.name,),
        thresholds={f"{question.name}/{check.name}": -math.inf},
    )


def _scored(prepared: PreparedQuestion) -> Scored:
    expectations = prepared.checks[0].cases[0].expect
    return next(each for each in expectations if isinstance(each, Scored))


def _read_run(name: str, scored: Scored, answer: Answer | None) -> Run:
    if answer is None:
        return Run(name, math.nan, 0.0, "no answer came")
    if answer.status != "ok":
        return Run(name, math.nan, answer.seconds, answer.error)
    score, problem = metric_score(scored, answer.values.get(scored.key))
    return Run(name, score, answer.seconds, problem)


def _summarise(
    check: Check,
    scored: Scored,
    runs: list[Run],
    right_names: tuple[str, ...],
    wrong_names: tuple[str, ...],
    device: str,
) -> Calibration:
    for run in runs:
        if run.name in right_names and math.isnan(run.score):
            raise AuthoringError(f"{run.name} gave no score for {check.name!r}: {run.problem}")

    def scores(name: str) -> list[float]:
        return [round(r.score, 6) for r in runs if r.name == name and math.isfinite(r.score)]

    right = {name: scores(name) for name in right_names}
    wrong = {name: scores(name) for name in wrong_names}
    threshold = choose_threshold(right, wrong)
    bound = max(bound_of_failure(row, threshold, check.tries) for row in right.values())
    if bound > MOST_FAILURES:
        raise AuthoringError(
            f"Right code may fail {check.name!r} with a chance of up to {bound:.1e}. "
            f"Expected at most {MOST_FAILURES:.0e}: allow more tries or take more seeds."
        )
    best = scored.best_possible
    return Calibration(
        metric=scored.metric,
        device=device,
        right=right,
        wrong=wrong,
        threshold=round(threshold, 6),
        tries=check.tries,
        bound=bound,
        seconds=round(statistics.median(r.seconds for r in runs if r.name == "solution"), 2),
        best_possible=best if math.isfinite(best) else None,
    )


def read_calibration(root: Path, assignment: str, device: str = "cpu") -> CalibrationFile:
    """The stored measurements of an assignment on a device; empty where there are none.

    Raises:
        AuthoringError: the file is not one that ``autograder calibrate`` has written.
    """
    path = calibration_file(root / "solutions" / assignment, device)
    if not path.is_file():
        return CalibrationFile(SCHEMA, versions(), {})
    try:
        return msgspec.json.decode(path.read_bytes(), type=CalibrationFile)
    except msgspec.MsgspecError as error:
        raise AuthoringError(
            f"{path} can't be read: {error}. Run `autograder calibrate {assignment}` to write it "
            "again."
        ) from error


def write_calibration(
    root: Path, assignment: str, measured: dict[str, Calibration], device: str = "cpu"
) -> Path:
    """Merge new measurements into the file of the device."""
    checks = read_calibration(root, assignment, device).checks | measured
    stored = CalibrationFile(SCHEMA, versions(), dict(sorted(checks.items())))
    path = calibration_file(root / "solutions" / assignment, device)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(stored), indent=1) + b"\n")
    return path


def plot_calibration(measured: dict[str, Calibration], path: Path) -> None:
    """Draw each check's scores, right and wrong, and its threshold."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 1.2 + 2.2 * len(measured)), layout="constrained")
    panels = figure.subplots(len(measured), 1, squeeze=False)[:, 0]
    for panel, (name, item) in zip(panels, measured.items(), strict=True):
        rows = [(n, s, "tab:blue") for n, s in item.right.items()]
        rows += [(n, s, "tab:orange") for n, s in item.wrong.items()]
        for height, (_, scores, colour) in enumerate(rows):
            panel.plot(scores, [height] * len(scores), "|", color=colour, markersize=12)
        panel.set_yticks(range(len(rows)), [label for label, _, _ in rows], fontsize=7)
        panel.axvline(item.threshold, color="black", linestyle="--", label="threshold")
        if item.best_possible is not None:
            panel.axvline(item.best_possible, color="green", linestyle=":", label="best possible")
        panel.set_title(f"{name}: {item.metric.replace('_', ' ')}", fontsize=9)
        panel.legend(fontsize=7)
    figure.savefig(path, dpi=110)
