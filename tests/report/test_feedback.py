"""A student's page shows that student's work, and nothing of what is kept from students."""

import msgspec
import pytest

from autograder.report.feedback import feedback_html, write_feedback

from .classroom import HOSTILE, check, classroom, question, result
from .test_write import Tags


def with_hidden(passed):
    """A softmax of four checks, the last of them hidden, with something to tell in each."""
    made = question("softmax", passed)
    kept = check("kept back", passed > 3, "asks for a batch of 17", "adds where it multiplies")
    return msgspec.structs.replace(made, checks=(*made.checks[:3], kept))


@pytest.mark.parametrize("passed", [0, 3, 4])
def test_hidden_checks_do_not_leak(passed):
    page = feedback_html(result("ada", [with_hidden(passed)])).decode()
    for secret in ("kept back", "batch of 17", "adds where it multiplies", "193285120934411"):
        assert secret not in page
    assert f"Hidden checks: {int(passed == 4)} of 1 passed." in page


def test_visible_failures_are_shown_in_full():
    text = Tags(feedback_html(result("ada", [with_hidden(0)]))).text
    assert "worst element: [0, 2]" in text
    assert "The sum runs over the batch (axis 0)." in text
    assert "0 of 8 points" in text


def test_what_students_write_is_text_and_never_markup():
    hostile = next(each for each in classroom() if each.student == "<script>")
    tags = Tags(feedback_html(hostile))
    assert HOSTILE in tags.text
    assert tags.counts["script"] == 0


def test_every_student_gets_a_page_of_their_own(tmp_path):
    results = classroom()
    folder = write_feedback(tmp_path, results)
    assert {each.name for each in folder.iterdir()} == {f"{r.student}.html" for r in results}
    page = (folder / "ada.html").read_text(encoding="utf-8")
    assert not any(r.student in page for r in results if len(r.student) > 4)


def test_nothing_is_wider_than_a_narrow_screen(browser, tmp_path):
    hostile = next(each for each in classroom() if each.student == "<script>")
    page = tmp_path / "page.html"
    page.write_bytes(feedback_html(hostile))
    browser.open(page, width=400)
    assert browser.too_wide() <= 0
