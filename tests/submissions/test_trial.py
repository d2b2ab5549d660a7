"""What is unusually large is read by a process with limits first; what classes hand in is not."""

import ast
import errno
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.errors import SubmissionError
from autograder.sample_class import write_sample_class
from autograder.submissions import Submission, parse_submission, trial
from autograder.submissions import read as read_module
from autograder.submissions.rehearsal import rehearse

ROOT = Path(__file__).parents[2]
ANSWER = "\ndef softmax(x):\n    return x\n"


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that a child would read first."""
    names: list[str] = []
    monkeypatch.setattr(
        read_module, "require_quick", lambda _data, _suffix, shown: names.append(shown)
    )
    return names


def released() -> list[Path]:
    topics = [path.name.partition("_")[2] for path in ROOT.glob("solutions/*/")]
    found = [
        p for topic in topics for p in ROOT.glob(f"*s/*_{topic}/{topic}.*") if p.suffix != ".md"
    ]
    assert len(found) >= 24
    return found


@pytest.mark.parametrize("path", released(), ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_what_is_released_is_read_at_once(path: Path, tried: list[str]) -> None:
    data = path.read_bytes()
    parse_submission(data, path.suffix, path.name)
    if path.parts[-3] == "solutions" and path.suffix == ".py":
        variants = [v.read_bytes() for v in path.parent.glob("mutants/*.py")]
        variants += [v.read_bytes() for v in path.parent.glob("accepted/*.py")]
        assert len(variants) > 40
        for variant in variants:
            parse_submission(variant, ".py")
        parse_submission(data + b"\n# %%\n" + max(variants, key=len), ".py")
    assert tried == []


def test_the_sample_class_is_read_at_once(tmp_path: Path, tried: list[str]) -> None:
    write_sample_class(ROOT, tmp_path, ["03_output_layers", "05_regularisation"])
    files = [p for p in tmp_path.rglob("*") if p.suffix in (".ipynb", ".py")]
    assert len(files) > 20
    for path in files:
        try:
            parse_submission(path.read_bytes(), path.suffix, path.name)
        except SubmissionError:
            continue  # the sample class has such a student
    assert tried == []


def notebook(*sources: str) -> bytes:
    return json.dumps({"cells": [{"source": source} for source in sources]}).encode()


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        pytest.param(notebook("x = 1\n" * 800), ".ipynb", id="a long cell"),
        pytest.param(notebook(*["x = 1\n" * 500] * 30), ".ipynb", id="much code"),
        pytest.param(notebook(*["x = 1"] * 600), ".ipynb", id="many cells"),
        pytest.param(notebook("x = 1", *[""] * 300_000), ".ipynb", id="many values"),
        pytest.param(b"# %% [markdown]\n" + b"# text\n" * 50_000, ".py", id="a long script"),
    ],
)
def test_what_is_unusually_large_is_tried_once(data: bytes, suffix: str, tried: list[str]) -> None:
    parse_submission(data, suffix, "large")
    assert tried == ["large"]


def test_large_outputs_are_usual(tried: list[str]) -> None:
    picture = {"output_type": "display_data", "data": {"image/png": "iVBO" * 2_000_000}}
    cell = {"cell_type": "code", "source": "x = 1", "outputs": [picture]}
    parse_submission(json.dumps({"cells": [cell]}).encode(), ".ipynb")
    assert tried == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("x = f'" + "{a}" * 66_000 + "'\n" + ANSWER, id="time, in the compiler"),
        pytest.param("import " + ".".join("a" * 100_000) + " as z\n" + ANSWER, id="memory"),
        pytest.param("a=0\n" * 250_000, id="many statements"),
    ],
)
def test_what_takes_long_to_read_is_refused_in_seconds(source: str) -> None:
    started, own = time.monotonic(), time.process_time()
    with pytest.raises(SubmissionError, match=r"topic\.py takes longer to read, or more memory"):
        parse_submission(source.encode(), ".py", "topic.py")
    assert time.monotonic() - started < trial.MAX_WALL_SECONDS
    assert time.process_time() - own < 1


def test_a_large_file_that_is_quick_to_read_is_read() -> None:
    numbers = "0.5, " * 20_000
    read = parse_submission(f"data = [{numbers}]\n{ANSWER}".encode(), ".py", "topic.py")
    assert [cell.syntax_error for cell in read.cells] == [None, None]


def test_what_the_child_cannot_read_the_grader_says_itself() -> None:
    with pytest.raises(SubmissionError, match="not valid JSON"):
        parse_submission(b'{"cells": [' + b"1," * 400_000, ".ipynb", "topic.ipynb")


def test_a_child_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_CHILD", "import time; time.sleep(600)")
    monkeypatch.setattr(trial, "MAX_WALL_SECONDS", 0.5)
    with pytest.raises(SubmissionError, match="takes longer"):
        trial.require_quick(b"x = 1", ".py", "topic.py")


def test_a_machine_that_starts_no_process_is_not_the_students_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "run", refuse)
    with pytest.raises(SubmissionError, match="would not start: Resource temporarily unavailable"):
        trial.require_quick(b"x = 1", ".py", "topic.py")


def test_the_rehearsal_reaches_all_that_a_question_could(monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[str] = []

    def note(cells: tuple[object, ...], _forbidden: object, _target: str) -> None:
        reached.extend(getattr(cell, "source", "") for cell in cells)

    monkeypatch.setattr("autograder.submissions.rehearsal.find_forbidden", note)
    rehearse(notebook("a = 1", "def b():\n    return a", "c = (", "d = b"), ".ipynb")
    assert reached[:-1] == ["a = 1", "def b():\n    return a", "d = b"]
    assert isinstance(ast.parse(reached[-1]).body[0], ast.Assign)


def test_windows_which_has_no_limits_has_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    from autograder.submissions import rehearsal

    rehearsal._limit()
    assert isinstance(parse_submission(b"x = 1", ".py"), Submission)
