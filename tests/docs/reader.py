"""A reader who types what the pages say, in a shell, and looks at what comes."""

import contextlib
import dataclasses
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

from .pages import ROOT, Block, Command, as_pattern
from .rules import Rule, rule_for
from .small_course import make_course, make_student

PYTHON = shlex.quote(sys.executable)
PROGRAMS = {
    "autograder": f'exec {PYTHON} -m autograder "$@"',
    # Slurm, for one machine: a job starts at once, in the background.
    "sbatch": """cp "$1" "$0.job"
setsid sh "$0.job" > "$0.log" 2>&1 < /dev/null &
echo $! >> "$0.started"
echo "Submitted batch job $!\"""",
    "scancel": "kill -- -$1",
}
BESIDE = [str(Path(sys.executable).parent)]
SECONDS = 300


@dataclasses.dataclass(frozen=True)
class Outcome:
    """How a command ended, and what it printed."""

    status: int
    text: str


class Reader:
    """One reader, with a student's folder and a course of its own.

    A command that several pages show is run once, unless its page says what it prints.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places = {
            "student": make_student(folder / "student"),
            "course": make_course(folder / "course"),
            "repository": ROOT,
        }
        self._here = dict(self._places)
        self._done: set[str] = set()
        self._environment = os.environ | {
            "PATH": os.pathsep.join([str(self._programs()), *BESIDE, os.environ["PATH"]]),
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            "COLUMNS": "80",
        }

    def _programs(self) -> Path:
        """The programs that the pages call, wherever the tests' Python has them."""
        programs = self._folder / "bin"
        programs.mkdir()
        for name, text in PROGRAMS.items():
            path = programs / name
            path.write_text(f"#!/bin/sh\n{text}\n")
            path.chmod(0o755)
        return programs

    def open_page(self) -> None:
        """Begin in the folder that a page begins in."""
        self._here = dict(self._places)

    def write(self, block: Block) -> None:
        """Put a block of Python where its page says: ``file=`` a new one, ``in=`` a function."""
        target, _, path = block.options.partition("=")
        if target == "file":
            (self._places["course"] / path).write_text(block.text, encoding="utf-8")
        elif target == "in":
            (script,) = self._places["student"].glob(f"assignments/*/{path}")
            name = re.match(r"def (\w+)\(", block.text)[1]
            text = script.read_text(encoding="utf-8")
            answer = re.compile(rf"^def {name}\(.*?(?=^# %%)", re.M | re.S)
            assert len(answer.findall(text)) == 1, f"{block.place}: {path} has no one {name}"
            script.write_text(answer.sub(lambda _: block.text + "\n\n", text), encoding="utf-8")

    def type(self, command: Command) -> None:
        """Run a command as its rule says, and hold what comes against what is shown."""
        rule = rule_for(command.text)
        assert rule is not None, f"{command.place}: no rule in tests/docs/rules.py: {command.text}"
        if not rule.where or (command.text in self._done and command.shown is None):
            return
        self._done.add(command.text)
        for needed in rule.needs:
            self.type(Command(command.place, needed))
        outcome = self._run(command.text, rule)
        told = f"{command.place}: {command.text}\nended with {outcome.status}:\n{outcome.text}"
        assert outcome.status in rule.ends, told
        assert "Traceback" not in outcome.text, told
        if command.shown is not None:
            found = as_pattern(command.shown).search(" ".join(outcome.text.split()))
            assert found, f"{told}\nThe page shows:\n{command.shown}"

    def _run(self, text: str, rule: Rule) -> Outcome:
        line = re.sub(*rule.instead, text, count=1) if rule.instead else text
        place = self._folder / "place"
        done = subprocess.run(
            ["bash", "-c", f"{line}\nstatus=$?; pwd > {shlex.quote(str(place))}; exit $status"],
            cwd=self._here[rule.where],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        if line.startswith("cd ") and "&&" not in line:
            self._here[rule.where] = Path(place.read_text().strip())
        return Outcome(done.returncode, done.stdout)

    def leave(self) -> None:
        """Stop the jobs that a failed run has left."""
        started = self._folder / "bin" / "sbatch.started"
        for job in started.read_text().split() if started.exists() else ():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(int(job), signal.SIGKILL)
