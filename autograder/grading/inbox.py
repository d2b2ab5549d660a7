"""Find the submissions of a class: ``DIR/<student>/<assignment>/<notebook>``."""

import dataclasses
import itertools
import os
import stat
from pathlib import Path

from autograder.checks.probe_files import holds_probes
from autograder.errors import SubmissionError, UsageError, require_known
from autograder.results import without_controls
from autograder.submissions.bindings import stubs
from autograder.submissions.cell_names import read_cell
from autograder.submissions.dependencies import EXPLORE
from autograder.submissions.read import (
    MAX_BYTES,
    SUFFIXES,
    Submission,
    printable,
    read_submission,
)
from autograder.submissions.syntax import parse

MAX_CANDIDATES = 20
MAX_CANDIDATE_BYTES = 2 * MAX_BYTES


@dataclasses.dataclass(frozen=True)
class HandedIn:
    """A student's folder for one assignment.

    Args:
        student: the folder's name; bytes that are no text, which no result can hold, escaped.
        folder: where it is.
    """

    student: str
    folder: Path


def find_submissions(
    directory: Path, assignment: str, students: tuple[str, ...] = ()
) -> list[HandedIn]:
    """The students who handed in an assignment, by name.

    Raises:
        UsageError: the folder is missing or empty, a named student is not there, or two students
            would have one name.
    """
    layout = f"{directory}/<student>/{assignment}/<notebook>.ipynb (or .py)"
    if not directory.is_dir():
        raise UsageError(f"No folder {directory}. Expected submissions in {layout}.")
    try:
        students_folders = [path for path in directory.iterdir() if path.name[:1] != "."]
    except OSError as error:
        raise UsageError(f"{directory} can't be listed: {error.strerror}.") from error
    found: dict[str, HandedIn] = {}
    for folder in sorted(each for each in students_folders if _has_something(each, assignment)):
        student = _text(folder.name)
        if student in found:
            raise UsageError(
                f"{directory} has two folders for {student}: one has this name, the name of the "
                "other is no text, and its bytes are written like this. Rename one of them, and "
                "run the same command again."
            )
        found[student] = HandedIn(student, folder / assignment)
    if not found:
        near = "".join(f" {text}" for text in overlooked(directory, assignment)[:3])
        raise UsageError(f"No submissions of {assignment} in {directory}. Expected {layout}.{near}")
    for student in students:
        require_known("student", student, list(found))
    return [found[student] for student in (students or tuple(found))]


def read_handed_in(handed_in: HandedIn, topic: str, starter: Submission) -> tuple[str, Submission]:
    """The file that holds the student's work, and what is in it.

    A student may have renamed the notebook, or worked in the script and left the notebook as
    it was, or but tried something in it; so files that still equal the starter, or hold all of
    its stubs, give way to others. No more than ``MAX_CANDIDATES`` files are read, and
    ``MAX_CANDIDATE_BYTES`` of them.

    Raises:
        SubmissionError: there is no file, or the one that counts can't be read.
    """
    try:
        _require_folder(handed_in)
        files = _candidates(handed_in.folder, topic)
        if not files and (inner := _only_folder(handed_in.folder)):
            files = _candidates(inner, topic)
        read = _affordable(files)
    except OSError as error:
        raise SubmissionError(
            f"{handed_in.folder.name} of {handed_in.student} can't be listed: {error.strerror}. "
            "Expected a folder that the grader may read. Check its permissions."
        ) from error
    if not files:
        raise SubmissionError(_nothing_in(handed_in.folder, topic))
    unanswered = _stubs_of(starter)
    tried: tuple[str, Submission] | None = None
    untouched: tuple[str, Submission] | None = None
    problem = ""
    for path in read:
        try:
            submission = read_submission(path)
        except SubmissionError as error:
            problem = problem or str(error)  # its traceback holds all that was read
            continue
        if not unanswered or not unanswered <= set(_code(submission)):
            return path.name, submission
        if not _same_code(submission, starter):
            tried = tried or (path.name, submission)
        untouched = untouched or (path.name, submission)
    if tried is not None:
        return tried
    if len(files) > len(read):
        problem = problem or "None holds more than the starter."
        problem += f" Only the first {len(read)} of {len(files)} files were read: hand in one."
    if problem:
        raise SubmissionError(problem)
    assert untouched is not None
    return untouched


def _has_something(student: Path, assignment: str) -> bool:
    """Whether there is anything of the assignment, or the grader can't know.

    What is no folder that can be read counts: its student is told so, instead of being left out.
    """
    try:
        (student / assignment).lstat()
    except FileNotFoundError:
        return student.is_symlink() and not student.exists()  # it leads nowhere
    except NotADirectoryError:  # a file beside the students' folders
        return False
    except OSError:
        return True
    return True


def overlooked(directory: Path, assignment: str) -> list[str]:
    """What looks handed in and lies where nobody looks, one sentence each."""
    wanted = {_plain(assignment), _plain(assignment.partition("_")[2])}
    found = []
    for path in sorted(directory.iterdir()):
        if path.name[:1] == "." or _has_something(path, assignment):
            continue
        try:
            inner = [path] if path.is_file() else sorted(path.iterdir()) if path.is_dir() else []
        except OSError:  # nothing to be seen there
            continue
        for each in inner:
            work = each.suffix.lower() in (*SUFFIXES, ".zip") and each.is_file()
            if work or (each.is_dir() and _plain(each.name) in wanted):
                found.append(
                    f"{without_controls(_text(str(each.relative_to(directory))))} lies outside of "
                    f"<student>/{assignment}/."
                )
    return found


def _plain(name: str) -> str:
    """A folder's name without what people and systems change in it."""
    return "".join(filter(str.isalnum, name.casefold()))


def _require_folder(handed_in: HandedIn) -> None:
    """Raise unless it is a folder; a link could lead to another student's work, or to solutions."""
    for folder in (handed_in.folder, handed_in.folder.parent):
        if folder.is_symlink():
            target = without_controls(_text(str(folder.readlink())))
            raise SubmissionError(
                f"{_text(folder.name)} of {handed_in.student} is a link to {target}. Expected "
                "a folder with the student's own files; copy them there if they are meant."
            )
    if not stat.S_ISDIR(handed_in.folder.lstat().st_mode):
        raise SubmissionError(
            f"{handed_in.folder.name} of {handed_in.student} is a file. Expected a folder of that "
            "name, with the notebook in it. Unpack it if it is an archive, or move it into one."
        )


def _text(name: str) -> str:
    """A file's name as text that JSON can hold; students may name files by any bytes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _only_folder(folder: Path) -> Path | None:
    """The one folder in it, as of an archive unpacked into a folder; never a link."""
    inner = [
        path
        for path in folder.iterdir()
        if path.name[:1] not in (".", "_") and stat.S_ISDIR(path.lstat().st_mode)
    ]
    return inner[0] if len(inner) == 1 else None


def _candidates(folder: Path, topic: str) -> list[Path]:
    """Notebooks before scripts, the expected name before others, then the newest first."""
    files = [
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES
        and not holds_probes(path.name)  # they came with the notebook, and are no answers
        and not path.name.startswith(".")
        and not stat.S_ISDIR(path.lstat().st_mode)
    ]
    return sorted(
        files,
        key=lambda path: (path.stem != topic, path.suffix != ".ipynb", -path.lstat().st_mtime_ns),
    )


def _affordable(files: list[Path]) -> list[Path]:
    """The first of the files, as many as are read."""
    sizes = [min(path.lstat().st_size, MAX_BYTES) for path in files[:MAX_CANDIDATES]]
    totals = itertools.accumulate(sizes)
    return [
        path for path, total in zip(files, totals, strict=False) if total <= MAX_CANDIDATE_BYTES
    ]


def _nothing_in(folder: Path, topic: str) -> str:
    """What is there instead of a notebook, and what to do."""
    names = sorted(_text(path.name) + "/" * path.is_dir() for path in folder.iterdir())
    shown = ", ".join(printable(name.rstrip("/")) + "/" * name.endswith("/") for name in names[:5])
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    found = f"It holds {shown}{more}." if names else "It is empty."
    return (
        f"{folder.name} holds no notebook and no script. Expected {topic}.ipynb. {found} "
        "Move the notebook out of a folder inside of it, unpack an archive, or take what a "
        "download added off a name, such as the .txt of .ipynb.txt."
    )


def _stubs_of(starter: Submission) -> set[str]:
    """The cells that wait for an answer."""

    def unwritten(source: str) -> set[str]:
        return stubs(parse(source))

    return {cell.source.strip() for cell in starter.cells if read_cell(cell, unwritten)}


def _same_code(submission: Submission, starter: Submission) -> bool:
    """Whether both hold the same code, whatever surrounds it."""
    return _code(submission) == _code(starter)


def _code(submission: Submission) -> list[str]:
    """What is graded: a cell to explore in, or one that installs, is no answer."""
    graded = [cell for cell in submission.cells if EXPLORE not in cell.tags]
    return [cell.source.strip() for cell in graded if cell.source.strip()]
