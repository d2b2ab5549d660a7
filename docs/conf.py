"""How the documentation's site is built: `make docs`, which needs no network."""

import tomllib
from pathlib import Path

_described = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
project = _described["project"]["name"]
version = release = _described["project"]["version"]

extensions = ["myst_parser"]
nitpicky = True
myst_heading_anchors = 3  # links to a heading work as they do on GitHub

html_theme = "furo"
html_title = "Deep-learning course and autograder"
html_static_path = ["site"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_copyright = False
html_show_sphinx = False
highlight_language = "text"
pygments_style = "default"
pygments_dark_style = "github-dark"


def _complete_headings(app, page, template, context, document):
    """Sphinx calls the sidebar's captions headings, and screen readers ask of which level."""
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )


def setup(app):
    app.connect("html-page-context", _complete_headings, priority=900)
