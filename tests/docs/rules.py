"""How each documented command is run, or why it can't be. The first rule that fits counts.

A command that no rule fits fails the tests, and so does a rule that fits no command.
"""

import dataclasses
import re

ADDRESS = "tcp://10.0.0.5:8786"
SERVED = "/srv/course"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rule:
    """Commands that begin alike.

    Args:
        begins: a regular expression for the beginning.
        where: ``"student"`` (the released assignment), ``"course"`` (a small course with a class)
            or ``"repository"``; nowhere where empty.
        ends: the exit statuses that are right.
        needs: commands that a reader has run before.
        instead: what is run in place of the part that matches, so that it takes less time.
        until: it does not end by itself; this text shows that it works.
        because: why it can't be run by a test; its options and files are looked at all the same.
    """

    begins: str
    where: str = ""
    ends: tuple[int, ...] = (0,)
    needs: tuple[str, ...] = ()
    instead: tuple[tuple[str, str], ...] = ()
    until: str = ""
    because: str = ""


def not_here(begins: str, because: str) -> Rule:
    return Rule(begins=begins, because=because)


GRADE = "autograder grade 03_output_layers"
BUILD = "autograder build"
GENERATE = "nbgrader generate_assignment 03_output_layers"
AUTOGRADE = "nbgrader autograde 03_output_layers"

RULES = (
    not_here(r".*--device gpu", "needs a GPU"),
    not_here(r".*python -m pip install", "needs a package registry"),
    not_here(r"python -m venv", "the tests have an environment already"),
    not_here(r"source \.venv/bin/activate", "the tests have an environment already"),
    not_here(r"jupyter lab", "opens a browser; a student's choice, which is no dependency"),
    not_here(r"nice python benchmarks/", "takes hours"),
    not_here(r"git archive .*\| docker|docker|helm", "needs Docker and Kubernetes"),
    not_here(r".*--cluster docs/examples/(slurm|kubernetes)", "needs Slurm or Kubernetes"),
    # `make -n` says what would run, and fails where a target does not exist.
    Rule(begins=r"make", where="repository", instead=(("make", "make -n"),)),
    # A student's folder. `check` ends with 1 where points are missing.
    Rule(begins=r"cd (assignments|/)", where="student"),
    Rule(begins=r"autograder check .*--watch", where="student", until="Watching"),
    Rule(begins=r"autograder check", where="student", ends=(0, 1)),
    Rule(begins=r"KERAS_BACKEND=jax autograder doctor", where="student", ends=(1,)),
    Rule(begins=r"autograder (hint|status|reset|doctor)", where="student"),
    # A class, in a small course.
    Rule(begins=r"autograder bundle", where="course", needs=(BUILD,)),
    Rule(begins=r"autograder build --check", where="course", needs=(BUILD,)),
    Rule(begins=r"autograder (build|coverage|calibrate)", where="course"),
    Rule(begins=r"autograder grade 03_output_layer$", where="course", ends=(1,)),
    Rule(begins=r"autograder grade .*handed-in", where="course", ends=(1,), needs=(BUILD,)),
    Rule(
        begins=r"autograder grade .*--scheduler",
        where="course",
        needs=(
            BUILD,
            "dask scheduler",
            f"AUTOGRADER_COURSE={SERVED} dask worker {ADDRESS} --nthreads 4 --nworkers 1",
        ),
        instead=((r"$", " --out graded-there"),),
    ),
    Rule(begins=r"autograder grade .*--cluster", where="course", needs=(BUILD,)),
    Rule(begins=GRADE, where="course", needs=(BUILD,)),
    Rule(begins=r"dask scheduler", where="course", until="Scheduler at"),
    Rule(begins=r"AUTOGRADER_COURSE=\S+ dask worker", where="course", until="Registered to"),
    Rule(begins=r"autograder export .*elsewhere", where="course", ends=(1,)),
    Rule(begins=r"autograder export .*(classroom|autograder)", where="course", needs=(BUILD,)),
    Rule(begins=r"autograder export", where="course", needs=(GRADE,)),
    Rule(begins=r"cd |zip ", where="course"),
    Rule(
        begins=r"autograder verify",
        where="course",
        needs=(BUILD,),
        instead=(("--seeds 1000", "--seeds 2"),),
    ),
    Rule(begins=GENERATE, where="course"),
    Rule(begins=AUTOGRADE, where="course", needs=(GENERATE, GRADE)),
    Rule(begins=r"nbgrader (generate_feedback|export)", where="course", needs=(AUTOGRADE,)),
)


def rule_for(command: str) -> Rule | None:
    """The first rule that fits."""
    return next((rule for rule in RULES if re.match(rule.begins, command)), None)
