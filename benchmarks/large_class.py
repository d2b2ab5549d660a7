"""A thousand submissions in one run: time, peak memory, and how both grow.

    python benchmarks/large_class.py 01_probability --submissions 1000

The class is the sample class over and over, each submission with a cell of its own so that no two
are the same. The table has a row for each tenth of the class: seconds since the last row, memory
of the grader's own process, and of all processes together.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from measure import proportional_bytes

from autograder.questions.load import course_root
from autograder.results import from_json
from autograder.sample_class.sample import Expected, Sample
from autograder.sample_class.students import sample_class

ROOT = course_root(Path(__file__).parents[1])
LOOK_SECONDS = 2.0
ROWS = 10


def variants(assignment: str, number: int) -> Iterator[tuple[str, Sample, bytes]]:
    """Student, sample and content; each content differs in a comment."""
    samples = sample_class(ROOT, assignment)
    for count in range(number):
        sample = samples[count % len(samples)]
        yield f"{count:04}_{sample.student}", sample, with_own_cell(sample, count)


def with_own_cell(sample: Sample, number: int) -> bytes:
    """A sample's content with a comment that no other has."""
    remark = f"# Handed in by student {number}."
    if not sample.file.endswith(".ipynb"):
        return sample.content + f"\n# %%\n{remark}\n".encode()
    notebook = json.loads(sample.content)
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": remark}
    notebook["cells"].append(cell | {"execution_count": None})
    return json.dumps(notebook).encode()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("assignment")
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--device", default="cpu", help="cpu or gpu")
    options = parser.parse_args()
    name, number = options.assignment, options.submissions
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        due = {}
        for student, sample, content in variants(name, number):
            place = folder / "submitted" / student / name
            place.mkdir(parents=True)
            (place / sample.file).write_bytes(content)
            due[student] = sample.expected
        for part in ("pyproject.toml", "solutions", "assignments"):
            os.symlink(ROOT / part, folder / part)
        command = [sys.executable, "-m", "autograder", "grade", name, "--device", options.device]
        with (folder / "log.txt").open("wb") as log:
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        watch(process, folder / "graded" / name, number)
        wrong = list(problems(folder / "graded" / name, due))
        if process.returncode not in (0, 1) or wrong:
            sys.exit((folder / "log.txt").read_text()[-3000:] + "\n" + "\n".join(wrong))
        print(f"All {number} got what is due.")


def watch(process: "subprocess.Popen[bytes]", graded: Path, number: int) -> None:
    """Print a row whenever another tenth is done."""
    print("| graded | seconds | grader MiB | all processes MiB |\n|---|---|---|---|", flush=True)
    started, rows, most = time.monotonic(), 1, 0
    while process.poll() is None:
        time.sleep(LOOK_SECONDS)
        try:
            root = psutil.Process(process.pid)
            own = proportional_bytes(root)
            most = max(most, own + sum(map(proportional_bytes, root.children(recursive=True))))
        except psutil.Error:
            continue
        done = len(list(graded.glob("[0-9]*.json")))
        if done * ROWS >= rows * number:
            seconds = time.monotonic() - started
            print(f"| {done} | {seconds:.0f} | {own >> 20} | {most >> 20} |", flush=True)
            rows, most = done * ROWS // number + 1, 0
    print(f"{number} submissions in {time.monotonic() - started:.0f} s")


def problems(graded: Path, due: dict[str, Expected]) -> Iterator[str]:
    """Results that are not what their sample is to get."""
    for student, expected in due.items():
        result = from_json((graded / f"{student}.json").read_bytes())
        yield from expected.problems(result)


if __name__ == "__main__":
    main()
