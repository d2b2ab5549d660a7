"""Break the intake: files, names and notebooks that are not what a grader expects."""

import json
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .attempt import DOUBLE, HEAD, HONEST, WRONG, Attempt, Layout, script

_INTAKE = "not run: it is no cell"


def _file(name: str, content: str | bytes) -> Layout:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return lambda folder: _write(folder / name, data)


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _code(source: str, **metadata: Any) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def _graded(name: str, **changes: Any) -> dict[str, Any]:
    fields = {"grade": False, "solution": True, "locked": False, "grade_id": name, "points": 1}
    return {"nbgrader": fields | {"schema_version": 3, "cell_type": "code"} | changes}


def _notebook(*cells: dict[str, Any], **fields: Any) -> str:
    whole = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": list(cells)}
    return json.dumps(whole | fields)


def _answers(answer: str = HONEST) -> list[dict[str, Any]]:
    return [_code(HEAD), _code(DOUBLE), _code(answer)]


def _unreadable(name: str, tries: str, layout: Layout) -> Attempt:
    """Nothing can be graded; the status says so."""
    return Attempt(
        name=name,
        threat="Break the intake",
        tries=tries,
        layout=layout,
        status="missing",
        beside="missing",
        elsewhere=_INTAKE,
    )


def _readable(name: str, tries: str, layout: Layout, **options: Any) -> Attempt:
    """An honest answer, whatever surrounds it; all of its marks are due."""
    due: dict[str, Any] = {"earns": True} | options
    return Attempt(
        name=name,
        threat="Break the intake",
        tries=tries,
        layout=layout,
        elsewhere=_INTAKE,
        **due,
    )


def _cell(name: str, tries: str, source: str, **due: Any) -> Attempt:
    return Attempt(name=name, threat="Break the intake", tries=tries, source=source, **due)


def _wrong_notebook(name: str, tries: str, *cells: dict[str, Any]) -> Attempt:
    layout = _file("target.ipynb", _notebook(_code(HEAD), _code(DOUBLE), *cells))
    return _readable(name, tries, layout, earns=False)


def _link(target: str) -> Layout:
    return lambda folder: (folder / "target.ipynb").symlink_to(target)


def _sparse(size: int) -> Layout:
    def make(folder: Path) -> None:
        with open(folder / "target.ipynb", "wb") as file:
            file.truncate(size)

    return make


def _zipped(folder: Path) -> None:
    with zipfile.ZipFile(folder / "target.ipynb", "w") as archive:
        archive.writestr("target.py", script(HONEST))


def _listening(folder: Path) -> None:
    """The address of a socket has few characters, so it is bound in the folder itself."""
    here = os.getcwd()
    os.chdir(folder)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("target.ipynb")
    finally:
        os.chdir(here)


def _beside(names: dict[str, str], answer: str = HONEST) -> Layout:
    def make(folder: Path) -> None:
        (folder / "target.py").write_text(script(answer), encoding="utf-8")
        for name, content in names.items():
            (folder / name).write_text(content, encoding="utf-8")

    return make


def _named(name: str | bytes) -> Layout:
    def make(folder: Path) -> None:
        path = os.path.join(os.fsencode(folder), os.fsencode(name))
        with open(path, "wb") as file:
            file.write(_notebook(*_answers()).encode())

    return make


def _transformed(change: Callable[[str], bytes]) -> Layout:
    return _file("target.py", change(script(HONEST)))


_SHELL = "%%bash\ntouch /tmp/left_by_an_attack"
_TAKEN = "raise SystemExit('the module beside the submission was imported')\n"
_OLD = json.dumps(
    {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [
            {
                "metadata": {},
                "cells": [
                    {"cell_type": "code", "input": text, "outputs": [], "language": "python"}
                    for text in (HEAD, DOUBLE, HONEST)
                ],
            }
        ],
    }
)
_FORGED = _code(WRONG, **_graded("check-softmax", grade=True, points=1e9)) | {
    "execution_count": 1,
    "outputs": [
        {
            "output_type": "execute_result",
            "execution_count": 1,
            "metadata": {},
            "data": {"text/plain": "1000000000.0"},
        }
    ],
}

METADATA = (
    _readable(
        "metadata deleted",
        "The grader no longer knows which cell is which.",
        _file("target.ipynb", _notebook(*({"cell_type": "code", "source": s["source"]}
                                          for s in _answers()))),
    ),
    _readable(
        "metadata duplicated",
        "All cells have the same id.",
        _file("target.ipynb", _notebook(*(c | {"id": "same", "metadata": _graded("softmax")}
                                          for c in _answers()))),
    ),
    _readable(
        "metadata flipped and renumbered",
        "Grade, solution and locked are the wrong way round, names exchanged, points changed.",
        _file("target.ipynb", _notebook(
            _code(HEAD, **_graded("double", grade=True, locked=True)),
            _code(DOUBLE, **_graded("softmax", grade=True, solution=False, points=-1e9)),
            _code(HONEST, **_graded("double", grade=True, points=float("1e308"))))),
    ),
    _readable(
        "metadata of other types",
        "Lists where objects are due, numbers where texts are.",
        _file("target.ipynb", _notebook(
            _code(HEAD) | {"metadata": [1, 2]},
            _code(DOUBLE) | {"metadata": {"nbgrader": 3, "tags": {"a": 1}}},
            _code(HONEST) | {"metadata": None, "id": 17, "outputs": "none"},
            3, None, "x", {"cell_type": 7, "source": {"a": 1}}, metadata="text", nbformat="4")),
    ),
    _wrong_notebook(
        "forged saved outputs and points", "Full marks stand as a saved output.", _FORGED
    ),
    _wrong_notebook(
        "check cells edited",
        "The check cell says that all is well.",
        _code(WRONG),
        _code("check = lambda *names: 'passed'", **_graded("check-softmax", grade=True)),
        _code("from autograder import check as check\ncheck('double')"),
    ),
    _readable(
        "check cells removed",
        "Without the check there is nothing to fail.",
        _file("target.ipynb", _notebook(_code(HEAD), _code(DOUBLE), _code(WRONG))),
        earns=False,
    ),
)  # fmt: skip

FILES = (
    _unreadable("invalid JSON", "The reader dies.", _file("target.ipynb", '{"cells": [')),
    _unreadable("an empty file", "The reader dies.", _file("target.ipynb", b"")),
    _unreadable("an empty folder", "There is nothing.", lambda folder: None),
    _unreadable("a zip named ipynb", "It unpacks to anything.", _zipped),
    _unreadable("a notebook of a gigabyte", "To read it takes all memory.", _sparse(2**30)),
    _unreadable(
        "JSON that nests",
        "The parser's stack overflows.",
        _file("target.ipynb", "[" * 200_000 + "]" * 200_000),
    ),
    _unreadable(
        "a number of a million digits",
        "To convert it takes minutes.",
        _file("target.ipynb", '{"nbformat": ' + "9" * 1_000_000 + ', "cells": []}'),
    ),
    _unreadable("a link to a device", "It is read without an end.", _link("/dev/zero")),
    _unreadable("a link to another submission", "Another's work counts.",
                _link("../../aaa_first/01_target/target.py")),
    _unreadable("a link with an unspeakable target", "The report can't name the file.",
                lambda folder: os.symlink(b"\xff\n\x1b[31m", os.fsencode(folder / "target.py"))),
    _unreadable("a pipe", "To open it waits for a writer.",
                lambda folder: os.mkfifo(folder / "target.ipynb")),
    _unreadable("a socket", "It is neither file nor folder.", _listening),
    _unreadable("a folder named like a notebook", "It can't be opened.",
                lambda folder: (folder / "target.ipynb").mkdir()),
    _readable("nbformat 3", "Cells lie in worksheets.", _file("target.ipynb", _OLD)),
    _readable(
        "a notebook of 100 000 cells",
        "Each cell costs the grader time.",
        _file("target.ipynb", _notebook(*_answers(), *(
            {"cell_type": "markdown" if n % 10 else "code", "source": "x"}
            for n in range(100_000)))),
    ),
    _readable("a byte-order mark and Windows line ends", "The first name is not found.",
              _transformed(lambda s: b"\xef\xbb\xbf" + s.replace("\n", "\r\n").encode())),
    _readable("UTF-16", "Every second byte is 0.", _transformed(lambda s: s.encode("utf-16"))),
    _readable("half of a surrogate pair", "The text can't be stored.",
              _file("target.ipynb", _notebook(*_answers(HONEST + "\nnote = '\ud800'")))),
)  # fmt: skip

NAMES = (
    _readable("a renamed notebook", "It is not found.", _named("target (2) final.ipynb")),
    _readable("a name with a line end, quotes and markup", "It breaks a report's line.",
              _named("\n'\"<script>alert(1)</script>[red].ipynb".replace("/", "_"))),
    _readable("a name that is not Unicode", "No report can hold it.", _named(b"\xff\xfe.ipynb")),
    _readable("a name with dots", "It leads upwards.", _named("target.ipynb...ipynb")),
    _readable("modules beside the submission", "They are imported in place of the libraries.",
              _beside({f"{name}.py": _TAKEN for name in
                       ("numpy", "keras", "sitecustomize", "conftest", "msgspec", "os")})),
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
        elsewhere=_INTAKE,
    ),
    _cell(
        "a sum of 100 000 terms",
        "A syntax tree as deep as the sum is long.",
        "\ndef softmax(logits):\n    return " + "1 + " * 100_000 + "1\n",
        status="crashed",
        elsewhere=_INTAKE,
    ),
    _cell(
        "a ladder of 20 000 elifs",
        "The compiler recurses once a branch.",
        "\ndef softmax(logits):\n    if logits is 0: return 1\n"
        + "    elif logits is 1: return 2\n" * 20_000,
        status="crashed",
        elsewhere=_INTAKE,
    ),
    _cell(
        "magics",
        "Shell commands run where the notebook is graded.",
        "\n%matplotlib inline\n!touch /tmp/left_by_an_attack\n%run -i other.py\n"
        "get_ipython().system('touch /tmp/left_by_an_attack')\n"
        "files = !ls /\n" + HONEST,
        earns=True,
        elsewhere="not run: it is an honest answer",
    ),
    _readable(
        "a bash cell",
        "A cell of shell commands takes the place of Python.",
        _file("target.ipynb", _notebook(*_answers(WRONG), _code(_SHELL))),
        earns=False,
    ),
    _readable(
        "cells added and reordered",
        "Nothing is where it was.",
        _file("target.ipynb", _notebook(*reversed(_answers()), _code("1 / 0"), _code("x = "))),
    ),
    _cell(
        "a function defined twice",
        "The first one is honest, the last one counts.",
        HONEST + "\n\n# %%\n" + WRONG,
        elsewhere="not run: it is a plain wrong answer",
    ),
    _cell(
        "a function defined twice, the right one last",
        "The last one counts, as in a notebook.",
        WRONG + "\n\n# %%\n" + HONEST,
        earns=True,
        elsewhere="not run: it is an honest answer",
    ),
    _cell(
        "markup in an error message",
        "The instructor's browser or terminal runs what the message says.",
        "\ndef softmax(logits):\n"
        "    raise ValueError('<script>alert(1)</script>\\x1b]0;mine\\x07[red]{{7*7}}[/nope]')\n",
        elsewhere=_INTAKE,
    ),
)

INTAKE = (*METADATA, *FILES, *NAMES, *SOURCES)
