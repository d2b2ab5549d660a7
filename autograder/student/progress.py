"""What a student has reached, and which hints were read: ``.autograder/progress.json``."""

import contextlib
import os
import tempfile
from pathlib import Path

import msgspec

from autograder.results import QuestionResult, Status


class Reached(msgspec.Struct):
    """The last check of a question, and how many hints were shown."""

    score: float = 0.0
    max_score: float = 0.0
    status: Status = "not_attempted"
    hints: int = 0


class Progress(msgspec.Struct):
    """By the question's name."""

    questions: dict[str, Reached] = {}


def _path(folder: Path) -> Path:
    return folder / ".autograder" / "progress.json"


def read_progress(folder: Path) -> Progress:
    """What is stored for an assignment; nothing where there is no readable file."""
    try:
        return msgspec.json.decode(_path(folder).read_bytes(), type=Progress)
    except (OSError, msgspec.MsgspecError):
        return Progress()


def write_progress(folder: Path, progress: Progress) -> None:
    """Store it whole or not at all; a read-only folder costs only the memory of it."""
    path = _path(folder)
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(progress)))
        Path(temporary).replace(path)


def remember(folder: Path, result: QuestionResult) -> None:
    """Keep a question's newest result."""
    progress = read_progress(folder)
    reached = progress.questions.setdefault(result.name, Reached())
    reached.score, reached.max_score = result.score, result.max_score
    reached.status = result.status
    write_progress(folder, progress)


def next_hint(folder: Path, question: str, hints: tuple[str, ...], tier: int | None) -> str:
    """The next tier that was not shown yet, or the given one (counted from 1)."""
    progress = read_progress(folder)
    reached = progress.questions.setdefault(question, Reached())
    shown = min(reached.hints + 1 if tier is None else max(tier, 1), len(hints))
    reached.hints = max(reached.hints, shown)
    write_progress(folder, progress)
    last = "" if shown < len(hints) else " (the last one)"
    return f"Hint {shown} of {len(hints)} for {question}{last}: {hints[shown - 1]}"


def announce_hint(folder: Path, question: str, hints: tuple[str, ...]) -> str:
    """What the next call of ``hint`` shows, such as ``"hint 2 of 3"``."""
    shown = read_progress(folder).questions.get(question, Reached()).hints
    return f"hint {min(shown + 1, len(hints))} of {len(hints)}"
