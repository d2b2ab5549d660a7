"""What a reader has at hand: a student's folder, and a course that is graded in seconds."""

import shutil
import sys
from pathlib import Path

import jupytext

from .pages import ROOT

SERVED = "/srv/course"
"""Where the pages put the course on a cluster's machines."""
ASSIGNMENT = "03_output_layers"
KEPT = ("sigmoid_as_tanh", "sigmoid_by_tanh", "softmax_over_the_batch", "softmax_by_pairs")
QUESTIONS = '''"""The first two questions of the real assignment."""

from autograder.questions.question import Assignment

from .outputs import SIGMOID, SOFTMAX

ASSIGNMENT = Assignment("03_output_layers", "Output layers and costs", (SIGMOID, SOFTMAX))
'''
RIGHT = """# %%
from keras import ops

# %%
def sigmoid(logits):
    return ops.exp(-ops.softplus(-logits))

# %%
def softmax(logits):
    exponentials = ops.exp(logits - ops.max(logits, axis=-1, keepdims=True))
    return exponentials / ops.sum(exponentials, axis=-1, keepdims=True)
"""
CLASS = {"ada": RIGHT, "bob": RIGHT.replace("axis=-1", "axis=0")}
ROSTERS = {
    "grades-export.csv": "Student,ID,SIS Login ID,Section\n"
    '"Lovelace, Ada",31,ada,A\n"Babbage, Bob",32,bob,A\n',
    "Grades-worksheet.csv": "Identifier,Full name,Username,Grade,Maximum Grade,Feedback comments\n"
    "Participant 9,Ada Lovelace,ada,,100,\nParticipant 8,Bob Babbage,bob,,100,\n",
}


def make_student(folder: Path) -> Path:
    """A folder as students get it, with the one assignment that the pages work in."""
    shutil.copytree(ROOT / "assignments" / ASSIGNMENT, folder / "assignments" / ASSIGNMENT)
    return folder


def make_course(folder: Path) -> Path:
    """The course, its one assignment cut down to two questions, a class of two, and rosters."""
    source = folder / "solutions" / ASSIGNMENT
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "solutions" / ASSIGNMENT, source, ignore=ignored)
    for path in [*source.glob("mutants/*.py"), *source.glob("accepted/*.py")]:
        if path.stem not in KEPT:
            path.unlink()
    (source / "questions.py").write_text(QUESTIONS, encoding="utf-8")
    release = make_student(folder) / "assignments" / ASSIGNMENT
    for path in (source / "output_layers.py", release / "output_layers.ipynb"):
        notebook = jupytext.read(path)
        ends = next(i for i, cell in enumerate(notebook.cells) if "## 3.3 " in cell.source)
        notebook.cells = notebook.cells[:ends]
        jupytext.write(notebook, path, fmt="py:percent" if path.suffix == ".py" else None)
    for name in ("pyproject.toml", "nbgrader_config.py", "README.md"):
        shutil.copy(ROOT / name, folder)
    examples = shutil.copytree(ROOT / "docs" / "examples", folder / "docs" / "examples")
    slurm = (examples / "slurm.yaml").read_text("utf-8")
    slurm = slurm.replace(f"{SERVED}/.venv/bin/python", sys.executable)
    (examples / "slurm.yaml").write_text(slurm.replace(SERVED, str(folder)), encoding="utf-8")
    (folder / "autograder").symlink_to(ROOT / "autograder", target_is_directory=True)
    for student, answers in CLASS.items():
        place = folder / "submitted" / student / ASSIGNMENT
        place.mkdir(parents=True)
        (place / "output_layers.py").write_text(answers, encoding="utf-8")
    for name, rows in ROSTERS.items():
        (folder / name).write_text(rows, encoding="utf-8")
    return folder
