"""The card in a browser: real results, every theme, wide and narrow."""

import pytest

from autograder.grading.question import grade_question
from autograder.questions.material import read_variants
from autograder.release import cells as make
from autograder.sample_class.coursework import Coursework
from autograder.student.card import as_html
from autograder.student.workspace import Workspace
from autograder.submissions.read import parse_submission

ANSWERS = {
    "passes": ("03_output_layers", "is_proper", ""),
    "table": ("03_output_layers", "softmax", "softmax_over_the_batch"),
    "heat map": ("08_convolution", "conv2d", "conv2d_flipped"),
    "training passed": ("02_generalisation", "predict_next", ""),
    "training failed": ("02_generalisation", "predict_next", "predict_next_mean"),
    "learning curve": ("03_output_layers", "train_classifier", "train_classifier_softmax_twice"),
}
"""By what is seen: an assignment, a question, and a mutant or the solution."""
WRITTEN = {
    "forbidden": "def softmax(logits):\n    return ops.softmax(logits)",
    "exception": "def softmax(logits):\n    return ops.exp(logits) / missing_name",
    "not attempted": "",
}
"""Other answers to ``softmax``; the stub where there is none."""
THEMES = {
    "system": ("<body>", False),
    "dark system": ("<body>", True),
    "JupyterLab": ('<body data-jp-theme-light="true">', True),
    "dark JupyterLab": (
        '<body data-jp-theme-light="false" style="background:#111;--jp-layout-color0:#111;'
        '--jp-content-font-color1:#fff">',
        False,
    ),
    "dark VS Code": (
        '<body class="vscode-dark" style="background:#1f1f1f;--vscode-editor-background:#1f1f1f;'
        '--vscode-editor-foreground:#ccc">',
        False,
    ),
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Cards</title>
<meta name="viewport" content="width=device-width">{body}
<main><h1 hidden>Cards</h1>{cards}</main>"""
STICKS_OUT = """
return [...document.querySelectorAll(".agr *:not(svg *)")].filter((each) => {
  if (each.parentElement.closest(".o")) return false;  // it scrolls
  return each.getBoundingClientRect().right > each.closest(".agr").getBoundingClientRect().right;
}).map((each) => each.outerHTML.slice(0, 200));
"""


def result(root, worker, assignment, question, answer):
    work = Coursework(root, assignment)
    notebook = work.notebook({question: answer} if answer else {})
    submission = parse_submission(make.to_text(notebook).encode(), ".ipynb")
    workspace = Workspace(root / "assignments" / assignment)
    return grade_question(workspace, question, submission, worker, pictures=True)


def source(root, assignment, question, mutant):
    if not mutant:
        return Coursework(root, assignment).solved[question]
    variants = read_variants(root, assignment, "mutants")
    return Coursework.code(next(each for each in variants if each.name == mutant))


@pytest.fixture(scope="module")
def results(browser, root, worker):
    """By what is seen, the result of a real check."""
    found = {
        seen: result(root, worker, assignment, question, source(root, assignment, question, mutant))
        for seen, (assignment, question, mutant) in ANSWERS.items()
    }
    return found | {
        seen: result(root, worker, "03_output_layers", "softmax", answer)
        for seen, answer in WRITTEN.items()
    }


@pytest.fixture
def show(browser, results, tmp_path):
    """Shows all cards on one page, in a theme, with everything unfolded."""

    def show(theme, width):
        body, dark = THEMES[theme]
        page = tmp_path / "cards.html"
        page.write_text(PAGE.format(body=body, cards="".join(map(as_html, results.values()))))
        browser.open(page, width=width, dark=dark)
        browser.run("for (const each of document.querySelectorAll('details')) each.open = true")
        return browser

    return show


def test_the_results_are_what_they_are_meant_to_show(results):
    assert [seen for seen, each in results.items() if each.score == each.max_score] == [
        *["passes", "training passed", "learning curve"]
    ]
    assert results["forbidden"].status == "forbidden"
    assert results["not attempted"].status == "not_attempted"
    assert "missing_name" in as_html(results["exception"])
    cards = {seen: as_html(each) for seen, each in results.items()}
    assert "<table" in cards["table"]
    assert cards["heat map"].count("<svg") >= 3
    for seen in ("training passed", "training failed", "learning curve"):
        assert cards[seen].count("<circle") >= 30
    assert "over 40 epochs" in cards["learning curve"]


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_serious(show, axe, theme):
    assert show(theme, 1280).serious_findings(axe) == []


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_sticks_out_of_a_card(show, width):
    browser = show("system", width)
    assert browser.too_wide() <= 0
    assert browser.run(STICKS_OUT) == []


def test_the_card_follows_the_notebooks_theme_before_the_systems(show):
    ground = "return getComputedStyle(document.querySelector('.agr')).backgroundColor"
    grounds = {theme: show(theme, 1280).run(ground) for theme in THEMES}
    assert grounds == {
        "system": "rgb(255, 255, 255)",
        "dark system": "rgb(27, 29, 31)",
        "JupyterLab": "rgb(255, 255, 255)",
        "dark JupyterLab": "rgb(17, 17, 17)",
        "dark VS Code": "rgb(31, 31, 31)",
    }
