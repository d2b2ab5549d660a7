"""A question's result as text and as HTML. The one place that lays out a result."""

import html
from collections.abc import Iterator

import msgspec

from autograder.results import CheckResult, QuestionResult

STATUS_TEXT = {
    "graded": "",
    "not_attempted": "not attempted",
    "forbidden": "uses what it should implement",
    "crashed": "crashed",
    "timed_out": "took too long",
    "out_of_memory": "used too much memory",
    "missing": "not found",
}


def points(value: float) -> str:
    """Points without a needless decimal."""
    return f"{value:g}"


def headline(result: QuestionResult) -> str:
    """One line: the question, its score, its status."""
    status = STATUS_TEXT[result.status]
    text = f"{result.name}: {points(result.score)} of {points(result.max_score)} points"
    return f"{text} ({status})" if status else text


def as_text(result: QuestionResult) -> str:
    """The result for a terminal or any place without HTML."""
    lines = [headline(result)]
    if result.status != "graded" and result.message:
        return "\n".join([*lines, _indented(result.message)])
    for check in _each_cause_once(result.checks):
        mark = "pass" if check.passed else "FAIL"
        lines.append(f"  {mark}  {check.name} ({points(check.points)}/{points(check.max_points)})")
        if not check.passed:
            lines.append(_indented(check.message, 8))
            if check.diagnosis:
                lines.append(_indented(f"Likely cause: {check.diagnosis}", 8))
    if any(not check.passed for check in result.checks):
        lines.append(f'  Stuck? hint("{result.name}") shows the next hint.')
    return "\n".join(lines)


def _each_cause_once(checks: tuple[CheckResult, ...]) -> Iterator[CheckResult]:
    """The checks, without a cause that an earlier one has named."""
    named: set[str] = set()
    for check in checks:
        known = check.diagnosis in named
        named.add(check.diagnosis)
        yield msgspec.structs.replace(check, diagnosis="") if known else check


def _indented(text: str, width: int = 4) -> str:
    return "\n".join(" " * width + line for line in text.splitlines())


_STYLE = """<style>
.agr{font:14px/1.45 system-ui,sans-serif;border:1px solid #8884;border-left:6px solid var(--c);
border-radius:6px;padding:.6em .9em;margin:.3em 0;max-width:60em;overflow-wrap:anywhere}
.agr.ok{--c:#0072b2}.agr.no{--c:#d55e00}.agr.idle{--c:#888}
.agr b.t{font-size:1.08em}.agr ul{list-style:none;margin:.4em 0 0;padding:0}
.agr li{margin:.25em 0}.agr .m{display:inline-block;min-width:3.4em;font-weight:700}
.agr li.ok .m{color:#0072b2}.agr li.no .m{color:#d55e00}
.agr pre{margin:.25em 0 .25em 3.4em;padding:.4em .6em;white-space:pre-wrap;background:#8881;
color:inherit;border-radius:4px;font-size:.88em}
.agr .d{margin:.25em 0 .25em 3.4em;padding:.35em .6em;border-left:3px solid #e69f00}
@media (prefers-color-scheme:dark){.agr.ok,.agr li.ok .m{--c:#56b4e9}.agr li.ok .m{color:#56b4e9}
.agr li.no .m{color:#f0a35e}}
</style>"""


def as_html(result: QuestionResult) -> str:
    """The result as a card for a notebook; blue and orange, told apart by every eye."""
    passed = result.score == result.max_score
    kind = "ok" if passed else "idle" if result.status == "not_attempted" else "no"
    body = f'<b class="t">{html.escape(headline(result))}</b>'
    if result.status != "graded" and result.message:
        body += f"<pre>{html.escape(result.message)}</pre>"
    else:
        body += f"<ul>{''.join(map(_item, _each_cause_once(result.checks)))}</ul>"
        if not passed:
            body += f"Stuck? <code>hint(&quot;{html.escape(result.name)}&quot;)</code>"
    return f'{_STYLE}<div class="agr {kind}">{body}</div>'


def _item(check: CheckResult) -> str:
    kind, mark = ("ok", "✓ pass") if check.passed else ("no", "✗ fail")
    line = f"{check.name} ({points(check.points)}/{points(check.max_points)})"
    text = f'<li class="{kind}"><span class="m">{mark}</span> {html.escape(line)}'
    if not check.passed:
        text += f"<pre>{html.escape(check.message)}</pre>"
        if check.diagnosis:
            text += f'<div class="d"><b>Likely cause:</b> {html.escape(check.diagnosis)}</div>'
    return text + "</li>"
