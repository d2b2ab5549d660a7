"""Whatever is handed in is read into cells, or refused with a text that says what to do."""

import hashlib
import json
import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.errors import SubmissionError
from autograder.submissions import Submission, parse_submission, read_submission
from autograder.submissions import read as read_module


def notebook(*sources: Any, **fields: Any) -> bytes:
    """An nbformat 4 notebook of code cells, as bytes."""
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, **fields}).encode()


def sources(submission: Submission) -> list[str]:
    return [cell.source for cell in submission.cells]


def only_cell(source: str) -> Any:
    (cell,) = parse_submission(notebook(source), ".ipynb").cells
    return cell


def test_code_cells_are_counted_from_one_and_text_cells_not_at_all() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# Title"},
        {"cell_type": "code", "source": "a = 1"},
        {"cell_type": "raw", "source": "raw"},
        {"cell_type": "code", "source": "b = 2"},
    ]
    read = parse_submission(json.dumps({"cells": cells}).encode(), ".ipynb")
    assert [(c.label, c.source) for c in read.cells] == [("cell 1", "a = 1"), ("cell 2", "b = 2")]


def test_sha256_is_that_of_the_bytes() -> None:
    data = notebook("x = 1")
    assert parse_submission(data, ".ipynb").sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(["a = 1\n", "b = 2"], "a = 1\nb = 2", id="list of lines"),
        pytest.param("a = 1\r\nb = 2\r", "a = 1\nb = 2\n", id="Windows and old Mac line ends"),
        pytest.param(["a = 1\n", 7, None], "a = 1\n", id="lines that are no text"),
        pytest.param("# \ud800", "# ?", id="half of a surrogate pair"),
    ],
)
def test_source_is_read_leniently(source: Any, expected: str) -> None:
    assert only_cell(source).source == expected


@pytest.mark.parametrize(
    ("metadata", "tags"),
    [
        ({"tags": ["explore", "x"]}, {"explore", "x"}),
        ({"tags": "explore"}, set()),
        ({"tags": [1, None, "explore"]}, {"explore"}),
        ({"nbgrader": {"grade_id": 7, "points": "NaN"}}, set()),
        (None, set()),
        ("broken", set()),
    ],
)
def test_tags_survive_malformed_metadata(metadata: Any, tags: set[str]) -> None:
    cell = {"cell_type": "code", "source": "x = 1", "metadata": metadata, "id": [None]}
    (read,) = parse_submission(json.dumps({"cells": [cell, 5, None]}).encode(), ".ipynb").cells
    assert read.tags == tags
    assert read.source == "x = 1"


def test_nbformat_3_is_read() -> None:
    cells = [
        {"cell_type": "heading", "source": "Title", "level": 1},
        {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "language": "python"},
    ]
    data = {"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}, None]}
    (cell,) = parse_submission(json.dumps(data).encode(), ".ipynb").cells
    assert (cell.label, cell.source) == ("cell 1", "x = 1\ny = 2")


@pytest.mark.parametrize("empty", ["null", "[]"])
def test_what_is_empty_does_not_hide_the_field_of_another_version(empty: str) -> None:
    cell = f'{{"source": {empty}, "input": "x = 1", "prompt_number": {"9" * 5000}}}'
    data = f'{{"cells": {empty}, "worksheets": [{{"cells": [{cell}]}}]}}'
    assert sources(parse_submission(data.encode(), ".ipynb")) == ["x = 1"]


@pytest.mark.parametrize("field", ["cells", "worksheets"])
def test_an_empty_notebook_has_no_cells(field: str) -> None:
    assert parse_submission(f'{{"{field}": []}}'.encode(), ".ipynb").cells == ()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + notebook("x = 'caf\xe9'"), id="byte-order mark"),
        pytest.param(notebook("x = 'caf\xe9'").decode().encode("utf-16"), id="UTF-16"),
        pytest.param('{"cells": [{"source": "x = \'café\'"}]}'.encode("latin-1"), id="Latin-1"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert sources(parse_submission(data, ".ipynb")) == ["x = 'café'"]


@pytest.mark.parametrize(
    ("data", "suffix", "says"),
    [
        pytest.param(b"", ".ipynb", "is empty", id="empty"),
        pytest.param(b" \n ", ".py", "is empty", id="blank"),
        pytest.param(b'{"cells": [', ".ipynb", "not valid JSON", id="truncated"),
        pytest.param(b"<!DOCTYPE html><html>", ".ipynb", "<!DOCTYPE html>", id="web page"),
        pytest.param(b"PK\x03\x04rest", ".ipynb", "zip archive", id="zip"),
        pytest.param(b"[1, 2]", ".ipynb", "without a list of cells", id="JSON list"),
        pytest.param(b"{}", ".ipynb", "without a list of cells", id="no cells"),
        pytest.param(b'{"cells": {"0": 1}}', ".ipynb", "without a list of", id="cells no list"),
        pytest.param(b"[" * 200_000, ".ipynb", "nested too deeply", id="deep"),
        pytest.param(b'{"cells":' * 90_000, ".ipynb", "nested too deeply", id="deep objects"),
        pytest.param(b'{"cells": null}', ".ipynb", "without a list of", id="cells null"),
        pytest.param(b"x = 1", ".txt", "ends in .ipynb or .py", id="other ending"),
        pytest.param(b"x = 1", "", "ends in .ipynb or .py", id="no ending"),
    ],
)
def test_what_is_no_submission_is_refused(data: bytes, suffix: str, says: str) -> None:
    with pytest.raises(SubmissionError) as caught:
        parse_submission(data, suffix, "topic" + suffix)
    assert says in str(caught.value)
    assert "xpected" in str(caught.value) or "ends in" in str(caught.value)


def test_size_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(read_module, "MAX_BYTES", 1024 * 1024)
    path = tmp_path / "topic.ipynb"
    path.write_bytes(b" " * (1024 * 1024 + 1))
    with pytest.raises(SubmissionError, match="larger than 1 MB"):
        read_submission(path)
    monkeypatch.setattr(read_module, "MAX_SOURCE_CHARACTERS", 10)
    with pytest.raises(SubmissionError, match="more than 10 characters of code"):
        parse_submission(notebook("x = 1", "y = 1; z = 2"), ".ipynb")


def test_outputs_are_no_code_whatever_their_size() -> None:
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [{"text": "x" * 5_000_000}]}
    assert sources(parse_submission(json.dumps({"cells": [cell]}).encode(), ".ipynb")) == ["x = 1"]


@pytest.mark.parametrize("source", ["", " \n\t", [], None, {"x": 1}], ids=repr)
def test_a_cell_without_code_is_counted_and_left_out(source: Any) -> None:
    assert [c.label for c in parse_submission(notebook(source, "x = 1"), ".ipynb").cells] == [
        "cell 2"
    ]


def test_ten_thousand_cells() -> None:
    read = parse_submission(notebook(*["x = 1"] * 10_000), ".ipynb")
    assert len(read.cells) == 10_000
    assert read.cells[-1].label == "cell 10000"


def test_a_million_empty_cells_are_not_compiled() -> None:
    started = time.process_time()
    read = parse_submission(b'{"cells": [' + b"{}," * 1_000_000 + b"{}]}", ".ipynb")
    assert read.cells == ()
    assert time.process_time() - started < 10  # seconds; it took forty


def test_more_cells_than_any_assignment_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_module, "MAX_CELLS", 2)
    assert len(parse_submission(notebook("a = 1", "", "b = 1"), ".ipynb").cells) == 2
    with pytest.raises(SubmissionError, match="more than 2 cells of code"):
        parse_submission(notebook("a = 1", "b = 1", "c = 1"), ".ipynb")


@pytest.mark.parametrize("data", [b"x = 1" + b"\n" * (60 * 1024**2), b"#\n" * 800_000], ids=len)
def test_a_script_is_measured_before_it_is_split(data: bytes) -> None:
    started = time.process_time()
    with pytest.raises(SubmissionError, match="more than 1048576 characters"):
        parse_submission(data, ".py")
    assert time.process_time() - started < 1


# Files ---------------------------------------------------------------------------------------


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "Ünusual näme (1).IPYNB"
    path.write_bytes(notebook("x = 1"))
    assert sources(read_submission(path)) == ["x = 1"]


@pytest.mark.parametrize("kind", ["symlink", "folder", "pipe", "socket", "missing", "dangling"])
def test_what_is_no_regular_file_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "topic.ipynb"
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(notebook("secret = 1"))
    opened = socket.socket(socket.AF_UNIX)
    match kind:
        case "symlink":
            path.symlink_to(secret)
        case "dangling":
            path.symlink_to(tmp_path / "nowhere")
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "socket":
            opened.bind(str(path))
    with opened, pytest.raises(SubmissionError, match=r"topic\.ipynb (is|can't be read)"):
        read_submission(path)


def test_a_device_is_refused() -> None:
    with pytest.raises(SubmissionError, match="a device"):
        read_submission(Path("/dev/zero"))


def test_a_name_cannot_break_the_message(tmp_path: Path) -> None:
    path = tmp_path / "a\nb'\"\x1b[31m.ipynb"
    path.write_bytes(b"{")
    with pytest.raises(SubmissionError) as caught:
        read_submission(path)
    assert not set('\n\x1b"') & set(str(caught.value).partition(" is not valid")[0])


# Cells that Python can't compile ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "error"),
    [
        pytest.param("x = 1\n\ny = (2", "line 3: '(' was never closed", id="open bracket"),
        pytest.param("print 'Python 2'", "line 1: Missing parentheses", id="Python 2"),
        pytest.param("x = 1\nreturn x", "line 2: 'return' outside function", id="stray return"),
        pytest.param("x = 1\x00", "null bytes", id="null byte"),
        pytest.param("-" * 100_000 + "1", "nested too deeply", id="deep operators"),
        pytest.param("1" + "+1" * 100_000, "nested too deeply", id="long sum"),
        pytest.param("def f():\nreturn 1", "line 2: expected an indented block", id="indentation"),
        pytest.param("a" + "\u0301" * 20_000 + "\u0316" * 20_000 + " = 1", "marks", id="marks"),
        pytest.param("a" + "\u0301\uff9e" * 9_000 + " = 1", "marks", id="marks by another name"),
        pytest.param("x = 1\n!ls\ny = (", "line 3: '(' was never closed", id="beside a command"),
    ],
)
def test_a_broken_cell_is_kept_with_its_error(source: str, error: str) -> None:
    read = parse_submission(notebook(source, "fine = 1"), ".ipynb")
    assert error in str(read.cells[0].syntax_error)
    assert read.cells[1].syntax_error is None


@pytest.mark.parametrize(
    "source", ["await f()", "async with f(): pass", "x = [await y for y in z]"], ids=repr
)
def test_await_may_stand_outside_of_a_function(source: str) -> None:
    assert only_cell(source).syntax_error is None
    assert only_cell(f"def g():\n    {source}").syntax_error is not None


@pytest.mark.parametrize("source", ["x is 1", r"'\d'", "assert (1, 'x')"])
def test_a_warning_is_no_error(source: str) -> None:
    assert only_cell(source).syntax_error is None


# IPython ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline",
        "!pip install keras",
        "files = !ls",
        "cwd = %pwd",
        "?print",
        "keras.layers.Dense??",
        "%%bash\nfor f in *; do echo $f; done",
        "%%html\n<b>it's</b>",
        "for i in range(3):\n    !echo {i}",
        "# a long cell\n" * 2_000 + "!pip install keras",
        "    x = 1\n    y = 2",
        ">>> x = 1\n>>> y = 2",
    ],
)
def test_ipython_syntax_becomes_python(source: str) -> None:
    cell = only_cell(source)
    assert cell.syntax_error is None
    compile(cell.source, "cell", "exec")


def test_python_is_left_as_it_is() -> None:
    source = "\n\nx = 7 % 2  # 100 %?\ns = '''\n%magic\n!ls\n'''\n"
    assert only_cell(source).source == source


@pytest.mark.parametrize("magic", ["%%time", "%%capture out", "%%prun -q", "%%debug"])
def test_a_magic_that_runs_its_cell_keeps_its_names_and_lines(magic: str) -> None:
    cell = only_cell(f"{magic}\ndef f():\n    return 1\n!ls\n")
    assert cell.source.split("\n")[:3] == ["", "def f():", "    return 1"]


@pytest.mark.parametrize("magics", ["%%capture\n%%time", "%%time\n\n%%capture out\n%%memit"])
def test_several_magics_that_run_their_cell_keep_its_lines(magics: str) -> None:
    cell = only_cell(f"{magics}\ndef f():\n    return 1\n")
    assert cell.syntax_error is None
    assert cell.source.split("\n")[magics.count("\n") + 1 :] == ["def f():", "    return 1", ""]


def test_a_magic_that_runs_its_line_keeps_it() -> None:
    assert only_cell("%time x = slow()").source.strip() == "x = slow()"


@pytest.mark.parametrize("above", ["\n\n", "\n  \n"])
def test_translation_keeps_line_numbers(above: str) -> None:
    assert only_cell(f"{above}%matplotlib inline\nx = 1").source.split("\n")[3] == "x = 1"


@pytest.mark.parametrize("cell", ["!ls\n" * 130, "!ls\n" * 60 + "x = 0\n" * 700])
def test_many_magics_do_not_occupy_the_grader(cell: str) -> None:
    read = parse_submission(notebook(*[cell] * 3, "x = 1"), ".ipynb", tried=True)
    assert [c.syntax_error is None for c in read.cells] == [True, False, False, True]


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        pytest.param(notebook("(" + "\n" * 1_000_000), ".ipynb", id="blank lines"),
        pytest.param(notebook("(" + " ?" * 500_000), ".ipynb", id="question marks"),
        pytest.param(notebook("(\n" + "!ls\n" * 200_000), ".ipynb", id="commands"),
        pytest.param(b"# %% " + b"tags=[" * 150_000, ".py", id="tags that never close"),
        pytest.param(b"# " + b"%" * 1_000_000, ".py", id="a marker that never ends"),
        pytest.param(b"# %%\n" * 150_000, ".py", id="empty cells"),
    ],
)
def test_hostile_text_takes_linear_time(data: bytes, suffix: str) -> None:
    started = time.process_time()
    parse_submission(data, suffix, tried=True)
    assert time.process_time() - started < 20  # seconds; quadratic time would be hours


# Scripts ---------------------------------------------------------------------------------------

SCRIPT = """\
# ---
# jupyter:
#   kernelspec: broken
# ---

# %% [markdown]
# Some text

# %%
import keras
# copy the weights

# %% A title tags=["explore", "slow"]
# %matplotlib inline
def f(
    return

#%%
# %%time
x = 1
"""


def test_a_script_is_split_at_its_markers() -> None:
    read = parse_submission(SCRIPT.encode(), ".py", "topic.py")
    assert [c.label for c in read.cells] == [f"cell {n} of topic.py" for n in (1, 2, 3)]
    assert [c.tags for c in read.cells] == [set(), {"explore", "slow"}, set()]
    assert "# copy the weights" in read.cells[0].source


def test_line_numbers_of_a_script_are_those_of_the_file() -> None:
    read = parse_submission(SCRIPT.encode(), ".py", "topic.py")
    assert str(read.cells[1].syntax_error).startswith("line 15")
    assert read.cells[2].source.split("\n").index("x = 1") == SCRIPT.split("\n").index("x = 1")


def test_the_parts_of_a_script_without_markers_keep_its_lines() -> None:
    read = parse_submission(b"\xef\xbb\xbf# My answer\r\nx = 1\r\n\r\ny = 2\r\n", ".py")
    assert [(c.label, c.source) for c in read.cells] == [
        ("cell 1", "# My answer\nx = 1\n"),
        ("cell 1, part 2", "\n\n\ny = 2\n"),
    ]


def test_blank_lines_of_a_long_script_do_not_add_up() -> None:
    read = parse_submission(b"# %%\nx = 1\n" * 10_000, ".py")
    assert len(read.cells) == 10_000
    assert sum(len(c.source) for c in read.cells) < 100_000


def test_a_cell_travels_to_the_worker_with_its_label() -> None:
    sent = only_cell("x = 1").to_worker()
    assert (sent.label, sent.source) == ("cell 1", "x = 1")
