"""The card: one open failure, pictures in the page itself, and text where there is no style."""

import re
from xml.etree import ElementTree

import msgspec
import pytest

from autograder.results import ArrayPicture, CheckResult, QuestionResult, ScorePicture
from autograder.student.card import as_html, with_code, without_style
from autograder.student.drawing import score_range

TABLE = ArrayPicture(
    title="output",
    expected=((1.0, 2.0), (3.0, "nan")),
    received=((1.0, 2.5), (9.0, "nan")),
    worst=(1, 0),
    instead_of="expected [[1, 2]]\nreceived [[1, 2.5]]",
)
ROWS = tuple(tuple(float(i + j) for j in range(7)) for i in range(9))
WRONG = (*ROWS[:4], (*ROWS[4][:5], 99.0, "inf"), *ROWS[5:])
HEAT_MAP = ArrayPicture(title="output<0>", expected=ROWS, received=WRONG, worst=(4, 5), step=(2, 3))
SCORE = ScorePicture(
    metric="accuracy",
    score=0.4,
    threshold=0.8,
    best_possible=0.98,
    calibration=tuple(0.9 + i / 1000 for i in range(30)),
)


def check(name, picture=msgspec.UNSET, passed=False):
    return CheckResult(
        name=name,
        kind="output",
        visible=True,
        passed=passed,
        points=1.0 if passed else 0.0,
        max_points=1.0,
        message="" if passed else f"before\n{getattr(picture, 'instead_of', '')}\nthe worst",
        picture=picture,
    )


def card(*checks):
    result = QuestionResult(
        name="softmax",
        score=sum(each.points for each in checks),
        max_score=float(len(checks)),
        status="graded",
        checks=checks,
    )
    return as_html(result, "hint 2 of 3")


def test_the_first_failure_is_open_and_the_next_hint_is_a_line_to_type():
    shown = card(check("a", passed=True), check("b"), check("c"))
    assert re.findall(r"<details (open )?class", shown) == ["open ", ""]
    assert shown.index("open") < shown.index(">b<") < shown.index(">c<")
    assert "hint(&quot;softmax&quot;)</code> shows hint 2 of 3." in shown


def test_what_can_not_fold_stands_open_in_tags_that_every_page_keeps():
    result = QuestionResult(
        name="f", score=0, max_score=2, status="graded", checks=(check("a"), check("b"))
    )
    tags = set(re.findall(r"<(\w+)", without_style(result, folded=False)))
    assert tags == {"div", "b", "span", "pre", "code"}


def test_a_table_marks_the_worst_element_and_stands_in_place_of_the_text():
    shown = card(check("values", TABLE))
    assert shown.count('<td class="w"') == 2
    assert re.search(r'<td class="w" style="background:#d55e00\w\w">9</td>', shown)
    assert "expected [[1, 2]]" not in shown
    assert shown.index("before") < shown.index("<table") < shown.index("the worst")


@pytest.mark.parametrize("picture", [TABLE, HEAT_MAP, SCORE], ids=["table", "map", "score"])
def test_a_picture_is_well_formed_and_loads_nothing(picture):
    body = card(check("values", picture)).rpartition("</style>")[2]
    body = body.replace("<details open", "<details")
    ElementTree.fromstring(re.sub(r"=(\w+)(?=[ >])", r'="\1"', body))
    assert not re.search(r"<script|https?:|url\(|<img", body)


def test_a_heat_map_has_one_path_a_shade_and_names_its_reduction():
    shown = card(check("values", HEAT_MAP))
    assert shown.count("<svg") == 3
    difference = shown[shown.index(">difference<") :]
    assert re.findall(r'<path class="(\w+)"', difference) == ["high", "x"]
    assert "too small" in shown
    assert "worst of 2 × 3 elements" in shown
    assert "output&lt;0&gt;" in shown


def test_a_score_is_drawn_among_the_runs_behind_its_threshold():
    shown = card(check("training", SCORE, passed=True))
    assert shown.count("<circle") == 30
    for words in ("yours 0.4", "needed 0.8", "30 right answers 0.9 to 0.929", "best possible 0.98"):
        assert words in shown


def test_a_score_far_off_does_not_squeeze_the_others():
    low, high = score_range(msgspec.structs.replace(SCORE, score=-1e6))
    assert low > 0.3
    assert high > SCORE.best_possible


def test_the_themes_of_jupyterlab_vs_code_and_colab_decide_before_the_systems():
    style = card(check("a")).partition("</style>")[0]
    for theme in ("[data-jp-theme-light=false]", ".vscode-dark", "html[theme=dark]"):
        assert f"{theme} .agr" in style
    system = style.partition("@media (prefers-color-scheme:dark)")[2].partition(".agr{")[0]
    for theme in ("[data-jp-theme-light=true]", ".vscode-light", "[theme=light]"):
        assert f":not({theme})" in system


def test_what_stands_between_backticks_is_code_and_nothing_becomes_markup():
    assert (
        with_code("`n - 1` for `n`") == '<code class="t">n - 1</code> for <code class="t">n</code>'
    )
    assert with_code("`a<b>` and `") == '<code class="t">a&lt;b&gt;</code> and `'
