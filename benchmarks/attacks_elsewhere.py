"""What the corpus of attacks earns under other graders: a table, one row an attack.

    python -m venv /tmp/otter && /tmp/otter/bin/python -m pip install otter-grader
    python benchmarks/attacks_elsewhere.py --otter /tmp/otter/bin/python > table.md

Each attack that fits into a notebook's cell stands in place of the answer of an assignment in the
usual style: nbgrader's tests are assertions and a partial score in cells of the same notebook,
otter-grader's are doctests beside it. The tests are right, and the answer is wrong. Attacks that
could harm the machine are run in this project's sandbox alone. Everything happens in throw-away
folders.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import v4

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from autograder.grading.batch import Order, grade_class  # noqa: E402
from autograder.grading.threads import Threads  # noqa: E402
from autograder.release.build import build_assignment  # noqa: E402
from autograder.sandbox.select import make_worker  # noqa: E402
from autograder.sandbox.transcript import Limits  # noqa: E402
from tests.attacks.corpus import CORPUS, WRONG, Attempt, hand_in  # noqa: E402

ASSIGNMENT = "01_target"
REWRITES_GRADES = "the gradebook is rewritten"
SECONDS = 30
NEIGHBOURS = ("aaa_honest", "zzz_honest")
# The honest answers of the corpus are written for Keras, whose operations NumPy has too.
HEAD = "import numpy as np\nops = np"
HONEST = """
def softmax(logits):
    exponentials = np.exp(logits - np.max(logits, axis=-1, keepdims=True))
    return exponentials / np.sum(exponentials, axis=-1, keepdims=True)
"""
PREPARE = """\
logits = np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 4.0]])
expected = np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)"""
ASSERTIONS = f"""\
{PREPARE}
result = softmax(logits)
assert result.shape == (2, 3)
np.testing.assert_allclose(result, expected, rtol=1e-5)
assert np.allclose(softmax(logits + 1), expected)"""
PARTIAL = f"""\
{PREPARE}
passed = [np.allclose(softmax(logits), expected), np.allclose(softmax(logits - 2), expected)]
float(2 * np.mean(passed))"""
PLAIN = Attempt(
    name="a plain wrong answer",
    threat="Cheat the teaching",
    tries="Nothing: the tests of this table must refuse it.",
    source=WRONG,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--otter", help="a Python that has otter-grader")
    parser.add_argument("--only", default="", help="attacks whose name holds this")
    options = parser.parse_args()
    chosen = [a for a in (PLAIN, *CORPUS) if options.only in a.name]
    cells = [a for a in chosen if a.elsewhere == "cell"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        columns = {
            "nbgrader": nbgrader(cells, folder / "nbgrader"),
            "otter": otter(cells, folder / "otter", options.otter),
            "autograder": autograder(chosen, folder / "autograder"),
        }
    print_table(chosen, columns)


def outcome(attempt: Attempt, earned: float, highest: float) -> str:
    """What a score means for an attempt."""
    if attempt.earns:
        return "full marks" if earned == highest else "**lost marks**"
    return "**gained**" if earned > 0 else "stopped"


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
        a.name: f"{outcome(a, asked[a.name].score, asked[a.name].max_score)} "
        f"({asked[a.name].status.replace('_', ' ')})"
        for a in attempts
    }


def nbgrader(attempts: list[Attempt], folder: Path) -> dict[str, str]:
    """Graded by `nbgrader autograde` as it comes; who rewrites grades is in a class of its own."""
    alone = [attempt for attempt in attempts if attempt.name == REWRITES_GRADES]
    others = [attempt for attempt in attempts if attempt.name != REWRITES_GRADES]
    found = _nbgrader_class(others, folder / "class") if others else {}
    return found | (_nbgrader_class(alone, folder / "alone") if alone else {})


def _nbgrader_class(attempts: list[Attempt], folder: Path) -> dict[str, str]:
    _write(folder / "source/ps/ps.ipynb", HONEST, metadata=True)
    (folder / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'attacked'\n"
        f"c.Execute.timeout = {SECONDS}\n"
    )
    _run([sys.executable, "-m", "nbgrader", "generate_assignment", "ps"], folder, 120)
    for student, source in _answers(attempts):
        _write(folder / "submitted" / student / "ps/ps.ipynb", source, metadata=True)
    command = [sys.executable, "-m", "nbgrader", "autograde", "ps"]
    _run(command, folder, SECONDS * (len(attempts) + 2))
    scores = _read_gradebook(folder)
    harmed = any(scores[neighbour] != 4 for neighbour in NEIGHBOURS)
    if harmed and len(attempts) > 1:
        raise SystemExit(f"Neighbours did not get their 4 points: {scores}")
    return {
        a.name: "**harmed the grader**" if harmed else outcome(a, scores[a.student], 4)
        for a in attempts
    }


def _answers(attempts: list[Attempt]) -> Iterable[tuple[str, str]]:
    yield from ((neighbour, HONEST) for neighbour in NEIGHBOURS)
    yield from ((attempt.student, attempt.source) for attempt in attempts)


def _write(path: Path, answer: str, metadata: bool) -> None:
    """The assignment's notebook with an answer; nbgrader's tests are in it."""
    cells = [
        _cell("head", HEAD, locked=True),
        _cell("softmax", f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION", solution=True),
        _cell("assertions", ASSERTIONS, locked=True, grade=True, points=2),
        _cell("partial", PARTIAL, locked=True, grade=True, points=2),
    ]
    if path.parts[-3] != "source":
        cells[1].source, *more = answer.split("\n# %%")
        cells[2:2] = [v4.new_code_cell(source) for source in more]
    if not metadata:
        cells = cells[:-2]
    path.parent.mkdir(parents=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def _cell(name: str, source: str, **flags: object) -> nbformat.NotebookNode:
    fields = {"grade": False, "solution": False, "locked": False, "task": False}
    about = fields | {"grade_id": name, "schema_version": 3, "cell_type": "code"} | flags
    return v4.new_code_cell(source.strip(), id=name, metadata={"nbgrader": about})


def _read_gradebook(folder: Path) -> dict[str, float]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        students = gradebook.submission_dicts("ps")
        return {entry["student"]: entry["score"] for entry in students} | {
            path.name: 0.0
            for path in (folder / "submitted").iterdir()
            if path.name not in {entry["student"] for entry in students}
        }


def otter(attempts: list[Attempt], folder: Path, python: str | None) -> dict[str, str]:
    """Graded by `otter run`, which uses no container; a run of its own for each."""
    if python is None:
        print(
            "otter-grader is left out. Install it into an environment of its own, by `python -m "
            "venv /tmp/otter && /tmp/otter/bin/python -m pip install otter-grader`, and give "
            "--otter /tmp/otter/bin/python.",
            file=sys.stderr,
        )
        return {attempt.name: "not installed" for attempt in attempts}
    (folder / "tests").mkdir(parents=True)
    (folder / "tests/softmax.py").write_text(_doctest())
    (folder / "otter_config.json").write_text(json.dumps({"show_stdout": True, "pdf": False}))
    generate = [python, "-m", "otter", "generate", "-t", "tests", "-c", "otter_config.json"]
    _run([*generate, "-o", "autograder.zip", "--no-environment"], folder, 120)
    archive = folder / "autograder.zip"
    found = {}
    for attempt, (student, source) in zip(attempts, [*_answers(attempts)][2:], strict=True):
        place = folder / "runs" / student / "ps"
        _write(place / "ps.ipynb", source, metadata=False)
        command = [python, "-m", "otter", "run", "-a", str(archive), "-o", ".", "ps.ipynb"]
        _run(command, place, SECONDS)
        found[attempt.name] = outcome(attempt, _otter_score(place / "results.json"), 4)
    return found


def _doctest() -> str:
    def case(source: str, expected: str) -> dict[str, object]:
        lines = [f">>> {line}" for line in [*PREPARE.split("\n"), source]]
        code = "\n".join([*lines, expected])
        return {"code": code, "hidden": False, "locked": False, "points": 2}

    cases = [
        case("bool(np.allclose(softmax(logits), expected))", "True"),
        case("bool(np.abs(softmax(logits + 1) - expected).max() < 1e-6)", "True"),
    ]
    suite = {"cases": cases, "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    return f"OK_FORMAT = True\n\ntest = { ({'name': 'softmax', 'suites': [suite]})!r}\n"


def _otter_score(path: Path) -> float:
    try:
        results = json.loads(path.read_bytes())
        return float(sum(test.get("score") or 0 for test in results["tests"]))
    except (OSError, ValueError, KeyError):
        return 0.0


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run a grader in its folder; whether it failed, its results tell."""
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ["PATH"]])
    with (folder / "log.txt").open("ab") as log, contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(
            command,
            cwd=folder,
            env=os.environ | {"PATH": path, "MPLBACKEND": "Agg"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            timeout=seconds,
            check=False,
        )


def print_table(attempts: list[Attempt], columns: dict[str, dict[str, str]]) -> None:
    """Markdown: the counts, and a table for each threat."""
    for grader, found in columns.items():
        values = [found[a.name].split(" (")[0].strip("*") for a in attempts if a.name in found]
        counts = ", ".join(f"{values.count(v)} {v}" for v in sorted(set(values)))
        print(f"- {grader}: {len(values)} run: {counts}")
    for threat in dict.fromkeys(attempt.threat for attempt in attempts):
        print(f"\n## {threat}\n\n| attempt | " + " | ".join(columns) + " |\n|---|---|---|---|")
        for attempt in (each for each in attempts if each.threat == threat):
            cells = [found.get(attempt.name, attempt.elsewhere) for found in columns.values()]
            print(f"| {attempt.name}: {attempt.tries} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
