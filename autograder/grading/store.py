"""Where results are kept. Each is written whole, as soon as it is known."""

import contextlib
import csv
import errno
import hashlib
import io
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from autograder.errors import AutograderError, UsageError
from autograder.grading.descriptors import FEWER_FILES, is_out_of_files
from autograder.results import AssignmentResult, from_json, to_json

RUN_FILE = ".run.json"
LOCK_FILE = ".lock"
UNFINISHED = ".writing-"
PREVIOUS = ".previous"
"""Folder with what each result was before its student's questions were last graded again."""

GONE = ".gone"
"""Folder with the results and pages of students who are no longer among the class."""

FEEDBACK = "feedback"
"""Folder with a page for each student, which is handed out."""

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

    Raises:
        UsageError: this process can't name such a file.
    """
    name = student.encode()
    try:
        os.fsencode(student)
    except UnicodeEncodeError as error:
        raise UsageError(
            f"The locale of this terminal has no letters for the student {student!r}. Expected "
            "UTF-8. Type `export LC_ALL=C.UTF-8`, and run the same command again."
        ) from error
    if len(name) <= MAX_NAME_BYTES:
        return student + suffix
    digest = hashlib.sha256(name).hexdigest()[:12]
    return f"{name[:MAX_NAME_BYTES].decode('utf-8', 'ignore')}~{digest}{suffix}"


class ResultStore:
    """The folder ``OUT/<assignment>``: one ``<student>.json`` each, ``summary.csv``, a report."""

    def __init__(self, out: Path, assignment: str) -> None:
        self.folder = out / assignment
        self._held = False
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
            with explained_write_errors(self.folder / PREVIOUS):
                (self.folder / PREVIOUS).mkdir(exist_ok=True)
            write_atomically(self._previous_path(result.student), to_json(replaced))
        write_atomically(self.path(result.student), to_json(result))

    def previous(self, student: str) -> AssignmentResult | None:
        """The result before the student's questions were last graded again, if they were."""
        return self._read(self._previous_path(student))

    def _previous_path(self, student: str) -> Path:
        return self.folder / PREVIOUS / file_name(student, ".json")

    def bring_back(self, students: Iterable[str]) -> None:
        """Put what is of students who are among the class again back to the others."""
        gone = self.folder / GONE
        if gone.is_dir():
            for path in map(self.path, students):
                if (gone / path.name).is_file() and not path.exists():
                    self._move(path, back=True)

    def set_aside(self, keep: Iterable[str]) -> list[str]:
        """Move all results but those of the students to keep into ``.gone``, with their pages.

        Returns:
            Whose they were.
        """
        kept = {self.path(student).name for student in keep}
        students = []
        for path in sorted(self.folder.glob("[!.]*.json")):
            stored = None if path.name in kept else self._read(path)
            if stored is not None:
                self._move(path, back=False)
                students.append(stored.student)
        return students

    def _move(self, result: Path, back: bool) -> None:
        """Move a result and its student's page, the result last: a run that is killed goes on."""
        page = self.folder / FEEDBACK / result.with_suffix(".html").name
        for path in (page, result):
            aside = self.folder / GONE / path.name
            source, target = (aside, path) if back else (path, aside)
            if source.is_file():
                with explained_write_errors(target):
                    target.parent.mkdir(exist_ok=True)
                    os.replace(source, target)

    def seed(self, asked: int | None, fresh: bool, whole: bool = True) -> int:
        """The run's seed: the one asked for, the stored one, or a new secret one.

        Args:
            asked: the one asked for.
            fresh: whether a new one is wanted rather than the stored one.
            whole: whether the run grades the whole class; otherwise the stored one stays, since
                all students of a class are to get the same inputs.

        Raises:
            UsageError: one was asked for that is not the class's.
            AutograderError: the stored one may not be read, or can't be and is needed.
        """
        stored = self._stored_seed(needed=not whole or not (fresh or asked is not None))
        if stored is not None and not whole:
            if asked not in (None, stored):
                raise UsageError(
                    f"--student with --seed: expected the seed of the class in {self.folder}. "
                    "Received: another seed than the class has. Leave --seed out, name another "
                    "folder with --out, or grade the whole class with this seed."
                )
            asked = stored
        keep = stored if stored is not None and not fresh else secrets.randbits(SEED_BITS)
        seed = keep if asked is None else asked
        if seed != stored or not (self.folder / RUN_FILE).exists():
            write_atomically(self.folder / RUN_FILE, msgspec.json.encode(Run(seed)), private=True)
        return seed

    def _stored_seed(self, needed: bool) -> int | None:
        """The stored seed; None where there is none, or where one that is damaged does not matter.

        Another one would grade the class again, or one student on other inputs than the rest.
        """
        path = self.folder / RUN_FILE
        if needed and not os.path.lexists(path):
            return self._seed_of_results(path)
        try:
            return msgspec.json.decode(path.read_bytes(), type=Run).seed
        except (FileNotFoundError, IsADirectoryError):  # the latter is in the way, and told so
            return None
        except PermissionError as error:
            raise AutograderError(
                f"{path}, which holds the seed of the class, may not be read by you. Ask "
                "whoever graded first to let you read it, or choose another folder with --out."
            ) from error
        except (OSError, msgspec.MsgspecError, ValueError) as error:
            if not needed:
                return None
            raise AutograderError(
                f"{path}, which holds the seed of the class, can't be read: {error}. Grade the "
                "whole class with `--seed N`, where N is the `seed` in its results, which then "
                "stay; or with --fresh, on new inputs."
            ) from error

    def _seed_of_results(self, path: Path) -> int | None:
        """The seed that all results name, where its own file was lost, as in a copy of them."""
        stored = map(self._read, self.folder.glob("[!.]*.json"))
        seeds = {result.seed for result in stored if result is not None}
        if len(seeds) > 1:
            raise AutograderError(
                f"{path}, which holds the seed of the class, is missing, and the results beside it "
                "have several seeds. Grade the whole class with `--seed N`, where N is the `seed` "
                "of those results that are to stay; or with --fresh, on new inputs."
            )
        return seeds.pop() if seeds else None

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep a second run out of this folder; clear away what a killed one left half-written.

        A command holds it to its end, so that what it writes last is of the newest results; the
        grading in between may ask for it again.

        Raises:
            AutograderError: another run holds it.
        """
        if self._held:
            yield
            return
        with contextlib.ExitStack() as stack:
            with explained_write_errors(self.folder / LOCK_FILE):
                self._take(stack.enter_context(open(self.folder / LOCK_FILE, "a+")))
            self._held = True
            stack.callback(setattr, self, "_held", False)
            yield

    def _take(self, lock: IO[str]) -> None:
        try:
            import fcntl
        except ImportError:  # Windows has no sandbox either; one instructor at one desk
            return
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AutograderError(
                f"Another `autograder grade` is writing to {self.folder}. Wait until it is "
                "done, or give this one its own folder with --out."
            ) from None
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        for folder in (self.folder, self.folder / PREVIOUS, self.folder / FEEDBACK):
            for path in folder.glob(f"{UNFINISHED}*"):
                path.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes, private: bool = False) -> None:
    """Write a file so that a reader, or a crash, finds the old content or the new.

    Args:
        path: the file.
        data: its new content.
        private: whether nobody else may read it; otherwise the umask says who may.

    Raises:
        AutograderError: it can't be written; what was there stays.
    """
    temporary = path.parent / f"{UNFINISHED}{secrets.token_hex(8)}"
    with explained_write_errors(path):
        try:
            with open(temporary, "xb", opener=_private if private else None) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


_IN_THE_WAY = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ENOTEMPTY)


@contextlib.contextmanager
def explained_write_errors(path: Path) -> Iterator[None]:
    """Turn a failed write of a file or folder into an error that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            text = f"No space left for {path}. Free some and run the same command again"
        elif error.errno in _IN_THE_WAY:
            text = (
                f"Can't write results: {_in_the_way(path)} is in the way ({error.strerror}). "
                "Take it away, or choose another folder with --out"
            )
        elif is_out_of_files(error):
            text = f"Can't write {path}: {error.strerror}. {FEWER_FILES}"
        else:
            text = f"Can't write to {path}: {error.strerror}. Choose another folder with --out"
        raise AutograderError(f"{text}; results already written stay and are not repeated.") from (
            error
        )


def _in_the_way(path: Path) -> Path:
    """The file that stands where a folder is due, or the path itself."""
    above = [each for each in reversed(path.parents) if each.exists() and not each.is_dir()]
    return above[0] if above else path


def summary_csv(results: list[AssignmentResult]) -> bytes:
    """One row a student: score of each question, total, statuses other than graded.

    A question that a student was not asked, since it is newer or older, has an empty cell.
    """
    names = list(dict.fromkeys(q.name for result in results for q in result.questions))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", "score", "max_score", *names, "remarks"])
    for result in results:
        scores = {question.name: question.score for question in result.questions}
        remarks = [f"{q.name}: {q.status}" for q in result.questions if q.status != "graded"]
        row = [result.student, result.score, result.max_score]
        row += [scores.get(name, "") for name in names]
        row.append("; ".join([result.message, *remarks]).strip("; "))
        writer.writerow(map(safe_cell, row))
    return text.getvalue().encode()


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet runs: a quote stands before what starts like a formula."""
    formula = isinstance(value, str) and len(value) > 1 and value[0] in "=+-@\t\r"
    return f"'{value}" if formula else value


def stored_results(
    out: Path, assignment: str, damaged: Callable[[str], None] | None = None
) -> list[AssignmentResult]:
    """All results that ``grade`` has stored for an assignment, by the students' names.

    Args:
        out: the folder of results.
        assignment: its name.
        damaged: told of each file that is no result, which is then left out.

    Raises:
        UsageError: there are none, or one can't be read and nobody is told.
    """
    results = []
    for path in sorted((out / assignment).glob("[!.]*.json")):
        try:
            results.append(from_json(path.read_bytes()))
        except (OSError, msgspec.MsgspecError, ValueError) as error:
            problem = f"{path} is no result ({error}). Grade again, or take the file away."
            if damaged is None:
                raise UsageError(problem) from error
            damaged(problem)
    if not results:
        raise UsageError(
            f"No results in {out / assignment}. Run `autograder grade {assignment}` first, or name "
            "the folder of its --out with --results."
        )
    return results
