"""What an instructor reads after a run: ``summary.csv`` and ``report.html``."""

import dataclasses
from collections import Counter
from pathlib import Path

from autograder.grading.store import summary_csv, write_atomically
from autograder.results import AssignmentResult


@dataclasses.dataclass(frozen=True)
class QuestionRow:
    """A question over the class: counts, mean share of its points, most named mistakes."""

    name: str
    full: int
    attempted: int
    mean_share: float
    mistakes: list[tuple[str, int, str]]


def write_reports(folder: Path, results: list[AssignmentResult]) -> None:
    """Write the table and the page from the results; whole or not at all."""
    write_atomically(folder / "summary.csv", summary_csv(results))
    write_atomically(folder / "report.html", report_html(results).encode())


def report_html(results: list[AssignmentResult]) -> str:
    """One page that needs nothing else: distribution, questions, mistakes, every student."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder", "grading"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    first = results[0]
    return environment.get_template("report.html").render(
        first=first,
        results=results,
        bins=_distribution(results),
        questions=[_row(results, position) for position in range(len(first.questions))],
        unprotected=not all(result.sandboxed for result in results),
    )


def _distribution(results: list[AssignmentResult]) -> list[tuple[str, int, float]]:
    """Label, count and share of the largest count for each tenth of the points."""
    tenths = Counter(
        min(int(10 * result.score / result.max_score), 9) if result.max_score else 0
        for result in results
    )
    largest = max(tenths.values())
    return [(f"{10 * i}–{10 * i + 10} %", tenths[i], tenths[i] / largest) for i in range(10)]


def _row(results: list[AssignmentResult], position: int) -> QuestionRow:
    graded = [(result.student, result.questions[position]) for result in results]
    shares = [question.score / question.max_score for _, question in graded]
    named: Counter[str] = Counter()
    example: dict[str, str] = {}
    for student, question in graded:
        for text in {check.diagnosis for check in question.checks if check.diagnosis}:
            named[text] += 1
            example.setdefault(text, student)
    return QuestionRow(
        name=graded[0][1].name,
        full=sum(share == 1 for share in shares),
        attempted=sum(
            question.status not in ("not_attempted", "missing") for _, question in graded
        ),
        mean_share=sum(shares) / len(shares),
        mistakes=[(text, count, example[text]) for text, count in named.most_common(5)],
    )
