"""Commands for students: check, hint, status, reset."""

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.text import Text

from autograder.cli.console import console
from autograder.errors import UsageError
from autograder.results import QuestionResult

if TYPE_CHECKING:  # loaded late, so that `doctor` starts where NumPy is missing
    from autograder.student.workspace import Workspace


WIDEST = 100
"""Longer lines are hard to read, however wide the terminal is."""


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(check)
    app.command()(hint)
    app.command()(status)
    app.command()(reset)


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
    show = partial(_show, workspace=workspace)
    try:
        if watch:
            watch_file(workspace, Path(_from_here(path)), questions, worker, show)
            return
        console.print(Text(_from_here(path), "dim"))
        started = time.monotonic()
        results = [show(each) for each in check_file(workspace, path, questions, worker)]
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
    from autograder.student.overview import progress_map
    from autograder.student.workspace import all_workspaces, find_workspace

    console.print(progress_map(all_workspaces() or [find_workspace()]))


def reset(
    question: Annotated[str, typer.Argument(help="The name of the function or class.")],
    file: Annotated[
        Path | None, typer.Option(help="Your notebook or script, where it can't be guessed.")
    ] = None,
) -> None:
    """Put a question's stub back; your text is kept in a file beside it."""
    from autograder.student.reset import reset_question
    from autograder.student.workspace import find_workspace, workspace_of_question

    if file is not None and not file.is_file():
        raise UsageError(f"No file {file}. Name your notebook or script.")
    workspace = (
        find_workspace(start=file.resolve().parent) if file else workspace_of_question(question)
    )
    done = reset_question(workspace, question, file or workspace.submission())
    console.print(done, markup=False, highlight=False)


def _resolve(names: list[str]) -> "tuple[Workspace, Path, tuple[str, ...]]":
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


def _from_here(path: Path) -> str:
    """A file as one names it in the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _show(result: QuestionResult, workspace: "Workspace") -> QuestionResult:
    from autograder.student.progress import announce_hint
    from autograder.student.terminal import panel

    hints = workspace.prepare(result.name).hints
    shown = panel(result, announce_hint(workspace.folder, result.name, hints))
    console.print(shown, width=min(console.width, WIDEST))
    return result
