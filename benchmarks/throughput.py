"""Submissions a minute: `autograder grade` against stock nbgrader and otter-grader, in one run.

    python benchmarks/throughput.py 01_probability 03_output_layers --submissions 50
    python benchmarks/throughput.py 01_probability --graders autograder --submissions 10 50 500

The same correct notebook is handed in by every student, and graded on this machine by each grader
in turn. Stock nbgrader and otter-grader run the whole notebook with its visible checks in one
process for each submission, one after the other, and do not protect the machine; `grade` runs
visible and hidden checks in the sandbox. The students' own code is what the workers measured
inside of the probes. For otter-grader, give `--otter` a Python that has it and this course:

    python -m venv /tmp/otter
    /tmp/otter/bin/python -m pip install otter-grader --editable .
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measure import Measured, measure

from autograder.questions.load import assignment_names, course_root, load_assignment
from autograder.release.notebook import source_notebook, write_notebook

ROOT = course_root(Path(__file__).parents[1])
Grade = Callable[["Coursework", int, Path], tuple[Measured, float]]


class Coursework:
    """An assignment's released folder and its notebook with the solutions filled in."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.assignment = load_assignment(ROOT, name)
        self.released = ROOT / "assignments" / name
        self.points = {q.name: q.max_points for q in self.assignment.questions}
        self.file = f"{self.assignment.topic}.ipynb"
        self.solved = folder / self.file
        folder.mkdir(parents=True)
        source = ROOT / "solutions" / name / f"{self.assignment.topic}.py"
        write_notebook(self.solved, source_notebook(source, self.points))

    def hand_in(self, submitted: Path, number: int) -> None:
        """The same correct notebook from every student, beside what came with it."""
        for student in range(number):
            target = submitted / f"student{student:04}" / self.name
            shutil.copytree(
                self.released, target, ignore=shutil.ignore_patterns(f"{self.assignment.topic}.py")
            )
            shutil.copy(self.solved, target)


def by_autograder(
    work: Coursework, number: int, folder: Path, cluster: Path | None = None
) -> tuple[Measured, float]:
    """Graded by this project, in its sandbox; on the cluster of a file, if any."""
    work.hand_in(folder / "submitted", number)
    command = [sys.executable, "-m", "autograder", "grade", work.name]
    command += ["--submissions", str(folder / "submitted"), "--out", str(folder / "graded")]
    command += ["--cluster", str(cluster.resolve())] if cluster else []
    os.symlink(ROOT / "pyproject.toml", folder / "pyproject.toml")
    for part in ("solutions", "assignments"):
        os.symlink(ROOT / part, folder / part)
    taken = measure(command, folder)
    own = 0.0
    for path in (folder / "graded" / work.name).glob("student*.json"):
        result = json.loads(path.read_bytes())
        if result["score"] != result["max_score"]:
            sys.exit(f"{path} has {result['score']} of {result['max_score']} points.")
        own += sum(c["seconds"] for q in result["questions"] for c in q["checks"])
    return taken, own


def by_nbgrader(work: Coursework, number: int, folder: Path) -> tuple[Measured, float]:
    """Graded by nbgrader as it comes: no configuration of ours."""
    shutil.copytree(work.released, folder / "source" / work.name)
    shutil.copy(work.solved, folder / "source" / work.name)
    nbgrader = [sys.executable, "-m", "nbgrader"]
    measure([*nbgrader, "generate_assignment", work.name], folder)
    work.hand_in(folder / "submitted", number)
    return measure([*nbgrader, "autograde", work.name], folder), 0.0


def by_otter(python: str, work: Coursework, number: int, folder: Path) -> tuple[Measured, float]:
    """Graded by `otter run`, which uses no container; a command for each submission."""
    (folder / "tests").mkdir()
    for name, points in work.points.items():
        (folder / "tests" / f"{name}.py").write_text(_doctest(name, points))
    (folder / "otter_config.json").write_text(json.dumps({"pdf": False}))
    shutil.copytree(work.released, folder / "files")
    files = [str(path) for path in sorted((folder / "files").iterdir()) if path.name != work.file]
    generate = [python, "-m", "otter", "generate", "-t", "tests", "-c", "otter_config.json"]
    measure([*generate, "-o", "autograder.zip", "--no-environment", *files], folder)
    work.hand_in(folder / "submitted", number)
    taken = []
    for place in sorted((folder / "submitted").glob(f"*/{work.name}")):
        archive = str(folder / "autograder.zip")
        command = [python, "-m", "otter", "run", "-a", archive, "-o", ".", work.file]
        taken.append(measure(command, place))
        tests = json.loads((place / "results.json").read_bytes())["tests"]
        if sum(test.get("score") or 0 for test in tests) != sum(work.points.values()):
            sys.exit(f"otter-grader does not give full marks in {place}: {tests}")
    whole = Measured(
        wall=sum(each.wall for each in taken),
        cpu=sum(each.cpu for each in taken),
        memory=max(each.memory for each in taken),
    )
    return whole, 0.0


def _doctest(question: str, points: float) -> str:
    """The question's visible checks as otter-grader wants them: a doctest."""
    code = f">>> report = check({question!r}).result\n>>> report.score == report.max_score\nTrue"
    case = {"code": code, "hidden": False, "locked": False, "points": points}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    return f"OK_FORMAT = True\n\ntest = { ({'name': question, 'suites': [suite]})!r}\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("assignments", nargs="*", help="all of them by default")
    parser.add_argument("--submissions", type=int, nargs="+", default=[50])
    parser.add_argument("--graders", nargs="+", default=["autograder", "nbgrader"])
    parser.add_argument("--otter", help="a Python that has otter-grader and this course")
    parser.add_argument("--cluster", type=Path, help="grade also on the cluster of this file")
    options = parser.parse_args()
    graders: dict[str, Grade] = {"autograder": by_autograder, "nbgrader": by_nbgrader}
    if options.otter:
        graders["otter"] = lambda *arguments: by_otter(options.otter, *arguments)
        if "otter" not in options.graders:
            options.graders.append("otter")
    if options.cluster:
        graders["cluster"] = lambda *arguments: by_autograder(*arguments, options.cluster)
        options.graders.append("cluster")
    print("| assignment | grader | submissions | a minute | cpu s each | own cpu s | MiB |")
    print("|---|---|---|---|---|---|---|")
    for name in options.assignments or assignment_names(ROOT):
        for number in options.submissions:
            for grader in options.graders:
                with tempfile.TemporaryDirectory() as temporary:
                    folder = Path(temporary) / grader
                    work = Coursework(name, Path(temporary) / "work")
                    folder.mkdir()
                    taken, own = graders[grader](work, number, folder)
                row = [name, grader, number, f"{60 * number / taken.wall:.2f}"]
                row += [f"{taken.cpu / number:.2f}", f"{own / number:.2f}" if own else "—"]
                print("|", " | ".join(map(str, [*row, taken.memory >> 20])), "|", flush=True)


if __name__ == "__main__":
    main()
