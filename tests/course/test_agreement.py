"""``grade``, ``nbgrader autograde`` and ``check`` agree on each question of the same submission.

On real submissions of the sample class, with the real assignment and nbgrader's own commands.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.results import from_json
from autograder.sample_class import sample_class, write_sample_class
from autograder.sandbox.local import LocalWorker
from autograder.student.files import check_file
from autograder.student.workspace import Workspace

ROOT = Path(__file__).parents[2]
ASSIGNMENT = "02_generalisation"
CONFIGURATION = """
import shutil
from autograder.nbgrader import configure

c = get_config()
configure(c)
# Recording runs every mutant; what it gives is committed, and `build --check` compares it.
c.ReleaseFiles.record = lambda root, name, path: shutil.copy(
    root / "assignments_built" / name / "checks.npz", path
)
"""


def command(folder, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The real course with a few of the sample class's submissions, autograded by nbgrader."""
    folder = tmp_path_factory.mktemp("agreement") / "course"
    folder.mkdir()
    shutil.copytree(ROOT / "solutions" / ASSIGNMENT, folder / "solutions" / ASSIGNMENT)
    for name in ("assignments", "assignments_built"):
        shutil.copytree(ROOT / "assignments" / ASSIGNMENT, folder / name / ASSIGNMENT)
    (folder / "pyproject.toml").touch()
    (folder / "nbgrader_config.py").write_text(CONFIGURATION)
    write_sample_class(folder, folder / "class", [ASSIGNMENT])
    wanted = ("perfect", "noisy", "half", "mistake_1", "forged")
    for path in sorted((folder / "class").iterdir()):
        if any(word in path.name for word in wanted):
            shutil.copytree(path, folder / "submitted" / path.name)
    command(folder, "nbgrader", "generate_assignment", ASSIGNMENT)
    command(folder, "autograder", "grade", ASSIGNMENT, "--out", "elsewhere", "--seed", 5)
    command(folder, "nbgrader", "autograde", ASSIGNMENT)
    return folder


def results(folder):
    return [
        from_json(path.read_bytes()) for path in sorted(folder.glob(f"{ASSIGNMENT}/[!.]*.json"))
    ]


def test_grade_and_nbgrader_give_every_question_the_same_score(course):
    graded = results(course / "elsewhere")
    assert len(graded) >= 4
    with Gradebook(f"sqlite:///{course}/gradebook.db", "") as gradebook:
        for result in graded:
            submission = gradebook.find_submission(ASSIGNMENT, result.student)
            (notebook,) = submission.notebooks
            automatic = {
                grade.name.removeprefix("check-"): grade.auto_score
                for grade in notebook.grades
                if grade.name.startswith("check-")
            }
            assert automatic == {q.name: q.score for q in result.questions}, result.student


def test_a_correct_notebook_gets_full_marks_under_nbgrader(course):
    (perfect,) = [r for r in results(course / "graded") if "perfect" in r.student]
    assert perfect.score == perfect.max_score


def test_noise_on_stderr_costs_nothing_under_nbgrader(course):
    (sample,) = [s for s in sample_class(ROOT, ASSIGNMENT) if "noisy" in s.student]
    (noisy,) = [r for r in results(course / "graded") if r.student == sample.student]
    assert len(sample.expected.full) >= 7
    assert sample.expected.problems(noisy) == []


def test_check_agrees_with_grade_on_every_visible_check(course):
    worker = LocalWorker()
    try:
        for result in results(course / "elsewhere"):
            handed_in = course / "submitted" / result.student / ASSIGNMENT
            if "forged" in result.student:  # runs unprotected here, and is not what a student does
                continue
            files = list(handed_in.glob("*.ipynb")) or list(handed_in.glob("*.py"))
            workspace = Workspace(course / "assignments_built" / ASSIGNMENT)
            checked = list(check_file(workspace, files[0], workspace.names, worker))
            for ours, theirs in zip(checked, result.questions, strict=True):
                visible = {c.name: c.passed for c in theirs.checks if c.visible}
                assert ours.status == theirs.status, (result.student, theirs.name)
                assert {c.name: c.passed for c in ours.checks} == visible, result.student
    finally:
        worker.close()
