"""The students of the sample class, one entry each: who, what it shows, and what is due."""

from collections.abc import Iterator
from pathlib import Path

from autograder.sample_class import tricks
from autograder.sample_class.coursework import Coursework
from autograder.sample_class.sample import Sample

WHO_ERR = ("emil", "fatma", "goran", "hana", "ivo", "jin")


def write_sample_class(root: Path, directory: Path, names: list[str]) -> None:
    """Write what the sample students hand in, in nbgrader's layout.

    Args:
        root: the course, with its assignments built.
        directory: gets ``<student>/<assignment>/<file>``; files of these names are replaced.
        names: of the assignments.

    Raises:
        UsageError: an assignment has not been built.
    """
    for name in names:
        for sample in sample_class(root, name):
            path = directory / sample.student / name / sample.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(sample.content)


def sample_class(root: Path, assignment: str) -> list[Sample]:
    """Every sample student's submission for one assignment, and the result that is due."""
    work = Coursework(root, assignment)
    return [*_honest(work), *_mistaken(work), *_troubled(work), *_cheating(work)]


def _honest(work: Coursework) -> Iterator[Sample]:
    half = dict(list(work.quick.items())[::2])
    yield work.sample("ada_perfect", "every answer is right", work.solved)
    yield work.sample("ben_half_done", "half of the answers, the rest untouched", half)
    yield work.sample("chen_untouched", "the notebook as it was released", {})
    yield work.sample("dora_unusual", "right answers, all written differently", work.unusual())
    yield work.sample(
        "kofi_script", "a percent script for a notebook", work.quick, file=f"{work.topic}.py"
    )
    yield work.sample(
        "lena_renamed",
        "another file name, cells in another order, and no metadata at all",
        work.quick,
        file="Untitled7 (final).ipynb",
        change=tricks.reorder_and_strip,
    )


def _mistaken(work: Coursework) -> Iterator[Sample]:
    for who, mutant in zip(WHO_ERR, work.mistakes(len(WHO_ERR)), strict=False):
        yield work.sample(
            f"{who}_{mutant.name}",
            f"an honest mistake: {mutant.says}",
            work.quick | {mutant.question: work.code(mutant)},
            wrong={mutant.question: mutant.caught_by},
        )


def _troubled(work: Coursework) -> Iterator[Sample]:
    target, solution = work.target, work.solved[work.target]
    noisy = {name: source + tricks.NOISE for name, source in work.quick.items()}
    noisy[target] += tricks.NOISY_CALLS
    yield work.sample("mia_noisy", "warnings, prints and logging cost nothing", _named(noisy))
    yield work.sample(
        "nils_syntax_error",
        "one cell that Python can't read costs one question",
        work.quick | {target: solution.replace("):", ")", 1)},
        lost={target: "crashed"},
    )
    yield work.sample(
        "olga_endless_loop",
        "a loop without end in an answer costs one question; in another cell, none",
        work.quick | _answer(work, tricks.ENDLESS_LOOP),
        lost={target: "timed_out"},
        change=tricks.add_endless_loop,
    )
    yield work.sample(
        "pavel_abort",
        "the process aborts, as TensorFlow's C++ code does",
        work.quick | _answer(work, tricks.ABORT),
        lost={target: "crashed"},
    )
    yield work.sample(
        "quinn_segfault",
        "the process reads from address 0",
        work.quick | _answer(work, tricks.SEGFAULT),
        lost={target: "crashed"},
    )


def _cheating(work: Coursework) -> Iterator[Sample]:
    target = work.target
    yield work.sample(
        "rosa_forged_grade",
        "NumPy and the checker say yes, saved results and metadata say 1000 points",
        work.quick | _answer(work, tricks.FORGED_GRADE),
        lost={target: "graded"},
        change=tricks.forge_outputs_and_metadata,
    )
    yield work.sample(
        "sven_reads_solutions",
        "searches files, processes, environment, frames, memory and network",
        work.quick | _answer(work, tricks.READS_SOLUTIONS),
        lost={target: "graded"},
        says={target: "found: nothing"},
    )
    yield work.sample(
        "tara_equals_everything",
        "an array that agrees with whatever it is compared with",
        work.quick | _answer(work, tricks.EQUALS_EVERYTHING),
        lost={target: "graded"},
    )
    yield work.sample(
        "umar_early_exit",
        "says that all tests passed, and ends with status 0",
        work.quick | _answer(work, tricks.EARLY_EXIT),
        lost={target: "crashed"},
    )


def _answer(work: Coursework, trick: str) -> dict[str, str]:
    """The trick, written as the answer to the target."""
    return _named({work.target: trick.strip()})


def _named(sources: dict[str, str]) -> dict[str, str]:
    return {name: source.replace("TARGET", name) for name, source in sources.items()}
