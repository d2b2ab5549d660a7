"""How each documented command is run, or why it can't be. The first rule that fits counts.

A command that no rule fits fails the tests, and so does a rule that fits no command.
"""

import dataclasses
import re


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rule:
    """Commands that begin alike.

    Args:
        begins: a regular expression for the beginning.
        where: ``"student"`` (the released assignment), ``"course"`` (a small course with a class)
            or ``"repository"``; nowhere where empty.
        ends: the exit statuses that are right.
        needs: commands that a reader has run before.
        instead: a part of the command, and what is run in its place.
        because: why it can't be run by a test; its options and files are looked at all the same.
        elsewhere: the file that runs it, or the function behind it, and the text there that
            does; nothing is gained by running it twice, and a minute is lost.
    """

    begins: str
    where: str = ""
    ends: tuple[int, ...] = (0,)
    needs: tuple[str, ...] = ()
    instead: tuple[str, str] | None = None
    because: str = ""
    elsewhere: tuple[str, str] = ("", "")

    @property
    def is_sound(self) -> bool:
        """Whether it says in exactly one way what becomes of the command."""
        return sum(map(bool, (self.where, self.because, self.elsewhere[0]))) == 1


def not_here(begins: str, because: str) -> Rule:
    return Rule(begins=begins, because=because)


def run_by(file: str, text: str, begins: str) -> Rule:
    return Rule(begins=begins, elsewhere=(file, text))


SLURM = "autograder grade 03_output_layers --cluster docs/examples/slurm.yaml"
CLUSTER = "tests/grading/test_cluster.py"
NBGRADER = "tests/nbgrader/test_autograde.py"

RULES = (
    not_here(r".*--device gpu", "needs a GPU"),
    not_here(r".*python -m pip install", "needs a package registry"),
    not_here(r"python -m venv", "the tests have an environment already"),
    not_here(r"source \.venv/bin/activate", "the tests have an environment already"),
    not_here(r"jupyter lab", "opens a browser; a student's choice, which is no dependency"),
    not_here(
        r"python benchmarks/attacks_elsewhere",
        "grades hundreds of attacks with graders that it installs",
    ),
    not_here(r"python benchmarks/throughput\.py", "grades for an hour, and wants a quiet machine"),
    not_here(r"git archive .*\| docker|docker|helm", "needs Docker and Kubernetes"),
    not_here(r".*--cluster docs/examples/kubernetes", "needs Kubernetes"),
    not_here(r"autograder calibrate", "trains every right answer thirty times"),
    not_here(r"autograder verify .*--seeds 1000", "grades every right answer a thousand times"),
    run_by("Makefile", "/autograder build --check\n", r"autograder build( --check)?$"),
    run_by("Makefile", "/autograder coverage\n", r"autograder coverage"),
    run_by(
        "Makefile", "/autograder verify\n", r"autograder verify( 03_output_layers| --json \S+)?$"
    ),
    run_by("tests/release/test_bundle.py", "colab_base=", r"autograder bundle .*--colab-base"),
    run_by("tests/release/test_leaks.py", "make_bundle(", r"autograder bundle"),
    run_by(CLUSTER, 'self.start(\n            "dask_scheduler"', r"dask scheduler"),
    run_by(CLUSTER, 'self.start(\n            "dask_worker"', r"AUTOGRADER_COURSE=\S+ dask worker"),
    run_by(CLUSTER, "Cluster(scheduler(machines.address))", r"autograder grade .*--scheduler"),
    run_by("tests/report/test_command.py", '"--feedback"]', r"autograder grade .*--feedback"),
    run_by("tests/student/test_first_hour.py", '"autograder", "status")', r"autograder status"),
    run_by("tests/student/test_watch.py", "watch_file(", r"autograder check .*--watch"),
    run_by("tests/test_doctor.py", 'tmp_path, "doctor")', r"autograder doctor"),
    run_by("tests/nbgrader/test_generate.py", '("generate_assignment",', r"nbgrader generate_assi"),
    not_here(r"cp gradebook\.db", "copies a gradebook, which the small course has not"),
    run_by(
        "tests/nbgrader/test_agreement.py",
        'run("db", "assignment", "remove",',
        r"nbgrader db assignment remove",
    ),
    run_by(NBGRADER, 'run("autograde",', r"nbgrader autograde"),
    run_by(NBGRADER, 'run("generate_feedback",', r"nbgrader generate_feedback"),
    run_by(NBGRADER, 'run("export")', r"nbgrader export"),
    # `make -n` says what would run, and fails where a target does not exist.
    Rule(begins=r"make", where="repository", instead=("make", "make -n")),
    # A student's folder. `check` ends with 1 where points are missing.
    Rule(begins=r"cd assignments/", where="student"),
    Rule(begins=r"cd / && autograder", where="student", ends=(1,)),
    Rule(begins=r"autograder check", where="student", ends=(0, 1)),
    Rule(begins=r"autograder (hint|reset)", where="student"),
    # A class, in a small course.
    Rule(begins=r"autograder grade .*handed-in", where="course", ends=(1,)),
    Rule(begins=r"autograder export .*elsewhere", where="course", ends=(1,)),
    Rule(begins=r"autograder verify .*--question", where="course"),
    Rule(begins=r"autograder grade", where="course"),
    Rule(begins=r"autograder export .*gradescope-autograder", where="course"),
    Rule(begins=r"autograder export .*github-classroom", where="course"),
    Rule(begins=r"autograder export", where="course", needs=(SLURM,)),
    Rule(begins=r"cd |python -m zipfile", where="course"),
)


def rule_for(command: str) -> Rule | None:
    """The first rule that fits."""
    return next((rule for rule in RULES if re.match(rule.begins, command)), None)
