"""Seconds a submission: `autograder grade` against stock `nbgrader autograde`, in one run.

    python benchmarks/grade_against_nbgrader.py 03_output_layers --submissions 10

The same correct notebooks are graded both ways on this machine, one after the other. Stock
nbgrader runs each notebook whole, visible checks included, in one process after another;
`grade` runs visible and hidden checks in the sandbox. The processor seconds of the students' own
code are those that the workers measured inside of the calls and cells.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.questions.load import course_root, load_assignment
from autograder.release.notebook import source_notebook, write_notebook

COMMAND = [sys.executable, "-m"]


def timed(*arguments: object, folder: Path) -> float:
    """Wall seconds of a command."""
    started = time.perf_counter()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"{arguments} failed:\n{done.stderr[-3000:]}")
    return time.perf_counter() - started


def hand_in(notebook: Path, course: Path, assignment: str, number: int, released: Path) -> None:
    """The same correct notebook from every student, as it was downloaded otherwise."""
    for student in range(number):
        target = course / "submitted" / f"student{student:03}" / assignment
        shutil.copytree(released, target)
        shutil.copy(notebook, target)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assignment")
    parser.add_argument("--submissions", type=int, default=10)
    options = parser.parse_args()
    root, name, number = course_root(), options.assignment, options.submissions
    assignment = load_assignment(root, name)
    released = root / "assignments" / name
    points = {question.name: question.max_points for question in assignment.questions}
    source = root / "solutions" / name / f"{assignment.topic}.py"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        solved = folder / f"{assignment.topic}.ipynb"
        write_notebook(solved, source_notebook(source, points))
        stock = folder / "stock"
        shutil.copytree(released, stock / "source" / name)
        shutil.copy(solved, stock / "source" / name)
        timed("nbgrader", "generate_assignment", name, folder=stock)
        hand_in(solved, stock, name, number, released)
        out = folder / "graded"
        ours = timed(
            *["autograder", "grade", name, "--submissions", stock / "submitted", "--out", out],
            folder=root,
        )
        theirs = timed("nbgrader", "autograde", name, folder=stock)
        results = [json.loads(path.read_bytes()) for path in sorted((out / name).glob("s*.json"))]
    for result in results:
        assert result["score"] == result["max_score"], result["student"]
    own = sum(c["seconds"] for r in results for q in r["questions"] for c in q["checks"])
    print(f"{number} correct notebooks of {name}, on {os.cpu_count()} processors")
    for label, wall in (("autograder grade", ours), ("stock nbgrader", theirs)):
        print(f"{label:18} {wall / number:6.2f} s a submission")
    print(f"{'students own code':18} {own / number:6.2f} processor s a submission")
    print(f"ratio of wall time, nbgrader to grade: {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
