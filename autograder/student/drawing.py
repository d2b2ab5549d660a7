"""Pictures of a check as inline SVG and HTML: nothing to import, nothing to load, any notebook."""

import html
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar

from autograder.pictures import is_table
from autograder.results import ArrayPicture, Number, Picture, ScorePicture
from autograder.student.curve import curve_svg

LEVELS = 10
"""So many shades; cells of the same one are drawn as one path."""
_SIDE = 150
_WIDE = 40
"""A table of more characters in a row can be scrolled, for a narrow window."""
_STRIP = 460
_GROUNDS = {"low": "#0072b2", "high": "#d55e00", "x": "#888888"}
"""Blue and orange of medium brightness, for a dark theme as for a light one."""

Shade = tuple[str, int]
"""A kind of cell, which is a CSS class too, and how strong: from 0 (nothing) to LEVELS."""


def draw(picture: Picture) -> str:
    """The picture as HTML that takes its colours from the card around it."""
    if isinstance(picture, ScorePicture):
        return _strip(picture) + (curve_svg(picture) if picture.curve else "")
    return _tables(picture) if is_table(picture) else _heat_maps(picture)


def shown(value: Number) -> str:
    """A number of a picture as short text."""
    return value if isinstance(value, str) else f"{value:.4g}"


def difference(expected: Number, received: Number) -> float:
    """Received minus expected; 0 where both are the same infinity or NaN, NaN where one is."""
    if isinstance(expected, str) or isinstance(received, str):
        return 0.0 if expected == received else math.nan
    return received - expected


def largest_difference(picture: ArrayPicture) -> float:
    """By how much the worst finite element is off."""
    finite = [abs(each) for row in differences(picture) for each in row if math.isfinite(each)]
    return max(finite, default=0.0)


def differences(picture: ArrayPicture) -> list[list[float]]:
    """Received minus expected, in rows."""
    return [
        [difference(*pair) for pair in zip(*rows, strict=True)]
        for rows in zip(picture.expected, picture.received, strict=True)
    ]


def _tables(picture: ArrayPicture) -> str:
    largest = largest_difference(picture)
    off = differences(picture)
    received = [[_shade_of_difference(each, largest) for each in row] for row in off]
    plain: list[list[Shade]] = [[("", 0)] * len(row) for row in off]
    return _figures(
        [
            ("expected", _scrolled("expected", picture.expected, plain, picture.worst)),
            ("received", _scrolled("received", picture.received, received, picture.worst)),
        ],
        f"{picture.title}: the worst element is framed.",
    )


def _scrolled(
    name: str,
    rows: Sequence[Sequence[Number]],
    shades: list[list[Shade]],
    worst: tuple[int, int],
) -> str:
    """The table; a wide one in a box that the keyboard reaches and scrolls."""
    table = _table(rows, shades, worst)
    columns = zip(*rows, strict=True)
    if sum(2 + max(len(shown(value)) for value in column) for column in columns) <= _WIDE:
        return table
    return f'<div class="o" tabindex="0" role="group" aria-label="{name}">{table}</div>'


def _table(
    rows: Sequence[Sequence[Number]], shades: list[list[Shade]], worst: tuple[int, int]
) -> str:
    body = ""
    for i, row in enumerate(rows):
        cells = ""
        for j, value in enumerate(row):
            frame = ' class="w"' if (i, j) == worst else ""
            cells += f"<td{frame}{_ground(*shades[i][j])}>{html.escape(shown(value))}</td>"
        body += f"<tr>{cells}</tr>"
    return f"<table>{body}</table>"


def _ground(kind: str, level: int) -> str:
    """A cell's ground, faint enough for a number in any colour to be read on it."""
    if not level:
        return ""
    return f' style="background:{_GROUNDS[kind]}{round(level / LEVELS * 140):02x}"'


def _heat_maps(picture: ArrayPicture) -> str:
    finite = [
        each
        for rows in (picture.expected, picture.received)
        for row in rows
        for each in row
        if not isinstance(each, str)
    ]
    low, high = min(finite, default=0.0), max(finite, default=0.0)
    largest = largest_difference(picture)

    def value_shade(value: Number) -> Shade:
        if isinstance(value, str):
            return "x", LEVELS
        return "v", round(LEVELS * (value - low) / (high - low)) if high > low else 0

    def draw_values(rows: Sequence[Sequence[Number]], name: str) -> str:
        return _svg(rows, value_shade, picture.worst, f"{name}, from {low:.3g} to {high:.3g}")

    drawn = _svg(
        differences(picture),
        lambda each: _shade_of_difference(each, largest),
        picture.worst,
        f"difference, at most {largest:.3g}",
    )
    step = ""
    if picture.step != (1, 1):
        step = f" A cell is the worst of {picture.step[0]} × {picture.step[1]} elements."
    legend = (
        f'{html.escape(picture.title)}: received <span class="k low"></span> too small, '
        f'<span class="k high"></span> too large, by up to {largest:.3g}; '
        f"the worst element is framed.{step}"
    )
    return _figures(
        [
            ("expected", draw_values(picture.expected, "expected")),
            ("received", draw_values(picture.received, "received")),
            ("difference", drawn),
        ],
        legend,
        escape=False,
    )


def _shade_of_difference(value: float, largest: float) -> Shade:
    if math.isnan(value):
        return "x", LEVELS
    level = min(LEVELS, math.ceil(LEVELS * abs(value) / largest - 1e-3)) if largest else 0
    return ("low" if value < 0 else "high"), max(level, 0)


T = TypeVar("T")


def _svg(
    rows: Sequence[Sequence[T]],
    shade: Callable[[T], Shade],
    worst: tuple[int, int],
    label: str,
) -> str:
    """Rows of cells; neighbours of the same shade are one rectangle, a shade is one path."""
    paths: defaultdict[Shade, str] = defaultdict(str)
    for y, row in enumerate(rows):
        x = 0
        for kind, run in groupby(map(shade, row)):
            width = len(list(run))
            paths[kind] += f"M{x} {y}h{width}v1h-{width}z"
            x += width
    columns = len(rows[0])
    side = min(16.0, _SIDE / max(columns, len(rows)))
    drawn = "".join(
        f'<path class="{kind}" fill-opacity="{0.9 * level / LEVELS:.2g}" d="{path}"/>'
        for (kind, level), path in paths.items()
        if level
    )
    frame = "".join(  # light on dark, or dark on light: seen on every shade
        f'<rect class="{kind}" x="{worst[1]}" y="{worst[0]}" width="1" height="1"/>'
        for kind in ("w u", "w")
    )
    return (
        f'<svg role="img" aria-label="{html.escape(label)}" viewBox="0 0 {columns} {len(rows)}" '
        f'width="{side * columns:.0f}" height="{side * len(rows):.0f}">{drawn}{frame}</svg>'
    )


def _figures(parts: list[tuple[str, str]], legend: str, escape: bool = True) -> str:
    inside = "".join(f"<div><div class=c>{name}</div>{drawn}</div>" for name, drawn in parts)
    text = html.escape(legend) if escape else legend
    return f"<div class=f>{inside}</div><div class=c>{text}</div>"


def _strip(picture: ScorePicture) -> str:
    """Scores on a line: what is needed, where right answers lie, and the student's own."""
    low, high = score_range(picture)

    def x(value: float) -> str:
        share = (min(max(value, low), high) - low) / (high - low)
        return f"{12 + share * (_STRIP - 24):.1f}"

    dots = "".join(
        f'<circle cx="{x(each)}" cy="{17 + 5 * (i % 3)}" r="3"/>'
        for i, each in enumerate(picture.calibration)
    )
    needed, own = x(picture.threshold), x(picture.score)
    reached = "ok" if picture.score >= picture.threshold else "no"
    best = ""
    if picture.best_possible is not None:
        place = float(x(picture.best_possible))
        best = f'<path class="b" d="M{place} 14l6 8l-6 8l-6-8z"/>'
    svg = (
        f'<svg role="img" aria-label="{html.escape(score_legend(picture))}" class="s" '
        f'viewBox="0 0 {_STRIP} 44" width="{_STRIP}">'
        f'<rect class="z" x="{needed}" y="8" width="{_STRIP - float(needed):.1f}" height="28"/>'
        f'<path class="a" d="M0 36H{_STRIP}"/>{dots}{best}'
        f'<path class="t" d="M{needed} 4V40"/>'
        f'<path class="{reached}" d="M{own} 22l7 14h-14z"/></svg>'
    )
    return f"{svg}<div class=c>{html.escape(score_legend(picture))}</div>"


def score_range(picture: ScorePicture) -> tuple[float, float]:
    """The ends of the line: everything, but for a score that is very far off."""
    known = [picture.threshold, *picture.calibration]
    if picture.best_possible is not None:
        known.append(picture.best_possible)
    low, high = min(known), max(known)
    reach = 2 * (high - low) or abs(high) or 1.0
    low, high = (
        min(low, max(picture.score, low - reach)),
        max(high, min(picture.score, high + reach)),
    )
    margin = 0.04 * (high - low) or 0.5
    return low - margin, high + margin


def score_legend(picture: ScorePicture) -> str:
    """What the marks on the line are, with their numbers."""
    text = f"{picture.metric}: ▲ yours {picture.score:.4g}, ┃ needed {picture.threshold:.4g}"
    if picture.calibration:
        least, most = min(picture.calibration), max(picture.calibration)
        text += f", ● {len(picture.calibration)} right answers {least:.4g} to {most:.4g}"
    if picture.best_possible is not None:
        text += f", ◇ best possible {picture.best_possible:.4g}"
    return text
