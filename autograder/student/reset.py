"""``autograder reset``: put a question's stub back, and keep what the student wrote."""

import ast
import os
import re
import tempfile
from pathlib import Path
from typing import TypeVar

import nbformat

from autograder.errors import UsageError, require_known
from autograder.student.workspace import Workspace
from autograder.submissions.scripts import script_spans

Found = TypeVar("Found")


def reset_question(workspace: Workspace, question: str, path: Path) -> str:
    """Replace the text of a question's cell by its stub.

    Args:
        path: the student's notebook or script.

    Returns:
        What was done and where the student's text is, for a person.

    Raises:
        UsageError: no such question, no recorded stub, or the file has no cell for it; then
            nothing is changed.
    """
    require_known("question", question, list(workspace.names))
    stub = workspace.recording.stubs.get(question, "")
    if not stub:
        raise UsageError(
            f"The stub of {question!r} is not recorded in {workspace.folder / 'checks.npz'}, so "
            "nothing was changed. Get the newest version of the course's folder and copy its "
            "checks.npz over yours, or copy the cell from a fresh notebook."
        )
    replace = _in_notebook if path.suffix == ".ipynb" else _in_script
    try:
        old, new = replace(path.read_bytes().decode("utf-8"), question, stub)
    except LookupError:
        raise UsageError(
            f"{path} has no cell for {question!r}: none that is marked as its cell, and none that "
            f"defines it. Nothing was changed. Write a cell with `def {question}` or "
            f"`class {question}`, or copy it from a fresh notebook."
        ) from None
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path} is not saved as UTF-8, so nothing was changed. Save it with that encoding "
            f"and try again. ({error})"
        ) from error
    except (ValueError, AttributeError) as error:
        raise UsageError(
            f"{path} can't be read as a notebook, so nothing was changed. ({error})"
        ) from error
    if old.strip() == stub.strip():
        return f"{question} in {path} is the stub already. Nothing was changed."
    backup = _keep(path, question, old)
    _write(path, new)
    reload = "\nIf it is open in an editor, reload it from disk." if path.suffix == ".ipynb" else ""
    return f"{question} in {path} is the stub again. Your text is kept in {backup}{reload}"


def _in_notebook(text: str, question: str, stub: str) -> tuple[str, str]:
    """The cell's old text, and the whole notebook with the stub in its place."""
    notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    marked = [cell for cell in cells if cell.metadata.get("question") == question]
    cell = _chosen(marked, [c for c in cells if _defines(c.source, question)])
    old = str(cell.source)
    cell.source, cell.outputs, cell.execution_count = stub, [], None
    return old, str(nbformat.writes(notebook, version=nbformat.NO_CONVERT)) + "\n"


def _in_script(text: str, question: str, stub: str) -> tuple[str, str]:
    """The same for a percent script, whose other lines stay as they are."""
    lines = text.splitlines(keepends=True)
    spans = list(script_spans([line.rstrip("\r\n") for line in lines]))
    named = re.compile(rf"\bquestion\s*=\s*[\"']{re.escape(question)}[\"']")
    marked = [span for span in spans if named.search(span[2])]
    others = [s for s in spans if "[markdown]" not in s[2]]
    defining = [s for s in others if _defines("".join(lines[s[0] : s[1]]), question)]
    start, end, _ = _chosen(marked, defining)
    old = "".join(lines[start:end])
    ending = "\r\n" if "\r\n" in text else "\n"
    blank = len(old) - len(old.rstrip())
    tail = old[len(old) - blank :] or ending
    new = stub.rstrip().replace("\n", ending) + tail
    return old, "".join([*lines[:start], new, *lines[end:]])


def _chosen(marked: list[Found], defining: list[Found]) -> Found:
    """The cell marked as the question's, else the last that defines it; else LookupError."""
    if not marked and not defining:
        raise LookupError
    return marked[0] if marked else defining[-1]


def _defines(source: str, name: str) -> bool:
    """Whether a cell defines the name, even where Python can't read the rest of it."""
    try:
        nodes = ast.parse(source).body
    except (SyntaxError, ValueError):
        return re.search(rf"^(?:def|class)\s+{re.escape(name)}\b", source, re.M) is not None
    kinds = (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)
    return any(isinstance(node, kinds) and node.name == name for node in nodes)


def _keep(path: Path, question: str, text: str) -> Path:
    """Write the text into a new file beside the student's; never over another one."""
    number = 1
    while True:
        backup = path.with_name(f"{path.stem}.{question}.backup-{number}.txt")
        try:
            with backup.open("x", encoding="utf-8", newline="") as file:
                file.write(text)
            return backup
        except FileExistsError:
            number += 1


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all, with the permissions that it has."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    Path(temporary).chmod(path.stat().st_mode)
    Path(temporary).replace(path)
