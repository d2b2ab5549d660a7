"""Markdown of students, made safe to show in an instructor's browser.

nbgrader's templates leave markdown cells out of nbconvert's ``sanitize_html``, so a script in a
written answer would run in the formgrader with the instructor's rights, and could set grades.
"""

from typing import Any

import bleach  # type: ignore[import-untyped]  # ships no annotations
import jinja2
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = frozenset(bleach.ALLOWED_TAGS) | {
    *("br", "dd", "del", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "p"),
    *("pre", "s", "span", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr"),
}
_ATTRIBUTES = {
    "*": ["class"],
    "a": ["href", "title"],
    "img": ["src", "alt", "title", "width", "height"],
    "td": ["align"],
    "th": ["align"],
}
# data: carries attached pictures; a browser runs no script in an image.
_PROTOCOLS = frozenset(["http", "https", "mailto", "data"])


@jinja2.pass_context
def safe_markdown(context: Any, source: str) -> str:
    """Render a cell's markdown, with its attached pictures, and keep harmless tags only.

    Args:
        context: Jinja's context; holds the cell under ``cell``.
        source: markdown, with TeX between dollar signs.
    """
    attachments = (context.get("cell") or {}).get("attachments", {})
    renderer = IPythonRenderer(escape=False, attachments=attachments)
    html = MarkdownWithMath(renderer=renderer).render(source)
    return str(bleach.clean(html, tags=_TAGS, attributes=_allowed, protocols=_PROTOCOLS))


def _allowed(tag: str, name: str, value: str) -> bool:
    """Whether an attribute may stay; links may not hold data, which a browser might open."""
    if tag == "a" and name == "href" and value.strip().lower().startswith("data:"):
        return False
    return name in _ATTRIBUTES["*"] or name in _ATTRIBUTES.get(tag, [])
