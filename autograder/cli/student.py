"""Commands for students: check, hint, status."""

import time
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from autograder.cli.console import console, errors
from autograder.errors import UsageError
from autograder.results import QuestionResult
from autograder.student.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(check)
    app.command()(hint)
    app.command()(status)


Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ASSIGNMENT|FILE] [QUESTION]...",
        help="An assignment or the file with your answers, then questions. All of them by default.",
    ),
]


def check(
    names: Names = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever the file is saved.")
    ] = False,
    json: Annotated[
        Path | None, typer.Option("--json", help="Write the results to this file.")
    ] = None,
) -> None:
    """Check your answers, here and now, with the checks that came with the assignment."""
    from autograder.sandbox.local import LocalWorker
    from autograder.student.files import check_file, watch_file

    workspace, path, questions = _resolve(names or [])
    worker = LocalWorker()
    try:
        if watch:
            watch_file(workspace, path, questions, worker, _show)
            return
        console.print(f"[dim]{path}[/]", highlight=False)
        started = time.monotonic()
        results = [_show(each) for each in check_file(workspace, path, questions, worker)]
    finally:
        worker.close()
    if json is not None:
        json.write_bytes(msgspec.json.format(msgspec.json.encode(results)) + b"\n")
    reached = sum(result.score for result in results)
    maximum = sum(result.max_score for result in results)
    seconds = time.monotonic() - started
    console.print(
        f"[bold]{reached:g} of {maximum:g} points[/] on the visible checks, {seconds:.1f} s"
    )
    if reached < maximum:
        raise typer.Exit(1)


def hint(
    question: Annotated[str, typer.Argument(help="The name of the function or class.")],
    tier: Annotated[int | None, typer.Option(help="This hint instead of the next.")] = None,
) -> None:
    """Show the next hint for a question; each call shows one more."""
    from autograder.student.progress import next_hint
    from autograder.student.workspace import workspace_of_question

    workspace = workspace_of_question(question)
    hints = workspace.prepare(question).hints
    console.print(next_hint(workspace.folder, question, hints, tier), markup=False, highlight=False)


def status() -> None:
    """Show your progress over the course, as last checked."""
    from autograder.student.present import STATUS_TEXT
    from autograder.student.progress import Reached, read_progress
    from autograder.student.workspace import all_workspaces, find_workspace

    workspaces = all_workspaces() or [find_workspace()]
    table = Table("assignment", "question", "points", "status", title="Visible checks")
    for workspace in workspaces:
        progress = read_progress(workspace.folder).questions
        for position, name in enumerate(workspace.names):
            reached = progress.get(name, Reached())
            maximum = workspace.recording.question(name).max_points
            done = "done" if reached.score == maximum else STATUS_TEXT[reached.status]
            table.add_row(
                workspace.assignment if position == 0 else "",
                name,
                f"{reached.score:g}/{maximum:g}",
                done or "in progress",
            )
        table.add_section()
    console.print(table)


def _resolve(names: list[str]) -> tuple[Workspace, Path, tuple[str, ...]]:
    """Sort the arguments into a workspace, the file to check, and the questions."""
    from autograder.errors import require_known
    from autograder.student.workspace import all_workspaces, find_workspace, workspace_of_question

    first = names[0] if names else ""
    if first.endswith((".py", ".ipynb")):
        path = Path(first)
        if not path.is_file():
            raise UsageError(f"No file {path}. Name your notebook or script.")
        workspace, rest = find_workspace(start=path.resolve().parent), names[1:]
    elif Path(first).name in [each.folder.name for each in all_workspaces()]:
        workspace, rest = find_workspace(Path(first).name), names[1:]
        path = workspace.submission()
    elif first and any(first in each.names for each in all_workspaces()):
        workspace, rest = workspace_of_question(first), names
        path = workspace.submission()
    else:
        workspace, rest = find_workspace("" if len(all_workspaces()) == 1 else first), names
        path = workspace.submission()
    for name in rest:
        require_known("question", name, list(workspace.names))
    return workspace, path, tuple(rest) or workspace.names


def _show(result: QuestionResult) -> QuestionResult:
    from autograder.student.present import as_text

    passed = result.score == result.max_score
    colour = "green" if passed else "dim" if result.status == "not_attempted" else "yellow"
    first, _, rest = as_text(result).partition("\n")
    console.print(first, style=f"bold {colour}", markup=False, highlight=False)
    if not passed:
        console.print(
            rest.replace('hint("', "autograder hint ").replace('") shows', " shows"),
            markup=False,
            highlight=False,
        )
    errors.file.flush()
    return result
