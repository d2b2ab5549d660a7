"""The report shows what the results say, lets no student write into it, and works by itself."""

import html.parser
import re
from collections import Counter

import pytest

from autograder.grading.store import ResultStore
from autograder.report.write import changes, report_html, write_reports

from .classroom import HOSTILE, classroom, question, result


@pytest.fixture(scope="module")
def page(root):
    return report_html(classroom(), root)


class Tags(html.parser.HTMLParser):
    """Counts elements, and keeps the text outside of styles and scripts."""

    def __init__(self, page):
        super().__init__()
        self.counts, self.links, self.ids, self.text = Counter(), [], [], ""
        self.inside = ""
        self.feed(page.decode())

    def handle_starttag(self, tag, attributes):
        self.counts[tag] += 1
        self.inside = tag
        self.links += [value for name, value in attributes if name in ("href", "src")]
        self.ids += [value for name, value in attributes if name == "id"]

    def handle_data(self, data):
        if self.inside not in ("style", "script"):
            self.text += data


def test_what_students_write_is_text_and_never_markup(page):
    tags = Tags(page)
    assert HOSTILE in tags.text
    assert "ValueError: <b>not bold</b>" in tags.text
    assert (tags.counts["script"], tags.counts["b"]) == (1, 0)


def test_the_page_needs_nothing_else(page):
    tags = Tags(page)
    assert {link[0] for link in tags.links} == {"#"}
    assert {link[1:] for link in tags.links} <= set(tags.ids)
    assert len(tags.ids) == len(set(tags.ids))
    assert b"url(" not in page
    assert b"@import" not in page


def test_mistakes_are_counted_by_submission_with_an_example(page):
    text = " ".join(Tags(page).text.split())
    cause = "The sum runs over the batch (axis 0)."
    affected = [
        each.student
        for each in classroom()
        if any(cause in check.diagnosis for asked in each.questions for check in asked.checks)
    ]
    assert f"{len(affected)} students softmax {cause}" in text
    assert f"Each row has to sum to 1. Example: {affected[0]}" in text


def test_what_was_stopped_is_listed_with_its_reason(page):
    text = " ".join(Tags(page).text.split())
    stopped = text[text.index("Stopped", text.index("Named mistakes")) :]
    for words in (
        "took too long ada softmax Your code was stopped: softmax took more than 10 seconds.",
        "used too much memory ben",
        "crashed chen",
        "uses what it should implement dora",
    ):
        assert words in stopped


def test_thresholds_are_those_that_were_measured(page):
    text = " ".join(Tags(page).text.split())
    assert "OutputLayer: training" in text
    assert re.search(r"threshold -0\.\d+, right answers -0\.\d+, \d\.\d standard deviations", text)
    assert "digit_classifier: accuracy" not in text, "this one was never calibrated"


def test_a_class_without_mistakes_stops_or_thresholds_has_no_such_sections(tmp_path):
    perfect = result("ada", [question("softmax", 4)])
    text = Tags(report_html([perfect], tmp_path)).text
    for section in ("Named mistakes", "Stopped", "Thresholds"):
        assert section not in text
    assert "1 submission ·" in text


def test_a_class_that_ran_unprotected_says_so(root):
    results = [result("ada", [question("softmax", 4)], sandboxed=False), *classroom()[1:3]]
    assert "1 of 3 submissions ran without a sandbox." in Tags(report_html(results, root)).text


def test_results_of_two_course_versions_stand_side_by_side(root):
    old = result("ada", [question("softmax", 4)])
    new = result("ben", [question("sigmoid", 3), question("softmax", 4)], seed=5)
    text = " ".join(Tags(report_html([old, new], root)).text.split())
    assert "seed 193285120934411 (1 of 2), 5 (1 of 2)" in text
    assert "sigmoid /6" in text


def test_moved_scores_are_listed_with_what_changed(root, tmp_path):
    store = ResultStore(tmp_path, "03_output_layers")
    before = result("ada", [question("softmax", 1), question("sigmoid", 2)])
    store.write(before)
    after = result("ada", [question("softmax", 3), question("sigmoid", 0, "timed_out")])
    after.versions["course"] = "another"
    store.write(after)
    write_reports(store.folder, [after], root)
    text = " ".join(Tags((store.folder / "report.html").read_bytes()).text.split())
    assert "6 → 6 ada the course or the autograder changed" in text
    assert "softmax 2 → 6: shift invariance now passes; gradient now passes" in text
    assert "sigmoid 4 → 0: graded before, took too long now; values now fails" in text


def test_scores_that_stayed_are_no_moves(root, tmp_path):
    store = ResultStore(tmp_path, "03_output_layers")
    for seconds in (0.1, 0.2):
        store.write(result("ada", [question("softmax", 1, seconds=seconds)]))
    assert store.previous("ada") is not None
    assert changes(store.folder, [store.read("ada")]) == []


def test_both_files_are_written(tmp_path, root):
    write_reports(tmp_path, classroom(), root)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["report.html", "summary.csv"]


@pytest.fixture
def shown(browser, page, tmp_path):
    """Shows the page in a browser, in a window of some width."""

    def show(width=1280):
        copy = tmp_path / "report.html"
        copy.write_bytes(page)
        browser.open(copy, width=width)
        return browser

    return show


def test_the_page_runs_its_own_script_under_its_own_policy(shown):
    browser = shown()
    assert f"{len(classroom())} of {len(classroom())} students shown" in browser.text()
    assert browser.driver.title != "owned"


def test_the_table_sorts_and_filters_in_a_browser(shown):
    said = shown().run("""
    const names = () => [...document.querySelectorAll("#class tbody tr:not([hidden])")]
      .map((row) => row.cells[0].textContent.trim());
    const set = (id, value) => {
      const control = document.getElementById(id);
      control.value = value;
      control.dispatchEvent(new Event("input"));
    };
    const said = {};
    const [, score] = document.querySelectorAll("#class thead button");
    score.click(); said.lowest = names()[0];
    score.click(); said.sort = score.closest("th").getAttribute("aria-sort");
    set("by-name", "A"); said.named = names();
    set("by-name", ""); set("by-question", "1"); set("by-state", "out_of_memory");
    said.filtered = names();
    return said;
    """)
    assert (said["lowest"], said["sort"]) == ("<script>", "descending")
    assert said["filtered"] == ["ben"]
    assert "ada" in said["named"]
    assert "ben" not in said["named"]


def test_nothing_is_wider_than_a_narrow_screen(shown):
    assert shown(400).too_wide() <= 0


def test_the_points_are_those_of_whoever_was_asked_most(root):
    short, long = result("ada", [question("softmax", 3)]), classroom()[1]
    text = " ".join(Tags(report_html([short, long], root)).text.split())
    assert f"of {long.max_score:g} points" in text.partition("Students")[0]
