"""Check a student's file from a terminal, once or whenever it is saved."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

from autograder.errors import SubmissionError
from autograder.grading.question import grade_question
from autograder.results import QuestionResult
from autograder.sandbox.transcript import Worker
from autograder.student.progress import remember
from autograder.student.workspace import Workspace
from autograder.submissions.dependencies import cells_for
from autograder.submissions.read import Submission, read_submission

Show = Callable[[QuestionResult], object]
_LOOK_MILLISECONDS = 500


def check_file(
    workspace: Workspace, path: Path, questions: tuple[str, ...], worker: Worker
) -> Iterator[QuestionResult]:
    """Check the questions of a file one after the other.

    Raises:
        SubmissionError: the file can't be read.
    """
    submission = read_submission(path)
    for name in questions:
        result = grade_question(workspace, name, submission, worker, pictures=True)
        remember(workspace.folder, result)
        yield result


def watch_file(
    workspace: Workspace, path: Path, questions: tuple[str, ...], worker: Worker, show: Show
) -> None:
    """Check again what changed, each time the file is saved, until interrupted.

    Training takes long, so its checks come after the others of a question, and only once those
    pass in an answer that was edited.
    """
    import watchfiles

    print(f"Watching {path}. Save it to check again; Ctrl-C ends.", flush=True)
    before: Submission | None = None
    for _ in _saves(watchfiles, path):
        try:
            after = read_submission(path)
        except SubmissionError as error:
            print(error, flush=True)
            continue
        changed = tuple(name for name in questions if _differs(before, after, name))
        for name in changed:
            started = time.monotonic()
            check = partial(grade_question, workspace, name, after, worker, pictures=True)
            _check_quick_first(workspace, name, check, show, edited=before is not None)
            print(f"— {time.monotonic() - started:.1f} s —", flush=True)
        before = after


def _check_quick_first(
    workspace: Workspace,
    name: str,
    check: Callable[..., QuestionResult],
    show: Show,
    *,
    edited: bool,
) -> None:
    checks = workspace.prepare(name).checks
    slow = [each for each in checks if each.kind == "training"]
    if len(slow) < len(checks):
        result = check(training=False)
        passed = result.score == result.max_score
        if not slow or (edited and not passed):  # else an earlier result says more
            remember(workspace.folder, result)
        show(result)
        if slow and passed and not edited:
            print("Its training checks run when you save a change to it.", flush=True)
        if not (slow and passed and edited):
            return
        print("Now its training checks, which take longer …", flush=True)
    result = check()
    remember(workspace.folder, result)
    show(result)


def _saves(watchfiles: ModuleType, path: Path) -> Iterator[None]:
    """Once at the start, then after each change of the file.

    A change counts whenever it was made, also while an earlier one was being checked.
    """
    seen = _state(path)
    yield None
    changes = watchfiles.watch(
        path.parent,
        debounce=50,
        step=20,
        recursive=False,
        rust_timeout=_LOOK_MILLISECONDS,
        yield_on_timeout=True,
    )
    for _ in changes:
        state = _state(path)
        if state not in (seen, None):
            seen = state
            yield None


def _state(path: Path) -> tuple[int, int, int] | None:
    """What a save changes; None while an editor has the file removed."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size, about.st_ino


def _differs(before: Submission | None, after: Submission, question: str) -> bool:
    """Whether the code that a question depends on has changed."""
    if before is None:
        return True
    old = [cell.source.strip() for cell in cells_for(before, question)]
    return old != [cell.source.strip() for cell in cells_for(after, question)]
