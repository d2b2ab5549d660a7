"""Read a notebook or a script into cells of plain Python source.

The reader is lenient where a student may have gone wrong, and strict about what could harm
the grader. It knows the few fields of nbformat 1 to 4 that hold code, and asks for no others:
nbformat's own reader refuses a notebook for a missing id or kernel name. Scripts are split
here rather than by Jupytext, which loses the file's line numbers, takes the comment
``# copy the weights`` for a shell command, and needs quadratic time.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import SubmissionError
from autograder.submissions.ipython import MagicBudget, compile_error, not_run_error, to_python
from autograder.submissions.scripts import LOOSE, is_text, parts_of, script_spans
from autograder.submissions.trial import is_unusual_code, is_unusual_file, require_quick
from autograder.worker.protocol import Cell

MAX_BYTES = 64 * 1024 * 1024
# Released notebooks have at most 34 KB of code, and scripts 70 KB with their text.
MAX_SOURCE_CHARACTERS = 1024 * 1024
MAX_CELLS = 20_000
# Blank lines stand before each cell of a script; in a longer file they would add up.
MAX_NUMBERED_LINES = 5_000
# For a script without markers; each of its paragraphs is parsed with the blank lines before it.
MAX_PARTS = 500
MAX_OPTIONS = 1_000
SUFFIXES = (".ipynb", ".py")
_NONE: frozenset[str] = frozenset()

_TAGS = re.compile(r"\btags[\"']?\s*[=:]\s*\[([^\]]*)\]")
_RESAVE = "Open it in Jupyter, choose Kernel > Restart & Run All, save it and hand in that file."


class SourceCell(msgspec.Struct, frozen=True):
    """One code cell as Python that can be compiled.

    Args:
        label: what the student calls it, such as ``"cell 5"`` (code cells counted from 1).
        source: Python; IPython's own syntax is translated. A cell of a script starts with as
            many blank lines as the file has before it, so that line numbers are the file's.
        tags: the cell's tags, such as ``"explore"``.
        syntax_error: why the cell can't be compiled, or None. Such a cell is never run.
    """

    label: str
    source: str
    tags: frozenset[str] = frozenset()
    syntax_error: str | None = None

    def to_worker(self) -> Cell:
        """The cell as the worker receives it."""
        return Cell(self.label, self.source)


class Submission(msgspec.Struct, frozen=True):
    """A submission's code cells in order, and the SHA-256 of the file's bytes."""

    cells: tuple[SourceCell, ...]
    sha256: str


class _RawCell(msgspec.Struct):
    label: str
    source: str
    tags: frozenset[str]
    lines_before: int = 0
    loose: bool = False


def read_submission(path: Path) -> Submission:
    """Read a submission from a file, without following a symbolic link or waiting on a device.

    Args:
        path: a regular file that ends in ``.ipynb`` or ``.py``.

    Raises:
        SubmissionError: the file can't be read or is no submission.
    """
    return parse_submission(_read_bytes(path), path.suffix, path.name)


def parse_submission(
    data: bytes, suffix: str, name: str = "", *, tried: bool = False
) -> Submission:
    """Parse a submission's bytes. What is unusually large is tried in a process of its own first.

    Args:
        data: the file's content.
        suffix: ``".ipynb"`` or ``".py"``.
        name: the file's name, for error messages and for the labels of a script's cells.
        tried: whether it is that process which reads.

    Raises:
        SubmissionError: the bytes are no submission.
    """
    shown = printable(name) or f"The {suffix or 'unnamed'} file"
    if suffix.lower() not in SUFFIXES:
        raise SubmissionError(
            f"{shown} has the ending {suffix!r}. A submission ends in .ipynb or .py. "
            "Hand in the notebook itself."
        )
    if len(data) > MAX_BYTES:
        raise _too_large(shown)
    if not data.strip():
        raise SubmissionError(f"{shown} is empty. Expected a notebook or a script. {_RESAVE}")
    if suffix.lower() == ".py" and len(data) > 4 * MAX_SOURCE_CHARACTERS:  # UTF-8 has 4 at most
        raise _too_much(shown, f"{MAX_SOURCE_CHARACTERS} characters")
    if not tried and is_unusual_file(data, suffix):
        require_quick(data, suffix, shown)
        tried = True
    raw = _raw_cells(data, suffix, shown, printable(name))
    if not tried and is_unusual_code(cell.source for cell in raw):
        require_quick(data, suffix, shown)
    if suffix.lower() == ".py":
        raw = list(_apart(raw))
    return Submission(_finish(raw), hashlib.sha256(data).hexdigest())


def _raw_cells(data: bytes, suffix: str, shown: str, name: str) -> list[_RawCell]:
    """The code cells that hold anything."""
    if suffix.lower() == ".ipynb":
        cells = _notebook_cells(_load_notebook(data, shown))
    else:
        text = _decode(data)
        if len(text) > MAX_SOURCE_CHARACTERS:
            raise _too_much(shown, f"{MAX_SOURCE_CHARACTERS} characters")
        cells = _script_cells(text, name)
    raw = list(cells)
    if sum(len(cell.source) for cell in raw) > MAX_SOURCE_CHARACTERS:
        raise _too_much(shown, f"{MAX_SOURCE_CHARACTERS} characters of code")
    if len(raw) > MAX_CELLS:
        raise _too_much(shown, f"{MAX_CELLS} cells of code")
    return raw


def _too_much(shown: str, most: str) -> SubmissionError:
    return SubmissionError(
        f"{shown} holds more than {most}. "
        "Expected an assignment's worth. Load data from a file instead of pasting it."
    )


def _read_bytes(path: Path) -> bytes:
    """The content of a regular file; the checks come before and after the opening."""
    shown = printable(path.name)
    try:
        _require_regular(path.lstat().st_mode, shown)
        flags = os.O_RDONLY
        for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
            flags |= getattr(os, name, 0)  # Windows and macOS have some of them
        with open(os.open(path, flags), "rb") as file:
            _require_regular(os.fstat(file.fileno()).st_mode, shown)
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SubmissionError(
            f"{shown} can't be read: {reason}. Expected a file that the grader may read. "
            "Check its name and its permissions."
        ) from error
    if len(data) > MAX_BYTES:
        raise _too_large(shown)
    return data


def _require_regular(mode: int, shown: str) -> None:
    if not stat.S_ISREG(mode):
        kinds = {stat.S_IFLNK: "a symbolic link", stat.S_IFDIR: "a folder"}
        kind = kinds.get(stat.S_IFMT(mode), "a device, pipe or socket")
        raise SubmissionError(
            f"{shown} is {kind}. Expected a regular file. Hand in the notebook itself."
        )


def _too_large(shown: str) -> SubmissionError:
    return SubmissionError(
        f"{shown} is larger than {MAX_BYTES // 1024**2} MB, the most that is read. "
        "Clear the notebook's outputs (Edit > Clear All Outputs), save it and hand it in again."
    )


def _load_notebook(data: bytes, shown: str) -> dict[str, Any]:
    if data.startswith(b"PK\x03\x04"):
        raise SubmissionError(
            f"{shown} is a zip archive. Expected a notebook. Unpack it and hand in the .ipynb."
        )
    try:
        # No number is asked for, and Python makes none of more than 4300 digits a whole one.
        notebook = json.loads(_decode(data), parse_int=float)
    except RecursionError:
        raise SubmissionError(
            f"{shown} is JSON nested too deeply. Expected a notebook. {_RESAVE}"
        ) from None
    except ValueError as error:
        raise SubmissionError(
            f"{shown} is not valid JSON ({str(error)[:100]}); it starts with "
            f"{data[:20]!r}. Expected a notebook. {_RESAVE}"
        ) from None
    if not isinstance(notebook, dict) or not isinstance(_cell_lists(notebook), list):
        raise SubmissionError(
            f"{shown} is JSON without a list of cells. Expected a notebook. {_RESAVE}"
        )
    return notebook


def _cell_lists(notebook: dict[str, Any]) -> Any:
    """The cells (nbformat 1 and 4) or the worksheets that hold them (2 and 3)."""
    found = [notebook[key] for key in ("cells", "worksheets") if notebook.get(key) is not None]
    return next(filter(None, found), found[0] if found else None)


def _notebook_cells(notebook: dict[str, Any]) -> Iterator[_RawCell]:
    number = 0
    for cell in _flat(_cell_lists(notebook)):
        if cell.get("cell_type", "code") == "code":
            number += 1
            source = _joined(cell.get("source") or cell.get("input"))
            if source and not source.isspace():
                yield _RawCell(f"cell {number}", source, _cell_tags(cell))


def _flat(cells: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for cell in cells:
        if isinstance(cell, dict):
            nested = cell.get("cells")  # a worksheet
            inner = nested if isinstance(nested, list) else [cell]
            yield from (item for item in inner if isinstance(item, dict))


def _joined(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return _clean(source) if source and isinstance(source, str) else ""


def _cell_tags(cell: dict[str, Any]) -> frozenset[str]:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return frozenset(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else _NONE


def _marker_tags(options: str) -> frozenset[str]:
    """The quoted words of ``tags=["explore"]`` in a percent marker."""
    found = _TAGS.search(options[:MAX_OPTIONS])
    return frozenset(re.findall(r"[\"']([^\"']+)[\"']", found[1])) if found else _NONE


def _script_cells(text: str, name: str) -> Iterator[_RawCell]:
    """Split a script at its markers."""
    lines = text.split("\n")
    number = 0
    keeps_numbers = len(lines) <= MAX_NUMBERED_LINES
    for start, end, options in script_spans(lines):
        body = lines[start:end]
        loose = options == LOOSE
        only_text = (loose or start == 0) and all(line[:1] in ("", "#") for line in body)
        if only_text or is_text(options, body):
            continue
        number += 1
        label = f"cell {number} of {name}" if name else f"cell {number}"
        source = "\n".join(body)
        if source and not source.isspace():
            tags, before = _marker_tags(options), start * keeps_numbers
            yield _RawCell(label, source, tags, before, loose and keeps_numbers)


def _apart(raw: list[_RawCell]) -> Iterator[_RawCell]:
    """A script's cells, with parts that can be run alone as cells; to find these, Python parses."""
    left = MAX_PARTS
    for cell in raw:
        lines = cell.source.split("\n")
        numbered = cell is raw[0] or cell.lines_before > 0
        spans = parts_of(lines, most_paragraphs=left * cell.loose)
        left -= len(spans) * cell.loose
        parts = [(first, "\n".join(lines[first:after])) for first, after in spans]
        parts = [(first, source) for first, source in parts if source.strip()]
        for part, (first, source) in enumerate(parts, 1):
            label = cell.label if part == 1 else f"{cell.label}, part {part}"
            before = cell.lines_before + first * numbered
            yield _RawCell(label, source, cell.tags, before)


def _finish(raw: Iterable[_RawCell]) -> tuple[SourceCell, ...]:
    budget = MagicBudget()
    cells = []
    for cell in raw:
        blank_lines = "\n" * cell.lines_before
        source = blank_lines + cell.source
        error = not_run_error(source)
        if error is None:
            source = blank_lines + to_python(cell.source, budget)
            error = compile_error(source)
        cells.append(SourceCell(cell.label, source, cell.tags, error))
    return tuple(cells)


def _decode(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return _clean(data.decode(encoding))
    except UnicodeDecodeError:
        return _clean(data.decode("latin-1"))


def _clean(text: str) -> str:
    """Line ends as Python has them; halves of surrogate pairs, which no file can hold, go."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")


def printable(name: str) -> str:
    """A file name that can't break a message's or a traceback's line."""
    return re.sub(r"[^\w .()+-]", "_", name)[:80]
