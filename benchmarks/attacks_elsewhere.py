"""What the corpus of attacks earns under other graders: a table, one row an attack.

    python -m venv /tmp/otter
    /tmp/otter/bin/python -m pip install otter-grader ipykernel tensorflow matplotlib
    python benchmarks/attacks_elsewhere.py --otter /tmp/otter/bin/python > table.md

Each attack stands in place of the answer of an assignment in the usual style, in a class with two
honest students: nbgrader's tests are assertions and a partial score in cells of the same notebook,
otter-grader's are doctests beside it. The tests are right, and the answer is wrong. The graders are
as they come, each run of theirs in a machine to throw away (``throwaway.py``).

Run it as a user that is not root: the kernel's limit on processes, which keeps a fork bomb from
taking the machine, does not bind root. It is one limit for all that this user runs, so give
``--jobs 1`` where an attack starts many.
"""

import argparse
import contextlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import throwaway  # noqa: E402
import usual_style  # noqa: E402

from autograder.grading.batch import Order, grade_class  # noqa: E402
from autograder.grading.threads import Threads  # noqa: E402
from autograder.release.build import build_assignment  # noqa: E402
from autograder.sandbox.select import make_worker  # noqa: E402
from autograder.sandbox.transcript import Limits  # noqa: E402
from tests.attacks.corpus import CORPUS, WRONG, Attempt, hand_in  # noqa: E402

ASSIGNMENT = "01_target"
CELL_SECONDS = 30
NBGRADER_SECONDS = 180
OTTER_SECONDS = 120
NEIGHBOURS = ("aaa_first", "zzz_last")
CANARY = f"canary-{secrets.token_hex(16)}"
PLAIN = Attempt(
    name="a plain wrong answer",
    threat="Cheat the teaching",
    tries="Nothing: the tests of this table must refuse it.",
    source=WRONG,
)
# Who picks up what another one left comes after that one.
ACCOMPLICES = {
    "something was left by another submission": "something is left for the next submission"
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--otter", help="a Python that has otter-grader")
    parser.add_argument("--only", default="", help="attacks whose name holds this")
    parser.add_argument("--threat", default="", help="only attacks of this one")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    # nbgrader calls alembic, which is beside Python.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    chosen = [a for a in (PLAIN, *CORPUS) if options.only in a.name and options.threat in a.threat]
    abroad = [a for a in chosen if not a.elsewhere]
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(options.jobs) as pool:
        folder = Path(temporary)
        graders: dict[str, Callable[[Attempt], str]] = {"nbgrader": Nbgrader(folder / "nbgrader")}
        if options.otter:
            graders["otter"] = Otter(folder / "otter", options.otter)
        columns = {
            name: dict(zip((a.name for a in abroad), pool.map(grader, abroad), strict=True))
            for name, grader in graders.items()
        }
        columns["autograder"] = autograder(chosen, folder / "autograder")
    print_table(chosen, columns)


def outcome(attempt: Attempt, earned: float, highest: float, harm: list[str]) -> str:
    """What a score means for an attempt, and what else it did."""
    found = [f"**{each}**" for each in harm]
    if attempt.earns and not harm:
        return "full marks" if earned == highest else "**lost marks**"
    if not attempt.earns and earned > 0:
        found.insert(0, "**gained**")
    return ", ".join(found) or "stopped"


class Nbgrader:
    """Grades an attempt by ``nbgrader autograde`` as it comes, in a class of three."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._classes = {keras: self._prepare(keras) for keras in (False, True)}
        self._due = {keras: self._alone(keras) for keras in (False, True)}

    def _prepare(self, keras: bool) -> Path:
        """The class before the attempt is handed in."""
        course = self._folder / ("keras" if keras else "numpy")
        source = course / "source/ps/ps.ipynb"
        source.parent.mkdir(parents=True)
        usual_style.write_notebook(source, usual_style.source_notebook(keras, CANARY))
        (course / "nbgrader_config.py").write_text(
            "c = get_config()\nc.CourseDirectory.course_id = 'attacked'\n"
            f"c.ExecutePreprocessor.timeout = c.Execute.timeout = {CELL_SECONDS}\n"
        )
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", "ps"]
        throwaway.run(command, course, CANARY, NBGRADER_SECONDS)
        with _gradebook(course) as gradebook:
            for neighbour in NEIGHBOURS:
                gradebook.update_or_create_student(neighbour, last_name=CANARY)
                place = course / "submitted" / neighbour / "ps"
                usual_style.hand_in_honestly(place, keras, CANARY)
        return course

    def _alone(self, keras: bool) -> dict[str, float]:
        """What the neighbours get without an attack beside them."""
        course = self._folder / "alone"
        shutil.copytree(self._classes[keras], course)
        command = [sys.executable, "-m", "nbgrader", "autograde", "ps"]
        throwaway.run(command, course, CANARY, NBGRADER_SECONDS)
        scores = self._scores(course)
        _remove(course)
        return scores

    def __call__(self, attempt: Attempt) -> str:
        keras = usual_style.needs_keras(attempt)
        course = self._folder / attempt.student
        shutil.copytree(self._classes[keras], course)
        for each in _with_accomplice(attempt):
            place = course / "submitted" / each.student / "ps"
            usual_style.hand_in(each, place, keras, tests=True)
        command = [sys.executable, "-m", "nbgrader", "autograde", "ps"]
        ended = throwaway.run(command, course, CANARY, NBGRADER_SECONDS)
        scores = self._scores(course)
        harm = [ended.taken] if ended.taken else []
        if any(scores.get(each) != self._due[keras][each] for each in NEIGHBOURS):
            harm.append("harms a neighbour")
        if throwaway.canaries(course / "autograded" / attempt.student):
            harm.append("sees what is hidden")
        harm += ["leaves something"] if ended.left else []
        _remove(course)
        earned = scores.get(attempt.student, 0.0)
        return outcome(attempt, earned, usual_style.FULL_MARKS[attempt.question], harm)

    def _scores(self, course: Path) -> dict[str, float]:
        """By student; nothing where the attack broke the gradebook."""
        from sqlalchemy.exc import SQLAlchemyError

        try:
            with _gradebook(course) as gradebook:
                return {e["student"]: e["score"] for e in gradebook.submission_dicts("ps")}
        except SQLAlchemyError:
            return {}


class Otter:
    """Grades an attempt by ``otter run``, which uses no container."""

    def __init__(self, folder: Path, python: str) -> None:
        self._folder, self._python = folder, python
        (folder / "tests").mkdir(parents=True)
        for question in usual_style.FULL_MARKS:
            text = usual_style.doctest(question)
            (folder / "tests" / f"{question}.py").write_text(f"# {CANARY}\n{text}")
        (folder / "otter_config.json").write_text('{"show_stdout": true, "pdf": false}')
        generate = [python, "-m", "otter", "generate", "-t", "tests", "-c", "otter_config.json"]
        throwaway.run(
            [*generate, "-o", "autograder.zip", "--no-environment"], folder, CANARY, OTTER_SECONDS
        )

    def __call__(self, attempt: Attempt) -> str:
        keras = usual_style.needs_keras(attempt)
        home = self._folder / "runs" / attempt.student
        home.mkdir(parents=True)
        shutil.copy(self._folder / "autograder.zip", home)
        place = home / "submitted" / attempt.student / "ps"
        usual_style.hand_in_honestly(home / "submitted/aaa_first/ps", keras, CANARY)
        usual_style.hand_in(attempt, place, keras, tests=False)
        inside = f"submitted/{attempt.student}/ps"
        command = [self._python, "-m", "otter", "run", "-a", "autograder.zip", "-o", inside]
        ended = throwaway.run([*command, f"{inside}/ps.ipynb"], home, CANARY, OTTER_SECONDS)
        harm = [ended.taken] if ended.taken else []
        said = home / "said"
        said.mkdir()
        for path in (place / "results.json", home / "log.txt"):
            with contextlib.suppress(OSError):
                shutil.copy(path, said)
        harm += ["sees what is hidden"] if throwaway.canaries(said) else []
        harm += ["leaves something"] if ended.left else []
        earned = usual_style.otter_score(place / "results.json")
        _remove(home)
        return outcome(attempt, earned, usual_style.FULL_MARKS[attempt.question], harm)


def _with_accomplice(attempt: Attempt) -> list[Attempt]:
    return [a for a in CORPUS if a.name == ACCOMPLICES.get(attempt.name)] + [attempt]


def _gradebook(course: Path):  # type: ignore[no-untyped-def]
    from nbgrader.api import Gradebook

    return Gradebook(f"sqlite:///{course}/gradebook.db")


def _remove(folder: Path) -> None:
    """Also where an attack took rights away."""
    subprocess.run(["chmod", "-R", "u+rwX", str(folder)], check=False, capture_output=True)
    shutil.rmtree(folder, ignore_errors=True)


def autograder(attempts: list[Attempt], folder: Path) -> dict[str, str]:
    """Graded by this project: the sandbox, the corpus's own course, small limits."""
    course, submitted = folder / "course", folder / "submitted"
    shutil.copytree(ROOT / "tests/attacks/course", course)
    (course / "pyproject.toml").touch()
    shutil.copy(ROOT / "nbgrader_config.py", course)
    with contextlib.redirect_stdout(sys.stderr):
        build_assignment(ASSIGNMENT, course)
    for attempt in attempts:
        place = submitted / attempt.student / ASSIGNMENT
        place.mkdir(parents=True)
        hand_in(attempt, place)
    limits = Limits(
        memory_bytes=1024**3,
        processes=64,
        load_seconds=5.0,
        output_bytes=1024**2,
        reply_bytes=8 * 1024**2,
        disk_bytes=16 * 1024**2,
    )
    order = Order(root=course, assignment=ASSIGNMENT, submissions=submitted, out=folder / "out")
    engine = Threads(course, lambda: make_worker(sandboxed=True, limits=limits), jobs=1)
    results = grade_class(order, engine, lambda _: None, lambda *_: None)
    by_student = {r.student: {q.name: q for q in r.questions} for r in results}
    asked = {a.name: by_student[a.student][a.question] for a in attempts}
    return {
        a.name: f"{outcome(a, asked[a.name].score, asked[a.name].max_score, [])} "
        f"({asked[a.name].status.replace('_', ' ')})"
        for a in attempts
    }


def print_table(attempts: list[Attempt], columns: dict[str, dict[str, str]]) -> None:
    """Markdown: the counts, and a table for each threat."""
    for grader, found in columns.items():
        texts = [found[a.name].split(" (")[0] for a in attempts if a.name in found]
        values = [value.strip("*") for text in texts for value in text.split(", ")]
        counts = ", ".join(f"{values.count(v)} {v}" for v in sorted(set(values)))
        print(f"- {grader}: {len(texts)} run: {counts}")
    for threat in dict.fromkeys(attempt.threat for attempt in attempts):
        print(f"\n## {threat}\n\n| attempt | " + " | ".join(columns) + " |\n|---|---|---|---|")
        for attempt in (each for each in attempts if each.threat == threat):
            cells = [found.get(attempt.name, attempt.elsewhere) for found in columns.values()]
            print(f"| {attempt.name}: {attempt.tries} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
