"""What other systems run grades the small course, as they would run it."""

import json
import os
import shutil
import subprocess
import sys

import msgspec
import pytest

from autograder.errors import UsageError
from autograder.report.graders import write_classroom_workflow, write_gradescope_autograder


def run(command, folder, root, **more):
    variables = {"PYTHONPATH": str(root), "AUTOGRADER_PYTHON": sys.executable} | more
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def gradescope(tiny, root, tmp_path_factory):
    """Grades a folder's files the way that Gradescope does; gives what it reads then."""
    home = tmp_path_factory.mktemp("autograder")
    write_gradescope_autograder(home / "source", tiny, "01_tiny")

    def grade(files):
        shutil.rmtree(home / "submission", ignore_errors=True)
        (home / "submission").mkdir()
        for name, text in files.items():
            (home / "submission" / name).write_text(text)
        done = run([home / "source/run_autograder"], home, root, AUTOGRADER_HOME=str(home))
        assert done.returncode == 0, done.stderr
        return json.loads((home / "results/results.json").read_text())

    return grade


def test_gradescope_reads_the_score_of_each_check(gradescope):
    answer = "def double(x):\n    return x * x\n"
    found = gradescope({"tiny.py": answer})
    scores = {test["name"]: test["score"] for test in found["tests"]}
    assert found["score"] == 0
    assert scores == {"double: values": 0, "double: kept back": 0, "Shift: moved": 0}
    assert "The array is squared" in found["tests"][0]["output"]


def test_gradescope_is_told_why_a_submission_was_not_read(gradescope):
    found = gradescope({"notes.txt": "I forgot the notebook."})
    assert found["score"] == 0
    assert "holds no notebook and no script" in found["output"]


def test_the_scripts_that_gradescope_runs_are_whole(tiny, tmp_path):
    write_gradescope_autograder(tmp_path / "source", tiny, "01_tiny", sandboxed=False)
    for name in ("setup.sh", "run_autograder"):
        script = tmp_path / "source" / name
        assert os.access(script, os.X_OK)
        assert "@" not in script.read_text()
        assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    assert "--no-sandbox" in (tmp_path / "source/run_autograder").read_text()


def test_a_folder_in_use_is_left_alone(tiny, tmp_path):
    (tmp_path / "mine").write_text("")
    with pytest.raises(UsageError, match="not empty"):
        write_gradescope_autograder(tmp_path, tiny, "01_tiny")
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


def test_the_classroom_workflow_runs_the_students_checks(tiny, root, tmp_path):
    shutil.copytree(tiny / "assignments", tmp_path / "assignments")
    write_classroom_workflow(tmp_path, "01_tiny")
    workflow = msgspec.yaml.decode((tmp_path / ".github/workflows/classroom.yml").read_bytes())
    (command,) = [
        step["run"] for step in workflow["jobs"]["check"]["steps"] if "check" in step.get("run", "")
    ]
    assert command == "autograder check assignments/01_tiny --json checks.json"
    done = run([sys.executable, "-m", *command.split()], tmp_path, root)
    assert done.returncode == 1, "an untouched starter does not pass"
    found = json.loads((tmp_path / "checks.json").read_text())
    assert [(each["name"], each["status"]) for each in found] == [
        ("double", "not_attempted"),
        ("Shift", "not_attempted"),
    ]
