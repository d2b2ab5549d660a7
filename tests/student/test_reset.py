"""``reset`` puts one cell back, leaves every other byte alone, and loses nothing."""

import json
import re

import nbformat
import pytest

from autograder.checks.prepared import PreparedQuestion
from autograder.checks.recorded import Recording, write_recording
from autograder.errors import UsageError
from autograder.student.reset import reset_question
from autograder.student.workspace import Workspace

STUB = 'def double(x):\n    """Twice x."""\n    raise NotImplementedError("Replace this line.")'
ANSWER = "def double(x):\n    return x + x  # ≠ 3 * x"
BROKEN = "def double(x):\n    return (x +"
SCRIPT = """# %% [markdown]
# def double in words

# %%
import numpy as np

# %% question="double"
{}


# %%
check("double")
"""


@pytest.fixture
def workspace(tmp_path):
    questions = tuple(
        PreparedQuestion(
            assignment="01_tiny", name=name, hints=("a",), forbidden=(), probes="", checks=()
        )
        for name in ("double", "unrecorded")
    )
    recording = Recording(
        assignment="01_tiny", title="Tiny", questions=questions, stubs={"double": STUB}
    )
    folder = tmp_path / "course" / "01_tiny"
    folder.mkdir(parents=True)
    (folder / "checks.npz").write_bytes(write_recording(recording))
    return Workspace(folder)


def script(workspace, text):
    path = workspace.folder / "tiny.py"
    path.write_bytes(text.encode())
    return path


def notebook(workspace, source, **metadata):
    cells = [
        nbformat.v4.new_markdown_cell("def double(x)"),
        nbformat.v4.new_code_cell(source, metadata=metadata, execution_count=3),
        nbformat.v4.new_code_cell('check("double")'),
    ]
    path = workspace.folder / "tiny.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def kept(told):
    """The text in the backup that a message names."""
    path = re.search(r"kept in (.+\.txt)", told)[1]
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("answer", [ANSWER, BROKEN], ids=["answer", "broken"])
@pytest.mark.parametrize("marker", ['# %% question="double"', "# %%"], ids=["marked", "defining"])
def test_a_scripts_cell_is_put_back_and_every_other_byte_stays(workspace, ending, answer, marker):
    source = SCRIPT.replace('# %% question="double"', marker).replace("\n", ending)
    path = script(workspace, source.replace("{}", answer.replace("\n", ending)))
    told = reset_question(workspace, "double", path)
    assert path.read_bytes().decode() == source.replace("{}", STUB.replace("\n", ending))
    assert kept(told).strip() == answer.replace("\n", ending)


@pytest.mark.parametrize("answer", [ANSWER, BROKEN], ids=["answer", "broken"])
@pytest.mark.parametrize("metadata", [{"question": "double"}, {}], ids=["marked", "defining"])
def test_a_notebooks_cell_is_put_back_and_the_others_stay(workspace, answer, metadata):
    path = notebook(workspace, answer, **metadata)
    before = json.loads(path.read_text("utf-8"))
    told = reset_question(workspace, "double", path)
    after = json.loads(path.read_text("utf-8"))
    assert "".join(after["cells"][1].pop("source")) == STUB
    assert after["cells"][1].pop("execution_count") is None
    for key in ("source", "execution_count"):
        before["cells"][1].pop(key)
    assert after == before
    assert kept(told) == answer


def test_a_second_backup_never_overwrites_the_first(workspace):
    path = script(workspace, SCRIPT.format(ANSWER))
    first = reset_question(workspace, "double", path)
    path.write_text(SCRIPT.format(BROKEN), encoding="utf-8")
    second = reset_question(workspace, "double", path)
    assert (kept(first).strip(), kept(second).strip()) == (ANSWER, BROKEN)


def test_a_stub_that_is_there_already_is_left_alone(workspace):
    path = script(workspace, SCRIPT.format(STUB))
    assert "already" in reset_question(workspace, "double", path)
    assert sorted(each.name for each in workspace.folder.iterdir()) == ["checks.npz", "tiny.py"]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("duble", SCRIPT.format(ANSWER), "Did you mean 'double'"),
        ("unrecorded", SCRIPT.format(ANSWER), "is not recorded.*nothing was changed"),
        ("double", "# %%\nx = 1\n", "no cell for 'double'.*Nothing was changed"),
    ],
    ids=["unknown", "no stub", "no cell"],
)
def test_what_can_not_be_put_back_is_refused_and_nothing_is_changed(
    workspace, question, text, words
):
    path = script(workspace, text)
    with pytest.raises(UsageError, match=words):
        reset_question(workspace, question, path)
    assert path.read_bytes().decode() == text
    assert len(list(workspace.folder.iterdir())) == 2


def test_a_damaged_notebook_is_refused_and_stays(workspace):
    path = workspace.folder / "tiny.ipynb"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="can't be read as a notebook"):
        reset_question(workspace, "double", path)
    assert path.read_text("utf-8") == "{"


def test_a_script_in_another_encoding_is_left_as_it_is(workspace):
    path = workspace.folder / "tiny.py"
    path.write_bytes(SCRIPT.format(ANSWER).encode("cp1252", "replace") + b"# \xe4\n")
    before = path.read_bytes()
    with pytest.raises(UsageError, match="not saved as UTF-8"):
        reset_question(workspace, "double", path)
    assert path.read_bytes() == before
