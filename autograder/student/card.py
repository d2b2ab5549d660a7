"""A question's result as a card for a notebook.

Blue and orange, which every eye tells apart, and a word beside each; the fonts and grounds are
those of JupyterLab's or VS Code's theme. It needs no script and asks the kernel nothing.
"""

import html
import re
from functools import cache
from importlib import resources

from autograder.results import CheckResult, QuestionResult
from autograder.student.drawing import draw
from autograder.student.present import (
    around_picture,
    each_cause_once,
    points,
    reached,
    stopped,
)


def as_html(result: QuestionResult, way_on: str = "the next hint") -> str:
    """The card with its style.

    Args:
        way_on: what ``hint`` would show, such as ``"hint 2 of 3"``.
    """
    return style() + without_style(result, way_on)


def without_style(
    result: QuestionResult, way_on: str = "the next hint", *, folded: bool = True
) -> str:
    """The card for a page that holds the style once, or that keeps harmless tags only.

    Args:
        way_on: as for :func:`as_html`; where it is empty, no hint is offered.
        folded: whether all failures but the first open at a click.
    """
    passed = result.score == result.max_score
    kind = "ok" if passed else "idle" if result.status == "not_attempted" else "no"
    title = f"<b>{html.escape(result.name)}</b> <span>{html.escape(reached(result))}</span>"
    body = f'<div class="h">{title}</div>'
    if stopped(result):
        body += _text(result.message)
    else:
        body += _items(result.checks, folded)
    if way_on and not passed and (result.status == "not_attempted" or not stopped(result)):
        line = html.escape(f'hint("{result.name}")')
        shows = f'<code class="t">{line}</code> shows {html.escape(way_on)}.'
        body += f'<div class="i">Stuck? {shows}</div>'
    return f'<div class="agr {kind}">{body}</div>'


def _items(checks: tuple[CheckResult, ...], folded: bool) -> str:
    """One line for each check; where they fold, the first that failed is open."""
    first = next((check.name for check in checks if not check.passed), "")
    tags = {check.name: "details open" if check.name == first else "details" for check in checks}
    return "".join(
        _item(check, tags[check.name] if folded else "div") for check in each_cause_once(checks)
    )


def _item(check: CheckResult, tag: str) -> str:
    kind, mark = ("ok", "✓ pass") if check.passed else ("no", "✗ fail")
    line = (
        f'<span class="l"><span class="m">{mark}</span> <span>{html.escape(check.name)}</span> '
        f"<span>{points(check.points)} of {points(check.max_points)}</span></span>"
    )
    details = _picture(check) if check.passed else _failure(check)
    if not details or tag == "div":
        return f'<div class="i {kind}">{line}{details}</div>'
    return f'<{tag} class="i {kind}"><summary>{line}</summary>{details}</details>'


def _failure(check: CheckResult) -> str:
    before, after = around_picture(check)
    text = _text(before) + _picture(check) + _text(after)
    if check.diagnosis:
        text += f'<div class="d"><b>Likely cause:</b> {with_code(check.diagnosis)}</div>'
    return text


def with_code(text: str) -> str:
    """Text of an author's as HTML, what stands between backticks as code."""
    return re.sub("`([^`]+)`", r'<code class="t">\1</code>', html.escape(text))


def _picture(check: CheckResult) -> str:
    return draw(check.picture) if check.picture else ""


def _text(message: str) -> str:
    return f'<pre class="t">{html.escape(message)}</pre>' if message else ""


@cache
def style() -> str:
    """The style element of all cards."""
    css = resources.files("autograder.student").joinpath("card.css").read_text("utf-8")
    return f"<style>{css}</style>"
