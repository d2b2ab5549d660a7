"""Where results are kept. Each is written whole, as soon as it is known."""

import contextlib
import csv
import errno
import hashlib
import io
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.errors import AutograderError, UsageError
from autograder.results import AssignmentResult, from_json, to_json

RUN_FILE = ".run.json"
LOCK_FILE = ".lock"
UNFINISHED = ".writing-"
PREVIOUS = ".previous"
"""Folder with what each result was before its student's questions were last graded again."""

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""A file system that has no locks: some of those that machines share."""

SEED_BITS = 48
MAX_NAME_BYTES = 230


class Run(msgspec.Struct):
    """What later runs into the same folder go on with."""

    seed: int


def file_name(student: str, suffix: str) -> str:
    """``<student><suffix>``; with a digest instead of its end, where a file may not be called so.

    A folder's name may have 255 bytes, which leaves no room for a suffix.
    """
    name = student.encode()
    if len(name) <= MAX_NAME_BYTES:
        return student + suffix
    digest = hashlib.sha256(name).hexdigest()[:12]
    return f"{name[:MAX_NAME_BYTES].decode('utf-8', 'ignore')}~{digest}{suffix}"


class ResultStore:
    """The folder ``OUT/<assignment>``: one ``<student>.json`` each, ``summary.csv``, a report."""

    def __init__(self, out: Path, assignment: str) -> None:
        self.folder = out / assignment
        with explained_write_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, student: str) -> Path:
        """Where a student's result is."""
        return self.folder / file_name(student, ".json")

    def read(self, student: str) -> AssignmentResult | None:
        """The stored result, or None where there is no readable one."""
        return self._read(self.path(student))

    @staticmethod
    def _read(path: Path) -> AssignmentResult | None:
        try:
            return from_json(path.read_bytes())
        except (OSError, msgspec.MsgspecError, ValueError):
            return None

    def write(self, result: AssignmentResult) -> None:
        """Store a result, whole or not at all; what it replaces is kept as the previous one."""
        replaced = self.read(result.student)
        if replaced is not None and replaced.questions != result.questions:
            with explained_write_errors(self.folder):
                (self.folder / PREVIOUS).mkdir(exist_ok=True)
            write_atomically(self._previous_path(result.student), to_json(replaced))
        write_atomically(self.path(result.student), to_json(result))

    def previous(self, student: str) -> AssignmentResult | None:
        """The result before the student's questions were last graded again, if they were."""
        return self._read(self._previous_path(student))

    def _previous_path(self, student: str) -> Path:
        return self.folder / PREVIOUS / file_name(student, ".json")

    def seed(self, asked: int | None, fresh: bool) -> int:
        """The run's seed: the one asked for, the stored one, or a new secret one."""
        path = self.folder / RUN_FILE
        stored: int | None = None
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            stored = msgspec.json.decode(path.read_bytes(), type=Run).seed
        keep = stored if stored is not None and not fresh else secrets.randbits(SEED_BITS)
        seed = keep if asked is None else asked
        if seed != stored:
            write_atomically(path, msgspec.json.encode(Run(seed)))
        return seed

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep a second run out of this folder; clear away what a killed one left half-written.

        Raises:
            AutograderError: another run holds it.
        """
        try:
            import fcntl
        except ImportError:  # Windows has no sandbox either; one instructor at one desk
            yield
            return
        with contextlib.ExitStack() as stack:
            with explained_write_errors(self.folder):
                file = stack.enter_context(open(self.folder / LOCK_FILE, "a+"))
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise AutograderError(
                        f"Another `autograder grade` is writing to {self.folder}. Wait until it is "
                        "done, or give this one its own folder with --out."
                    ) from None
                except OSError as error:
                    if error.errno not in _NO_LOCKS:
                        raise
                for path in self.folder.glob(f"{UNFINISHED}*"):
                    path.unlink(missing_ok=True)
            yield


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a crash, finds the old content or the new.

    Raises:
        AutograderError: it can't be written; what was there stays.
    """
    with explained_write_errors(path.parent):
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise


@contextlib.contextmanager
def explained_write_errors(folder: Path) -> Iterator[None]:
    """Turn a failed write into an error that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            text = f"No space left for {folder}. Free some and run the same command again"
        else:
            text = f"Can't write to {folder}: {error.strerror}. Choose another folder with --out"
        raise AutograderError(f"{text}; results already written stay and are not repeated.") from (
            error
        )


def summary_csv(results: list[AssignmentResult]) -> bytes:
    """One row a student: score of each question, total, statuses other than graded."""
    names = [question.name for question in results[0].questions] if results else []
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", "score", "max_score", *names, "remarks"])
    for result in results:
        scores = {question.name: question.score for question in result.questions}
        remarks = [f"{q.name}: {q.status}" for q in result.questions if q.status != "graded"]
        row = [result.student, result.score, result.max_score]
        row += [scores.get(name, 0.0) for name in names]
        row.append("; ".join([result.message, *remarks]).strip("; "))
        writer.writerow(map(safe_cell, row))
    return text.getvalue().encode()


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet runs: a quote stands before what starts like a formula."""
    formula = isinstance(value, str) and len(value) > 1 and value[0] in "=+-@\t\r"
    return f"'{value}" if formula else value


def stored_results(out: Path, assignment: str) -> list[AssignmentResult]:
    """All results that ``grade`` has stored for an assignment, by the students' names.

    Raises:
        UsageError: there are none, or one can't be read.
    """
    results = []
    for path in sorted((out / assignment).glob("[!.]*.json")):
        try:
            results.append(from_json(path.read_bytes()))
        except (OSError, msgspec.MsgspecError, ValueError) as error:
            raise UsageError(
                f"{path} is no result ({error}). Grade again, or take the file away."
            ) from error
    if not results:
        raise UsageError(
            f"No results in {out / assignment}. Run `autograder grade {assignment}` first, or name "
            "the folder of its --out with --results."
        )
    return results
