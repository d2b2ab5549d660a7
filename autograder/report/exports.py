"""Stored results as the files that Canvas, Moodle and Gradescope take."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import UsageError
from autograder.grading.store import safe_cell
from autograder.results import AssignmentResult, CheckResult, QuestionResult
from autograder.student.feedback import student_view
from autograder.student.present import STATUS_TEXT

Table = list[dict[str, str]]

CANVAS_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
CANVAS_KEYS = ("SIS Login ID", "SIS User ID", "ID", "Student")
MOODLE_COLUMNS = ("Identifier", "Full name", "Email address")
MOODLE_GRADES = ("Grade", "Maximum Grade", "Feedback comments")
MOODLE_KEYS = ("Username", "Email address", "ID number", "Identifier", "Full name")
POINTS_POSSIBLE = "    Points Possible"
"""How Canvas marks the row with the maxima."""


def gradescope_json(result: AssignmentResult) -> bytes:
    """The result as Gradescope's ``results.json``: one test for each check.

    Hidden checks are tests that Gradescope shows to instructors alone.
    """
    tests = [
        _gradescope_test(f"{position}.{number}", question, check)
        for position, question in enumerate(result.questions, 1)
        for number, check in enumerate(question.checks, 1)
    ]
    stored: dict[str, Any] = {
        "score": result.score,
        "execution_time": round(result.seconds),
        "output": result.message,
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }
    return msgspec.json.format(msgspec.json.encode(stored), indent=2) + b"\n"


def _gradescope_test(number: str, question: QuestionResult, check: CheckResult) -> dict[str, Any]:
    cause = f"Likely cause: {check.diagnosis}" if check.diagnosis else ""
    return {
        "number": number,
        "name": f"{question.name}: {check.name}",
        "score": check.points,
        "max_score": check.max_points,
        "status": "passed" if check.passed else "failed",
        "output": "\n".join(filter(None, [check.message, cause])),
        "output_format": "text",
        "visibility": "visible" if check.visible else "hidden",
    }


def canvas_csv(results: list[AssignmentResult], roster: Path | None, column: str) -> bytes:
    """Canvas's grade book, as *Grades > Import* takes it.

    Args:
        results: of one assignment.
        roster: Canvas's own export, whose rows and identifiers are kept; without one, the
            students' folders count as their SIS login.
        column: the assignment as Canvas heads it, ``"Name (12345)"``; the assignment's name where
            empty, which makes a new one.
    """
    column = column or results[0].assignment
    rows = [row for row in _read(roster) if row.get("Student", "").strip() != "Points Possible"]
    if roster is None:
        rows = [{"Student": each.student, "SIS Login ID": each.student} for each in results]
    found = (
        matched(results, rows, CANVAS_KEYS, roster) if roster else zip(rows, results, strict=True)
    )
    headers = [name for name in CANVAS_COLUMNS if roster is None or name in rows[0]]
    maxima = {"Student": POINTS_POSSIBLE, column: f"{results[0].max_score:g}"}
    graded = [row | {column: f"{result.score:g}"} for row, result in found]
    return _written([*headers, column], [maxima, *graded])


def moodle_csv(results: list[AssignmentResult], roster: Path | None) -> bytes:
    """Moodle's grading worksheet, with grades and feedback filled in.

    Args:
        results: of one assignment.
        roster: the worksheet that Moodle gave, all of whose columns are kept; without one, the
            table has the columns that *Grades > Import > CSV file* can be told to map.
    """
    rows = _read(roster)
    if roster is None:
        rows = [
            {"Identifier": each.student, "Email address": each.student * ("@" in each.student)}
            for each in results
        ]
    found = (
        matched(results, rows, MOODLE_KEYS, roster) if roster else zip(rows, results, strict=True)
    )
    headers = list(rows[0]) if roster else [*MOODLE_COLUMNS, *MOODLE_GRADES]
    filled = [
        row
        | {
            "Grade": f"{result.score:g}",
            "Maximum Grade": f"{result.max_score:g}",
            "Feedback comments": feedback_text(result),
        }
        for row, result in found
    ]
    return _written([*headers, *(name for name in MOODLE_GRADES if name not in headers)], filled)


def require_one_maximum(results: list[AssignmentResult]) -> None:
    """Raise :class:`UsageError` where not all were graded for the same number of points."""
    by_maximum: dict[str, list[str]] = {}
    for result in results:
        by_maximum.setdefault(f"{result.max_score:g}", []).append(result.student)
    if len(by_maximum) > 1:
        found = "; ".join(f"{points} for {_some(names)}" for points, names in by_maximum.items())
        assignment = results[0].assignment
        raise UsageError(
            f"The results of {assignment} have different points possible: {found}. It was changed "
            f"between two runs. Run `autograder grade {assignment}` for the whole class, then "
            "export again."
        )


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def feedback_text(result: AssignmentResult) -> str:
    """A line for each question, without anything of hidden checks but how many passed."""
    lines = [result.message] if result.message else []
    for question in result.questions:
        view, hidden = student_view(question)
        failed = [check.name for check in view.checks if not check.passed]
        parts = [f"{view.name}: {view.score:g}/{view.max_score:g}"]
        if STATUS_TEXT[view.status]:
            parts.append(f"({STATUS_TEXT[view.status]})")
        elif failed:
            parts.append(f"(not passed: {', '.join(failed)})")
        lines.append(" ".join(filter(None, [*parts, hidden])))
    return "\n".join(lines)


def matched(
    results: list[AssignmentResult], rows: Table, keys: Iterable[str], roster: Path
) -> list[tuple[dict[str, str], AssignmentResult]]:
    """Each result with its row of the roster: the one where any key names the student.

    Raises:
        UsageError: a student stands nowhere or in several rows, or several students in one.
    """
    found: list[tuple[dict[str, str], AssignmentResult]] = []
    for result in results:
        wanted = result.student.casefold()
        fitting = [
            row for row in rows if wanted in {row.get(key, "").strip().casefold() for key in keys}
        ]
        if len(fitting) != 1:
            raise UsageError(
                f"{roster} names {result.student!r} in {len(fitting)} rows. Expected one, where "
                f"{', '.join(keys)} equals the name of the student's folder. Rename the folder, "
                "mend the file, or export without --roster."
            )
        found.append((fitting[0], result))
    _require_one_folder_a_row(found, roster)
    return found


def _require_one_folder_a_row(
    found: list[tuple[dict[str, str], AssignmentResult]], roster: Path
) -> None:
    folders: dict[int, list[str]] = {}
    for row, result in found:
        folders.setdefault(id(row), []).append(result.student)
    for names in folders.values():
        if len(names) > 1:
            raise UsageError(
                f"The folders {', '.join(map(repr, names))} are all one person of {roster}. "
                "Expected one folder a person. Take the others out of the submissions, grade the "
                "class again, and export again."
            )


def _read(path: Path | None) -> Table:
    if path is None:
        return []
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = [
            {k: v or "" for k, v in row.items() if k} for row in csv.DictReader(io.StringIO(text))
        ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} can't be read as UTF-8 CSV: {error}. Export it again.") from error
    if not rows:
        raise UsageError(f"{path} has no rows. Expected the table that Canvas or Moodle exports.")
    return rows


def _written(headers: list[str], rows: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(safe_cell, headers))
    writer.writerows([safe_cell(row.get(name, "")) for name in headers] for row in rows)
    return text.getvalue().encode()
