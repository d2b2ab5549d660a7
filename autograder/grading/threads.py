"""Grade on this machine: a few threads share one warm worker."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from autograder.errors import AutograderError
from autograder.grading.descriptors import FEWER_FILES, allow_open_files, is_out_of_files
from autograder.grading.grader import Batch, Grader, Job
from autograder.results import AssignmentResult
from autograder.sandbox.attempts import REMEDY
from autograder.sandbox.transcript import Worker


class Threads:
    """An engine: grades the jobs of a batch, and yields each result as soon as it is known.

    Threads are enough, since a submission runs in a process of its own, and one process that
    has imported TensorFlow serves them all.

    Args:
        root: the course.
        make_worker: starts what runs the submissions, when the first one needs it.
        jobs: how many submissions at a time.
    """

    def __init__(self, root: Path, make_worker: Callable[[], Worker], jobs: int) -> None:
        self._root = root
        self._make_worker = make_worker
        self._jobs = jobs

    def grade(self, batch: Batch, jobs: Iterable[Job]) -> Iterator[AssignmentResult]:
        """Results in the order in which they are done.

        Raises:
            AutograderError: this process may not open as many files as the jobs need.
        """
        allow_open_files(self._jobs)
        executor = ThreadPoolExecutor(self._jobs)
        # An interrupted run ends the submissions first, or it would wait for their time limits.
        with ended(executor), contextlib.closing(self._make_worker()) as worker:
            try:
                yield from self._results(executor, Grader(self._root, batch, worker), jobs)
            except OSError as error:
                if not is_out_of_files(error):
                    raise
                raise AutograderError(
                    f"{self._jobs} submissions at a time need more open files than this process "
                    f"may have. {FEWER_FILES}, and run the same command again; results already "
                    "written stay."
                ) from error
            except RuntimeError as error:
                if "start new thread" not in str(error):  # which has no class of its own
                    raise
                raise AutograderError(
                    f"This machine starts no more threads for {self._jobs} submissions at a time. "
                    f"{REMEDY}"
                ) from error

    def _results(
        self, executor: ThreadPoolExecutor, grader: Grader, jobs: Iterable[Job]
    ) -> Iterator[AssignmentResult]:
        pending: set[Future[AssignmentResult]] = set()
        try:
            for job in jobs:
                if len(pending) > self._jobs:
                    done, pending = wait(pending, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
                pending.add(executor.submit(grader.grade, job))
            while pending:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


@contextlib.contextmanager
def ended(executor: ThreadPoolExecutor) -> Iterator[ThreadPoolExecutor]:
    """Wait for the threads at the end; where there was an error, what has not begun never will.

    An executor waits for all that it was given. Close the worker before, within, so that what has
    begun ends at once.
    """
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
