"""Copied code is found under other names; the starter and what all write alike are not."""

import builtins

import pytest

from autograder.cli import instructor
from autograder.errors import UsageError
from autograder.report.similar import Pair, class_code, similar_pairs
from autograder.report.write import report_html

from .classroom import HOSTILE, question, result
from .test_write import Tags

GIVEN = '''
import numpy as np
from keras import ops


def plot_decision_boundary(model, points, labels):
    """Draw where the model changes its mind."""
    grid = np.stack(np.meshgrid(np.linspace(-3, 3, 50), np.linspace(-3, 3, 50)), axis=-1)
    values = ops.convert_to_numpy(model(grid.reshape(-1, 2))).reshape(50, 50)
    return values > 0.5, points[labels == 1], points[labels == 0]
'''
COPIED = """
def softmax(logits):
    largest = ops.max(logits, axis=-1, keepdims=True)
    powers = ops.exp(ops.where(logits > largest, largest, logits - largest))
    if len(powers.shape) > 7:
        raise ValueError("no batch has so many axes", powers.shape)
    totals = [ops.sum(powers, axis=-1, keepdims=True) for repetition in range(3)]
    return powers / (totals[0] + totals[1] + totals[2]) * len(totals)
"""
RENAMED = COPIED
for old, new in {"largest": "m", "powers": "e", "totals": "s", "repetition": "_"}.items():
    RENAMED = RENAMED.replace(old, new)
OWN = [
    """
def softmax(logits):
    shifted = logits - ops.logsumexp(logits, axis=-1, keepdims=True)
    return ops.exp(shifted)
""",
    """
class Softmax:
    def __call__(self, z):
        while True:
            top = ops.amax(z, -1)[..., None]
            bottom = ops.einsum("...i->...", ops.exp(z - top))
            return ops.divide(ops.exp(z - top), bottom[..., None])

softmax = Softmax()
""",
]


@pytest.fixture(autouse=True)
def _installed():
    pytest.importorskip("copydetect", reason="copydetect is not installed: the extra [similarity]")


def test_a_copy_is_found_under_other_names_and_nothing_else_is():
    codes = {"ada": GIVEN + OWN[0], "ben": GIVEN + COPIED, "chen": GIVEN + OWN[1]}
    (pair,) = similar_pairs(codes | {"dora": GIVEN + RENAMED}, GIVEN)
    assert (pair.left, pair.right) == ("ben", "dora")
    assert pair.share > 0.9
    assert "powers / (totals[0]" in pair.excerpts[0]
    assert "e / (s[0]" in pair.excerpts[1]


def test_what_much_of_the_class_has_written_is_no_sign():
    codes = {f"student {number}": GIVEN + COPIED for number in range(5)}
    assert similar_pairs(codes, GIVEN) == []


@pytest.mark.parametrize("code", ["", "x = 1", "(" * 3000, "\0" * 500, GIVEN], ids=len)
def test_odd_submissions_harm_nothing(code):
    assert similar_pairs({"ada": code, "ben": code[:-1]}, GIVEN) == []


def test_the_code_of_a_class_is_read_from_its_folder(tiny, tmp_path):
    for student, text in {"ada": "def double(x):\n    return 2 * x\n", "ben": "{"}.items():
        folder = tmp_path / student / "01_tiny"
        folder.mkdir(parents=True)
        (folder / ("tiny.py" if student == "ada" else "tiny.ipynb")).write_text(text)
    codes, given = class_code(tiny, "01_tiny", tmp_path)
    assert codes == {"ada": "def double(x):\n    return 2 * x"}
    assert "raise NotImplementedError" in given


def test_the_report_shows_both_excerpts_as_text(root):
    results = [result(name, [question("softmax", 4)]) for name in ("ada", "<script>")]
    pair = Pair("ada", "<script>", 0.87, (HOSTILE, "y = 2"))
    tags = Tags(report_html(results, root, similar=[pair]))
    assert "87 % ada and <script>" in " ".join(tags.text.split())
    assert HOSTILE in tags.text
    assert tags.counts["script"] == 1
    assert "Similar submissions" not in Tags(report_html(results, root)).text
    assert "None: no two" in Tags(report_html(results, root, similar=[])).text


@pytest.fixture
def without_copydetect(monkeypatch):
    """As on a machine where it is not installed."""
    whole = builtins.__import__

    def refuse(name, *arguments, **more):
        if name == "copydetect":
            raise ModuleNotFoundError("No module named 'copydetect'")
        return whole(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)


@pytest.mark.usefixtures("without_copydetect")
def test_without_copydetect_the_error_says_what_to_install():
    with pytest.raises(UsageError, match="pip install copydetect"):
        similar_pairs({}, "")


@pytest.mark.usefixtures("without_copydetect")
def test_without_copydetect_nothing_is_graded_first(root, monkeypatch):
    def begun(*_):
        raise AssertionError("graded")

    monkeypatch.chdir(root)
    monkeypatch.setattr(instructor, "_engine", begun)
    with pytest.raises(UsageError, match="pip install copydetect"):
        instructor.grade("03_output_layers", similar=True)
