"""The learning curve of a training check: as SVG for a card, as blocks for a terminal."""

import html
from itertools import pairwise

from autograder.results import ScorePicture

_WIDTH, _HEIGHT, _MARGIN = 460, 90, 8
_BLOCKS = "▁▂▃▄▅▆▇█"


def curve_legend(picture: ScorePicture) -> str:
    """What the curve shows, with its first and last number."""
    first, last = picture.curve[0], picture.curve[-1]
    text = f"{picture.curve_of} over {len(picture.curve)} epochs: {first:.4g} → {last:.4g}"
    if picture.comparable:
        text += f", ┅ needed on unseen data {picture.threshold:.4g}"
    return text


def curve_svg(picture: ScorePicture) -> str:
    """A line over the epochs, and the threshold across it where both are the same metric."""
    low, high = _range(picture)

    def y(value: float) -> float:
        return _MARGIN + (high - value) / (high - low) * (_HEIGHT - 2 * _MARGIN)

    step = (_WIDTH - 2 * _MARGIN) / (len(picture.curve) - 1)
    places = [(_MARGIN + i * step, y(value)) for i, value in enumerate(picture.curve)]
    line = "M" + "L".join(f"{x:.1f} {height:.1f}" for x, height in places)
    needed = ""
    if picture.comparable:
        place = y(picture.threshold)
        needed = f'<path class="n" d="M0 {place:.1f}H{_WIDTH}"/>'
    return (
        f'<svg role="img" aria-label="{html.escape(curve_legend(picture))}" class="s" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}">'
        f'<path class="a" d="M0 {_HEIGHT}H{_WIDTH}"/>{needed}<path class="l" d="{line}"/></svg>'
        f"<div class=c>{html.escape(curve_legend(picture))}</div>"
    )


def curve_blocks(picture: ScorePicture, width: int) -> str:
    """The curve in so many characters at most."""
    low, high = min(picture.curve), max(picture.curve)
    count = min(width, len(picture.curve))
    edges = [round(i * len(picture.curve) / count) for i in range(count + 1)]
    means = [sum(picture.curve[a:b]) / (b - a) for a, b in pairwise(edges)]
    span = (high - low) or 1.0
    return "".join(_BLOCKS[round((mean - low) / span * (len(_BLOCKS) - 1))] for mean in means)


def _range(picture: ScorePicture) -> tuple[float, float]:
    values = [*picture.curve, *([picture.threshold] if picture.comparable else [])]
    low, high = min(values), max(values)
    return (low, high) if high > low else (low - 0.5, high + 0.5)
