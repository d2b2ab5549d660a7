"""``autograder status``: how far a student is in the course, one bar an assignment."""

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.student.progress import Reached, read_progress
from autograder.student.terminal import BAD, GOOD, IDLE
from autograder.student.workspace import Workspace

MARKS = {"done": ("■", GOOD), "tried": ("◧", BAD), "untouched": ("□", IDLE)}
"""A square for each question, told apart without colours too."""


def state(reached: Reached, max_points: float) -> str:
    """``"done"``, ``"tried"`` or ``"untouched"``."""
    if reached.score >= max_points and reached.max_score:
        return "done"
    return "untouched" if reached.status in ("not_attempted", "missing") else "tried"


def progress_map(workspaces: list[Workspace]) -> RenderableType:
    """A line for each assignment: a square for each question, the points, the hints used."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    table.add_column("assignment", no_wrap=True)
    table.add_column("questions", overflow="fold", min_width=len("questions"))
    table.add_column("points", justify="right", no_wrap=True)
    table.add_column("hints", justify="right", no_wrap=True)
    for workspace in workspaces:
        table.add_row(*_row(workspace))
    legend = Text("  ").join(Text(f"{mark} {name}", style) for name, (mark, style) in MARKS.items())
    following = _next(workspaces)
    below = [legend, following] if following else [legend]
    return Group(table, *(Padding(each, (1, 0, 0, 0)) for each in below))


def _row(workspace: Workspace) -> tuple[str, Text, str, str]:
    known = read_progress(workspace.folder).questions
    bar, score, maximum, hints = Text(), 0.0, 0.0, 0
    for question in workspace.recording.questions:
        reached = known.get(question.name, Reached())
        found = state(reached, question.max_points)
        bar.append(*MARKS[found])
        score += min(reached.score, question.max_points)
        maximum += question.max_points
        hints += reached.hints
    return workspace.folder.name, bar, f"{score:g}/{maximum:g}", str(hints)


def _next(workspaces: list[Workspace]) -> Text | None:
    """The command for the first question that is not done, those begun first."""
    for wanted in ("tried", "untouched"):
        for workspace in workspaces:
            known = read_progress(workspace.folder).questions
            for question in workspace.recording.questions:
                found = state(known.get(question.name, Reached()), question.max_points)
                if found == wanted:
                    name = f"{workspace.folder.name} {question.name}"
                    return Text.assemble("Go on with: ", (f"autograder check {name}", "bold"))
    return None
