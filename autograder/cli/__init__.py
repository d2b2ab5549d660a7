"""The command line. One module for each of the three users, and one for other systems."""

import io
import sys

import typer

from autograder.cli import authoring, handover, instructor, student
from autograder.cli.console import errors
from autograder.errors import AutograderError
from autograder.results import without_controls

app = typer.Typer(
    name="autograder",
    help="Graded deep-learning assignments in Keras: check, grade and prove them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
student.register(app)
instructor.register(app)
handover.register(app)
authoring.register(app)


def main() -> None:
    """Run a command; an error that the user can mend is shown without a traceback."""
    for stream in (sys.stdout, sys.stderr):  # such as a pipe on Windows, which can't take a ✓
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except AutograderError as error:
        errors.print(
            without_controls(f"Error: {error}"), markup=False, highlight=False, style="bold red"
        )
        sys.exit(1)
