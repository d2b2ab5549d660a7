"""Write what an instructor reads after a run: ``summary.csv`` and ``report.html``."""

import statistics
from collections.abc import Sequence
from pathlib import Path

from autograder.grading.store import ResultStore, summary_csv, write_atomically
from autograder.report import overview
from autograder.report.changes import Change, change
from autograder.report.page import render
from autograder.report.similar import Pair
from autograder.report.thresholds import threshold_rows
from autograder.results import AssignmentResult
from autograder.student.present import STATUS_TEXT

MARKS = {"timed_out": "time", "out_of_memory": "memory", "crashed": "crash", "forbidden": "rule"}
"""How the class table marks a question that was ended."""


def write_reports(
    folder: Path,
    results: list[AssignmentResult],
    root: Path,
    similar: Sequence[Pair] | None = None,
) -> None:
    """Write the table and the page from the results; each whole or not at all.

    Args:
        folder: ``OUT/<assignment>``.
        results: of one assignment, at least one.
        root: the course, for what was measured of its thresholds.
        similar: pairs of submissions that are alike; None where nobody looked.
    """
    write_atomically(folder / "summary.csv", summary_csv(results))
    page = report_html(results, root, changes(folder, results), similar)
    write_atomically(folder / "report.html", page)


def changes(folder: Path, results: list[AssignmentResult]) -> list[Change]:
    """Whose score moved when it was last graded again."""
    store = ResultStore(folder.parent, folder.name)
    pairs = [(store.previous(result.student), result) for result in results]
    return [moved for old, new in pairs if old is not None and (moved := change(old, new))]


def report_html(
    results: list[AssignmentResult],
    root: Path,
    moved: Sequence[Change] = (),
    similar: Sequence[Pair] | None = None,
) -> bytes:
    """The class on one page that needs nothing else."""
    shares = [overview.share(result.score, result.max_score) for result in results]
    return render(
        "report.html",
        assignment=results[0].assignment,
        max_score=max(result.max_score for result in results),
        results=results,
        anchors={result.student: f"s{number}" for number, result in enumerate(results, 1)},
        by_name={result.student: {q.name: q for q in result.questions} for result in results},
        names=overview.question_names(results),
        tenths=overview.score_tenths(results),
        mean=statistics.fmean(shares),
        median=statistics.median(shares),
        moved=moved,
        similar=similar,
        questions=overview.question_rows(results),
        mistakes=overview.mistakes(results),
        stops=overview.stops(results),
        thresholds=threshold_rows(root, results),
        conditions=overview.conditions(results),
        unprotected=sum(not result.sandboxed for result in results),
        status_text=STATUS_TEXT,
        marks=MARKS,
    )
