"""The panel says the same as the card, in 80 columns and in fewer, with colours only if asked."""

import io

import msgspec
import pytest
from rich.console import Console

from autograder.results import ArrayPicture, CheckResult, QuestionResult, ScorePicture
from autograder.student.overview import progress_map
from autograder.student.progress import Progress, Reached, write_progress
from autograder.student.terminal import panel
from autograder.student.workspace import Workspace

TABLE = ArrayPicture(
    title="output",
    expected=((1.0, 2.0), (3.0, 4.0)),
    received=((1.0, 2.5), (9.0, 4.0)),
    worst=(1, 0),
    instead_of="expected [[1, 2]]\nreceived [[1, 2.5]]",
)
SCORE = ScorePicture(
    metric="accuracy", score=0.4, threshold=0.8, best_possible=0.98, calibration=(0.9, 0.95)
)


def check(name, picture, message):
    return CheckResult(
        name=name,
        kind="output",
        visible=True,
        passed=False,
        points=0,
        max_points=1,
        message=message,
        diagnosis=f"The mistake of {name}, which takes more words than fit into a narrow line.",
        picture=picture,
    )


RESULT = QuestionResult(
    name="softmax",
    score=0,
    max_score=2,
    status="graded",
    checks=(
        check("values", TABLE, f"call: f([0, 1])\n{TABLE.instead_of}\nthe worst, at [1, 0]"),
        check("training", SCORE, "x" * 200),
    ),
)


def printed(shown, width=80, **options):
    console = Console(file=io.StringIO(), width=width, **options)
    console.print(shown)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [120, 80, 40])
def test_a_panel_keeps_to_the_width_and_loses_nothing(width):
    text = printed(panel(RESULT, "hint 2 of 3"), width)
    assert max(map(len, text.splitlines())) <= width
    words = " ".join(text.replace("│", " ").split())
    for part in ("0 of 2 points", "call: f([0, 1])", "The mistake of training", "hint 2 of 3"):
        assert part in words
    assert text.count("x") >= 200


def test_small_arrays_stand_in_columns_and_the_worst_in_brackets():
    text = printed(panel(RESULT))
    assert "[3]" in text
    assert "[9]" in text
    assert "expected [[1, 2]]" not in text


def test_a_narrow_terminal_shows_every_number_whole():
    rows = ((0.03655, 0.2227, 0.6285, 0.1122), (0.1094, 0.1016, 0.05398, 0.735))
    table = ArrayPicture(title="output", expected=rows, received=rows[::-1], worst=(0, 0))
    result = msgspec.structs.replace(RESULT, checks=(check("values", table, "call: f()"),))
    for width in (80, 46):
        text = printed(panel(result), width)
        assert all(text.count(f"{number:.4g}") == 2 for row in rows for number in row)
        assert "…" not in text


def test_a_score_stands_on_a_line_among_those_of_right_answers():
    text = printed(panel(RESULT))
    (line,) = [line for line in text.splitlines() if "▲" in line and "─" in line and "┃" in line]
    assert line.index("▲") < line.index("┃") < line.index("●") < line.index("◇")


def test_what_a_student_wrote_is_no_markup():
    result = QuestionResult(
        name="f", score=0, max_score=1, status="crashed", checks=(), message="[bold]x[/nothing]"
    )
    assert "[bold]x[/nothing]" in printed(panel(result))


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm-256color"}, True),
    ],
    ids=["piped", "NO_COLOR", "terminal"],
)
def test_colours_only_where_they_belong(terminal, environment, coloured):
    text = printed(panel(RESULT), force_terminal=terminal, _environ=environment)
    assert ("\x1b[38;5;" in text) is coloured


def test_the_map_shows_each_question_and_what_to_go_on_with(root, tmp_path):
    for name in ("03_output_layers", "08_convolution"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "checks.npz").symlink_to(root / "assignments" / name / "checks.npz")
    workspaces = [Workspace(tmp_path / name) for name in ("03_output_layers", "08_convolution")]
    first, second, third = workspaces[0].names[:3]
    full = workspaces[0].recording.question(first).max_points
    reached = {
        first: Reached(score=full, max_score=full, status="graded", hints=2),
        second: Reached(score=1.0, max_score=9.0, status="graded", hints=1),
        third: Reached(max_score=9.0, status="not_attempted"),
    }
    write_progress(workspaces[0].folder, Progress(reached))
    lines = printed(progress_map(workspaces)).splitlines()
    (row,) = [line for line in lines if "03_output_layers" in line and "□" in line]
    total = len(workspaces[0].names)
    assert "■◧" + "□" * (total - 2) in row
    assert row.split()[-1] == "3"
    assert any(f"autograder check 03_output_layers {second}" in line for line in lines)
    assert max(map(len, lines)) <= 80
