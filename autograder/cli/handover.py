"""The command that hands results, or a grader, over to another system: export."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import console
from autograder.errors import UsageError

if TYPE_CHECKING:  # loaded late, so that --help is quick
    from autograder.results import AssignmentResult


class Format(StrEnum):
    """What is written."""

    csv = "csv"
    canvas = "canvas"
    moodle = "moodle"
    gradescope = "gradescope"
    gradescope_autograder = "gradescope-autograder"
    github_classroom = "github-classroom"


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command()(export)


def export(
    assignment: Annotated[str, typer.Argument(help="Such as 03_output_layers.")],
    to: Annotated[Format, typer.Option("--format", help="What takes it.")],
    results: Annotated[Path, typer.Option(help="Folder with the results of `grade`.")] = Path(
        "graded"
    ),
    out: Annotated[
        Path | None, typer.Option(help="File or folder to write. Default: beside the results.")
    ] = None,
    roster: Annotated[
        Path | None, typer.Option(help="The table that Canvas or Moodle exported, to fill in.")
    ] = None,
    column: Annotated[
        str, typer.Option(help="Canvas's heading of the assignment, such as 'Output (12345)'.")
    ] = "",
    no_sandbox: Annotated[
        bool, typer.Option("--no-sandbox", help="gradescope-autograder: run code unprotected.")
    ] = False,
) -> None:
    """Write the stored results, or a grader, in the form that another system takes."""
    if to in (Format.gradescope_autograder, Format.github_classroom):
        written = _bundle(to, assignment, out, no_sandbox)
    else:
        from autograder.grading.store import stored_results

        found = stored_results(results, assignment)
        written = _results(to, found, out or results / assignment, roster, column)
    console.print(str(written), markup=False, highlight=False, soft_wrap=True)


def _results(
    to: Format, found: "list[AssignmentResult]", out: Path, roster: Path | None, column: str
) -> Path:
    from autograder.grading.store import explained_write_errors, summary_csv, write_atomically
    from autograder.report import exports

    if roster and to not in (Format.canvas, Format.moodle):
        raise UsageError(f"--roster is for canvas and moodle. Received: --format {to}.")
    exports.require_one_maximum(found)
    if to == Format.gradescope:
        folder = out / "gradescope" if out.name == found[0].assignment else out
        for result in found:
            with explained_write_errors(folder):
                (folder / result.student).mkdir(parents=True, exist_ok=True)
            path = folder / result.student / "results.json"
            write_atomically(path, exports.gradescope_json(result))
        return folder
    made = {
        Format.csv: lambda: summary_csv(found),
        Format.canvas: lambda: exports.canvas_csv(found, roster, column),
        Format.moodle: lambda: exports.moodle_csv(found, roster),
    }[to]()
    name = "grades.csv" if to == Format.csv else f"{to}.csv"
    path = out / name if out.is_dir() else out
    write_atomically(path, made)
    return path


def _bundle(to: Format, assignment: str, out: Path | None, no_sandbox: bool) -> Path:
    from autograder.errors import require_known
    from autograder.questions.load import assignment_names, course_root
    from autograder.report import graders

    root = course_root()
    require_known("assignment", assignment, assignment_names(root))
    if out is None:
        raise UsageError(f"--format {to} needs --out DIR, a new folder.")
    if to == Format.gradescope_autograder:
        graders.write_gradescope_autograder(out, root, assignment, sandboxed=not no_sandbox)
    else:
        graders.write_classroom_workflow(out, assignment)
    return out
