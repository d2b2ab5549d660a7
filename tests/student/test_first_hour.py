"""The first passing check, as a student gets there: in a terminal, a script and a notebook."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NAME = "03_output_layers"
STUB = '    raise NotImplementedError("Replace this line by what the docstring describes.")'
ANSWER = "    return ops.exp(-ops.softplus(-logits))"


@pytest.fixture
def folder(tmp_path):
    """An assignment in a folder that held nothing."""
    return Path(shutil.copytree(ROOT / "assignments" / NAME, tmp_path / "course" / NAME))


def run(folder, *command):
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


def test_from_an_empty_folder_to_a_passing_check_in_four_steps(folder):
    """The steps of README: change to the folder, check, write the answer, check."""
    first = run(folder, "-m", "autograder", "check", "sigmoid")
    assert first.returncode == 1, first.stderr
    assert "not attempted" in first.stdout
    assert "autograder hint sigmoid" in first.stdout
    assert "\x1b" not in first.stdout
    script = folder / "output_layers.py"
    text = script.read_text("utf-8")
    head, found, tail = text.partition("def sigmoid(logits):")
    script.write_text(head + found + tail.replace(STUB, ANSWER, 1), "utf-8")
    second = run(folder, "-m", "autograder", "check", "sigmoid")
    assert second.returncode == 0, second.stdout + second.stderr
    assert max(map(len, second.stdout.splitlines()[1:])) <= 80
    map_of_the_course = run(folder, "-m", "autograder", "status").stdout
    assert "■□" in map_of_the_course


SCRIPT = """
from autograder import check, hint
from keras import ops

def softmax(logits):
    return ops.softmx(logits)

check("softmax")
hint("softmax")
"""


def test_a_script_that_any_editor_runs_prints_the_check_and_the_hint(folder):
    (folder / "mine.py").write_text(SCRIPT)
    done = run(folder, "mine.py")
    assert done.returncode == 0, done.stderr
    assert "softmax: 0 of " in done.stdout
    assert "mine.py, line 6, in softmax" in done.stdout
    assert "  →    6      return ops.softmx(logits)" in done.stdout
    assert "Hint 1 of" in done.stdout
    assert "site-packages" not in done.stdout


def test_of_cells_that_were_run_again_the_last_counts():
    from autograder.student.notebook import _newest

    old = "def helper(x): return ops.softmax(x)"
    answer = "def softmax(x): return helper(x)"
    new = "def helper(x): return x"
    assert _newest([answer, answer], "softmax") == [answer]
    assert _newest([answer, new, answer], "softmax") == [new, answer]
    assert _newest([old, answer, new, "softmax(1", "1 + 1"], "softmax") == [
        answer,
        new,
        "softmax(1",
        "1 + 1",
    ]


def test_a_notebook_shows_the_card_with_the_students_own_line(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    sources = [
        "from autograder import check\nfrom keras import ops",
        "def softmax(z):\n    e = ops.exp(z)\n    return e / ops.sum(e, axis=0, keepdims=True)",
        'check("softmax")',
        "def softmax(z):\n    return z.nothing",
        'check("softmax")',
    ]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, resources={"metadata": {"path": folder}}, timeout=120).execute()
    (wrong,), (raised,) = cells[2].outputs, cells[4].outputs
    assert wrong.data["text/plain"].startswith("softmax: 0 of ")
    card = wrong.data["text/html"]
    for part in ('class="agr no"', '<td class="w"', "over the batch", "shows hint 1 of 3"):
        assert part in card
    assert "cell In[4], line 2, in softmax" in raised.data["text/html"]
    assert "→    2      return z.nothing" in raised.data["text/html"]


def test_a_notebook_refuses_shipped_data_and_other_names_of_what_is_forbidden(folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    sources = [
        "from autograder import check\nimport tensorflow as tf",
        f"DATA = {'x' * 20_000!r}",
        "def softmax(z):\n    return z / len(DATA)",
        'check("softmax")',
        "def softmax(z):\n    return tf.raw_ops.Softmax(logits=z)",
        'check("softmax")',
    ]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, resources={"metadata": {"path": folder}}, timeout=120).execute()
    shipped, called = (cell.outputs[0].data["text/plain"] for cell in (cells[3], cells[5]))
    assert "at most 16,384" in " ".join(shipped.split())
    assert "tensorflow.raw_ops.Softmax in line 2 of its cell" in " ".join(called.split())
