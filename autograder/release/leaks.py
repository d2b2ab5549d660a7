"""Does anything that students get hold a line that they must not see?

Secret is what ``solutions/`` holds and the handout does not show: solution regions, mark
schemes, oracles, questions, accepted variants and mutants. Lines are compared without their
white space and comments, in every file, notebooks' cells and archives' members included.
"""

import ast
import io
import json
import re
import zipfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from autograder.release.layout import SOURCE, assignment_names, may_ship, topic_of
from autograder.release.notebook import (
    BEGIN_MARK_SCHEME,
    BEGIN_SOLUTION,
    END_MARK_SCHEME,
    END_SOLUTION,
)

# Shorter lines, such as `return x * scale`, stand in any code.
SHORTEST_SECRET = 24
SECRET_NAMES = re.compile(r"(^|/)(questions\.py|oracles\.py|calibration\.json|(accepted|mutants)/)")

_Secrets = dict[str, str]  # the line without white space: where it stands
_COMMENT = re.compile(r"(^|\s)#.*$")


def leaks(directory: Path, root: Path | None = None) -> list[str]:
    """Look through everything in a folder for lines of the course's secrets.

    Args:
        directory: a bundle or a release.
        root: the course; the current folder where it is left out.

    Returns:
        A line for each leak: the file, and where the secret comes from. Empty if all is well.
    """
    secrets = secret_lines(root or Path.cwd())
    starts = _by_start(secrets)
    found = []
    for path in sorted(each for each in directory.rglob("*") if each.is_file()):
        for name, text in _texts(path.relative_to(directory).as_posix(), path.read_bytes()):
            if SECRET_NAMES.search(name):
                found.append(f"{name}: a file of this name must not be given out")
            held = _held(_flat(text), starts)
            found += [f"{name}: holds {secrets[line]}" for line in held]
    return found


def _by_start(secrets: _Secrets) -> dict[str, list[str]]:
    """The secret lines by their first characters, so that a text is read once for all of them."""
    starts: dict[str, list[str]] = {}
    for line in secrets:
        starts.setdefault(line[:SHORTEST_SECRET], []).append(line)
    return starts


def _held(text: str, starts: dict[str, list[str]]) -> list[str]:
    """The secret lines that a text holds, each once, in the order of their first places."""
    held = {
        line: None
        for position in range(len(text) - SHORTEST_SECRET + 1)
        for line in starts.get(text[position : position + SHORTEST_SECRET], ())
        if text.startswith(line, position)
    }
    return list(held)


def secret_lines(root: Path) -> _Secrets:
    """The secret lines without white space, each with the place that it stands in."""
    secrets: _Secrets = {}
    public = _flat(resources.files("autograder").joinpath("ideas.json").read_text("utf-8"))
    for assignment in assignment_names(root):
        folder = root / SOURCE / assignment
        topic = folder / f"{topic_of(assignment)}.py"
        shown, hidden = _split(topic.read_text(encoding="utf-8"))
        public += _flat(shown)
        secrets |= _lines(hidden, f"{assignment}/{topic.name}", code=False)
        for path in sorted(folder.rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if may_ship(folder, path):
                public += _flat(text)
            elif path != topic:
                secrets |= _lines(text, f"{assignment}/{path.relative_to(folder).as_posix()}")
    return {line: origin for line, origin in secrets.items() if line not in public}


def _split(text: str) -> tuple[str, str]:
    """The handout's lines and those of solution regions and mark schemes, both full length."""
    shown, hidden, inside = [], [], False
    for line in text.split("\n"):
        if END_SOLUTION in line or END_MARK_SCHEME in line:
            inside = False
        shown.append("" if inside else line)
        hidden.append(line if inside else "")
        if BEGIN_SOLUTION in line or BEGIN_MARK_SCHEME in line:
            inside = True
    return "\n".join(shown), "\n".join(hidden)


def _lines(text: str, origin: str, code: bool = True) -> _Secrets:
    """The telling lines of a file; of code, those that say how something is computed."""
    common = _common_rows(text) if code else set()
    found = {}
    for number, line in enumerate(text.split("\n"), start=1):
        flat = _flat(_COMMENT.sub("", line) if code else line.lstrip("# "))
        if number not in common and len(flat) >= SHORTEST_SECRET:
            found[flat] = f"{origin}, line {number}"
    return found


def _common_rows(text: str) -> set[int]:
    """The rows of imports, docstrings, decorators and signatures, which other code may have too."""
    rows: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            rows |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef):
            starts = [each.lineno for each in getattr(node, "decorator_list", [])]
            starts.append(getattr(node, "lineno", 1))
            rows |= set(range(min(starts), node.body[0].lineno))
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                rows |= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return rows


def _flat(text: str) -> str:
    return re.sub(r"[\s\0]+", "", text)


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """A file's text, or those of all that is packed into it."""
    yield name, "" if zipfile.is_zipfile(io.BytesIO(data)) else data.decode("utf-8", "replace")
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from _texts(f"{name}/{member}", archive.read(member))
    elif name.endswith(".ipynb"):
        yield name, "\n".join(_strings(json.loads(data)))


def _strings(value: Any) -> Iterator[str]:
    """Every string of a JSON value, with its escapes undone."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
