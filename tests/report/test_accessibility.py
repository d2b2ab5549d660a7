"""axe-core finds nothing serious in the pages, in a light and in a dark theme."""

import pytest

from autograder.report.feedback import feedback_html
from autograder.report.write import report_html

from .classroom import classroom

THEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@THEMES
def test_axe_finds_nothing_serious_in_the_report(browser, axe, root, tmp_path, dark):
    page = tmp_path / "report.html"
    page.write_bytes(report_html(classroom(), root))
    browser.open(page, dark=dark)
    assert browser.serious_findings(axe) == []


@THEMES
def test_axe_finds_nothing_serious_in_a_students_page(browser, axe, tmp_path, dark):
    hostile = next(each for each in classroom() if each.student == "<script>")
    page = tmp_path / "feedback.html"
    page.write_bytes(feedback_html(hostile))
    browser.open(page, dark=dark)
    assert browser.serious_findings(axe) == []
