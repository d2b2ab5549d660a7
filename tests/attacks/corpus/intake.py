"""Break the intake: files, names and notebooks that are not what a grader expects."""

import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .attempt import HONEST, WRONG, Attempt, Change, Layout, Notebook, code_cell, graded, script

_SCRIPT = "not run: it is a script, not a notebook"
ESCAPES = "\x1b]0;mine\x07\x1b[31mred"


def _unreadable(name: str, tries: str, layout: Layout) -> Attempt:
    """Nothing can be graded; the status says so."""
    return Attempt(
        name=name,
        threat="Break the intake",
        tries=tries,
        layout=layout,
        status="missing",
        beside="missing",
    )


def _readable(name: str, tries: str, change: Change | None = None, **options: Any) -> Attempt:
    """An honest answer, whatever surrounds it; all of its marks are due."""
    due: dict[str, Any] = {"earns": True, "source": HONEST, "change": change} | options
    return Attempt(name=name, threat="Break the intake", tries=tries, **due)


def _wrong(name: str, tries: str, change: Change) -> Attempt:
    return _readable(name, tries, change, earns=False, source=WRONG)


def _cell(name: str, tries: str, source: str, **due: Any) -> Attempt:
    return Attempt(name=name, threat="Break the intake", tries=tries, source=source, **due)


def _too_large(name: str, tries: str, source: str) -> Attempt:
    return _cell(name, tries, source, status="missing", beside="missing")


def _with_cells(change: Callable[[list[Notebook]], list[Any]]) -> Change:
    def changed(notebook: Notebook) -> None:
        notebook["cells"] = change(notebook["cells"])

    return changed


def _is_check(cell: Notebook) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


def _bytes(data: bytes) -> Layout:
    return lambda path: _write(path, data)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _script(data: bytes) -> Layout:
    return lambda path: _write(path.with_suffix(".py"), data)


def _link(target: str | bytes, suffix: str = ".ipynb") -> Layout:
    return lambda path: os.symlink(os.fsencode(target), os.fsencode(path.with_suffix(suffix)))


def _link_to_the_first(path: Path) -> None:
    path.symlink_to(f"../../aaa_first/{path.parent.name}/{path.name}")


def _sparse(size: int) -> Layout:
    def make(path: Path) -> None:
        with open(path, "wb") as file:
            file.truncate(size)

    return make


def _sparse_ones(path: Path) -> None:
    for number in range(30):
        _sparse(64 * 1024**2)(path.with_name(f"{number}.ipynb"))


def _link_the_folder(path: Path) -> None:
    """In the student's own folder, so that it is no other student."""
    folder = path.parent
    (folder.parent / ESCAPES).mkdir()
    folder.rmdir()
    folder.symlink_to(ESCAPES)


def _zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{path.stem}.py", script(HONEST))


def _listening(path: Path) -> None:
    """The address of a socket has few characters, so it is bound in the folder itself."""
    here = os.getcwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(here)


def _without_metadata(cells: list[Notebook]) -> list[Notebook]:
    return [{"cell_type": cell["cell_type"], "source": cell["source"]} for cell in cells]


def _all_the_same(cells: list[Notebook]) -> list[Notebook]:
    return [cell | {"id": "same", "metadata": graded("softmax", points=1)} for cell in cells]


def _flipped(cells: list[Notebook]) -> list[Notebook]:
    about = [cell["metadata"]["nbgrader"] for cell in cells if "nbgrader" in cell["metadata"]]
    for fields, name in zip(about, [each["grade_id"] for each in about][::-1], strict=True):
        flags = {flag: not fields[flag] for flag in ("grade", "solution", "locked")}
        fields |= flags | {"grade_id": name, "points": 1e308 if fields["grade"] else -1e9}
    return cells


def _other_types(notebook: Notebook) -> Notebook:
    odd = ([1, 2], {"nbgrader": 3, "tags": {"a": 1}}, None)
    cells: list[Any] = [
        cell | {"metadata": odd[n % 3], "id": 17, "outputs": "none"}
        for n, cell in enumerate(notebook["cells"])
    ]
    cells += [3, None, "x", {"cell_type": 7, "source": {"a": 1}}]
    return {"nbformat": "4", "nbformat_minor": 4, "metadata": "text", "cells": cells}


def _forged(cells: list[Notebook]) -> list[Notebook]:
    for cell in filter(_is_check, cells):
        cell["metadata"]["nbgrader"]["points"] = 1e9
        cell["execution_count"] = 1
        cell["outputs"] = [
            {
                "output_type": "execute_result",
                "execution_count": 1,
                "metadata": {},
                "data": {"text/plain": "1000000000.0"},
            }
        ]
    return cells


def _saying_yes(cells: list[Notebook]) -> list[Notebook]:
    for cell in filter(_is_check, cells):
        cell["source"] = "check = lambda *names: 'passed'"
    return cells


def _without_checks(cells: list[Notebook]) -> list[Notebook]:
    return [cell for cell in cells if not _is_check(cell)]


def _of_nbformat_3(notebook: Notebook) -> Notebook:
    cells = [
        {
            "cell_type": "code",
            "input": cell["source"],
            "language": "python",
            "metadata": cell["metadata"],
            "outputs": [],
        }
        for cell in notebook["cells"]
    ]
    sheets = [{"metadata": {}, "cells": cells}]
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": sheets}


def _with_many_cells(cells: list[Notebook]) -> list[Notebook]:
    text = {"cell_type": "markdown", "metadata": {}, "source": "x"}
    return cells + [text if n % 10 else code_cell("x") for n in range(100_000)]


_SHELL = "%%bash\ntouch /tmp/left_by_an_attack"
_TAKEN = "raise SystemExit('the module beside the submission was imported')\n"
_MODULES = ("numpy", "keras", "sitecustomize", "conftest", "msgspec", "os")

METADATA = (
    _readable("metadata deleted", "The grader no longer knows which cell is which.",
              _with_cells(_without_metadata)),
    _readable("metadata duplicated", "All cells have the same id.", _with_cells(_all_the_same)),
    _readable("metadata flipped and renumbered",
              "Grade, solution and locked are the wrong way round, names exchanged, points "
              "changed.", _with_cells(_flipped)),
    _readable("metadata of other types",
              "Lists where objects are due, numbers where texts are.", _other_types),
    _wrong("forged saved outputs and points", "Full marks stand as a saved output.",
           _with_cells(_forged)),
    _wrong("check cells edited", "The check cell says that all is well.",
           _with_cells(_saying_yes)),
    _wrong("check cells removed", "Without the check there is nothing to fail.",
           _with_cells(_without_checks)),
)  # fmt: skip

FILES = (
    _unreadable("invalid JSON", "The reader dies.", _bytes(b'{"cells": [')),
    _unreadable("an empty file", "The reader dies.", _bytes(b"")),
    _unreadable("an empty folder", "There is nothing.", lambda path: None),
    _unreadable("a zip named ipynb", "It unpacks to anything.", _zipped),
    _unreadable("a notebook of a gigabyte", "To read it takes all memory.", _sparse(2**30)),
    _unreadable("JSON that nests", "The parser's stack overflows.",
                _bytes(b"[" * 200_000 + b"]" * 200_000)),
    _unreadable("a number of a million digits", "To convert it takes minutes.",
                _bytes(b'{"nbformat": ' + b"9" * 1_000_000 + b', "cells": []}')),
    _unreadable("a link to a device", "It is read without an end.", _link("/dev/zero")),
    _unreadable("a link to another submission", "Another's work counts.", _link_to_the_first),
    _unreadable("a link with an unspeakable target", "The report can't name the file.",
                _link(b"\xff\n\x1b[31m")),
    _unreadable("a pipe", "To open it waits for a writer.", os.mkfifo),
    _unreadable("a socket", "It is neither file nor folder.", _listening),
    _unreadable("a folder named like a notebook", "It can't be opened.", Path.mkdir),
    _readable("nbformat 3", "Cells lie in worksheets.", _of_nbformat_3),
    _readable("a notebook of 100 000 cells", "Each cell costs the grader time.",
              _with_cells(_with_many_cells)),
    _readable("a byte-order mark and Windows line ends", "The first name is not found.",
              layout=_script(b"\xef\xbb\xbf" + script(HONEST).replace("\n", "\r\n").encode()),
              elsewhere=_SCRIPT),
    _readable("UTF-16", "Every second byte is 0.",
              layout=_script(script(HONEST).encode("utf-16")), elsewhere=_SCRIPT),
    _readable("half of a surrogate pair", "The text can't be stored.",
              _with_cells(lambda cells: [*cells, code_cell("note = '\ud800'")])),
)  # fmt: skip

NAMES = (
    _readable("a renamed notebook", "It is not found.", file="target (2) final.ipynb"),
    _readable("a name with a line end, quotes and markup", "It breaks a report's line.",
              file="\n'\"<script>alert(1)<_script>[red].ipynb"),
    _readable("a name that is not Unicode", "No report can hold it.", file=b"\xff\xfe.ipynb"),
    _readable("a name with dots", "It leads upwards.", file="target.ipynb...ipynb"),
    _readable("modules beside the submission", "They are imported in place of the libraries.",
              also={f"{name}.py": _TAKEN for name in _MODULES}),
)  # fmt: skip

SOURCES = (
    _cell(
        "a syntax error",
        "The whole submission can't be read.",
        "\ndef softmax(logits:\n    return logits\n",
        status="crashed",
    ),
    _cell(
        "Python 2",
        "The grader's interpreter can't read it.",
        "\ndef softmax(logits):\n    print 'hello', logits\n    return 1\n",
        status="crashed",
    ),
    _cell(
        "an expression nested too deeply",
        "Python's compiler overflows its stack in the grader's own process.",
        "\nsoftmax = " + "(" * 5000 + "1" + ")" * 5000 + "\n",
        status="crashed",
    ),
    _cell(
        "a sum of 100 000 terms",
        "A syntax tree as deep as the sum is long.",
        "\ndef softmax(logits):\n    return " + "1 + " * 100_000 + "1\n",
        status="crashed",
    ),
    _cell(
        "a ladder of 20 000 elifs",
        "The compiler recurses once a branch.",
        "\ndef softmax(logits):\n    if logits is 0: return 1\n"
        + "    elif logits is 1: return 2\n" * 20_000,
        status="crashed",
    ),
    _cell(
        "magics",
        "Shell commands run where the notebook is graded.",
        "\n%matplotlib inline\n!touch /tmp/left_by_an_attack\n%run -i other.py\n"
        "get_ipython().system('touch /tmp/left_by_an_attack')\n"
        "files = !ls /\n" + HONEST,
        earns=True,
    ),
    _wrong(
        "a bash cell",
        "A cell of shell commands takes the place of Python.",
        _with_cells(lambda cells: [*cells, code_cell(_SHELL)]),
    ),
    _readable(
        "cells added and reordered",
        "Nothing is where it was.",
        _with_cells(lambda cells: [*reversed(cells), code_cell("1 / 0"), code_cell("x = ")]),
    ),
    _cell(
        "a function defined twice",
        "The first one is honest, the last one counts.",
        HONEST + "\n\n# %%\n" + WRONG,
    ),
    _cell(
        "a function defined twice, the right one last",
        "The last one counts, as in a notebook.",
        WRONG + "\n\n# %%\n" + HONEST,
        earns=True,
    ),
    _cell(
        "markup in an error message",
        "The instructor's browser or terminal runs what the message says.",
        "\ndef softmax(logits):\n"
        "    raise ValueError('<script>alert(1)</script>\\x1b]0;mine\\x07[red]{{7*7}}[/nope]')\n",
    ),
)

_MARKS = "\u0301" * 20_000 + "\u0316" * 20_000
_PATH = ".".join("a" * 4_000)

LARGE = (
    _cell("an identifier of combining marks", "To normalise it takes the square of its length.",
          f"\na{_MARKS} = 1\n{WRONG}", status="crashed"),
    _too_large("an f-string of many fields", "To compile it takes the square of its length.",
               "\nx = f'" + "{a}" * 66_000 + f"'\n{WRONG}"),
    _too_large("an import with 24 000 dots", "Each of its beginnings is kept in memory.",
               "\nimport " + ".".join("a" * 24_000) + f" as z\n{WRONG}"),
    _cell("a long path used often", "It is looked up once a part at each use.",
          f"\nif 0:\n    import {_PATH} as z\n{WRONG}    if 0: z{', z' * 1_500}\n"),
    _too_large("4 MB of short statements", "A syntax tree takes a hundred times its text.",
               "\n" + "a=0\n" * 1_000_000 + WRONG),
    _unreadable("a file of empty lines", "Each takes 60 bytes of memory.",
                _script(b"x = 1" + b"\n" * 63 * 1024**2)),
    _unreadable("sparse notebooks side by side", "They take no disk and fill the memory.",
                _sparse_ones),
    _readable("a million empty cells", "Each is compiled.",
              _with_cells(lambda cells: cells + [{}] * 1_000_000)),
    _unreadable("a linked folder whose name holds escapes", "The instructor's terminal obeys.",
                _link_the_folder),
    _cell("control characters in an error", "Each takes six bytes in a result.",
          "\nraise ValueError('\\x01' * 4000)\n" + WRONG, status="graded"),
    _cell("an answer deleted at the end", "There is nothing to ask, and no error that says why.",
          HONEST + "\ndel softmax\n", status="crashed"),
)  # fmt: skip

INTAKE = (*METADATA, *FILES, *NAMES, *SOURCES, *LARGE)
