"""Make HTML files that need nothing else, from templates that escape all that they are given."""

import base64
import hashlib
import re
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from autograder.student.card import with_code


def asset(name: str) -> Markup:
    """A style or a script of ours, as it stands."""
    return Markup(_templates().joinpath(name).read_text(encoding="utf-8"))


def render(template: str, **values: Any) -> bytes:
    """Fill a template in; names, messages and code of students become text, never markup.

    Each page forbids itself every script but the ones it was made with, and every request.

    Args:
        template: its name in ``autograder/report/templates``.
        values: what it shows.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"asset": asset, "policy": policy}
    environment.filters |= {"points": lambda value: f"{value:g}", "percent": _percent}
    environment.filters["breakable"] = _breakable
    environment.filters["with_code"] = lambda text: Markup(with_code(text))
    text = environment.get_template(template).render(**values)
    return text.encode("utf-8", "replace")


def policy(*scripts: str) -> str:
    """The content security policy of a page with these scripts of ours."""
    digests = [hashlib.sha256(asset(name).encode()).digest() for name in scripts]
    allowed = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    sources = " ".join(allowed) or "'none'"
    return (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        f"script-src {sources}"
    )


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _breakable(name: str) -> Markup:
    """A name that a narrow column breaks between its words: after ``_`` and before a capital."""
    parts = re.split(r"(?<=_)(?=[^_])|(?<=[a-z])(?=[A-Z])", name)
    return Markup("<wbr>").join(parts)


def _templates() -> Any:
    return resources.files("autograder.report") / "templates"
