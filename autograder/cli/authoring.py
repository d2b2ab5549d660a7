"""Commands for authors and CI: build, bundle, verify, calibrate, coverage."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.table import Table

from autograder.cli.console import DEVICES, console, default_jobs, errors, progress_bar
from autograder.cli.instructor import Device, Jobs, NoSandbox
from autograder.errors import require_known

if TYPE_CHECKING:
    from autograder.sandbox.transcript import Worker

WAITING_THREADS = 16
"""More than there are jobs: of the threads of ``verify``, most wait for what another asks."""


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(build)
    app.command()(bundle)
    app.command()(verify)
    app.command()(calibrate)
    app.command()(coverage)


Assignments = Annotated[list[str] | None, typer.Argument(help="All of them by default.")]


def _chosen(root: Path, names: list[str] | None) -> list[str]:
    from autograder.questions.load import assignment_names

    known = assignment_names(root)
    for name in names or []:
        require_known("assignment", name, known)
    return names or known


def build(
    assignments: Assignments = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only compare; exit 1 where something is stale.")
    ] = False,
) -> None:
    """Make `assignments/` from `solutions/`."""
    from autograder.questions.load import course_root
    from autograder.release.build import build_assignment, check_build

    root = course_root()
    stale = 0
    for name in _chosen(root, assignments):
        if check:
            differences = check_build(name, root)
            stale += len(differences)
            for line in differences:
                errors.print(f"{name}: {line}", markup=False, highlight=False)
        else:
            for path in build_assignment(name, root):
                console.print(path.relative_to(root), highlight=False)
    if stale:
        errors.print("Run `autograder build` and commit what it makes.")
        raise typer.Exit(1)


def bundle(
    directory: Annotated[Path, typer.Argument(help="A folder that does not exist yet.")],
    assignments: Assignments = None,
    colab_base: Annotated[
        str,
        typer.Option(
            help="Where Colab will open this folder, for a badge and an install cell: "
            "https://colab.research.google.com/github/OWNER/REPOSITORY/blob/main."
        ),
    ] = "",
) -> None:
    """Collect everything that students need, and nothing that they must not see."""
    from autograder.questions.load import course_root
    from autograder.release.bundle import make_bundle

    root = course_root()
    make_bundle(directory, _chosen(root, assignments), root, colab_base)
    console.print(f"Bundle: {directory}", highlight=False)


def verify(
    assignments: Assignments = None,
    json: Annotated[Path | None, typer.Option("--json", help="Write the report here.")] = None,
    question: Annotated[
        list[str] | None, typer.Option(help="Only this one; may be given again.")
    ] = None,
    jobs: Jobs = None,
    seed: Annotated[int, typer.Option(help="Of the inputs.")] = 1,
    seeds: Annotated[
        int,
        typer.Option(
            min=0,
            help="Grade right answers on this many seeds instead, without training checks; "
            "accepted variants on a fifth of them, slow checks on a tenth.",
        ),
    ] = 0,
    device: Device = "cpu",
    no_sandbox: NoSandbox = False,
) -> None:
    """Prove that every solution passes and every known wrong answer is caught."""
    from autograder.grading.threads import ended
    from autograder.questions.load import course_root
    from autograder.sandbox.select import make_worker
    from autograder.sandbox.transcript import Limits
    from autograder.verify import (
        SCHEMA,
        AssignmentReport,
        AtMost,
        VerifyReport,
        verify_assignment,
    )

    root = course_root()
    names = _chosen(root, assignments)
    require_known("device", device, DEVICES)
    only = tuple(question or ())
    jobs = jobs or default_jobs()
    gpu = device == "gpu"
    threads = jobs if seeds else jobs + WAITING_THREADS
    with (
        ended(ThreadPoolExecutor(3)) as side_by_side,
        ended(ThreadPoolExecutor(threads)) as executor,
        progress_bar() as bar,
        closing(make_worker(not no_sandbox, Limits(), gpu)) as worker,
    ):
        if seeds:
            _verify_seeds(root, names, worker, executor, seeds, only)
            return
        places = AtMost(worker, jobs)

        def prove(name: str) -> AssignmentReport:
            task = bar.add_task(name, total=None)
            return verify_assignment(
                root,
                name,
                places,
                executor,
                seed=seed,
                only=only,
                device=device,
                progress=lambda _: bar.advance(task),
            )

        # The next ones start while the last submissions of this one are graded.
        reports = list(side_by_side.map(prove, names))
    if json is not None:
        report = VerifyReport(SCHEMA, seed, tuple(reports))
        json.write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    table = Table("assignment", "solution", "starter", "accepted", "mutants caught", "named")
    for each in reports:
        right = sum(variant.score == variant.max_score for variant in each.accepted)
        caught = sum(mutant.caught for mutant in each.mutants)
        visible = [mutant for mutant in each.mutants if mutant.visible]
        named = sum(mutant.diagnosed for mutant in visible)
        table.add_row(
            each.name,
            f"{each.solution.score:g}/{each.solution.max_score:g}",
            f"{each.starter.score:g}",
            f"{right}/{len(each.accepted)}",
            f"{caught}/{len(each.mutants)}",
            f"{named}/{len(visible)}",
        )
    console.print(table)
    problems = [f"{each.name}: {line}" for each in reports for line in each.problems()]
    for line in problems:
        errors.print(line, markup=False, highlight=False)
    if problems:
        raise typer.Exit(1)


def _verify_seeds(
    root: Path,
    names: list[str],
    worker: "Worker",
    executor: ThreadPoolExecutor,
    seeds: int,
    only: tuple[str, ...],
) -> None:
    from autograder.verify_seeds import verify_seeds

    failed = False
    for name in names:
        for report in verify_seeds(root, name, worker, executor, seeds=seeds, questions=only):
            console.print(f"{name} {report}", highlight=False, markup=False)
            for line in report.failures[:20]:
                errors.print(line, markup=False, highlight=False)
            failed |= bool(report.failures)
    if failed:
        raise typer.Exit(1)


def calibrate(
    assignment: Annotated[str, typer.Argument()],
    questions: Annotated[list[str] | None, typer.Argument(help="All by default.")] = None,
    seeds: Annotated[int, typer.Option(help="Runs of each right answer.", min=30)] = 30,
    jobs: Jobs = None,
    device: Device = "cpu",
    no_sandbox: NoSandbox = False,
) -> None:
    """Measure the thresholds of training checks, and print the chance that right code fails."""
    from autograder.calibrate import (
        calibrate_check,
        plot_calibration,
        read_calibration,
        write_calibration,
    )
    from autograder.grading.threads import ended
    from autograder.questions.load import course_root, load_assignment
    from autograder.sandbox.select import make_worker
    from autograder.sandbox.transcript import Limits

    root = course_root()
    _chosen(root, [assignment])
    require_known("device", device, DEVICES)
    loaded = load_assignment(root, assignment)
    for wanted in questions or []:
        require_known("question", wanted, [each.name for each in loaded.questions])
    measured = {}
    threads = ThreadPoolExecutor(jobs or default_jobs())
    gpu = device == "gpu"
    with (
        ended(threads) as executor,
        closing(make_worker(not no_sandbox, Limits(), gpu)) as worker,
    ):
        for question in loaded.questions:
            for check in question.checks:
                if check.kind != "training" or (questions and question.name not in questions):
                    continue
                with progress_bar() as bar:
                    task = bar.add_task(f"{question.name}/{check.name}", total=None)
                    item = calibrate_check(
                        root,
                        loaded,
                        question,
                        check,
                        worker,
                        executor,
                        seeds=seeds,
                        device=device,
                        progress=lambda text, bar=bar, task=task: bar.advance(task),  # type: ignore[misc]
                    )
                name = f"{question.name}/{check.name}"
                measured[name] = item
                write_calibration(root, assignment, {name: item}, device)
                console.print(
                    f"{name}: threshold {item.threshold:g} ({item.metric}), {item.tries} tries, "
                    f"right code fails with a chance of at most {item.bound:.1e}",
                    highlight=False,
                )
    suffix = "" if device == "cpu" else f"_{device}"
    picture = root / "docs" / "calibration" / f"{assignment}{suffix}.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    plot_calibration(read_calibration(root, assignment, device).checks, picture)
    console.print(f"Plot: {picture.relative_to(root)}", highlight=False)


def coverage() -> None:
    """Print which idea of the curriculum is covered by which question."""
    from autograder.coverage import covered, ideas
    from autograder.questions.load import assignment_names, course_root, load_assignment

    root = course_root()
    loaded = [load_assignment(root, name) for name in assignment_names(root)]
    found = covered(loaded)
    table = Table("idea", "what", "questions")
    for idea, text in ideas().items():
        table.add_row(idea, text, ", ".join(found.get(idea, ())))
    console.print(table)
    present = sum(idea in found for idea in ideas())
    console.print(f"{present} of {len(ideas())} ideas covered.", highlight=False)
