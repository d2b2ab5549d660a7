"""Commands for instructors: grade, demo, doctor."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from autograder.cli.console import DEVICES, console, default_jobs, errors, progress_bar
from autograder.cli.streams import lasting_output
from autograder.errors import UsageError, require_known
from autograder.results import AssignmentResult, without_controls

if TYPE_CHECKING:  # loaded late, so that --help is quick
    from autograder.grading.batch import Engine, Order
    from autograder.grading.store import ResultStore
    from autograder.report.similar import Pair


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(grade)
    app.command()(demo)
    app.command()(doctor)


Jobs = Annotated[
    int | None,
    typer.Option(min=1, help="Submissions at a time. Default: one more than processors."),
]
Device = Annotated[str, typer.Option(help="cpu or gpu.")]
NoSandbox = Annotated[
    bool,
    typer.Option("--no-sandbox", help="Run submissions unprotected. Recorded in every result."),
]


def grade(
    assignment: Annotated[str, typer.Argument(help="Such as 03_output_layers.")],
    submissions: Annotated[
        Path, typer.Option(help="Folder with `<student>/<assignment>/<notebook>`.")
    ] = Path("submitted"),
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("graded"),
    student: Annotated[list[str] | None, typer.Option(help="Only this student.")] = None,
    jobs: Jobs = None,
    device: Device = "cpu",
    scheduler: Annotated[
        str, typer.Option(help="A Dask scheduler to grade on, such as tcp://10.0.0.5:8786.")
    ] = "",
    cluster: Annotated[
        Path | None, typer.Option(help="A YAML file that describes a Dask cluster to start.")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Repeat the run of this seed.")] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Grade again what is graded; all: on new inputs.")
    ] = False,
    feedback: Annotated[
        bool, typer.Option("--feedback", help="Write a page for each student, to hand out.")
    ] = False,
    similar: Annotated[
        bool, typer.Option("--similar", help="Look for submissions whose code is alike.")
    ] = False,
    no_sandbox: NoSandbox = False,
) -> None:
    """Grade a class in the sandbox; a second run goes on where the first one stopped."""
    from autograder.grading.batch import Order, require_apart
    from autograder.grading.inbox import overlooked
    from autograder.grading.store import ResultStore
    from autograder.questions.load import assignment_names, course_root

    root = course_root()
    require_known("assignment", assignment, assignment_names(root))
    require_known("device", device, DEVICES)
    if similar:
        from autograder.report.similar import require_copydetect

        require_copydetect()
    order = Order(
        root=root,
        assignment=assignment,
        submissions=submissions,
        out=out,
        students=tuple(dict.fromkeys(student or ())),
        device=device,
        seed=seed,
        fresh=fresh,
        sandboxed=not no_sandbox,
    )
    _warn_of_thresholds(order)
    require_apart(order)
    with lasting_output(), _stoppable(fresh):
        store = ResultStore(order.out, order.assignment)
        with store.locked():
            with _engine(order, jobs or default_jobs(), scheduler, cluster) as engine:
                results = _grade_with_progress(order, engine, store)
            _hand_over(order, results, similar, feedback)
        for text in overlooked(submissions, assignment) if not student else ():
            _say(f"Not graded: {text}")
    if not all(result.submission_sha256 for result in results):
        raise typer.Exit(1)


@contextmanager
def _stoppable(fresh: bool) -> Iterator[None]:
    """Say what Ctrl-C leaves, at whatever moment of the run it came."""
    try:
        yield
    except KeyboardInterrupt:
        again = "the same command without --fresh" if fresh else "the same command"
        errors.print(f"Stopped. What is graded stays; {again} goes on from there.")
        raise typer.Exit(130) from None


@contextmanager
def _engine(order: "Order", jobs: int, scheduler: str, cluster: Path | None) -> "Iterator[Engine]":
    """Where to grade: on this machine, on a cluster that runs, or on one that is started."""
    if scheduler and cluster:
        raise UsageError("Expected --scheduler or --cluster. Received: both.")
    if scheduler or cluster:
        from autograder.grading import cluster as dask

        started = dask.cluster_from_file(cluster) if cluster else None
        with started or nullcontext(dask.scheduler(scheduler)) as connect:
            yield dask.Cluster(connect, started=cluster is not None, say=_say)
        return
    from autograder.grading.threads import Threads
    from autograder.sandbox.select import make_worker
    from autograder.sandbox.transcript import Limits

    gpu = order.device == "gpu"
    yield Threads(order.root, lambda: make_worker(order.sandboxed, Limits(), gpu), jobs)


def _hand_over(
    order: "Order", results: list[AssignmentResult], similar: bool, feedback: bool
) -> None:
    """Write what is made of the results: reports, pages, the gradebook."""
    _write_reports(order, results, similar)
    if feedback:
        from autograder.report.feedback import write_feedback

        pages = write_feedback(order.out / order.assignment, results)
        console.print(f"Feedback: {pages}/<student>.html", markup=False, highlight=False)
    # Last, since it is the one thing that may fail for reasons that lie elsewhere.
    stored_in_gradebook = _store_in_gradebook(order.root, results)
    if stored_in_gradebook:
        console.print(stored_in_gradebook, highlight=False)


def _say(text: str) -> None:
    errors.print(text, markup=False, highlight=False, style="yellow")


def _grade_with_progress(
    order: "Order", engine: "Engine", store: "ResultStore"
) -> list[AssignmentResult]:
    """Grade the class behind a bar, and say what was there already and what is gone."""
    from autograder.grading.batch import grade_class

    if not order.sandboxed:
        errors.print("Warning: submissions run unprotected (--no-sandbox).", style="bold red")
    kept: list[str] = []
    gone: list[str] = []
    with progress_bar() as bar:
        task = bar.add_task(order.assignment, total=None)

        def report(result: AssignmentResult, stored: bool) -> None:
            kept.extend([result.student] * stored)
            bar.advance(task)

        results = grade_class(
            order,
            engine,
            lambda total: bar.update(task, total=total),
            report,
            gone.extend,
            store,
        )
    if kept:
        console.print(
            f"{len(kept)} of {len(results)} were graded by an earlier run.", highlight=False
        )
    if gone:
        console.print(
            f"Set aside in {order.out / order.assignment}/.gone, since they handed in nothing any "
            f"more: {', '.join(gone)}.",
            markup=False,
            highlight=False,
        )
    return results


def _write_reports(order: "Order", results: list[AssignmentResult], similar: bool = False) -> None:
    """Write the class's table and page, and print what they hold of this run."""
    from autograder.report.write import changes, write_reports

    folder = order.out / order.assignment
    whole = _whole_class(order, results)
    write_reports(folder, whole, order.root, _similar_pairs(order, whole) if similar else None)
    console.print(summary_table(results))
    moved = changes(folder, results)
    if moved:
        scores = "1 score" if len(moved) == 1 else f"{len(moved)} scores"
        console.print(
            f"{scores} moved since they were last graded; report.html says why.", highlight=False
        )
    for result in results:
        if not result.submission_sha256:
            told = without_controls(f"{result.student}: {result.message}")
            errors.print(told, markup=False, style="red")
    console.print(f"Results: {folder}/summary.csv, {folder}/report.html", highlight=False)


def _whole_class(order: "Order", results: list[AssignmentResult]) -> list[AssignmentResult]:
    """What the report shows: after `--student`, still the whole class."""
    from autograder.grading.store import stored_results

    if not order.students:
        return results

    def damaged(problem: str) -> None:
        errors.print(f"Warning: left out of the report: {problem}", markup=False, style="yellow")

    return stored_results(order.out, order.assignment, damaged)


def _similar_pairs(order: "Order", results: list[AssignmentResult]) -> "list[Pair]":
    """Pairs among those whose results the report shows."""
    from autograder.report.similar import class_code, similar_pairs

    codes, given = class_code(order.root, order.assignment, order.submissions)
    shown = {result.student for result in results}
    return similar_pairs({name: code for name, code in codes.items() if name in shown}, given)


def _store_in_gradebook(root: Path, results: list[AssignmentResult]) -> str:
    """Write the scores into nbgrader's gradebook, where one knows the assignment."""
    from autograder.release.layout import NBGRADER_CONFIGURATION

    if not (root / NBGRADER_CONFIGURATION).is_file():  # nbgrader takes seconds to import
        return ""
    from autograder.nbgrader.gradebook import store_results

    return store_results(root, results)


def _warn_of_thresholds(order: "Order") -> None:
    """Say so where training checks are judged by what was measured on another device."""
    from autograder.questions.prepare import calibration_file

    folder = order.root / "solutions" / order.assignment
    if order.device != "cpu" and not calibration_file(folder, order.device).is_file():
        errors.print(
            f"Warning: the thresholds of {order.assignment} were measured on the CPU. Measure "
            f"them here: `autograder calibrate {order.assignment} --device {order.device}`.",
            style="yellow",
        )


def summary_table(results: list[AssignmentResult]) -> Table:
    """One line a student: score, questions without full points, what stopped them."""
    table = Table(title=results[0].assignment, box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("student")
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("not passed")
    table.add_column("stopped")
    for result in results:
        failed = [q.name for q in result.questions if q.score < q.max_score]
        stopped = {q.status for q in result.questions} - {"graded", "not_attempted", "missing"}
        more = f"{failed[0]} and {len(failed) - 1} more" if len(failed) > 2 else ", ".join(failed)
        score = f"{result.score:g}/{result.max_score:g}"
        why = ", ".join(sorted(stopped)).replace("_", " ")
        table.add_row(_one_line(result.student), score, _one_line(more), _one_line(why))
    return table


def _one_line(text: str) -> Text:
    """Text that a narrow terminal cuts instead of wrapping it."""
    return Text(without_controls(text), no_wrap=True, overflow="ellipsis")


def demo(
    assignments: Annotated[list[str] | None, typer.Argument(help="All of them by default.")] = None,
    folder: Annotated[Path, typer.Option(help="Where the class is put.")] = Path("demo"),
    jobs: Jobs = None,
    no_sandbox: NoSandbox = False,
) -> None:
    """Grade the sample class, and show where the results are."""
    from autograder.grading.batch import Order
    from autograder.grading.store import ResultStore
    from autograder.questions.load import assignment_names, course_root
    from autograder.sample_class import write_sample_class

    root = course_root()
    known = assignment_names(root)
    for name in assignments or []:
        require_known("assignment", name, known)
    names = assignments or known
    write_sample_class(root, folder / "submitted", names)
    for assignment in names:
        order = Order(
            root=root,
            assignment=assignment,
            submissions=folder / "submitted",
            out=folder / "graded",
            sandboxed=not no_sandbox,
        )
        store = ResultStore(order.out, order.assignment)
        with lasting_output(), _stoppable(fresh=False), store.locked():
            with _engine(order, jobs or default_jobs(), "", None) as engine:
                results = _grade_with_progress(order, engine, store)
            _write_reports(order, results)  # and no gradebook: nobody's students


def doctor() -> None:
    """Show versions, GPU and sandbox, and what to do about each."""
    from autograder.doctor import examine

    table = Table("what", "found", "what to do")
    findings = examine()
    for finding in findings:
        colour = "green" if finding.good else "yellow"
        mark = "✓" if finding.good else "✗"
        table.add_row(f"{mark} {finding.what}", Text(finding.found, colour), Text(finding.remedy))
    console.print(table)
    if any(finding.needed and not finding.good for finding in findings):
        console.print("Type what stands on the right, then `autograder doctor` again.")
        raise typer.Exit(1)
    console.print("All that is needed is here.")
