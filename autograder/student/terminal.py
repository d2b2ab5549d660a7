"""A question's result as a panel for a terminal. Rich leaves the colours out where none belong."""

import dataclasses

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from autograder.pictures import is_table
from autograder.results import ArrayPicture, CheckResult, Number, QuestionResult, ScorePicture
from autograder.student.curve import curve_blocks, curve_legend
from autograder.student.drawing import difference, score_legend, score_range, shown
from autograder.student.present import (
    around_picture,
    each_cause_once,
    points,
    reached,
    stopped,
)

GOOD, BAD, IDLE, CAUSE = "bright_blue", "dark_orange", "dim", "yellow"
"""Blue and orange, which every eye tells apart; a word stands beside each."""
_STRIP = 48
_UNBOUNDED = 1000
_INDENT = (0, 0, 0, 2)


def panel(result: QuestionResult, way_on: str = "the next hint") -> Panel:
    """The result with a frame around it.

    Args:
        way_on: what ``autograder hint`` would show, such as ``"hint 2 of 3"``.
    """
    passed = result.score == result.max_score
    colour = GOOD if passed else IDLE if result.status == "not_attempted" else BAD
    parts: list[RenderableType] = []
    if stopped(result):
        parts.append(Text(result.message))
    else:
        parts += [part for check in each_cause_once(result.checks) for part in _check(check)]
    if not passed and (result.status == "not_attempted" or not stopped(result)):
        command = Text(f"autograder hint {result.name}", "bold")
        parts.append(Text.assemble("Stuck? ", command, f" shows {way_on}."))
    return Panel(
        Group(*parts),
        title=Text(f"{result.name}: {reached(result)}", f"bold {colour}"),
        title_align="left",
        border_style=colour,
        box=box.ROUNDED,
    )


def _check(check: CheckResult) -> list[RenderableType]:
    colour, mark = (GOOD, "pass") if check.passed else (BAD, "FAIL")
    line = Table.grid(padding=(0, 2), expand=True)
    line.add_column(width=4)
    line.add_column(ratio=1)
    line.add_column(justify="right", no_wrap=True)
    line.add_row(
        Text(mark, f"bold {colour}"),
        Text(check.name),
        Text(f"{points(check.points)} of {points(check.max_points)}", IDLE),
    )
    inside = _drawn(check) if check.passed else _failure(check)
    return [line, *(Padding(part, _INDENT) for part in inside)]


def _failure(check: CheckResult) -> list[RenderableType]:
    before, after = around_picture(check)
    drawn = _drawn(check)
    if not drawn:
        before, after = check.message, ""
    parts = [*_text(before), *drawn, *_text(after)]
    if check.diagnosis:
        parts.append(Text.assemble(("Likely cause: ", f"bold {CAUSE}"), check.diagnosis))
    return parts


def _text(message: str) -> list[RenderableType]:
    return [Text(message, overflow="fold")] if message else []


def _drawn(check: CheckResult) -> list[RenderableType]:
    picture = check.picture
    if isinstance(picture, ScorePicture):
        drawn: list[RenderableType] = [_strip(picture), Text(score_legend(picture), IDLE)]
        if picture.curve:
            drawn += [Text(curve_blocks(picture, _STRIP)), Text(curve_legend(picture), IDLE)]
        return drawn
    if isinstance(picture, ArrayPicture) and is_table(picture):
        return [_Numbers(picture)]
    return []  # a terminal's cells are too coarse for a heat map; the message names the worst


@dataclasses.dataclass(frozen=True)
class _Numbers:
    """Numbers in columns; the worst stands in brackets, what is wrong is coloured."""

    picture: ArrayPicture

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        beside = _numbers(self.picture, beside=True)
        wanted = console.measure(beside, options=options.update(max_width=_UNBOUNDED)).maximum
        yield beside if wanted <= options.max_width else _numbers(self.picture, beside=False)


def _numbers(picture: ArrayPicture, *, beside: bool) -> Table:
    """The table, with what its rows are beside them or, for a narrow terminal, above."""
    table = Table.grid(padding=(0, 1))
    if beside:
        table.add_column(width=8, no_wrap=True)
    for _ in picture.expected[0]:
        table.add_column(justify="right", no_wrap=True)
    for name, rows in (("expected", picture.expected), ("received", picture.received)):
        if not beside:
            table.add_row(Text(name, IDLE))
        for i, row in enumerate(rows):
            cells = [_number(value, (i, j), name, picture) for j, value in enumerate(row)]
            table.add_row(*([Text("" if i else name, IDLE)] if beside else []), *cells)
    return table


def _number(value: Number, place: tuple[int, int], name: str, picture: ArrayPicture) -> Text:
    i, j = place
    off = difference(picture.expected[i][j], picture.received[i][j])
    style = BAD if name == "received" and off != 0 else ""
    if place == picture.worst:
        return Text(f"[{shown(value)}]", f"bold {style}")
    return Text(f" {shown(value)} ", style)


def _strip(picture: ScorePicture) -> Text:
    """The scores on one line of characters."""
    low, high = score_range(picture)

    def place(value: float) -> int:
        share = (min(max(value, low), high) - low) / (high - low)
        return round(share * (_STRIP - 1))

    cells = [("─", IDLE)] * _STRIP
    for score in picture.calibration:
        cells[place(score)] = ("●", IDLE)
    if picture.best_possible is not None:
        cells[place(picture.best_possible)] = ("◇", "")
    cells[place(picture.threshold)] = ("┃", "bold")
    own = GOOD if picture.score >= picture.threshold else BAD
    cells[place(picture.score)] = ("▲", f"bold {own}")
    return Text.assemble(*cells)
