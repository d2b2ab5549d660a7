"""Students' markdown as an instructor's browser gets it."""

import pytest

from autograder.nbgrader.markdown import safe_markdown


def rendered(source: str, **cell: object) -> str:
    return safe_markdown({"cell": cell}, source)


@pytest.mark.parametrize(
    "source",
    [
        "<script>fetch('/formgrader/api')</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href=' DATA:text/html,x'>x</a>",
        "<iframe src='https://example.org'></iframe>",
        "<svg onload=alert(1)>",
        "<form action='/x'><button>Full marks</button></form>",
        "<p style='position:fixed'>covers the page</p>",
    ],
)
def test_nothing_that_acts_is_left(source: str) -> None:
    page = rendered(source)
    for tag in ("<script", "<iframe", "<svg", "<form", "<button", "<style"):
        assert tag not in page
    for word in (" onerror=alert(1)>", 'href="javascript', 'href="data', "href=' DATA", "style="):
        assert word not in page.replace("&lt;img src=x onerror=alert(1)&gt;", "")


def test_text_formulas_tables_and_pictures_stay() -> None:
    source = (
        "## Why\n\n*Because* $a < b$.\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n![p](attachment:p.png)"
    )
    page = rendered(source, attachments={"p.png": {"image/png": "iVBORw0KGgo="}})
    assert "<em>Because</em>" in page
    assert "$a &lt; b$" in page
    assert "<td>1</td>" in page
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in page
